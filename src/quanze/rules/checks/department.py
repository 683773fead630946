"""Family ORG, an item against the register of departments: bodies and their offices (三定)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit, Related
from quanze.rules.check import item_check
from quanze.rules.checks.own_level import collective, foreign_level, placeholder
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.department import Department, Office
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed

CANCELLED = "取消"
#: Likeness (0–100) from which a name of the register is taken for the one that was meant.
_NEAR = 60.0
_BRACKETED = re.compile(r"\(([^()]*)\)")


def registered(item: Item, context: Context) -> Filed[Department] | None:
    """Return the register's record of the item's body."""
    return (context.departments or {}).get(item.department)


@item_check
def unknown_department(item: Item, context: Context) -> Iterator[Hit]:
    """ORG001: the body is not in the register. A placeholder, a former name have their own rules."""
    body, departments = item.department, context.departments or {}
    if body in departments or item.status == CANCELLED or _successor(body, context) is not None:
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
def abolished_department(item: Item, context: Context) -> Iterator[Hit]:
    """ORG002: the body no longer exists on the as-of date; the message names who took over."""
    if item.status == CANCELLED:
        return
    body, filed = item.department, registered(item, context)
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
def unknown_office(item: Item, context: Context) -> Iterator[Hit]:
    """ORG004: an office is none of the department's. A register without offices proves nothing."""
    filed = registered(item, context)
    if filed is None or not filed.record.offices:
        return
    names = tuple(office.name for office in filed.record.offices if office.abolished is None)
    for index, written in enumerate(item.offices):
        if office_named(filed.record, written) is None and not placeholder(written, context):
            near = _nearest(written, names)
            values = {"值": written, "部门": filed.record.name, "建议": near}
            related = (Related(filed.file, (*filed.path, "内设机构"), "三定的内设机构"),)
            fix = Fix(f"改为“{near}”", (Edit(("承办机构", index), "value", near),)) if near else None
            variant = "近似" if near else "没有"
            yield Hit(("承办机构", index), values, variant=variant, key=written, related=related, fix=fix)


@item_check
def office_without_duty(item: Item, context: Context) -> Iterator[Hit]:
    """ORG005: none of the item's offices holds the duty the item rests on.

    Only duties that some office of the department holds are asked for: where the register does not
    divide a duty among offices there is nothing to compare.
    """
    filed = registered(item, context)
    if filed is None:
        return
    offices = tuple(office_named(filed.record, written) for written in item.offices)
    if not offices or any(office is None or item.name in office.matters for office in offices):
        return
    held = {plain_number(number) for office in offices if office for number in office.duties}
    for duty in item.duties:
        number = plain_number(duty)
        if number in held:
            continue
        holders = [o.name for o in filed.record.offices if number in {plain_number(n) for n in o.duties}]
        if holders:
            values = {"承办机构": "、".join(item.offices), "职责": duty, "归口": "、".join(holders)}
            related = (Related(filed.file, (*filed.path, "内设机构"), "三定的内设机构"),)
            yield Hit(("承办机构",), values, key=f"{values['承办机构']} {duty}", related=related)


@lru_cache(maxsize=4096)
def plain_number(number: str) -> str:
    """Return a duty's number as it is compared: 二、（三） and 二(三) are the same."""
    return fold(number).replace("、", "").replace(".", "").removesuffix("项")


@item_check
def abolished_office(item: Item, context: Context) -> Iterator[Hit]:
    """ORG013: an office was abolished by the as-of date; the message names the one it went into."""
    filed = registered(item, context)
    if filed is None or item.status == CANCELLED:
        return
    for index, written in enumerate(item.offices):
        office = office_named(filed.record, written)
        if office is None or office.abolished is None or office.abolished > context.as_of:
            continue
        heir = office.successor or ""
        values = {"值": written, "日期": str(office.abolished), "并入": heir}
        place = filed.record.offices.index(office)
        related = (Related(filed.file, (*filed.path, "内设机构", place, "撤销"), "部门名册"),)
        fix = Fix(f"改为“{heir}”", (Edit(("承办机构", index), "value", heir),)) if heir else None
        variant = "并入" if heir else "撤销"
        yield Hit(("承办机构", index), values, variant=variant, key=written, related=related, fix=fix)
