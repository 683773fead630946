"""The item phase: one file → its findings and facts. Nothing here looks at a second file."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quanze.absent import is_absent, means_absent
from quanze.engine.dispatch import Step, Steps, applies, steps_for
from quanze.engine.locating import Owner, finding_of, reading_finding
from quanze.expression import ExpressionError
from quanze.finding import Finding, Hit, Unsure
from quanze.model.item_reading import read_item
from quanze.rules.build import values
from quanze.rules.check import TextCheck
from quanze.rules.checks.changes import element_digests
from quanze.rules.facts import Facts, facts_of
from quanze.rules.suspects import Suspects
from quanze.rules.texts import Texts
from quanze.safe_name import safe_name
from quanze.source import DEFAULT_LIMITS, Limits, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.engine.extra_schema import ExtraSchema
    from quanze.engine.gathering import File
    from quanze.finding import Severity
    from quanze.model.item import Item
    from quanze.model.validation import Vocabulary
    from quanze.rulebook import Rule
    from quanze.rules.context import Context
    from quanze.rules.judged import Judging
    from quanze.source import Document, Tree

#: Stands among the rules in `--timing` for judging the citations, which is done once for all of them.
JUDGING = "依据判定"
#: Stands there for finding out which texts have to be seen by which rules, which is also done for all of them.
GLANCING = "文字初看"


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What one file gave. `facts` is None when no item could be read from it."""

    file: str
    findings: tuple[Finding, ...]
    facts: Facts | None
    unsure: tuple[Unsure, ...] = ()
    crashed: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemPhase:
    """Everything the item phase needs, the same for every file.

    `speaking` are the rules by code that findings of reading and typing come under; `rules` those
    with a check over one item, in order. `timed` = take the seconds of every rule.
    """

    context: Context
    vocabulary: Vocabulary
    speaking: Mapping[str, Rule]
    rules: Sequence[Rule]
    severities: Mapping[str, Severity]
    limits: Limits = DEFAULT_LIMITS
    timed: bool = False
    extra_schema: ExtraSchema | None = None
    #: Which text checks have to see which texts, remembered over the items.
    suspects: Suspects = field(init=False)
    #: Type → its rules, remembered when the first item of the type comes.
    _steps: dict[str, Steps] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        checks = (rule.check for rule in self.rules if isinstance(rule.check, TextCheck))
        object.__setattr__(self, "suspects", Suspects(checks, self.context))

    def steps(self, item: Item) -> Steps:
        """Return the rules that may apply to an item, in order."""
        kind = "" if is_absent(item.type) else item.type
        found = self._steps.get(kind)
        if found is None:
            found = self._steps[kind] = steps_for(self.rules, kind, self.suspects)
        return found

    def run(self, file: File) -> ItemOutcome:
        """Read and judge one file."""
        reading = read(file.path, file.name, self.limits)
        findings = [
            reading_finding(self.speaking[p.code], p, file.name, self.severities)
            for p in reading.problems
            if p.code in self.speaking
        ]
        document = reading.document
        if document is None:
            return ItemOutcome(file.name, tuple(findings), None)
        return self.judge(document, findings)

    def _elements(self, root: Tree) -> tuple[tuple[str, str], ...]:
        return element_digests(root) if self.context.previous is not None else ()

    def judge(self, document: Document, before: Iterable[Finding] = ()) -> ItemOutcome:
        """Judge a document that was read."""
        root = document.root
        texts = Texts(root)
        item, hits = read_item(root, self.vocabulary, filled=texts.filled, refused=document.refused)
        if self.extra_schema is not None:
            hits = (*hits, *self.extra_schema.hits(root))
        facts = facts_of(item, document.file, self._elements(root)) if item is not None else None
        owner = Owner(facts.code, facts.department) if facts else Owner()
        desk = _Desk(self, document, owner, item)
        findings = list(before)
        findings += [desk.finding(self.speaking[h.rule], h.hit) for h in hits if h.rule in self.speaking]
        if item is None:
            return ItemOutcome(document.file, tuple(findings), None)
        findings += desk.misplaced()
        desk.run_rules(item, texts)
        return ItemOutcome(
            document.file, (*findings, *desk.findings), facts, tuple(desk.unsure), desk.crashed, desk.seconds
        )


