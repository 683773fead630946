"""Reference files of a list: departments, catalogue, delegation batches, registers, waivers.

Each is optional: one that is not there is None in the context, and the rules that need it are
reported as not run. One that is damaged gives its own findings, and the rest is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from quanze.absent import is_absent
from quanze.engine.gathering import YAML_ENDINGS, File, gather, report_name
from quanze.engine.locating import Owner, finding_of, reading_finding
from quanze.model.calendar import CalendarYear
from quanze.model.catalogue import Batch, Catalogue, CatalogueEntry, Refusal
from quanze.model.configuration import Baseline, BaselineEntry, Waiver, Waivers
from quanze.model.department import Department
from quanze.model.record import Record
from quanze.model.register import LawRegister, Register, RegisterEntry
from quanze.model.validation import read_record
from quanze.rules.context import Filed
from quanze.source import Document, Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quanze.engine.settings import Settings
    from quanze.finding import Finding, Severity
    from quanze.rulebook import Rule

R = TypeVar("R", bound=Record)
LAW_REGISTER = "法规补充"


@dataclass(frozen=True, slots=True)
class References:
    """What was read, and what is wrong with it."""

    departments: tuple[Filed[Department], ...] = ()
    catalogue: Mapping[str, Filed[CatalogueEntry]] | None = None
    refusals: Mapping[str, Filed[Refusal]] = field(default_factory=dict)
    registers: Mapping[str, tuple[Filed[RegisterEntry], ...]] = field(default_factory=dict)
    batches: Mapping[str, Filed[Batch]] | None = None
    laws: tuple[LawRegister, ...] = ()
    waivers: tuple[Filed[Waiver], ...] = ()
    editor_waivers: tuple[Filed[Waiver], ...] = ()
    baseline: tuple[Filed[BaselineEntry], ...] = ()
    calendar: tuple[CalendarYear, ...] = ()
    files: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class TableReader:
    """What reads a reference file that is a table (a catalogue in xlsx) as the document that says the same.

    `endings` are those of such files, in small letters; `read` takes a file and its name in reports.
    """

    endings: tuple[str, ...]
    read: Callable[[Path, str], Reading]

    def takes(self, name: str) -> bool:
        """Say whether a file is a table by its name."""
        return name.lower().endswith(self.endings)


class _Reader:
    """Reads the files of one list and collects their findings."""

    def __init__(
        self,
        settings: Settings,
        speaking: Mapping[str, Rule],
        severities: Mapping[str, Severity],
        tables: TableReader | None = None,
    ) -> None:
        self._settings = settings
        self._speaking = speaking
        self._severities = severities
        self._tables = tables
        self.findings: list[Finding] = []
        self.files = 0

    def folder(self, where: str, *, tables: bool = False) -> tuple[File, ...]:
        """Return the files of a folder of the list; a single file may stand in a folder's place."""
        root = self._settings.root
        path = root / where
        if path.is_file():
            return (File(path, report_name(path, root)),)
        more = self._tables.endings if tables and self._tables else ()
        return gather(path, root, (*YAML_ENDINGS, *more)) if path.is_dir() else ()

    def document(self, file: File) -> Document | None:
        self.files += 1
        tables = self._tables
        is_table = tables is not None and tables.takes(file.name)
        reading = tables.read(file.path, file.name) if tables and is_table else read(file.path, file.name)
        self.findings += [
            reading_finding(self._speaking[p.code], p, file.name, self._severities)
            for p in reading.problems
            if p.code in self._speaking
        ]
        return reading.document

    def record(self, kind: type[R], document: Document, *, whole: bool = False) -> R | None:
        record, hits = read_record(kind, document.root, self._settings.vocabulary)
        for found in hits:
            rule = self._speaking.get(found.rule)
            if rule is not None:
                self.findings.append(finding_of(rule, found.hit, document, Owner(), {}, self._severities))
        return None if whole and hits else record

    def records(self, where: str, kind: type[R], *, whole: bool = False, tables: bool = False) -> Iterator[Filed[R]]:
        """Yield the records of a folder; with `whole` only those that could be read to the last field."""
        for file in self.folder(where, tables=tables):
            document = self.document(file)
            record = self.record(kind, document, whole=whole) if document else None
            if record is not None:
                yield Filed(file.name, (), record)


