"""Family ADJ, what the item's own records show: adjustments with their grounds, dates and consequences."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from quanze.absent import FieldAbsent, is_absent
from quanze.citation.judgement import article_name
from quanze.citation.law import FOLLOWED, is_first_text
from quanze.finding import Edit, Fix, Hit, Path
from quanze.rules.check import item_check
from quanze.rules.checks.deadline import overdue
from quanze.rules.checks.elements import is_cancelled, readable
from quanze.rules.facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.citation.law import Law, LawIndex
    from quanze.model.basis import Citation
    from quanze.model.delegation import Delegation
    from quanze.model.item import Adjustment, Item, Review
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts
    from quanze.rules.judged import Cited, Judging

IN_USE: Final = "在用"
CANCELLED: Final = "取消"
_YEAR_OF_DOCUMENT: Final = re.compile(r"[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]")
#: A record that changes what an amended law changed; a new item may have waited for its list for years.
_FOLLOWS_LAW: Final = frozenset(("变更要素", "取消", "转类", "合并", "分设"))
#: The facts of an item that ADJ002 and ADJ010 watch.
_WATCHED: Final = (
    "name",
    "name_folded",
    "type",
    "status",
    "department",
    "offices",
    "basis",
    "laws",
    "levels",
    "fee_items",
)
#: What is said of a record that follows the amendment of a law.
_AMENDED: Final = re.compile("修订|修正|修改|废止|公布|施行")


@item_check
def adjustment_without_ground_or_date(item: Item, _context: Context) -> Iterable[Hit]:
    """ADJ001: an adjustment has no 依据 or no 日期. That a power was taken back without ground is DEL015's."""
    try:
        for record in item.adjustments:
            if record.date is None or not _has_ground(record):
                break
        else:
            return ()
    except FieldAbsent:
        pass  # the records that can be read may lack something
    return _incomplete_records(item.adjustments)


def _incomplete_records(adjustments: tuple[Adjustment, ...]) -> Iterator[Hit]:
    for index, adjustment in readable(adjustments):
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
    return basis is not None and bool(basis.number or basis.law or basis.quote)


@item_check
def cancelled_but_alive(item: Item, context: Context) -> Iterable[Hit]:
    """ADJ009: a cancellation has passed and the item is in use; or it is cancelled and its guide is still there."""
    status = item.status
    if status == IN_USE:
        changed = item.planned_end is not None or item.adjustments or item.delegation is not None
        return _still_in_use(item, context) if changed else ()
    if status != CANCELLED or item.guide is None:
        return ()
    fee = item.guide.fee
    charged = fee is not None and fee.charged
    return (Hit(("办事指南",), {"内容": "办事指南和收费" if charged else "办事指南"}, variant="指南仍在"),)


def _still_in_use(item: Item, context: Context) -> Iterable[Hit]:
    end = item.planned_end
    if end is not None and end <= context.as_of:
        return (_alive(end, "计划已到"),)
    taken_back = _taken_back_on(item)
    if taken_back is not None and taken_back <= context.as_of:
        return (_alive(taken_back, "已收回"),)
    if CANCELLED not in [record.kind for _, record in readable(item.adjustments) if not is_absent(record.kind)]:
        return ()
    dated = [(a.date, index, a.kind) for index, a in readable(item.adjustments) if a.date is not None]
    last = max(dated, default=None)
    cancelled = last is not None and last[2] == CANCELLED and last[0] <= context.as_of
    return (_alive(last[0], "已取消"),) if last is not None and cancelled else ()


def _taken_back_on(item: Item) -> dt.date | None:
    """Return when the power was taken back from the body that exercises it, None when it was not."""
    delegation = item.delegation
    if delegation is None or delegation.revocation is None or delegation.grantor == item.department:
        return None
    return delegation.revocation.date if delegation.revocation.number else None


def _alive(day: dt.date, variant: str) -> Hit:
    fix = Fix("状态改为“取消”", (Edit(("状态",), "value", CANCELLED),))
    return Hit(("状态",), {"日期": day}, variant=variant, fix=fix)


@item_check
def dated_before_its_ground(item: Item, context: Context) -> Iterator[Hit]:
    """ADJ011: an adjustment, or the handover of a power, is dated before the document it rests on.

    Or the version did not rise: against the state before, or for all that was recorded.
    """
    for index, adjustment in readable(item.adjustments):
        basis, day = adjustment.basis, adjustment.date
        issued = _issued(basis, item, context) if basis is not None and day is not None else None
        if basis is not None and day is not None and issued is not None and day < issued[0]:
            written = basis.number or basis.law or ""
            values = {"日期": day, "依据": written, "依据日期": issued[1]}
            yield Hit(("调整记录", index, "日期"), values, variant="早于文件", key=written)
    if not is_absent(item.version) and item.version < len(item.adjustments):
        yield from _fewer_than_records(item)
    if item.delegation is not None:
        yield from _handed_over_early(item.delegation)
    if context.previous is not None and not (is_absent(item.code) or is_absent(item.version)):
        yield from _not_risen(item, context.previous.get(item.code))


def _issued(basis: Citation, item: Item, context: Context) -> tuple[dt.date, object] | None:
    """Return the first day a document can have been there, and how a message says it; None where nobody knows."""
    number = basis.number
    if number:
        day = _dated_in(item, number)
        if day is not None:
            return day, day
        first = _first_day(number)
        if first is not None:
            return first, f"{first.year}年"
    if basis.law and context.laws is not None:
        promulgated = _promulgated(context.laws.find(basis.law, number))
        return (promulgated, promulgated) if promulgated is not None else None
    return None


