"""The examples of a rule as `quanze explain` and the documentation show them."""

from __future__ import annotations

import pytest

from quanze.cli.rule_sample import sample_of

REPEALED = {"设定依据": [{"法规": "中华人民共和国环境保护法"}], "位置": "设定依据.法规"}


def marked(sample):
    """The characters of the sample that its mark points at."""
    return sample.text.splitlines()[sample.mark.line - 1][sample.mark.column - 1 : sample.mark.end_column - 1]


def test_a_wrong_example_marks_the_place():
    assert marked(sample_of(REPEALED, wrong=True)) == "中华人民共和国环境保护法"


def test_a_right_example_marks_nothing():
    assert sample_of(REPEALED, wrong=False).mark is None


def test_the_date_that_makes_an_example_right_is_said():
    assert sample_of({**REPEALED, "环境": {"核对日期": "2026-08-01"}}, wrong=False).note == "核对日期 2026-08-01"


def test_what_is_missing_is_named_and_not_marked_elsewhere():
    sample = sample_of({"类型": "行政许可", "位置": "名称"}, wrong=True)
    assert (sample.mark, sample.note) == (None, "缺“名称”")


def test_what_is_missing_inside_a_field_marks_the_field():
    sample = sample_of({"办事指南": {"办理地点": "县政务大厅"}, "位置": "办事指南.救济"}, wrong=True)
    assert (marked(sample), sample.note) == ("办事指南", "缺“救济”")


def test_of_several_items_the_one_meant_is_marked():
    items = [{"编码": "1", "名称": "甲"}, {"编码": "2", "名称": "乙"}]
    sample = sample_of({"事项": items, "位置": "名称", "第": "2"}, wrong=True)
    assert marked(sample) == "乙"
    assert "# 第 1 个事项" in sample.text


def test_an_element_that_has_the_place_is_marked():
    basis = [{"法规": "中华人民共和国行政许可法", "条款": "第十二条"}, {"法规": "中华人民共和国合同法", "原文": "略"}]
    assert marked(sample_of({"设定依据": basis, "位置": "设定依据.原文"}, wrong=True)) == "略"


def test_reference_files_are_shown_with_their_content_and_marked():
    setting = {"登记册": {"运行数据": [{"名称": "河道采砂许可", "数量": "5"}]}}
    sample = sample_of({"环境": setting, "事项": [{"名称": "港口经营许可"}], "位置": "条目.名称"}, wrong=True)
    assert marked(sample) == "河道采砂许可"
    assert "# 参照资料, 不在事项文件里" in sample.text


def test_a_file_as_written_marks_the_line():
    assert marked(sample_of({"文本": "编码: 1\n  名称: 2\n", "位置": "第2行"}, wrong=True)) == "  名称: 2"


@pytest.mark.parametrize("example", [{"字节": "FFFE"}, {"文件": "data/items/甲局/1.yaml", "编码": "2"}])
def test_what_cannot_be_seen_in_the_text_is_said(example):
    assert sample_of(example, wrong=True).note
