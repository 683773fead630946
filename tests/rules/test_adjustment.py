"""Family ADJ: what the records of an item, and of two lists, say of its adjustments."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

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


class TestVersions:
    """ADJ011: the version rises with every change."""

    RECORDS = "调整记录: [{类型: 承接, 日期: 2021-12-20, 依据: 示政〔2021〕8号}, {类型: 变更要素, 日期: 2026-04-02, 依据: 示政〔2026〕5号}]"
    BEFORE: ClassVar = {"编码": "1", "名称": "甲", "版本": "2", "状态": "在用", "追责": {"情形": ["不受理的"]}}

    def test_it_is_not_lower_than_the_number_of_recorded_changes(self, judge: Judge) -> None:
        (hit,) = judge("ADJ011", f"{{版本: 1, {self.RECORDS}}}")
        assert (hit.path, hit.values["次数"], hit.severity) == (("版本",), 2, "warning")
        assert judge("ADJ011", f"{{版本: 2, {self.RECORDS}}}") == []

    @pytest.mark.parametrize(
        ("now", "variants"),
        [
            ("{编码: '1', 名称: 甲, 版本: 2, 状态: 在用, 追责: {情形: [不受理的]}}", []),
            ("{编码: '1', 名称: 甲, 版本: 2, 状态: 在用, 追责: {情形: [不受理的, 不许可的]}}", ["没有递增"]),
            ("{编码: '1', 名称: 甲, 版本: 3, 状态: 在用, 追责: {情形: [不受理的, 不许可的]}}", []),
            ("{编码: '1', 名称: 甲, 版本: 1, 状态: 在用, 追责: {情形: [不受理的]}}", ["没有递增"]),
            ("{编码: '1', 名称: 乙, 版本: 2, 状态: 在用, 追责: {情形: [不受理的]}}", []),  # ADJ002 says so
            ("{编码: '2', 名称: 甲, 版本: 1, 状态: 在用}", []),
        ],
    )
    def test_it_is_higher_than_before_when_anything_changed(self, judge: Judge, now: str, variants: list[str]) -> None:
        assert [hit.variant for hit in judge("ADJ011", now, 上一状态=[self.BEFORE])] == variants

    def test_a_record_that_came_is_a_change(self, judge: Judge) -> None:
        record = "调整记录: [{类型: 变更要素, 日期: 2026-04-02, 依据: 示县政〔2026〕5号}]"
        now = "{编码: '1', 名称: 甲, 版本: 2, 状态: 在用, 追责: {情形: [不受理的]}, " + record + "}"
        (hit,) = judge("ADJ011", now, 上一状态=[self.BEFORE])
        assert hit.fix is not None
        assert [edit.text for edit in hit.fix.edits] == ["3"]


class TestNumbers:
    """LIS011, ADJ003 and ADJ010: two states of a list."""

    BEFORE: ClassVar = [{"编码": str(n), "类型": "行政许可", "状态": "在用"} for n in range(20)]

    def listed(self, *codes: int, more: str = "") -> list[str]:
        return [f"{{编码: '{code}', 类型: 行政许可, 状态: 在用{more}}}" for code in codes]

    def test_what_was_retired_is_told_apart(self, judge_list: JudgeList) -> None:
        (found,) = judge_list("LIS011", *self.listed(*range(10)), 上一状态=self.BEFORE)
        assert found.hit.values["怎么变的"] == "10 项不见了, 没有调整记录, 也没有列入退役编码"
        retired = {"退役编码": [{"编码": str(n), "原因": "依据废止"} for n in range(10, 20)]}
        (found,) = judge_list("LIS011", *self.listed(*range(10)), 上一状态=self.BEFORE, 登记册=retired)
        assert found.hit.values["怎么变的"] == "10 项一次列入了退役编码"

    def test_a_body_all_of_whose_items_are_gone(self, judge_list: JudgeList) -> None:
        before = [{**item, "实施主体": "甲局"} for item in self.BEFORE]
        found = judge_list("LIS011", 上一状态=before)
        assert [(one.hit.key, one.hit.values["现在"], one.hit.path) for one in found] == [
            ("甲局", 0, ()),
            ("行政许可", 0, ()),
        ]

    def test_what_was_added_on_record_is_accounted_for(self, judge_list: JudgeList) -> None:
        assert len(judge_list("LIS011", *self.listed(*range(30)), 上一状态=self.BEFORE)) == 1
        added = self.listed(*range(20, 30), more=", 调整记录: [{类型: 新增, 日期: 2026-11-01}]")
        assert judge_list("LIS011", *self.listed(*range(20)), *added, 上一状态=self.BEFORE) == []

    def test_what_moved_without_record_is_missed_on_both_sides(self, judge_list: JudgeList) -> None:
        before = [{**item, "实施主体": "甲局" if n < 12 else "乙局"} for n, item in enumerate(self.BEFORE)]
        now = [
            text.replace("状态", f"实施主体: {'甲局' if n < 8 else '乙局'}, 状态")
            for n, text in enumerate(self.listed(*range(20)))
        ]
        assert sorted(found.hit.key for found in judge_list("LIS011", *now, 上一状态=before)) == ["甲局"]

    def test_a_row_of_the_retired_codes_that_cannot_be_read_hides_nothing(self, judge_list: JudgeList) -> None:
        rows = {"退役编码": [{"编码": ["1"]}, {"编码": "19", "原因": "依据废止"}]}
        found = judge_list("ADJ003", *self.listed(*range(18)), 上一状态=self.BEFORE, 登记册=rows)
        assert [one.hit.key for one in found] == ["18"]

    @pytest.mark.parametrize(
        ("status", "record", "fires"),
        [
            ("取消", "取消", False),
            ("取消", "", True),
            ("暂停", "取消", True),
            ("暂停", "暂停", False),
            ("在用", "", False),
        ],
    )
    def test_a_state_is_left_on_record(self, judge_list: JudgeList, status: str, record: str, fires: bool) -> None:
        more = f", 调整记录: [{{类型: {record}, 日期: 2026-11-01}}]" if record else ""
        (text,) = self.listed(1, more=more)
        found = judge_list("ADJ010", text.replace("在用", status), 上一状态=self.BEFORE)
        assert bool(found) is fires


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

    def test_a_law_that_was_amended_after_the_last_record(self, judge: Judge) -> None:
        basis = "设定依据: [{法规: 中华人民共和国道路运输条例, 条款: 第六十三条}]"
        written = f"{{状态: 在用, {basis}, 调整记录: [{{类型: 新增, 日期: 2021-03-12, 依据: 示县政〔2021〕1号}}]}}"
        (hit,) = judge("ADJ007", written, laws=example_laws())
        assert (hit.variant, str(hit.values["变化"]), hit.severity) == ("已修订", "2023-07-20", "info")
        later = written.replace("2021-03-12", "2023-08-01")
        assert judge("ADJ007", later, laws=example_laws()) == []

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
