"""Family ADJ, what the item's own records show: adjustments with their grounds, dates and consequences."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.citation.judgement import article_name
from quanze.citation.law import FOLLOWED, is_first_text
from quanze.finding import Edit, Fix, Hit, Path
from quanze.rules.check import item_check
from quanze.rules.checks.deadline import overdue
from quanze.rules.checks.elements import is_cancelled, readable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from quanze.citation.law import Law, LawIndex
    from quanze.model.item import Adjustment, Item, Review
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited

IN_USE: Final = "在用"
CANCELLED: Final = "取消"
_YEAR_OF_DOCUMENT: Final = re.compile(r"[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]")
#: A record that changes what an amended law changed; a new item may have waited for its list for years.
_FOLLOWS_LAW: Final = frozenset(("变更要素", "取消", "转类", "合并", "分设"))
#: What is said of a record that follows the amendment of a law.
_AMENDED: Final = re.compile("修订|修正|修改|废止|公布|施行")


@item_check
def adjustment_without_ground_or_date(item: Item, _context: Context) -> Iterator[Hit]:
    """ADJ001: an adjustment has no 依据 or no 日期. That a power was taken back without ground is DEL015's."""
    for index, adjustment in readable(item.adjustments):
        kind = "" if is_absent(adjustment.kind) else adjustment.kind
        missing = []
        if adjustment.date is None:
            missing.append("日期")
        if kind != "收回" and not _has_ground(adjustment):
            missing.append("依据")
        if missing:
            values = {"类型": kind or "这", "缺": "、".join(missing)}
            path: Path = ("调整记录", index, missing[0]) if len(missing) == 1 else ("调整记录", index)
            yield Hit(path, values, variant="不全", key=f"{kind}{'、'.join(missing)}")


def _has_ground(adjustment: Adjustment) -> bool:
    basis = adjustment.basis
    return basis is not None and any((basis.law, basis.number, basis.quote))


@item_check
def cancelled_but_alive(item: Item, context: Context) -> Iterator[Hit]:
    """ADJ009: a cancellation has passed and the item is in use; or it is cancelled and its guide is still there."""
    if item.status == IN_USE:
        yield from _still_in_use(item, context)
    elif item.status == CANCELLED and item.guide is not None:
        fee = item.guide.fee
        charged = fee is not None and fee.charged
        yield Hit(("办事指南",), {"内容": "办事指南和收费" if charged else "办事指南"}, variant="指南仍在")


def _still_in_use(item: Item, context: Context) -> Iterator[Hit]:
    fix = Fix("状态改为“取消”", (Edit(("状态",), "value", CANCELLED),))
    if item.planned_end is not None and item.planned_end <= context.as_of:
        yield Hit(("状态",), {"日期": item.planned_end}, variant="计划已到", fix=fix)
        return
    taken_back = _taken_back_on(item)
    if taken_back is not None and taken_back <= context.as_of:
        yield Hit(("状态",), {"日期": taken_back}, variant="已收回", fix=fix)
        return
    dated = [(a.date, index, a.kind) for index, a in readable(item.adjustments) if a.date is not None]
    last = max(dated, default=None)
    if last is not None and last[2] == CANCELLED and last[0] <= context.as_of:
        yield Hit(("状态",), {"日期": last[0]}, variant="已取消", fix=fix)


def _taken_back_on(item: Item) -> dt.date | None:
    """Return when the power was taken back from the body that exercises it, None when it was not."""
    delegation = item.delegation
    if delegation is None or delegation.revocation is None or delegation.grantor == item.department:
        return None
    return delegation.revocation.date if delegation.revocation.number else None


@item_check
def dated_before_its_ground(item: Item, context: Context) -> Iterator[Hit]:
    """ADJ011: an adjustment, or the handover of a power, is dated before the document it rests on."""
    known = dict(_dated_documents(item)) if item.adjustments else {}
    for index, adjustment in readable(item.adjustments):
        basis, day = adjustment.basis, adjustment.date
        if day is None or basis is None:
            continue
        path: Path = ("调整记录", index, "日期")
        values: dict[str, object] = {"日期": day, "依据": basis.number or basis.law or ""}
        issued = known.get(basis.number) if basis.number else None
        if issued is not None:
            if day < issued:
                yield Hit(path, values | {"依据日期": issued}, variant="早于文件", key=str(basis.number))
            continue
        year = _YEAR_OF_DOCUMENT.search(basis.number) if basis.number else None
        if year is not None:
            if day.year < int(year[1]):
                yield Hit(path, values | {"依据日期": f"{year[1]}年"}, variant="早于文件", key=str(basis.number))
        elif basis.law and context.laws is not None:
            promulgated = _promulgated(context.laws.find(basis.law, basis.number))
            if promulgated is not None and day < promulgated:
                yield Hit(path, values | {"依据日期": promulgated}, variant="早于文件", key=basis.law)
    yield from _handed_over_early(item)


def _promulgated(law: Law | None) -> dt.date | None:
    """Return the day a law was first promulgated, None when the table may not know its first text."""
    first = law.versions[0] if law is not None and law.versions else None
    if law is None or first is None or law.rank not in FOLLOWED or not is_first_text(first):
        return None
    return first.promulgated


