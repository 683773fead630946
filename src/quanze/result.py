"""The result of a check: what every report is a pure function of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.finding import GATES, SEVERITIES, Finding, Gate, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


#: The ground of a rule of the craft: it claims no other.
CRAFT = "工程规则"


@dataclass(frozen=True, slots=True)
class RuleLabel:
    """What a report prints of a rule; `family` is the family's name as a reader knows it (法律依据).

    `statutes` and `policies` are shown apart; `grounds` is the ground word for word as the rulebook
    gives it (CRAFT for a rule of the craft).
    """

    code: str
    name: str
    family: str
    severity: Severity
    gate: Gate
    grounds: str
    statutes: tuple[str, ...]
    policies: tuple[str, ...]
    explanation: str
    remedy: str


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not be run, why, and how many items it would have judged."""

    rule: str
    reason: str
    items: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Citations that could be judged neither way, counted by reason (未收录, 文本过旧, 无全文)."""

    reason: str
    count: int
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawTableLabel:
    """Which law table was used: the date up to which it is complete, and its checksum."""

    cut_off: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RuleTime:
    """Seconds one rule took over the whole list (`--timing`)."""

    rule: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a list that is reported: the paths that were asked for, and the items and files in them."""

    paths: tuple[str, ...]
    items: int
    files: int


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one list.

    `findings` are in report order and hold only what applies at `gate`; `passes` is the highest gate
    at which the list has no finding of severity error, None when it has one even at 采集 or when the
    command line left rules out; `blocking` counts the errors that keep the list from each gate.
    `scope` is what the report is restricted to, None for the whole list: `findings`, `not_run` and
    `unknown` are of it, `items`, `passes` and `blocking` of the whole list. `narrowed` is the number of
    rules the command line left, None for all; `switched_off` the number quanze.yaml leaves out.
    `configured` = there is a quanze.yaml. `items_by_department` holds every 实施主体 with its number of
    items. `short_names` maps a department's full name to its 简称, `item_names` the file of an item with
    findings to its 名称.
    """

    name: str
    gate: Gate
    as_of: str
    version: str
    rulebook: str
    items: int
    files: int
    departments: int
    findings: tuple[Finding, ...]
    rules: Mapping[str, RuleLabel]
    passes: Gate | None
    blocking: Mapping[Gate, int]
    not_run: tuple[NotRun, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    law_table: LawTableLabel | None = None
    commit: str | None = None
    waived: int = 0
    baselined: int = 0
    items_by_department: Mapping[str, int] = field(default_factory=dict)
    short_names: Mapping[str, str] = field(default_factory=dict)
    item_names: Mapping[str, str] = field(default_factory=dict)
    aggregate_share: float = 0.2
    timing: tuple[RuleTime, ...] = ()
    scope: Scope | None = None
    narrowed: int | None = None
    switched_off: int = 0
    configured: bool = True

    @property
    def empty(self) -> bool:
        """Say whether no file of the list lies in what was asked for."""
        return self.scope.files == 0 if self.scope else self.items == 0

    @property
    def idle(self) -> bool:
        """Say whether none of the rules the command line left could be run."""
        return self.narrowed is not None and self.narrowed <= len({skipped.rule for skipped in self.not_run})

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(f.severity == severity for f in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Return the number of findings of every severity, most severe first."""
        return {severity: self.count(severity) for severity in SEVERITIES}

    def label(self, code: str) -> RuleLabel:
        """Return the label of a rule; one that shows only the code where the rulebook has none."""
        found = self.rules.get(code)
        return found or RuleLabel(code, "", "其他", "error", "采集", "", (), (), "", "")

    def next_gate(self) -> Gate | None:
        """Return the first gate the list does not pass, None when it passes all."""
        passed = -1 if self.passes is None else GATES.index(self.passes)
        return GATES[passed + 1] if passed + 1 < len(GATES) else None


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings of one rule with one cause, as one line of a report.

    `aggregated` = they hit more than the configured share of the items and are shown once with
    three samples; `items` counts distinct items (files, outside items).
    """

    rule: str
    severity: Severity
    findings: tuple[Finding, ...]
    items: int
    aggregated: bool


@dataclass(frozen=True, slots=True)
class SubCause:
    """Findings of one rule that share one `Finding.cause`: one repealed law, one placeholder."""

    cause: str
    findings: tuple[Finding, ...]
    items: int


def touched(findings: Iterable[Finding]) -> int:
    """Count the distinct items that findings hit (files, outside items): what every table counts."""
    return len({f.item or f.file for f in findings})


def samples(findings: Iterable[Finding], limit: int = 3) -> tuple[Finding, ...]:
    """Return the first finding of each item, of at most `limit` items, in report order."""
    first: dict[str, Finding] = {}
    for finding in findings:
        first.setdefault(finding.item or finding.file, finding)
        if len(first) == limit:
            break
    return tuple(first.values())


def by_cause(findings: Iterable[Finding]) -> tuple[SubCause, ...]:
    """Group findings of one rule by their cause: most items first, then the cause's text."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.cause, []).append(finding)
    kinds = [SubCause(cause, tuple(group), touched(group)) for cause, group in groups.items()]
    return tuple(sorted(kinds, key=lambda kind: (-kind.items, kind.cause)))


def by_rule(result: Result) -> tuple[Cause, ...]:
    """Group the findings by rule and severity: most severe first, then most items, then code.

    Among errors those come first that keep the list from its next gate. A group that hits more than
    `aggregate_share` of the items that are shown (and more than 20) is aggregated.
    """
    groups: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in result.findings:
        groups.setdefault((finding.rule, finding.severity), []).append(finding)
    shown = result.scope.items if result.scope else result.items
    causes = []
    for (rule, severity), findings in groups.items():
        items = touched(findings)
        many = items > 20 and items > result.aggregate_share * max(shown, 1)
        causes.append(Cause(rule, severity, tuple(findings), items, many))
    causes.sort(key=lambda c: (SEVERITIES.index(c.severity), not blocks(result, c), -c.items, c.rule))
    return tuple(causes)


def blocks(result: Result, cause: Cause) -> bool:
    """Say whether a cause keeps the list from the next gate it does not pass."""
    ahead = result.next_gate()
    if ahead is None or cause.severity != "error":
        return False
    return any(GATES.index(finding.gate) <= GATES.index(ahead) for finding in cause.findings)
