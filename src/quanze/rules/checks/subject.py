"""Family ORG, in whose name a power is exercised: lead of several, internal offices, authorised organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit, Related, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.department import registered
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.department import Department
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed
    from quanze.rules.judged import Cited

#: Bodies that are part of another one and have no name of their own in law.
_PARTS = frozenset(("内设机构", "派出机构"))
#: Bodies that have their powers by statute, and are no 授权组织.
_ORGANS = frozenset(("政府工作部门", "乡镇政府"))
#: What may authorise an organisation (行政许可法23, 行政处罚法19: 法律、法规).
_AUTHORISING = frozenset(("法律", "行政法规", "地方性法规"))
#: With what the name of all bodies of the level below begins: each acts in its own area, so none leads.
_EACH = "各"
#: Where an authorisation may be written.
_FIELDS = frozenset(("设定依据", "实施依据", "放权"))


@item_check
def no_lead(item: Item, _context: Context) -> Iterable[Hit]:
    """ORG007: several offices or departments, and none leads; or the leader is none of them."""
    offices, others = item.offices, item.joint_departments
    if others or item.lead_office or is_absent(offices) or len(offices) > 1:
        return _without_lead(item, offices, others)
    return ()


def _without_lead(item: Item, offices: tuple[str, ...], others: tuple[str, ...]) -> Iterator[Hit]:
    if not is_absent(offices):
        if item.lead_office and item.lead_office not in offices:
            values = {"牵头": item.lead_office, "现有": "、".join(offices)}
            yield Hit(("牵头机构",), values, variant="机构不在其中", key="牵头机构")
        elif len([office for office in offices if not fold(office).startswith(_EACH)]) > 1 and not item.lead_office:
            yield Hit(("承办机构",), {"现有": "、".join(offices)}, variant="机构", key="承办机构")
    if not others:
        return
    bodies = (item.department, *others)
    if not item.lead_department:
        yield Hit(("共同实施",), {"现有": "、".join(bodies)}, variant="部门", key="共同实施")
    elif item.lead_department not in bodies:
        values = {"牵头": item.lead_department, "现有": "、".join(bodies)}
        yield Hit(("牵头部门",), values, variant="部门不在其中", key="牵头部门")


@item_check
def part_in_its_own_name(item: Item, context: Context) -> Iterable[Hit]:
    """ORG008: an internal office or branch exercises a power in its own name without authorisation."""
    filed = registered(item, context)
    if filed is None or filed.record.nature not in _PARTS:
        return ()
    return _in_own_name(item, filed, context)


def _in_own_name(item: Item, filed: Filed[Department], context: Context) -> Iterator[Hit]:
    if _authorised(item, context):
        return
    superior = filed.record.superior or ""
    values = {"值": item.department, "性质": filed.record.nature, "上级": superior}
    related = (Related(filed.file, (*filed.path, "性质"), "部门名册"),)
    variant = "有上级" if superior else "无上级"
    yield Hit(("主体性质",), values, variant=variant, key=item.department, related=related)


@item_check
def without_authorisation(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """ORG009: an authorised organisation cites no law or regulation that could authorise it, or is an organ itself.

    Whether a law that is cited does authorise it, people must read.
    """
    cited = [c for c in context.judging.of(item) if c.path[0] in _FIELDS] if context.judging else []
    ranks = {c.rank for c in cited}
    if not cited or ranks & _AUTHORISING:
        yield from _organ(item, context)
        return
    if None in ranks:
        yield Unsure("未收录", next(_name(c) for c in cited if c.rank is None))
        return
    told = "、".join(dict.fromkeys(f"{_name(c)} ({c.rank})" for c in cited))
    yield Hit(("主体性质",), {"值": item.department, "依据": told}, variant="没有授权", key=item.department)


def _organ(item: Item, context: Context) -> Iterator[Hit]:
    """Find an organ of the government called an authorised organisation: only other bodies are authorised."""
    filed = registered(item, context)
    if filed is None or filed.record.nature not in _ORGANS or _authorised(item, context):
        return
    values = {"值": item.department, "性质": filed.record.nature}
    related = (Related(filed.file, (*filed.path, "性质"), "部门名册"),)
    yield Hit(("主体性质",), values, variant="法定机关", key=item.department, related=related)


def _authorised(item: Item, context: Context) -> bool:
    """Say whether the wording of a basis, where it is quoted, authorises somebody."""
    quotes = (entry.quote for entry in (*item.basis, *item.implementing_basis) if entry.quote)
    authorised = context.pattern("授权用语")
    return any(authorised.search(quote) for quote in quotes)


def _name(cited: Cited) -> str:
    return cited.citation.normalized or cited.citation.title or cited.citation.number or "依据"
