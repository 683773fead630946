"""RSK: risk points, their prevention, and the separation of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Judge


def _licence(*steps: str, kind: str = "承诺件") -> str:
    written = ", ".join(steps)
    return f"类型: 行政许可\n责任事项: [{{内容: 审查材料}}]\n办事指南: {{办件类型: {kind}, 办理流程: [{written}]}}"


class TestRiskPoints:
    def test_a_delegated_power_without_risk_points_is_an_error(self, judge: Judge) -> None:
        [hit] = judge("RSK001", "类型: 行政许可\n权力来源: 上级下放")
        assert hit.severity == "error"

    def test_a_power_of_its_own_only_a_warning(self, judge: Judge) -> None:
        [hit] = judge("RSK001", "类型: 行政处罚\n权力来源: 法定本级行使")
        assert hit.severity is None

    @pytest.mark.parametrize(("grade", "severity"), [("高", None), ("中", None), ("低", "warning")])
    def test_a_low_risk_without_measures_is_a_warning(self, judge: Judge, grade: str, severity: str | None) -> None:
        [hit] = judge("RSK003", f"廉政风险: [{{环节: 审查, 等级: {grade}, 责任人: 股长}}]")
        assert hit.severity == severity
        assert hit.path == ("廉政风险", 0, "防控措施")

    def test_an_unknown_grade_does_not_hide_a_missing_post(self, judge: Judge) -> None:
        item = "廉政风险: [{环节: 审查, 等级: 较高, 防控措施: [集体审议]}]"
        assert [hit.values["值"] for hit in judge("RSK002", item)] == ["较高"]
        assert [hit.values["缺"] for hit in judge("RSK003", item)] == ["责任人"]

    def test_several_risks_one_finding_on_key_supervision(self, judge: Judge) -> None:
        item = "廉政风险: [{等级: 高}, {等级: 高}]\n监管: {责任单位: 甲局, 重点监管: {是否: false}}"
        assert len(judge("RSK004", item)) == 1


class TestSeparationOfPosts:
    def test_one_post_from_acceptance_to_decision(self, judge: Judge) -> None:
        item = _licence("{环节: 受理, 岗位: 审批岗}", "{环节: 审核, 岗位: 审批岗}", "{环节: 审批, 岗位: 审批岗}")
        [hit] = judge("RSK005", item)
        assert hit.path == ("办事指南", "办理流程", 2, "岗位")

    def test_a_second_examiner_is_enough(self, judge: Judge) -> None:
        item = _licence(
            "{环节: 受理, 岗位: 审批岗}",
            "{环节: 初审, 岗位: 审批岗}",
            "{环节: 审核, 岗位: 股长}",
            "{环节: 决定, 岗位: 审批岗}",
        )
        assert not judge("RSK005", item)

    def test_posts_that_are_not_written_prove_nothing(self, judge: Judge) -> None:
        assert not judge("RSK005", _licence("{环节: 受理}", "{环节: 审查}", "{环节: 决定}"))

    def test_what_is_decided_on_the_spot(self, judge: Judge) -> None:
        steps = ("{环节: 受理, 岗位: 窗口}", "{环节: 审查, 岗位: 窗口}", "{环节: 决定, 岗位: 窗口}")
        assert judge("RSK005", _licence(*steps))
        assert not judge("RSK005", _licence(*steps, kind="即办件"))

    @pytest.mark.parametrize(
        ("duty", "wrong"),
        [
            ("由一名工作人员到现场核查", True),
            ("单人勘验", True),
            ("不得由一名工作人员核查", False),
            ("指派两名以上工作人员进行核查", False),
            ("每一位申请人的材料都要核对", False),
        ],
    )
    def test_who_inspects_alone(self, judge: Judge, duty: str, wrong: bool) -> None:
        assert bool(judge("RSK005", f"类型: 行政许可\n责任事项: [{{环节: 审查, 内容: {duty}}}]")) is wrong
