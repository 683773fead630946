"""Full-width punctuation where YAML wants its own: what an input method for Chinese leaves behind."""

from __future__ import annotations

import pytest

from quanze.source import Reading, parse


def read(text: str) -> Reading:
    return parse(text.encode(), "事项.yaml")


def mended(reading: Reading) -> str:
    text = reading.text
    edits = [edit for problem in reading.problems if problem.fix for edit in problem.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.part, reverse=True):
        start, end = edit.part
        text = text[:start] + edit.text + text[end:]
    return text


@pytest.mark.parametrize(
    ("text", "names", "root"),
    [
        ("编码: 1\n名称：甲\n类型: 乙\n", ["冒号"], {"编码": "1", "名称": "甲", "类型": "乙"}),
        ("名称：甲\n", ["冒号"], {"名称": "甲"}),
        ("名称：甲\n编码：1\n\n类型：乙\n", ["冒号"] * 3, {"名称": "甲", "编码": "1", "类型": "乙"}),
        ("监管：\n  方式： 甲\n  措施: 乙\n", ["冒号"] * 2, {"监管": {"方式": "甲", "措施": "乙"}}),
        ("依据:\n  - 法规：甲\n    条款: 乙\n", ["冒号"], {"依据": [{"法规": "甲", "条款": "乙"}]}),
        ("依据:\n  - 法规：甲\n    条款：乙\n", ["冒号"], {"依据": [{"法规": "甲", "条款": "乙"}]}),
        ("名称:　甲\n类型: 乙\n", ["空格"], {"名称": "甲", "类型": "乙"}),
        ("监管:\n　　方式: 甲\n", ["空格"], {"监管": {"方式": "甲"}}),
        ("监管:\n\u00a0\u00a0方式: 甲\n", ["空格"], {"监管": {"方式": "甲"}}),
        ("步骤: {环节：受理, 内容: 甲}\n", ["冒号"], {"步骤": {"环节": "受理", "内容": "甲"}}),
        ("步骤: {环节: 受理，内容: 甲}\n", ["逗号"], {"步骤": {"环节": "受理", "内容": "甲"}}),
        ("步骤: {环节：受理，内容：甲}\n", ["冒号"], {"步骤": {"环节": "受理", "内容": "甲"}}),
        ("层级: [县级，市级]\n", ["逗号"], {"层级": ["县级", "市级"]}),
        ("层级: [县级，市级］\n名称: 甲\n", ["逗号"], {"层级": ["县级", "市级"], "名称": "甲"}),
        ("层级: ［县级, 市级］\n", ["括号"], {"层级": ["县级", "市级"]}),
        ("收费: ｛是否: 否｝\n名称: 甲\n", ["括号"], {"收费": {"是否": "否"}, "名称": "甲"}),
        ("＃ 注释\n名称: 甲\n", ["短横或井号"], {"名称": "甲"}),
        ("流程:\n  - 环节: 甲\n  — 环节: 乙\n", ["短横或井号"], {"流程": [{"环节": "甲"}, {"环节": "乙"}]}),
        ("名称﹕甲\n编码∶1\n类型: 乙\n", ["冒号"] * 2, {"名称": "甲", "编码": "1", "类型": "乙"}),
        ("时限: {数值: 10；单位: 工作日}\n", ["逗号"], {"时限": {"数值": "10", "单位": "工作日"}}),
        ("编码: “410118027000”\n名称: 甲\n", ["引号"], {"编码": "410118027000", "名称": "甲"}),
        ("网址: ＂https://a.cn＂\n", ["引号"], {"网址": "https://a.cn"}),
        ("层级:\n  -　县级\n", ["短横"], {"层级": ["县级"]}),
    ],
)
def test_it_is_found_and_its_fix_gives_what_was_meant(text: str, names: list[str], root: dict) -> None:
    reading = read(text)
    assert [(problem.code, problem.key) for problem in reading.problems] == [("SCH014", name) for name in names]
    again = read(mended(reading))
    assert again.problems == ()
    assert again.document is not None
    assert again.document.root == root


@pytest.mark.parametrize(
    "text",
    [
        "说明: 注意：先受理，后审查\n",
        "措施: [“双随机、一公开”, 专项检查]\n",
        "说明: “12345”热线\n",
        "情形:\n  - 有下列情形之一的：不予受理\n",
        "步骤: {环节: 审批, 内容: 报告并经批准；情况紧急的，事后补办。}\n",
        "措施: [现场巡查，发现问题及时处理, 完工验收]\n",
        "情形: [没有法律依据实施扣留，造成严重后果的]\n",
        "文号: 中办发［2015］21号\n",
        "说明: |\n  　　一、甲：乙\n  　　二、丙：丁\n",
        "名称: '　甲'\n状态: －\n",
        "说明: 甲　乙\n投诉: {网址: https://www.example.gov.cn}\n",
    ],
)
def test_full_width_punctuation_of_prose_is_left_alone(text: str) -> None:
    reading = read(text)
    assert reading.document is not None
    assert reading.problems == ()


def test_what_else_is_wrong_after_it_is_told_too() -> None:
    reading = read("编码：1\n名称: '甲\n类型: 乙\n")
    assert [(problem.code, problem.span.line) for problem in reading.problems] == [("SCH014", 1), ("SCH001", 2)]


def test_places_are_those_of_the_file_though_it_was_mended_on_the_way() -> None:
    text = "编码：1\n名称：甲\n依据：[甲，乙]\n"
    reading = read(text)
    assert [(problem.span.line, problem.span.column) for problem in reading.problems] == [(1, 3), (2, 3), (3, 3)]
    for problem in reading.problems:
        assert text[problem.span.start : problem.span.end] == "："


def test_the_path_is_given_where_the_file_can_be_read() -> None:
    (problem,) = read("步骤:\n  - {环节：受理, 内容: 甲}\n").problems
    assert problem.path == ("步骤", 0, "环节：受理")


def test_a_line_after_guessed_indentation_is_no_second_mistake() -> None:
    text = "放权:\n　　方式: 直接下放\n  批次: 第一批\n  序号: 12\n"
    assert [(problem.code, problem.key) for problem in read(text).problems] == [("SCH014", "空格")]


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("时限: {数值：10，单位：工作日}\n", {("时限", "数值"), ("时限", "单位")}),
        ("层级: ［县级］\n", {("层级",)}),
        ("层级: [县级，市级]\n", {("层级", 0)}),
        ("状态: *s\n名称: 甲\n", {("状态",)}),
        ("名称: &在公路许可\n类型: 乙\n", {("名称",)}),
        ("名称: &n 甲\n", set()),
    ],
)
def test_what_is_not_what_was_meant_is_refused(text: str, refused: set[tuple[str | int, ...]]) -> None:
    document = read(text).document
    assert document is not None
    assert refused <= document.refused
    assert not refused or len(document.refused) <= len(refused) + 1  # and perhaps the key as it was read
