"""The health report of an import (导入体检): what was read, what became of it, and every accident."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: What became of an item's file.
Fate = Literal["新写", "未变", "更新", "保留"]


@dataclass(frozen=True, slots=True)
class Accident:
    """One thing that is odd about a workbook: its kind, where it is, what it is and what was done with it.

    `cell` is a place as spreadsheets name it (L87), "" where the whole sheet or file is meant; `row` the
    number of the row, 0 where none is meant; `column` its heading.
    """

    kind: str
    sheet: str
    detail: str
    outcome: str
    cell: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where the non-empty cells below the headings went; `found` is the sum of the other three."""

    found: int = 0
    in_items: int = 0
    in_notes: int = 0
    in_report: int = 0

    def __add__(self, other: Ledger) -> Ledger:
        """Add two ledgers."""
        return Ledger(
            self.found + other.found,
            self.in_items + other.in_items,
            self.in_notes + other.in_notes,
            self.in_report + other.in_report,
        )


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A row that is no item: its kind (脚注 小标题 无名行 …), sheet, number, and all it holds."""

    kind: str
    sheet: str
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One sheet: how many rows were read as data, how many items they gave, and its title.

    `unread` says why a sheet that holds something was not read, "" when it was.
    """

    name: str
    title: str = ""
    rows: int = 0
    items: int = 0
    hidden: bool = False
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that was edited by hand since it was imported: its file, and the fields a new import would change."""

    file: str
    code: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileReport:
    """One workbook. `refusal` says why it could not be read, "" when it was."""

    name: str
    refusal: str = ""
    sheets: tuple[SheetReport, ...] = ()
    types: tuple[tuple[str, int], ...] = ()
    folders: tuple[str, ...] = ()
    accidents: tuple[Accident, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    ledger: Ledger = field(default_factory=Ledger)
    fates: tuple[tuple[Fate, int], ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows were read as data."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def items(self) -> int:
        """How many items the rows gave."""
        return sum(sheet.items for sheet in self.sheets)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole import. `created` is the name of the quanze.yaml that was written, "" when one was there."""

    files: tuple[FileReport, ...]
    into: str
    dry_run: bool = False
    created: str = ""

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that could not be read."""
        return tuple(file for file in self.files if file.refusal)

    @property
    def items(self) -> int:
        """How many items the workbooks gave."""
        return sum(file.items for file in self.files)
