"""Whether a time that is counted in working days has certainly run out between two dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.rules.checks.period import fewest_working_days
from quanze.rules.checks.working_days import working_days_between

if TYPE_CHECKING:
    import datetime as dt

    from quanze.rules.context import Context


def overdue(since: dt.date, until: dt.date, working_days: float, context: Context) -> bool:
    """Say whether more than so many working days have passed; the first day is not counted.

    Where the holidays of a year are not known, 节假日余量 of the profile is what they may have taken at
    most from the count.
    """
    counted = working_days_between(since, until, context.calendar)
    if counted is not None:
        return counted > working_days
    return fewest_working_days((until - since).days) - context.parameter("节假日余量") > working_days
