"""The source frame: carets stand under whole characters, long lines show the marked part."""

from __future__ import annotations

import county
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quanze.finding import Span
from quanze.report import frame
from quanze.report.layout import visible
from quanze.text import width


def marked(line, start, end, columns=76):
    """The row of a one-line file in which characters [start, end) are marked."""
    (row,) = frame.rows([line], Span(start, end, 1, start + 1, 1, end + 1), columns)
    return row


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("名称: 社会团体登记", "团体"),
        ("名称: 对😀违法使用农药（Ａ类）的处罚", "Ａ"),
        ("名称: 含𠮷家渡口", "𠮷家"),
        ("名称: “引号”里的字", "里的"),
        ("名称: ｱｲｳ半角", "ｲ"),
        ("- e\u0301tat 在用", "在用"),
    ],
)
def test_carets_stand_under_the_marked_characters(line, text):
    start = line.index(text)
    row = marked(line, start, start + len(text))
    assert row.marked == text
    assert row.text == line
    assert row.caret == " " * width(line[:start]) + "^" * width(text)


def test_a_combining_mark_is_never_cut_from_its_letter():
    row = marked("状态: e\u0301tat", 5, 6)
    assert row.marked == "e\u0301"
    assert row.caret == " " * 6 + "^"


def test_a_tab_is_as_wide_as_it_looks():
    row = marked("\t名称: 甲", 1, 3)
    assert row.before == "    "
    assert row.caret == "    ^^^^"


def test_hidden_characters_are_shown_by_their_number():
    row = marked("名称: 甲\u200b乙\x07", 5, 6)
    assert row.marked == "<U+200B>"
    assert row.after == "乙<U+0007>"


def test_a_place_between_characters_gets_one_caret():
    row = marked("名称 甲", 2, 2)
    assert (row.before, row.marked, row.after) == ("名称", "", " 甲")
    assert row.caret == "    ^"


def test_a_place_behind_the_last_character_gets_one_caret():
    assert marked("名称", 2, 2).caret == "    ^"


def test_of_several_lines_the_first_is_shown():
    rows = frame.rows(["甲: 一", "  二", "  三", "乙"], Span(3, 12, 1, 4, 3, 4), 40)
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].marked == "一"
    assert rows[0].text == "甲: 一…"


def test_neighbours_are_shown_without_a_mark():
    rows = frame.rows(county.SOURCES[county.PERMIT], county.REPEALED.span, 70)
    assert [row.number for row in rows] == [4, 5, 6]
    assert [bool(row.caret) for row in rows] == [False, True, False]


@pytest.mark.parametrize("line", [0, 7])
def test_a_line_that_is_not_there_has_no_frame(line):
    assert frame.rows(["甲"], Span(0, 1, line, 1, line, 2), 40) == ()


@given(
    st.text(st.characters(exclude_characters="\r\n"), max_size=300),
    st.integers(0, 300),
    st.integers(0, 300),
    st.integers(30, 120),
)
@example("甲" * 5000, 2500, 2502, 60)
@example("a" * 9000, 8990, 9000, 80)
def test_a_frame_never_grows_wider_than_its_columns(line, one, other, columns):
    start, end = sorted((min(one, len(line)), min(other, len(line))))
    row = marked(line, start, end, columns)
    assert width(row.text) <= columns
    assert len(row.caret) <= columns + 1
    assert row.caret.startswith(" " * width(row.before))


@given(st.text("甲乙ａＢc，、“”—😀𠮷", min_size=1, max_size=200), st.integers(0, 199), st.integers(1, 8))
def test_what_is_marked_is_what_the_finding_means(line, start, length):
    start = min(start, len(line) - 1)
    wanted = line[start : start + length]
    row = marked(line, start, start + len(wanted), 60)
    assert row.marked == visible(wanted)
    assert row.caret == " " * width(row.before) + "^" * width(wanted)
    assert row.text.strip("…") in line
