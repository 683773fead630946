"""The first screen: 40 lines at most, most severe first, counted in items, plain where asked for."""

from __future__ import annotations

import itertools
from dataclasses import replace

import county
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.report import render
from quanze.report.view import View
from quanze.result import NotRun, Unknown
from quanze.text import width


def screen(result, columns=80, **view):
    return render("rich", result, View(width=columns, **view)).splitlines()


@pytest.mark.parametrize("columns", [80, 100, 120, 200])
def test_ten_thousand_findings_fit_on_one_screen(columns):
    lines = screen(county.many(), columns)
    assert len(lines) <= 40
    assert max(map(width, lines)) <= columns
    assert "3,500 个错误" in "\n".join(lines)


@settings(max_examples=40, deadline=None)
@given(
    count=st.integers(0, 400),
    departments=st.integers(1, 40),
    rules=st.integers(1, 56),
    reasons=st.integers(0, 9),
    columns=st.sampled_from([60, 80, 99, 100, 120]),
    share=st.sampled_from([0.001, 0.2]),
    name=st.text(max_size=200),
)
def test_any_list_fits_on_one_screen(count, departments, rules, reasons, columns, share, name):
    skipped = tuple(
        NotRun(f"CAT{n:03}", f"未提供第 {n} 种需要很多字才能说清楚的参考资料" * 3, 3200) for n in range(reasons)
    )
    result = county.many(count, departments, rules)
    result = replace(result, not_run=skipped, aggregate_share=share, name=name, items=200)
    lines = screen(result, columns)
    assert len(lines) <= 40
    assert max(map(width, lines)) <= columns


def test_an_overlong_name_of_a_list_is_clipped():
    first = screen(replace(county.few(), name="示例县权责清单" * 20))[0]
    assert first.endswith("…")
    assert width(first) <= 80


def test_a_crash_leaves_the_screen_within_forty_lines():
    crash = county.crashed().findings[-1]
    long = replace(crash, rule="RUN001", message="没有运行完: " + "很长的说明 " * 300)
    result = county.many(2000)
    result = replace(result, findings=(long, *result.findings), rules={**result.rules, **county.LABELS})
    lines = screen(result)
    assert len(lines) <= 40
    assert "请把下面这一行发给维护者" in "\n".join(lines)


def test_errors_come_before_warnings_and_hints():
    shown = [line.split()[1] for line in screen(county.few()) if line[:2].strip().isdigit()]
    assert shown == ["错误"] * 4 + ["警告"] * 2 + ["提示"]


def test_an_error_of_most_items_comes_before_single_warnings():
    mass = [replace(f, severity="error") for f in county.common().findings if f.rule == "RES006"]
    lines = screen(county.result((county.DRAGGED, *mass), items=1200))
    common = next(n for n, line in enumerate(lines) if line.startswith("普遍现象"))
    assert common < lines.index("先看这些")


def test_items_are_counted_not_findings():
    twice = replace(county.CATCH_ALL, path=("办事指南", "申请材料"), message="申请材料含“等材料”")
    text = "\n".join(screen(county.result((county.CATCH_ALL, twice))))
    assert "GUI002  材料或条件含兜底条款       1 项" in text
    assert " 县生态环境局     1     0     0" in text


def test_a_common_phenomenon_is_shown_once_with_three_samples():
    text = "\n".join(screen(county.common()))
    assert text.count("RES006") == 1
    assert "例如 410231000000、410231000001、410231000002\n" in text
    assert "普遍现象 (超过两成事项, 合并为一条)" in text


def test_without_aggregation_nothing_is_called_common():
    text = "\n".join(screen(county.common(), aggregate=False))
    assert "普遍现象" not in text
    assert " 3 提示 RES006" in text


def test_plain_output_has_no_escape_sequence_and_no_box_drawing():
    for case in (county.few(), county.common(), county.many(200), county.clean(), county.crashed()):
        text = render("rich", case, View(lines=lambda file: county.SOURCES.get(file, ()), detail=True))
        assert "\x1b" not in text
        assert not [char for char in text if "\u2500" <= char <= "\u259f"]


def test_a_name_in_a_file_cannot_command_the_terminal():
    evil = replace(county.PLACEHOLDER, message="\x1b[2J清屏\u202e倒写\r\n第二行", file="data/\x1b]0;x\x07.yaml")
    for name in ("rich", "text", "github"):
        text = render(name, county.result((evil,)), View(detail=True))
        assert not [char for char in text if char in "\x1b\x07\u202e\r"]


def test_nothing_is_said_by_colour_alone():
    coloured = render("rich", county.few(), View(color=True, detail=True))
    pieces = coloured.split("\x1b[")
    bare = pieces[0] + "".join(piece.partition("m")[2] for piece in pieces[1:])
    assert bare == render("rich", county.few(), View(detail=True))


def test_the_verdict_names_the_gate_that_is_closed_and_the_one_that_is_open():
    assert "不能进入“审核”: 4 个错误。现能通过的档位: 采集" in screen(county.few())


def test_the_verdict_of_a_list_that_aims_further():
    result = replace(county.few(), gate="发布")
    assert "不能进入“审核”: 4 个错误, 不能进入“发布”: 8 个错误。现能通过的档位: 采集" in screen(result)


def test_the_verdict_of_a_list_that_reaches_its_own_gate():
    result = replace(county.few(), gate="采集", not_run=(), unknown=())
    assert "通过“采集”。进入“审核”还有 4 个错误" in "".join(screen(result))


def test_what_was_not_judged_is_not_passed():
    unsure = county.clean(not_run=(NotRun("CAT005", "未提供通用目录", 62),), unknown=(Unknown("未收录", 3),))
    text = "\n".join(screen(unsure))
    assert "没有发现问题。通过“发布”。1 条规则未执行、3 处无法判断, 不等于没有问题" in text
    assert "未执行  CAT005: 未提供通用目录 (62 项)" in text


def test_a_list_without_items_does_not_pass():
    assert "没有检查到任何事项, 不能算通过" in screen(county.clean(items=0))


def test_a_clean_list_gets_a_short_answer():
    lines = screen(county.clean())
    assert lines[2] == "没有发现问题。通过“发布”"
    assert len(lines) == 4


def test_the_report_says_what_it_is_derived_from():
    text = "\n".join(screen(county.few()))
    for said in ("核对日期 2026-11-22", "quanze 0.1.0", "规则库 3f2a91c", "法规表 截至 2026-08-28", "提交 8d21e0f"):
        assert said in text


def test_a_list_without_law_table_and_commit_says_so():
    text = "\n".join(screen(county.clean(law_table=None, commit=None)))
    assert "法规表 未提供 · 提交 无" in text


def test_the_next_steps_name_the_folder_of_the_worst_department():
    assert "只看一个部门 quanze check data/items/示例县农业农村局" in screen(county.few())


def test_no_english_in_what_is_said():
    allowed = {"quanze", "check", "explain", "--select", "--format", "text", "html", "-o", "YAML", "--statistics"}
    words = set(itertools.chain.from_iterable(line.split() for line in screen(county.few())))
    ascii_words = {w for w in words if w.isascii() and w.strip("-").isalpha()}
    assert ascii_words <= allowed
