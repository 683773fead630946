"""The cells of duties and of accountability: enumerations become lists, every character stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.exchange.cells.basis import Basis, read_basis, short_citations
from quanze.exchange.cells.enumeration import split, stage_of
from quanze.exchange.cells.power_cells import report_unread
from quanze.exchange.columns.short_text import one_line, unwrapped
from quanze.exchange.workbook.sheet import squeeze

if TYPE_CHECKING:
    from quanze.exchange.cells.draft import Draft
    from quanze.exchange.columns.rows import Cell, Row
    from quanze.exchange.yaml_text import Node

#: A persons' column holds posts; what is longer is unwrapped.
_LONGEST_POST = 60


def fill(row: Row, draft: Draft) -> None:
    """Fill 责任事项 and 追责."""
    cells = (*row.cells, *row.continued)
    duties = [duty for cell in cells if cell.column.field == "责任事项" for duty in _duties(cell)]
    for cell in cells:
        if cell.column.field == "责任事项.依据":
            _duty_basis(cell, duties, draft)
    draft.fields["责任事项"] = duties
    accountability: dict[str, Node] = {}
    for field, filler in (("对象", _persons), ("情形", _cases), ("依据", _grounds)):
        found = [entry for cell in cells if cell.column.field == f"追责.{field}" for entry in filler(cell, draft)]
        if found:
            accountability[field] = found
    draft.fields["追责"] = accountability


def _duties(cell: Cell) -> list[dict[str, Node]]:
    """Return {环节, 内容} for every piece; 环节 only where the text itself names it."""
    found = split(cell.text)
    duties: list[dict[str, Node]] = []
    for piece in (found.lead, *found.pieces):
        if piece.strip():
            stage = stage_of(piece)
            named: dict[str, Node] = {"环节": stage} if stage else {}
            duties.append({**named, "内容": unwrapped(piece)})
    return duties


def _duty_basis(cell: Cell, duties: list[dict[str, Node]], draft: Draft) -> None:
    """Give the bases of the duties' column to every duty: the workbook says them of all of them together."""
    basis: Basis = read_basis(cell.text)
    citations = list(short_citations(basis))
    for duty in duties:
        if citations:
            duty["依据"] = [dict(entry) for entry in citations]
    report_unread(cell, basis.unread, draft)


def _persons(cell: Cell, _draft: Draft) -> list[Node]:
    found = split(cell.text)
    parts = [part for part in (found.lead, *found.pieces) if part.strip()]
    return [one_line(part) if len(squeeze(part)) <= _LONGEST_POST else unwrapped(part) for part in parts]


def _cases(cell: Cell, draft: Draft) -> list[Node]:
    if cell.text.lstrip().startswith("【"):
        draft.keep(cell)
        draft.odd("追责情形栏错位", cell, f"栏里是法律依据“{one_line(cell.text)[:20]}…”", "未猜测, 放入“扩展”")
        return []
    found = split(cell.text)
    lead = unwrapped(found.lead)
    if lead and found.pieces:
        # 有下列情形的，应承担相应的责任： introduces the cases and is none of them.
        draft.extra["追责情形导语"] = lead
        lead = ""
    return [*([lead] if lead else ()), *(unwrapped(piece) for piece in found.pieces)]


def _grounds(cell: Cell, draft: Draft) -> list[Node]:
    basis = read_basis(cell.text)
    report_unread(cell, basis.unread, draft)
    return list(basis.entries)
