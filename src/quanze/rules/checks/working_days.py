"""Working days between two dates, by the announced holidays of the years between them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.model.calendar import CalendarYear

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The holidays of some years: `off` weekdays without work, `worked` weekend days with it, both in order."""

    years: frozenset[int] = frozenset()
    off: tuple[dt.date, ...] = ()
    worked: tuple[dt.date, ...] = ()


#: Where no holidays are known, nothing can be counted.
NO_CALENDAR = Calendar()


def calendar_of(years: Iterable[CalendarYear]) -> Calendar:
    """Return the calendar of some years."""
    listed = tuple(years)
    off: set[dt.date] = set()
    worked: set[dt.date] = set()
    for holiday in (holiday for year in listed for holiday in year.holidays):
        days = (holiday.end - holiday.start).days + 1
        off |= {day for n in range(days) if (day := holiday.start + dt.timedelta(n)).weekday() < _SATURDAY}
        worked |= {day for day in holiday.worked if day.weekday() >= _SATURDAY}
    return Calendar(frozenset(year.year for year in listed), tuple(sorted(off)), tuple(sorted(worked)))


def working_days_between(start: dt.date, end: dt.date, calendar: Calendar) -> int | None:
    """Return how many working days come after `start` up to and with `end`; 0 when `end` is not later.

    The first day is not counted, as in every statutory period. None when the holidays of one of the
    years between them are not known.
    """
    if end <= start:
        return 0
    first = start + dt.timedelta(1)
    if not calendar.years.issuperset(range(first.year, end.year + 1)):
        return None
    weekdays = _weekdays_to(end) - _weekdays_to(start)
    return weekdays - _within(calendar.off, start, end) + _within(calendar.worked, start, end)


def _weekdays_to(day: dt.date) -> int:
    """Return how many Mondays to Fridays there are up to a day, from 0001-01-01, which was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * _SATURDAY + min(rest, _SATURDAY)


def _within(days: tuple[dt.date, ...], after: dt.date, until: dt.date) -> int:
    return bisect_right(days, until) - bisect_right(days, after)
