"""Family TIM, what depends on earlier states of an item: the promise before this one, the last review."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.citation.numeral import to_int
from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.rules.checks.elements import is_cancelled, readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.item import Item, Reviews
    from quanze.rules.context import Context

_NUMBER: Final = r"([0-9]{1,4}|[一二两三四五六七八九十百]{1,6})"
_PROMISE: Final = "承诺"
#: 承诺时限由 14 个工作日压缩到 10 个工作日; 原承诺时限为 20 个工作日.
_EARLIER_PROMISE: Final = re.compile(
    rf"(?:承诺[^，。；;\n]{{0,8}}?[由从]|原(?:来的|有的|有)?承诺[^，。；;\n\d]{{0,8}}?)\s*{_NUMBER}\s*个?(?:工作日|日|天)"
)


@item_check
def promise_hardly_shorter(item: Item, context: Context) -> Iterator[Hit]:
    """TIM012: the promise is not at least 30 % shorter than the one before it.

    The promise before is what 调整记录 says of it, the latest record first. A fraction of a day counts
    as a day. A profile switches the rule off with 承诺比例 0.
    """
    share = context.parameter("承诺比例")
    promised = item.guide.promised_limit if item.guide else None
    if share <= 0 or promised is None or promised.days is None:
        return
    records = [
        (adjustment.date or dt.date.min, index, adjustment.note)
        for index, adjustment in readable(item.adjustments)
        if adjustment.note and _PROMISE in adjustment.note
    ]
    for _, _, note in sorted(records, reverse=True):
        earlier = _earlier_promise(note)
        if earlier is None:
            continue
        most = math.ceil(round(earlier * share, 6))
        if promised.days > most:
            values = {"原承诺": earlier, "承诺": promised.days, "至多": most}
            yield Hit(("办事指南", "承诺时限", "数值"), values)
        return


@lru_cache(maxsize=1024)
def _earlier_promise(note: str) -> int | None:
    """Return the days of the promise that a note says was there before."""
    found = _EARLIER_PROMISE.search(note)
    return to_int(found[1]) if found else None


@item_check
def review_is_due(item: Item, context: Context) -> Iterator[Hit]:
    """TIM013: nobody has reviewed the item for longer than the profile allows (复核周期, months)."""
    if is_cancelled(item):
        return
    months = int(context.parameter("复核周期"))
    approval = item.reviews.approval
    if approval is not None and approval.date is not None and (context.as_of - approval.date).days < months * 28:
        return  # the usual case; no month is shorter, so that the calendar need not be asked
    last = _last_review(item.reviews)
    if last is None:
        return
    name, day = last
    due = months_after(day, months)
    if due < context.as_of:
        yield Hit(("审核", name, "日期"), {"日期": day, "周期": months, "到期": due})


def _last_review(reviews: Reviews) -> tuple[str, dt.date] | None:
    """Return the latest dated step of 审核: its key and day; None when no step is dated."""
    steps = (
        ("事项编辑", reviews.editing),
        ("职责审核", reviews.duty_review),
        ("合法性审核", reviews.legality_review),
        ("编办审查", reviews.staffing_office),
        ("司法审查", reviews.justice_bureau),
        ("政府批准", reviews.approval),
    )
    dated = [(name, step.date) for name, step in steps if step is not None and step.date is not None]
    return max(dated, key=lambda one: one[1], default=None)


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or that month's last day: 2024-02-29 + 12 → 2025-02-28."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, dt.MAXYEAR)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