@lru_cache(maxsize=4096)
def _first_day(number: str) -> dt.date | None:
    """Return the first day of the year in the number of a document, None when it says none."""
    year = _YEAR_OF_DOCUMENT.search(number)
    return dt.date(int(year[1]), 1, 1) if year is not None else None


def _dated_in(item: Item, number: str) -> dt.date | None:
    """Return the day that the item itself gives to the document with a number: a step of 审核, or the decision."""
    for review in _steps(item):
        if review.number == number and review.date:
            return review.date
    decision = item.delegation.decision if item.delegation else None
    return decision.date if decision is not None and decision.number == number else None


def _fewer_than_records(item: Item) -> Iterator[Hit]:
    """Find a version lower than the number of days on which something was recorded: each of them raised it."""
    days = {adjustment.date for _, adjustment in readable(item.adjustments) if adjustment.date is not None}
    if item.version < len(days):
        values = {"现在": item.version, "次数": len(days)}
        fix = Fix(f"版本改为 {len(days)}", (Edit(("版本",), "value", str(len(days))),))
        yield Hit(("版本",), values, variant="少于记录", key="版本", severity="warning", fix=fix)


def _not_risen(item: Item, before: Facts | None) -> Iterator[Hit]:
    """Find an item that changed and whose version did not rise. What ADJ002 and ADJ010 say of a change is not said again."""
    if before is None or item.version > before.version:
        return
    after = facts_of(item, before.file, before.elements)
    if item.version == before.version and after.adjustments == before.adjustments:
        watched = any(getattr(after, name) != getattr(before, name) for name in _WATCHED)
        if watched or after == before:
            return
    values = {"以前": before.version, "现在": item.version}
    fix = Fix(f"版本改为 {before.version + 1}", (Edit(("版本",), "value", str(before.version + 1)),), safe=True)
    yield Hit(("版本",), values, variant="没有递增", key="版本", fix=fix)


def _promulgated(law: Law | None) -> dt.date | None:
    """Return the day a law was first promulgated, None when the table may not know its first text."""
    first = law.versions[0] if law is not None and law.versions else None
    if law is None or first is None or law.rank not in FOLLOWED or not is_first_text(first):
        return None
    return first.promulgated


def _handed_over_early(delegation: Delegation) -> Iterator[Hit]:
    decision, handover = delegation.decision, delegation.handover
    if decision is None or handover is None or decision.date is None or handover.date is None:
        return
    if handover.date < decision.date:
        values = {"日期": handover.date, "依据日期": decision.date, "依据": decision.number or decision.document or ""}
        yield Hit(("放权", "移交", "日期"), values, variant="移交早于决定")


def _steps(item: Item) -> list[Review]:
    """Return the steps of 审核 that are written, the last first; an item without 审核 has none."""
    reviews = item.reviews
    if is_absent(reviews):
        return []
    steps = (
        reviews.approval,
        reviews.justice_bureau,
        reviews.staffing_office,
        reviews.legality_review,
        reviews.duty_review,
        reviews.editing,
    )
    return [step for step in steps if step is not None and not is_absent(step)]


@item_check
def adjusted_too_late(item: Item, context: Context) -> Iterator[Hit]:
    """ADJ007: the item's records say that it was adjusted late after a law changed, or not since it was renumbered."""
    if context.laws is None or is_cancelled(item):
        return
    if item.adjustments:
        yield from _recorded_late(item, context.laws, context)
    if context.judging is not None:
        yield from _changed_since(item, context.laws, context.judging, context)


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


def _changed_since(item: Item, laws: LawIndex, judging: Judging, context: Context) -> Iterator[Hit]:
    """Find laws that changed since anybody last recorded anything of the item.

    Where a cited article moved to another number, that is said; of any other change, that nobody looked
    again. What the law table already says of a citation, and what its quotation shows, is left to those
    rules.
    """
    last = _last_recorded(item)
    if last is None:
        return
    told: set[str] = set()
    for cited in judging.basis(item):
        law = cited.law
        if law is None or law.title in told or not _newer_than(law, last) or cited.citation.quote:
            continue
        if any(judgement.answer == "fails" for judgement in cited.judgements):
            continue
        values: dict[str, object] = {"法规": law.title, "最近": last}
        path = (*cited.path, "原文" if cited.whole else "条款")
        moved = _moved_since(cited, law, laws, last, context)
        if moved is not None:
            values |= {"变化": moved[0], "原条": moved[1], "新条": moved[2]}
            yield Hit(path, values, variant="条号已变", key=law.title)
        elif (amended := _amended_since(law, last, context)) is not None:
            told.add(law.title)
            yield Hit(path, values | {"变化": amended}, variant="已修订", key=law.title, severity="info")


def _last_recorded(item: Item) -> dt.date | None:
    days = [a.date for _, a in readable(item.adjustments) if a.date is not None] if item.adjustments else []
    days += [step.date for step in _steps(item) if step.date is not None]
    return max(days, default=None)


def _amended_since(law: Law, day: dt.date, context: Context) -> dt.date | None:
    """Return when the last amendment of a law came into force that nobody reacted to in time; None for a new law."""
    if len(law.versions) < 2:
        return None
    since = law.versions[-1].since
    days = context.parameter("调整申请期限")
    if since is None or not day < since <= context.as_of or not overdue(since, context.as_of, days, context):
        return None
    return since


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
