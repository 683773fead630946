"""The published workbooks of twelve departments, compared cell by cell with an independent reading of them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from quanze.exchange.cells.ledger import holds
from quanze.exchange.health_text import render
from quanze.exchange.intake.run import import_files
from quanze.exchange.workbook.sheet import squeeze
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanze.exchange.health import ImportReport

Place = tuple[str, str, int]


@dataclass(frozen=True)
class Imported:
    """The list the workbooks became, its items by where they came from, and the report."""

    root: Path
    workbooks: tuple[Path, ...]
    report: ImportReport
    items: dict[Place, dict[str, Any]]


def scalars(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for value in node.values():
            yield from scalars(value)
    elif isinstance(node, list):
        for value in node:
            yield from scalars(value)
    else:
        yield str(node)


def pieces(node: object) -> frozenset[str]:
    return frozenset(squeeze(text) for text in scalars(node) if squeeze(text))


def read_items(root: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((root / "data/items").rglob("*.yaml")):
        reading = parse(path.read_bytes(), path.name)
        assert reading.damage == ()
        assert reading.document is not None
        assert path.stem == reading.document.root["编码"]
        yield reading.document.root


@pytest.fixture(scope="module")
def imported(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    workbooks = tuple(sorted((shared_data / "lists/workbooks").iterdir()))
    root = tmp_path_factory.mktemp("导入") / "克拉玛依市"
    report = import_files(workbooks, root)
    items: dict[Place, dict[str, Any]] = {}
    for item in read_items(root):
        source = item["扩展"]["来源"]
        place = (source["工作簿"], source["工作表"], int(source["行"]))
        assert place not in items
        items[place] = item
    return Imported(root, workbooks, report, items)


@pytest.fixture(scope="module")
def rows(shared_data: Path) -> list[dict[str, Any]]:
    with lzma.open(shared_data / "lists/rows.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_every_data_row_is_one_item_or_is_named(imported: Imported, rows: list[dict[str, Any]]) -> None:
    named = {(file.name, note.sheet, note.row): note.kind for file in imported.report.files for note in file.notes}
    places = [(row["_文件"], row["_表"], row["_行"]) for row in rows]
    assert len(places) == 1451
    assert set(imported.items).isdisjoint(named)
    assert sorted([*imported.items, *named]) == sorted(places)
    assert Counter(named.values()) == {"合并格": 2, "脚注": 1}
    assert imported.report.items == len(imported.items) == 1448


def test_every_cell_is_found_again(imported: Imported, rows: list[dict[str, Any]]) -> None:
    """Column by column: the cell is a text of its item, or several of them one after the other."""
    footnotes = {
        (file.name, note.sheet, note.row): {squeeze(note.text)} for file in imported.report.files for note in file.notes
    }
    cells = 0
    for row in rows:
        place = (row["_文件"], row["_表"], row["_行"])
        # What a merge covers belongs to the item whose merge it is: the one in the row above.
        item = imported.items.get(place) or imported.items.get((*place[:2], place[2] - 1))
        found = pieces(item) | footnotes.get(place, set())
        for heading, text in row.items():
            if not heading.startswith("_") and text.strip():
                cells += 1
                assert holds(found, squeeze(text)), (place, heading)
    assert cells == 18_818


def test_names_bodies_and_types_are_those_of_the_rows(imported: Imported, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        item = imported.items.get((row["_文件"], row["_表"], row["_行"]))
        if item is None:
            continue
        sub = squeeze(row["子项名称"])
        assert squeeze(item["名称"]) == (sub.partition(".")[2] or sub or squeeze(row["事项名称"]))
        assert squeeze(item["实施主体"]) == squeeze(row["行使主体"])
        if row["权力类型"].strip():
            assert item["类型"] == squeeze(row["权力类型"])


def test_the_ledger_of_every_workbook_balances(imported: Imported) -> None:
    for file in imported.report.files:
        ledger = file.ledger
        assert ledger.found == ledger.in_items + ledger.in_notes + ledger.in_report > 0
        assert ledger.in_report == 0


def test_a_second_import_changes_no_byte(imported: Imported) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in imported.root.rglob("*") if path.is_file()}
    again = import_files(imported.workbooks, imported.root)
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in imported.root.rglob("*") if path.is_file()}
    assert after == before
    assert Counter(fate for file in again.files for fate, count in file.fates for _ in range(count)) == {"未变": 1448}


def test_legal_bases_are_split_into_laws_and_clauses(imported: Imported) -> None:
    entries = [entry for item in imported.items.values() for entry in item["设定依据"]]
    assert sum("法规" in entry for entry in entries) / len(entries) > 0.99
    assert sum("条款" in entry for entry in entries) / len(entries) > 0.95


def test_the_accidents_that_are_known_to_be_there_are_told(imported: Imported) -> None:
    accidents = Counter(accident.kind for file in imported.report.files for accident in file.accidents)
    assert accidents["占位主体"] > 300
    for kind in (
        "项数不符",
        "扩展名不符",
        "合并格藏文",
        "层级栏错位",
        "层级栏多文",
        "重复行",
        "类型为空",
        "列名重复",
        "列名不明",
    ):
        assert accidents[kind] > 0
    text = render(imported.report)
    assert "表名写 11 项, 实有 10 行 (序号 2,3 合写)" in text
    assert "没有丢失: 201 个非空单元格, 200 个进入事项, 1 个是脚注或小标题" in text


def test_platform_rows_become_items_and_nothing_is_lost(shared_data: Path, tmp_path: Path) -> None:
    source = shared_data / "lists/guangdong_2021.jsonl.xz"
    report = import_files([source], tmp_path)
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        written = [json.loads(line) for line in lines]
    assert report.items == len(written) == 2262
    files = sorted((tmp_path / "data/items").rglob("*.yaml"))
    items = {}
    for path in files:
        document = parse(path.read_bytes(), path.name).document
        assert document is not None
        items[int(document.root["扩展"]["来源"]["行"])] = document.root
    assert len(items) == 2262
    for number, row in enumerate(written, 1):
        item = items[number]
        assert (item["编码"], item["实施编码"], item["类型"]) == (
            row["CATAID"],
            row["TASK_CODE"],
            row["TASK_TYPE_TEXT"],
        )
        found = pieces(item)
        for key, value in row.items():
            text = "".join(value) if isinstance(value, list) else value or ""
            assert holds(found, squeeze(text)), (number, key)
    (file,) = import_files([source], tmp_path).files
    assert file.fates == (("未变", 2262),)
