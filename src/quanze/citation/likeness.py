"""Comparing a quotation (条文摘录) with the text of an article. Pure; needs attached texts.

A quotation may leave text out with ……, and offices quote the opening words of a paragraph with only
the item that matters: it is therefore cut at …… , at line breaks and at items, and every piece is
looked for by itself; so are the opening words before a colon. Numbers count by their value: 百分之二 is 2%, 1万元 is 一万元.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quanze.citation.amounts import in_digits
from quanze.text import words_only

#: Two wordings are the same from this likeness on (rapidfuzz partial_ratio, 0–100; BAS008, BAS021).
SAME = 97.0
#: A shorter piece of text is found in many articles and proves nothing.
SHORTEST = 8
#: A quotation is found in an article it does not name only when each of its pieces is this like it.
_EACH = 90.0

_CUT = re.compile(r"…+|[：:]|\.{3,}|。{2,}|[\r\n]+|[（(]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|略)\s*[）)]")
#: A number that counts something: 30000元, 15日, 81条. One of these changed is another provision, however alike.
_COUNTED = re.compile(r"\d+(?=[元倍日天年月次名人条款项个周小米吨])")
_HEADING = re.compile(
    r"^\s*[“\"]?第[〇零一二三四五六七八九十百千\d\s]{1,9}条(?:之[一二三四五六七八九十\d]{1,3})?"
    r"(?:\s*[（(【][^）)】]{1,30}[）)】])?"
)


@lru_cache(maxsize=1024)
def pieces(quote: str) -> tuple[str, ...]:
    """Return what a quotation says, without punctuation and white space, cut where it may leave text out.

    Pieces that are too short to prove anything are left out; () when nothing is left.
    """
    cut = (wording(without_heading(part)) for part in _CUT.split(quote))
    return tuple(piece for piece in cut if len(piece) >= SHORTEST)


def without_heading(text: str) -> str:
    """Return a quotation without the number of the article it begins with."""
    return _HEADING.sub("", text)


@lru_cache(maxsize=4096)
def wording(text: str) -> str:
    """Return the words of an article as they are compared: without punctuation and white space, numbers in digits."""
    return words_only(in_digits(text))


def likeness(quoted: tuple[str, ...], article: str) -> float:
    """Return how much of a quotation stands in an article, 0–100, weighted by the length of its pieces.

    A piece that is longer than the article (several articles at once) is like it when it holds all
    of it. () is like everything.
    """
    if not quoted:
        return 100.0
    words = wording(article)
    return sum(len(piece) * _piece_likeness(piece, words) for piece in quoted) / sum(map(len, quoted))


def same_numbers(quoted: tuple[str, ...], article: str) -> bool:
    """Say whether every number that counts something in a quotation is one of the article, too.

    A piece that is longer than the article holds others besides and is not asked.
    """
    words = wording(article)
    numbers = set(_COUNTED.findall(words))
    return all(len(piece) > len(words) or numbers.issuperset(_COUNTED.findall(piece)) for piece in quoted)


def stands_in(quoted: tuple[str, ...], article: str) -> bool:
    """Say whether a whole quotation is found in an article that it does not name.

    Stricter than `likeness`: no piece may be longer than the article, and every one must be found.
    """
    words = wording(article)
    if not quoted or any(len(piece) > len(words) for piece in quoted):
        return False
    found: list[float] = []
    for piece in quoted:
        found.append(_piece_likeness(piece, words))
        if found[-1] < _EACH:
            return False
    return sum(len(piece) * like for piece, like in zip(quoted, found, strict=True)) >= SAME * sum(map(len, quoted))


def _piece_likeness(piece: str, words: str) -> float:
    if piece in words or (len(words) >= SHORTEST and words in piece):
        return 100.0
    from rapidfuzz import fuzz  # noqa: PLC0415  (only lists checked with full text pay for it)

    return float(fuzz.partial_ratio(piece, words, score_cutoff=50))
