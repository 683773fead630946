"""When two wordings are the same: names of items and citations of law, as 三级四同 and 职责交叉 compare them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.citation.judgement import place_name
from quanze.citation.title import normalize_title
from quanze.citation.types import Reference
from quanze.rules.entries import parsed
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.citation.law import LawIndex
    from quanze.model.basis import Citation

#: A law (normalized title) and one place in it; an empty reference means the law as a whole.
Place = tuple[str, Reference]

#: Likeness (0–1) from which two texts are told apart character by character.
_ALIKE = 0.5
#: What a name may have or not have without meaning anything else.
_EMPTY_WORDS = re.compile(r"权限内|的|等|行为|事项|依法|以及|或者|[与和及或、,，]")


def basis_text(basis: Iterable[tuple[str | None, str | None]]) -> tuple[str, ...]:
    """Return (法规, 条款) pairs in the form they are written to be compared: folded, sorted, each once."""
    return tuple(sorted({f"{normalize_title(law or '')} {fold(clause or '')}".strip() for law, clause in basis} - {""}))


def places(basis: tuple[Citation, ...], laws: LawIndex | None = None) -> tuple[Place, ...]:
    """Return every place that a list of citations names, with the full title of each law where it is known."""
    return tuple(dict.fromkeys(place for _, place in numbered_places(basis, laws)))


def numbered_places(basis: tuple[Citation, ...], laws: LawIndex | None = None) -> Iterator[tuple[int, Place]]:
    """Yield every place that a list of citations names, with the index of the entry that names it."""
    before: str | None = None
    for index, entry in enumerate(basis):
        for citation in parsed(entry, before):
            law = _title(citation.normalized, laws)
            before = citation.title or citation.normalized or before
            if citation.annex_item is not None:
                yield index, (f"{law}附件", Reference(item=citation.annex_item))
            elif law:
                yield from ((index, (law, _bare(reference))) for reference in citation.references or (Reference(),))


def _title(written: str, laws: LawIndex | None) -> str:
    law = laws.find(written) if laws is not None and written else None
    return normalize_title(law.title) if law is not None else written


def _bare(reference: Reference) -> Reference:
    """Return a reference without its place in the text, so that equal ones are equal."""
    return Reference(
        reference.article, reference.sub, reference.paragraph, reference.item, reference.point, reference.to
    )


def covers(whole: Place, part: Place) -> bool:
    """Say whether a place is the other one or contains it (第十二条 contains 第十二条第一款).

    An item given without its paragraph is in the first one.
    """
    (law, wide), (other, narrow) = whole, part
    if law != other:
        return False
    if wide.article is None and wide.item is None:
        return True
    if (wide.article, wide.sub or 0, wide.to) != (narrow.article, narrow.sub or 0, narrow.to):
        return False
    steps = ((_paragraph(wide), _paragraph(narrow)), (wide.item, narrow.item), (wide.point, narrow.point))
    return all(mine is None or mine == theirs for mine, theirs in steps)


def _paragraph(reference: Reference) -> int | None:
    return 1 if reference.paragraph is None and reference.item is not None else reference.paragraph


def place_text(place: Place) -> str:
    """Return a place as a message names it: 公路安全保护条例第二十七条第七项."""
    law, at = place
    return law + (place_name(at) if at != Reference() else "")


@lru_cache(maxsize=8192)
def plain_name(name: str) -> str:
    """Return a folded name without what may be there or not."""
    return _EMPTY_WORDS.sub("", name)


def near(one: str, other: str, likeness: float) -> bool:
    """Say whether two folded names mean the same: equal but for empty words, or one a little longer.

    A word replaced by another (设立 → 变更, 甲级 → 乙级) makes another item, however long the rest: the
    shorter name has to be found in the longer one, character by character, in its order.
    """
    first, second = plain_name(one), plain_name(other)
    if first == second:
        return True
    shorter, longer = (first, second) if len(first) < len(second) else (second, first)
    more, length = len(longer) - len(shorter), len(longer) + len(shorter)
    if not more or (1 - more / length) * 100 < likeness:
        return False
    rest = iter(longer)
    return all(char in rest for char in shorter)


def difference(mine: str, theirs: str) -> str:
    """Say character by character what of a text differs from another: “帐”应为“账”, 多“权限内”, 缺“的”.

    Of texts that have little in common it says what the first one is as a whole.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - needed only when something is wrong

    if Levenshtein.normalized_similarity(mine, theirs) < _ALIKE:
        return f"是“{mine}”"
    said = []
    for op in Levenshtein.opcodes(mine, theirs):
        old, new = mine[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end]
        if op.tag != "equal":
            said.append(f"“{old}”应为“{new}”" if old and new else f"多“{old}”" if old else f"缺“{new}”")
    return ", ".join(said)
