"""Folder names that Windows, macOS and Linux accept."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.safe_name import safe_name


@given(st.text())
def test_every_name_becomes_one_that_every_system_accepts(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', safe)
    assert safe == unicodedata.normalize("NFC", safe)
    assert not safe.endswith((".", " "))
    assert not safe.startswith(".")
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", safe)
    assert len(safe.encode("utf-8", "replace")) <= 240


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("地州市农业农村局", "地州市农业农村局"),
        ("克拉玛依市发展和改革委员会（粮食和物资储备局）", "克拉玛依市发展和改革委员会（粮食和物资储备局）"),
        ("文体局/广电局", "文体局／广电局"),
        ("市科技局\n（外专局）", "市科技局 （外专局）"),
        ("con", "con_"),
        ("..", "_"),
    ],
)
def test_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe
