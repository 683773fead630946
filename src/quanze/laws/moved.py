"""Where the articles of an older text went: numbers only, found by comparing the texts when the table is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.laws.pack import get_number, put_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quanze.citation.law import Law

#: Two articles are the same provision when so much of their wording agrees (rapidfuzz ratio, 0–100).
SAME_PROVISION = 80.0
#: Shorter articles (本法自公布之日起施行) agree by chance.
_SHORTEST = 20

Place = tuple[int, int]
Texts = dict[Place, str]


def pairs(laws: Mapping[str, Law], keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (older text, newer text) by their law_id; `keys` = title → key of the law.

    They are consecutive texts of a law, and the last text of a repealed law with the first text of
    what repeals it.
    """
    for law in laws.values():
        for older, newer in zip(law.versions, law.versions[1:], strict=False):
            yield older.law_id, newer.law_id
        for by in dict.fromkeys(repeal.by for repeal in law.repeals):
            successor = laws.get(keys.get(by, ""))
            if law.versions and successor is not None and successor.versions:
                yield law.versions[-1].law_id, successor.versions[0].law_id


def moves(older: Texts, newer: Texts, *, same_law: bool) -> dict[Place, Place]:
    """Return {place in the older text: place in the newer one} for provisions found under another number.

    Provisions of one law that kept their number are left out; of another law none is.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415  (only the build compares texts)

    targets = {place: text for place, text in newer.items() if len(text) >= _SHORTEST}
    found: dict[Place, Place] = {}
    for place, text in older.items():
        if len(text) < _SHORTEST:
            continue
        best = process.extractOne(text, targets, scorer=fuzz.ratio, score_cutoff=SAME_PROVISION, processor=None)
        if best is not None and not (same_law and best[2] == place):
            found[place] = best[2]
    return found


def pack_moves(moved: Mapping[Place, Place]) -> bytes:
    """Pack moves as four numbers each, in the order of the older text."""
    out = bytearray()
    for place in sorted(moved):
        for number in (*place, *moved[place]):
            put_number(out, number)
    return bytes(out)


def unpack_moves(packed: bytes) -> dict[Place, Place]:
    """Return what was packed."""
    numbers: list[int] = []
    at = 0
    while at < len(packed):
        number, at = get_number(packed, at)
        numbers.append(number)
    quads: Iterable[tuple[int, int, int, int]] = zip(*[iter(numbers)] * 4, strict=True)
    return {(article, sub): (to, to_sub) for article, sub, to, to_sub in quads}
