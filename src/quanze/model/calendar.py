"""Calendar (节假日): the days off and the weekend days worked, year by year, as officially announced."""

from __future__ import annotations

import datetime as dt
from typing import Final

from pydantic import ValidationInfo, field_validator

from quanze.model.record import Record, key
from quanze.model.values import Date, Integer, Text, wrong

#: No holiday is longer, with the weekend days it is joined to.
_LONGEST: Final = 15
_SATURDAY: Final = 5
#: What every year has: a year that lacks one of them would be counted wrong without anybody seeing it.
_EVERY_YEAR: Final = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")


class Holiday(Record):
    """放假: one holiday, its days off (起 to 止, both included) and the weekend days worked for it."""

    name: Text = key("节日")
    start: Date = key("起")
    end: Date = key("止")
    worked: tuple[Date, ...] = key("上班", (), note="调休上班的周六、周日")

    @field_validator("end")
    @classmethod
    def _after_start(cls, end: dt.date, info: ValidationInfo) -> dt.date:
        start = info.data.get("start")
        if start is not None and end < start:
            raise wrong(f"不能早于“起”的 {start}", end)
        if start is not None and (end - start).days >= _LONGEST:
            raise wrong(f"离“起”的 {start} 不会超过 {_LONGEST} 天", end)
        return end

    @field_validator("worked")
    @classmethod
    def _on_weekends(cls, worked: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
        for day in worked:
            if day.weekday() < _SATURDAY:
                raise wrong(f"应为调休上班的周六、周日, {day} 不是", day)
        return worked


class CalendarYear(Record):
    """节假日: the holidays of one year and the notice they come from."""

    year: Integer = key("年份")
    source: Text = key("来源", note="放假安排通知的文号")
    holidays: tuple[Holiday, ...] = key("放假")

    @field_validator("holidays")
    @classmethod
    def _of_the_year(cls, holidays: tuple[Holiday, ...], info: ValidationInfo) -> tuple[Holiday, ...]:
        year = info.data.get("year")
        for holiday in holidays:
            # the New Year's days off may begin in the last days of the year before
            if year is not None and (holiday.end.year != year or holiday.start.year not in (year - 1, year)):
                raise wrong(f"“{holiday.name}”应在 {year} 年", f"{holiday.start} 至 {holiday.end}")
        named = "".join(holiday.name for holiday in holidays)
        lacking = [name for name in _EVERY_YEAR if name not in named]
        if lacking:
            raise wrong(f"缺{'、'.join(lacking)}, 一年的放假安排要写全", f"{len(holidays)} 个节日")
        return holidays
