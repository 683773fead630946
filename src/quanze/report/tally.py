"""Counting items by department and by rule family: the two tables of every summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import SEVERITIES
from quanze.report.wording import department

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quanze.finding import Finding, Severity
    from quanze.result import Result


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: full name, name as shown, distinct items with a finding of each severity."""

    key: str
    name: str
    counts: Mapping[Severity, int]


def _rows(named: Iterable[tuple[str, Finding]], shown: Callable[[str], str]) -> tuple[Row, ...]:
    """Count distinct items by name and severity: most errors first, then warnings, then the name."""
    hit: dict[str, dict[Severity, set[str]]] = {}
    for name, finding in named:
        by_severity = hit.setdefault(name, {severity: set() for severity in SEVERITIES})
        by_severity[finding.severity].add(finding.item or finding.file)
    rows = [
        Row(name, shown(name), {severity: len(items) for severity, items in by_severity.items()})
        for name, by_severity in hit.items()
    ]
    return tuple(sorted(rows, key=lambda row: ([-row.counts[s] for s in SEVERITIES], row.name, row.key)))


def by_department(result: Result) -> tuple[Row, ...]:
    """Count the items with findings of each department that has any, shown by its short name."""
    return _rows(((f.department, f) for f in result.findings), lambda name: department(result, name))


def by_family(result: Result) -> tuple[Row, ...]:
    """Count the items with findings of each rule family that has any."""
    return _rows(((result.label(f.rule).family, f) for f in result.findings), str)
