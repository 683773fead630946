"""Family ORG, an item against the register of departments: bodies and their offices (三定)."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit, Related
from quanze.rules.check import item_check
from quanze.rules.checks.own_level import collective, foreign_level, placeholder
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quanze.model.department import Department, Duty, Office
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed

CANCELLED = "取消"
#: Likeness (0–100) from which a name of the register is taken for the one that was meant.
_NEAR = 60.0
_BRACKETED = re.compile(r"\(([^()]*)\)")


def registered(item: Item, context: Context) -> Filed[Department] | None:
    """Return the register's record of the item's body."""
    return (context.departments or {}).get(item.department)


class Allotment:
    """The 三定 of one body, as its items are compared with it.

    Each part is found out when something asks for it; FieldAbsent when it could not be read.
    """

    def __init__(self, filed: Filed[Department]) -> None:
        self.filed = filed

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """The duties by their number (`plain_number`)."""
        return {plain_number(duty.number): duty for duty in self.filed.record.duties}

    @cached_property
    def offices(self) -> Mapping[str, Office]:
        """The offices in being by their full name."""
        return {office.name: office for office in reversed(self.filed.record.offices) if office.abolished is None}

    @cached_property
    def held(self) -> Mapping[str, frozenset[str]]:
        """The numbers (`plain_number`) of the duties each of these offices holds."""
        return {name: frozenset(map(plain_number, office.duties)) for name, office in self.offices.items()}


def allotment(department: str, context: Context) -> Allotment | None:
    """Return the 三定 of a body that its items can be compared with.

    None where the body itself is the wrong one, abolished (ORG002) or of another level (ORG012, LVL008): that its
    offices and duties are others follows from that.
    """
    return context.remember(("三定", department), lambda: _allotment(department, context))


def _allotment(department: str, context: Context) -> Allotment | None:
    filed = (context.departments or {}).get(department)
    if filed is None:
        return None
    record = filed.record
    ended = not is_absent(record.valid_to) and record.valid_to is not None and record.valid_to <= context.as_of
    return None if ended or foreign_level(department, context) else Allotment(filed)


@item_check
def unknown_department(item: Item, context: Context) -> Iterable[Hit]:
    """ORG001: the body is not in the register. A placeholder, a former name have their own rules."""
    body, departments = item.department, context.departments or {}
    if body in departments or item.status == CANCELLED:
        return ()
    return context.remember(("ORG001", body), lambda: tuple(_unknown(body, departments, context)))


def _unknown(body: str, departments: Mapping[str, Filed[Department]], context: Context) -> Iterator[Hit]:
    if _successor(body, context) is not None:
        return
    if placeholder(body, context) or collective(body, context) or foreign_level(body, context):
        return
    meant = _short_for(body, context)
    values = {"值": body, "建议": meant or _nearest(body, tuple(departments))}
    fix = Fix(f"改为“{meant}”", (Edit(("实施主体",), "value", meant),)) if meant else None
    variant = "简称" if meant else "近似" if values["建议"] else "没有"
    yield Hit(("实施主体",), values, variant=variant, key=body, fix=fix)


def _short_for(body: str, context: Context) -> str:
    """Return the full name of the one department that a short name stands for, "" when it is not one."""
    every = (context.departments or {}).items()
    short = ((name, filed.record.short_name) for name, filed in every if not is_absent(filed.record.short_name))
    found = [name for name, written in short if body == written]
    return found[0] if len(found) == 1 else ""


def _nearest(name: str, known: tuple[str, ...]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only when something is wrong

    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(best[0]) if best else ""


def _successor(body: str, context: Context) -> Filed[Department] | None:
    """Return the department that names a body among its predecessors."""
    for filed in (context.departments or {}).values():
        former = filed.record.predecessors
        if not is_absent(former) and body in former:
            return filed
    return None


@item_check
def abolished_department(item: Item, context: Context) -> Iterable[Hit]:
    """ORG002: the body no longer exists on the as-of date; the message names who took over."""
    if item.status == CANCELLED:
        return ()
    body = item.department
    return context.remember(("ORG002", body), lambda: tuple(_abolished(body, context)))


def _abolished(body: str, context: Context) -> Iterator[Hit]:
    filed = (context.departments or {}).get(body)
    if filed is None:
        heir = _successor(body, context)
        if heir is not None:
            yield _merged(body, (heir.record.name,), heir, "前身")
        return
    ended = filed.record.valid_to
    if ended is not None and ended <= context.as_of:
        heirs = filed.record.successors or _heirs(body, context)
        yield _merged(body, heirs, filed, "失效" if heirs else "无承继", str(ended))


def _heirs(body: str, context: Context) -> tuple[str, ...]:
    heir = _successor(body, context)
    return (heir.record.name,) if heir is not None else ()


def _merged(body: str, heirs: tuple[str, ...], filed: Filed[Department], variant: str, ended: str = "") -> Hit:
    values = {"值": body, "承继": "、".join(heirs), "日期": ended}
    related = (Related(filed.file, (*filed.path, "前身" if variant == "前身" else "失效"), "部门名册"),)
    fix = Fix(f"改为“{heirs[0]}”", (Edit(("实施主体",), "value", heirs[0]),)) if len(heirs) == 1 else None
    return Hit(("实施主体",), values, variant=variant, key=body, related=related, fix=fix)


def office_named(department: Department, written: str) -> Office | None:
    """Return the office a written name means.

    The department's own name may stand before it, and of two names (建设管理股（行政审批股）) one is enough.
    """
    found = [office for office in department.offices if office.name == written]
    if not found:
        wanted = _names(written, department)
        found = [office for office in department.offices if wanted & _names(office.name, department)]
    return next((office for office in found if office.abolished is None), found[0] if found else None)


def _names(written: str, department: Department) -> frozenset[str]:
    text = fold(written)
    for prefix in (department.name, department.short_name):
        if prefix and len(text) > len(fold(prefix)):
            text = text.removeprefix(fold(prefix))
    return frozenset(name for name in (text, _BRACKETED.sub("", text), *_BRACKETED.findall(text)) if name)


@item_check
def unknown_office(item: Item, context: Context) -> Iterable[Hit]:
    """ORG004: an office is none of the department's. A register without offices proves nothing."""
    allotted = allotment(item.department, context)
    if allotted is None or not allotted.filed.record.offices or _in_being(item.offices, allotted):
        return ()
    return _unknown_offices(item.offices, allotted.filed, context)