def read_references(
    settings: Settings,
    speaking: Mapping[str, Rule],
    severities: Mapping[str, Severity],
    tables: TableReader | None = None,
) -> References:
    """Read every reference file the configuration names; a catalogue may be a table where `tables` is given."""
    reader = _Reader(settings, speaking, severities, tables)
    paths = settings.configuration.paths
    departments = tuple(f for f in reader.records(paths.departments, Department) if _named(f.record.name))
    catalogues = tuple(reader.records(paths.catalogue, Catalogue, tables=True))
    entries = _keyed(catalogues, "事项", lambda c: c.entries)
    refusals = _keyed(catalogues, "不认领", lambda c: c.refusals)
    batches = {f.record.name: f for f in reader.records(paths.delegations, Batch) if _named(f.record.name)}
    registers, laws = _registers(reader, paths.registers)
    waivers = tuple(_waivers(reader, paths.waivers))
    editor_waivers = tuple(_waivers(reader, paths.editor_waivers))
    baseline = [
        Filed(f.file, ("基线", index), entry)
        for f in reader.records(paths.baseline, Baseline)
        for index, entry in enumerate(_elements(f.record.entries))
        if not is_absent(entry) and _named(entry.fingerprint)
    ]
    calendar = tuple(f.record for f in reader.records(paths.calendar, CalendarYear, whole=True))
    return References(
        departments=departments,
        catalogue=entries or None,
        refusals=refusals,
        registers=registers,
        batches=batches or None,
        laws=laws,
        waivers=waivers,
        editor_waivers=editor_waivers,
        baseline=tuple(baseline),
        calendar=calendar,
        files=reader.files,
        findings=tuple(reader.findings),
    )


def _waivers(reader: _Reader, where: str) -> Iterator[Filed[Waiver]]:
    for filed in reader.records(where, Waivers):
        for index, waiver in enumerate(_elements(filed.record.entries)):
            if not is_absent(waiver):
                yield Filed(filed.file, ("豁免", index), waiver)


def own_years(settings: Settings) -> tuple[tuple[str, CalendarYear], ...]:
    """Return the years of the list's own calendar, each with its file."""
    reader = _Reader(settings, {}, {})
    found = reader.records(settings.configuration.paths.calendar, CalendarYear, whole=True)
    return tuple((filed.file, filed.record) for filed in found)


def _named(name: str) -> bool:
    """Say whether a key field could be read."""
    return not is_absent(name)


def _elements(values: Sequence[R]) -> Sequence[R]:
    return () if is_absent(values) else values


E = TypeVar("E", CatalogueEntry, Refusal)


def _keyed(files: Sequence[Filed[Catalogue]], key: str, of: Callable[[Catalogue], Sequence[E]]) -> dict[str, Filed[E]]:
    """Return the entries of all files by code; the first of two with the same code counts."""
    found: dict[str, Filed[E]] = {}
    for filed in files:
        for index, entry in enumerate(_elements(of(filed.record))):
            if not is_absent(entry) and _named(entry.code):
                found.setdefault(entry.code, Filed(filed.file, (key, index), entry))
    return found


def _registers(
    reader: _Reader, where: str
) -> tuple[dict[str, tuple[Filed[RegisterEntry], ...]], tuple[LawRegister, ...]]:
    """Read the registers; 法规补充 has rows of its own kind."""
    found: dict[str, tuple[Filed[RegisterEntry], ...]] = {}
    laws: list[LawRegister] = []
    for file in reader.folder(where):
        document = reader.document(file)
        if document is None:
            continue
        if isinstance(document.root, dict) and document.root.get("登记册") == LAW_REGISTER:
            law_register = reader.record(LawRegister, document)
            laws += [law_register] if law_register is not None else []
            continue
        register = reader.record(Register, document)
        if register is None or not _named(register.name):
            continue
        rows = enumerate(_elements(register.entries))
        own = tuple(Filed(file.name, ("条目", i), entry) for i, entry in rows if not is_absent(entry))
        found[register.name] = (*found.get(register.name, ()), *own)
    return found, tuple(laws)
