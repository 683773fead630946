"""Family STY, citations: brackets of document numbers, titles of laws, numerals of articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quanze.citation.numeral import to_chinese, to_int
from quanze.citation.parse import parse_references
from quanze.finding import Edit, Fix, Hit, Part, Path
from quanze.rules.check import text_check
from quanze.rules.checks.wording import QUOTED, last_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.citation.types import References
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: 豫政办[2021]第70号: the year in a wrong bracket, or 第 before the number, or both. 令 and 公告 have no such year.
_FILE_NUMBER = re.compile(
    r"[\[［【(（〔﹝〖](?<=[\u4e00-\u9fff].)(?<![令告].)\s?(?P<year>(?:19|20)\d\d)\s?年?\s?[\]］】)）〕﹞〗]"
    r"\s?第?\s?(?P<number>\d{1,5})\s?号"
)
#: The body that issued a document, as far as a message repeats it.
_ISSUER = re.compile(r"[\u4e00-\u9fff]{1,10}$")
_NATION = "中华人民共和国"
#: Keys that hold no prose in which a law could be named.
_NOT_PROSE = QUOTED | frozenset(("名称", "法规", "文件", "条款", "文号", "版本"))
_LAW_AND_ARTICLE = re.compile(r"(?:法|条例)(?:第[〇零一二三四五六七八九十百千\d]{1,9}条|的?规定|[和、])")
_BOOK_MARKS = re.compile(r"^\s*《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》\s*$")
#: 依照行政许可法第三十八条: a title that neither stands in 《》 nor is a part of one.
_BARE_TITLE = re.compile(
    r"(?:依据|根据|依照|按照|违反)(?P<title>[\u4e00-\u9fff]{2,40}?(?:法|条例))"
    r"(?=第[〇零一二三四五六七八九十百千\d]{1,9}条|的?规定|[和、])"
)

#: 依照《行政许可法》第三十八条: a title in 《》, which may be a short one.
_MARKED_TITLE = re.compile(r"《(?P<title>[^《》]{2,30}(?:法|条例))》(?=第)")

_ARABIC = re.compile(r"第\s?(?P<n>[\d０-９]{1,4}(?:\s?[、,，]\s?[\d０-９]{1,4})*)\s?(?P<unit>[条款项目])")
#: 63条第二项, and 第六三条 as one reads it out.
_BARE_NUMBER = re.compile(r"^\s*\d{1,3}(?=\s?条)")
_READ_OUT = re.compile(r"(?<=第)[〇零一二三四五六七八九]{2,3}(?=条)")
#: 《行政许可法》第32条第2款: what prose says of a law that it names.
_ARABIC_IN_PROSE = re.compile(
    r"第\d(?:(?<=[》法].{2})|(?<=(?:条例|办法|规定).{2}))\d{0,3}条(?:第\d{1,2}款)?(?:第[（(]?\d{1,2}[)）]?项)?"
)
_SUB = re.compile(r"(?<=条之)[\d０-９]{1,3}")
_BRACKETED = re.compile(r"第?\s?[(（]\s?(?P<n>[一二三四五六七八九十]{1,3}|[\d０-９]{1,3})\s?[)）]\s?(?P<unit>[项目])")
_SPACED = re.compile(
    r"(?<=[第〇零一二三四五六七八九十百千条款项])[ \u3000\u00a0]+(?=[第〇零一二三四五六七八九十百千条款项])"
)
#: Annexes number their items in figures (国务院令第412号附件第66项).
_ANNEX = re.compile(r"附件|附表|附录|目录|清单|名录|序号")


@dataclass(frozen=True, slots=True)
class _Slip:
    """One wrong way of writing: where, what stands there, what belongs there. `safe` = only the form changes."""

    path: Path
    part: Part
    written: str
    better: str
    variant: str = ""
    safe: bool = True


def _once_each(slips: Iterable[_Slip]) -> Iterator[Hit]:
    """Make one hit of every wrong way of writing, however often the item has it, with one fix for all of them."""
    same: dict[tuple[str, str], list[_Slip]] = {}
    for slip in slips:
        same.setdefault((slip.variant, slip.written), []).append(slip)
    for (variant, written), places in same.items():
        first = places[0]
        edits = tuple(Edit(slip.path, slip.part, slip.better) for slip in places)
        fix = Fix(f"改为“{first.better}”", edits, safe=all(slip.safe for slip in places))
        values = {"值": written, "改为": first.better, "处": len(places)}
        yield Hit(first.path, values, variant=variant, part=first.part, key=written, fix=fix)


def _has_a_wrong_bracket(text: str, _context: Context) -> bool:
    return any(match[0] != _right_number(match) for match in _FILE_NUMBER.finditer(text))


@text_check(glance=_has_a_wrong_bracket, but=QUOTED)
def brackets_of_file_numbers(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY003: the year of a document number stands in another bracket than 〔〕, or 第 stands before the number."""
    yield from _once_each(_wrong_brackets(texts))


def _wrong_brackets(texts: Texts) -> Iterator[_Slip]:
    for path, text in texts.suspects:
        for match in _FILE_NUMBER.finditer(text):
            right = _right_number(match)
            if match[0] != right:
                issuer = _ISSUER.search(text, 0, match.start())
                written = (issuer[0] if issuer else "") + match[0]
                yield _Slip(path, match.span(), written, right)


