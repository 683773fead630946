"""Family DEL, handing over: training first, the material, the deadlines, and the review afterwards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.finding import Hit, Path
from quanze.rules.check import item_check
from quanze.rules.checks.batches import filed_batch
from quanze.rules.checks.deadline import overdue
from quanze.rules.checks.elements import is_cancelled, readable
from quanze.rules.checks.review_due import months_after
from quanze.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from quanze.model.delegation import Delegation
    from quanze.model.item import Item
    from quanze.rules.context import Context

#: Modes by which a power comes down to another level and has to be handed over.
HANDED_DOWN: Final = frozenset(("直接下放", "授权", "委托", "乡镇赋权"))
_CERTIFICATE: Final = re.compile("(?:证|证书|执照)$")


@item_check
def training_after_handover(item: Item, context: Context) -> Iterator[Hit]:
    """DEL016: a power was handed over before, or without, training those who take it over."""
    delegation = item.delegation
    if delegation is None or delegation.mode not in HANDED_DOWN or is_cancelled(item):
        return
    handover = delegation.handover.date if delegation.handover else None
    if handover is None:
        return
    values = {"移交": handover, "培训": delegation.trained}
    if delegation.trained is None:
        if handover <= context.as_of:
            yield Hit(("放权", "培训日期"), values, variant="没有培训")
    elif delegation.trained > handover:
        yield Hit(("放权", "培训日期"), values, variant="倒序")


@item_check
def incomplete_handover_material(item: Item, context: Context) -> Iterator[Hit]:
    """DEL017: material that goes with the power was not handed over, or no handover is recorded at all.

    What only items that are applied for have, or only those that end in a certificate, is asked of those.
    """
    delegation = item.delegation
    if delegation is None or delegation.mode not in HANDED_DOWN or is_cancelled(item):
        return
    handover = delegation.handover
    if handover is None:
        since = _decided_on(delegation, context)
        if since is not None and overdue(since, context.as_of, context.parameter("承接期限"), context):
            asked = "、".join(_material(item, context))
            yield Hit(("放权", "移交"), {"缺": asked, "日期": since}, variant="没有移交")
        return
    given = [fold(written) for _, written in readable(handover.material)]
    if (handover.date is None and not given) or (handover.date is not None and handover.date > context.as_of):
        return
    patterns = context.replacements("移交材料")
    missing = [
        name
        for name in _material(item, context)
        if name in patterns and not any(re.search(patterns[name], written) for written in given)
    ]
    if missing:
        yield Hit(("放权", "移交", "材料"), {"缺": "、".join(missing)}, variant="缺材料", key="、".join(missing))


def _decided_on(delegation: Delegation, context: Context) -> dt.date | None:
    """Return when a power was given, as its own decision or that of its batch says."""
    batch = filed_batch(delegation, context)
    decisions = (delegation.decision, batch.record.decision if batch else None)
    return next((one.date for one in decisions if one is not None and one.date is not None), None)


def _material(item: Item, context: Context) -> Iterator[str]:
    yield from ("政策文件", "档案资料", "业务手册")
    if context.applied_for(item.type):
        yield from ("服务指南", "制式证明")
    certificate = getattr(item, "certificate", None)
    if certificate is not None and _CERTIFICATE.search(certificate):
        yield "证书"


@item_check
def late_handover_or_plan(item: Item, context: Context) -> Iterator[Hit]:
    """DEL018: handover or acceptance plan came after its deadline, or is not there though it has passed."""
    delegation = item.delegation
    if delegation is None or is_cancelled(item):
        return
    batch = filed_batch(delegation, context)
    limits = batch.record.deadlines if batch else None
    handover = delegation.handover
    deadline = (handover.deadline if handover else None) or (limits.handover if limits else None)
    path: Path = ("放权", "移交", "日期") if handover else ("放权", "移交")
    yield from _late(path, handover.date if handover else None, deadline, "移交", context)
    deadline = limits.acceptance_plan if limits else None
    yield from _late(("放权", "承接方案日期"), delegation.acceptance_plan, deadline, "承接方案", context)


def _late(path: Path, day: dt.date | None, deadline: dt.date | None, what: str, context: Context) -> Iterator[Hit]:
    if deadline is None:
        return
    values = {"事情": what, "期限": deadline, "日期": day}
    if day is None:
        if deadline < context.as_of:
            yield Hit(path, values, variant="没有", key=what)
    elif day > deadline:
        yield Hit(path, values, variant="逾期", key=what)


@item_check
def not_evaluated(item: Item, context: Context) -> Iterator[Hit]:
    """DEL021: nobody has evaluated for a whole period (评估周期, months) how the power is exercised."""
    delegation = item.delegation
    if delegation is None or delegation.mode not in HANDED_DOWN or is_cancelled(item):
        return
    months = int(context.parameter("评估周期"))
    if delegation.evaluation is not None:
        day = delegation.evaluation.date
        if day > context.as_of:
            yield Hit(("放权", "评估", "日期"), {"日期": day}, variant="未到")
            return
        due = months_after(day, months)
        if due < context.as_of:
            values = {"日期": day, "到期": due, "周期": months}
            yield Hit(("放权", "评估", "日期"), values, variant="到期")
        return
    since = delegation.handover.date if delegation.handover else None
    since = since or (delegation.decision.date if delegation.decision else None)
    if since is not None and months_after(since, months) < context.as_of:
        yield Hit(("放权", "评估"), {"起算": since, "周期": months}, variant="从未")
