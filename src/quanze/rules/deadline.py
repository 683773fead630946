"""Whether a time that is counted in working days has certainly run out between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from quanze.rules.context import Context


def weekdays(since: dt.date, until: dt.date) -> int:
    """Return how many days from Monday to Friday follow `since` up to and with `until`; 0 when it is earlier."""
    days = (until - since).days
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    first = since.weekday() + 1
    return weeks * 5 + sum((first + offset) % 7 < 5 for offset in range(rest))


def overdue(since: dt.date, until: dt.date, working_days: float, context: Context) -> bool:
    """Say whether more than so many working days have passed, wherever the public holidays lay.

    Holidays differ from year to year; the profile's 节假日余量 is what they can take from the count.
    """
    return weekdays(since, until) - context.parameter("节假日余量") > working_days
