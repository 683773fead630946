"""Family RES: duties, accountability, and the accidents of tables."""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json

from quanze.citation.numeral import to_chinese
from quanze.rules.checks.numbering import broken_sequences, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Judge, JudgeList

    from quanze.rules.checks.numbering import BrokenSequence


def broken(*texts: str) -> BrokenSequence | None:
    """Return what is wrong with the numbers of a run of texts."""
    found = broken_sequences(texts)
    assert len(found) <= 1
    return found[0] if found else None


class TestNumbering:
    """RES008."""

    @pytest.mark.parametrize(
        "texts",
        [
            ("1.具体承办人；\n2.内设机构负责人；\n3.单位法定代表人。",),
            ("1.甲；2.乙；  3.丙", "4.丁"),
            ("一、甲\n二、乙\n（一）丙\n（二）丁\n三、戊",),
            ("①甲；②乙；③丙",),
            ("直接实施责任：\n1.甲\n2.乙\n指导监督责任：\n1.丙\n2.丁",),
            ("直接实施责任：\n1.甲\n2.乙\n指导监督责任：\n3.丙\n4.丁",),
            ("1.甲\n2.乙\n  1.乙一\n  2.乙二\n3.丙",),
            ("1．甲。\n2．乙，面积 2.5 公顷。2021.10.1 起施行。\n3．丙。",),
            ("应承担责任1.甲；\n2.乙；\n3.丙。",),
            ("1.甲；2.乙决定。.      3.丙",),
            ("依照第十条：（二）甲；（四）乙。",),
            ("三、四级医院；一、二级医院",),
            ("5.其他情形",),
            ("没有编号的文字", "也没有"),
            ("1.甲", "2.乙", "没有编号", "3.丙"),
        ],
    )
    def test_enumerations_that_are_whole(self, texts: tuple[str, ...]) -> None:
        assert broken_sequences(texts) == ()

    @pytest.mark.parametrize(
        ("texts", "fault", "written"),
        [
            (("1.承办人；2.科室；4/5/6/7/8.单位法定代表人",), "拖拽", "4/5/6/7/8"),
            (("1.具体承办人；", "2.内设机构负责人；", "4.单位法定代表人。"), "跳号", "4"),
            (("1.甲\n2.乙\n2.丙",), "重复", "2"),
            (("1.甲\n2.乙\n3.丙\n2.丁",), "倒退", "2"),
            (("2.甲\n3.乙\n4.丙",), "跳号", "2"),
            (("直接实施责任：\n1.甲\n2.乙\n3.丙\n指导监督责任：\n1.丁\n2.戊\n4.己",), "跳号", "4"),
            (("一.甲：\n二.乙：\n四.丙",), "跳号", "四"),
            (("①甲；②乙；④丙",), "跳号", "④"),
        ],
    )
    def test_enumerations_that_are_broken(self, texts: tuple[str, ...], fault: str, written: str) -> None:
        found = broken(*texts)
        assert found is not None
        assert (found.fault, found.wrong.written) == (fault, written)
        assert texts[found.wrong.text][found.wrong.start : found.wrong.end] == written

    @given(st.integers(2, 12), st.data(), st.booleans())
    def test_any_number_left_out_is_found_and_renumbering_makes_it_whole(
        self, last: int, data: st.DataObject, chinese: bool
    ) -> None:
        left_out = data.draw(st.integers(1, last - 1))
        numbers = [n for n in range(1, last + 1) if n != left_out] + [last + 1]
        written = tuple(f"{to_chinese(n)}、甲；" if chinese else f"{n}.甲；" for n in numbers)
        found = broken(*written)
        assert found is not None
        texts = list(written)
        for mark, right in found.corrections():
            texts[mark.text] = texts[mark.text][: mark.start] + right + texts[mark.text][mark.end :]
        assert broken_sequences(tuple(texts)) == ()

    @given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
    def test_groups_that_each_begin_at_one_are_whole(self, sizes: list[int]) -> None:
        groups = ["指导责任：\n" + "\n".join(f"{n}.甲" for n in range(1, size + 1)) for size in sizes]
        assert broken_sequences(("\n".join(groups),)) == ()

    def test_the_fix_renumbers_all_that_follows(self, judge: Judge) -> None:
        (hit,) = judge("RES008", "追责: {对象: [1.承办人, 2.科室, 4.分管领导, 5.法定代表人]}")
        assert hit.path == ("追责", "对象", 2)
        assert hit.fix is not None
        assert not hit.fix.safe
        assert [(edit.path[-1], edit.text) for edit in hit.fix.edits] == [(2, "3"), (3, "4")]

    def test_the_numbers_of_quoted_law_are_its_own(self, judge: Judge) -> None:
        yaml = "{设定依据: [{法规: 某条例, 原文: 1.甲；3.乙；5.丙}], 扩展: {原件: 1.甲；3.乙}}"
        assert judge("RES008", yaml) == []

    def test_a_published_city_list_has_twelve_broken_rows_and_no_false_alarm(self, shared_data: Path) -> None:
        columns = (
            "责任事项内容",
            "追责情形",
            "追责对象范围",
            "追责情形#1",
            "追责情形#2",
            "追责对象范围#1",
            "追责对象范围#2",
        )
        found = {}
        with lzma.open(shared_data / "lists" / "rows.jsonl.xz") as lines:
            for number, line in enumerate(lines):
                row = from_json(line)
                for column in columns:
                    for one in broken_sequences((row.get(column) or "",)):
                        found.setdefault(number, one.sequence)
        assert sorted(found) == [6, 310, 311, 315, 692, 703, 735, 739, 902, 903, 1051, 1052]
        assert found[902] == "1、2、4"


