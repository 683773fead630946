"""Working days between two dates, by the announced holidays."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.calendar import list_calendar, shipped_years
from quanze.model.calendar import CalendarYear
from quanze.rules.checks.working_days import Calendar, working_days_between

CALENDAR = list_calendar()
DAYS = st.dates(dt.date(2021, 1, 1), dt.date(2026, 12, 31))


def one_day_each(year: int) -> CalendarYear:
    """A year in which every holiday is one day, on the first of a month."""
    names = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
    months = (1, 2, 4, 5, 6, 9, 10)
    days = [f"{year}-{month:02}-01" for month in months]
    holidays = [{"节日": name, "起": first, "止": first} for name, first in zip(names, days, strict=True)]
    return CalendarYear.model_validate({"年份": str(year), "来源": "某通知", "放假": holidays})


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-09-02", "2024-09-06", 4),  # Monday to Friday: the first day is not counted
        ("2024-09-06", "2024-09-09", 1),  # over a weekend
        ("2024-02-08", "2024-02-19", 3),  # 春节: 9 日、18 日 (上班) 和 19 日
        ("2024-09-13", "2024-09-18", 2),  # 中秋: 14 日 (上班) 和 18 日
        ("2024-09-30", "2024-10-08", 1),  # 国庆
        ("2025-09-27", "2025-09-28", 1),  # a Sunday that is worked
        ("2024-12-31", "2025-01-02", 1),  # over the turn of a year
        ("2026-05-05", "2026-05-01", 0),
        ("2026-05-05", "2026-05-05", 0),
    ],
)
def test_known_weeks(start, end, days):
    assert working_days_between(day(start), day(end), CALENDAR) == days


@pytest.mark.parametrize(
    ("year", "days"), [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)]
)
def test_working_days_of_the_announced_years(year, days):
    assert working_days_between(dt.date(year, 1, 1), dt.date(year, 12, 31), CALENDAR) == days


def test_every_make_up_day_is_a_weekend_day_and_every_holiday_lies_in_its_year():
    for year in shipped_years():
        for holiday in year.holidays:
            assert holiday.start <= holiday.end
            assert year.year in (holiday.start.year, holiday.end.year)
            assert all(worked.weekday() >= 5 and worked.year == year.year for worked in holiday.worked)


def test_a_year_that_is_not_covered_is_not_guessed():
    assert working_days_between(day("2019-12-30"), day("2020-01-10"), CALENDAR) is None
    assert working_days_between(day("2026-12-30"), day("2027-01-10"), CALENDAR) is None
    assert working_days_between(day("2024-01-02"), day("2024-01-09"), Calendar()) is None


def test_a_year_of_the_list_extends_and_replaces():
    assert working_days_between(day("2026-12-31"), day("2027-01-04"), list_calendar([one_day_each(2027)])) == 1
    assert working_days_between(day("2024-09-30"), day("2024-10-08"), list_calendar([one_day_each(2024)])) == 5


@given(DAYS, DAYS, DAYS)
def test_parts_add_up(one, two, three):
    first, middle, last = sorted((one, two, three))
    whole = working_days_between(first, last, CALENDAR)
    assert whole == working_days_between(first, middle, CALENDAR) + working_days_between(middle, last, CALENDAR)
    assert 0 <= whole <= (last - first).days
