"""Family RES, first part: duties by stage, catch-all accountability, texts of another type, missing bases."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.rules.checks.elements import duty_contents, duty_path
from quanze.rules.checks.numbering import pieces
from quanze.rules.checks.wording import any_of
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.item import Item
    from quanze.rules.checks.remembered import Place
    from quanze.rules.context import Context

#: A catch-all is short; a longer sentence says something of its own.
_LONGEST_CATCH_ALL = 60
#: Types that are so wide that an application or a licence may lawfully be spoken of in them.
_WIDE = frozenset(("其他行政权力", "公共服务"))
_OTHER_TYPE = "他类用语."
_ON_APPLICATION = "依申请"


#: What a step of the procedure means where duties only mention its word: holding a hearing is more than
#: telling of the right to one, publishing a decision more than showing which materials are needed.
_MEANT = {
    "听证": re.compile(r"(?:举行|组织|开展|进行|召开|主持|参加)[^，。；;\n]{0,8}听证|听证(?:会|程序|笔录|主持人)"),
    "公示": re.compile(r"公示(?![^，。；;\n]{0,12}(?:材料|条件|目录|示范文本|依据))"),
}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@item_check
def lacks_stages(item: Item, context: Context) -> Iterator[Hit]:
    """RES002: the duties leave out stages that every item of the type goes through."""
    template = context.replacements(f"责任环节.{item.type}")
    if not template or not item.responsibilities:
        return
    stages = [duty.stage for duty in item.responsibilities]
    written = "\n".join([stage for stage in stages if stage])
    if not written:
        expected = "、".join(template)
        yield Hit(("责任事项",), {"应有": expected}, variant="没有环节", part="key", key="没有环节")
        return
    missing = [stage for stage in template if stage not in written and not _compiled(template[stage]).search(written)]
    if missing:
        yield Hit(("责任事项",), {"缺": "、".join(missing)}, variant="缺环节", part="key", key="、".join(missing))


@item_check
def stages_without_duty(item: Item, context: Context) -> Iterator[Hit]:
    """RES004: the procedure has a stage for which nobody is responsible.

    A stage that every item of the type has is RES002's business.
    """
    if item.guide is None or not item.guide.steps:
        return
    stages = tuple([duty.stage for duty in item.responsibilities])
    if not any(stages):
        return
    steps = tuple([step.stage for step in item.guide.steps])
    ways = tuple(context.replacements(f"责任环节.{item.type}").values())
    unnamed = _unnamed(steps, stages, context.phrases("流程自身环节"), ways)
    told = "\n".join(duty_contents(item)) if unnamed else ""
    for index in unnamed:
        if not _is_told(steps[index], told):
            yield Hit(("办事指南", "办理流程", index, "环节"), {"环节": steps[index]}, key=steps[index])


@lru_cache(maxsize=2048)
def _unnamed(
    steps: tuple[str, ...], stages: tuple[str | None, ...], own: tuple[str, ...], ways: tuple[str, ...]
) -> tuple[int, ...]:
    """Return the indices of the steps that no stage of the duties names; nor is it one that every item has."""
    named = "\n".join(stage for stage in stages if stage)
    return tuple(
        index
        for index, step in enumerate(steps)
        if not (fold(step) in fold(named) or any_of(own).search(step) or _is_usual(step, named, ways))
    )


def _is_usual(step: str, named: str, ways: tuple[str, ...]) -> bool:
    """Say whether a step is a stage that every item of the type has: those are RES002's business."""
    special = next((word for word in _MEANT if word in step), "")
    if special:
        return special in named
    return any(_compiled(pattern).search(step) for pattern in ways)


def _is_told(step: str, told: str) -> bool:
    """Say whether what the duties say answers for a step."""
    for word, meaning in _MEANT.items():
        if word in step:
            return meaning.search(told) is not None
    return fold(step) in fold(told)