def _right_number(match: re.Match[str]) -> str:
    return f"〔{match['year']}〕{match['number']}号"


def _may_name_a_law_badly(key: str, text: str, context: Context) -> bool:
    if key == "法规":
        return bool(_better_title(text, context)[0])
    if key in _NOT_PROSE or ("法" not in text and "条例" not in text):
        return False
    return _LAW_AND_ARTICLE.search(text) is not None or _MARKED_TITLE.search(text) is not None


@text_check(suspicion=_may_name_a_law_badly)
def titles_of_laws(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY004: 法规 holds 书名号 or a short title, or a text names a law by a short title or without 《》."""
    yield from _once_each(_law_fields(texts, context))
    yield from _once_each(_bare_titles(texts, context))


def _law_fields(texts: Texts, context: Context) -> Iterator[_Slip]:
    for path, text in texts.suspects:
        better, variant = _better_title(text, context) if path[-1] == "法规" else ("", "")
        if better:
            yield _Slip(path, "value", text, better, variant=variant)


def _better_title(text: str, context: Context) -> tuple[str, str]:
    """Return what should stand in 法规 instead of a text and the kind of the mistake; "" for a text that may stay."""
    if text.startswith(_NATION) and "》" not in text:
        return "", ""
    marked = _BOOK_MARKS.match(text)
    title = marked["title"].strip() if marked else text.strip()
    full = _full_title(title, context)
    better = full or (title if marked else "")
    return ("", "") if better == text else (better, "简称" if full else "书名号")


def _bare_titles(texts: Texts, context: Context) -> Iterator[_Slip]:
    for path, text in texts.suspects:
        for match in _BARE_TITLE.finditer(text) if last_key(path) not in _NOT_PROSE else ():
            title = match["title"]
            if context.laws is not None and context.laws.find(title) is not None:
                better = f"《{_full_title(title, context) or title}》"
                yield _Slip(path, match.span("title"), title, better, variant="无书名号")
        for match in _MARKED_TITLE.finditer(text) if last_key(path) not in _NOT_PROSE else ():
            full = _full_title(match["title"], context)
            if full and full not in text:  # a text may say the full title first and a short one after it
                yield _Slip(path, match.span("title"), match["title"], full, variant="简称")


def _full_title(title: str, context: Context) -> str:
    """Return the full title of a law of the state that is written without 中华人民共和国, else ""."""
    if context.laws is None or title.startswith(_NATION):
        return ""
    law = context.laws.find(title)
    return law.title if law is not None and law.title == _NATION + title else ""


def _is_not_as_laws_are_drafted(key: str, text: str, _context: Context) -> bool:
    if key == "条款":
        return official_form(text) != text
    return key not in _NOT_PROSE and "第" in text and _ARABIC_IN_PROSE.search(text) is not None


@text_check(suspicion=_is_not_as_laws_are_drafted)
def numerals_of_articles(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY005: a 条款 is not written as laws are drafted: 第24条, 第（三）项, 第 十二 条; or an article named in prose."""
    yield from _once_each(_wrong_numerals(texts))


def _wrong_numerals(texts: Texts) -> Iterator[_Slip]:
    for path, text in texts.suspects:
        if path[-1] == "条款":
            better = official_form(text)
            if better != text:
                yield _Slip(path, "value", text, better, safe=_same_places(text, better))
        elif last_key(path) not in _NOT_PROSE:
            for match in _ARABIC_IN_PROSE.finditer(text):
                yield _Slip(path, match.span(), match[0], official_form(match[0]))


def official_form(clause: str) -> str:
    """Return a 条款 with Chinese numerals, without brackets and spaces in them: 第24条第(3)项 → 第二十四条第三项.

    Items of an annex, which are numbered in figures, stay as they are.
    """
    if _ANNEX.search(clause):
        return clause
    numbered = _BARE_NUMBER.sub(r"第\g<0>", clause)
    written = _ARABIC.sub(_in_chinese, _BRACKETED.sub(_without_brackets, numbered))
    spaced = _SPACED.sub("", _SUB.sub(_sub_in_chinese, written))
    return _READ_OUT.sub(_sub_in_chinese, spaced)


def _without_brackets(match: re.Match[str]) -> str:
    number = to_int(match["n"])
    return f"第{to_chinese(number)}{match['unit']}" if number else match[0]


def _in_chinese(match: re.Match[str]) -> str:
    numbers = [to_int(part) for part in re.split(r"[、,，]", match["n"])]
    return (
        "、".join(f"第{to_chinese(number)}{match['unit']}" for number in numbers if number)
        if all(numbers)
        else match[0]
    )


def _sub_in_chinese(match: re.Match[str]) -> str:
    number = to_int(match[0])
    return to_chinese(number) if number else match[0]


def _same_places(one: str, other: str) -> bool:
    """Say whether two ways of writing a clause name the same articles, paragraphs and items."""
    return _places(parse_references(one)) == _places(parse_references(other))


def _places(read: References) -> References:
    """Return what a clause says without where it says it."""
    return replace(read, items=tuple(replace(item, span=(0, 0)) for item in read.items), unread_span=None)
