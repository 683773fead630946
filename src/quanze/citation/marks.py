"""Marks of the sentences of a text: by them a quotation is known again where the text itself is not at hand. Pure.

A mark is 24 bits of a checksum over a sentence without punctuation, numbers by their value. Equal sentences
have equal marks; that two of the five hundred sentences of a law have one by chance is not to be expected, and
a quotation is only believed to stand somewhere by every one of its sentences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from zlib import crc32

from quanze.citation.likeness import SHORTEST, without_heading, wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from quanze.citation.law import Place

#: Bytes of a mark.
SIZE: Final = 3
_CUT: Final = re.compile(r"[。；;：:\r\n]|…+|\.{3,}|[（(]\s*(?:[〇零一二三四五六七八九十百]{1,5}|\d{1,2}|略)\s*[）)]")
#: So much of a quotation (share of its length) must stand in an article for the whole to be known again there.
_KNOWN_AGAIN: Final = 0.9


@lru_cache(maxsize=1024)
def marks(text: str) -> tuple[tuple[int, int], ...]:
    """Return (length, mark) of each sentence that is long enough to prove something, in order."""
    sentences = (wording(part) for part in _CUT.split(without_heading(text)))
    return tuple((len(one), crc32(one.encode()) & 0xFFFFFF) for one in sentences if len(one) >= SHORTEST)


def stands_in(quoted: tuple[tuple[int, int], ...], article: Collection[int]) -> bool:
    """Say whether a quotation, by its marks, stands in an article; () stands nowhere."""
    found = sum(length for length, mark in quoted if mark in article)
    return bool(quoted) and found >= _KNOWN_AGAIN * sum(length for length, _ in quoted)


def article_of(quoted: tuple[tuple[int, int], ...], law: Mapping[Place, Collection[int]]) -> Place | None:
    """Return the one article of a law that a quotation stands in; None when it is none, or several."""
    places = [place for place, article in law.items() if stands_in(quoted, article)]
    return places[0] if len(places) == 1 else None
