"""Which code and which file every imported item gets, and how main items and sub-items name each other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.cells.draft import KEYS
from quanze.exchange.columns.heading_words import SERIAL
from quanze.exchange.columns.short_text import read_levels
from quanze.exchange.intake.local_codes import LOCAL_CODE, Candidate, assign
from quanze.exchange.intake.register import Identity, Registered, digest
from quanze.exchange.workbook.sheet import squeeze
from quanze.safe_name import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.exchange.cells.compose import Composed
    from quanze.exchange.yaml_text import Node

#: The folder of items whose department no one wrote.
NO_DEPARTMENT = "未写明实施主体"
#: Length of an 实施编码 of a 业务办理项: several of them share one 编码.
_BUSINESS = 33


@dataclass(frozen=True, slots=True)
class Found:
    """An item as it was found: the number and name of its workbook, the name of its sheet."""

    source: int
    workbook: str
    sheet: str
    item: Composed


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with its code and its file (relative to the list's root), ready to be written.

    `source` is the number of its workbook in the import; `again` its entry in the register, None when it
    is imported for the first time; `clash` says that an item before it has the same code.
    """

    item: Composed
    source: int
    workbook: str
    sheet: str
    tree: dict[str, Node]
    code: str
    file: str
    identity: Identity
    fingerprint: str
    again: Registered | None
    clash: bool = False


def identity_of(item: Composed, sheet: str) -> Identity:
    """Return what an item is found again by, whatever else of its row changes."""
    levels = read_levels(sheet).levels
    level = "、".join(levels)
    parts = (item.text("实施主体"), item.text("类型"), item.main, item.sub)
    return (*(squeeze(part) for part in parts), level)


def fingerprint_of(item: Composed) -> str:
    """Return a hash of what the row says, its number and layout aside."""
    cells = (cell for cell in (*item.row.cells, *item.row.continued) if cell.column.field != SERIAL)
    return digest("\x1f".join(squeeze(cell.text) for cell in cells), 12)


def place_items(
    items: Sequence[Found],
    register: Sequence[Registered],
    folder: str,
    taken: Iterable[str] = (),
) -> list[Placed]:
    """Give codes and files to the items of an import, in their order."""
    candidates = [
        Candidate(identity_of(found.item, found.sheet), fingerprint_of(found.item), found.item.text("编码"))
        for found in items
    ]
    given = assign(candidates, register, taken)
    files = {_folded(entry.file) for entry in register}
    codes: dict[tuple[str, str], int] = defaultdict(int)
    placed: list[Placed] = []
    for found, candidate, (code, again) in zip(items, candidates, given, strict=True):
        item = found.item
        file = again.file if again else _free_file(folder, item, code, files)
        owner = (item.text("实施主体"), code + item.text("实施编码"))
        codes[owner] += 1
        tree: dict[str, Node] = {"编码": code, **item.tree}
        placed.append(
            Placed(
                item,
                found.source,
                found.workbook,
                found.sheet,
                tree,
                code,
                file,
                candidate.identity,
                candidate.fingerprint,
                again,
                clash=codes[owner] > 1,
            )
        )
    return _related(placed)


def _free_file(folder: str, item: Composed, code: str, files: set[str]) -> str:
    """Return a file no other item has, and note it as taken."""
    business = item.text("实施编码")
    stem = safe_name(business if len(business) == _BUSINESS else code)
    start = f"{folder}/{safe_name(item.text('实施主体') or NO_DEPARTMENT)}/{stem}"
    file, number = f"{start}.yaml", 1
    while _folded(file) in files:
        number += 1
        file = f"{start}-{number}.yaml"
    files.add(_folded(file))
    return file


def _folded(file: str) -> str:
    """Return a name as systems that ignore case compare it."""
    return unicodedata.normalize("NFC", file).casefold()


def _related(placed: list[Placed]) -> list[Placed]:
    """Write 主项 and 子项 where the main item is an item of the import too."""
    mains = {entry.code: entry for entry in placed if LOCAL_CODE.fullmatch(entry.code) and entry.code.endswith("000")}
    subs: dict[str, list[str]] = defaultdict(list)
    for entry in placed:
        main = f"{entry.code[:-3]}000"
        if LOCAL_CODE.fullmatch(entry.code) and entry.code != main and main in mains:
            subs[main].append(entry.code)
            entry.tree["主项"] = main
    for main, codes in subs.items():
        mains[main].tree["子项"] = sorted(codes)
    for entry in placed:
        ordered = {key: entry.tree[key] for key in KEYS if key in entry.tree}
        entry.tree.clear()
        entry.tree.update(ordered)
    return placed
