"""Comparing and measuring Chinese text. Text is compared folded, never stored folded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Written in place of a value. They say that there is none (model.md, value rules).
PLACEHOLDERS = frozenset(
    ("", "~", "null", "无", "暂无", "/", "／", "空", "—", "——", "-", "--", "待补充", "待定", "同上", "略", "XX", "xx")
)

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂「」『』", '"') | dict.fromkeys("‘’‚‛＇", "'"))
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the text after NFKC, without white space and with one form of quotation marks."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_QUOTES))


@lru_cache(maxsize=8192)
def words_only(text: str) -> str:
    """Return the folded text without any punctuation: what two wordings of one matter share.

    Remembered: names are asked for by many rules, and whole wordings stand in many items.
    """
    return _NOT_WORD.sub("", fold(text))


def is_placeholder(text: str) -> bool:
    """Say whether a text only stands where a value should be (无, 待补充, 同上, /)."""
    return text.strip() in PLACEHOLDERS


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F", "A") and ord(char) > 0x2000 else 1


def width(text: str) -> int:
    """Return how many terminal columns a text takes: 2 for East-Asian wide characters.

    Used for display only. Ambiguous punctuation (“ ” — …) counts 2, as Chinese terminals show it.
    """
    return len(text) if text.isascii() else sum(_char_width(c) for c in text)


def clip(text: str, columns: int) -> str:
    """Shorten a text to a number of terminal columns, with … where something was left out."""
    if width(text) <= columns:
        return text
    room, kept = columns - 2, []
    for char in text:
        room -= _char_width(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept) + "…"


def pad(text: str, columns: int) -> str:
    """Fill a text with spaces on the right to a number of terminal columns."""
    return text + " " * max(0, columns - width(text))
