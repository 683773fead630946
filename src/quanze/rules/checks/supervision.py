"""Family SUP: who supervises after the decision, at which level, how, and where somebody can complain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.finding import Hit, Related
from quanze.rules.check import ListHit, item_check, list_check
from quanze.rules.checks.department import CANCELLED
from quanze.rules.checks.own_level import placeholder
from quanze.rules.checks.wording import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.finding import Path, Severity
    from quanze.model.item import Item, KeySupervision, Supervision
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts

#: Sources by which a power comes down from a level above.
FROM_ABOVE = frozenset(("上级下放", "上级授权", "上级委托"))
#: Level at which a delegated power is exercised → the levels whose duties must be told apart.
_TIERS = {
    "市级": ("省级职责", "市级职责"),
    "县级": ("省级职责", "市级职责", "县级职责"),
    "乡级": ("县级职责",),
    "村级": ("县级职责",),
}
_MAIN_DUTY = "主体责任"
_TRANSFERRED = "集中划转"
_LICENCE, _STATUTORY = "行政许可", "法定本级行使"
#: The end of a body's name, between two of which 和, 与, 及 joins them.
_ENDS = "局厅委办府院会站所队署"
_BETWEEN_BODIES = re.compile(rf"[、；;，,\s]+|(?<=[{_ENDS}])(?:以及|会同|[和与及])(?=[\u4e00-\u9fff]+[{_ENDS}]$)")
_LEVEL_IN_NAME = re.compile(r"[\u4e00-\u9fff]{0,8}?(自治区|省|市|县|区|旗|镇|乡)")
#: What takes a power away from here, and what brings it back.
_GONE, _BACK = frozenset(("取消", "下放")), frozenset(("新增", "承接", "收回"))


@item_check
def lacks_measures(item: Item, _context: Context) -> Iterable[Hit]:
    """SUP004: a licence, or a power that came from elsewhere, has no measures for the time after the decision."""
    if (item.type == _LICENCE or item.source != _STATUTORY) and not item.supervision.measures:
        return (Hit(("监管", "措施")),)
    return ()


@item_check
def no_way_to_complain(item: Item, _context: Context) -> Iterable[Hit]:
    """SUP008: neither a telephone number nor an address by which somebody can complain."""
    complaint = item.complaint
    return () if complaint.phone or complaint.website else (Hit(("投诉举报",)),)


@item_check
def lacks_owner(item: Item, context: Context) -> Iterable[Hit]:
    """SUP001: nobody is named who supervises, or only a placeholder."""
    owners = item.supervision.owner
    return context.remember(("SUP001", owners), lambda: tuple(_poor_owners(owners, context)))


def _poor_owners(owners: tuple[str, ...], context: Context) -> Iterator[Hit]:
    if not owners:
        yield Hit(("监管", "责任单位"), {}, variant="没有写", key="没有写")
    for index, owner in enumerate(owners):
        if placeholder(owner, context):
            path = ("监管", "责任单位", index)
            yield Hit(path, {"值": owner}, variant="占位", key=owner)


def _duties(supervision: Supervision) -> dict[str, str | None]:
    return {
        "省级职责": supervision.province_duty,
        "市级职责": supervision.city_duty,
        "县级职责": supervision.county_duty,
    }


def _tiers(item: Item) -> tuple[str, ...]:
    """Return the levels that share the supervision of a delegated item, by its highest level of exercise."""
    return next((tiers for level, tiers in _TIERS.items() if level in item.levels), ())


@item_check
def tiers_missing(item: Item, _context: Context) -> Iterator[Hit]:
    """SUP002: the duties of province, city and county are not all told apart."""
    duties = _duties(item.supervision)
    missing = [tier for tier in _tiers(item) if not duties[tier]]
    if missing:
        yield Hit(("监管", missing[0]), {"缺": "、".join(missing)}, key="、".join(missing))


@item_check
def tiers_confused(item: Item, context: Context) -> Iterator[Hit]:
    """SUP003: the county does not bear the main responsibility, or a level above takes it."""
    tiers = _tiers(item)
    if len(tiers) < 2:
        return
    duties = _duties(item.supervision)
    above = any_of(context.phrases("上级监管用语"))
    for tier in tiers[:-1]:
        text = duties[tier]
        if not text:
            continue
        if _MAIN_DUTY in text:
            yield Hit(("监管", tier), {"层级": tier, "本级": tiers[-1]}, variant="上级主体责任", key=tier)
        elif not above.search(text):
            yield Hit(("监管", tier), {"层级": tier}, variant="上级没有监管", key=tier)
    own = duties[tiers[-1]]
    if own and _MAIN_DUTY not in own:
        yield Hit(("监管", tiers[-1]), {"层级": tiers[-1]}, variant="本级没有主体责任", key=tiers[-1])


@item_check
def key_supervision(item: Item, context: Context) -> Iterable[Hit]:
    """SUP005: an item that endangers life, public interest or integrity is not under key supervision.

    The policy speaks of 权限 that are licensed or handed down: of a high integrity risk in other items RSK004
    speaks alone.
    """
    special = item.supervision.key_supervision
    if special is not None and special.applied:
        return _poor_methods(special.methods, context)
    reasons = special is not None and special.reasons
    if not reasons and item.type != _LICENCE and item.delegation is None:
        return ()
    return _not_under_key_supervision(item, special, context)


def _poor_methods(methods: tuple[str, ...], context: Context) -> tuple[Hit, ...]:
    path = ("监管", "重点监管", "方式")
    if not methods:
        return (Hit(path, {}, variant="没有方式", key="没有方式"),)
    if not _methods(context).isdisjoint(methods):
        return ()
    values = {"值": "、".join(methods), "词表": "、".join(_six(context))}
    return (Hit(path, values, variant="方式不在六法", key="方式不在六法"),)


def _not_under_key_supervision(item: Item, special: KeySupervision | None, context: Context) -> Iterator[Hit]:
    path: Path = ("监管", "重点监管", "是否") if special is not None else ("监管", "重点监管")
    if special is not None and special.reasons:
        yield Hit(path, {"理由": "、".join(special.reasons)}, variant="有理由", key="有理由")
        return
    found = context.pattern("生命安全事项").search(item.name) if item.type == _LICENCE else None
    if found:
        yield Hit(path, {"词": found[0]}, variant="漏标", key=found[0], confidence=0.8)
    elif (item.type == _LICENCE or item.delegation is not None) and any(r.grade == "高" for r in item.integrity_risks):
        yield Hit(path, variant="廉政", key="廉政")


def _six(context: Context) -> tuple[str, ...]:
    return context.profile.vocabularies.get("监管方式", ())


def _methods(context: Context) -> frozenset[str]:
    return context.remember("监管方式", lambda: frozenset((*_six(context), *context.phrases("监管方式另有"))))


@item_check
def several_owners(item: Item, context: Context) -> Iterable[Hit]:
    """SUP009: several bodies supervise one item, and none leads.

    Bodies of two levels need no lead where the duties of the levels are told apart.
    """
    supervision = item.supervision
    owners = supervision.owner
    named = context.remember(("SUP009", owners), lambda: _bodies_in(owners))
    if len(named) < 2 or supervision.lead:
        return ()
    apart = item.source in FROM_ABOVE and supervision.city_duty and supervision.county_duty
    if apart and len({_place(body) for body in named}) == len(named):
        return ()
    return (Hit(("监管", "责任单位"), {"单位": "、".join(named)}, key="、".join(named)),)


def _bodies_in(owners: tuple[str, ...]) -> tuple[str, ...]:
    """Return the bodies that 责任单位 names, each by itself."""
    return tuple(body for owner in owners for body in _BETWEEN_BODIES.split(owner) if body)


def _place(body: str) -> str:
    """Return what of a body's name says whose it is: 示例市交通运输局 → 市; the whole name when nothing does."""
    found = _LEVEL_IN_NAME.match(body)
    return found[1] if found else body