def _dated_documents(item: Item) -> Iterator[tuple[str, dt.date]]:
    """Yield the documents whose number and date the item itself names."""
    delegation = item.delegation
    decision = delegation.decision if delegation else None
    if decision is not None and decision.number and decision.date:
        yield decision.number, decision.date
    for review in _steps(item):
        if review.number and review.date:
            yield review.number, review.date


def _handed_over_early(item: Item) -> Iterator[Hit]:
    delegation = item.delegation
    decision = delegation.decision if delegation else None
    handover = delegation.handover if delegation else None
    if decision is None or handover is None or decision.date is None or handover.date is None:
        return
    if handover.date < decision.date:
        values = {"日期": handover.date, "依据日期": decision.date, "依据": decision.number or decision.document or ""}
        yield Hit(("放权", "移交", "日期"), values, variant="移交早于决定")


def _steps(item: Item) -> Iterator[Review]:
    """Yield the steps of 审核 that are written; an item without 审核 has none."""
    reviews = item.reviews
    if is_absent(reviews):
        return
    steps = (
        reviews.editing,
        reviews.duty_review,
        reviews.legality_review,
        reviews.staffing_office,
        reviews.justice_bureau,
        reviews.approval,
    )
    yield from (step for step in steps if step is not None and not is_absent(step))


@item_check
def adjusted_too_late(item: Item, context: Context) -> Iterator[Hit]:
    """ADJ007: the item's records say that it was adjusted late after a law changed, or not since it was renumbered."""
    if context.laws is None or is_cancelled(item):
        return
    yield from _recorded_late(item, context.laws, context)
    yield from _renumbered_since(item, context.laws, context)


def _recorded_late(item: Item, laws: LawIndex, context: Context) -> Iterator[Hit]:
    """Compare the day the latest record was applied for (事项编辑) with the day its law changed."""
    dated = [(a.date, index, a) for index, a in readable(item.adjustments) if a.date is not None]
    if not dated:
        return
    day, index, adjustment = max(dated, key=lambda one: one[:2])
    basis = adjustment.basis
    if adjustment.kind not in _FOLLOWS_LAW or basis is None or not basis.law:
        return
    if not basis.version and not _AMENDED.search(adjustment.note or ""):
        return
    changed = _changed_on(laws.find(basis.law, basis.number), day)
    editing = None if is_absent(item.reviews) else item.reviews.editing
    applied = editing.date if editing is not None else None
    if changed is None or applied is None or not changed <= applied <= day:
        return
    days = context.parameter("调整申请期限")
    if overdue(changed, applied, days, context):
        values = {"法规": basis.law, "变化": changed, "申请": applied, "期限": days}
        yield Hit(("调整记录", index, "日期"), values, variant="迟延", key=basis.law)


def _changed_on(law: Law | None, day: dt.date) -> dt.date | None:
    """Return the last day up to `day` on which a law came into force anew or was repealed."""
    if law is None:
        return None
    days = [v.since for v in law.versions if v.since is not None and v.since_sure and v.since <= day]
    days += [repeal.on for repeal in law.repeals if repeal.on is not None and repeal.on <= day]
    return max(days, default=None)


def _renumbered_since(item: Item, laws: LawIndex, context: Context) -> Iterator[Hit]:
    """Find cited articles that moved to another number since anybody last recorded anything of the item.

    What the law table already says of a citation, and what its quotation shows, is left to those rules.
    """
    days = [a.date for _, a in readable(item.adjustments) if a.date is not None]
    days += [step.date for step in _steps(item) if step.date is not None]
    if not days or context.judging is None:
        return
    last = max(days)
    for cited in context.judging.basis(item):
        law = cited.law
        if law is None or not _newer_than(law, last) or cited.citation.quote:
            continue
        if any(judgement.answer == "fails" for judgement in cited.judgements):
            continue
        moved = _moved_since(cited, law, laws, last, context)
        if moved is not None:
            since, old, new = moved
            values = {"法规": law.title, "变化": since, "原条": old, "新条": new, "最近": last}
            path = (*cited.path, "原文" if cited.whole else "条款")
            yield Hit(path, values, variant="条号已变", key=law.title)


def _newer_than(law: Law, day: dt.date) -> bool:
    since = law.versions[-1].since if law.versions else None
    return since is not None and since > day


def _moved_since(
    cited: Cited, law: Law, laws: LawIndex, last: dt.date, context: Context
) -> tuple[dt.date, str, str] | None:
    """Return (day of change, old article, new article) of the first cited article that moved after a day."""
    days = context.parameter("调整申请期限")
    for older, newer in pairwise(law.versions):
        since = newer.since
        if since is None or not newer.since_sure or since <= last or not overdue(since, context.as_of, days, context):
            continue
        moved = laws.moved(older, newer)
        for reference in cited.citation.references:
            target = moved.get((reference.article or 0, reference.sub or 0))
            if target is not None:
                return since, article_name(reference.article or 0, reference.sub or 0), article_name(*target)
    return None
