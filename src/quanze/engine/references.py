"""Reference files of a list: departments, catalogue, delegation batches, registers, waivers.

Each is optional: one that is not there is None in the context, and the rules that need it are
reported as not run. One that is damaged is a finding of its own, and the rules that need it are not run
either: half a catalogue would make every item it does not show a fault.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from quanze.absent import is_absent
from quanze.engine.gathering import YAML_ENDINGS, File, gather, report_name
from quanze.engine.locating import Owner, finding_of, reading_finding
from quanze.engine.reference_kinds import misfiled, misnamed, other_kind, twice
from quanze.finding import FILE_START
from quanze.model.calendar import CalendarYear
from quanze.model.catalogue import Batch, Catalogue, CatalogueEntry, Refusal
from quanze.model.configuration import Baseline, BaselineEntry, Waiver, Waivers
from quanze.model.department import Department
from quanze.model.record import Record
from quanze.model.register import LawRegister, Register, RegisterEntry
from quanze.model.validation import read_record
from quanze.rules.context import Filed
from quanze.source import Document, Problem, Reading, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from quanze.engine.settings import Settings
    from quanze.finding import Finding, Hit, Severity
    from quanze.rulebook import Rule

R = TypeVar("R", bound=Record)
LAW_REGISTER = "法规补充"
#: What rules name as their needs (Context.lacks).
_ROSTER, _CATALOGUE, _BATCHES, _REGISTER = "部门名册", "通用目录", "放权批次", "登记册."
#: A file, or a part of it, that could not be read at all.
_CUT = "SCH001"


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
    files: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    #: The files whose texts rules on wording see too.
    worded: tuple[Document, ...] = ()
    #: What a rule may need (Context.lacks) → the file of it that could not be read.
    unreadable: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableReader:
    """What reads a reference file that is a table (a catalogue in xlsx) as the document that says the same.

    `endings` are those of such files, in small letters; `catalogue` and `register` take a file and its
    name in reports.
    """

    endings: tuple[str, ...]
    catalogue: Callable[[Path, str], Reading]
    register: Callable[[Path, str], Reading]

    def takes(self, name: str) -> bool:
        """Say whether a file is a table by its name."""
        return name.lower().endswith(self.endings)

    def read(self, path: Path, name: str, settings: Settings) -> Reading:
        """Read a table: as a register where it lies in the folder of the registers, else as a catalogue."""
        registers = PurePosixPath(settings.configuration.paths.registers)
        return (self.register if registers in PurePosixPath(name).parents else self.catalogue)(path, name)


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
        self.unreadable: dict[str, str] = {}
        self.files: list[str] = []

    def folder(self, where: str, *, tables: bool = False) -> tuple[File, ...]:
        """Return the files of a folder of the list; a single file may stand in a folder's place."""
        root = self._settings.root
        path = root / where
        if path.is_file():
            return (File(path, report_name(path, root)),)
        if not path.is_dir():
            return ()
        if not os.access(path, os.R_OK | os.X_OK):
            self._locked(where)
        more = self._tables.endings if tables and self._tables else ()
        return gather(path, root, (*YAML_ENDINGS, *more))

    def _locked(self, where: str) -> None:
        """Say that a folder cannot be looked into: it is there, and what is in it is not known."""
        values = {"说明": "没有读这个文件夹的权限", "怎么改": "请检查文件夹权限"}
        if _CUT in self._speaking:
            locked = Problem(_CUT, FILE_START, values)
            self.findings.append(reading_finding(self._speaking[_CUT], locked, where, self._severities))

    def document(self, file: File, need: str = "") -> Document | None:
        """Return a file's document; where it is damaged, `need` is what it was needed for."""
        self.files.append(file.name)
        tables = self._tables
        is_table = tables is not None and tables.takes(file.name)
        reading = (
            tables.read(file.path, file.name, self._settings) if tables and is_table else read(file.path, file.name)
        )
        self.findings += [
            reading_finding(self._speaking[p.code], p, file.name, self._severities)
            for p in reading.problems
            if p.code in self._speaking
        ]
        if need and (reading.document is None or any(problem.code == _CUT for problem in reading.problems)):
            self.unreadable.setdefault(need, file.name)
        return reading.document

    def words(self, vocabulary: str) -> tuple[str, ...]:
        """Return the words of a vocabulary of the list's profile."""
        return tuple(self._settings.profile.vocabularies.get(vocabulary, ()))

    def say(self, rule: str, hit: Hit, document: Document) -> None:
        """Add a finding about a document, where the rule that speaks of it is there."""
        if rule in self._speaking:
            self.findings.append(finding_of(self._speaking[rule], hit, document, Owner(), {}, self._severities))

    def record(self, kind: type[R], document: Document, *, whole: bool = False, need: str = "") -> R | None:
        """Return the record of a document, None for one of another kind or (`whole`) with any fault."""
        other = other_kind(document.root, kind)
        if other is not None:
            self.say("SCH005", other, document)
            if need:
                self.unreadable.setdefault(need, document.file)
            return None
        record, hits = read_record(kind, document.root, self._settings.vocabulary, refused=document.refused)
        for found in hits:
            self.say(found.rule, found.hit, document)
        return None if whole and hits else record

    def records(
        self, where: str, kind: type[R], *, whole: bool = False, tables: bool = False, need: str = ""
    ) -> Iterator[tuple[Document, Filed[R]]]:
        """Yield the records of a folder; with `whole` only those that could be read to the last field."""
        for file in self.folder(where, tables=tables):
            document = self.document(file, need)
            record = self.record(kind, document, whole=whole, need=need) if document else None
            if record is not None and document is not None:
                yield document, Filed(file.name, (), record)