class TestCatchAll:
    """RES006."""

    def test_a_text_is_taken_apart_at_its_numbers(self) -> None:
        text = "有下列情形之一的，应承担相应责任：1.甲；2.乙。\n3.丙"
        assert pieces(text) == ("甲", "乙。", "丙")

    def test_one_case_of_its_own_is_enough(self, judge: Judge) -> None:
        assert judge("RES006", "追责: {情形: ['1.越权审批的；2.其他违反法律法规规章规定的行为。']}") == []

    def test_nothing_but_the_catch_all(self, judge: Judge) -> None:
        (hit,) = judge("RES006", "追责: {情形: [8.其他违反法律法规规章文件规定的行为。]}")
        assert hit.key == "只有兜底"


class TestWrongType:
    """RES007."""

    @pytest.mark.parametrize(
        ("kind", "case"),
        [
            ("行政处罚", "不予受理许可申请的"),
            ("行政处罚", "1.对符合法定条件的申请不予受理立案的"),
            ("行政检查", "没有法律或者事实依据实施行政处罚的"),
            ("行政强制", "1.没有法定的行政处罚依据的"),
            ("行政许可", "擅自改变行政处罚种类、幅度的"),
            ("其他行政权力", "违反法定的行政处罚程序的"),
        ],
    )
    def test_cases_of_another_type(self, judge: Judge, kind: str, case: str) -> None:
        yaml = f"{{类型: {kind}, 责任事项: [{{内容: 甲}}], 追责: {{情形: [{case}]}}}}"
        (hit,) = judge("RES007", yaml)
        assert hit.path == ("追责", "情形", 0)

    @pytest.mark.parametrize(
        ("kind", "duty"),
        [
            ("行政检查", "发现违法行为的，依据行政处罚的程序执行"),
            ("行政许可", "对未经许可擅自从事活动的依法查处"),
            ("行政确认", "申请材料不齐全的，一次性告知补正"),
            ("其他行政权力", "对符合法定条件的申请不予受理的说明理由"),
            ("行政处罚", "建立健全信息公开、投诉受理、案卷评查制度，吊销许可证的告知听证权利"),
        ],
    )
    def test_duties_that_reach_into_another_type(self, judge: Judge, kind: str, duty: str) -> None:
        yaml = f"{{类型: {kind}, 责任事项: [{{内容: '{duty}'}}], 追责: {{情形: [违反程序的]}}}}"
        assert judge("RES007", yaml) == []


