"""The working-day calendar of a list: the years that ship with quanze, replaced or extended by its own."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quanze.engine.settings import profiles_directory, read_shipped
from quanze.model.calendar import CalendarYear
from quanze.rules.checks.working_days import Calendar, calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def shipped_years() -> tuple[CalendarYear, ...]:
    """Return the years that ship with quanze, in order."""
    files = sorted((profiles_directory() / "calendar").glob("*.yaml"))
    return tuple(read_shipped(CalendarYear, file) for file in files)


def list_calendar(own: Iterable[CalendarYear] = ()) -> Calendar:
    """Return the calendar of a list; a year of its own replaces the shipped one."""
    years = {year.year: year for year in (*shipped_years(), *own)}
    return calendar_of(years.values())
