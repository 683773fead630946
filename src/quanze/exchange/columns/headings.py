"""Find the row of headings of a sheet, and say of every column which field it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.columns.heading_words import EXTRA, LEVEL_AND_SPLIT, SERIAL, SYNONYMS
from quanze.exchange.workbook.sheet import Sheet, column_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: The heading row stands among the first rows of a sheet (title, unit and date above it).
_DEEPEST = 12
_ENOUGH = 3
_NUMBERED = re.compile(r"#\d+$")
_BRACKETED = re.compile(r"\(.*?\)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: 0-based index, heading as written in one line, the field it is, and whether that is known.

    A heading that is in no table goes to `扩展` with `known` False; a column without a heading too.
    """

    index: int
    heading: str
    field: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet: 0-based first and last row they take, and the columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column | None:
        """Return the column of a field, None when the sheet has none."""
        return next((column for column in self.columns if column.field == field), None)


def normal(heading: str) -> str:
    """Return a heading as the table of synonyms writes it."""
    text = "".join(unicodedata.normalize("NFKC", heading).split())
    return _NUMBERED.sub("", text).strip(":：*")


def field_table(mapping: Mapping[str, str]) -> dict[str, str]:
    """Return heading → field in order of preference, the user's mapping before the table of synonyms."""
    table = {normal(heading): field for heading, field in mapping.items()}
    for field, headings in SYNONYMS.items():
        for heading in headings.split():
            table.setdefault(normal(heading), field)
    return table


def find_headings(sheet: Sheet, table: Mapping[str, str]) -> Headings | None:
    """Return the headings of a sheet, None when no row looks like headings."""
    scores = [(_score(row, table), -index) for index, row in enumerate(sheet.rows[:_DEEPEST])]
    best, place = max(scores, default=(0, 0))
    if best < _ENOUGH:
        return None
    first = -place
    upper = _filled_across(sheet, first)
    last = first + 1 if _has_second_row(sheet, first) else first
    texts = upper if last == first else _joined(upper, sheet.rows[last])
    return Headings(first, last, _columns(texts, table))


def _score(row: Sequence[str], table: Mapping[str, str]) -> int:
    found = {table.get(normal(cell)) for cell in row if cell and len(cell) <= 40} - {None}
    return len(found) if {"名称", "子项名称", "设定依据", "实施主体"} & found else 0


def _filled_across(sheet: Sheet, row: int) -> list[str]:
    """Return the heading texts, a merged one written over every column of its merge."""
    texts = list(sheet.rows[row])
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom and merge.right > merge.left:
            text = sheet.rows[merge.top][merge.left]
            for column in range(merge.left, min(merge.right + 1, len(texts))):
                texts[column] = texts[column] or text
    return texts


def _has_second_row(sheet: Sheet, row: int) -> bool:
    """Say whether the next row divides headings: all it holds stands under headings merged across."""
    if row + 1 >= len(sheet.rows):
        return False
    below = {column for column, text in enumerate(sheet.rows[row + 1]) if text.strip()}
    divided: set[int] = set()
    for merge in sheet.merges:
        if merge.top == row == merge.bottom and merge.right > merge.left:
            divided.update(range(merge.left, merge.right + 1))
    return bool(below) and below <= divided and all(len(sheet.rows[row + 1][column]) <= 20 for column in below)


def _joined(upper: list[str], lower: Sequence[str]) -> list[str]:
    return [f"{above}/{below}" if below.strip() else above for above, below in zip(upper, lower, strict=True)]


def _columns(texts: Sequence[str], table: Mapping[str, str]) -> tuple[Column, ...]:
    fields = [_field(text, table) for text in texts]
    chosen = _chosen(texts, fields, table)
    columns: list[Column] = []
    for index, (text, field) in enumerate(zip(texts, fields, strict=True)):
        heading = " ".join(text.split()) if text.isascii() else "".join(text.split())
        before = columns[-1] if columns else None
        if before and before.field == LEVEL_AND_SPLIT and field in ("", LEVEL_AND_SPLIT, "权限划分"):
            # 实施层级及权限 over two columns: the second one holds the powers.
            columns.append(Column(index, heading or before.heading, "权限划分"))
        elif chosen.get(field) == index:
            columns.append(Column(index, heading, field))
        else:
            unnamed = f"{column_name(index)}列（无列名）"
            columns.append(Column(index, heading or unnamed, EXTRA, known=bool(field)))
    return tuple(_implementing(columns))


def _chosen(texts: Sequence[str], fields: Sequence[str], table: Mapping[str, str]) -> dict[str, int]:
    """Return field → the column that is it: of several the one with the most usual heading, then the first."""
    usual = {heading: rank for rank, heading in enumerate(table)}
    ranked = sorted(range(len(texts)), key=lambda index: (usual.get(normal(texts[index]), len(usual)), index))
    chosen: dict[str, int] = {}
    for index in ranked:
        if fields[index] not in ("", EXTRA):
            chosen.setdefault(fields[index], index)
    return chosen


def _implementing(columns: list[Column]) -> list[Column]:
    """Where a sheet has 设定依据 and 实施依据 both, each keeps its own meaning."""
    names = {normal(column.heading): column for column in columns}
    setting, using = names.get("设定依据"), names.get("实施依据")
    if setting is None or using is None or setting is using:
        return columns
    meant = {setting.index: "设定依据", using.index: "实施依据"}
    return [
        Column(column.index, column.heading, meant.get(column.index, column.field), column.known) for column in columns
    ]


def _field(heading: str, table: Mapping[str, str]) -> str:
    name = normal(heading)
    if not name:
        return ""
    return table.get(name) or table.get(_BRACKETED.sub("", name)) or table.get(name.rpartition("/")[2]) or ""


def is_heading_row(row: Sequence[str], headings: Headings) -> bool:
    """Say whether a row repeats the headings (as lists printed page by page do)."""
    written = {normal(column.heading) for column in headings.columns if column.field != EXTRA}
    found = [normal(cell) for cell in row if cell.strip()]
    return len(found) >= _ENOUGH and sum(cell in written for cell in found) > len(found) * 2 // 3


def is_serial(column: Column) -> bool:
    """Say whether a column only numbers the rows."""
    return column.field == SERIAL