@item_check
def only_catch_all(item: Item, context: Context) -> Iterator[Hit]:
    """RES006: no case of accountability says more than that other violations are answered for."""
    last = _only_catch_all(item.accountability.cases, context.phrases("兜底追责"))
    if last:
        yield Hit(("追责", "情形"), {"兜底": last}, part="key", key="只有兜底")


@lru_cache(maxsize=2048)
def _only_catch_all(cases: tuple[str, ...], patterns: tuple[str, ...]) -> str:
    """Return the last catch-all when some cases hold nothing else, "" when one says something of its own."""
    last = ""
    for case in cases:
        for last in pieces(case):
            if len(last) > _LONGEST_CATCH_ALL or not any_of(patterns).search(fold(last)):
                return ""
    return last


@item_check
def wording_of_another_type(item: Item, context: Context) -> Iterator[Hit]:
    """RES007: duties or cases of accountability are those of another type of power."""
    foreign = _foreign(item.type, context)
    if not foreign:
        return
    search = _any_foreign(foreign).search
    for field, texts in (("责任事项", duty_contents(item)), ("追责情形", item.accountability.cases)):
        if search("\n".join(texts)) is None:
            continue
        for other, index, place in _foreign_wordings(texts, foreign):
            path = duty_path(index) if field == "责任事项" else ("追责", "情形", index)
            values = {"类型": item.type, "他类": other, "命中": texts[index][slice(*place)], "字段": field}
            yield Hit(path, values, part=place, key=other)


@lru_cache(maxsize=2048)
def _foreign_wordings(
    texts: tuple[str, ...], foreign: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[tuple[str, int, Place], ...]:
    """Return the first wording of each other type: the type, the index of the text and the place in it."""
    found = ((other, _first_place(texts, patterns)) for other, patterns in foreign)
    return tuple((other, *first) for other, first in found if first)


@lru_cache(maxsize=64)
def _any_foreign(foreign: tuple[tuple[str, tuple[str, ...]], ...]) -> re.Pattern[str]:
    return any_of(tuple(pattern for _, patterns in foreign for pattern in patterns))


def _first_place(texts: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[int, Place] | None:
    for index, text in enumerate(texts):
        found = any_of(patterns).search(text)
        if found:
            return index, found.span()
    return None


def _foreign(item_type: str, context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the other types whose own wordings may not occur in an item, with the patterns of those."""
    lists = tuple(context.profile.phrases)
    others = _other_types(lists, item_type, on_application=context.applied_for(item_type))
    return tuple([(other, context.phrases(_OTHER_TYPE + other)) for other in others])


@lru_cache(maxsize=256)
def _other_types(lists: tuple[str, ...], item_type: str, *, on_application: bool) -> tuple[str, ...]:
    """Return the other types among the word lists of a profile (by their names) that may not be spoken of."""
    allowed = {item_type}
    if item_type in _WIDE:
        allowed |= {"行政许可", _ON_APPLICATION}
    if on_application or item_type == "行政征收":
        allowed.add(_ON_APPLICATION)
    others = (name.removeprefix(_OTHER_TYPE) for name in lists if name.startswith(_OTHER_TYPE))
    return tuple(other for other in others if other not in allowed)


@item_check
def lacks_bases(item: Item, _context: Context) -> Iterator[Hit]:
    """RES010: duties or accountability are stated without the law they rest on."""
    if not item.accountability.basis:
        yield Hit(("追责", "依据"), {}, variant="追责", key="追责")
    without = [index for index, duty in enumerate(item.responsibilities) if not duty.basis]
    if not without:
        return
    if len(without) == len(item.responsibilities):
        yield Hit(("责任事项",), {}, variant="责任事项", part="key", key="责任事项")
        return
    duties = item.responsibilities
    named = "、".join(duties[index].stage or f"第 {index + 1} 项" for index in without)
    yield Hit(("责任事项", without[0], "依据"), {"环节": named}, variant="部分", key="责任事项")
