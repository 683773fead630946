"""Family ADJ: what the records of an item, and of two lists, say of its adjustments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quanze.engine.law_table import example_laws

if TYPE_CHECKING:
    from conftest import Judge, JudgeList


class TestRecords:
    """ADJ001, ADJ009, ADJ011: one item."""

    @pytest.mark.parametrize(
        ("record", "place"),
        [
            ("{类型: 变更要素, 日期: 2026-04-02}", ("调整记录", 0, "依据")),
            ("{类型: 变更要素, 依据: 示县政〔2026〕5号}", ("调整记录", 0, "日期")),
            ("{类型: 变更要素}", ("调整记录", 0)),
            ("{类型: 修改, 日期: 2026-04-02, 依据: 示县政〔2026〕5号}", ("调整记录", 0, "类型")),
        ],
    )
    def test_what_a_record_lacks_is_said_once(self, judge: Judge, record: str, place: tuple[str | int, ...]) -> None:
        (hit,) = judge("ADJ001", f"{{调整记录: [{record}]}}")
        assert hit.path == place

    def test_taking_back_without_a_document_is_the_rule_on_taking_back(
        self, judge: Judge, judge_list: JudgeList
    ) -> None:
        written = "{编码: '410118027000', 名称: 涉路施工许可, 类型: 行政许可, 状态: 取消, 调整记录: [{类型: 收回, 日期: 2025-03-01}]}"
        assert judge("ADJ001", written) == []
        assert len(judge_list("DEL015", written)) == 1

    @pytest.mark.parametrize(("day", "fires"), [("2026-11-21", True), ("2026-11-22", True), ("2026-11-23", False)])
    def test_the_day_a_cancellation_was_planned_for(self, judge: Judge, day: str, fires: bool) -> None:
        hits = judge("ADJ009", f"{{状态: 在用, 计划取消日期: {day}}}")
        assert bool(hits) is fires
        assert all(hit.fix is not None and not hit.fix.safe for hit in hits)

    def test_an_item_that_was_cancelled_and_set_up_again(self, judge: Judge) -> None:
        records = "{类型: 新增, 日期: 2024-01-01, 依据: 示县政〔2024〕1号}, {类型: 取消, 日期: 2020-01-01, 依据: 示县政〔2020〕1号}"
        assert judge("ADJ009", f"{{状态: 在用, 调整记录: [{records}]}}") == []

    @pytest.mark.parametrize("number", ["示县政〔2026〕5号", "示县政[2026]5号", "示县政（2026）5号"])
    def test_a_record_older_than_the_year_of_its_document(self, judge: Judge, number: str) -> None:
        assert judge("ADJ011", f"{{调整记录: [{{类型: 变更要素, 日期: 2026-01-04, 依据: '{number}'}}]}}") == []
        (hit,) = judge("ADJ011", f"{{调整记录: [{{类型: 变更要素, 日期: 2025-12-30, 依据: '{number}'}}]}}")
        assert hit.path == ("调整记录", 0, "日期")

    def test_an_old_law_is_no_document_of_the_day(self, judge: Judge) -> None:
        written = "{调整记录: [{类型: 变更要素, 日期: 2020-06-01, 依据: {法规: 中华人民共和国行政许可法}}]}"
        assert judge("ADJ011", written, laws=example_laws()) == []


class TestLaws:
    """ADJ007: the law changed and the item did not."""

    RENUMBERED = "设定依据: [{法规: 中华人民共和国治安管理处罚法, 条款: 第二十三条}]"

    def test_an_article_moved_after_the_last_record(self, judge: Judge) -> None:
        written = (
            f"{{状态: 在用, {self.RENUMBERED}, 调整记录: [{{类型: 新增, 日期: 2024-03-12, 依据: 示县政〔2024〕1号}}]}}"
        )
        (hit,) = judge("ADJ007", written, laws=example_laws())
        assert (hit.values["原条"], hit.values["新条"]) == ("第二十三条", "第二十六条")

    def test_ten_working_days_are_left(self, judge: Judge) -> None:
        written = (
            f"{{状态: 在用, {self.RENUMBERED}, 调整记录: [{{类型: 新增, 日期: 2024-03-12, 依据: 示县政〔2024〕1号}}]}}"
        )
        assert judge("ADJ007", written, laws=example_laws(), 核对日期="2026-01-09") == []

    def test_a_review_after_the_change_is_enough(self, judge: Judge) -> None:
        reviews = "审核: {合法性审核: {单位: 示例县公安局法制大队, 日期: 2026-01-09, 结论: 通过}}"
        written = f"{{状态: 在用, {self.RENUMBERED}, {reviews}}}"
        assert judge("ADJ007", written, laws=example_laws()) == []

    def test_a_law_nothing_of_which_moved(self, judge: Judge) -> None:
        basis = "设定依据: [{法规: 中华人民共和国公路法, 条款: 第四十四条}]"
        written = f"{{状态: 在用, {basis}, 调整记录: [{{类型: 新增, 日期: 2010-03-12, 依据: 示县政〔2010〕1号}}]}}"
        assert judge("ADJ007", written, laws=example_laws()) == []


def item(code: str, more: str, *, status: str = "在用") -> str:
    """Write an inspection with its records."""
    return f"{{编码: '{code}', 名称: 事项{code}, 类型: 行政检查, 状态: {status}, 调整记录: [{more}]}}"


class TestMergers:
    """ADJ006: 合并 and 分设 leave no loose end."""

    DAY = "日期: 2023-12-15, 依据: 示县政〔2023〕30号"

    def test_a_merger_whose_sources_are_cancelled_items(self, judge_list: JudgeList) -> None:
        target = item("410631002000", f"{{类型: 合并, {self.DAY}}}")
        source = item("410631009000", f"{{类型: 合并, {self.DAY}, 说明: 并入410631002000}}", status="取消")
        assert judge_list("ADJ006", target, source, 登记册={"退役编码": []}) == []

    def test_a_chain_of_retired_codes(self, judge_list: JudgeList) -> None:
        retired = [
            {"编码": "410631007000", "去向": ["410631009000"]},
            {"编码": "410631009000", "去向": ["410631002000"]},
        ]
        assert judge_list("ADJ006", item("410631002000", ""), 登记册={"退役编码": retired}) == []

    def test_where_a_divided_item_went(self, judge_list: JudgeList) -> None:
        source = item(
            "410631009000", f"{{类型: 分设, {self.DAY}, 说明: 分设为410631002000、410631003000}}", status="取消"
        )
        target = item("410631002000", "")
        (found,) = judge_list("ADJ006", source, target, 登记册={"退役编码": []})
        assert (found.hit.variant, found.hit.values["去向"]) == ("去向不存在", "410631003000")

    def test_a_target_that_is_itself_cancelled(self, judge_list: JudgeList) -> None:
        retired = [{"编码": "410631009000", "去向": ["410631002000"]}]
        (found,) = judge_list("ADJ006", item("410631002000", "", status="取消"), 登记册={"退役编码": retired})
        assert (found.file, found.hit.variant) == ("登记册/退役编码", "去向已取消")
