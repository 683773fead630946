"""Which rows of a sheet are items, which belong to the row above, and which are notes.

A merged cell stands for every row it covers; nothing else is filled down. Each cell that holds
something below the headings ends up in exactly one row or note, so that a ledger can be kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from quanze.exchange.columns.heading_words import SERIAL
from quanze.exchange.columns.headings import Column, Headings, is_heading_row
from quanze.exchange.workbook.sheet import Merge, Sheet, column_name, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Fields of which one must be written in the row itself, or in a merge that begins there, for a new item.
_IDENTITY = ("名称", "子项名称", "类型", "实施主体", "设定依据")
_TOTAL = re.compile(r"(合计|总计|小计|共计)[:：]?\d*项?")
_SECTION = re.compile(
    r"([（(]?[一二三四五六七八九十]+[)）]?[、.．]?)?.{0,20}?(行政许可|行政处罚|行政强制|行政征收|行政给付|行政检查|行政确认|行政奖励|"
    r"行政裁决|其他行政权力|其他权力|公共服务).{0,20}"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: its column, its text as written, and its 0-based physical row.

    `filled` = the text comes from a merge that begins in a row above.
    """

    column: Column
    text: str
    row: int
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One item: 0-based grid row, number in the file, visible cells by field, and the section it stands in.

    `continued` are the cells of the rows below that the merges say belong to it; `concealed` are texts
    inside merged ranges, which nobody who opens the sheet can see.
    """

    index: int
    number: int
    cells: tuple[Cell, ...]
    section: str = ""
    continued: tuple[Cell, ...] = ()
    concealed: tuple[Cell, ...] = ()

    def text(self, field: str) -> str:
        """Return the text of a field in the row itself, "" when there is none."""
        return next((cell.text for cell in self.cells if cell.column.field == field), "")


@dataclass(frozen=True, slots=True)
class Note:
    """A row that is no item: what it is (脚注 说明行 小标题 重复列名 续行 无名行 合并格), its number, its cells."""

    kind: str
    number: int
    cells: tuple[Cell, ...]

    @property
    def text(self) -> str:
        """All its texts in one line."""
        return " ".join(" ".join(cell.text.split()) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything below the headings of one sheet, and what stands above them."""

    items: tuple[Row, ...]
    notes: tuple[Note, ...]
    title: str


class _Grid:
    """The cells below the headings, merges resolved."""

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self.sheet = sheet
        self.columns = headings.columns
        self.cover = dict(_covered(sheet, headings.last + 1))

    def visible(self, row: int) -> Iterator[Cell]:
        """Yield what a reader sees in a row; a cell merged across counts once, in its first column."""
        for column in self.columns:
            merge = self.cover.get((row, column.index))
            if merge is None:
                text = self.sheet.rows[row][column.index]
                if text.strip():
                    yield Cell(column, text, row)
            elif merge.left == column.index:
                text = self.sheet.rows[merge.top][merge.left]
                if text.strip():
                    yield Cell(column, text, merge.top, filled=merge.top < row)

    def concealed(self, row: int) -> Iterator[Cell]:
        """Yield the texts of a row that a merge hides."""
        for column in self.columns:
            merge = self.cover.get((row, column.index))
            text = self.sheet.rows[row][column.index]
            if merge is not None and (merge.top, merge.left) != (row, column.index) and text.strip():
                yield Cell(column, text, row)

    def spans(self, cell: Cell) -> int:
        """Return over how many columns a cell is merged."""
        merge = self.cover.get((cell.row, cell.column.index))
        return merge.right - merge.left + 1 if merge else 1


def _covered(sheet: Sheet, first: int) -> Iterator[tuple[tuple[int, int], Merge]]:
    """Yield the place of every cell of every merge that lies below the headings."""
    for merge in sheet.merges:
        if merge.top >= first:
            for row in range(merge.top, min(merge.bottom + 1, len(sheet.rows))):
                for column in range(merge.left, min(merge.right + 1, sheet.width)):
                    yield (row, column), merge


