"""Family GUI, fourth part: where and until when a decision can be challenged (行政复议法, 行政诉讼法)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.elements import duty_contents, duty_path, is_cancelled
from quanze.rules.checks.period import Period, periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Remedies
    from quanze.model.item import Item
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
    if remedies.reconsideration and remedies.court:
        return
    limits = f"{remedies.reconsideration_limit or ''}{remedies.litigation_limit or ''}"
    reconsidered = remedies.reconsideration or "复议" in limits
    sued = remedies.court or "诉讼" in limits or "法院" in limits
    if not reconsidered and not sued:
        yield Hit(_REMEDIES, variant="没有救济", key="没有救济")
    elif not reconsidered:
        yield Hit((*_REMEDIES, "复议机关"), variant="没有复议", key="没有复议")
    elif not sued:
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
_LIMITS: Final = {
    "复议期限": _Limit("复议期限", 60, "日", "日", shorter_by_law=False),
    "诉讼期限": _Limit("诉讼期限", 6, "月", "个月", shorter_by_law=True),
}
_RECONSIDERATION: Final = _LIMITS["复议期限"]
_LITIGATION: Final = _LIMITS["诉讼期限"]
#: 行政诉讼法45: after reconsideration one sues within fifteen days.
_AFTER_RECONSIDERATION: Final = re.compile("复议决定")
_BY_LAW: Final = re.compile("《[^》]+》|法律.{0,4}另有规定|法第[一二三四五六七八九十百零〇0-9]+条")
_OUTDATED: Final = re.compile(
    r"(?P<three>[三3３]\s*个?月)(?:之?内)?[^。；;\n]{0,24}?(?:诉讼|起诉)"
    r"|(?:诉讼|起诉)的?(?:期限|时限)[^。；;\n]{0,6}?(?P<after>[三3３]\s*个?月)"
)
_TOLD: Final = re.compile("诉|复议")
#: 三十日内向县人民政府申请行政复议.
_RECONSIDERED: Final = re.compile(
    r"之?内[，,]?(?:依法|可以?|有权|书面|也|或者?)*(?:向[^。；;，,\n告]{2,24}?)?(?:申请|提起|提出)(?:行政)?复议"
)


@item_check
def wrong_limits(item: Item, _context: Context) -> Iterator[Hit | Unsure]:
    """GUI009: the limit for reconsideration is not sixty days, or that for litigation not six months."""
    guide = item.guide
    remedies = guide.remedies if guide else None
    if remedies is not None:
        if remedies.reconsideration_limit:
            yield from _wrong_limit(remedies.reconsideration_limit, "复议期限")
        if remedies.litigation_limit:
            yield from _wrong_limit(remedies.litigation_limit, "诉讼期限")
        yield from _wrong_beside(remedies)
    for index, step in enumerate(guide.steps if guide else ()):
        if not is_absent(step) and step.standard and _TOLD.search(step.standard):
            yield from _told_wrongly(("办事指南", "办理流程", index, "标准"), step.standard)
    for index, text in enumerate(duty_contents(item)):
        if "诉" in text or "复议" in text:
            yield from _told_wrongly(duty_path(index), text)


def _wrong_beside(remedies: Remedies) -> Iterator[Hit]:
    """Yield the outdated limit for litigation where it stands in another field of 救济."""
    for key, text in (
        ("复议机关", remedies.reconsideration),
        ("复议期限", remedies.reconsideration_limit),
        ("诉讼法院", remedies.court),
    ):
        if text and "诉" in text:
            yield from _outdated((*_REMEDIES, key), text)


@lru_cache(maxsize=2048)
def _wrong_limit(text: str, key: str) -> tuple[Hit | Unsure, ...]:
    """Return what is wrong with 复议期限 or 诉讼期限 as it is written."""
    limit, found = _LIMITS[key], periods(text)
    if not found:
        return (Unsure("期限没有写明", text),)
    if any(limit.is_met(period) for period in found):
        return ()
    period = _meant(found, limit)
    if _BY_LAW.search(text) and (limit.shorter_by_law or _is_over(period, limit)):
        return ()
    if limit is _LITIGATION and _AFTER_RECONSIDERATION.search(text) and (period.number, period.unit) == (15, "日"):
        return ()
    right = period.rewritten(limit.number, limit.written)
    path = (*_REMEDIES, limit.key)
    fix = Fix(f"改为“{right}”", (Edit(path, period.span, right),), safe=_is_certain(period, limit))
    return (Hit(path, {"值": period.written, "应为": right}, variant=limit.key, part=period.span, fix=fix),)


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


def _told_wrongly(path: Path, text: str) -> Iterator[Hit]:
    """Yield the limits that a sentence tells wrongly: less than sixty days for reconsideration may no law set."""
    if "诉" in text:
        yield from _outdated(path, text)
    if "复议" in text and ("日" in text or "天" in text):
        for period in periods(text):
            if period.unit == "日" and period.number < 60 and _RECONSIDERED.match(text, period.span[1]):
                yield _told(path, period, _RECONSIDERATION, _RECONSIDERATION.key)


def _outdated(path: Path, text: str) -> Iterator[Hit]:
    """Yield the three months to sue of the law before 2015 where they stand in a sentence."""
    found = _OUTDATED.search(text) if "月" in text and "专利" not in text else None
    if found:
        span = found.span("three" if found["three"] else "after")
        yield _told(path, Period(3, "月", span, text[slice(*span)]), _LITIGATION, "三个月")


def _told(path: Path, period: Period, limit: _Limit, cause: str) -> Hit:
    right = period.rewritten(limit.number, limit.written)
    fix = Fix(f"改为“{right}”", (Edit(path, period.span, right),), safe=True)
    values = {"值": period.written, "应为": right}
    return Hit(path, values, variant=limit.key, part=period.span, key=cause, fix=fix)
