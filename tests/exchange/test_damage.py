"""Damaged workbooks end in one sentence or in the same items, never in a crash, a hang or a guess."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.columns.headings import field_table
from quanze.exchange.intake.reading import read_file
from quanze.exchange.intake.run import import_files
from quanze.exchange.workbook.reader_process import Reader

from . import books

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = field_table({})
LINES = [list(books.HEADINGS), *([str(cell or "") for cell in books.row(n, f"对行为{n}的处罚")] for n in range(1, 30))]
SOUND = {"xlsx": books.xlsx_bytes(LINES), "xls": books.xls(LINES)}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


@pytest.mark.parametrize("kind", sorted(SOUND))
@pytest.mark.parametrize("seed", range(25))
def test_a_workbook_cut_short_is_refused_or_whole(tmp_path: Path, reader: Reader, kind: str, seed: int) -> None:
    content = SOUND[kind]
    path = tmp_path / f"册.{kind}"
    path.write_bytes(content[: random.Random(seed).randrange(1, len(content))])
    result = read_file(path, TABLE, "", reader)
    assert result.report.refusal or len(result.items) == 29


@pytest.mark.parametrize("kind", sorted(SOUND))
@pytest.mark.parametrize("seed", range(40))
def test_a_workbook_with_wrong_bytes_crashes_nothing(tmp_path: Path, reader: Reader, kind: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(SOUND[kind])
    for _ in range(chance.choice((1, 4, 40))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path / f"册.{kind}"
    path.write_bytes(content)
    report = read_file(path, TABLE, "", reader).report
    assert report.refusal or report.sheets


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.text(max_size=100).map(lambda t: ("序号,事项名称,实施依据\n" + t).encode())
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("册") / "册.csv"
    path.write_bytes(content)
    result = read_file(path, TABLE, "", reader)
    assert not result.report.refusal or result.items == ()


def test_a_file_that_brings_the_reader_down_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    # A sheet whose dimensions end before they begin: the native reader asks for terabytes and aborts.
    greedy = books.xls(LINES, extra=books.contradicting_dimensions())
    (tmp_path / "坏.xls").write_bytes(greedy)
    (tmp_path / "好.xls").write_bytes(SOUND["xls"])
    bad, good = import_files([tmp_path / "坏.xls", tmp_path / "好.xls"], tmp_path / "清单").files
    assert "不完整或已损坏" in bad.refusal
    assert (good.refusal, good.items) == ("", 29)
