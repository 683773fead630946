"""Family RES, first part: duties by stage, catch-all accountability, texts of another type, missing bases."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.rules.checks.numbering import pieces
from quanze.rules.checks.wording import any_of
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.model.item import Item
    from quanze.rules.context import Context

#: A catch-all is short; a longer sentence says something of its own.
_LONGEST_CATCH_ALL = 60
#: Types that are so wide that an application or a licence may lawfully be spoken of in them.
_WIDE = frozenset(("其他行政权力", "公共服务"))
_OTHER_TYPE = "他类用语."
_ON_APPLICATION = "依申请"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _template(item: Item, context: Context) -> Mapping[str, str]:
    """Return the stages of the item's type, each with the pattern of its ways of writing."""
    return context.replacements(f"责任环节.{item.type}")


@item_check
def lacks_stages(item: Item, context: Context) -> Iterator[Hit]:
    """RES002: the duties leave out stages that every item of the type goes through."""
    template = _template(item, context)
    if not template or not item.responsibilities:
        return
    stages = [duty.stage for duty in item.responsibilities if duty.stage]
    if not stages:
        yield Hit(("责任事项",), {"应有": "、".join(template)}, variant="没有环节", key="没有环节")
        return
    written = "\n".join(stages)
    missing = [stage for stage, pattern in template.items() if not _compiled(pattern).search(written)]
    if missing:
        yield Hit(("责任事项",), {"缺": "、".join(missing)}, variant="缺环节", key="、".join(missing))


@item_check
def stages_without_duty(item: Item, context: Context) -> Iterator[Hit]:
    """RES004: the procedure has a stage for which nobody is responsible."""
    if item.guide is None or not item.guide.steps:
        return
    duties = [duty.stage for duty in item.responsibilities if duty.stage]
    if not duties:
        return
    own = any_of(context.phrases("流程自身环节"))
    template = tuple(_template(item, context).values())
    written = "\n".join([*duties, *(duty.content for duty in item.responsibilities)])
    for index, step in enumerate(item.guide.steps):
        if step.stage in written or own.search(step.stage) or fold(step.stage) in fold(written):
            continue
        same = [_compiled(pattern) for pattern in template if _compiled(pattern).search(step.stage)]
        if not any(pattern.search(stage) for pattern in same for stage in duties):
            yield Hit(("办事指南", "办理流程", index, "环节"), {"环节": step.stage}, key=step.stage)


@item_check
def only_catch_all(item: Item, context: Context) -> Iterator[Hit]:
    """RES006: no case of accountability says more than that other violations are answered for."""
    catch_all = any_of(context.phrases("兜底追责"))
    last = ""
    for case in item.accountability.cases:
        for last in pieces(case):
            if len(last) > _LONGEST_CATCH_ALL or not catch_all.search(fold(last)):
                return
    if last:
        yield Hit(("追责", "情形"), {"兜底": last}, key="只有兜底")


@item_check
def wording_of_another_type(item: Item, context: Context) -> Iterator[Hit]:
    """RES007: duties or cases of accountability are those of another type of power."""
    foreign = _foreign(item, context)
    if not foreign:
        return
    duties = [(("责任事项", index, "内容"), duty.content) for index, duty in enumerate(item.responsibilities)]
    cases = [(("追责", "情形", index), case) for index, case in enumerate(item.accountability.cases)]
    for field, texts in (("责任事项", duties), ("追责情形", cases)):
        whole = "\n".join([text for _, text in texts])
        for other, pattern in foreign:
            found = ((path, pattern.search(text)) for path, text in texts) if pattern.search(whole) else ()
            path, match = next((pair for pair in found if pair[1]), ((), None))
            if match:
                values = {"类型": item.type, "他类": other, "命中": match[0], "字段": field}
                yield Hit(path, values, part=match.span(), key=other)


def _foreign(item: Item, context: Context) -> list[tuple[str, re.Pattern[str]]]:
    """Return the other types whose own wordings may not occur in an item."""
    found = []
    for name in context.profile.phrases:
        if not name.startswith(_OTHER_TYPE):
            continue
        other = name.removeprefix(_OTHER_TYPE)
        if other == item.type or (other in ("行政许可", _ON_APPLICATION) and item.type in _WIDE):
            continue
        if other == _ON_APPLICATION and (context.applied_for(item.type) or item.type == "行政征收"):
            continue
        found.append((other, any_of(context.phrases(name))))
    return found


@item_check
def lacks_bases(item: Item, _context: Context) -> Iterator[Hit]:
    """RES010: duties or accountability are stated without the law they rest on."""
    if not item.accountability.basis:
        yield Hit(("追责", "依据"), {}, variant="追责", key="追责")
    without = [index for index, duty in enumerate(item.responsibilities) if not duty.basis]
    if not without:
        return
    if len(without) == len(item.responsibilities):
        yield Hit(("责任事项",), {}, variant="责任事项", key="责任事项")
        return
    duties = item.responsibilities
    named = "、".join(duties[index].stage or f"第 {index + 1} 项" for index in without)
    yield Hit(("责任事项", without[0], "依据"), {"环节": named}, variant="部分", key="责任事项")