def find_rows(sheet: Sheet, headings: Headings) -> Rows:
    """Sort everything below the headings into items and notes."""
    grid = _Grid(sheet, headings)
    items: list[Row] = []
    notes: list[Note] = []
    section = ""
    for index in range(headings.last + 1, len(sheet.rows)):
        number = sheet.numbers[index]
        cells = tuple(grid.visible(index))
        own = tuple(cell for cell in cells if not cell.filled)
        hidden = tuple(grid.concealed(index))
        kind = _kind(sheet, headings, grid, index, cells) if own else ""
        if kind == "事项":
            items.append(Row(index, number, cells, section, concealed=hidden))
            continue
        if kind == "续行" and items:
            items[-1] = replace(items[-1], continued=items[-1].continued + own)
        elif own:
            notes.append(Note("无名行" if kind == "续行" else kind, number, own))
            section = notes[-1].text if kind == "小标题" else section
        if hidden and items:
            items[-1] = replace(items[-1], concealed=items[-1].concealed + hidden)
        elif hidden:
            notes.append(Note("无名行", number, hidden))
        if kind == "续行" or (hidden and not own):
            notes.append(Note("续行" if own else "合并格", number, ()))
    return Rows(tuple(items), tuple(_placed(notes, items)), _title(sheet, headings))


def _kind(sheet: Sheet, headings: Headings, grid: _Grid, index: int, cells: tuple[Cell, ...]) -> str:
    if is_heading_row(sheet.rows[index], headings):
        return "重复列名"
    own = [cell for cell in cells if not cell.filled]
    fields = {cell.column.field for cell in own}
    seen = {cell.column.field for cell in cells}
    if _is_note(own, grid, alone=len(own) == len(cells)):
        return "小标题" if _SECTION.fullmatch(squeeze(own[0].text)) else "脚注"
    if not fields.intersection(_IDENTITY):
        return "续行" if "名称" in seen or "子项名称" in seen else "无名行"
    if "名称" in seen or "子项名称" in seen:
        return "事项"
    return "事项" if len(fields.intersection((*_IDENTITY, "责任事项", "编码"))) > 1 else "无名行"


def _is_note(own: list[Cell], grid: _Grid, *, alone: bool) -> bool:
    """Say whether a row holds one text only, which is not just the name of an item."""
    texts = {squeeze(cell.text) for cell in own}
    if len(texts) != 1 or not alone:
        return any(_TOTAL.fullmatch(squeeze(cell.text)) for cell in own[:2])
    if len(own) > 1:
        return True
    field, text = own[0].column.field, texts.pop()
    if grid.spans(own[0]) > 2 or _TOTAL.fullmatch(text):
        return True
    return field not in ("名称", "子项名称") and not (field == SERIAL and text.isdigit())


def _placed(notes: list[Note], items: list[Row]) -> Iterator[Note]:
    """Tell footnotes from texts in the middle of a table: a footnote has no item below it."""
    last = items[-1].index if items else -1
    for note in notes:
        if note.kind in ("小标题", "脚注") and note.cells:
            below = note.cells[0].row > last
            yield replace(note, kind="脚注" if below else "说明行" if note.kind == "脚注" else "小标题")
        else:
            yield note


def _title(sheet: Sheet, headings: Headings) -> str:
    texts: dict[str, str] = {}
    for row in sheet.rows[: headings.first]:
        for cell in row:
            if cell.strip():
                texts.setdefault(squeeze(cell), " ".join(cell.split()))
    return " ".join(texts.values())


class Numbered(Protocol):
    """What knows how the rows and columns of a sheet are called."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the rows in the file."""

    @property
    def lettered(self) -> bool:
        """Whether columns have letters."""


def place(cell: Cell, sheet: Numbered) -> str:
    """Return the place of a cell as a spreadsheet names it (L87); without letters 第 87 行."""
    number = sheet.numbers[cell.row]
    return f"{column_name(cell.column.index)}{number}" if sheet.lettered else f"第 {number} 行"
