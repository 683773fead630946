"""Family RSK: where integrity is at risk (廉政风险), how that is prevented, and who answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit
from quanze.rules.check import item_check
from quanze.rules.checks.elements import duty_contents, duty_path
from quanze.rules.checks.remembered import Place, place_in, places_among
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.finding import Path, Severity
    from quanze.model.guide import Step
    from quanze.model.item import Item
    from quanze.rules.context import Context

_OWN = "法定本级行使"
#: A licence decided on the spot (行政许可法34二) is lawfully in one hand.
_ON_THE_SPOT = "即办件"
#: The stages that must not all be in one hand, in the words of the profile's template.
_STAGES = ("受理", "审查", "决定")
#: Ranks that every office has.
_RANKS = frozenset(("负责人", "主要负责人", "分管负责人", "工作人员"))


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
    guide = item.guide
    alone = context.phrases("一人核查")
    if guide is not None and guide.steps:
        if guide.case_kind != _ON_THE_SPOT and context.applied_for(item.type):
            yield from _one_post(guide.steps, context.replacements("责任环节.行政许可"))
        for index, step in enumerate(guide.steps):
            found = place_in(step.standard, alone) if step.standard else None
            if found and step.standard:
                yield _alone(("办事指南", "办理流程", index, "标准"), step.standard, found)
    duties = duty_contents(item)
    for index, place in places_among(duties, alone):
        yield _alone(duty_path(index), duties[index], place)


def _alone(path: Path, text: str, place: Place) -> Hit:
    return Hit(path, {"命中": text[slice(*place)]}, variant="一人核查", part=place, key="一人核查")


def _one_post(steps: tuple[Step, ...], template: Mapping[str, str]) -> Iterator[Hit]:
    posts = [step.post for step in steps]
    if len(set(posts)) == len(posts):
        return  # the usual case: everybody has a post of his own
    hands: dict[str, set[str]] = {stage: set() for stage in _STAGES}
    decided = 0
    for index, step in enumerate(steps):
        stage = next((s for s in _STAGES if s in template and place_in(step.stage, (template[s],))), "")
        if stage:
            hands[stage].add(_hand(step))
            decided = index if stage == "决定" else decided
    all_hands = set[str]().union(*hands.values())
    if all(hands.values()) and len(all_hands) == 1 and "" not in all_hands:
        path = ("办事指南", "办理流程", decided, "岗位")
        yield Hit(path, {"岗位": steps[decided].post}, variant="同一岗位", key="同一岗位")


def _hand(step: Step) -> str:
    """Return what names the post of a step: a mere rank (负责人) names one only together with its office."""
    post = fold(step.post or "")
    return f"{fold(step.office or '')} {post}" if post in _RANKS else post
