"""Family GUI, third part: hearings, levels of review, and what of a penalty has to be published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.finding import Edit, Fix, Hit
from quanze.model.item import Penalty
from quanze.rules.check import item_check
from quanze.rules.checks.elements import is_cancelled, readable, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.guide import Guide
    from quanze.model.item import Item
    from quanze.rules.context import Context

_STEPS: Final = ("办事指南", "办理流程")
#: 行政处罚法63(一)–(四): kinds for which a hearing must be offered whatever the amount.
_HEARD: Final = ("降低资质等级", "吊销许可证件", "吊销营业执照", "责令停产停业", "责令关闭", "限制从业")
_HEARING: Final = "听证"
_MUST_BE_HEARD: Final = re.compile(r"应当[^。；;\n]{0,20}听证")

_REVIEW: Final = re.compile("初审|复审|会审|联审|终审|再审|审查|审核|复核")
_STAGES: Final = {
    "受理": re.compile("受理|收件|接件|登记"),
    "审查": re.compile("审查|审核|初审|复审|会审|联审|复核|核查|勘验|踏勘|评审|审议|验收|考试|考核"),
    "决定": re.compile("决定|审批|批准|核准|审定|签发|办结"),
}
_AT_ONCE: Final = "即办件"
_MOST_REVIEWS: Final = 2
_OPENING: Final = "立案"


@item_check
def lacks_hearing(item: Item, context: Context) -> Iterator[Hit]:
    """GUI014: a hearing must be offered or held, and there is none in the procedure.

    The procedure of a penalty is what 办理流程 says; where it is not written, what the duties say.
    """
    if isinstance(item, Penalty):
        yield from _penalty_without_hearing(item, context)
    else:
        yield from _licence_without_hearing(item)


def _penalty_without_hearing(item: Penalty, context: Context) -> Iterator[Hit]:
    """Yield a hit for a penalty so grave that a hearing must be offered (行政处罚法63)."""
    heavy = [kind for kind in item.penalty_kinds if kind in _HEARD]
    limit = item.fine_limit
    if "罚款" in item.penalty_kinds and limit is not None and limit >= context.parameter("听证罚款起点"):
        heavy.append(f"{limit} 元以下罚款")
    if not heavy or _is_heard(item):
        return
    edit = Edit((_HEARING,), "value", "true")
    fix = Fix("“听证”改为 true", (edit,)) if item.hearing is False else None
    yield Hit((_HEARING,), {"处罚": "、".join(heavy)}, variant="处罚", fix=fix)


def _is_heard(item: Penalty) -> bool:
    if item.hearing is not None:
        return item.hearing
    return _has_hearing_step(item.guide) or (not (item.guide and item.guide.steps) and _has_hearing_duty(item))


def _licence_without_hearing(item: Item) -> Iterator[Hit]:
    """Yield a hit for a licence whose quoted basis demands a hearing (行政许可法46)."""
    for field, citations in (("设定依据", item.basis), ("实施依据", item.implementing_basis)):
        for index, citation in readable(citations):
            demanded = _MUST_BE_HEARD.search(citation.quote or "")
            if demanded and not (_has_hearing_step(item.guide) or _has_hearing_duty(item)):
                values = {"依据": citation.law or citation.number or field, "引文": demanded.group()}
                yield Hit((field, index, "原文"), values, variant="许可", part=demanded.span())
                return


def _has_hearing_step(guide: Guide | None) -> bool:
    return guide is not None and (
        any(_HEARING in step.stage or _HEARING in (step.standard or "") for _, step in readable(guide.steps))
        or any(_HEARING in procedure.name for _, procedure in readable(guide.special))
    )


def _has_hearing_duty(item: Item) -> bool:
    return any(
        _HEARING in (duty.stage or "") or _HEARING in duty.content for _, duty in readable(item.responsibilities)
    )


@item_check
def too_many_reviews(item: Item, _context: Context) -> Iterator[Hit]:
    """GUI015: more than two levels of review, or no step of acceptance, review or decision."""
    guide = item.guide
    if guide is None or not guide.steps:
        return
    stages = [stage for _, _, stage in worded(guide.steps, lambda step: step.stage)]
    reviews = [stage for stage in stages if _REVIEW.search(stage) and "受理" not in stage]
    if len(reviews) > _MOST_REVIEWS:
        values = {"环节": "、".join(reviews), "层": len(reviews)}
        yield Hit(_STEPS, values, variant="层级过多", part="key", key="层级过多")
    if guide.case_kind == _AT_ONCE:
        return
    missing = "、".join(name for name, way in _STAGES.items() if not any(way.search(stage) for stage in stages))
    if missing:
        yield Hit(_STEPS, {"缺": missing}, variant="缺环节", part="key", key=missing)


@item_check
def penalty_not_published(item: Item, _context: Context) -> Iterator[Hit]:
    """GUI016: of a penalty, the rule on discretion, the opening of a case or the procedure is not published.

    What the duties do not say of the stages is RES002's business; this asks what the guide publishes.
    """
    if is_cancelled(item):
        return
    discretion = item.discretion
    if discretion is None:
        yield Hit(("裁量基准",), variant="没有基准", key="没有基准")
    elif not discretion.website:
        document = discretion.document or "裁量基准"
        yield Hit(("裁量基准", "网址"), {"基准": document}, variant="没有公布", key="没有公布")
    if item.guide is None:
        return
    stages = [stage for _, _, stage in worded(item.guide.steps, lambda step: step.stage)]
    if not stages:
        yield Hit(_STEPS, variant="没有程序", key="没有程序")
    elif not any(_OPENING in stage for stage in stages) and not _has_opening_duty(item):
        yield Hit(_STEPS, variant="没有立案", part="key", key="没有立案")


def _has_opening_duty(item: Item) -> bool:
    return any(
        _OPENING in (duty.stage or "") or _OPENING in duty.content for _, duty in readable(item.responsibilities)
    )
