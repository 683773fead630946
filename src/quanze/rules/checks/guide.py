"""Family GUI, first part: what a guide must say, and what it may not leave open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit
from quanze.rules.check import item_check
from quanze.rules.checks.elements import CONTENT, NAME, is_cancelled, texts_of, worded
from quanze.rules.checks.remembered import place_in, places_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Guide, Material
    from quanze.model.item import Item
    from quanze.rules.context import Context

_GUIDE: Final = "办事指南"
_MATERIALS: Final = "申请材料"
#: Forms in which nobody comes to a counter.
_ONLINE: Final = frozenset(("网上", "快递"))
#: What an application is made on; where a list has none, the forms that take its place.
_FORMS: Final = (re.compile("申请(?:书|表|函|报告|单|$)"), re.compile("申报(?:书|表)|登记表|备案表|审批表"))
_NO_COUNTER: Final = re.compile(
    "无线下|(?:不设|没有|无)(?:实体|线下)?(?:办理)?(?:窗口|地点)|^(?:全程)?(?:网上|线上|在线)"
)
_OBTAINED: Final = re.compile("共享|核验|调用|免提交|免于提交|自动获取")
_REQUIRED: Final = "必要"


@item_check
def lacks_three_elements(item: Item, context: Context) -> Iterator[Hit]:
    """GUI001: an item that is applied for has no guide, or one without conditions, materials or steps.

    `申请材料: []` says on purpose that nothing has to be handed in; not writing the key says nothing.
    """
    if not context.applied_for(item.type) or is_cancelled(item):
        return
    guide = item.guide
    if guide is None:
        yield Hit((_GUIDE,), variant="缺指南", key="缺指南")
        return
    if not guide.conditions:
        yield _missing("受理条件")
    if not guide.materials and "materials" not in guide.model_fields_set:
        yield _missing(_MATERIALS)
    if not guide.steps:
        yield _missing("办理流程")


def _missing(name: str) -> Hit:
    return Hit((_GUIDE, name), {"要素": name}, variant="缺要素", key=name)


@item_check
def open_ended(item: Item, context: Context) -> Iterator[Hit]:
    """GUI002: a material or condition is worded so that anything can be asked for (其他材料, 有关材料)."""
    guide = item.guide
    if guide is None:
        return
    patterns = context.phrases("兜底材料")
    for field, key, texts in (
        (_MATERIALS, "名称", texts_of(guide.materials, NAME)),
        ("受理条件", "内容", texts_of(guide.conditions, CONTENT)),
    ):
        for index, place in places_among(texts, patterns):
            value = texts[index][slice(*place)]
            yield Hit((_GUIDE, field, index, key), {"值": value}, part=place, key=value)


@item_check
def asks_for_what_is_shared(item: Item, context: Context) -> Iterator[Hit]:
    """GUI005: a material that data sharing provides is asked of the applicant all the same.

    What every authority can look up (营业执照) is such a material unless 可共享 says otherwise. A material
    is required when 必要性 says so or is not written.
    """
    if item.guide is None:
        return
    known = context.phrases("已共享证照")
    for index, material in enumerate(item.guide.materials):
        if is_absent(material) or not _is_shared(material, known) or material.need not in (None, _REQUIRED):
            continue
        if _OBTAINED.search(material.origin or ""):
            continue
        place = (_GUIDE, _MATERIALS, index, "必要性")
        fix = Fix("由部门共享获取，改为“非必要”", (Edit(place, "value", "非必要"),)) if material.need else None
        yield Hit(place, {"材料": material.name}, key=material.name, fix=fix)


def _is_shared(material: Material, known: tuple[str, ...]) -> bool:
    if material.shareable is not None:
        return material.shareable
    return not is_absent(material.name) and place_in(material.name, known) is not None


@item_check
def lacks_model_application(item: Item, _context: Context) -> Iterator[Hit]:
    """GUI006: the list of materials has no application form, or the form has no model to fill in by."""
    guide = item.guide
    if guide is None or not guide.materials or is_cancelled(item):
        return
    materials = list(worded(guide.materials, lambda one: one.name))
    for pattern in _FORMS:
        forms = [one for one in materials if pattern.search(one[2])]
        if forms and not any(form.sample for _, form, _ in forms):
            index, _, name = forms[0]
            yield Hit((_GUIDE, _MATERIALS, index, "样本"), {"材料": name}, variant="缺样本", key=name)
        if forms:
            return
    if not any(material.sample for _, material, _ in materials):
        yield Hit((_GUIDE, _MATERIALS), variant="缺申请书", part="key", key="缺申请书")


@item_check
def lacks_place_hours_or_phone(item: Item, context: Context) -> Iterator[Hit]:
    """GUI007: an item that is applied for does not say where, when, or whom to ask.

    Where nobody comes to a counter, place and hours are not asked for.
    """
    guide = item.guide
    if guide is None or not context.applied_for(item.type) or is_cancelled(item):
        return
    place, hours, phone = ("办理地点", guide.place), ("办理时间", guide.hours), ("咨询电话", guide.enquiry_phone)
    if guide.place and guide.hours and guide.enquiry_phone:
        return
    at_counter = not guide.forms or not _ONLINE.issuperset(guide.forms)
    for name, value in (place, hours, phone) if at_counter and not _nowhere(guide) else (phone,):
        if not value:
            yield Hit((_GUIDE, name), {"要素": name}, key=name)


def _nowhere(guide: Guide) -> bool:
    """Say whether 办理地点 says that there is no counter (无线下办理窗口)."""
    return guide.place is not None and _NO_COUNTER.search(guide.place) is not None


@item_check
def commitment_out_of_bounds(item: Item, context: Context) -> Iterator[Hit]:
    """GUI011: acceptance on the applicant's word where it is excluded, or without content and consequence."""
    commitment = item.guide.commitment if item.guide else None
    if commitment is None or not commitment.applied:
        return
    path = (_GUIDE, "告知承诺")
    excluded = None if is_absent(item.name) else place_in(item.name, context.phrases("告知承诺排除"))
    if excluded:
        yield Hit(path, {"领域": item.name[slice(*excluded)]}, variant="越界", key="越界")
        return
    parts = (("承诺内容", commitment.content), ("不实后果", commitment.consequence))
    missing = "、".join(name for name, value in parts if not value)
    if missing:
        yield Hit(path, {"缺": missing}, variant="要件不全", key=missing)


@item_check
def deferral_incomplete(item: Item, _context: Context) -> Iterator[Hit]:
    """GUI012: material may be handed in later, but not which, until when, or what happens otherwise."""
    guide = item.guide
    if guide is None:
        return
    deferral = guide.deferral
    if deferral is None:
        later = _deferrable(guide)
        if later is not None:
            index, name = later
            yield Hit((_GUIDE, _MATERIALS, index), {"材料": name}, variant="没有容缺受理", key="没有容缺受理")
        return
    if not deferral.applied:
        return
    parts = (
        ("材料", deferral.materials or _deferrable(guide) is not None),
        ("补正时限", deferral.limit is not None),
        ("逾期处理", deferral.overdue),
    )
    missing = "、".join(name for name, value in parts if not value)
    if missing:
        yield Hit((_GUIDE, "容缺受理"), {"缺": missing}, variant="要件不全", key=missing)


def _deferrable(guide: Guide) -> tuple[int, str] | None:
    """Return the first material that may be handed in later: its index and name."""
    for index, material in enumerate(guide.materials):
        if not is_absent(material) and (material.deferrable or material.need == "容缺"):
            return index, material.name
    return None
