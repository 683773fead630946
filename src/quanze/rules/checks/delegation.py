"""Family DEL, what one item shows: how a power came down, to whom, on what ground and under which conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.finding import Edit, Fix, Hit, Path, Related, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.authority import RULES_AND_ABOVE, authority
from quanze.rules.checks.batches import filed_batch
from quanze.rules.checks.bodies import ADMINISTRATIVE, is_township, kind_of_body
from quanze.rules.checks.decision import decided_at
from quanze.rules.checks.elements import is_cancelled, readable
from quanze.rules.checks.legal_level import PROVINCE
from quanze.rules.checks.wording import any_of
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Severity
    from quanze.model.delegation import Decision, Delegation
    from quanze.model.item import Item, Licence, Penalty
    from quanze.rules.context import Context

STATUTORY: Final = "法定本级行使"
ENTRUSTED: Final = "委托"
TOWNSHIP_EMPOWERMENT: Final = "乡镇赋权"
CONCENTRATED: Final = "集中划转"
#: 方式 → the 权力来源 it can be written with.
_SOURCES: Final = {
    "直接下放": ("上级下放",),
    "授权": ("上级授权", "同级授权"),
    "委托": ("上级委托", "同级委托"),
    "集中划转": ("同级授权", "上级授权"),
    "乡镇赋权": ("上级下放", "上级授权"),
    "服务前移": ("上级委托", "上级下放", "上级授权"),
}
#: Modes by which who takes a power over exercises it in its own name.
_IN_OWN_NAME: Final = frozenset(("直接下放", "授权"))
_BEARERS: Final = {"委托": ("委托方", "放权方"), "授权": ("承接方",), "直接下放": ("承接方",), "乡镇赋权": ("承接方",)}
_LICENSING_LAW: Final = "行政许可法"
#: Powers of inspection and coercion that go with a penalty (行政强制法17二): not as plain as the rest.
_BESIDE_PENALTY: Final = frozenset(("行政检查", "行政强制"))


@item_check
def source_and_delegation(item: Item, context: Context) -> Iterator[Hit]:
    """DEL001: 权力来源 and 放权 contradict each other, or 放权 and the body that exercises the power.

    A body that records under 放权 what it gave away itself keeps its statutory source.
    """
    source, delegation = item.source, item.delegation
    if delegation is None:
        if source != STATUTORY:
            yield Hit(("权力来源",), {"来源": source}, variant="无放权", key=source)
        return
    mode = delegation.mode
    fitting = _SOURCES.get(mode)
    if source == STATUTORY:
        if not _gave_away(item, delegation):
            fix = _source_fix(fitting[0]) if fitting and len(fitting) == 1 else None
            yield Hit(("权力来源",), {"方式": mode}, variant="多放权", key=mode, fix=fix)
    elif fitting is not None and source not in fitting:
        near = next((word for word in fitting if word[:2] == source[:2]), fitting[0])
        values = {"来源": source, "方式": mode, "应为": "或者".join(f"“{word}”" for word in fitting)}
        yield Hit(("权力来源",), values, variant="不对应", key=f"{source} {mode}", fix=_source_fix(near))
    elif mode in _IN_OWN_NAME:
        yield from _other_taker(item, delegation, context)


def _other_taker(item: Item, delegation: Delegation, context: Context) -> Iterator[Hit]:
    """Find a power that another department of the register took over: that one exercises it in its own name."""
    taker, known = delegation.grantee, context.departments or {}
    if taker is None or taker == item.department or taker not in known or item.department not in known:
        return
    if taker not in item.joint_departments and delegation.grantor != item.department:
        values = {"承接方": taker, "主体": item.department, "方式": delegation.mode}
        yield Hit(("放权", "承接方"), values, variant="承接方", key=taker, severity="warning")


def _source_fix(word: str) -> Fix:
    return Fix(f"权力来源改为“{word}”", (Edit(("权力来源",), "value", word),))


def _gave_away(item: Item, delegation: Delegation) -> bool:
    """Say whether 放权 records what this body itself gave to another one."""
    return delegation.grantor == item.department and delegation.grantee not in (None, item.department)


@item_check
def decision_not_named(item: Item, context: Context) -> Iterator[Hit]:
    """DEL002: the decision that gave the power has no number or no date."""
    delegation = item.delegation
    if delegation is None:
        return
    batch = filed_batch(delegation, context)
    known = batch.record.decision if batch else None
    related = (
        (Related(batch.file, (*batch.path, "决定"), f"批次“{delegation.batch}”的决定"),) if batch and known else ()
    )
    decision = delegation.decision
    if decision is None:
        yield Hit(("放权", "决定"), variant="没有", related=related)
        return
    missing = [key for key, value in (("文号", decision.number), ("日期", decision.date)) if value is None]
    if missing:
        path: Path = ("放权", "决定", missing[0]) if len(missing) == 1 else ("放权", "决定")
        values = {"缺": "和".join(missing), "文件": decision.document or ""}
        yield Hit(path, values, variant="不全", key="、".join(missing), related=related)
    elif known is not None:
        yield from _other_decision(delegation, decision, known, related)


def _other_decision(
    delegation: Delegation, mine: Decision, known: Decision, related: tuple[Related, ...]
) -> Iterator[Hit]:
    """Find a number or date that is not the one of the batch the item belongs to."""
    pairs = (("文号", mine.number, known.number), ("日期", mine.date, known.date))
    for key, written, right in pairs:
        if right is not None and written != right and words_only(str(written)) != words_only(str(right)):
            values = {"字段": key, "现为": written, "应为": right, "批次": delegation.batch}
            fix = Fix(f"{key}改为 {right}", (Edit(("放权", "决定", key), "value", str(right)),))
            path = ("放权", "决定", key)
            yield Hit(path, values, variant="与批次不符", key=key, severity="warning", related=related, fix=fix)


def entrusted(item: Item) -> Delegation | None:
    """Return the delegation of an item in use that is exercised by entrustment, None for any other."""
    delegation = item.delegation
    if delegation is None or delegation.mode != ENTRUSTED or is_cancelled(item):
        return None
    return delegation


def _grantee(item: Item, delegation: Delegation) -> tuple[Path, str] | None:
    """Return who took a power over, and where that is written; the item's own body when 承接方 is left out."""
    if delegation.grantee is not None:
        return ("放权", "承接方"), delegation.grantee
    return None if item.source == STATUTORY else (("实施主体",), item.department)


