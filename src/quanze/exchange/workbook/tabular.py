"""Read spreadsheets (.xls, .xlsx) through calamine, and give back what it leaves out."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook import biff, ole
from quanze.exchange.workbook.package import Package, check_extent
from quanze.exchange.workbook.sheet import Extent, Merge, Oddity, Sheet, Workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from python_calamine import CalamineSheet, CalamineWorkbook

#: What is said of a workbook whose inside is damaged.
CUT = "文件不完整或已损坏, 没有读取; 请向提供方重新索取, 或用 WPS、Excel 修复后另存为 .xlsx"
#: Numbers of more digits than this were already rounded by Excel (IEEE 754, 15 significant digits).
_EXACT_DIGITS = 15


def read_workbook(content: bytes, name: str, kind: str) -> Workbook:
    """Read an .xls or .xlsx whose kind was established. Refusal when its inside is damaged."""
    extents = _extents(content, kind)
    try:
        return _read(content, name, kind, extents)
    except (Refusal, MemoryError):
        raise
    except BaseException as error:
        # A panic of the reader (pyo3_runtime.PanicException) derives from BaseException only.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise
        raise Refusal(CUT) from error


def _extents(content: bytes, kind: str) -> list[Extent] | dict[str, Extent]:
    if kind == "xlsx":
        return Package(content).extents()
    compound = ole.open_compound(content)
    stream = next(name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in compound.names)
    extents = list(biff.scan(compound.stream(stream)).sheets)
    for extent in extents:
        check_extent(extent)
    return extents


def _read(content: bytes, name: str, kind: str, extents: list[Extent] | Mapping[str, Extent]) -> Workbook:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook  # noqa: PLC0415 - only for spreadsheets

    book = load_workbook(io.BytesIO(content))
    sheets, skipped = [], []
    listed = book.sheets_metadata
    for index, entry in enumerate(listed):
        if entry.typ != SheetTypeEnum.WorkSheet:
            skipped.append(entry.name)
            continue
        extent = (
            (extents[index] if len(extents) == len(listed) else None)
            if isinstance(extents, list)
            else extents.get(entry.name)
        )
        sheets.append(_sheet(book, entry.name, extent, hidden=entry.visible != SheetVisibleEnum.Visible))
    return Workbook(name, kind, tuple(sheets), tuple(skipped))


def _sheet(book: CalamineWorkbook, name: str, extent: Extent | None, *, hidden: bool) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    values = sheet.to_python(skip_empty_area=False) if sheet.start is not None else []
    oddities: list[Oddity] = []
    rows = [
        [_text(value, row, column, oddities) for column, value in enumerate(line)] for row, line in enumerate(values)
    ]
    for row, column, error in extent.errors if extent else ():
        _put(rows, row, column, error)
        oddities.append(Oddity(row, column, "公式错误", error))
    width = max((len(row) for row in rows), default=0)
    grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Sheet(name, grid, tuple(range(1, len(grid) + 1)), _merges(sheet), tuple(oddities), hidden)


def _put(rows: list[list[str]], row: int, column: int, text: str) -> None:
    """Put a text into a cell the reader left empty, or outside what it thought to be the sheet."""
    while len(rows) <= row:
        rows.append([])
    rows[row] += [""] * (column + 1 - len(rows[row]))
    rows[row][column] = text


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    found = sheet.merged_cell_ranges or ()
    return tuple(sorted((Merge(*start, *end) for start, end in found), key=lambda m: (m.top, m.left)))


def _text(value: object, row: int, column: int, oddities: list[Oddity]) -> str:
    """Return a cell's value as the text a reader of the sheet sees, noting what Excel made of it."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    kind, text = _typed(value)
    oddities.append(Oddity(row, column, kind, text))
    return text


def _typed(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return "逻辑值", "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, dt.datetime):
        return "日期", value.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return "日期", value.isoformat()
    if isinstance(value, dt.timedelta):
        return "时间", str(value)
    return "其他", str(value)


def _number(value: float) -> tuple[str, str]:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e21):
        text = str(int(value))
        return ("长数字" if len(text.lstrip("-")) > _EXACT_DIGITS else "数字"), text
    return "小数", repr(value)
