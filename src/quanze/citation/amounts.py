"""Numbers in the wording of laws, written one way: 百分之零点五, 0.5％ and 0.5% are one number, and so are 一万 and 10000. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "两": "2"}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}
_CHAR: Final = "零〇一二三四五六七八九十百千万亿"
_NUMERAL: Final = re.compile(
    rf"(?:百分之)(?P<share>[{_CHAR}\d]{{1,20}}(?:[点.][{_CHAR}\d]{{1,9}})?)"
    rf"|(?P<number>[{_CHAR}\d]{{2,20}}|[{_CHAR}两](?=[元倍日天年月次名人个条款项]))"
)
_TOKEN: Final = re.compile(r"\d{1,18}|.")


def in_digits(text: str) -> str:
    """Return a text with its numbers in digits and percentages without 百分之 or the sign.

    What is no readable number stays as it is, and so does a single character that counts nothing (统一, 之一).
    """
    return _NUMERAL.sub(_written, fold(text))


def _written(match: re.Match[str]) -> str:
    whole, point, rest = (match["share"] or match["number"]).replace("点", ".").partition(".")
    value = _spelled(whole) if not set(whole) & (_UNITS.keys() | _GROUPS.keys()) else _value(whole)
    if value is None:
        return match.group()
    return f"{value}.{_spelled(rest)}" if point else str(value)


def _spelled(numeral: str) -> str:
    """Write digit by digit: 二〇〇三, 000 (the end of 5,000), 零五."""
    return "".join(_DIGITS.get(char, char) for char in numeral)


def _value(numeral: str) -> int | None:
    """Read a whole number with units in Chinese or mixed numerals (一百零三, 2万); None for one that cannot be read."""
    total, group, digit = 0, 0, -1
    for number, unit in _tokens(numeral):
        if number >= 0:
            if digit > 0:
                return None
            digit = number
        elif unit < min(_GROUPS.values()):
            group += (1 if digit < 0 else digit) * unit
            digit = -1
        else:
            group += max(digit, 0)
            if not group:
                return None
            total, group, digit = total + group * unit, 0, -1
    return total + group + max(digit, 0)


def _tokens(numeral: str) -> Iterator[tuple[int, int]]:
    """Yield (number, 0) for digits and (-1, unit) for 十 百 千 万 亿."""
    for token in _TOKEN.findall(numeral):
        if token in _UNITS or token in _GROUPS:
            yield -1, _UNITS.get(token, _GROUPS.get(token, 0))
        else:
            yield int(_DIGITS.get(token, token)), 0
