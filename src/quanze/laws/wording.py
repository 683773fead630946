"""What the table keeps of the wording of laws without holding it: who acts by each provision, and marks of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.citation.acting_level import CITY, PROVINCE, STATE, UPPER, Given, Tenor, tenor
from quanze.citation.marks import SIZE, marks
from quanze.citation.paragraphs import paragraphs
from quanze.laws.pack import get_number, put_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.citation.law import Place

_LEVEL, _SILENT, _TOWNSHIP, _PENAL, _DIVIDED, _UNKNOWN = 0b11, 0b100, 0b1000, 0b10000, 0b100000, 0xFF
#: How a message names the organ where only its level is known.
_ORGANS: Final = {STATE: "国务院部门", PROVINCE: "省、自治区、直辖市", CITY: "设区的市"}
#: Byte of a provision → what it says.
_TENORS: Final = tuple(
    Tenor(
        given=Given(UPPER[(byte & _LEVEL) - 1], _ORGANS[UPPER[(byte & _LEVEL) - 1]]) if byte & _LEVEL else None,
        silent=bool(byte & _SILENT),
        township=bool(byte & _TOWNSHIP),
        penal=bool(byte & _PENAL),
    )
    for byte in range(_DIVIDED)
)

#: (article, sub, paragraph) → what it says of who acts; paragraph 0 = the whole article.
Tenors = dict[tuple[int, int, int], Tenor]
Marks = dict["Place", frozenset[int]]


def pack_tenors(places: Iterable[Place], texts: Mapping[Place, str]) -> bytes:
    """Pack what each article says of who acts, and each paragraph of one that has several: a byte each."""
    out = bytearray()
    for place in places:
        text = texts.get(place)
        if text is None:
            out.append(_UNKNOWN)
            continue
        parts = paragraphs(text)
        several = len(parts) > 1
        out.append(_byte(tenor(text)) | (_DIVIDED if several else 0))
        if several:
            put_number(out, len(parts))
            out.extend(_byte(tenor(part)) for part in parts)
    return bytes(out)


def _byte(said: Tenor) -> int:
    level = UPPER.index(said.given.level) + 1 if said.given is not None else 0
    return level | _SILENT * said.silent | _TOWNSHIP * said.township | _PENAL * said.penal


def unpack_tenors(places: Iterable[Place], packed: bytes) -> Tenors:
    """Return what was packed, by article and paragraph. Raises IndexError on bytes that were cut off."""
    found: Tenors = {}
    at = 0
    for article, sub in places:
        byte = packed[at]
        at += 1
        if byte == _UNKNOWN:
            continue
        found[article, sub, 0] = found[article, sub, 1] = _TENORS[byte & ~_DIVIDED]
        if byte & _DIVIDED:
            count, at = get_number(packed, at)
            for number in range(1, count + 1):
                found[article, sub, number] = _TENORS[packed[at]]
                at += 1
    return found


def pack_marks(places: Iterable[Place], texts: Mapping[Place, str]) -> bytes:
    """Pack the marks of the sentences of each article."""
    out = bytearray()
    for place in places:
        found = sorted({mark for _, mark in marks(texts.get(place, ""))})
        put_number(out, len(found))
        for mark in found:
            out += mark.to_bytes(SIZE, "big")
    return bytes(out)


def unpack_marks(places: Iterable[Place], packed: bytes) -> Marks:
    """Return what was packed. Raises IndexError on bytes that were cut off."""
    found: Marks = {}
    at = 0
    for place in places:
        count, at = get_number(packed, at)
        end = at + count * SIZE
        if end > len(packed):
            raise IndexError(place)
        found[place] = frozenset(int.from_bytes(packed[start : start + SIZE], "big") for start in range(at, end, SIZE))
        at = end
    return found
