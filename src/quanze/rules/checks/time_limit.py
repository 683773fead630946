"""Family TIM: statutory and promised limits, and the parts of a procedure that have limits of their own."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.authority import (
    NOTHING,
    REGULATIONS,
    RULES_AND_ABOVE,
    STATUTES,
    Authority,
    authority,
    authority_in_text,
)
from quanze.rules.checks.elements import (
    STAGE,
    duty_contents,
    duty_path,
    is_cancelled,
    readable,
    texts_of,
)
from quanze.rules.checks.period import CALENDAR, WORKING, fewest_working_days, is_longer, periods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.rank import Rank
    from quanze.model.guide import Guide, TimeLimit
    from quanze.model.item import Coercion, Item
    from quanze.rules.checks.period import Period
    from quanze.rules.context import Context

_GUIDE: Final = "办事指南"
_STATUTORY: Final[Path] = (_GUIDE, "法定时限")
_PROMISED: Final[Path] = (_GUIDE, "承诺时限")
_LICENSING_ACT: Final = "行政许可法"
_AT_ONCE: Final = "即办件"
_PROMISED_CASE: Final = "承诺件"
_EXTENSION: Final = "延长"
_EXTENDED_BY: Final = re.compile(r"延长[^。；;，,\n]{0,8}$")


def _unit(limit: TimeLimit, other: TimeLimit | None = None) -> str:
    """Return the unit of a limit; one that is not written is that of the other limit, else 工作日."""
    return limit.unit or (other.unit if other else None) or WORKING


def _shown(days: float, unit: str) -> str:
    return f"{days} 个{unit}"


def _special(limit: TimeLimit, context: Context, ranks: frozenset[Rank], but: str) -> Authority:
    """Say whether a law other than the general one is cited for a limit, under 依据 or in 说明."""
    found = authority((limit.basis,) if limit.basis else (), context, ranks, but)
    if found.answer == "none" and limit.note:
        return authority_in_text(limit.note, context, ranks, but)
    return found


@item_check
def lacks_limits(item: Item, context: Context) -> Iterator[Hit]:
    """TIM001: no promised limit; or no statutory one and no word that there is none.

    What is decided at once (即办件) needs neither.
    """
    guide = item.guide
    if guide is None or not context.applied_for(item.type) or is_cancelled(item) or guide.case_kind == _AT_ONCE:
        return
    statutory = _says_something(guide.statutory_limit)
    promised = _says_something(guide.promised_limit)
    if not statutory and not promised:
        yield Hit((_GUIDE,), variant="都没有", part="key", key="都没有")
    elif not promised:
        yield Hit(_PROMISED, variant="没有承诺", key="没有承诺")
    elif not statutory:
        yield Hit(_STATUTORY, variant="没有法定", key="没有法定")


def _says_something(limit: TimeLimit | None) -> bool:
    return limit is not None and (limit.days is not None or bool(limit.note))


@item_check
def promise_longer_than_law(item: Item, _context: Context) -> Iterator[Hit]:
    """TIM002: more time is promised than the law allows."""
    guide = item.guide
    statutory, promised = (guide.statutory_limit, guide.promised_limit) if guide else (None, None)
    if statutory is None or promised is None or statutory.days is None or promised.days is None:
        return
    unit, statutory_unit = _unit(promised, statutory), _unit(statutory, promised)
    if is_longer(promised.days, unit, statutory.days, statutory_unit):
        values = {"承诺": _shown(promised.days, unit), "法定": _shown(statutory.days, statutory_unit)}
        yield Hit((*_PROMISED, "数值"), values)


@item_check
def licence_longer_than_twenty_days(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """TIM003: a licence takes more than twenty working days without a law that says so (行政许可法42一).

    Joint handling has its own limit (TIM004).
    """
    guide = item.guide
    limit = guide.statutory_limit if guide else None
    if guide is None or limit is None or limit.days is None or guide.joint_handling:
        return
    unit = _unit(limit)
    if not is_longer(limit.days, unit, 20, WORKING):
        return
    found = _special(limit, context, REGULATIONS, _LICENSING_ACT)
    if found.answer == "unknown":
        yield found.unsure
    elif found.answer != "holds":
        values = {"时限": _shown(limit.days, unit), "依据": found.names, "位阶": found.ranks}
        yield Hit((*_STATUTORY, "数值"), values, variant="依据不够" if found.answer == "fails" else "无依据")


@item_check
def joint_or_extended_too_long(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """TIM004: joint handling over 45 + 15 working days, or an ordinary extension over 10 (行政许可法42)."""
    guide = item.guide
    if guide is None:
        return
    limit = guide.statutory_limit
    found = _special(limit, context, REGULATIONS, _LICENSING_ACT) if limit else NOTHING
    if found.answer == "holds":
        return
    hits = list(_over(guide))
    if hits and found.answer == "unknown":
        yield found.unsure
        return
    yield from hits


def _over(guide: Guide) -> Iterator[Hit]:
    limit, joint = guide.statutory_limit, bool(guide.joint_handling)
    if joint and limit is not None and limit.days is not None and is_longer(limit.days, _unit(limit), 45, WORKING):
        yield Hit((*_STATUTORY, "数值"), {"时限": _shown(limit.days, _unit(limit))}, variant="联合办理", key="联合办理")
    most = 15 if joint else 10
    if guide.extension_limit is not None and guide.extension_limit > most:
        values = {"时限": _shown(guide.extension_limit, WORKING), "最多": most}
        yield Hit((_GUIDE, "延长时限"), values, variant="延长", key="延长")
    for index, procedure in readable(guide.special):
        if _EXTENSION in procedure.name and procedure.limit is not None and procedure.limit > most:
            values = {"时限": _shown(procedure.limit, WORKING), "最多": most}
            yield Hit((_GUIDE, "特别程序", index, "时限"), values, variant="延长", key="延长")
    for place, note in ((_STATUTORY, limit.note if limit else None), (_PROMISED, _promise_note(guide))):
        for period in _extensions(note) if note else ():
            if period.number > most:
                values = {"时限": period.written, "最多": most}
                yield Hit((*place, "说明"), values, variant="延长", part=period.span, key="延长")


def _promise_note(guide: Guide) -> str | None:
    return guide.promised_limit.note if guide.promised_limit else None


def _extensions(note: str) -> Iterator[Period]:
    """Yield the periods in days by which a note allows a limit to be extended: 可以延长20个工作日."""
    for period in periods(note) if _EXTENSION in note else ():
        if period.unit in ("日", WORKING) and _EXTENDED_BY.search(note, 0, period.span[0]):
            yield period


@item_check
def licence_not_in_working_days(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """TIM005: a limit of a licence is counted in calendar days, or in days of no unit (行政许可法82).

    A special law may count in days of its own; a limit so long that it needs one is TIM003's business.
    """
    guide = item.guide
    if guide is None:
        return
    statutory, promised = guide.statutory_limit, guide.promised_limit
    for path, limit in ((_STATUTORY, statutory), (_PROMISED, promised)):
        if limit is not None and limit.unit is None and limit.days is not None:
            values = {"时限": path[-1], "数值": limit.days}
            yield Hit((*path, "单位"), values, variant="没有单位", key=str(path[-1]))
    special = NOTHING
    if statutory is not None and statutory.unit == CALENDAR:
        special = _special(statutory, context, RULES_AND_ABOVE, _LICENSING_ACT)
        if special.answer in ("holds", "fails"):
            return
        if special.answer == "unknown":
            yield special.unsure
            return
        if statutory.days is None or fewest_working_days(statutory.days) <= 20:
            yield _calendar(_STATUTORY, statutory, "法定时限")
    if promised is not None and promised.unit == CALENDAR:
        yield _calendar(_PROMISED, promised, "承诺时限")


def _calendar(path: Path, limit: TimeLimit, name: str) -> Hit:
    fix = Fix("“单位”改为工作日", (Edit((*path, "单位"), "value", WORKING),))
    return Hit((*path, "单位"), {"时限": name, "数值": limit.days}, key=name, fix=fix)


#: 十日内告知补正, 在15个工作日内一次性告知申请人需要补正的全部内容.
_TOLD_LATE: Final = re.compile(r"日内[^。；;\n]{0,12}告知[^。；;\n]{0,16}补正")
_NUMERALS: Final = "0123456789０１２３４５６７８９一二两三四五六七八九十百零〇"
_PIECEMEAL: Final = re.compile(r"(?:分次|多次|分批|再次|陆续)[^。；;，,\n]{0,6}告知[^。；;\n]{0,12}补正")


@item_check
def correction_told_late(item: Item, _context: Context) -> Iterator[Hit]:
    """TIM006: the applicant learns what is missing after more than five days, or not all at once."""
    guide = item.guide
    if guide is not None:
        if guide.correction_limit is not None and guide.correction_limit > 5:
            fix = Fix("改为 5 日", (Edit((_GUIDE, "补正时限"), "value", "5"),), safe=True)
            values = {"值": f"{guide.correction_limit} 日"}
            yield Hit((_GUIDE, "补正时限"), values, variant="超期", key="超期", fix=fix)
        # whoever is told nothing within five days counts as accepted: acceptance has no more time than that
        if guide.acceptance_limit is not None and guide.acceptance_limit > 5:
            yield Hit((_GUIDE, "受理时限"), {"值": f"{guide.acceptance_limit} 日"}, variant="受理", key="受理")
    for path, text in _procedure_texts(item, "补正"):
        for period in _before(_TOLD_LATE, text, 5):
            right = period.rewritten(5, period.written.lstrip(_NUMERALS))
            fix = Fix(f"改为“{right}”", (Edit(path, period.span, right),), safe=True)
            yield Hit(path, {"值": period.written}, variant="超期", part=period.span, key="超期", fix=fix)
        piecemeal = _PIECEMEAL.search(text)
        if piecemeal:
            yield Hit(path, {"值": piecemeal.group()}, variant="非一次", part=piecemeal.span(), key="非一次")


def _before(act: re.Pattern[str], text: str, most: int) -> list[Period]:
    """Return the periods over so many days that end in the 日 an act begins with."""
    found = act.search(text)
    return [one for one in periods(text) if found and one.span[1] == found.start() + 1 and one.number > most]


#: 十五日内颁发、送达许可证件.
_DELIVERED_LATE: Final = re.compile(r"日之?内[^。；;，,\n]{0,12}?(?:送达|颁发|发放|制证)")


@item_check
def delivered_late(item: Item, _context: Context) -> Iterator[Hit]:
    """TIM007: a licence is handed over more than ten days after the decision (行政许可法44)."""
    limit = item.guide.delivery_limit if item.guide else None
    if limit is not None and limit > 10:
        yield Hit((_GUIDE, "送达时限"), {"值": f"{limit} 日"}, key="超期")
    for path, text in _procedure_texts(item, "日"):
        for period in _before(_DELIVERED_LATE, text, 10):
            yield Hit(path, {"值": period.written}, part=period.span, key="超期")


def _procedure_texts(item: Item, word: str) -> Iterator[tuple[Path, str]]:
    """Yield the sentences with a word in them that say how an application is handled."""
    for index, step in enumerate(item.guide.steps if item.guide else ()):
        if not is_absent(step) and step.standard and word in step.standard:
            yield (_GUIDE, "办理流程", index, "标准"), step.standard
    for index, text in enumerate(duty_contents(item)):
        if word in text:
            yield duty_path(index), text


@item_check
def case_kind_contradicts_promise(item: Item, context: Context) -> Iterator[Hit]:
    """TIM008: what is called 即办件 is promised for later, or what is called 承诺件 at once."""
    guide = item.guide
    if guide is None or guide.promised_limit is None or guide.promised_limit.days is None:
        return
    days, kind = guide.promised_limit.days, guide.case_kind
    right = ""
    if kind == _AT_ONCE and days > context.parameter("即办件承诺上限"):
        right = _PROMISED_CASE
    elif kind == _PROMISED_CASE and days == 0:
        right = _AT_ONCE
    if right:
        path = (_GUIDE, "办件类型")
        fix = Fix(f"改为“{right}”", (Edit(path, "value", right),), safe=True)
        values = {"类型": kind, "时限": _shown(days, _unit(guide.promised_limit))}
        yield Hit(path, values, variant=str(kind), key=str(kind), fix=fix)


@item_check
def penalty_longer_than_ninety_days(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """TIM009: a penalty takes more than ninety days without a law, regulation or rule that says so."""
    guide = item.guide
    for path, limit in (
        (_STATUTORY, guide.statutory_limit if guide else None),
        (_PROMISED, guide.promised_limit if guide else None),
    ):
        if limit is None or limit.days is None:
            continue
        unit = limit.unit or CALENDAR
        if is_longer(limit.days, unit, 90, CALENDAR):
            found = _special(limit, context, RULES_AND_ABOVE, "行政处罚法")
            if found.answer == "unknown":
                yield found.unsure
            elif found.answer != "holds":
                yield Hit((*path, "数值"), {"时限": _shown(limit.days, unit)})
        return  # a promise longer than the law is TIM002


#: 在六十日内作出处理决定或者解除扣押.
_RELEASED_LATE: Final = re.compile(r"日之?内[^。；;，,\n]{0,6}?(?:作出处理|解除)")


@item_check
def seizure_too_long(item: Coercion, context: Context) -> Iterator[Hit | Unsure]:
    """TIM010: sealing or seizure for more than thirty days, or extended by more (行政强制法25一)."""
    if not {"查封", "扣押"}.intersection(item.coercion_kinds):
        return
    statutory = item.guide.statutory_limit if item.guide else None
    hits = list(_seizure_terms(item, statutory))
    if not hits:
        return
    found = _special(statutory, context, STATUTES, "行政强制法") if statutory else NOTHING
    if found.answer == "unknown":
        yield found.unsure
    elif found.answer != "holds":
        yield from hits


def _seizure_terms(item: Coercion, statutory: TimeLimit | None) -> Iterator[Hit]:
    if item.days is not None:
        if item.days > 30:
            yield Hit(("期限",), {"期限": f"{item.days} 日"}, variant="期限", key="期限")
    elif statutory is not None and statutory.days is not None:
        unit = statutory.unit or CALENDAR
        if is_longer(statutory.days, unit, 30, CALENDAR):
            values = {"期限": _shown(statutory.days, unit)}
            yield Hit((*_STATUTORY, "数值"), values, variant="期限", key="期限")
    extension = item.guide.extension_limit if item.guide else None
    if item.extension_days is not None:
        if item.extension_days > 30:
            yield Hit(("延长期限",), {"期限": f"{item.extension_days} 日"}, variant="延长", key="延长")
    elif extension is not None and is_longer(extension, WORKING, 30, CALENDAR):
        yield Hit((_GUIDE, "延长时限"), {"期限": _shown(extension, WORKING)}, variant="延长", key="延长")
    for index, text in enumerate(duty_contents(item)):
        for period in _before(_RELEASED_LATE, text, 30) if "日" in text else ():
            yield Hit(duty_path(index), {"期限": period.written}, variant="期限", part=period.span, key="期限")


#: 行政许可法45: what is needed for these does not count; 44: delivery has ten days of its own.
_NOT_COUNTED: Final = re.compile("听证|招标|拍卖|检验|检测|检疫|鉴定|专家评审|送达|颁发|发证|颁证|制证|领证|取证|取件")


@lru_cache(maxsize=1024)
def _counts(stage: str) -> bool:
    return _NOT_COUNTED.search(stage) is None


@item_check
def steps_longer_than_promise(item: Item, _context: Context) -> Iterator[Hit]:
    """TIM011: the limits of the steps add up to more than is promised, special procedures left out.

    The days of the steps are read in the unit of the promise, as everybody reads them who adds them up.
    """
    guide = item.guide
    promised = guide.promised_limit if guide else None
    if guide is None or promised is None or promised.days is None or not guide.steps:
        return
    if promised.days == 0 and guide.case_kind == _PROMISED_CASE:
        return  # the promise itself is wrong: TIM008
    special = [procedure.name for _, procedure in readable(guide.special)] if guide.special else ()
    counted = [
        step.limit
        for step, stage in zip(guide.steps, texts_of(guide.steps, STAGE), strict=True)
        if stage and step.limit is not None and stage not in special and _counts(stage)
    ]
    total = round(math.fsum(counted), 6)
    if total > promised.days:
        added = "+".join(f"{days:g}" for days in counted)
        values = {"各环节": added, "合计": total, "承诺": promised.days, "单位": _unit(promised)}
        yield Hit((_GUIDE, "办理流程"), values, part="key")