def _in_being(written: tuple[str, ...], allotted: Allotment) -> bool:
    """Say whether every office is written by the full name of one in being, as is usual and quickly known."""
    return all(map(allotted.offices.__contains__, written))


def _unknown_offices(offices: tuple[str, ...], filed: Filed[Department], context: Context) -> Iterator[Hit]:
    for index, written in enumerate(offices):
        if office_named(filed.record, written) is None and not placeholder(written, context):
            if former_office(written, filed, context) is not None:
                continue
            near = _nearest(written, tuple(o.name for o in filed.record.offices if o.abolished is None))
            values = {"值": written, "部门": filed.record.name, "建议": near}
            related = (Related(filed.file, (*filed.path, "内设机构"), "三定的内设机构"),)
            fix = Fix(f"改为“{near}”", (Edit(("承办机构", index), "value", near),)) if near else None
            variant = "近似" if near else "没有"
            yield Hit(("承办机构", index), values, variant=variant, key=written, related=related, fix=fix)


@item_check
def office_without_duty(item: Item, context: Context) -> Iterable[Hit]:
    """ORG005: none of the item's offices holds the duty the item rests on.

    Where the register does not divide most of the duties among offices there is nothing to compare.
    """
    allotted = allotment(item.department, context)
    if allotted is None or not item.offices:
        return ()
    if _in_being(item.offices, allotted):
        held = frozenset().union(*map(allotted.held.__getitem__, item.offices))
        if held.issuperset(map(plain_number, item.duties)):
            return ()
    offices = [office_named(allotted.filed.record, name) for name in item.offices]
    known = [office for office in offices if office is not None]
    if len(known) < len(offices) or any(item.name in office.matters for office in known):
        return ()
    return _unheld(known, item.offices, item.duties, allotted.filed)


