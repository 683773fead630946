"""Syntax errors, as an editor is told of them: the mistake that was made, its place, and the way to mend it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_texts import trees, written

from quanze.source import Problem, parse


def only_problem(text: str) -> Problem:
    reading = parse(text.encode(), "事项.yaml")
    assert reading.document is None
    (problem,) = reading.problems
    return problem


MISTAKES = [
    ("制表符", "监管:\n\t责任单位: 甲\n", 2, 1),
    ("制表符", "编码: 1\n\t名称: 甲\n", 2, 1),
    ("冒号后缺空格", "编码: 1\n名称:甲\n类型: 乙\n", 2, 3),
    ("冒号后缺空格", "依据:\n  - 法规:甲\n    条款: 乙\n", 2, 7),
    ("冒号后缺空格", "名称:甲\n编码:1\n", 1, 3),
    ("引号未闭合", '编码: "1\n名称: 甲\n', 1, 5),
    ("引号未闭合", '编码: "1\n名称: "甲"\n类型: 乙\n', 1, 5),
    ("引号未闭合", "名称: '甲\n类型: 乙\n", 1, 5),
    ("引号未闭合", '名称: "甲”\n类型: 乙\n', 1, 5),
    ("引号后有文字", '名称: "甲"的许可\n类型: 乙\n', 1, 8),
    ("括号未闭合", "层级: [县级, 市级\n名称: 甲\n", 1, 5),
    ("括号未闭合", "收费: {是否: 否\n", 1, 5),
    ("括号未闭合", "收费: {", 1, 5),
    ("井号成了注释", "楼层: [甲座 #1, 乙座]\n名称: 甲\n", 1, 9),
    ("多余的括号", "层级: [县级]]\n名称: 甲\n", 1, 9),
    ("多余的逗号", "层级: [县级, , 市级]\n", 1, 10),
    ("缺逗号", '层级: ["县级" "市级"]\n', 1, 11),
    ("缩进", "名称: 甲\n    类型: 乙\n", 2, 5),
    ("缩进", "监管:\n    方式: 甲\n  措施: 乙\n", 3, 3),
    ("缩进", "监管:\n  方式: 甲\n 措施: 乙\n", 3, 2),
    ("缩进", "情形:\n  - 甲\n - 乙\n", 3, 2),
    ("列表与键混用", "情形:\n  - 甲\n  依据: 乙\n", 3, 3),
    ("列表与键混用", "监管:\n  方式: 甲\n  - 乙\n", 3, 5),
    ("列表写在冒号后", "层级: - 县级\n", 1, 5),
    ("短横后缺空格", "层级:\n  - 县级\n  -市级: 甲\n  - 乙\n", 3, 3),
    *(("特殊符号开头", f"名称: {sign}甲\n类型: 乙\n", 1, 5) for sign in "%@`,>|"),
    ("合并冲突", "编码: 1\n<<<<<<< HEAD\n名称: 甲\n=======\n名称: 乙\n>>>>>>> b\n", 2, 1),
    ("值中有冒号", "说明: 备注: 甲\n", 1, 7),
    ("值中有冒号", "说明: 备注:\n", 1, 7),
    ("值中有冒号", "步骤: {内容: 甲: 乙}\n", 1, 11),
    ("缺冒号", "编码: 1\n名称 甲\n类型: 乙\n", 2, 1),
    ("缺冒号", "编码: 1\n名称 甲\n", 2, 1),
    ("反斜杠", '样本: "附件\\申请书.docx"\n', 1, 8),
    ("原因不明", "长" * 1100 + ": 1\n", 1, 1101),
]


@pytest.mark.parametrize(("cause", "text", "line", "column"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_the_mistake_is_named_with_its_place(cause: str, text: str, line: int, column: int) -> None:
    problem = only_problem(text)
    assert (problem.code, problem.key) == ("SCH001", cause)
    assert (problem.span.line, problem.span.column) == (line, column)
    assert (problem.values["行"], problem.values["列"]) == (line, column)
    assert problem.values["原行"] == text.split("\n")[line - 1]


def test_a_text_that_begins_as_a_tag_does_is_refused_as_one() -> None:
    problem = only_problem("名称: !重要 甲\n类型: 乙\n")
    assert (problem.code, problem.variant, problem.values["名称"]) == ("SCH009", "标签", "!重要")
    assert (problem.span.line, problem.span.column, problem.span.end_column) == (1, 5, 8)


def test_a_document_number_in_square_brackets_is_explained_as_such() -> None:
    reading = parse("决定: {文件: 某办〔2020〕3号, 文号: 示政[2021]18号}\n类型: 乙\n".encode(), "事项.yaml")
    syntax, style = reading.problems
    assert (syntax.code, syntax.key, syntax.span.line, syntax.span.column) == ("SCH001", "文号括号", 1, 28)
    assert syntax.fix is not None
    assert [edit.text for edit in syntax.fix.edits] == ["〔", "〕"]
    assert (style.code, style.values["改为"]) == ("STY003", "〔2021〕18号")


@pytest.mark.parametrize(("cause", "text", "line", "column"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES])
def test_line_ends_of_windows_change_nothing(cause: str, text: str, line: int, column: int) -> None:
    problem = only_problem(text.replace("\n", "\r\n"))
    assert (problem.key, problem.span.line, problem.span.column) == (cause, line, column)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("名称: 甲\n    类型: 乙\n", "应与上一行“名称”左对齐"),
        ("监管:\n    方式: 甲\n  措施: 乙\n", "应与第 2 行“方式”或者第 1 行“监管”左对齐"),
        ("情形:\n  - 甲\n - 乙\n", "应与第 2 行“- 甲”或者第 1 行“情形”左对齐"),
        ("依据:\n  - 法规: 甲\n      条款: 乙\n", "应与上一行“- 法规”左对齐"),
    ],
)
def test_wrong_indentation_says_what_to_align_with(text: str, mend: str) -> None:
    assert only_problem(text).values["怎么改"] == mend


def test_an_error_below_a_long_quotation_is_not_blamed_on_it() -> None:
    assert only_problem('说明: "甲\n  乙"\n监管:\n\t方式: 甲\n').key == "制表符"
    assert only_problem('说明: "甲\n  乙"\n名称 甲\n类型: 乙\n').key == "缺冒号"


def test_the_error_at_the_end_of_the_text_is_shown_on_its_last_line() -> None:
    assert only_problem("编码: 1\n名称 甲\n\n# 完\n\n").span.line == 2


BROKEN = ("\t", '"', "'", "[", "}", ": ", "：", "*", "@", "|", "  ", "- ", ",", "\\", "#", "\n  ")


@given(trees(), st.data())
def test_whatever_is_broken_is_explained_in_chinese(tree: dict, data: st.DataObject) -> None:
    text = written(tree)
    place = data.draw(st.integers(0, len(text)))
    text = text[:place] + data.draw(st.sampled_from(BROKEN)) + text[place:]
    reading = parse(text.encode(), "事项.yaml")
    for problem in reading.problems:
        if problem.code == "SCH001":
            said = f"{problem.values['说明']}{problem.values['怎么改']}"
            assert not re.search(r"[a-z]{4,}", said.replace(str(problem.values["原行"]), "")) or "“" in said
            assert 1 <= problem.span.line <= text.count("\n") + 1
            assert problem.values["原行"] == text.split("\n")[problem.span.line - 1]
