"""Family GUI, fourth part: where and until when a decision can be challenged (行政复议法, 行政诉讼法)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.finding import Edit, Fix, Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.elements import duty_texts, is_cancelled, readable
from quanze.rules.checks.period import periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Remedies
    from quanze.model.item import Item
    from quanze.rules.checks.period import Period
    from quanze.rules.context import Context

_REMEDIES: Final[Path] = ("办事指南", "救济")


@item_check
def lacks_remedies(item: Item, context: Context) -> Iterator[Hit]:
    """GUI008: the guide names no way to have the decision reconsidered, or none to sue."""
    guide = item.guide
    if is_cancelled(item) or (guide is None and context.applied_for(item.type)):
        return  # a guide that is missing altogether is one finding: GUI001
    remedies = guide.remedies if guide else None
    if remedies is None:
        yield Hit(_REMEDIES, variant="没有救济", key="没有救济")
        return
    limits = f"{remedies.reconsideration_limit or ''}{remedies.litigation_limit or ''}"
    if not remedies.reconsideration and "复议" not in limits:
        yield Hit((*_REMEDIES, "复议机关"), variant="没有复议", key="没有复议")
    if not remedies.court and "诉讼" not in limits and "法院" not in limits:
        yield Hit((*_REMEDIES, "诉讼法院"), variant="没有诉讼", key="没有诉讼")


@dataclass(frozen=True, slots=True)
class _Limit:
    """A statutory limit: the key it is written under, `number` of `unit`, and whether a law may set a shorter one."""

    key: str
    number: int
    unit: str
    written: str
    shorter_by_law: bool

    def is_met(self, period: Period) -> bool:
        return period.number == self.number and period.unit == self.unit


#: 行政复议法20: 法律规定的申请期限超过六十日的除外; 行政诉讼法46: 法律另有规定的除外.
_RECONSIDERATION: Final = _Limit("复议期限", 60, "日", "日", shorter_by_law=False)
_LITIGATION: Final = _Limit("诉讼期限", 6, "月", "个月", shorter_by_law=True)
#: 行政诉讼法45: after reconsideration one sues within fifteen days.
_AFTER_RECONSIDERATION: Final = re.compile("复议决定")
_BY_LAW: Final = re.compile("《[^》]+》|法律.{0,4}另有规定|法第[一二三四五六七八九十百零〇0-9]+条")
_OUTDATED: Final = re.compile(
    r"(?P<three>[三3３]\s*个?月)(?:之?内)?[^。；;\n]{0,24}?(?:诉讼|起诉)"
    r"|(?:诉讼|起诉)的?(?:期限|时限)[^。；;\n]{0,6}?(?P<after>[三3３]\s*个?月)"
)


@item_check
def wrong_limits(item: Item, _context: Context) -> Iterator[Hit | Unsure]:
    """GUI009: the limit for reconsideration is not sixty days, or that for litigation not six months."""
    guide = item.guide
    remedies = guide.remedies if guide else None
    if remedies is not None:
        yield from _wrong_limit(remedies.reconsideration_limit, _RECONSIDERATION)
        yield from _wrong_limit(remedies.litigation_limit, _LITIGATION)
    for path, text in _other_texts(item, remedies):
        if "诉" in text and "专利" not in text:
            yield from _outdated(path, text)


def _wrong_limit(text: str | None, limit: _Limit) -> Iterator[Hit | Unsure]:
    if not text:
        return
    found = periods(text)
    if not found:
        yield Unsure("期限没有写明", text)
        return
    if any(limit.is_met(period) for period in found):
        return
    period = _meant(found, limit)
    if _BY_LAW.search(text) and (limit.shorter_by_law or _is_over(period, limit)):
        return
    if limit is _LITIGATION and _AFTER_RECONSIDERATION.search(text) and (period.number, period.unit) == (15, "日"):
        return
    right = period.rewritten(limit.number, limit.written)
    path = (*_REMEDIES, limit.key)
    fix = Fix(f"改为“{right}”", (Edit(path, period.span, right),), safe=_is_certain(period, limit))
    yield Hit(path, {"值": period.written, "应为": right}, variant=limit.key, part=period.span, fix=fix)


def _meant(found: tuple[Period, ...], limit: _Limit) -> Period:
    """Return the period that is meant as the limit: the first in its unit, else the first."""
    return next((period for period in found if period.unit == limit.unit), found[0])


def _is_over(period: Period, limit: _Limit) -> bool:
    """Say whether a period is longer than a limit in days."""
    return period.unit in ("月", "年") or period.number > limit.number


def _is_certain(period: Period, limit: _Limit) -> bool:
    """Say whether no law can have set this period: a shorter one for reconsideration, the old three months to sue."""
    if limit is _RECONSIDERATION:
        return period.unit == "日" and period.number < limit.number
    return (period.number, period.unit) == (3, "月")


def _outdated(path: Path, text: str) -> Iterator[Hit]:
    """Yield the three months of the law before 2015 where they stand in a sentence."""
    found = _OUTDATED.search(text)
    if found is None:
        return
    group = "three" if found["three"] else "after"
    written = found[group]
    right = f"{'六' if written.startswith('三') else '6'}个月"
    fix = Fix(f"改为“{right}”", (Edit(path, found.span(group), right),), safe=True)
    values = {"值": written, "应为": right}
    yield Hit(path, values, variant=_LITIGATION.key, part=found.span(group), key="三个月", fix=fix)


def _other_texts(item: Item, remedies: Remedies | None) -> Iterator[tuple[Path, str]]:
    """Yield the sentences besides 诉讼期限 in which an applicant or party is told of his rights."""
    for key, text in (
        ("复议机关", remedies.reconsideration if remedies else None),
        ("复议期限", remedies.reconsideration_limit if remedies else None),
        ("诉讼法院", remedies.court if remedies else None),
    ):
        if text:
            yield (*_REMEDIES, key), text
    for index, step in readable(item.guide.steps if item.guide else ()):
        if step.standard:
            yield ("办事指南", "办理流程", index, "标准"), step.standard
    yield from duty_texts(item)