@item_check
def other_methods(item: Item, context: Context) -> Iterable[Hit]:
    """SUP010: a method of supervision is none of the named ones."""
    special, known = item.supervision.key_supervision, _methods(context)
    special_methods = special.methods if special is not None else ()
    if known.issuperset(item.supervision.methods) and known.issuperset(special_methods):
        return ()
    return _unnamed_methods(item.supervision.methods, special_methods, context)


def _unnamed_methods(methods: tuple[str, ...], special: tuple[str, ...], context: Context) -> Iterator[Hit]:
    told: set[str] = set()
    for path, written in ((("监管", "方式"), methods), (("监管", "重点监管", "方式"), special)):
        for index, method in enumerate(written):
            if method not in _methods(context) and method not in told:
                told.add(method)
                yield Hit((*path, index), {"值": method, "词表": "、".join(_six(context))}, key=method)


@item_check
def no_follow_up(item: Item, _context: Context) -> Iterable[Hit]:
    """SUP007: an item was cancelled or delegated, and what supervision follows is not said.

    A power that came back later needs none.
    """
    return _without_follow_up(item) if item.adjustments else ()


def _without_follow_up(item: Item) -> Iterator[Hit]:
    for index, change in enumerate(item.adjustments):
        if change.kind not in _GONE or change.follow_up:
            continue
        if not any(later.kind in _BACK for later in item.adjustments[index + 1 :]):
            path = ("调整记录", index, "后续监管")
            yield Hit(path, {"类型": change.kind, "日期": change.date or ""}, key=change.kind)


def _by_grantor(facts: Facts, _context: Context) -> Iterator[str]:
    if facts.status == CANCELLED:
        return
    if facts.department:
        yield facts.department
    if facts.mode == _TRANSFERRED and facts.grantor and facts.grantor != facts.department:
        yield facts.grantor


@list_check(_by_grantor)
def no_matter_of_supervision(key: str, group: tuple[Facts, ...], _context: Context) -> Iterator[ListHit]:
    """SUP006: a power went to another body, and the one it came from has no matter by which to supervise."""
    own = [facts for facts in group if facts.department == key]
    names = {name for facts in own for name in (facts.code, facts.task_code, facts.name) if name}
    inspected = {law for facts in own if facts.type == "行政检查" for law in facts.laws}
    for facts in group:
        if facts.mode != _TRANSFERRED or facts.grantor != key or facts.department == key:
            continue
        if not names.isdisjoint(facts.supervised_by):
            continue
        related = tuple(Related(one.file, ("名称",), f"{key}的事项") for one in own[:1])
        values = {"原部门": key, "名称": facts.name, "衔接": "、".join(facts.supervised_by)}
        if facts.supervised_by:
            path = ("关联", "审管衔接")
            yield ListHit(facts.file, Hit(path, values, variant="衔接落空", key=key, related=related))
        elif inspected.isdisjoint(facts.laws):
            named = key in facts.supervision_owners
            severity: Severity | None = "warning" if named else None
            variant = "只有责任单位" if named else "无人监管"
            hit = Hit(("放权", "放权方"), values, variant=variant, key=key, related=related, severity=severity)
            yield ListHit(facts.file, hit)
