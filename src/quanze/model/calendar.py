"""Calendar (节假日): the days off and the weekend days worked, year by year, as officially announced."""

from __future__ import annotations

from quanze.model.record import Record, key
from quanze.model.values import Date, Integer, Text


class Holiday(Record):
    """放假: one holiday, its days off (起 to 止, both included) and the weekend days worked for it."""

    name: Text = key("节日")
    start: Date = key("起")
    end: Date = key("止")
    worked: tuple[Date, ...] = key("上班", (), note="调休上班的周六、周日")


class CalendarYear(Record):
    """节假日: the holidays of one year and the notice they come from."""

    year: Integer = key("年份")
    source: Text = key("来源", note="放假安排通知的文号")
    holidays: tuple[Holiday, ...] = key("放假")