class TestStages:
    """RES002, RES004."""

    def test_the_missing_stages_are_told_together(self, judge: Judge) -> None:
        yaml = "{类型: 行政许可, 责任事项: [{环节: 受理, 内容: 甲}, {环节: 审查与决定, 内容: 乙}]}"
        (hit,) = judge("RES002", yaml)
        assert hit.values == {"缺": "送达、事后监管"}

    def test_types_without_a_template_are_not_judged(self, judge: Judge) -> None:
        assert judge("RES002", "{类型: 行政检查, 责任事项: [{内容: 甲}]}") == []

    def test_what_the_applicant_does_needs_no_duty(self, judge: Judge) -> None:
        yaml = (
            "{类型: 行政许可, 责任事项: [{环节: 受理, 内容: 甲}], "
            "办事指南: {办理流程: [{环节: 申请人申请}, {环节: 收件}, {环节: 办结归档}, {环节: 专家论证}]}}"
        )
        assert [hit.values["环节"] for hit in judge("RES004", yaml)] == ["专家论证"]

    def test_a_stage_of_every_item_of_the_type_is_said_once(self, judge: Judge) -> None:
        yaml = (
            "{类型: 行政处罚, 责任事项: [{环节: 调查, 内容: 甲}, {环节: 决定, 内容: 乙}], "
            "办事指南: {办理流程: [{环节: 立案}, {环节: 调查}, {环节: 决定}]}}"
        )
        assert judge("RES004", yaml) == []
        (hit,) = judge("RES002", yaml)
        assert "立案" in str(hit.values["缺"])

    def test_telling_of_a_hearing_is_not_holding_one(self, judge: Judge) -> None:
        steps = "办事指南: {办理流程: [{环节: 听证}]}"
        told = f"{{类型: 行政处罚, 责任事项: [{{环节: 告知, 内容: 告知要求听证的权利。}}], {steps}}}"
        held = f"{{类型: 行政处罚, 责任事项: [{{环节: 告知, 内容: 当事人要求的，组织听证。}}], {steps}}}"
        assert [hit.values["环节"] for hit in judge("RES004", told)] == ["听证"]
        assert judge("RES004", held) == []


class TestSharedTexts:
    """RES005, RES009."""

    def test_one_finding_for_a_text_however_many_items_share_it(self, judge_list: JudgeList) -> None:
        same = [
            f"{{名称: 事项{n}, 实施主体: 局{n % 2}, 追责: {{情形: [玩忽职守{'。' * (n % 3)}]}}}}" for n in range(25)
        ]
        other = "{名称: 别的, 追责: {情形: [徇私舞弊]}}"
        (found,) = judge_list("RES005", other, *same)
        assert found.file == "1"
        assert (found.hit.values["数量"], found.hit.values["部门数"]) == (25, 2)
        assert len(found.hit.related) == 3

    def test_the_wording_is_quoted_as_it_is_written(self, judge_list: JudgeList) -> None:
        long = "1.对符合法定条件的申请，不予受理、不予许可，或者不在法定期限内作出决定的；2.其他"
        for written, shown in (
            ("玩忽职守的。", "玩忽职守的"),
            (long, "对符合法定条件的申请，不予受理、不予许可，或者不……"),
        ):
            (found,) = judge_list("RES005", *[f"{{名称: 甲, 追责: {{情形: ['{written}']}}}}"] * 20)
            assert found.hit.values["开头"] == shown

    def test_below_the_threshold_there_is_nothing_to_say(self, judge_list: JudgeList) -> None:
        same = ["{名称: 甲, 责任事项: [{内容: 依法受理}]}"] * 19
        assert judge_list("RES009", *same) == []
        assert len(judge_list("RES009", *same, same[0])) == 1
