"""Family FEE: what is charged, on what statute, and what must not be charged at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.authority import STATUTES, authority
from quanze.rules.checks.elements import CONTENT, NAME, duty_contents, duty_path, readable, texts_of
from quanze.rules.checks.remembered import Place, place_in
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Fee, FeeItem, Guide
    from quanze.model.item import Item
    from quanze.rules.context import Context

_FEE: Final[Path] = ("办事指南", "收费")
_ITEMS: Final[Path] = (*_FEE, "项目")
_REGISTER: Final = "收费目录清单"
_LICENCE: Final = "行政许可"
_COMMISSIONED: Final = "委托的技术服务"

#: 按规定, 按照国家有关收费标准执行: no token is the beginning of another, so that there is one way to read a text.
_VAGUE: Final = re.compile(
    "(?:按照?|依照?|根据|见|详见|参照)?(?:国家|省|市|物价部门|有关|相关|现行|上级|规定|核定|公布|收费|文件|标准|政策|的|和|等)+"
    "(?:执行|收取)?|(?:依法|依规|依章|按章|照章|依法依规)(?:收费|收取|缴纳|执行)?|面议|协商(?:确定)?|视(?:具体|实际)?情况(?:而定|确定|收取)?|据实收取|另行通知|电话咨询"
)
_AMOUNT: Final = re.compile(r"[0-9０-９][0-9０-９.,，]*\s*万?元|[一二三四五六七八九十百千万]+元(?!件)|工本费|手续费")
_WAIVED: Final = re.compile(
    "免(?:收|费|征|缴|交|除)|减免|不收|不得收|不予收|停征|停收|取消|暂停|原(?:收费|标准|价|为|按)"
    "|无(?:工本费|手续费|需)|不需|零元"
)
_NOTHING: Final = re.compile(r"0+(?:\.0+)?\s*元?|零元?|免费|免收|不收费|无|不收取")


def _charged(item: Item) -> Fee | None:
    """Return what an item charges, None where it charges nothing."""
    fee = item.guide.fee if item.guide else None
    return fee if fee is not None and fee.charged else None


def _named(fee: FeeItem, index: int) -> str:
    return fee.name or f"第 {index + 1} 项"


@item_check
def licence_fee_without_statute(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """FEE001: a licence charges what neither a law nor an administrative regulation provides for."""
    fee = _charged(item)
    for index, charge in readable(fee.items if fee else ()):
        found = authority(charge.basis, context, STATUTES)
        values = {"项目": _named(charge, index), "依据": found.names, "位阶": found.ranks}
        if found.answer == "unknown":
            yield found.unsure
        elif found.answer == "none":
            yield Hit((*_ITEMS, index, "依据"), values, variant="无依据", key=values["项目"])
        elif found.answer == "fails":
            yield Hit((*_ITEMS, index, "依据"), values, variant="依据不够", key=values["项目"])


@item_check
def fee_not_in_register(item: Item, context: Context) -> Iterator[Hit]:
    """FEE002: what is charged is not in the published register of fees."""
    fee = _charged(item)
    charges = [(index, charge.name) for index, charge in readable(fee.items if fee else ()) if charge.name]
    if not charges:
        return
    listed = context.register_names(_REGISTER)
    for index, name in charges:
        if words_only(name) not in listed:
            yield Hit((*_ITEMS, index, "名称"), {"项目": name}, key=name)


@item_check
def fee_incomplete(item: Item, _context: Context) -> Iterator[Hit]:
    """FEE003: something is charged, but not what, how much, or on what basis.

    A licence without a basis for its fee is FEE001's business.
    """
    fee = _charged(item)
    if fee is None:
        return
    if not fee.items:
        yield Hit(_ITEMS, variant="没有项目", key="没有项目")
    for index, charge in readable(fee.items):
        parts = [("名称", charge.name), ("标准", charge.standard)]
        if item.type != _LICENCE:
            parts.append(("依据", "、".join(str(index) for index, _ in readable(charge.basis))))
        missing = [name for name, value in parts if not value]
        project = _named(charge, index)
        if missing:
            values = {"项目": project, "缺": "、".join(missing)}
            yield Hit((*_ITEMS, index, missing[0]), values, variant="不全", key=project)
        elif charge.standard and _VAGUE.fullmatch(charge.standard.strip("。 ")):
            values = {"项目": project, "值": charge.standard}
            yield Hit((*_ITEMS, index, "标准"), values, variant="标准不明", key=project)


@item_check
def amount_although_free(item: Item, _context: Context) -> Iterator[Hit]:
    """FEE004: nothing is charged, it says, and an amount or fee is named all the same."""
    fee = item.guide.fee if item.guide else None
    if fee is None or fee.charged:
        return
    charges = readable(fee.items) if fee.items else ()
    listed = "、".join(_named(charge, index) for index, charge in charges if not _is_waived(charge))
    if listed:
        yield Hit(_ITEMS, {"值": listed}, variant="项目", key=listed)
    if fee.note:
        yield from _told((*_FEE, "说明"), fee.note, _AMOUNT)
    if item.guide is not None:
        for path, text in _texts_on_fees(item.guide):
            yield from _told(path, text, _NAMED_FEE)


def _told(path: Path, text: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    found = pattern.search(text)
    if found and not _WAIVED.search(text):
        yield Hit(path, {"值": found.group()}, variant="文字", part=found.span(), key=found.group())


def _is_waived(charge: FeeItem) -> bool:
    text = f"{charge.name or ''}{charge.standard or ''}"
    return bool(_NOTHING.fullmatch((charge.standard or "").strip("。 ")) or _WAIVED.search(text))


#: A fee by its name, where other sums of money (注册资本 …) may be spoken of.
_NAMED_FEE: Final = re.compile(
    r"工本费|手续费|(?:审查|评审|办证|证件|证书|资料|服务|检测|检验|登记|报名|公告|材料)费[^，,。；;]{0,4}?[0-9０-９]+\s*元"
)


def _texts_on_fees(guide: Guide) -> Iterator[tuple[Path, str]]:
    """Yield the sentences of a guide besides 收费 that speak of a fee."""
    for index, name in enumerate(texts_of(guide.materials, NAME)):
        if "费" in name:
            yield ("办事指南", "申请材料", index, "名称"), name
    for index, content in enumerate(texts_of(guide.conditions, CONTENT)):
        if "费" in content:
            yield ("办事指南", "受理条件", index, "内容"), content
    for index, step in enumerate(guide.steps):
        if not is_absent(step) and step.standard and _speaks(step.standard):
            yield ("办事指南", "办理流程", index, "标准"), step.standard
    for key, text in (("办理地点", guide.place), ("办理时间", guide.hours), ("必须现场原因", guide.visit_reason)):
        if text is not None and _speaks(text):
            yield ("办事指南", key), text
    if guide.outcome is not None and guide.outcome.name and _speaks(guide.outcome.name):
        yield ("办事指南", "结果", "名称"), guide.outcome.name


def _speaks(text: str) -> bool:
    """Say whether a text that could be read speaks of a fee."""
    return not is_absent(text) and "费" in text


@item_check
def fee_for_form_or_hearing(item: Item, context: Context) -> Iterator[Hit]:
    """FEE005: the application form, another form or a hearing is charged for."""
    fee = _charged(item)
    for index, charge in readable(fee.items if fee else ()):
        found = place_in(charge.name, context.phrases("不得收费的文书和听证")) if charge.name else None
        if found and charge.name:
            value = charge.name[slice(*found)]
            yield Hit((*_ITEMS, index, "名称"), {"值": value}, part=found, key=value)
    for path, text, place in _sentences(item, context.phrases("听证费用转嫁")):
        value = text[slice(*place)]
        yield Hit(path, {"值": value}, part=place, key=value)


@item_check
def costs_passed_on(item: Item, context: Context) -> Iterator[Hit]:
    """FEE006: who applies or is proceeded against pays for tests that the authority has to pay for.

    A service the law itself makes a condition is bought by the applicant; one the authority needs for its
    own examination, or during a seizure, is not.
    """
    coercion = item.type == "行政强制"
    guide = item.guide
    if guide is not None and guide.fee is not None and guide.fee.charged:
        yield from _charged_tests(guide.fee, context, coercion=coercion)
    for index, service in readable(guide.intermediaries) if guide is not None and guide.intermediaries else ():
        if not service.payer or not place_in(service.payer, context.phrases("费用承担人")):
            continue
        if coercion or place_in(f"{service.name}{service.organisation or ''}", context.phrases(_COMMISSIONED)):
            payer: Path = ("办事指南", "中介服务", index, "费用承担")
            yield Hit(payer, {"服务": service.name, "值": service.payer}, variant="承担", key=service.name)
    for path, text, place in _sentences(item, context.phrases("检测费用转嫁")):
        if coercion or place_in(text, context.phrases(_COMMISSIONED)):
            value = text[slice(*place)]
            yield Hit(path, {"服务": value, "值": text}, variant="文字", part=place, key=value)


def _charged_tests(fee: Fee, context: Context, *, coercion: bool) -> Iterator[Hit]:
    for index, charge in readable(fee.items):
        words = context.phrases("检测鉴定" if coercion else _COMMISSIONED)
        if charge.name and place_in(charge.name, words):
            path = (*_ITEMS, index, "名称")
            yield Hit(path, {"服务": charge.name}, variant="收费", key=charge.name)


def _sentences(item: Item, patterns: tuple[str, ...]) -> Iterator[tuple[Path, str, Place]]:
    """Yield the sentences that speak of costs (the note on fees, the steps, the duties) and where a pattern matches."""
    guide = item.guide
    if guide is not None:
        if guide.fee is not None and guide.fee.note:
            yield from _where((*_FEE, "说明"), guide.fee.note, patterns)
        for index, step in enumerate(guide.steps):
            if not is_absent(step) and step.standard:
                yield from _where(("办事指南", "办理流程", index, "标准"), step.standard, patterns)
    for index, text in enumerate(duty_contents(item)):
        if "费" in text:
            yield from _where(duty_path(index), text, patterns)


def _where(path: Path, text: str, patterns: tuple[str, ...]) -> Iterator[tuple[Path, str, Place]]:
    place = place_in(text, patterns) if "费" in text else None
    if place and not _WAIVED.search(text):
        yield path, text, place
