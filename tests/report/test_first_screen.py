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
from quanze.report.wording import argument
from quanze.result import NotRun, Scope, Unknown
from quanze.text import width


def screen(result, columns=80, **view):
    return render("rich", result, View(width=columns, **view)).splitlines()


@pytest.mark.parametrize("columns", [60, 80, 100, 120, 150, 200])
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
    columns=st.sampled_from([60, 80, 99, 100, 120, 150, 200]),
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
    assert "GUI002  材料或条件含兜底条款     1 项" in text
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
    assert "未执行    CAT005: 未提供通用目录 (62 项)" in text


def test_a_list_without_items_does_not_pass():
    lines = screen(county.clean(items=0, not_run=(NotRun("CAT005", "未提供通用目录", 0),)), 120)
    assert lines[2] == "没有检查到任何事项, 不能算通过。用 quanze import 导入部门的表格, 或者用 quanze new 新建事项"
    assert "未执行" not in "".join(lines)


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
    allowed = {"quanze", "check", "explain", "laws", "affected"}
    allowed |= {"--select", "--format", "text", "html", "-o", "YAML", "--statistics"}
    words = set(itertools.chain.from_iterable(line.split() for line in screen(county.few())))
    ascii_words = {w for w in words if w.isascii() and w.strip("-").isalpha()}
    assert ascii_words <= allowed


WHOLE = ("BAS005", "GUI002", "ORG012", "SCH001", "RES008", "SCH008", "STY004")


def told(rule, columns):
    """The lines of one cause: its own and those below it until the next."""
    lines = screen(county.few(), columns)
    start = next(n for n, line in enumerate(lines) if f" {rule} " in line)
    ends = (n for n, line in enumerate(lines) if n > start and (not line or line[:2].strip().isdigit()))
    return lines[start : next(ends)]


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_what_to_do_next_stands_with_the_cause(columns):
    assert "→ 改为本县实际行使该职权的机关的全称" in "\n".join(told("ORG012", columns))
    assert "→ quanze laws affected 环境影响评价法" in "\n".join(told("BAS005", columns))


def test_a_wide_terminal_has_a_line_for_each_cause():
    assert [len(told(rule, 200)) for rule in WHOLE] == [1] * 7
    assert [len(told(rule, 120)) for rule in WHOLE[:5]] == [2] * 5
    assert [len(told(rule, 80)) for rule in WHOLE[:5]] == [3] * 5


def test_a_wide_terminal_shows_twenty_causes_with_what_to_do():
    labels = {code: replace(label, remedy="改写。") for code, label in county.many().rules.items()}
    lines = screen(replace(county.many(), rules=labels), 200)
    ranks = [line for line in lines if line[:2].strip().isdigit()]
    assert len(ranks) == 20
    assert all("→ " in line for line in ranks)


def test_a_cause_no_rule_says_how_to_mend_has_no_empty_line():
    lines = screen(county.few())
    assert not [line for line in lines if line and not line.strip()]


def test_what_keeps_the_list_from_its_next_gate_comes_first():
    later = replace(county.PLACEHOLDER, gate="发布")
    several = [replace(later, item=f"41021803{n:04}") for n in range(5)]
    result = county.result((county.INDENT, county.REPEALED, *several), passes=None, gate="发布")
    lines = screen(result)
    assert lines[2] == "先看这些 (前 1 种挡住“采集”)"
    assert [line.split()[2] for line in lines if line[:2].strip().isdigit()] == ["SCH001", "ORG012", "BAS005"]


def test_an_error_of_most_items_that_blocks_the_next_gate_is_no_side_note():
    mass = [replace(f, severity="error", gate="审核") for f in county.common().findings if f.rule == "RES006"]
    lines = screen(county.result((county.REPEALED, *mass), items=1200))
    assert [line.split()[2] for line in lines if line[:2].strip().isdigit()] == ["RES006", "BAS005"]
    assert "普遍现象" not in "".join(lines)


PART = Scope(("data/items/示例县农业农村局",), 12, 12)


def test_a_part_of_the_list_is_judged_apart_from_the_whole():
    part = replace(county.result((county.PLACEHOLDER,), scope=PART), blocking={"采集": 0, "审核": 4, "发布": 9})
    text = "\n".join(screen(part, 120))
    assert "只看 data/items/示例县农业农村局 (12 项) · 档位 审核" in text
    assert "只看 data/items/示例县农业农村局 (12 项): 错误 1 项。全清单不能进入“审核”: 4 个错误" in text
    assert "quanze check data/items/示例县农业农村局 --select ORG012 --format text" in text


def test_a_part_without_a_finding_does_not_pass_for_the_whole():
    part = county.result((), scope=PART, blocking={"采集": 0, "审核": 4, "发布": 9})
    assert "(12 项): 没有发现问题。全清单不能进入“审核”: 4 个错误" in "".join(screen(part, 120))


def test_a_part_that_holds_no_file_of_the_list():
    text = "\n".join(screen(county.result((), scope=Scope(("草稿",), 0, 0))))
    assert "没有检查到任何事项, 不能算通过: 草稿 不在这个清单里" in text


def test_some_rules_alone_pass_no_gate():
    some = county.clean(narrowed=3, passes=None)
    text = "\n".join(screen(some))
    assert "只用了 3 条规则: 没有发现问题。规则不全, 不判断能否通过档位" in text
    assert "通过“" not in text


def test_rules_that_could_not_be_run_pass_nothing():
    idle = county.clean(narrowed=1, passes=None, not_run=(NotRun("BAS008", "未提供法规全文", 62),))
    assert "选用的规则都没有执行, 不能算通过" in screen(idle)


def test_rules_that_are_switched_off_are_counted_in_the_provenance():
    assert "规则库 3f2a91c, 未选用 2 条" in "\n".join(screen(county.clean(switched_off=2)))


def test_files_without_a_quanze_yaml_are_said_to_be_judged_as_items():
    text = "\n".join(screen(county.clean(configured=False)))
    assert "没有 quanze.yaml, 这里的 YAML 文件都当作事项" in text


@pytest.mark.parametrize(
    ("text", "written"),
    [("农业农村局", "农业农村局"), ("某 局", '"某 局"'), ("甲(乙)", '"甲(乙)"'), ('甲"乙', '"甲\\"乙"')],
)
def test_an_argument_is_quoted_where_a_shell_would_take_it_apart(text, written):
    assert argument(text) == written


def test_the_name_of_the_item_stands_beside_its_place():
    named = county.result((county.REPEALED,), item_names={county.PERMIT: "建设项目环境影响评价文件审批"})
    assert f"{county.PERMIT}:5:9  建设项目环境影响评价文件审批" in screen(named, 120, detail=True)
    assert f"{county.PERMIT}:5:9  建设项目环境影响…" in screen(named, 69, detail=True)
    assert f"{county.PERMIT}:5:9" in screen(named, 60, detail=True)


def test_the_next_commands_repeat_what_was_asked():
    lines = screen(county.many(), 120, asked=("--gate 发布", "--as-of 2026-11-22"))
    commands = [line for line in lines if "quanze check" in line]
    assert commands
    assert all(line.count("quanze check") == line.count("--gate 发布 --as-of 2026-11-22") for line in commands)
