"""Family STY, words: names, outdated bodies, blanks of a template, doubled words, misspellings, order of keys."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit
from quanze.rules.check import item_check, text_check
from quanze.rules.checks.own_level import placeholder
from quanze.rules.checks.wording import NAMES_OF_DOCUMENTS, QUOTED, any_of, any_word, found_words, last_key
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.finding import Path
    from quanze.model.item import Item
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

_NOT_OWN = QUOTED | NAMES_OF_DOCUMENTS
#: Where the names of bodies belong to another rule, or to the past.
_BODIES_OF_OTHER_RULES = frozenset(("承办机构", "牵头机构", "机构", "前身"))
_HISTORY = frozenset(("调整记录",))
#: The body whose placeholder SUP001 speaks of.
_SUPERVISOR = ("监管", "责任单位")
_TRAILING_BRACKET = re.compile(r"\s*[（(][^（()）]*[)）]\s*$")
_PENALTY = re.compile(r"对.+的处罚", re.DOTALL)
_DOUBLED_MARKS = re.compile(r"[，、；：。][，、；：。]+")
_DOUBLED_HALF_MARKS = re.compile(r"(?<=[\u4e00-\u9fff])(?:,,|;;)[,;]*")
#: A wording of three to six characters that follows itself: copied twice.
_DOUBLED_WORDING = re.compile(r"([\u4e00-\u9fff]{3,6})\1")
_WIDE = str.maketrans(",;", "，；")
_STRONGEST = "。；：，、"
#: The keys whose order the eye relies on; the others may stand between them as a list likes.
_ORDER = (
    *("编码", "名称", "类型", "状态", "版本", "实施主体", "主体性质", "承办机构", "三定职责", "行使层级", "权力来源"),
    *(
        "设定依据",
        "实施依据",
        "放权",
        "责任事项",
        "追责",
        "监管",
        "投诉举报",
        "廉政风险",
        "办事指南",
        "审核",
        "调整记录",
    ),
)
_RANK = {key: rank for rank, key in enumerate(_ORDER)}


def _named_by_catalogue(item: Item, context: Context) -> bool:
    """Say whether the name is that of the catalogue above, which the list may not change (三级四同)."""
    if item.claim is None or context.catalogue is None:
        return False
    entry = context.catalogue.get(item.claim.catalogue_code or item.code)
    return entry is not None and entry.record.name == item.name


@item_check
def vague_verb_in_name(item: Item, context: Context) -> Iterable[Hit]:
    """STY001: the name says 管理, 组织, 推进 or 会同 where it should say what is exercised.

    The name of a penalty has a form of its own (STY002).
    """
    name = item.name
    if item.type == "行政处罚":
        return ()
    body = _TRAILING_BRACKET.sub("", name) if name.endswith((")", "）", " ")) else name
    match = any_of(context.phrases("虚泛动词")).search(body)
    if match is None or _named_by_catalogue(item, context):
        return ()
    return (Hit(("名称",), {"命中": match[0], "值": name}, part=match.span(), key=match[0]),)


@item_check
def name_of_penalty(item: Item, context: Context) -> Iterator[Hit]:
    """STY002: the name of a penalty has not the form 对……的处罚."""
    name = item.name
    bracket = _TRAILING_BRACKET.search(name)
    body, rest = (name[: bracket.start()], name[bracket.start() :]) if bracket else (name, "")
    body = body.strip()
    if _is_penalty_name(body) or _is_penalty_name(name.strip()) or _named_by_catalogue(item, context):
        return
    better, sure = _penalty_name(body)
    fix = None
    if better:
        claimed = item.claim is not None and item.claim.status == "认领"
        fix = Fix(f"改为“{better}{rest}”", (Edit(("名称",), "value", better + rest),), safe=sure and not claimed)
    yield Hit(("名称",), {"值": name}, fix=fix)


def _is_penalty_name(name: str) -> bool:
    return _PENALTY.fullmatch(name) is not None and not name.endswith(("的行政处罚", "处罚的处罚"))


def _penalty_name(name: str) -> tuple[str, bool]:
    """Return the name in the standard form and whether only its form was touched; "" when that cannot be told."""
    if not name.endswith("处罚"):
        return "", False
    body = name.removesuffix("处罚").removesuffix("行政")
    sure = body.endswith("的")
    body = body.rstrip("的") if sure else body
    if not body or body.endswith(("处罚", "按日连续")):
        return "", False
    return (body if body.startswith("对") else f"对{body}") + "的处罚", sure


def _names_an_old_body(text: str, context: Context) -> bool:
    return any_word(context.replacements("过时机构")).search(text) is not None


@text_check(glance=_names_an_old_body, but=_NOT_OWN | _BODIES_OF_OTHER_RULES)
def outdated_bodies(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY006: a body or institution that a reform has abolished is still named."""
    successors = context.replacements("过时机构")
    allowed = (*context.phrases("过时机构"), *map(re.escape, sorted(set(successors.values()))))
    for path, text in texts.suspects:
        if path[0] in _HISTORY or (path[0] == "实施主体" and context.departments is not None):
            continue
        for match in found_words(text, successors, allowed):
            new = successors[match[0]]
            fix = Fix(f"“{match[0]}”改为“{new}”", (Edit(path, match.span(), new),))
            yield Hit(path, {"命中": match[0], "改为": new}, part=match.span(), key=match[0], fix=fix)


