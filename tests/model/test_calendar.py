"""A year of holidays: complete, in its year, and no longer than holidays are."""

from __future__ import annotations

import datetime as dt

import pytest

from quanze.engine.calendar import list_calendar, shipped_years
from quanze.model.calendar import CalendarYear
from quanze.model.validation import read_record, sentence
from quanze.rules.checks.working_days import working_days_between

HOLIDAYS = [
    {"节日": "元旦", "起": "2026-12-31", "止": "2027-01-02"},
    {"节日": "春节", "起": "2027-02-05", "止": "2027-02-11", "上班": ["2027-02-13"]},
    {"节日": "清明节", "起": "2027-04-03", "止": "2027-04-05"},
    {"节日": "劳动节", "起": "2027-05-01", "止": "2027-05-05"},
    {"节日": "端午节", "起": "2027-06-09", "止": "2027-06-09"},
    {"节日": "国庆节、中秋节", "起": "2027-09-30", "止": "2027-10-07"},
]
YEAR = {"年份": "2027", "来源": "示例通知", "放假": HOLIDAYS}


def read(tree):
    """The year, and what is wrong with it."""
    year, hits = read_record(CalendarYear, tree, {"words": {}, "synonyms": {}})
    return year, [sentence(hit) for hit in hits]


def test_a_new_year_is_counted_with_its_own_holidays():
    year, wrong = read(YEAR)
    assert wrong == []
    day, later = dt.date(2027, 2, 4), dt.date(2027, 2, 14)
    assert working_days_between(day, later, list_calendar()) is None
    assert working_days_between(day, later, list_calendar([year])) == 2  # Friday, and the Saturday worked for it


def test_the_years_that_ship_are_complete():
    assert [year.year for year in shipped_years()] == list(range(2021, 2027))


@pytest.mark.parametrize(
    ("number", "holiday", "told"),
    [
        (1, {"止": "2027-02-01"}, "“止”不能早于“起”的 2027-02-05, 现在是“2027-02-01”"),
        (1, {"止": "2027-09-11"}, "“止”离“起”的 2027-02-05 不会超过 15 天"),
        (1, {"上班": ["2027-02-12"]}, "“上班”应为调休上班的周六、周日, 2027-02-12 不是"),
        (4, {"起": "2026-06-09", "止": "2026-06-09"}, "“端午节”应在 2027 年"),
        (4, {"节日": "放假"}, "缺端午, 一年的放假安排要写全"),
        (0, {"起": "明天"}, "“起”应为日期"),
    ],
)
def test_what_would_be_counted_wrong_is_refused(number, holiday, told):
    holidays = [dict(one) for one in HOLIDAYS]
    holidays[number] |= holiday
    _, wrong = read({**YEAR, "放假": holidays})
    assert any(told in sentence_ for sentence_ in wrong), wrong


def test_a_year_without_holidays_is_none():
    _, wrong = read({**YEAR, "放假": []})
    assert "缺元旦、春节、清明、劳动、端午、中秋、国庆" in wrong[0]
