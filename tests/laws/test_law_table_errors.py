"""A table that cannot be used is one clear error in Chinese."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest
from collected import law, write_facts

from quanze.laws.build import build
from quanze.laws.error import LawTableError
from quanze.laws.schema import SCHEMA_VERSION, shipped_table
from quanze.laws.table import LawTable

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LawTableError, match="找不到法规表"):
        LawTable.open(tmp_path / "没有.sqlite")


def test_a_file_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "table.sqlite"
    path.write_bytes(b"not a database at all, but long enough to look like one " * 40)
    with pytest.raises(LawTableError, match="损坏或者不是法规表"):
        LawTable.open(path)


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "table.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE meta(key, value)")
    database.close()
    with pytest.raises(LawTableError, match="不是法规表"):
        LawTable.open(path)


@pytest.mark.parametrize(("version", "age"), [(SCHEMA_VERSION - 1, "较旧"), (SCHEMA_VERSION + 1, "较新")])
def test_a_table_of_another_version(tmp_path: Path, version: int, age: str) -> None:
    path = tmp_path / "table.sqlite"
    build(write_facts(tmp_path / "facts", [law("a", "示例条例")]), path)
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version={version}")
    database.close()
    with pytest.raises(LawTableError, match=f"由{age}的 quanze 建立"):
        LawTable.open(path)


def test_a_table_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "table.sqlite"
    path.write_bytes(shipped_table().read_bytes()[:300_000])
    with pytest.raises(LawTableError, match="法规表"):
        _read_everything(path)


def test_pages_that_were_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "table.sqlite"
    shutil.copyfile(shipped_table(), path)
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 1_000_000)
    with pytest.raises(LawTableError, match="法规表损坏"):
        _read_everything(path)


def test_a_table_of_facts_is_no_file_of_texts() -> None:
    with pytest.raises(LawTableError, match="不是法规全文文件"):
        LawTable.open(None, shipped_table())


def _read_everything(path: Path) -> None:
    table = LawTable.open(path)
    for one in table.laws():
        table.find(one.title)
