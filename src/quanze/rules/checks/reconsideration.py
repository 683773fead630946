"""GUI010: which body reconsiders (行政复议法24–28, in force since 2024-01-01).

The people's government at the level of the body that acted, no longer the department above it. Otherwise
only: bodies under vertical leadership that article 27 names (the department above), justice bureaus
(either, article 28), departments of the State Council (themselves, article 25).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit
from quanze.rules.check import item_check
from quanze.rules.checks.wording import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.model.department import Department
    from quanze.model.item import Item
    from quanze.rules.context import Context

_PATH: Final[Path] = ("办事指南", "救济", "复议机关")
#: What stands between two bodies; 和 and 及 only where a name ended: 住房和城乡建设局 is one body.
_BETWEEN: Final = re.compile(
    r"或者|或|[、，,；;。/\s（）()]+|(?<=政府)(?:以及|和|及)|(?<=局|厅|委)(?:以及|和|及)(?=[^局厅委]{2,}人民政府)"
)
#: The first day of the law that gave reconsideration to the governments.
_SINCE: Final = dt.date(2024, 1, 1)
_GOVERNMENT: Final = re.compile("人民政府|国务院|行政公署|管委会|(?<!监督)管理委员会|行政复议|区公所")
_DEPARTMENT: Final = re.compile(
    "(?:局|厅|委|委员会|总队|支队|大队|部|办公室|办)$|上一?级.{0,12}(?:主管部门|部门|机关|单位)|主管部门$"
)
_JUSTICE: Final = re.compile("司法[局厅]")
_NAMED_GOVERNMENT: Final = re.compile("^(?P<region>.{2,}?)人民政府")
#: 本级、同级、县级 … name no place.
_NO_PLACE: Final = re.compile("^(?:本级|同级|所属|所在|县级|市级|省级|上级|上一级|设区|作出|当地|地方|该|各)")
_ORDINARY_NAME: Final = re.compile("(?:局|委员会|委|厅|办公室|办)$")
_ELSEWHERE: Final = re.compile("分局|派出|开发区|新区|试验区|高新区|功能区|示范区|园区|度假区|风景区|管委会|管理处")
#: Words in the name of a department that hold the character of a place's name.
_NOT_A_PLACE: Final = re.compile("市场|城市|市政|市容|社区|城区|林区|区域|县域|景区|矿区|库区|灌区|灾区|山区|区划|州务")
_PLACE: Final = re.compile("^.{1,}[省市县区旗州盟]")

_Kind = Literal["ordinary", "government", "vertical", "justice", "exempt"]


@dataclass(frozen=True, slots=True)
class _Actor:
    """The body whose act is challenged; `region` is the place its name begins with, "" when not certain."""

    name: str
    kind: _Kind
    region: str


@item_check
def wrong_reconsideration_body(item: Item, context: Context) -> Iterator[Hit]:
    """GUI010: the body that reconsiders is the department above instead of the people's government."""
    remedies = item.guide.remedies if item.guide else None
    text = remedies.reconsideration if remedies else None
    if not text or context.as_of < _SINCE:
        return
    name = _answerable(item)
    if not name:
        return
    filed = (context.departments or {}).get(name)
    central = filed is not None and _is_central(filed.record)
    kind = _kind(name, context.phrases("垂直领导机关"), context.phrases("其他垂直机构"), central=central)
    found = _judged(text, name, kind)
    if found:
        yield found


@lru_cache(maxsize=4096)
def _judged(text: str, name: str, kind: _Kind) -> Hit | None:
    """Return what is wrong with 复议机关 as it is written, for a body of a kind."""
    if kind == "exempt":
        return None
    departments = _departments(text)
    if kind == "vertical":
        wrong = "人民政府" in text and not departments
        return Hit(_PATH, {"机关": text, "主体": name}, variant="垂直领导", key=text) if wrong else None
    actor = _Actor(name, kind, _region(name) if kind in ("ordinary", "justice") else "")
    if departments:
        body, span = departments[0]
        values = {"机关": body, "主体": name}
        return Hit(_PATH, values, variant="主管部门", part=span, key=body, fix=_fix(actor))
    other = _other_government(text, actor)
    if other:
        return Hit(_PATH, {"机关": other, "主体": name}, variant="别处政府", key=other, fix=_fix(actor))
    return None


def _departments(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the departments among the bodies a text names, each with its place."""
    return tuple((body, span) for body, span in _bodies(text) if _is_department(body))


def _bodies(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the bodies a text names, each with its place."""
    start = 0
    for between in [*_BETWEEN.finditer(text), None]:
        end = between.start() if between else len(text)
        if end > start:
            yield text[start:end], (start, end)
        start = between.end() if between else end


def _is_department(body: str) -> bool:
    # the justice bureau only receives the applications for the government
    if _GOVERNMENT.search(body) or _JUSTICE.search(body):
        return False
    return _DEPARTMENT.search(body) is not None


def _answerable(item: Item) -> str | None:
    """Return the body that answers for the act: what an entrusted body does is the act of who entrusted it."""
    delegation = item.delegation
    mode = delegation.mode if delegation is not None and not is_absent(delegation.mode) else ""
    source = "" if is_absent(item.source) else item.source
    if mode == "委托" or (not mode and source.endswith("委托")):
        return delegation.grantor if delegation is not None else None
    return item.department


def _is_central(record: Department) -> bool:
    return record.level == "国家级" or bool(record.vertical) or record.nature == "垂直管理部门"


@lru_cache(maxsize=4096)
def _kind(name: str, named_by_law: tuple[str, ...], vertical: tuple[str, ...], *, central: bool) -> _Kind:
    """Return the kind of a body by its name; `central` = its 三定 says that it answers to the centre."""
    if any_of(named_by_law).search(name):
        return "vertical"
    if central or any_of(vertical).search(name):
        return "exempt"
    if name.endswith(("人民政府", "街道办事处", "管委会", "管理委员会")) and "监督管理委员会" not in name:
        return "government"
    return "justice" if _JUSTICE.search(name) else "ordinary"


@lru_cache(maxsize=4096)
def _region(name: str) -> str:
    """Return the place the name of a department begins with: 示例市示例区 of 示例市示例区市场监督管理局."""
    if name.startswith("中共") or _ELSEWHERE.search(name) or not _ORDINARY_NAME.search(name):
        return ""
    found = _PLACE.match(_NOT_A_PLACE.sub("□□", name))
    return name[: found.end()] if found else ""


def _other_government(text: str, actor: _Actor) -> str:
    """Return the government that is named when it is certainly not the one at the actor's level, else ""."""
    found = _NAMED_GOVERNMENT.search(text.strip())
    if found is None or not actor.region or actor.kind != "ordinary":
        return ""
    region = found["region"]
    if _NO_PLACE.match(region) or region.endswith(actor.region) or actor.region.endswith(region):
        return ""
    # A bare 县 or 市 names the place without its name; 示例市 may stand before 示例区.
    return "" if len(region) < 3 or region in actor.name else found.group()


def _fix(actor: _Actor) -> Fix | None:
    if not actor.region:
        return None
    right = f"{actor.region}人民政府"
    return Fix(f"改为“{right}”", (Edit(_PATH, "value", right),))
