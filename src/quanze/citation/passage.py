"""A text prepared for reading: one form of every bracket, mark and space, and which bracket closes which.

The prepared form has exactly as many characters as the text, so every place in it is a place in
the text. Whole-text work is done here once, in linear time; the readers only look around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SPACES: Final = "\t\r\u00a0\u00ad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u202f\u205f\u2060\u3000\ufeff"  # noqa: E501
_FORMS: Final = {
    " ": _SPACES,
    "\n": "\v\f\x1c\x1d\x1e\x85\u2028\u2029",
    "(": "（﹙❨⟮︵",
    ")": "）﹚❩⟯︶",
    "[": "［﹇",
    "]": "］﹈",
    "〔": "﹝❲",
    "〕": "﹞❳",
    "【": "〖︻",
    "】": "〗︼",
    "《": "≪«︽",
    "》": "≫»︾",
    "〈": "<＜‹﹤⟨〈︿",
    "〉": ">＞›﹥⟩〉﹀",
    "“": "„‟＂「『",
    "”": "」』",
    ":": "：﹕∶",
    ";": "；﹔",
    ",": "，﹐",
    ".": "．",
    "。": "｡",
    "、": "﹑､",
    "+": "＋﹢",
    "/": "／",
    "条": "條",
    "项": "項",
    "号": "號",
    "第": "笫",
    "-": "—–－―‐‑‒−ー",
    "~": "～〜∼",
    "!": "！",
    "?": "？",
    "〇": "○◯",
} | {str(digit): chr(0xFF10 + digit) for digit in range(10)}
_TABLE: Final = str.maketrans({variant: form for form, variants in _FORMS.items() for variant in variants})
_MARKUP: Final = re.compile(r"</?(?:br|p|div|li|tr|td)\s{0,4}/?>|&nbsp;|&emsp;|&ensp;", re.IGNORECASE)
_PAIRED: Final = re.compile(r"[()《》〈〉“”]")
#: The longest 括注 (with the whole history of a law's amendments) that is read as one.
LONGEST_NOTE: Final = 3000


@dataclass(frozen=True, slots=True)
class Passage:
    """A text, its prepared form `view`, and for every closed bracket where it closes, and back (`pairs`).

    `known` says whether a normalized title is that of a known law; None when there is no law table.
    """

    text: str
    view: str
    pairs: Mapping[int, int]
    known: Callable[[str], bool] | None = None


def prepare(text: str, known: Callable[[str], bool] | None = None) -> Passage:
    """Prepare a text for reading."""
    marked = _MARKUP.sub(_blank, text) if "<" in text or "&" in text else text
    view = marked.translate(_TABLE)
    return Passage(text, view, _pairs(view), known)


def _blank(markup: re.Match[str]) -> str:
    """Replace an HTML line break by a line break, an HTML space by a space, of the same length."""
    first = " " if markup.group().startswith("&") else "\n"
    return first + " " * (len(markup.group()) - 1)


def _pairs(view: str) -> dict[int, int]:
    """Match brackets, book marks and quotation marks, each kind for itself.

    What is not closed has no entry. 》 closes the last 《 even over an open 〈 within.
    """
    pairs: dict[int, int] = {}
    rounds: list[int] = []
    quotes: list[int] = []
    marks: list[int] = []
    opened = {"(": rounds, "“": quotes, "《": marks, "〈": marks}
    closed = {")": rounds, "”": quotes, "》": marks, "〉": marks}
    for match in _PAIRED.finditer(view):
        char, place = match.group(), match.start()
        if char in opened:
            opened[char].append(place)
            continue
        stack = closed[char]
        while char == "》" and stack and view[stack[-1]] == "〈":
            stack.pop()
        if stack and (char != "〉" or view[stack[-1]] == "〈"):
            opening = stack.pop()
            pairs[opening], pairs[place] = place, opening
    return pairs
