"""What a missing year of holidays leaves open: said in the report, never counted silently wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.result import Unknown
from quanze.rules.checks.deadline import overdue
from quanze.rules.checks.period import most_working_days
from quanze.rules.checks.working_days import working_days_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts

#: How many items a report names.
_NAMED = 3


def uncounted(every: Iterable[Facts], context: Context) -> tuple[Unknown, ...]:
    """Return how many powers handed down may be overdue, and may not: holidays of a year are not known.

    Without the holidays of the year one is in, this is said even when no item hangs on it today.
    """
    year = context.as_of.year
    open_ = [facts.key for facts in every if _is_open(facts, context)]
    if not open_ and year in context.calendar.years:
        return ()
    lacking = f"没有 {year} 年的放假安排" if year not in context.calendar.years else "没有有的年份的放假安排"
    return (Unknown(f"{lacking}, 工作日往少里算", max(len(open_), 1), tuple(dict.fromkeys(open_))[:_NAMED]),)


def _is_open(facts: Facts, context: Context) -> bool:
    """Say whether the time to take a power over may have run out, and may not."""
    since, days = facts.decision_date, context.parameter("承接期限")
    if since is None or working_days_between(since, context.as_of, context.calendar) is not None:
        return False
    longest = most_working_days((context.as_of - since).days)
    return longest > days and not overdue(since, context.as_of, days, context)
