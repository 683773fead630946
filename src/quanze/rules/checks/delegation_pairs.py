"""Family DEL, what only two items show: chains, powers nobody took over, powers kept or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Hit, Path, Related
from quanze.rules.check import ListHit, list_check, whole_list
from quanze.rules.checks.batches import listed
from quanze.rules.checks.bodies import same_body
from quanze.rules.checks.deadline import overdue
from quanze.rules.checks.decision import decided_at, names_state_council
from quanze.rules.checks.delegation import CONCENTRATED, ENTRUSTED
from quanze.rules.checks.legal_level import LEVELS, PROVINCE, STATE
from quanze.rules.checks.matters import (
    CANCELLED,
    IN_USE,
    MOVES,
    Matters,
    bodies_of,
    gave,
    is_among,
    last_adjustment,
    parsed_day,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from quanze.model.catalogue import Batch
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

#: Powers that may not be entrusted a second time (行政许可法24三, 行政处罚法20四).
_NOT_ENTRUSTED_AGAIN: Final = frozenset(("行政许可", "行政处罚"))
_ENTRUSTED_FROM_ABOVE: Final = "上级委托"
#: Modes that move a power for good: the giver has it no longer.
MOVED: Final = frozenset(("直接下放", "授权"))
_BACK: Final = frozenset(("收回", "新增"))


@list_check(whole_list)
def entrusted_again(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """DEL008: who exercises a power by entrustment entrusts it to somebody else.

    Reported at the second link of the chain, or, when that is in a lower list, at the first.
    """
    own = Matters(every, context)
    upper = Matters(context.upper or (), context)
    lower = Matters(context.lower or (), context)
    for facts in every:
        if facts.type not in _NOT_ENTRUSTED_AGAIN or facts.mode != ENTRUSTED or facts.status == CANCELLED:
            continue
        if _passes_on(facts):
            yield _again(facts, ("放权", "放权方"), facts.department, facts.grantee, None)
            continue
        first = next((one for one in (*own.same(facts), *upper.same(facts)) if _links(one, facts)), None)
        if first is not None:
            yield _again(facts, ("放权", "方式"), first.department, facts.department, first)
        below = next((one for one in lower.same(facts) if _links(facts, one)), None)
        if below is not None:
            yield _again(facts, ("放权", "方式"), facts.department, below.department, below)


def _passes_on(facts: Facts) -> bool:
    """Say whether a body that was entrusted from above records whom it entrusted in turn.

    同级委托 may as well be the word for what it gave away itself, to a body beside it: that is no chain.
    """
    given_away = facts.grantor == facts.department and facts.grantee not in ("", facts.department)
    return given_away and facts.source == _ENTRUSTED_FROM_ABOVE


def _links(first: Facts, second: Facts) -> bool:
    both = first.mode == second.mode == ENTRUSTED and first.status != CANCELLED
    return both and bool(second.grantor) and same_body(second.grantor, first.department)


def _again(facts: Facts, path: Path, again: str, to: str, other: Facts | None) -> ListHit:
    related = (Related(other.file, ("放权", "方式"), "委托链上的另一项"),) if other else ()
    values = {"受托方": again, "再委托": to}
    return ListHit(facts.file, Hit(path, values, key=again, related=related))


@list_check(whole_list, always=("",))
def nobody_took_it_over(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """DEL012: a power was handed down, the time to take it over has run out, and no list below has it."""
    retired = (filed.record.code for filed in context.registers.get("退役编码", ()))
    excused = frozenset(code for code in retired if not is_absent(code) and code) | frozenset(context.refusals)
    known: frozenset[str] = frozenset()
    if context.batches:
        known = excused.union(context.unread, *((facts.code, facts.catalogue_code, facts.name) for facts in every))
    bodies = bodies_of(every) | frozenset(context.departments or ())
    missing: set[str] = set()
    for filed in (context.batches or {}).values():
        since = _addressed_since(filed.record, bodies, context)
        if since is not None and overdue(since, context.as_of, context.parameter("承接期限"), context):
            for hit in _not_taken_over(filed, since, known, context):
                missing.add(hit.hit.key)
                yield hit
    above = (facts for facts in context.upper or () if facts.code not in excused and facts.code not in missing)
    yield from _dangling(above, Matters(every, context), bodies, "本级没有", context)
    if context.lower is not None:
        yield from _dangling(every, Matters(context.lower, context), bodies_of(context.lower), "下级没有", context)


def _dangling(
    givers: Iterable[Facts], takers: Matters, bodies: frozenset[str], variant: str, context: Context
) -> Iterator[ListHit]:
    """Find what was handed down to nobody in particular, or to one of some bodies, and is in no list of theirs."""
    for facts in givers:
        index = _overdue_handing_down(facts, context)
        if index is None or takers.same(facts) or (facts.grantee and not is_among(facts.grantee, bodies)):
            continue
        values = {"名称": facts.name or facts.code, "编码": facts.code, "日期": facts.adjustments[index][1]}
        yield ListHit(facts.file, Hit(("调整记录", index), values, variant=variant, key=facts.code))


def _not_taken_over(filed: Filed[Batch], since: dt.date, known: frozenset[str], context: Context) -> Iterator[ListHit]:
    told: set[str] = set()
    for path, code in listed(filed.record):
        if code in known or code in told:
            continue
        told.add(code)
        name = _name_of(code, context)
        values = {"名称": name, "编码": code, "日期": since, "批次": filed.record.name}
        variant = "批次" if name else "批次编码"
        yield ListHit(filed.file, Hit((*filed.path, *path), values, variant=variant, key=code))


def _name_of(code: str, context: Context) -> str:
    """Return the name of the item a batch names by its code, as any list or register at hand has it, else ""."""
    entry = (context.catalogue or {}).get(code)
    if entry is not None and not is_absent(entry.record.name):
        return entry.record.name
    above = next((facts.name for facts in context.upper or () if facts.code == code), "")
    rows = (filed.record for filed in context.registers.get("行政许可事项清单", ()) if filed.record.code == code)
    return above or next((row.name for row in rows if not is_absent(row.name) and row.name), "")


def _addressed_since(batch: Batch, bodies: frozenset[str], context: Context) -> dt.date | None:
    """Return since when a batch's powers are to be taken over by this list; None when that is not certain.

    A batch is this list's when it names one of its bodies, or names nobody and was decided by a higher level.
    """
    decision = batch.decision
    if decision is None or decision.date is None:
        return None
    if batch.grantee:
        mine = is_among(batch.grantee, bodies)
    else:
        level = decided_at(decision.organ_level, decision.document)
        known = level in LEVELS and context.level in LEVELS
        mine = known and LEVELS.index(level) < LEVELS.index(context.level)
    if not mine:
        return None
    handover = batch.deadlines.handover if batch.deadlines else None
    return max(decision.date, handover) if handover else decision.date


def _overdue_handing_down(facts: Facts, context: Context) -> int | None:
    """Return which adjustment handed a power down whose time to be taken over has run out."""
    last = last_adjustment(facts, MOVES)
    if last is None or last[1] != "下放":
        return None
    day = parsed_day(last[2])
    if day is None or not overdue(day, context.as_of, context.parameter("承接期限"), context):
        return None
    return last[0]


@list_check(whole_list)
def giver_goes_on(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """DEL013: a power was moved for good, and who gave it away still exercises it (明放暗不放).

    A giver that says under 权限划分 which part it keeps does nothing wrong.
    """
    own = Matters(every, context)
    upper = Matters(context.upper or (), context)
    lower = Matters(context.lower or (), context)
    for facts in every:
        if facts.status != IN_USE:
            continue
        if facts.mode in MOVED:
            for giver in own.same(facts):
                if facts.grantor and _goes_on(giver, facts):
                    yield _still(giver, ("状态",), giver, facts, "本清单")
            above = next((one for one in upper.same(facts) if _goes_on(one, facts)), None)
            if above is not None:
                yield _still(facts, ("放权", "放权方"), above, facts, "上级清单")
        taker = next((one for one in lower.same(facts) if one.mode in MOVED and _goes_on(facts, one)), None)
        if taker is not None and taker.status == IN_USE and taker.grantor:
            yield _still(facts, ("状态",), facts, taker, "下级清单")


def _goes_on(giver: Facts, taker: Facts) -> bool:
    return giver.status == IN_USE and not giver.has_split and gave(giver, taker)


def _still(here: Facts, path: Path, giver: Facts, taker: Facts, variant: str) -> ListHit:
    other = taker if here is giver else giver
    values = {"方式": taker.mode, "放权方": giver.department, "承接方": taker.department, "名称": giver.name}
    related = (Related(other.file, ("状态",), "另一处在用"),)
    return ListHit(here.file, Hit(path, values, variant=variant, key=other.key, related=related))


@list_check(whole_list)
def taken_back(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """DEL015: a power was taken back without a document, or in fact: cancelled below, revived above."""
    upper = Matters(context.upper or (), context)
    lower = Matters(context.lower or (), context)
    for facts in every:
        yield from _undocumented(facts)
        if facts.status == CANCELLED:
            giver = next((one for one in upper.same(facts) if _revived(one, facts)), None)
            if giver is not None:
                yield _in_fact(facts, giver, "上级恢复")
        elif facts.status == IN_USE:
            taker = next((one for one in lower.same(facts) if _revived(facts, one)), None)
            if taker is not None:
                yield _in_fact(facts, taker, "下级取消")


def _undocumented(facts: Facts) -> Iterator[ListHit]:
    if not facts.revoked_by:
        for index, (kind, day) in enumerate(facts.adjustments):
            if kind == "收回" and not facts.adjustment_grounds[index]:
                path: Path = ("调整记录", index, "依据")
                yield ListHit(facts.file, Hit(path, {"日期": day or "未写日期"}, variant="无文号", key=str(index)))
                return
    if facts.revoked_by == "":
        yield ListHit(facts.file, Hit(("放权", "收回", "文号"), {"日期": "未写文号"}, variant="无文号"))


def _revived(giver: Facts, taker: Facts) -> bool:
    """Say whether a power was cancelled below and is exercised above again, with no decision to take it back."""
    received = taker.mode in MOVED or taker.mode == "乡镇赋权"
    if taker.status != CANCELLED or giver.status != IN_USE or not received or not gave(giver, taker):
        return False
    if taker.revoked_by or _documented(taker) or _documented(giver):
        return False
    return last_adjustment(giver, frozenset(("下放",))) is not None


def _documented(facts: Facts) -> bool:
    """Say whether a list has a record, with its ground, that the power was taken back or set up anew."""
    handed_down = last_adjustment(facts, frozenset(("下放",)))
    after = handed_down[0] + 1 if handed_down else 0
    pairs = zip(facts.adjustments[after:], facts.adjustment_grounds[after:], strict=True)
    return any(kind in _BACK and ground and (kind == "收回" or after) for (kind, _), ground in pairs)


def _in_fact(here: Facts, other: Facts, variant: str) -> ListHit:
    values = {"对方": other.department, "名称": here.name}
    related = (Related(other.file, ("状态",), "对方清单里的同一事项"),)
    return ListHit(here.file, Hit(("状态",), values, variant=variant, key=other.key, related=related))


@list_check(whole_list)
def concentrated_without_approval(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """DEL022: powers concentrated in one body without the approval that takes, or still exercised where they were."""
    own = Matters(every, context)
    for taker in every:
        if taker.mode != CONCENTRATED or taker.status == CANCELLED:
            continue
        yield from _unapproved(taker, context)
        for giver in own.same(taker):
            if giver.department != taker.department and giver.mode != CONCENTRATED and _goes_on(giver, taker):
                values = {"原部门": giver.department, "承接方": taker.department, "名称": giver.name}
                related = (Related(taker.file, ("放权", "方式"), "集中行使的事项"),)
                yield ListHit(giver.file, Hit(("状态",), values, variant="未退出", key=taker.key, related=related))


def _unapproved(facts: Facts, context: Context) -> Iterator[ListHit]:
    filed = (context.batches or {}).get(facts.batch) if facts.batch else None
    decision = filed.record.decision if filed else None
    documents = [facts.decision_document, facts.decision_number]
    if decision is not None:
        documents += [decision.document or "", decision.number or ""]
    level = decided_at(facts.decision_level, facts.decision_document)
    if not level and decision is not None:
        level = decided_at(decision.organ_level, decision.document)
    if not any((level, *documents)):
        return  # no decision at all: DEL002 says so
    path: Path = ("放权", "决定")
    values = {"层级": level, "类型": facts.type}
    if facts.type in ("行政许可", "行政处罚") and level not in (STATE, PROVINCE):
        yield ListHit(facts.file, Hit(path, values, variant="级别" if level else "级别不明", key=level))
    elif facts.type == "行政许可" and level == PROVINCE and not names_state_council(*documents):
        yield ListHit(facts.file, Hit(path, values, variant="未经国务院"))