def _has_a_blank(text: str, context: Context) -> bool:
    return any_of(context.phrases("占位文字")).search(text) is not None


@text_check(glance=_has_a_blank, but=_NOT_OWN)
def blanks_of_a_template(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY007: a template's blank was not filled in.

    A value that is nothing but a placeholder is found while reading: in a mandatory field, in a list, and
    one that only puts the answer off (待补充) anywhere. A placeholder for a body is the business of
    ORG012 and SUP001.
    """
    blanks = any_of(context.phrases("占位文字"))
    for path, text in texts.suspects:
        other_rules = path[0] == "实施主体" or (path[:2] == _SUPERVISOR and placeholder(text, context))
        match = None if other_rules else blanks.search(text)
        if match and not is_placeholder(text):
            values = {"字段": last_key(path), "值": match[0]}
            yield Hit(path, values, variant="模板空格", part=match.span(), key=match[0])


@text_check()
def keys_and_lengths(texts: Texts, context: Context) -> Iterable[Hit]:
    """STY010: the name is too long for the exchange format, or a main key stands before one it belongs behind."""
    root = texts.root if isinstance(texts.root, dict) else {}
    name, limit = root.get("名称"), context.parameter("名称长度")
    ranks = [rank for rank in map(_RANK.get, root) if rank is not None]
    if (isinstance(name, str) and len(name) > limit) or ranks != sorted(ranks):
        return _too_long_or_late(texts, int(limit))
    return ()


def _too_long_or_late(texts: Texts, limit: int) -> Iterator[Hit]:
    name = texts.root.get("名称") if isinstance(texts.root, dict) else None
    if isinstance(name, str) and len(name) > limit:
        yield Hit(("名称",), {"长度": len(name), "最多": limit}, variant="超长", key="名称")
    highest, before = -1, ""
    for first in texts.top:
        rank = _RANK.get(first, -1)
        if rank >= highest:
            highest, before = rank, first
        elif rank >= 0:
            yield Hit((first,), {"字段": first, "后面": before}, variant="键序", part="key", key=first)


def _may_be_doubled(text: str, context: Context) -> bool:
    if _DOUBLED_MARKS.search(text) is not None or ",," in text or ";;" in text:
        return True
    words = any_word(context.replacements("叠字"))
    return words.search(text) is not None or _DOUBLED_WORDING.search(text) is not None


@text_check(glance=_may_be_doubled, but=_NOT_OWN)
def doubled(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY011: a mark of punctuation or a word is written twice."""
    words = context.replacements("叠字")
    allowed = context.phrases("叠字")
    for path, text in texts.suspects:
        for match in chain(_DOUBLED_MARKS.finditer(text), _DOUBLED_HALF_MARKS.finditer(text)):
            kept = min(match[0].translate(_WIDE), key=_STRONGEST.index)
            yield _doubled(path, match, kept, safe=len(set(match[0])) == 1)
        found = list(found_words(text, words, allowed))
        for match in found:
            yield _doubled(path, match, words[match[0]], safe=True)
        for match in _DOUBLED_WORDING.finditer(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other in found):
                yield _doubled(path, match, match[1], safe=False)


def _doubled(path: Path, match: re.Match[str], kept: str, *, safe: bool) -> Hit:
    fix = Fix(f"“{match[0]}”改为“{kept}”", (Edit(path, match.span(), kept),), safe=safe)
    return Hit(path, {"命中": match[0], "改为": kept}, part=match.span(), key=match[0], fix=fix)


def _may_be_misspelt(text: str, context: Context) -> bool:
    return any_word(context.replacements("常见误字")).search(text) is not None


@text_check(glance=_may_be_misspelt, but=_NOT_OWN)
def misspelt(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY013: a word of the profile's list of usual mistakes."""
    right = context.replacements("常见误字")
    for path, text in texts.suspects:
        for match in found_words(text, right, ()):
            fix = Fix(f"“{match[0]}”改为“{right[match[0]]}”", (Edit(path, match.span(), right[match[0]]),))
            values = {"命中": match[0], "改为": right[match[0]]}
            yield Hit(path, values, part=match.span(), key=match[0], fix=fix)