def _entrusted_body(item: Item) -> tuple[Path, str] | None:
    """Return to whom a power was entrusted, and where that is written; None when it was not entrusted."""
    delegation = entrusted(item)
    return _grantee(item, delegation) if delegation else None


@item_check
def licence_entrusted_to_non_administrative_organ(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """DEL003: a licence is entrusted to what is no administrative organ (行政许可法24)."""
    named = _entrusted_body(item)
    if named is None:
        return
    path, body = named
    kind = kind_of_body(body, context)
    if not kind:
        yield Unsure("机构性质不明", body)
    elif kind != ADMINISTRATIVE:
        yield Hit(path, {"承接方": body, "性质": kind}, key=body)


@item_check
def licence_entrusted_without_ground_or_notice(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """DEL004: a licence is entrusted without a law, regulation or rule that allows it, or without notice."""
    delegation = entrusted(item)
    if delegation is None:
        return
    path: Path = ("放权", "法律依据")
    if not delegation.legal_basis:
        yield Hit(path, variant="缺依据")
    else:
        special = authority(delegation.legal_basis, context, RULES_AND_ABOVE, but=_LICENSING_LAW)
        if special.answer == "fails":
            yield Hit(path, {"依据": special.names, "位阶": special.ranks}, variant="位阶不够", key=special.names)
        elif special.answer == "unknown":
            yield special.unsure
        elif special.answer == "none" and context.judging is not None:
            yield Hit(path, variant="只引许可法", severity="warning")
    if delegation.announced is None:
        yield Hit(("放权", "公告日期"), variant="未公告")


@item_check
def penalty_entrusted_by_poor_instrument(item: Penalty, _context: Context) -> Iterator[Hit]:
    """DEL005: the instrument that entrusts a penalty lacks what it must say, or was not published."""
    delegation = entrusted(item)
    if delegation is None:
        return
    mandate = delegation.mandate
    if mandate is None:
        yield Hit(("放权", "委托书"), variant="没有")
        return
    wanted = (("权限", mandate.powers), ("起始日期（起）", mandate.start), ("截止日期（止）", mandate.end))
    missing = [name for name, value in wanted if value is None]
    if missing:
        yield Hit(("放权", "委托书"), {"缺": "、".join(missing)}, variant="不全", key="、".join(missing))
    if not mandate.published:
        yield Hit(("放权", "委托书", "公布"), variant="未公布")


@item_check
def penalty_entrusted_to_unfit_body(item: Penalty, context: Context) -> Iterator[Hit | Unsure]:
    """DEL006: a penalty is entrusted to a body that has no public function (行政处罚法21)."""
    named = _entrusted_body(item)
    if named is None:
        return
    path, body = named
    kind = kind_of_body(body, context)
    if kind in ("企业", "社会组织"):
        yield Hit(path, {"承接方": body, "性质": kind}, key=body)
    elif not kind:
        yield Unsure("机构性质不明", body)


@item_check
def wrong_bearer(item: Item, _context: Context) -> Iterator[Hit]:
    """DEL010: the wrong side answers for what is done; not written at all is only a warning."""
    delegation = item.delegation
    if delegation is None or is_cancelled(item):
        return
    right = _BEARERS.get(delegation.mode)
    bearer = delegation.bearer
    if right is None or bearer in right:
        return
    values = {"方式": delegation.mode, "应为": right[0], "现为": bearer or ""}
    if bearer is None:
        yield Hit(("放权", "责任承担"), values, variant="未写", severity="warning")
        return
    path: Path = ("放权", "责任承担")
    fix = Fix(f"改为“{right[0]}”", (Edit(path, "value", right[0]),))
    yield Hit(path, values, variant="写反", key=delegation.mode, fix=fix)


@item_check
def entrusted_without_instrument(item: Item, _context: Context) -> Iterator[Hit]:
    """DEL011: a power is entrusted without a dated instrument; that a penalty has none at all is DEL005's."""
    delegation = entrusted(item)
    if delegation is None:
        return
    mandate = delegation.mandate
    if mandate is None:
        if item.type != "行政处罚":
            yield Hit(("放权", "委托书"), variant="没有")
    elif mandate.date is None:
        yield Hit(("放权", "委托书", "日期"), variant="没有日期")
    elif mandate.start is not None and mandate.end is not None and mandate.end < mandate.start:
        values = {"起": mandate.start, "止": mandate.end}
        yield Hit(("放权", "委托书", "止"), values, variant="期限倒置")


@item_check
def direct_channel_in_excepted_field(item: Item, context: Context) -> Iterator[Hit]:
    """DEL019: 直通车 is on for a field the province left with the city, or a matter that crosses counties."""
    delegation = item.delegation
    if delegation is None or delegation.direct_channel is not True or is_cancelled(item):
        return
    fields = any_of(context.phrases("直通车例外"))
    places = [("名称", item.name), ("实施主体", item.department)]
    places += [("设定依据", entry.law) for _, entry in readable(item.basis) if entry.law]
    for where, text in places:
        found = fields.search(text)
        if found:
            values = {"字样": found[0], "出处": where, "原话": text}
            yield Hit(("放权", "直通车"), values, key=found[0])
            return


@item_check
def township_empowered_wrongly(item: Item, context: Context) -> Iterator[Hit]:
    """DEL020: 乡镇赋权 for what is no penalty, not decided by the province, not published, or not to a township."""
    delegation = item.delegation
    if delegation is None or delegation.mode != TOWNSHIP_EMPOWERMENT or is_cancelled(item):
        return
    if item.type != "行政处罚":
        severity: Severity | None = "warning" if item.type in _BESIDE_PENALTY else None
        yield Hit(("放权", "方式"), {"类型": item.type}, variant="类型", key=item.type, severity=severity)
    decision = delegation.decision
    if decision is not None:
        level = decided_at(decision.organ_level, decision.document)
        if level != PROVINCE:
            variant = "级别" if level else "级别不明"
            yield Hit(("放权", "决定", "机关层级"), {"层级": level}, variant=variant, key=level)
    if delegation.announced is None:
        yield Hit(("放权", "公告日期"), variant="未公布")
    body = delegation.grantee or item.department
    if is_township(body, context) is False:
        yield Hit(("放权", "承接方"), {"承接方": body}, variant="承接方", key=body)
