"""A catalogue (通用目录) that is a table, read as the document that says the same.

Columns: 编码 名称 类型 层级 状态 设定依据 (法规/条款, several separated by ；), or 法规 and 条款 in columns of their
own. Where every type has a sheet of its own, the sheet's name may stand for the column 类型.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.exchange.cited import citations_in, paired
from quanze.exchange.reference_table import TableBuilder, problem, read_rows, words_in
from quanze.exchange.refusal import Refusal
from quanze.model.item import ITEM_TYPES
from quanze.source import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanze.exchange.reference_table import Headings, Row, Rows
    from quanze.source import Tree

_HEADINGS: Final[Headings] = {
    "编码": ("编码", "基本编码", "事项编码", "目录编码", "基本目录编码", "权力编码"),
    "名称": ("名称", "事项名称", "目录名称", "基本目录名称", "权力名称", "职权名称"),
    "类型": ("类型", "事项类型", "权力类型", "职权类型", "权力类别", "职权类别", "事项类别"),
    "层级": ("层级", "行使层级", "实施层级"),
    "状态": ("状态", "事项状态"),
    "版本": ("版本",),
    "设定依据": ("设定依据", "设定依据(法规/条款)", "法律依据", "依据", "设立依据"),
    "法规": ("法规", "设定依据(法规)", "设定依据法规", "法规名称"),
    "条款": ("条款", "设定依据(条款)", "设定依据条款"),
}
_SAID: Final = "通用目录的表要有“编码”“名称”“类型”三列"
_NO_TYPE: Final = "表里没有“类型”这一列, 没有读入; 请补上这一列, 或者把工作表的名称写成事项类型 (行政许可……)"
_IN_USE: Final = "在用"
_CITATION: Final = ("设定依据", "法规", "条款")


def read_catalogue_table(path: Path, name: str) -> Reading:
    """Read a table as a document of a catalogue. Raises nothing: what is wrong is a problem with its line."""
    try:
        read = read_rows(path, name, _HEADINGS, {"编码", "名称"}.issubset, _SAID)
    except Refusal as refusal:
        return Reading(None, (problem(refusal.sentence),))
    untyped = {sheet: row for sheet, row, keys in read.headings if "类型" not in keys and not _type_named(sheet)}
    problems = (*read.problems, *(problem(_NO_TYPE, row) for row in untyped.values()))
    made = TableBuilder("事项")
    for entry, row in _entries(read, frozenset(untyped)):
        made.add(entry, row)
    if not made.records:
        return Reading(None, problems)
    return Reading(made.document(name, read.text), problems, read.text)


def _entries(read: Rows, left_out: frozenset[str]) -> Iterator[tuple[dict[str, Tree], Row]]:
    """Yield the entries; a row that only goes on with the basis belongs to the one before it."""
    last: tuple[dict[str, Tree], Row] | None = None
    for row in read.rows:
        if read.headings and row.sheet in left_out:
            continue
        entry = dict(_entry(row))
        goes_on = not {"编码", "名称"} & entry.keys() and last is not None and last[1].sheet == row.sheet
        if last is not None and goes_on:
            before, more = last[0].setdefault("设定依据", []), entry.get("设定依据", [])
            if isinstance(before, list) and isinstance(more, list):
                before += more
            continue
        if last is not None:
            yield last
        last = (entry, row)
    if last is not None:
        yield last


def _entry(row: Row) -> Iterator[tuple[str, Tree]]:
    """Yield the keys of an entry with their values."""
    kind = row.values.get("类型") or _type_named(row.sheet)
    for key, value in {**row.values, **({"类型": kind} if kind else {})}.items():
        if key not in _CITATION:
            yield key, words_in(value) if key == "层级" else value
    if {"编码", "名称"} & row.values.keys() and "状态" not in row.values:
        yield "状态", _IN_USE
    cited = [*citations_in(row.values.get("设定依据")), *paired(row.values.get("法规"), row.values.get("条款"))]
    if cited:
        yield "设定依据", cited


def _type_named(sheet: str) -> str:
    """Return the type of item the name of a sheet tells, "" when it tells none."""
    return next((kind for kind in ITEM_TYPES if kind in sheet), "")
