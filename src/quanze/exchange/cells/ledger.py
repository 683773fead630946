"""Nothing is lost: every cell can be put together again from the texts of its item, or is kept beside it.

A cell counts as held when its text, white space aside, is a text of the item or several of them one
after the other. A cell that is not is kept as the workbook has it, under 扩展.原文.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.exchange.columns.heading_words import EXTRA
from quanze.exchange.columns.short_text import prose
from quanze.exchange.health import Ledger
from quanze.exchange.workbook.sheet import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quanze.exchange.columns.headings import Headings
    from quanze.exchange.columns.rows import Cell, Rows
    from quanze.exchange.workbook.sheet import Sheet
    from quanze.exchange.yaml_text import Node

#: 扩展.原文: cells exactly as the workbook has them, where a field holds them in other words or split up.
RAW = "原文"
#: Rows that hold no item but belong to the table's print; all others are listed in the report.
_PRINTED = frozenset(("脚注", "说明行", "小标题", "重复列名"))


class UnbalancedError(AssertionError):
    """The ledger does not balance: the program lost a cell. Never the user's fault."""


def texts(node: Node) -> Iterator[str]:
    """Yield every scalar of a tree as text, in the order of the file."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, bool):
        yield "true" if node else "false"
    elif isinstance(node, int):
        yield str(node)
    else:
        for inner in node.values() if hasattr(node, "values") else node:
            yield from texts(inner)


def holds(pieces: frozenset[str], text: str) -> bool:
    """Say whether a text without white space is one of the pieces, or several of them in a row."""
    if not text or text in pieces:
        return True
    by_first: dict[str, list[str]] = {}
    for piece in filter(None, pieces):
        by_first.setdefault(piece[0], []).append(piece)
    reached, reachable = [0], {0}
    while reached:
        at = reached.pop()
        for piece in by_first.get(text[at], ()):
            end = at + len(piece)
            if end == len(text) and text.startswith(piece, at):
                return True
            if end < len(text) and end not in reachable and text.startswith(piece, at):
                reachable.add(end)
                reached.append(end)
    return False


def pieces_of(tree: Mapping[str, Node]) -> frozenset[str]:
    """Return the texts of an item without white space."""
    return frozenset(squeezed for text in texts(tree) if (squeezed := squeeze(text)))


def secured(tree: dict[str, Node], cells: Iterable[Cell]) -> dict[str, Node]:
    """Return the item with every cell it does not hold kept under 扩展.原文, by its heading."""
    pieces = pieces_of(tree)
    raw: dict[str, Node] = {}
    for cell in cells:
        if not holds(pieces, squeeze(cell.text)):
            name = cell.column.heading[:100]
            while name in raw:
                name += "'"
            raw[name] = prose(cell.text)
    if not raw:
        return tree
    extra = tree.get(EXTRA, {})
    kept = {**tree, EXTRA: {**(extra if isinstance(extra, dict) else {}), RAW: raw}}
    missing = [text for text in raw.values() if squeeze(str(text)) not in pieces_of(kept)]
    if missing:
        raise UnbalancedError
    return kept


def balance(sheet: Sheet, headings: Headings, rows: Rows) -> Ledger:
    """Count where the cells below the headings went. UnbalancedError when one of them went nowhere."""
    grid = sheet.rows[headings.last + 1 :]
    found = sum(1 for row in grid for text in row if text.strip())
    in_items = {
        (cell.row, cell.column.index) for item in rows.items for cell in (*item.cells, *item.continued, *item.concealed)
    }
    noted = [note for note in rows.notes if note.kind in _PRINTED]
    printed = {(cell.row, cell.column.index) for note in noted for cell in note.cells} - in_items
    every = {(cell.row, cell.column.index) for note in rows.notes for cell in note.cells}
    listed = every - in_items - printed
    if len(in_items) + len(printed) + len(listed) != found:
        raise UnbalancedError
    return Ledger(found, len(in_items), len(printed), len(listed))