def read_references(
    settings: Settings,
    speaking: Mapping[str, Rule],
    severities: Mapping[str, Severity],
    tables: TableReader | None = None,
) -> References:
    """Read every reference file the configuration names; a catalogue may be a table where `tables` is given."""
    reader = _Reader(settings, speaking, severities, tables)
    paths = settings.configuration.paths
    rosters = [one for one in reader.records(paths.departments, Department, need=_ROSTER) if _named(one[1].record.name)]
    for document, filed in rosters:
        for hit in misfiled(filed.file, filed.record.name):
            reader.say("SCH013", hit, document)
    catalogues = tuple(reader.records(paths.catalogue, Catalogue, tables=True, need=_CATALOGUE))
    entries = _keyed(reader, catalogues, "事项", lambda c: c.entries)
    refusals = _keyed(reader, catalogues, "不认领", lambda c: c.refusals)
    batches = [one for one in reader.records(paths.delegations, Batch, need=_BATCHES) if _named(one[1].record.name)]
    registers, laws = _registers(reader, paths.registers)
    waivers = tuple(_waivers(reader, paths.waivers))
    editor_waivers = tuple(_waivers(reader, paths.editor_waivers))
    baseline = [
        Filed(f.file, ("基线", index), entry)
        for _, f in reader.records(paths.baseline, Baseline)
        for index, entry in enumerate(_elements(f.record.entries))
        if not is_absent(entry) and _named(entry.fingerprint)
    ]
    calendar = tuple(f.record for _, f in reader.records(paths.calendar, CalendarYear, whole=True))
    lost = reader.unreadable
    return References(
        departments=() if _ROSTER in lost else tuple(filed for _, filed in rosters),
        catalogue=None if _CATALOGUE in lost else entries or None,
        refusals=refusals,
        registers={name: rows for name, rows in registers.items() if f"{_REGISTER}{name}" not in lost},
        batches=None if _BATCHES in lost else {filed.record.name: filed for _, filed in batches} or None,
        worded=tuple(document for document, _ in (*rosters, *batches)),
        laws=laws,
        waivers=waivers,
        editor_waivers=editor_waivers,
        baseline=tuple(baseline),
        calendar=calendar,
        files=tuple(reader.files),
        findings=tuple(reader.findings),
        unreadable=lost,
    )


def _waivers(reader: _Reader, where: str) -> Iterator[Filed[Waiver]]:
    for _, filed in reader.records(where, Waivers):
        for index, waiver in enumerate(_elements(filed.record.entries)):
            if not is_absent(waiver):
                yield Filed(filed.file, ("豁免", index), waiver)


def own_years(settings: Settings) -> tuple[tuple[str, CalendarYear], ...]:
    """Return the years of the list's own calendar, each with its file."""
    reader = _Reader(settings, {}, {})
    found = reader.records(settings.configuration.paths.calendar, CalendarYear, whole=True)
    return tuple((filed.file, filed.record) for _, filed in found)


def _named(name: str) -> bool:
    """Say whether a key field could be read."""
    return not is_absent(name)


def _elements(values: Sequence[R]) -> Sequence[R]:
    return () if is_absent(values) else values


E = TypeVar("E", CatalogueEntry, Refusal)


def _keyed(
    reader: _Reader,
    files: Sequence[tuple[Document, Filed[Catalogue]]],
    key: str,
    of: Callable[[Catalogue], Sequence[E]],
) -> dict[str, Filed[E]]:
    """Return the entries of all files by code; the first of two with the same code counts, and the second is said."""
    found: dict[str, Filed[E]] = {}
    for document, filed in files:
        for index, entry in enumerate(_elements(of(filed.record))):
            if is_absent(entry) or not _named(entry.code):
                continue
            here = Filed(filed.file, (key, index), entry)
            first = found.setdefault(entry.code, here)
            if first is not here and first.record != entry:
                places = {read.file: read for read, _ in files}
                reader.say("SCH002", twice(entry.code, here, first, places[first.file]), document)
    return found


def _registers(
    reader: _Reader, where: str
) -> tuple[dict[str, tuple[Filed[RegisterEntry], ...]], tuple[LawRegister, ...]]:
    """Read the registers; 法规补充 has rows of its own kind."""
    found: dict[str, tuple[Filed[RegisterEntry], ...]] = {}
    laws: list[LawRegister] = []
    for file in reader.folder(where, tables=True):
        need = f"{_REGISTER}{PurePosixPath(file.name).stem}"
        document = reader.document(file, need)
        if document is None:
            continue
        if document.root.get("登记册") == LAW_REGISTER:
            law_register = reader.record(LawRegister, document)
            laws += [law_register] if law_register is not None else []
            continue
        register = reader.record(Register, document, need=need)
        if register is None or not _named(register.name):
            continue
        for hit in misnamed(file.name, register.name, reader.words("登记册")):
            reader.say("SCH013", hit, document)
        if is_absent(register.entries):
            reader.unreadable.setdefault(f"{_REGISTER}{register.name}", file.name)
        rows = enumerate(_elements(register.entries))
        own = tuple(Filed(file.name, ("条目", i), entry) for i, entry in rows if not is_absent(entry))
        found[register.name] = (*found.get(register.name, ()), *own)
    return found, tuple(laws)
