"""Family LIS, what one item shows before it is published: elements, review steps, nothing confidential."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent
from quanze.finding import Hit, Path
from quanze.rules.check import item_check, text_check
from quanze.rules.checks.wording import any_of, last_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.item import Item, Review
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

    #: The name of a step of 审核, and what is written of it.
    _Step = tuple[str, Review | None]

#: A conclusion that is none: the step was not passed, or not yet.
_REFUSED = re.compile(
    r"不(?:予)?(?:通过|同意|批准|合格|合法)|未(?:予)?(?:通过|同意|批准|完成|审)|尚未|正在|暂缓|退回|驳回"
    r"|待(?:审|定|办|批)|(?:审查|审核|审批|审议|办理|修改|整改|进行)中|(?:修改|整改)后"
)
#: Conclusions that leave no doubt.
_PASSED = frozenset(("通过", "完成", "同意", "批准", "审核通过", "审查通过"))
_INSIDE = ("事项编辑", "职责审核", "合法性审核")
_OUTSIDE = ("编办审查", "司法审查", "政府批准")
#: What the name of the body that takes a step has in it.
_SIGNS = {"编办审查": "编", "司法审查": "司法", "政府批准": "政府"}
_CANCELLED = "取消"
_GOVERNMENT = re.compile(r"政府|国务院|人大|党委|县委|市委|省委|委员会")
#: Adjustments that the government has to approve (某市办法22, 白城七); what was handed down to this list
#: (承接) is new to it.
_APPROVED_BY_GOVERNMENT = frozenset(("新增", "取消", "下放"))
_NEEDS_APPROVAL = _APPROVED_BY_GOVERNMENT | {"承接"}

#: A number of 18 and one of 11 characters, which may stand in groups. Both begin with a plain figure and look
#: behind it afterwards: so a search skips everything else fast.
_IDENTITY = re.compile(r"([1-8](?<![\dA-Za-z].)\d{5}[ -]?\d{8}[ -]?\d{3}[\dXxＸｘ])(?![\dA-Za-z])")
_MOBILE = re.compile(r"1(?<![\dA-Za-z.\-].)[3-9３-９]\d([ -]?)\d{4}\1\d{4}(?![\dA-Za-z\-])")
#: The provinces' numbers with which a resident identity number begins (GB/T 2260), and Hong Kong, Macao, Taiwan.
_PROVINCE = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
#: Numbers that are published on purpose, and codes that only look like a number.
_PUBLISHED = frozenset(("电话", "咨询电话", "监督电话"))
_CODES = frozenset(
    (
        *("编码", "实施编码", "目录编码", "目录指纹", "主项", "子项", "审管衔接", "一次办好", "监管事项", "中介服务"),
        *("文号", "网址", "邮箱", "代码", "统一社会信用代码"),
    )
)


@item_check
def lacks_published_elements(item: Item, context: Context) -> Iterable[Hit]:
    """LIS004: a guide does not say whether anything is charged, or what the statutory limit is.

    The other elements that have to be published are mandatory fields, or the business of TIM001 (the
    limits of what is applied for) and GUI001 (a guide that is not there).
    """
    guide = item.guide
    if guide is None or item.status == _CANCELLED:
        return ()
    missing = []
    if guide.statutory_limit is None and not context.applied_for(item.type):
        missing.append("法定时限")
    if guide.fee is None:
        missing.append("是否收费")
    return (Hit(("办事指南",), {"缺": "、".join(missing)}, key="、".join(missing)),) if missing else ()


@item_check
def lacks_review_steps(item: Item, _context: Context) -> Iterable[Hit]:
    """LIS005: editing, review of duties and review of legality are not all done, or not in this order."""
    reviews = item.reviews
    steps = (reviews.editing, reviews.duty_review, reviews.legality_review)
    return () if _evidently_taken(steps) else _inside(steps)


def _evidently_taken(steps: tuple[Review | None, ...]) -> bool:
    """Say whether steps were all passed, one after the other, without looking any closer."""
    before = dt.date.min
    try:
        for step in steps:
            if step is None or not step.body or step.date is None or step.result not in _PASSED or step.date < before:
                return False
            before = step.date
    except FieldAbsent:
        return False
    return True


def _inside(taken: tuple[Review | None, ...]) -> Iterator[Hit]:
    steps = tuple(zip(_INSIDE, taken, strict=True))
    yield from _steps(steps)
    dated = [(name, review.date) for name, review in steps if review is not None and review.date is not None]
    for (earlier, first), (later, second) in pairwise(dated):
        if second < first:
            values = {"步骤": later, "日期": second, "前一步": earlier, "前一日期": first}
            yield Hit(("审核", later, "日期"), values, variant="倒序", key="倒序")


@item_check
def lacks_outside_review(item: Item, _context: Context) -> Iterable[Hit]:
    """LIS006: the staffing office, the justice bureau or, where needed, the government has not agreed.

    Or it agreed before the steps that come first were taken.
    """
    reviews = item.reviews
    inside = (reviews.editing, reviews.duty_review, reviews.legality_review)
    outside = (reviews.staffing_office, reviews.justice_bureau, reviews.approval)
    if _evidently_taken((*inside, *outside)):  # in any order that is lawful it is looked at closer
        return ()
    return _outside(item)


def _outside(item: Item) -> Iterator[Hit]:
    reviews = item.reviews
    inside = tuple(zip(_INSIDE, (reviews.editing, reviews.duty_review, reviews.legality_review), strict=True))
    outside = (("编办审查", reviews.staffing_office), ("司法审查", reviews.justice_bureau))
    approval = ("政府批准", reviews.approval)
    if reviews.approval is not None:
        yield from _steps((*outside, approval))
    else:
        unapproved = tuple(_unapproved(item))
        needed = not unapproved and any(record.kind in _NEEDS_APPROVAL for record in item.adjustments)
        yield from _steps((*outside, approval) if needed else outside)
        yield from unapproved
    early = (hit for later in outside for hit in _before(later, inside))
    yield from islice(early, 1)  # both are early where the step before them is dated wrongly
    yield from _before(approval, outside)


def _unapproved(item: Item) -> Iterator[Hit]:
    """Find the records of what only the government may decide that somebody else approved, or nobody."""
    for index, adjustment in enumerate(item.adjustments):
        if adjustment.kind in _APPROVED_BY_GOVERNMENT and not _GOVERNMENT.search(adjustment.approved_by or ""):
            values = {"调整": adjustment.kind, "日期": adjustment.date or "未写日期"}
            yield Hit(("调整记录", index), values, variant="未批准", key=adjustment.kind)


def _before(step: _Step, earlier: tuple[_Step, ...]) -> Iterator[Hit]:
    """Yield a hit where a step is dated before one that comes first; the latest of these is named."""
    name, review = step
    if review is None or review.date is None:
        return
    dated = [(one.date, other) for other, one in earlier if one is not None and one.date is not None]
    last = max(dated, default=None)
    if last is not None and review.date < last[0]:
        values = {"步骤": name, "日期": review.date, "前一步": last[1], "前一日期": last[0]}
        yield Hit(("审核", name, "日期"), values, variant="倒序", key=name)


def _steps(steps: tuple[_Step, ...]) -> Iterator[Hit]:
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
def reviewed_by_its_editor(item: Item, _context: Context) -> Iterable[Hit]:
    """LIS007: whoever edited the item reviewed it too, or the department passed a step of another body itself."""
    reviews = item.reviews
    editor = reviews.editing.body if reviews.editing else None
    inside = (reviews.duty_review, reviews.legality_review)
    outside = (reviews.staffing_office, reviews.justice_bureau, reviews.approval)
    own = (editor, item.department, *(() if is_absent(item.offices) else item.offices))
    reviewed_inside = [review.body for review in inside if review]
    reviewed_outside = [review.body for review in outside if review]
    if editor not in reviewed_inside and set(own).isdisjoint(reviewed_outside):
        return ()
    return _reviewed_by(own, zip(_INSIDE[1:], inside, strict=True), zip(_OUTSIDE, outside, strict=True))


def _reviewed_by(own: tuple[str | None, ...], inside: Iterable[_Step], outside: Iterable[_Step]) -> Iterator[Hit]:
    """Yield the steps that the first of some bodies took, or any of them where another body should have."""
    for name, review in inside:
        if review is not None and review.body and review.body == own[0]:
            yield Hit(("审核", name, "单位"), {"步骤": name, "单位": review.body}, key=name)
    for name, review in outside:
        if review is not None and review.body and review.body in own and _SIGNS[name] not in review.body:
            values = {"步骤": name, "单位": review.body}
            yield Hit(("审核", name, "单位"), values, variant="外部", key=name)


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
        if is_identity_number(_figures(match[1])):
            values = {"命中": _masked(match[1])}
            yield Hit(path, values, variant="身份证号", part=match.span(1), key="身份证号")
    for match in _MOBILE.finditer(text):
        values = {"命中": _masked(match[0]), "字段": last_key(path)}
        if published:  # an office may have no other telephone
            yield Hit(path, values, variant="公开电话", part=match.span(), key="手机号", severity="warning")
        else:
            yield Hit(path, values, variant="手机号", part=match.span(), key="手机号")


def is_identity_number(number: str) -> bool:
    """Say whether 18 characters can be a resident identity number: a province and a day of birth (GB 11643).

    Of one that was copied wrongly, or made up, the check digit is wrong: it is not asked for.
    """
    try:
        born = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2100 and _PROVINCE.match(number) is not None


def _figures(number: str) -> str:
    """Return a number without the gaps in it, with half-width figures."""
    return unicodedata.normalize("NFKC", number).replace(" ", "").replace("-", "")


def _masked(number: str) -> str:
    """Return a number as a report may repeat it."""
    figures = _figures(number)
    return figures[:3] + "*" * (len(figures) - 7) + figures[-4:]
