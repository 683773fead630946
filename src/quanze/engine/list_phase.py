"""The list phase: rules over groups of facts. Nothing here sees an item itself."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.absent import means_absent
from quanze.engine.locating import Documents, Owner, bare_finding, finding_of
from quanze.finding import Finding, Hit
from quanze.rules.check import ListCheck, ListHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.finding import Severity
    from quanze.rulebook import Rule
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class ListOutcome:
    """What the list rules found, and the codes of those that crashed."""

    findings: tuple[Finding, ...]
    crashed: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPhase:
    """Everything the list phase needs. `documents` reads a file again to find the place of a hit."""

    context: Context
    rules: Sequence[Rule]
    speaking: Mapping[str, Rule]
    severities: Mapping[str, Severity]
    documents: Documents

    def run(self, every: Sequence[Facts]) -> ListOutcome:
        """Run every list rule over its groups, the groups in order of their keys."""
        found: list[tuple[Rule, ListHit]] = []
        crashed: list[str] = []
        seconds: dict[str, float] = {}
        for rule in self.rules:
            started = time.perf_counter()
            try:
                found += [(rule, hit) for hit in run_check(rule, every, self.context)]
            except Exception as error:  # noqa: BLE001 - a rule that crashes must not hide the others
                crashed.append(rule.code)
                found += self._crash(rule, error, every)
            seconds[rule.code] = time.perf_counter() - started
        return ListOutcome(tuple(self._findings(found, every)), tuple(crashed), seconds)

    def _findings(self, found: list[tuple[Rule, ListHit]], every: Sequence[Facts]) -> Iterable[Finding]:
        """Find the places of the hits, file by file, so that each file is read once."""
        owners = {facts.file: Owner(facts.code, facts.department) for facts in every}
        for rule, one in sorted(found, key=lambda pair: pair[1].file):
            document = self.documents(one.file)
            if document is None:
                yield bare_finding(rule, one.hit, one.file, self.severities)
            else:
                owner = owners.get(one.file, Owner())
                yield finding_of(rule, one.hit, document, owner, {}, self.severities)

    def _crash(self, rule: Rule, error: Exception, every: Sequence[Facts]) -> Iterable[tuple[Rule, ListHit]]:
        speaking = self.speaking.get("RUN001")
        if speaking and every:
            what = {"规则": f"{rule.code} {rule.name}", "原因": type(error).__name__}
            yield speaking, ListHit(every[0].file, Hit(("编码",), what, key=rule.code))


def run_check(rule: Rule, every: Sequence[Facts], context: Context) -> Iterable[ListHit]:
    """Yield the hits of one list rule over all groups of the list."""
    check = rule.check
    if not isinstance(check, ListCheck):
        return
    groups: dict[str, list[Facts]] = {key: [] for key in check.always}
    for facts in every:
        if rule.applies and not _applies(rule, facts):
            continue
        for key in check.key(facts, context):
            groups.setdefault(key, []).append(facts)
    for key in sorted(key for key, group in groups.items() if len(group) >= check.least or key in check.always):
        try:
            yield from check.run(key, tuple(groups[key]), context)
        except Exception as error:
            if not means_absent(error):  # a field of a reference file that could not be read has its own finding
                raise


def _applies(rule: Rule, facts: Facts) -> bool:
    return all(getattr(facts, _FILTERS[name]) in allowed for name, allowed in rule.applies.items())


#: The fields a list rule may be filtered by: key → attribute of the facts.
_FILTERS = {"类型": "type", "状态": "status", "权力来源": "source", "主体性质": "subject_nature"}
