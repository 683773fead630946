"""Laying out Chinese text: widths, lines that break where Chinese may be broken, visible characters."""

from __future__ import annotations

import county
from hypothesis import given
from hypothesis import strategies as st

from quanze.report import render
from quanze.report.layout import flow, labelled, one_line, table, visible, wrap
from quanze.report.view import View
from quanze.text import width

PROSE = st.text("依据已废止甲乙，。、：；（）《》“”…Ab9-. /", max_size=200)


@given(PROSE, st.integers(20, 100))
def test_wrapped_lines_fit_and_lose_nothing(text, columns):
    lines = wrap(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_date_a_code_and_an_amount_are_never_broken():
    text = "自 2026-08-15 起由生态环境法典取代, 见 BAS005 与 1,451 项, 文件 data/items/410116012000.yaml"
    words = {word for line in wrap(text, 36) for word in line.split()}
    assert {"2026-08-15", "BAS005", "1,451", "data/items/410116012000.yaml"} <= words


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one():
    text = "依据《中华人民共和国行政许可法》，（以下称“许可法”）。" * 6
    for columns in range(20, 60):
        for line in wrap(text, columns):
            assert line[0] not in "，。》）”"
            assert line[-1] not in "《（“"


def test_only_a_word_longer_than_a_line_is_cut():
    assert wrap("见 " + "a" * 45, 20) == ["见", "a" * 20, "a" * 20, "a" * 5]


def test_an_empty_text_is_one_empty_line():
    assert wrap("", 20) == [""]


def test_a_labelled_text_hangs_under_its_first_line():
    lines = labelled("  依据  ", "甲" * 30, 40)
    assert lines == ["  依据  " + "甲" * 16, " " * 8 + "甲" * 14]


def test_a_command_behind_a_text_is_never_broken():
    for columns in range(40, 90):
        lines = labelled("  怎么改  ", "改为本县实际行使该职权的机关的全称。", columns, "quanze explain ORG012")
        assert sum("quanze explain ORG012" in line for line in lines) == 1


def test_a_command_alone_needs_no_text():
    assert labelled("  怎么改  ", "", 40, "quanze explain ORG012") == ["  怎么改  quanze explain ORG012"]


def test_parts_flow_without_being_cut():
    assert flow(["甲乙丙", "丁戊", "己庚辛壬"], 16) == ["甲乙丙 · 丁戊", "己庚辛壬"]


def test_the_columns_of_a_table_stand_under_each_other():
    lines = table([("部门", "错误", "警告"), ("县农业农村局", "312", "40"), ("A 局", "1", "12,345")], 16)
    assert {width(line) for line in lines} == {16 + 7 + 7}


def test_long_names_in_a_table_are_clipped():
    (line,) = table([("示例县综合行政执法与公共事务服务管理局", "1")], 16)
    assert line == "示例县综合行政…     1"


def test_what_a_terminal_would_obey_is_shown_by_its_number():
    assert visible("甲\x1b[31m\u200b\ufeff\u202e乙") == "甲<U+001B>[31m<U+200B><U+FEFF><U+202E>乙"


def test_ordinary_text_stays_as_it_is():
    text = "名称：社会团体　成立登记（𠮷😀e\u0301 \ue000）"
    assert visible(text) == text


def test_a_message_of_several_lines_becomes_one():
    assert one_line("第一行\r\n第二行") == "第一行 第二行"


def test_sentences_do_not_run_over_a_very_wide_terminal():
    view = View(width=200, lines=lambda file: county.SOURCES.get(file, ()), detail=True)
    lines = render("rich", county.crashed(), view).splitlines()
    blocks = lines[lines.index("data/items/示例县农业农村局/410218031000.yaml:4:7") :]
    assert max(width(line) for line in blocks[: blocks.index("")]) <= 120
