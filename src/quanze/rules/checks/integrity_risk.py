"""Family RSK: where integrity is at risk (廉政风险), how that is prevented, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.rules.checks.wording import any_of
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path, Severity
    from quanze.model.guide import Step
    from quanze.model.item import Item
    from quanze.rules.context import Context

_OWN = "法定本级行使"
#: A licence decided on the spot (行政许可法34二) is lawfully in one hand.
_ON_THE_SPOT = "即办件"
#: The stages that must not all be in one hand, in the words of the profile's template.
_STAGES = ("受理", "审查", "决定")


@item_check
def lacks_risks(item: Item, _context: Context) -> Iterator[Hit]:
    """RSK001: no risk point is named. An error for a delegated power."""
    if item.integrity_risks or item.type == "公共服务":
        return
    if item.source == _OWN:
        yield Hit(("廉政风险",), {}, variant="没有", key="没有")
    else:
        yield Hit(("廉政风险",), {"来源": item.source}, variant="放权", key="放权", severity="error")


@item_check
def lacks_prevention(item: Item, _context: Context) -> Iterator[Hit]:
    """RSK003: a risk point has no measures, or no post that answers for it. A warning for a low risk."""
    for index, risk in enumerate(item.integrity_risks):
        missing = [key for key, value in (("防控措施", risk.measures), ("责任人", risk.owner)) if not value]
        if missing:
            name = risk.stage or risk.form or f"第 {index + 1} 个"
            severity: Severity | None = "warning" if not is_absent(risk.grade) and risk.grade == "低" else None
            values = {"环节": name, "缺": "和".join(missing)}
            yield Hit(("廉政风险", index, missing[0]), values, key="、".join(missing), severity=severity)


@item_check
def one_hand(item: Item, context: Context) -> Iterator[Hit]:
    """RSK005: acceptance, examination and decision lie with one post; or one person alone inspects."""
    steps = item.guide.steps if item.guide is not None else ()
    if steps and item.guide and item.guide.case_kind != _ON_THE_SPOT and context.applied_for(item.type):
        yield from _one_post(steps, context)
    alone = any_of(context.phrases("一人核查"))
    for path, text in _told(item, steps):
        found = alone.search(text) if text else None
        if found:
            yield Hit(path, {"命中": found[0]}, variant="一人核查", part=found.span(), key="一人核查")


def _one_post(steps: tuple[Step, ...], context: Context) -> Iterator[Hit]:
    template = context.replacements("责任环节.行政许可")
    posts: dict[str, set[str]] = {stage: set() for stage in _STAGES}
    decided = 0
    for index, step in enumerate(steps):
        stage = next((s for s in _STAGES if s in template and _is(step, template[s])), "")
        if stage:
            posts[stage].add(f"{fold(step.office or '')} {fold(step.post)}" if step.post else "")
            decided = index if stage == "决定" else decided
    hands = set[str]().union(*posts.values())
    if all(posts.values()) and len(hands) == 1 and "" not in hands:
        path = ("办事指南", "办理流程", decided, "岗位")
        yield Hit(path, {"岗位": steps[decided].post}, variant="同一岗位", key="同一岗位")


def _is(step: Step, pattern: str) -> bool:
    return bool(step.stage) and any_of((pattern,)).search(step.stage) is not None


def _told(item: Item, steps: tuple[Step, ...]) -> Iterator[tuple[Path, str | None]]:
    for index, step in enumerate(steps):
        yield ("办事指南", "办理流程", index, "标准"), step.standard
    for index, duty in enumerate(item.responsibilities):
        yield ("责任事项", index, "内容"), duty.content