class _Desk:
    """One item on the desk: its document, and what was found so far."""

    def __init__(self, phase: ItemPhase, document: Document, owner: Owner, item: Item | None) -> None:
        self._phase = phase
        self._document = document
        self._owner = owner
        self._names = values(item, phase.context) if item is not None else {}
        self.findings: list[Finding] = []
        self.unsure: list[Unsure] = []
        self.seconds: dict[str, float] = {}
        self.crashed = False

    def finding(self, rule: Rule, hit: Hit) -> Finding:
        return finding_of(rule, hit, self._document, self._owner, self._names, self._phase.severities)

    def misplaced(self) -> list[Finding]:
        rule = self._phase.speaking.get("SCH013")
        hits = misplaced(self._document.file, self._owner) if rule else ()
        return [self.finding(rule, hit) for hit in hits if rule]

    def run_rules(self, item: Item, texts: Texts) -> None:
        """Run every rule over the item; of one that asks about an unreadable field nothing is said."""
        phase, context, names = self._phase, self._phase.context, self._names
        steps = phase.steps(item)
        clock = _Clock(context.judging) if phase.timed else None
        for step in steps.items:
            try:
                if not step.asks or applies(step.rule, item, names):
                    for hit in step.run(item, context):
                        self._take(step.rule, hit)
            except Exception as error:  # noqa: BLE001 - a rule that crashes must not hide the others
                self._stopped(step.rule, error)
            if clock is not None:
                self.seconds[step.rule.code] = clock.since_last()
        self._run_text_rules(steps.texts, item, texts, clock)
        if clock is not None:
            self.seconds[JUDGING] = clock.judging

    def _run_text_rules(self, steps: Sequence[Step[Texts]], item: Item, texts: Texts, clock: _Clock | None) -> None:
        suspects, context = self._phase.suspects, self._phase.context
        concerned = suspects.concerned(texts)
        if clock is not None:
            self.seconds[GLANCING] = clock.since_last()
        for step in steps:
            if step.bit and not step.bit & concerned:
                continue
            try:
                if not step.asks or applies(step.rule, item, self._names):
                    for hit in step.run(suspects.shown(texts, step.bit), context):
                        self._take(step.rule, hit)
            except Exception as error:  # noqa: BLE001 - a rule that crashes must not hide the others
                self._stopped(step.rule, error)
            if clock is not None:
                self.seconds[step.rule.code] = clock.since_last()

    def _take(self, rule: Rule, hit: Hit | Unsure) -> None:
        if isinstance(hit, Unsure):
            self.unsure.append(hit)
        else:
            self.findings.append(self.finding(rule, hit))

    def _stopped(self, rule: Rule, error: Exception) -> None:
        """Take note of a rule that did not come to its end: it asked about what could not be read, or crashed."""
        if means_absent(error):
            return
        self.crashed = True
        speaking = self._phase.speaking.get("RUN001")
        if speaking:
            what = {"规则": f"{rule.code} {rule.name}", "原因": _reason(error)}
            self.findings.append(self.finding(speaking, Hit(("编码",), what, key=rule.code)))


class _Clock:
    """Takes the seconds of each rule, and apart from them those in which citations were judged.

    Judging is done once for all rules that ask for it; the first of them is not to blame for it.
    """

    def __init__(self, judging: Judging | None) -> None:
        self._judging = judging
        self._before = judging.seconds if judging is not None else 0.0
        self._last = time.perf_counter()
        self.judging = 0.0

    def since_last(self) -> float:
        """Return the seconds since the last call, without judging."""
        now = time.perf_counter()
        judged = self._judging.seconds - self._before if self._judging is not None else 0.0
        spent = now - self._last - judged
        self.judging += judged
        self._before += judged
        self._last = now
        return spent


def _reason(error: Exception) -> str:
    """Say why a rule crashed: what its expression met, else the kind of the error."""
    return error.message if isinstance(error, ExpressionError) else type(error).__name__


def misplaced(file: str, owner: Owner) -> Iterable[Hit]:
    """Report a file whose name or folder is not that of its item (SCH013)."""
    where = PurePosixPath(file)
    names = [("编码", where.stem, owner.code)]
    if len(where.parts) > 1:
        names.append(("实施主体", where.parent.name, owner.department))
    for key, written, should in names:
        if should and written != safe_name(should):
            yield Hit((key,), {"现在": written, "应为": should}, variant=key, key=key)
