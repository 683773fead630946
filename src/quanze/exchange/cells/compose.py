"""One row of a workbook → one item of the model. Nothing is guessed: what does not fit goes to 扩展."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.cells import guide_cells, power_cells, responsibility_cells
from quanze.exchange.cells.draft import Draft, Origin
from quanze.exchange.cells.ledger import secured
from quanze.exchange.columns.heading_words import SERIAL
from quanze.exchange.columns.short_text import one_line, prose, type_of, types_in, without_number
from quanze.exchange.workbook.sheet import squeeze
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from quanze.exchange.columns.rows import Cell, Row
    from quanze.exchange.health import Accident
    from quanze.exchange.yaml_text import Node

#: A sub-item whose own name is shorter says too little without its main item (变更, 新办).
_TELLING = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sheet says of all its rows: the type its name gives, and the department to fall back on."""

    origin: Origin
    type: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """An item without its code, and what identifies it; `row` is where it came from."""

    row: Row
    tree: dict[str, Node]
    accidents: tuple[Accident, ...]
    main: str = ""
    sub: str = ""

    def text(self, key: str) -> str:
        """Return a field that is a text, "" when the item has none."""
        value = self.tree.get(key, "")
        return value if isinstance(value, str) else ""


def compose(row: Row, setting: Setting) -> Composed:
    """Make the item of a row."""
    draft = Draft(setting.origin)
    source: dict[str, Node] = {"工作簿": setting.origin.workbook, "工作表": setting.origin.sheet, "行": row.number}
    draft.extra["来源"] = {key: value for key, value in source.items() if value != ""}
    main, sub = _names(row, draft)
    _type(row, draft, setting)
    draft.fields["状态"] = "在用"
    draft.fields["版本"] = 1
    _department(row, draft, setting)
    for cell in row.cells:
        if cell.column.field in ("编码", "实施编码"):
            if is_placeholder(cell.text):
                draft.keep(cell)
            else:
                draft.fields[cell.column.field] = squeeze(cell.text)
    power_cells.fill(row, draft)
    responsibility_cells.fill(row, draft)
    guide_cells.fill(row, draft)
    _extras(row, draft)
    tree = secured(draft.tree(), (*row.cells, *row.continued, *row.concealed))
    return Composed(row, tree, tuple(draft.accidents), main, sub)


def _cell(row: Row, field: str) -> Cell | None:
    return next((cell for cell in row.cells if cell.column.field == field), None)


def _names(row: Row, draft: Draft) -> tuple[str, str]:
    """Name the item: by its sub-item where there is one, which its main item names on its own account."""
    main, cell = one_line(row.text("名称")), _cell(row, "子项名称")
    sub = one_line(cell.text) if cell else ""
    if cell is None or is_placeholder(sub):
        if cell is not None:
            draft.keep(cell)
        if main:
            draft.fields["名称"] = main
        return main, ""
    name = without_number(sub)
    draft.fields["名称"] = f"{main}（{name}）" if main and len(name) < _TELLING else name
    if main:
        draft.extra["主项名称"] = main
    return main, name


def _type(row: Row, draft: Draft, setting: Setting) -> None:
    cell = _cell(row, "类型")
    if cell is None:
        if setting.type:
            draft.fields["类型"] = setting.type
        return
    found = type_of(cell.text)
    draft.fields["类型"] = found or one_line(cell.text)
    if not found:
        several = types_in(cell.text)
        kind = "一格多种类型" if len(several) > 1 else "类型写法不明"
        draft.odd(kind, cell, f"“{one_line(cell.text)}”", "原样保留在“类型”, 请按事项拆开或改写")


def _department(row: Row, draft: Draft, setting: Setting) -> None:
    name = one_line(row.text("实施主体")) or setting.department
    if name:
        draft.fields["实施主体"] = name


def _extras(row: Row, draft: Draft) -> None:
    serial = row.text(SERIAL)
    if serial:
        source = draft.extra["来源"]
        draft.extra["来源"] = {**source, SERIAL: one_line(serial)} if isinstance(source, dict) else source
    written = {cell.column.heading: "".join(cell.text.split()) for cell in row.cells if cell.column.field != "扩展"}
    for cell in row.cells:
        if cell.column.field == "扩展" and written.get(cell.column.heading) != "".join(cell.text.split()):
            draft.keep(cell)
    for key, cells in (("分行", row.continued), ("合并格内容", row.concealed)):
        if cells:
            draft.extra[key] = _lines(cells, draft.origin)
    for cell in row.concealed:
        told = f"“{cell.column.heading}”里另有看不见的文字: {_beginning(cell.text)}"
        draft.odd("合并格藏文", cell, told, "放入“扩展.合并格内容”, 请核对后取舍")


def _lines(cells: tuple[Cell, ...], origin: Origin) -> list[Node]:
    rows: dict[int, dict[str, Node]] = {}
    for cell in cells:
        number = origin.numbers[cell.row]
        rows.setdefault(number, {"行": number})[cell.column.heading[:100]] = prose(cell.text)
    return list(rows.values())


def _beginning(text: str) -> str:
    line = one_line(text)
    return f"“{line[:30]}…”" if len(line) > 30 else f"“{line}”"
