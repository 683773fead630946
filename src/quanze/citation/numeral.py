"""Numerals as laws and lists write them: 二十三, 廿三, 一百零三, 一〇三, 103, １０３, ①."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

#: Numbers above this are no article, paragraph or item of a law.
LARGEST: Final = 9999

_DIGITS: Final = {char: value for value, chars in enumerate(("〇零○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
                  for char in chars}  # fmt: skip
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_TENS: Final = {"廿": 20, "卅": 30}
_LONGEST: Final = 12


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """Read a Chinese or Arabic numeral, half or full width, with white space anywhere in it.

    Returns 1–9999, or None for anything else (an empty text, zero, units in rising order).
    """
    numeral = "".join(text.split())
    if not numeral or len(numeral) > _LONGEST:
        return None
    if numeral.isdecimal():
        value: int | None = int(numeral)
    elif len(numeral) == 1 and numeral not in _TENS and numeral not in _UNITS:
        value = _DIGITS.get(numeral, _enclosed(numeral))
    elif all(char in _DIGITS for char in numeral):
        value = int("".join(str(_DIGITS[char]) for char in numeral))
    else:
        value = _sum(numeral)
    return value if value and value <= LARGEST else None


def _enclosed(char: str) -> int | None:
    """Read ①, ⑴, ㈠, up to twenty."""
    return int(unicodedata.numeric(char)) if "①" <= char <= "⒛" or "㈠" <= char <= "㈩" else None


def _sum(numeral: str) -> int | None:
    """Read a numeral with units: 一千零七十九. The units must fall; 百 without a digit counts one."""
    total, digit, last = 0, 0, 10000
    for char in numeral:
        unit = _UNITS.get(char, 10 if char in _TENS else 0)
        if not unit:
            value = _DIGITS.get(char)
            if value is None or digit:
                return None
            digit = value
        elif unit >= last or (char in _TENS and digit):
            return None
        else:
            total += _TENS.get(char, (digit or 1) * unit)
            digit, last = 0, unit
    return total + digit


def to_chinese(number: int) -> str:
    """Write a number as official drafting does: 10 → 十, 103 → 一百零三, 110 → 一百一十.

    Numbers outside 1–9999 raise ValueError.
    """
    if not 1 <= number <= LARGEST:
        message = f"numeral out of range: {number}"
        raise ValueError(message)
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap else "") + "〇一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = bool(written)
    return written.removeprefix("一") if written.startswith("一十") else written
