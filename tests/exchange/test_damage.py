"""Damaged workbooks end in one sentence or in the same items, never in a crash, a hang or a guess."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.headings import field_table
from quanze.exchange.reading import read_file

from . import books

if TYPE_CHECKING:
    from pathlib import Path

TABLE = field_table({})
LINES = [list(books.HEADINGS), *([str(cell or "") for cell in books.row(n, f"对行为{n}的处罚")] for n in range(1, 30))]
SOUND = {"xlsx": books.xlsx_bytes(LINES), "xls": books.xls(LINES)}


@pytest.mark.parametrize("kind", sorted(SOUND))
@pytest.mark.parametrize("seed", range(25))
def test_a_workbook_cut_short_is_refused_or_whole(tmp_path: Path, kind: str, seed: int) -> None:
    content = SOUND[kind]
    path = tmp_path / f"册.{kind}"
    path.write_bytes(content[: random.Random(seed).randrange(1, len(content))])
    result = read_file(path, TABLE, "")
    assert result.report.refusal or len(result.items) == 29


@pytest.mark.parametrize("kind", sorted(SOUND))
@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_wrong_bytes_crashes_nothing(tmp_path: Path, kind: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SOUND[kind])
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / f"册.{kind}"
    path.write_bytes(content)
    read_file(path, TABLE, "")


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.text(max_size=100).map(lambda t: ("序号,事项名称,实施依据\n" + t).encode())
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("册") / "册.csv"
    path.write_bytes(content)
    result = read_file(path, TABLE, "")
    assert not result.report.refusal or result.items == ()
