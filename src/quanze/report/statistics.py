"""`--statistics`: how often each rule was broken; `--timing`: how long each took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import SEVERITY_NAMES
from quanze.report.layout import number, one_line, right
from quanze.result import by_rule
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from quanze.finding import Severity
    from quanze.report.view import View
    from quanze.result import Result


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule was broken: findings, and the distinct items they hit."""

    rule: str
    name: str
    severity: Severity
    findings: int
    items: int


def counts(result: Result) -> tuple[RuleCount, ...]:
    """Count every rule that has findings: most severe first, then most items, then code."""
    return tuple(
        RuleCount(cause.rule, result.label(cause.rule).name, cause.severity, len(cause.findings), cause.items)
        for cause in by_rule(result)
    )


def lines(result: Result, view: View) -> list[str]:
    """Return what was asked for besides the findings: the counts of every rule, the seconds each took.

    The tables are at most as wide as the view; nothing when neither was asked for.
    """
    counted, timed = _counts(result, view) if view.statistics else [], _timing(result)
    return [*counted, *([""] if counted and timed else []), *timed]


def _counts(result: Result, view: View) -> list[str]:
    rows = counts(result)
    if not rows:
        return ["按规则  没有发现问题"]
    name = min(view.width - 37, max(width(one_line(row.name)) for row in rows))
    name = max(name, 4)
    heading = f"{pad('级别', 6)}{pad('代码', 10)}{pad('名称', name)}{right('处', 9)}{right('项', 9)}"
    return [
        heading,
        *(
            f"{pad(SEVERITY_NAMES[row.severity], 6)}{pad(row.rule, 10)}{pad(clip(one_line(row.name), name), name)}"
            f"{right(number(row.findings), 9)}{right(number(row.items), 9)}"
            for row in rows
        ),
    ]


def _timing(result: Result) -> list[str]:
    """Return the seconds of each rule, slowest first; empty when they were not measured."""
    slowest = sorted(result.timing, key=lambda time: (-time.seconds, time.rule))
    if not slowest:
        return []
    return [f"{pad('规则', 10)}{right('用时 (秒)', 12)}", *(f"{pad(t.rule, 10)}{t.seconds:12.3f}" for t in slowest)]
