"""Family LIS, what one item shows before it is published: elements, review steps, nothing confidential."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quanze.finding import Hit, Path
from quanze.rules.check import item_check, text_check
from quanze.rules.checks.wording import any_of, last_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.item import Item, Review
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: A conclusion that is none: the step was not passed.
_REFUSED = re.compile(
    r"不(?:予)?(?:通过|同意|批准|合格)|未(?:予)?(?:通过|同意|批准)|退回|驳回|待(?:审|定|办)|(?:修改|整改)后"
)
_CANCELLED = "取消"
_OFFICE = re.compile(r"(?:股|科|室|处|队|中心|站|所)$")
_GOVERNMENT = re.compile(r"政府|国务院|人大|党委|县委|市委|省委|委员会")
#: Adjustments that the government has to approve (某市办法22, 白城七).
_APPROVED_BY_GOVERNMENT = frozenset(("新增", "取消", "下放"))

#: Both begin with a plain figure and look behind it afterwards: so a search skips everything else fast.
_IDENTITY = re.compile(r"([1-9](?<![\dA-Za-z].)\d{16}[\dXx])(?![\dA-Za-z])")
_MOBILE = re.compile(r"1(?<![\dA-Za-z.\-].)[3-9]\d{9}(?![\dA-Za-z\-])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
#: Numbers that are published on purpose, and codes that only look like a number.
_PUBLISHED = frozenset(("电话", "咨询电话", "监督电话", "网址", "邮箱"))
_CODES = frozenset(
    ("编码", "实施编码", "目录编码", "目录指纹", "主项", "子项", "审管衔接", "一次办好", "监管事项", "中介服务", "文号")
)


@item_check
def lacks_published_elements(item: Item, context: Context) -> Iterator[Hit]:
    """LIS004: the guide of an item that is applied for does not say whether anything is charged.

    The other elements that have to be published are mandatory fields, or the business of TIM001 (limits).
    """
    if (
        context.applied_for(item.type)
        and item.status != _CANCELLED
        and item.guide is not None
        and item.guide.fee is None
    ):
        yield Hit(("办事指南",), {"缺": "是否收费"}, key="是否收费")


@item_check
def lacks_review_steps(item: Item, _context: Context) -> Iterator[Hit]:
    """LIS005: editing, review of duties and review of legality are not all done, or not in this order."""
    reviews = item.reviews
    steps = (
        ("事项编辑", reviews.editing),
        ("职责审核", reviews.duty_review),
        ("合法性审核", reviews.legality_review),
    )
    yield from _steps(steps)
    dated = [(name, review.date) for name, review in steps if review is not None and review.date is not None]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            values = {"步骤": later, "日期": second, "前一步": earlier, "前一日期": first}
            yield Hit(("审核", later, "日期"), values, variant="倒序", key="倒序")


@item_check
def lacks_outside_review(item: Item, _context: Context) -> Iterator[Hit]:
    """LIS006: the staffing office, the justice bureau or, where needed, the government has not agreed."""
    reviews = item.reviews
    yield from _steps((("编办审查", reviews.staffing_office), ("司法审查", reviews.justice_bureau)))
    if reviews.approval is not None:
        yield from _steps((("政府批准", reviews.approval),))
        return
    for index, adjustment in enumerate(item.adjustments):
        if adjustment.kind in _APPROVED_BY_GOVERNMENT and not _GOVERNMENT.search(adjustment.approved_by or ""):
            values = {"调整": adjustment.kind, "日期": adjustment.date or "未写日期"}
            yield Hit(("调整记录", index), values, variant="未批准", key=adjustment.kind)


def _steps(steps: tuple[tuple[str, Review | None], ...]) -> Iterator[Hit]:
    """Yield one hit for all steps that were not taken, and one for each that is unfinished or refused."""
    missing = [name for name, review in steps if review is None]
    if missing:
        yield Hit(("审核",), {"步骤": "、".join(missing)}, variant="没有", key="、".join(missing))
    for name, review in steps:
        if review is None:
            continue
        blank = [
            key for key, value in (("单位", review.body), ("日期", review.date), ("结论", review.result)) if not value
        ]
        if blank:
            yield Hit(("审核", name), {"步骤": name, "缺": "、".join(blank)}, variant="不全", key=name)
        elif review.result and _REFUSED.search(review.result):
            values = {"步骤": name, "结论": review.result}
            yield Hit(("审核", name, "结论"), values, variant="未通过", key=name)


@item_check
def reviewed_by_its_editor(item: Item, context: Context) -> Iterator[Hit]:
    """LIS007: an office reviews what it edited itself. One department for both is usual and no finding."""
    reviews = item.reviews
    editor = reviews.editing.body if reviews.editing else None
    if not editor or not _is_office(editor, item, context):
        return
    for name, review in (("职责审核", reviews.duty_review), ("合法性审核", reviews.legality_review)):
        if review is not None and review.body == editor:
            yield Hit(("审核", name, "单位"), {"步骤": name, "单位": editor}, key=name)


def _is_office(body: str, item: Item, context: Context) -> bool:
    """Say whether a body is an office inside the item's department, not the department itself."""
    if body == item.department or (context.departments is not None and body in context.departments):
        return False
    if body in item.offices:
        return True
    return body.startswith(item.department) and _OFFICE.search(body) is not None


def _may_be_confidential(text: str, context: Context) -> bool:
    marks = any_of(context.phrases("密级词"))
    return any(pattern.search(text) for pattern in (_MOBILE, marks, _IDENTITY))


@text_check(glance=_may_be_confidential)
def confidential(texts: Texts, context: Context) -> Iterator[Hit]:
    """LIS008: identity numbers, personal mobile numbers or marks of secrecy in what will be published."""
    marks = any_of(context.phrases("密级词"))
    for path, text in texts.suspects:
        key = last_key(path)
        mark = marks.search(text)
        if mark:
            yield Hit(path, {"命中": mark[0].strip()}, variant="密级", part=mark.span(), key="密级")
        if key not in _CODES:
            yield from _numbers_of_persons(path, text, published=key in _PUBLISHED)


def _numbers_of_persons(path: Path, text: str, *, published: bool) -> Iterator[Hit]:
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[1]):
            values = {"命中": _masked(match[1])}
            yield Hit(path, values, variant="身份证号", part=match.span(1), key="身份证号")
    for match in () if published else _MOBILE.finditer(text):
        yield Hit(path, {"命中": _masked(match[0])}, variant="手机号", part=match.span(), key="手机号")


def is_identity_number(number: str) -> bool:
    """Say whether 18 characters are a resident identity number: a day of birth and the check digit (GB 11643)."""
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if not 1880 <= born.year <= 2100 or number[0] not in "123456789":
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == number[17].upper()


def _masked(number: str) -> str:
    """Return a number as a report may repeat it."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:]
