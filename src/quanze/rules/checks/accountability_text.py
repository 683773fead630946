"""Family RES, second part: broken numbering, and one text for a large part of the list."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit, Path, Related
from quanze.rules.check import ListHit, list_check, text_check
from quanze.rules.checks.numbering import BrokenSequence, broken_sequences, maybe_numbered, pieces
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts
    from quanze.rules.texts import Texts

#: Fields whose texts are one enumeration: their path without the indices of lists.
_ENUMERATED = (
    ("责任事项", "内容"),
    ("追责", "对象"),
    ("追责", "情形"),
    ("监管", "措施"),
    ("权限划分",),
    ("违法行为",),
    ("办事指南", "受理条件", "内容"),
    ("办事指南", "申请材料", "名称"),
)
_LAST_KEYS = frozenset(path[-1] for path in _ENUMERATED)
_SAMPLES = 3
_SHOWN = 24


def _may_be_numbered(key: str, text: str, _context: Context) -> bool:
    return key in _LAST_KEYS and maybe_numbered(text)


@text_check(suspicion=_may_be_numbered)
def broken_numbering(texts: Texts, _context: Context) -> Iterator[Hit]:
    """RES008: the numbers of an enumeration do not run 1..n, or a cell was dragged (4/5/6/7/8.)."""
    groups: dict[tuple[str, ...], list[tuple[Path, str]]] = {}
    for path, text in texts.under(_LAST_KEYS):
        keys = tuple([part for part in path if isinstance(part, str)])
        if keys in _ENUMERATED:
            groups.setdefault(keys, []).append((path, text))
    for keys, group in groups.items():
        for broken in broken_sequences(tuple(text for _, text in group)):
            yield _broken(keys, [path for path, _ in group], broken)


def _broken(keys: tuple[str, ...], paths: list[Path], broken: BrokenSequence) -> Hit:
    edits = tuple(Edit(paths[m.text], (m.start, m.end), number) for m, number in broken.corrections())
    return Hit(
        paths[broken.wrong.text],
        {"字段": "".join(keys), "序号": broken.wrong.written, "现在": broken.sequence},
        variant=broken.fault,
        part=(broken.wrong.start, broken.wrong.end),
        key=broken.fault,
        fix=Fix("按 1 到 n 重新编号", edits),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _by_accountability(facts: Facts, _context: Context) -> Iterator[str]:
    if facts.accountability:
        yield _digest(facts.accountability)


def _by_responsibilities(facts: Facts, _context: Context) -> Iterator[str]:
    if facts.responsibilities:
        yield _digest(facts.responsibilities)


@list_check(_by_accountability)
def shared_accountability(digest: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """RES005: one wording of accountability serves many items; one finding for each wording."""
    if len(group) >= context.parameter("追责雷同阈值"):
        yield _shared(digest, group, ("追责", "情形"), _beginning(group[0].first_case, group[0].accountability))


@list_check(_by_responsibilities)
def shared_responsibilities(digest: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """RES009: one wording of the duties serves many items; one finding for each wording."""
    if len(group) >= context.parameter("责任雷同阈值"):
        yield _shared(digest, group, ("责任事项",), _beginning(group[0].first_duty, group[0].responsibilities))


def _beginning(first: str, words: str) -> str:
    """Return how a wording begins, as it is written; `words` is the whole of it without punctuation."""
    piece = next(iter(pieces(first)), first.strip())
    shown = piece[:_SHOWN].rstrip("，。；;、：:")
    return shown if words_only(shown) == words.lstrip("0123456789") else shown + "……"


def _shared(digest: str, group: tuple[Facts, ...], path: Path, beginning: str) -> ListHit:
    first, *others = group
    values = {
        "数量": len(group),
        "部门数": len({facts.department for facts in group}),
        "开头": beginning,
        "样本": "、".join(facts.name or facts.code for facts in group[:_SAMPLES]),
    }
    related = tuple(Related(facts.file, path, f"同文: {facts.key}") for facts in others[:_SAMPLES])
    return ListHit(first.file, Hit(path, values, part="key", key=digest, related=related))
