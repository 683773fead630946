"""Lookup never fails, whatever is asked for."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quanze.laws.number import number_key
from quanze.laws.table import LawTable

TABLE = LawTable.open()
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40)
MARKS = st.sampled_from(
    ["《", "》", "〈", "（", ")", "2019年修正", "中华人民共和国", "条例", "法", "\u0301", "𠮷", "\x00", "、"]
)
TITLES = st.lists(st.one_of(CHINESE, MARKS, st.text(max_size=8)), max_size=12).map("".join)


@settings(max_examples=300, deadline=None)
@given(TITLES, st.dates())
@example("\ud800", date(2026, 1, 1))
@example("𠮷" * 500, date(2026, 1, 1))
@example("法\u0301\u0327", date.min)
def test_any_title_on_any_day(title: str, day: date) -> None:
    standing = TABLE.status(title, day)
    assert standing.state in ("in_force", "not_yet", "repealed", "unknown")
    assert standing.state != "in_force" or standing.version is not None
    assert len(TABLE.nearest(title, 2)) <= 2


@settings(max_examples=300, deadline=None)
@given(st.one_of(TITLES, st.text()))
@example("国务院令第" + "9" * 400 + "号")
@example("国务院令第٤号")
@example("\ud800〔2015〕1号")
def test_any_document_number(number: str) -> None:
    found = TABLE.find("", number)
    assert found is None or number_key(number)


def test_huge_texts_are_no_titles() -> None:
    for text in ("《" * 10_000, "行政许可法" * 200_000, "》" * 1_000_000, "（2019年修正）" * 50_000):
        assert TABLE.find(text, text) is None
        assert TABLE.nearest(text) == ()
