"""Facts: the little of an item that list rules may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from quanze.absent import ABSENT, FieldAbsent, is_absent, means_absent
from quanze.text import words_only

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from quanze.model.basis import Citation
    from quanze.model.delegation import Revocation
    from quanze.model.item import Adjustment, Item

V = TypeVar("V")
#: Stands for a ground that is written but could not be read: it is not missing.
UNREAD: Final = "?"


@dataclass(frozen=True, slots=True)
class Facts:
    """One item as the list rules see it. What is not written or could not be read is empty.

    `name_folded` is the name as it is compared; `basis` the 设定依据 as "法规 条款", in order;
    `elements` a digest of every element that a change must record (only where two states are compared);
    `accountability` and `responsibilities` the wording without punctuation, for comparing, with the first text
    of each as it is written (`first_case`, `first_duty`) for messages; `has_split` = 权限划分 is written;
    `adjustments` are (类型, 日期), with `adjustment_grounds` (文号 or 法规 of each, "" for
    none) and `adjustment_notes` (说明) in the same order; `revoked_by` the 文号 of 放权.收回, None when the
    power was not taken back.
    """

    file: str
    code: str = ""
    task_code: str = ""
    name: str = ""
    name_folded: str = ""
    type: str = ""
    status: str = ""
    version: int = 0
    parent: str = ""
    sub_items: tuple[str, ...] = ()
    department: str = ""
    subject_nature: str = ""
    offices: tuple[str, ...] = ()
    joint_departments: tuple[str, ...] = ()
    lead_department: str = ""
    duties: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    source: str = ""
    claim_status: str = ""
    catalogue_code: str = ""
    fingerprint: str = ""
    basis: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    accountability: str = ""
    responsibilities: str = ""
    first_case: str = ""
    first_duty: str = ""
    mode: str = ""
    batch: str = ""
    grantor: str = ""
    grantee: str = ""
    decision_number: str = ""
    supervised_by: tuple[str, ...] = ()
    supervision_owners: tuple[str, ...] = ()
    supervision_lead: str = ""
    fee_items: tuple[str, ...] = ()
    adjustments: tuple[tuple[str, str], ...] = ()
    planned_end: dt.date | None = None
    has_split: bool = False
    decision_document: str = ""
    decision_level: str = ""
    decision_date: dt.date | None = None
    revoked_by: str | None = None
    adjustment_grounds: tuple[str, ...] = ()
    adjustment_notes: tuple[str, ...] = ()
    elements: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What names the item in a message: its code, or its name when it has none."""
        return self.code or self.name


def _get(read: Callable[[], V], empty: V) -> V:
    """Return what can be read; an absent field is empty here, its absence has its own finding."""
    try:
        value = read()
    except (FieldAbsent, TypeError) as error:
        if not means_absent(error):
            raise
        return empty
    return empty if value is ABSENT or value is None else value


def _plain(value: V | None, empty: V) -> V:
    """Return a value that is there; the same as `_get` for one that nothing was asked of yet."""
    return empty if value is None or value is ABSENT else value


def facts_of(item: Item, file: str, elements: tuple[tuple[str, str], ...] = ()) -> Facts:
    """Return the facts of an item, however much of it could be read."""
    name = _plain(item.name, "")
    delegation = _plain(item.delegation, None)
    decision = _plain(delegation.decision, None) if delegation else None
    claim = _plain(item.claim, None)
    supervision = _plain(item.supervision, None)
    adjustments: tuple[Adjustment, ...] = () if is_absent(item.adjustments) else item.adjustments
    records = tuple([_record(adjustment) for adjustment in adjustments])
    return Facts(
        file=file,
        code=_plain(item.code, ""),
        task_code=_plain(item.task_code, ""),
        name=name,
        name_folded=words_only(name),
        type=_plain(item.type, ""),
        status=_plain(item.status, ""),
        version=_plain(item.version, 0),
        parent=_plain(item.parent, ""),
        sub_items=_plain(item.sub_items, ()),
        department=_plain(item.department, ""),
        subject_nature=_plain(item.subject_nature, ""),
        offices=_plain(item.offices, ()),
        joint_departments=_plain(item.joint_departments, ()),
        lead_department=_plain(item.lead_department, ""),
        duties=_plain(item.duties, ()),
        levels=_plain(item.levels, ()),
        source=_plain(item.source, ""),
        claim_status=_plain(claim.status, "") if claim else "",
        catalogue_code=_plain(claim.catalogue_code, "") if claim else "",
        fingerprint=_plain(claim.fingerprint, "") if claim else "",
        basis=_get(lambda: tuple([f"{c.law or ''} {c.clause or ''}".strip() for c in item.basis]), ()),
        laws=_get(lambda: tuple(dict.fromkeys([c.law for c in item.basis if c.law])), ()),
        accountability=_get(lambda: words_only("".join(item.accountability.cases)), ""),
        responsibilities=_get(lambda: words_only("".join([r.content for r in item.responsibilities])), ""),
        first_case=_get(lambda: item.accountability.cases[0] if item.accountability.cases else "", ""),
        first_duty=_get(lambda: item.responsibilities[0].content if item.responsibilities else "", ""),
        mode=_plain(delegation.mode, "") if delegation else "",
        batch=_plain(delegation.batch, "") if delegation else "",
        grantor=_plain(delegation.grantor, "") if delegation else "",
        grantee=_plain(delegation.grantee, "") if delegation else "",
        decision_number=_plain(decision.number, "") if decision else "",
        supervised_by=_get(lambda: item.links.supervised_by if item.links else (), ()),
        supervision_owners=_plain(supervision.owner, ()) if supervision else (),
        supervision_lead=_plain(supervision.lead, "") if supervision else "",
        fee_items=_get(lambda: _fee_items(item), ()),
        adjustments=tuple([(kind, day) for kind, day, _, _ in records]),
        planned_end=_plain(item.planned_end, None),
        elements=elements,
        has_split=bool(_plain(item.authority_split, ())),
        revoked_by=_get(lambda: _number(delegation.revocation) if delegation else None, None),
        adjustment_grounds=tuple([ground for _, _, ground, _ in records]),
        adjustment_notes=tuple([note for _, _, _, note in records]),
        decision_document=_plain(decision.document, "") if decision else "",
        decision_level=_plain(decision.organ_level, "") if decision else "",
        decision_date=_plain(decision.date, None) if decision else None,
    )


def _number(revocation: Revocation | None) -> str | None:
    return (revocation.number or "") if revocation else None


def _record(adjustment: Adjustment) -> tuple[str, str, str, str]:
    """Return 类型, 日期, 依据 and 说明 of an adjustment, "" for what is not there (an unreadable 依据 is UNREAD)."""
    if is_absent(adjustment):
        return "", "", "", ""
    return (
        "" if is_absent(adjustment.kind) else adjustment.kind,
        _get(lambda: str(adjustment.date or ""), ""),
        _get(lambda: _ground(adjustment.basis), UNREAD),
        _get(lambda: adjustment.note or "", ""),
    )


def _ground(basis: Citation | None) -> str:
    return (basis.number or basis.law or basis.quote or "") if basis else ""


def _fee_items(item: Item) -> tuple[str, ...]:
    if item.guide is None or item.guide.fee is None:
        return ()
    return tuple(fee.name for fee in item.guide.fee.items if fee.name)
