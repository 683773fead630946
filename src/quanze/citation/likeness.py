"""Comparing a quotation (条文摘录) with the text of an article. Pure; needs attached texts."""

from __future__ import annotations

import re
from functools import lru_cache

from quanze.text import words_only

#: Two wordings are the same from this likeness on (rapidfuzz partial_ratio, 0–100; BAS008, BAS021).
SAME = 97.0
#: A shorter piece of text is found in many articles and proves nothing.
SHORTEST = 8

_LEFT_OUT = re.compile(r"…+|\.{3,}|。{2,}|（略）|\(略\)")
_HEADING = re.compile(
    r"^\s*[“\"]?第[〇零一二三四五六七八九十百千\d\s]{1,9}条(?:之[一二三四五六七八九十\d]{1,3})?"
    r"(?:\s*[（(【][^）)】]{1,30}[）)】])?"
)


@lru_cache(maxsize=1024)
def pieces(quote: str) -> tuple[str, ...]:
    """Return what a quotation says, without punctuation and white space, cut where …… leaves text out.

    Pieces that are too short to prove anything are left out; () when nothing is left.
    """
    cut = (words_only(_HEADING.sub("", part)) for part in _LEFT_OUT.split(quote))
    return tuple(piece for piece in cut if len(piece) >= SHORTEST)


@lru_cache(maxsize=4096)
def wording(text: str) -> str:
    """Return the words of an article as they are compared: without punctuation and white space."""
    return words_only(text)


def likeness(quoted: tuple[str, ...], article: str) -> float:
    """Return how much of a quotation stands in an article, 0–100: that of its worst piece.

    A quotation that is longer than the article (several articles at once) is like it when it holds
    all of the article. () is like everything.
    """
    words = wording(article)
    return min((_piece_likeness(piece, words) for piece in quoted), default=100.0)


def stands_in(quoted: tuple[str, ...], article: str) -> bool:
    """Say whether a whole quotation is found in an article that it does not name.

    Stricter than `likeness`: the quotation must not be the longer one.
    """
    words = wording(article)
    return all(len(piece) <= len(words) and _piece_likeness(piece, words) >= SAME for piece in quoted) and bool(quoted)


def _piece_likeness(piece: str, words: str) -> float:
    if piece in words or (len(words) >= SHORTEST and words in piece):
        return 100.0
    from rapidfuzz import fuzz  # noqa: PLC0415  (only lists checked with full text pay for it)

    return float(fuzz.partial_ratio(piece, words, score_cutoff=SAME - 20))
