"""One file of an import: from its path to the items in it, the report of it, or why it is not read."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.cells.accidents import Table, sheet_accidents
from quanze.exchange.cells.compose import Composed, Setting, compose
from quanze.exchange.cells.draft import Origin
from quanze.exchange.cells.ledger import balance
from quanze.exchange.columns.headings import find_headings
from quanze.exchange.columns.rows import find_rows
from quanze.exchange.columns.short_text import one_line, types_in
from quanze.exchange.health import Accident, FileReport, Ledger, NoteLine, SheetReport
from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook import filetype
from quanze.exchange.workbook.plain_text import read_csv, read_json_rows, rows_as_sheets
from quanze.os_reason import os_reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quanze.exchange.columns.headings import Headings
    from quanze.exchange.columns.rows import Row, Rows
    from quanze.exchange.workbook.reader_process import Reader
    from quanze.exchange.workbook.sheet import Sheet, Workbook

#: A larger file is no workbook of a list.
MOST_BYTES = 200 * 1024 * 1024
#: A sheet named after a body holds that body's items.
_BODY = re.compile(
    r".{2,}(局|委员会|委|办公室|厅|院|中心|政府|街道|街道办事处|乡|镇|总队|支队|大队|管理处|管委会|工委|宣传部|组织部)"
)
_BRACKETS = re.compile(r"[（(].*?[)）]")


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What came of a file: its items with the names of their sheets, and its report (without fates)."""

    items: tuple[tuple[str, Composed], ...]
    report: FileReport


def read_file(
    path: Path,
    table: Mapping[str, str],
    department: str,
    reader: Reader,
    placeholder: re.Pattern[str] | None = None,
) -> ReadFile:
    """Read one file. Never raises for what is wrong with the file: that is the report's `refusal`.

    `placeholder` finds, in a folded name, that a template names a body in general; None = nobody asks.
    """
    name = path.name or str(path)
    try:
        content = filetype.unpacked(_bytes(path))
        kind = filetype.kind_of(content)
        book = _book(content, name, kind, reader)
    except Refusal as refusal:
        return ReadFile((), FileReport(name, refusal=refusal.sentence))
    except MemoryError:
        return ReadFile((), FileReport(name, refusal="文件过大, 内存不够; 请拆成几个工作簿再导入"))
    return _read_book(book, table, department, _file_accidents(name, kind, book), placeholder)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refusal("是文件夹, 里面没有 xls、xlsx 工作簿 (下级文件夹里的不读); csv 等请写明文件名")
        if path.stat().st_size > MOST_BYTES:
            raise Refusal("超过 200 MB, 没有读取; 请删除图片等无关内容后另存再导入")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Refusal("没有这个文件; 请核对路径和文件名") from error
    except OSError as error:
        raise Refusal(f"无法打开 ({os_reason(error)}); 请检查文件权限, 或先在 WPS、Excel 里关闭它") from error


def _book(content: bytes, name: str, kind: filetype.Kind, reader: Reader) -> Workbook:
    if kind == "csv":
        book = read_csv(content, name)
    elif kind == "jsonl":
        book = rows_as_sheets(read_json_rows(content), name)
    else:
        book = reader.read(content, name, kind)
    if not any(text.strip() for sheet in book.sheets for row in sheet.rows for text in row):
        raise Refusal("工作簿里没有内容; 请核对是否选错了文件")
    return book


def _file_accidents(name: str, kind: filetype.Kind, book: Workbook) -> list[Accident]:
    found = []
    wrong = filetype.wrong_ending(name, kind)
    if wrong:
        right = filetype.ENDINGS[kind][0]
        outcome = f"按实际格式读取; 建议把文件另存为 {right}"
        found.append(Accident("扩展名不符", "", f"文件名以 {wrong} 结尾, 实际是 {right} 格式", outcome))
    found += [Accident("没有读入的表", title, "是图表或宏表, 不是数据表", "没有读入") for title in book.skipped]
    return found


def _read_book(
    book: Workbook,
    table: Mapping[str, str],
    department: str,
    accidents: list[Accident],
    placeholder: re.Pattern[str] | None,
) -> ReadFile:
    items: list[tuple[str, Composed]] = []
    sheets: list[SheetReport] = []
    notes: list[NoteLine] = []
    ledger = Ledger()
    for sheet in book.sheets:
        held = sum(1 for row in sheet.rows for text in row if text.strip())
        if not held:
            continue
        headings = find_headings(sheet, table)
        if headings is None:
            why = f"没有找到列名行 (应有“事项名称”“实施依据”等列), {held} 个非空单元格没有读入"
            sheets.append(SheetReport(sheet.name, hidden=sheet.hidden, unread=why))
            mend = "不是清单的表可以不管; 是清单的请补上列名, 或用 --map 指定"
            accidents.append(Accident("没有读入的表", sheet.name, why, mend))
            continue
        rows = find_rows(sheet, headings)
        found = tuple(compose(row, _setting(book.name, sheet, headings, rows, row, department)) for row in rows.items)
        accidents += sheet_accidents(Table(sheet, headings, rows, found, placeholder))
        items += [(sheet.name, item) for item in found]
        data_rows = len(found) + sum(1 for note in rows.notes if note.kind in ("续行", "合并格", "无名行"))
        sheets.append(SheetReport(sheet.name, rows.title, data_rows, len(found), sheet.hidden))
        notes += [NoteLine(note.kind, sheet.name, note.number, note.text) for note in rows.notes]
        ledger += balance(sheet, headings, rows)
    types = Counter(item.text("类型") or "(类型为空)" for _, item in items)
    report = FileReport(
        book.name,
        sheets=tuple(sheets),
        types=tuple(types.most_common()),
        accidents=tuple(accidents),
        notes=tuple(notes),
        ledger=ledger,
    )
    return ReadFile(tuple(items), report)


def _setting(book: str, sheet: Sheet, headings: Headings, rows: Rows, row: Row, department: str) -> Setting:
    """Say what the sheet's name, the section and the title tell of a row where its own cells are silent."""
    sources = [row.section, sheet.name]
    if headings.column("类型") is None:
        sources.append(rows.title)
    kinds = [types_in(source) for source in sources]
    kind = next((found[0] for found in kinds if len(found) == 1), "")
    body = one_line(_BRACKETS.sub("", sheet.name))
    named = body if _BODY.fullmatch(body) and not types_in(body) else ""
    return Setting(Origin(book, sheet.name, sheet.numbers, sheet.lettered), kind, named or department)