def _unheld(
    offices: list[Office], written: tuple[str, ...], duties: tuple[str, ...], filed: Filed[Department]
) -> Iterator[Hit]:
    held = {plain_number(number) for office in offices for number in office.duties}
    for duty in duties:
        number = plain_number(duty)
        if number in held:
            continue
        holders = [o.name for o in filed.record.offices if number in {plain_number(n) for n in o.duties}]
        if holders or _left_out(number, filed.record):
            values = {"承办机构": "、".join(written), "职责": duty, "归口": "、".join(holders)}
            related = (Related(filed.file, (*filed.path, "内设机构"), "三定的内设机构"),)
            variant = "归口" if holders else "没有归口"
            yield Hit(("承办机构",), values, variant=variant, key=f"{values['承办机构']} {duty}", related=related)


def _left_out(number: str, record: Department) -> bool:
    """Say whether a duty is one of the few that the register gave to no office, though it divides the rest."""
    duties = [plain_number(duty.number) for duty in record.duties]
    divided = {plain_number(held) for office in record.offices for held in office.duties}
    return number in duties and sum(one in divided for one in duties) * 2 > len(duties)


@lru_cache(maxsize=4096)
def plain_number(number: str) -> str:
    """Return a duty's number as it is compared: 二、（三） and 二(三) are the same."""
    return fold(number).replace("、", "").replace(".", "").removesuffix("项")


@item_check
def abolished_office(item: Item, context: Context) -> Iterable[Hit]:
    """ORG013: an office was abolished by the as-of date, or only an earlier 三定 has it.

    The message names the office it went into, or the 三定 that had it.
    """
    if item.status == CANCELLED:
        return ()
    allotted = allotment(item.department, context)
    if allotted is None or _in_being(item.offices, allotted):
        return ()
    return _abolished_offices(item.offices, allotted.filed, context)


def _abolished_offices(offices: tuple[str, ...], filed: Filed[Department], context: Context) -> Iterator[Hit]:
    for index, written in enumerate(offices):
        office = office_named(filed.record, written)
        if office is None and filed.record.offices:
            former = former_office(written, filed, context)
            if former is not None:
                yield _of_former(written, index, former, filed.record)
            continue
        if office is None or office.abolished is None or office.abolished > context.as_of:
            continue
        heir = office.successor or ""
        values = {"值": written, "日期": str(office.abolished), "并入": heir}
        place = filed.record.offices.index(office)
        related = (Related(filed.file, (*filed.path, "内设机构", place, "撤销"), "部门名册"),)
        fix = Fix(f"改为“{heir}”", (Edit(("承办机构", index), "value", heir),)) if heir else None
        variant = "并入" if heir else "撤销"
        yield Hit(("承办机构", index), values, variant=variant, key=written, related=related, fix=fix)


def former_office(written: str, filed: Filed[Department], context: Context) -> Filed[Department] | None:
    """Return the earlier 三定 of a department, or its predecessor's, that has an office of a name."""
    predecessors = filed.record.predecessors
    before = [*context.earlier.get(filed.record.name, ())]
    if not is_absent(predecessors):
        found = ((context.departments or {}).get(name) for name in predecessors)
        before += [one for one in found if one is not None]
    return next((one for one in before if _has_office(one.record, written)), None)


def _has_office(record: Department, written: str) -> bool:
    return not is_absent(record.offices) and office_named(record, written) is not None


def _of_former(written: str, index: int, former: Filed[Department], now: Department) -> Hit:
    document = former.record.document
    values = {
        "值": written,
        "部门": now.name,
        "前身": former.record.name,
        "文号": f"（{document}）" if not is_absent(document) and document else "",
    }
    related = (Related(former.file, (*former.path, "内设机构"), "以前的三定"),)
    variant = "旧三定" if former.record.name == now.name else "前身"
    return Hit(("承办机构", index), values, variant=variant, key=written, related=related)
