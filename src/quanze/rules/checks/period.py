"""Lengths of time in a list: 工作日 against 自然日, and periods written in a sentence (自知道之日起六十日内).

Convention: a week has five working days; public holidays are not counted, since a length has no date.
Two lengths in different units are compared only where the answer is the same wherever in the week
they begin: the longer one must be longer in every case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.citation.numeral import to_chinese, to_int

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKING: Final = "工作日"
CALENDAR: Final = "自然日"

_PERIOD: Final = re.compile(
    r"(?<![第〔\[\d一二三四五六七八九十])"
    r"(?:(?P<number>[0-9０-９]{1,4}|[一二两三四五六七八九十百零〇]{1,7})\s*(?P<unit>个?工作日|个?自然日|日历日|日|天|个?月|年)"
    r"|半(?P<half>年))(?![前份底初末])"
)
_UNITS: Final = {"工作日": "工作日", "自然日": "日", "日历日": "日", "日": "日", "天": "日", "月": "月", "年": "年"}


def most_working_days(calendar_days: float) -> float:
    """Return how many working days so many calendar days hold at most: 7 hold 5, 30 hold 22."""
    weeks, rest = divmod(calendar_days, 7)
    return weeks * 5 + min(rest, 5)


def fewest_working_days(calendar_days: float) -> float:
    """Return how many working days so many calendar days hold at least: 7 hold 5, 30 hold 20."""
    weeks, rest = divmod(calendar_days, 7)
    return weeks * 5 + max(0, rest - 2)


def is_longer(days: float, unit: str, than: float, than_unit: str) -> bool:
    """Say whether a length is longer than another one wherever in the week they begin.

    Units are 工作日 and 自然日; any other text is taken for 工作日.
    """
    if (unit == CALENDAR) == (than_unit == CALENDAR):
        return days > than
    if unit == CALENDAR:
        return fewest_working_days(days) > than
    return days > most_working_days(than)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a sentence: `number` of `unit` (工作日, 日, 月, 年), written at `span` (code points)."""

    number: int
    unit: str
    span: tuple[int, int]
    written: str

    def rewritten(self, number: int, unit: str) -> str:
        """Return another period in the numerals this one is written in: 三个月 → 六个月, 3个月 → 6个月."""
        chinese = re.search(r"[0-9０-９]", self.written) is None
        return (to_chinese(number) if chinese else str(number)) + unit


@lru_cache(maxsize=1024)
def periods(text: str) -> tuple[Period, ...]:
    """Return every period in a sentence; 半年 counts as six months, an unreadable numeral as none."""
    return tuple(_periods(text))


def _periods(text: str) -> Iterator[Period]:
    for match in _PERIOD.finditer(text):
        if match["half"]:
            yield Period(6, "月", match.span(), match.group())
            continue
        number = to_int(match["number"])
        if number is not None and number < 1000:  # a larger one is the year of a date
            yield Period(number, _UNITS[match["unit"].removeprefix("个")], match.span(), match.group())
