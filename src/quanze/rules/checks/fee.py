"""Family FEE: what is charged, on what statute, and what must not be charged at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.finding import Hit, Path, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.authority import STATUTES, authority
from quanze.rules.checks.elements import duty_texts, readable, worded
from quanze.rules.checks.wording import any_of
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Fee, FeeItem
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
    "(?:执行|收取)?|面议|协商(?:确定)?|据实收取|另行通知|电话咨询"
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
    listed = "、".join(_named(charge, index) for index, charge in readable(fee.items) if not _is_waived(charge))
    if listed:
        yield Hit(_ITEMS, {"值": listed}, variant="项目", key=listed)
    for path, text in _texts(item):
        pattern = _AMOUNT if path[:2] == _FEE else _FEE_WORD
        found = pattern.search(text) if "费" in text or pattern is _AMOUNT else None
        if found and not _WAIVED.search(text):
            yield Hit(path, {"值": found.group()}, variant="文字", part=found.span(), key=found.group())


def _is_waived(charge: FeeItem) -> bool:
    text = f"{charge.name or ''}{charge.standard or ''}"
    return bool(_NOTHING.fullmatch((charge.standard or "").strip("。 ")) or _WAIVED.search(text))


_FEE_WORD: Final = re.compile("工本费|手续费")


def _texts(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the sentences of a guide in which a fee may be hidden."""
    guide = item.guide
    if guide is None:
        return
    if guide.fee is not None and guide.fee.note:
        yield (*_FEE, "说明"), guide.fee.note
    for index, _, name in worded(guide.materials, lambda one: one.name):
        yield ("办事指南", "申请材料", index, "名称"), name
    for index, _, content in worded(guide.conditions, lambda one: one.content):
        yield ("办事指南", "受理条件", index, "内容"), content
    for index, step in readable(guide.steps):
        if step.standard:
            yield ("办事指南", "办理流程", index, "标准"), step.standard


@item_check
def fee_for_form_or_hearing(item: Item, context: Context) -> Iterator[Hit]:
    """FEE005: the application form, another form or a hearing is charged for."""
    fee = item.guide.fee if item.guide else None
    pattern = any_of(context.phrases("不得收费的文书和听证"))
    if fee is not None and fee.charged:
        for index, charge in readable(fee.items):
            found = pattern.search(charge.name or "")
            if found:
                yield Hit((*_ITEMS, index, "名称"), {"值": found.group()}, part=found.span(), key=found.group())
    passed_on = any_of(context.phrases("听证费用转嫁"))
    for path, text in _sentences(item):
        found = passed_on.search(text)
        if found and not _WAIVED.search(text):
            yield Hit(path, {"值": found.group()}, part=found.span(), key=found.group())


@item_check
def costs_passed_on(item: Item, context: Context) -> Iterator[Hit]:
    """FEE006: who applies or is proceeded against pays for tests that the authority has to pay for.

    A service the law itself makes a condition is bought by the applicant; one the authority needs for its
    own examination, or during a seizure, is not.
    """
    coercion = item.type == "行政强制"
    yield from _charged_tests(item, context, coercion=coercion)
    for index, service in readable(item.guide.intermediaries if item.guide else ()):
        if not service.payer or not any_of(context.phrases("费用承担人")).search(service.payer):
            continue
        if coercion or any_of(context.phrases(_COMMISSIONED)).search(f"{service.name}{service.organisation or ''}"):
            place: Path = ("办事指南", "中介服务", index, "费用承担")
            yield Hit(place, {"服务": service.name, "值": service.payer}, variant="承担", key=service.name)
    for path, text in _sentences(item):
        found = any_of(context.phrases("检测费用转嫁")).search(text)
        if found is None or _WAIVED.search(text):
            continue
        if coercion or any_of(context.phrases(_COMMISSIONED)).search(text):
            yield Hit(path, {"服务": found.group(), "值": text}, variant="文字", part=found.span(), key=found.group())


def _charged_tests(item: Item, context: Context, *, coercion: bool) -> Iterator[Hit]:
    fee = _charged(item)
    for index, charge in readable(fee.items if fee else ()):
        words = context.phrases("检测鉴定" if coercion else _COMMISSIONED)
        if charge.name and any_of(words).search(charge.name):
            path = (*_ITEMS, index, "名称")
            yield Hit(path, {"服务": charge.name}, variant="收费", key=charge.name)


def _sentences(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield the sentences that speak of costs: the note on fees, the steps, the duties."""
    guide = item.guide
    if guide is not None:
        if guide.fee is not None and guide.fee.note:
            yield (*_FEE, "说明"), guide.fee.note
        for index, step in readable(guide.steps):
            if step.standard and "费" in step.standard:
                yield ("办事指南", "办理流程", index, "标准"), step.standard
    yield from ((path, text) for path, text in duty_texts(item) if "费" in text)
