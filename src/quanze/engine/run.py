"""One check of one list, from its settings to a Result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

import quanze
from quanze.engine.calendar import list_calendar
from quanze.engine.commit import commit_of
from quanze.engine.extra_schema import load_extra_schema
from quanze.engine.gathering import File, gather, report_name
from quanze.engine.item_phase import ItemPhase
from quanze.engine.law_table import Laws, open_laws
from quanze.engine.list_phase import ListPhase
from quanze.engine.locating import Owner, bare_finding, finding_of, with_places
from quanze.engine.other_lists import with_other_lists
from quanze.engine.reference_texts import worded_findings
from quanze.engine.references import read_references
from quanze.engine.roster import roster
from quanze.engine.scope import asked
from quanze.engine.selection import choose, with_context
from quanze.engine.settings import CONFIGURATION, load_settings
from quanze.engine.uncounted import uncounted
from quanze.engine.waivers import apply_baseline, apply_waivers, outside_the_guarded_file
from quanze.engine.workers import run_all
from quanze.finding import GATES, Finding, Gate, Hit
from quanze.result import LawTableLabel, NotRun, Result, RuleTime, Scope, Unknown
from quanze.rule import label
from quanze.rulebook import load
from quanze.rules.context import Context
from quanze.rules.judged import Judging
from quanze.source import Document, Limits, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from quanze.engine.extra_schema import ExtraSchema
    from quanze.engine.item_phase import ItemOutcome
    from quanze.engine.locating import Documents
    from quanze.engine.references import References, TableReader
    from quanze.engine.scope import Asked
    from quanze.engine.selection import Selection
    from quanze.engine.settings import Settings
    from quanze.engine.waivers import Waived, WaiverHit
    from quanze.rulebook import Rulebook
    from quanze.rules.facts import Facts

#: Called with the number of files done and of all files.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a check.

    `paths` restrict what is reported, not what is read: a rule over the list sees all of it. `gate`
    replaces the list's own. `jobs` = how many processes, 0 = as many as make sense.
    `previous` is an earlier state of the list, for the rules on changes; `tables` reads reference files
    that are tables.
    """

    as_of: dt.date
    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    gate: Gate | None = None
    timed: bool = False
    jobs: int = 1
    previous: tuple[Facts, ...] | None = None
    tables: TableReader | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The result, and whether a rule crashed (exit 4)."""

    result: Result
    crashed: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """What both phases of one check need, made from the settings and the request alone."""

    settings: Settings
    request: Request
    book: Rulebook
    selection: Selection
    references: References
    context: Context
    law_table: LawTableLabel
    extra_schema: ExtraSchema | None

    def item_phase(self) -> ItemPhase:
        """Return the item phase."""
        return ItemPhase(
            self.context,
            self.settings.vocabulary,
            self.selection.speaking,
            self.selection.item_rules,
            self.selection.severities,
            _limits(self.settings),
            self.request.timed,
            self.extra_schema,
        )


def prepare(settings: Settings, request: Request, *, other_lists: bool = True) -> Prepared:
    """Load rules and reference files. Raises SettingsError when what was asked makes no sense.

    Without `other_lists` the lists of the levels above and below are not read: item rules do not need them.
    """
    configuration = settings.configuration
    book = load(settings.vocabulary, settings.root / configuration.paths.rules, settings.root, examples=False)
    selection = choose(book, settings, request.select, request.ignore)
    references = read_references(settings, selection.speaking, selection.severities, request.tables)
    laws = open_laws(settings, references.laws)
    context = _context(settings, references, request, laws)
    context = with_other_lists(context, settings) if other_lists else context
    chosen, extra_schema = with_context(selection, context), load_extra_schema(settings)
    return Prepared(settings, request, book, chosen, references, context, laws.label, extra_schema)


def _item_phase_anew(root: Path, request: Request) -> ItemPhase:
    return prepare(load_settings(root), request, other_lists=False).item_phase()


def check(settings: Settings, request: Request, progress: Progress | None = None) -> Checked:
    """Check a list. Raises SettingsError when what was asked or configured makes no sense."""
    prepared = prepare(settings, request)
    selection, context = prepared.selection, prepared.context
    files = _files(settings, request)
    anew = partial(_item_phase_anew, settings.root, request)
    outcomes = run_all(prepared.item_phase(), files, request.jobs, anew, progress)
    facts = tuple(outcome.facts for outcome in outcomes if outcome.facts is not None)
    unread = [PurePosixPath(outcome.file) for outcome in outcomes if outcome.facts is None]
    context = replace(
        context,
        unread=frozenset(file.stem for file in unread),
        unread_in=frozenset(file.parent.name for file in unread),
    )
    documents = _documents(files, settings, request.tables)
    listed = ListPhase(context, selection.list_rules, selection.speaking, selection.severities, documents).run(facts)
    findings = [
        *_broken_rules(prepared),
        *prepared.references.findings,
        *worded_findings(prepared.references.worded, selection.item_rules, context, selection.severities),
        *with_places([*(f for outcome in outcomes for f in outcome.findings), *listed.findings], documents),
    ]
    waived, baselined = _accepted(findings, prepared)
    hits = (*waived.hits, *baselined.hits)
    findings = [*baselined.findings, *_waiver_findings(hits, prepared, documents)]
    crashed = bool(listed.crashed) or any(outcome.crashed for outcome in outcomes)
    result = _result(prepared, outcomes, facts, findings, (waived.count, baselined.count))
    return Checked(_timed(result, outcomes, listed.seconds) if request.timed else result, crashed)


def _limits(settings: Settings) -> Limits:
    parameters = settings.parameters
    return Limits(bytes=int(parameters["文件大小上限"]), depth=int(parameters["嵌套上限"]))


def _context(settings: Settings, references: References, request: Request, laws: Laws) -> Context:
    own = settings.configuration.settings
    departments, earlier = roster(references.departments, request.as_of)
    return Context(
        as_of=request.as_of,
        gate=request.gate or cast("Gate", own.gate),
        level=own.level or "",
        name=own.name,
        division=own.division or "",
        profile=settings.profile,
        parameters=settings.parameters,
        departments=departments or None,
        earlier=earlier,
        catalogue=references.catalogue,
        refusals=references.refusals,
        registers=references.registers,
        batches=references.batches,
        unreadable=references.unreadable,
        laws=laws.index,
        has_law_text=laws.index.has_text,
        judging=Judging(laws.index, request.as_of),
        previous={f.code: f for f in request.previous if f.code} if request.previous is not None else None,
        calendar=list_calendar(references.calendar),
    )


def _files(settings: Settings, request: Request) -> tuple[File, ...]:
    """Return the item files: those of the configured folder, or without quanze.yaml what was named."""
    if settings.written:
        folder = settings.root / settings.configuration.paths.items
        return gather(folder, settings.root) if folder.is_dir() else ()
    found: dict[str, File] = {}
    for path in request.paths:
        named = gather(path, settings.root) if path.is_dir() else (File(path, report_name(path, settings.root)),)
        found |= {file.name: file for file in named}
    return tuple(found[name] for name in sorted(found))


def _documents(files: Sequence[File], settings: Settings, tables: TableReader | None) -> Documents:
    """Return a reader of documents by their name in reports; the last few are kept."""
    paths, root, limits = {file.name: file.path for file in files}, settings.root, _limits(settings)

    @lru_cache(maxsize=512)
    def document(name: str) -> Document | None:
        if name not in paths and tables is not None and tables.takes(name):
            return tables.read(root / name, name, settings).document
        return read(paths.get(name, root / name), name, limits).document

    return document


def _accepted(findings: Sequence[Finding], prepared: Prepared) -> tuple[Waived, Waived]:
    """Take out what is waived, then what is in the baseline."""
    references = prepared.references
    own, refused = outside_the_guarded_file(references.editor_waivers, prepared.book.rules)
    waived = apply_waivers(findings, (*references.waivers, *own), prepared.request.as_of)
    waived = replace(waived, hits=(*waived.hits, *refused))
    return waived, apply_baseline(waived.findings, references.baseline)


def _waiver_findings(hits: Sequence[WaiverHit], prepared: Prepared, documents: Documents) -> list[Finding]:
    """Report what is wrong with waivers and baseline (WAV)."""
    selection, found = prepared.selection, []
    for one in hits:
        rule, document = selection.speaking.get(one.rule), documents(one.file)
        if rule is not None and document is not None:
            found.append(finding_of(rule, one.hit, document, Owner(), {}, selection.severities))
    return found


def _broken_rules(prepared: Prepared) -> list[Finding]:
    """Report every rule file that could not be loaded (RUN003)."""
    selection = prepared.selection
    rule = selection.speaking.get("RUN003")
    if rule is None:
        return []
    found = []
    for problem in prepared.book.problems:
        hit = Hit(problem.path, {"规则": problem.code, "说明": problem.message}, key=problem.code)
        bare = bare_finding(rule, hit, problem.file, selection.severities)
        found.append(replace(bare, path=problem.path, span=problem.span))
    return found


def _result(
    prepared: Prepared,
    outcomes: Sequence[ItemOutcome],
    facts: Sequence[Facts],
    findings: Sequence[Finding],
    accepted: tuple[int, int],
) -> Result:
    settings, request, book, references = prepared.settings, prepared.request, prepared.book, prepared.references
    own = settings.configuration.settings
    gate = request.gate or cast("Gate", own.gate)
    blocking = {g: sum(f.severity == "error" and _reached(f.gate, g) for f in findings) for g in GATES}
    part = asked(request.paths, settings)
    inside = [f for f in facts if part.holds(f.file)]
    shown = [f for f in findings if _reached(f.gate, gate) and part.holds(f.file)]
    departments = Counter(f.department for f in facts if f.department)
    narrowed = prepared.selection.narrowed
    return Result(
        name=own.name,
        gate=gate,
        as_of=request.as_of.isoformat(),
        version=quanze.__version__,
        rulebook=book.sha256,
        items=len(facts),
        files=len(outcomes) + len(references.files),
        departments=len(departments),
        findings=tuple(sorted(shown, key=lambda f: f.order)),
        rules={code: label(rule) for code, rule in book.rules.items()},
        passes=None if narrowed is not None else next((g for g in reversed(GATES) if not blocking[g]), None),
        blocking=blocking,
        not_run=_not_run(book, prepared.selection, inside),
        unknown=(
            *_unknown(outcome for outcome in outcomes if part.holds(outcome.file)),
            *uncounted(inside, prepared.context),
        ),
        law_table=prepared.law_table,
        commit=commit_of(settings.root),
        waived=accepted[0],
        baselined=accepted[1],
        items_by_department=dict(sorted(departments.items())),
        short_names=_short_names(references),
        item_names=_item_names(facts, shown),
        aggregate_share=settings.parameters["聚合比例"],
        scope=_scope(part, prepared, outcomes, len(inside)) if part.names else None,
        narrowed=narrowed,
        switched_off=len(book.rules) - prepared.selection.configured,
        configured=settings.written,
    )


def _scope(part: Asked, prepared: Prepared, outcomes: Sequence[ItemOutcome], items: int) -> Scope:
    """Say what of the list lies in the part that was asked for: items, reference files, settings, own rules."""
    rules = report_name(prepared.settings.root / prepared.settings.configuration.paths.rules, prepared.settings.root)
    read = [*(outcome.file for outcome in outcomes), *prepared.references.files, CONFIGURATION]
    files = sum(map(part.holds, read)) + sum(name == rules or name.startswith(f"{rules}/") for name in part.names)
    return Scope(part.names, items, files)


def _reached(gate: Gate, at: Gate) -> bool:
    return GATES.index(gate) <= GATES.index(at)


def _not_run(book: Rulebook, selection: Selection, facts: Sequence[Facts]) -> tuple[NotRun, ...]:
    types = Counter(f.type for f in facts)
    found = []
    for code, reason in selection.lacking.items():
        wanted = book.rules[code].applies.get("类型")
        items = sum(n for kind, n in types.items() if wanted is None or kind in wanted)
        found.append(NotRun(code, reason, items))
    return tuple(sorted(found, key=lambda n: n.rule))


def _unknown(outcomes: Iterable[ItemOutcome]) -> tuple[Unknown, ...]:
    counts: Counter[str] = Counter()
    samples: dict[str, dict[str, None]] = {}
    for outcome in outcomes:
        for unsure in outcome.unsure:
            counts[unsure.reason] += 1
            samples.setdefault(unsure.reason, {}).setdefault(unsure.what)
    order = sorted(counts, key=lambda reason: (-counts[reason], reason))
    return tuple(Unknown(reason, counts[reason], tuple(samples[reason])[:3]) for reason in order)


def _short_names(references: References) -> dict[str, str]:
    return {f.record.name: f.record.short_name for f in references.departments if f.record.short_name}


def _item_names(facts: Sequence[Facts], shown: Sequence[Finding]) -> dict[str, str]:
    hit = {finding.file for finding in shown}
    return {f.file: f.name for f in facts if f.file in hit and f.name}


def _timed(result: Result, outcomes: Iterable[ItemOutcome], listed: Mapping[str, float]) -> Result:
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(dict(outcome.seconds))
    total.update(dict(listed))
    times = tuple(RuleTime(code, seconds) for code, seconds in sorted(total.items(), key=lambda t: -t[1]))
    return replace(result, timing=times)
