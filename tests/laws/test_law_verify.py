"""A table carries its checksum beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from collected import law, write_facts

from quanze.laws.build import build
from quanze.laws.verify import checksum_path, verify

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_table_is_the_one_that_was_built() -> None:
    found = verify()
    assert found.ok, found.problem
    assert found.expected == found.actual


def test_a_table_that_was_changed_is_noticed(tmp_path: Path) -> None:
    table = _built(tmp_path)
    content = bytearray(table.read_bytes())
    content[-1] ^= 0xFF
    table.write_bytes(content)
    found = verify(table)
    assert not found.ok
    assert "校验和不符" in found.problem or "损坏" in found.problem


def test_a_table_without_its_checksum_is_not_verified(tmp_path: Path) -> None:
    table = _built(tmp_path)
    checksum_path(table).unlink()
    found = verify(table)
    assert found.sound
    assert found.expected is None
    assert not found.ok


def test_a_built_table_is_verified_wherever_it_is_carried(tmp_path: Path) -> None:
    table = _built(tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    for path in (table, checksum_path(table)):
        path.rename(stick / path.name)
    assert verify(stick / table.name).ok


def _built(tmp_path: Path) -> Path:
    return build(write_facts(tmp_path / "facts", [law("a", "甲条例")]), tmp_path / "table.sqlite").table
