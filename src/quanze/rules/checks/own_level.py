"""ORG012: the exercising body is a placeholder of a template, or a body of another level than the list's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.item import Item
    from quanze.rules.context import Context

_PROVINCE, _CITY, _COUNTY = "省级", "市级", "县级"
#: Bodies that by law sit in one place and belong to another (分局, 垂直管理): their level proves nothing.
_DISPATCHED = frozenset(("派出机构", "垂直管理部门"))
#: Who exercises a power on behalf of another body may be listed under that body's name.
_ENTRUSTED = frozenset(("上级委托", "同级委托"))
_STATUTORY = "法定本级行使"

_BRANCH = re.compile(r"(?:分局|支局|支队|大队|中队|派出所|[站所]|管委会|管理委员会)$")
_STATE_BODY = re.compile(
    r"^(?:国家|国务院)[^省市县区州盟旗局署部]{2,12}(?:总局|局|委员会|总署|署)$"
    r"|^中华人民共和国[^省市县区州盟旗局署部]{2,12}(?:部|委员会|总署|总局)$"
)
_PROVINCE_BODY = re.compile(
    r"(?<![办大])厅$|^(?:省|自治区)(?![直级会际域]).+[厅局委会室]$|^[\u4e00-\u9fff]{2,8}(?:省|自治区)[^市县区州盟旗]+[厅局委会室]$"
)
_GENERIC_CITY = re.compile(r"^市(?![场政容民区县直]).+[局委会室]$")
_GENERIC_COUNTY = re.compile(r"^(?:县|旗|区(?![域块间位划]))(?![城级]).+[局委会室]$")
_COUNTY_BODY = re.compile(r"^(?!国家|中国|中华)[\u4e00-\u9fff]{1,8}?(?:自治县|县|旗)(?![域级城]).*[局委会室府]$")
_CITY_BODY = re.compile(
    r"^(?!国家|中国|中华)[\u4e00-\u9fff]{2,8}?(?<![集城都超])(?:市(?![场政容民])|自治州|地区)[^县区旗]+[局委会室府]$"
)
#: The place a list is named after: 济南市历下区权责清单 → 历下区.
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|地区|省|市|盟|县|区|旗|镇|乡)")


def placeholder(text: str, context: Context) -> bool:
    """Say whether the name of a body or office only stands for one."""
    return context.remember(("占位主体", text), lambda: context.pattern("占位主体").search(fold(text)) is not None)


def collective(text: str, context: Context) -> bool:
    """Say whether a name stands for many bodies at once (各区绿化委员会)."""
    return context.pattern("合称主体").search(fold(text)) is not None


def foreign_level(department: str, context: Context) -> str:
    """Return the level of a body of another level than the list, "" for one of its own or an unsure one.

    The register knows; without it only a name that leaves no doubt counts.
    """
    if not context.level:
        return ""
    filed = (context.departments or {}).get(department)
    if filed is not None and filed.record.level is not None:
        record = filed.record
        if record.vertical or record.nature in _DISPATCHED:
            return ""
        level = filed.record.level
    else:
        level = _named_level(fold(department), context.level, own_place(context.name))
    return level if level != context.level else ""


@lru_cache(maxsize=64)
def own_place(name: str) -> str:
    """Return the innermost place a list is named after, "" when its name begins with none."""
    place, end = "", 0
    while match := _PLACE.match(name, end):
        place, end = match[0], match.end()
    return place


@lru_cache(maxsize=4096)
def _named_level(body: str, level: str, place: str) -> str:
    """Return the level a body's name gives away to a list of a level and place, "" when it does not."""
    if (place and place in body) or _BRANCH.search(body):
        return ""
    if _STATE_BODY.match(body):
        return "国家级"
    if _PROVINCE_BODY.search(body):
        return _PROVINCE
    if level == _CITY and (_GENERIC_COUNTY.match(body) or _COUNTY_BODY.match(body)):
        return _COUNTY
    # a county-level city calls itself 市 too: only a county, district or banner can tell
    if (
        level == _COUNTY
        and place.endswith(("县", "区", "旗"))
        and (_GENERIC_CITY.match(body) or _CITY_BODY.match(body))
    ):
        return _CITY
    return ""


@item_check
def placeholder_or_foreign(item: Item, context: Context) -> Iterable[Hit]:
    """ORG012: a body or office is a placeholder, or the body belongs to another level."""
    body, offices, joint = item.department, item.offices, item.joint_departments
    hits: tuple[Hit, ...] = ()
    for key, names in (("承办机构", offices), ("共同实施", joint)):
        if not is_absent(names) and any(placeholder(name, context) for name in names):
            hits += _placeholders(key, names, context)
    known = context.remember(("ORG012", body), lambda: _known(body, context))
    if known is None:
        return hits
    if known.hits:
        return (*hits, *known.hits)
    return hits if not known.level else (*hits, *_foreign(item, known.level, context))


@dataclass(frozen=True, slots=True)
class _Body:
    """What is wrong with the name of a body whatever its item says; else the other level it belongs to."""

    hits: tuple[Hit, ...]
    level: str


def _placeholders(key: str, names: tuple[str, ...], context: Context) -> tuple[Hit, ...]:
    return tuple(
        Hit((key, index), {"值": fold(name), "字段": key}, variant="占位单位", key=fold(name))
        for index, name in enumerate(names)
        if placeholder(name, context)
    )


def _known(body: str, context: Context) -> _Body | None:
    """Return what there is to say of a body, None when there is nothing."""
    variant = "占位" if placeholder(body, context) else "合称" if collective(body, context) else ""
    if variant:
        return _Body((Hit(("实施主体",), {"值": fold(body)}, variant=variant, key=fold(body)),), "")
    level = foreign_level(body, context)
    return _Body((), level) if level else None


def _foreign(item: Item, level: str, context: Context) -> Iterator[Hit]:
    if _for_another(item) or _contradicts_levels(item, context):
        return
    order = context.profile.vocabularies.get("行使层级", ())
    if level not in order or context.level not in order:
        return
    lower = order.index(level) > order.index(context.level)
    # a county's list has its townships in it, and a list of two levels says so in 行使层级
    if lower and (context.level == _COUNTY or is_absent(item.levels) or level in item.levels):
        return
    values = {"值": item.department, "层级": level}
    yield Hit(("实施主体",), values, variant="下级" if lower else "上级", key=fold(item.department))


def _contradicts_levels(item: Item, context: Context) -> bool:
    """Say whether the body is registered at a level at which its own item is not exercised: LVL008 says so."""
    filed = (context.departments or {}).get(item.department)
    if filed is None or item.delegation is not None or is_absent(item.levels) or is_absent(item.source):
        return False
    return item.source == _STATUTORY and bool(item.levels) and filed.record.level not in item.levels


def _for_another(item: Item) -> bool:
    """Say whether the item is exercised on behalf of another body; what is not written says nothing."""
    entrusted = not is_absent(item.source) and item.source in _ENTRUSTED
    return entrusted or (not is_absent(item.subject_nature) and item.subject_nature == "受委托组织")
