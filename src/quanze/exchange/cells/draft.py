"""An item on its way from a row to a file: its fields, what goes to 扩展, and what was odd."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.exchange.cells.ledger import RAW
from quanze.exchange.columns.heading_words import EXTRA
from quanze.exchange.columns.rows import Cell, place
from quanze.exchange.columns.short_text import prose
from quanze.exchange.health import Accident
from quanze.exchange.workbook.sheet import column_name, squeeze

if TYPE_CHECKING:
    from quanze.exchange.yaml_text import Node

#: The order of keys in a file: that of the model, what only some types have after 权力来源.
KEYS: tuple[str, ...] = (
    "编码",
    "实施编码",
    "名称",
    "类型",
    "状态",
    "版本",
    "主项",
    "子项",
    "实施主体",
    "主体性质",
    "承办机构",
    "共同实施",
    "行使层级",
    "权限划分",
    "权力来源",
    "许可证件",
    "设定依据",
    "实施依据",
    "责任事项",
    "追责",
    "投诉举报",
    "办事指南",
    "扩展",
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: workbook, sheet, the numbers of the sheet's rows, and whether columns have letters."""

    workbook: str
    sheet: str
    numbers: tuple[int, ...]
    lettered: bool = True


@dataclass(slots=True)
class Draft:
    """The fields of one item while they are filled in. Local to `compose`."""

    origin: Origin
    fields: dict[str, Node] = field(default_factory=dict)
    extra: dict[str, Node] = field(default_factory=dict)
    accidents: list[Accident] = field(default_factory=list)

    def keep(self, cell: Cell, text: str | None = None) -> None:
        """Keep a cell under 扩展 by its heading; a second column of that heading by its letters too."""
        name, value = cell.column.heading[:100], prose(cell.text if text is None else text)
        present = self.extra.get(name)
        if isinstance(present, str) and squeeze(present) == squeeze(value):
            return
        if present is not None or name in ("来源", RAW, "分行"):
            name = f"{name}（{column_name(cell.column.index)}列）"
        self.extra[name] = value

    def odd(self, kind: str, cell: Cell, detail: str, outcome: str) -> None:
        """Note an accident at a cell."""
        found = place(cell, self.origin)
        row = self.origin.numbers[cell.row]
        self.accidents.append(Accident(kind, self.origin.sheet, detail, outcome, found, row, cell.column.heading))

    def tree(self) -> dict[str, Node]:
        """Return the item in the order of its file."""
        fields = {**self.fields, EXTRA: dict(self.extra)}
        return {key: fields[key] for key in KEYS if key in fields and fields[key] not in ("", [], {})}
