"""Family LIS: what has to be right before a list is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.rules.checks.readiness import is_identity_number

if TYPE_CHECKING:
    from conftest import Judge, JudgeList

STEPS = {
    "事项编辑": "{单位: 示例县水利局水政股, 日期: 2026-03-02, 结论: 完成}",
    "职责审核": "{单位: 示例县水利局人事股, 日期: 2026-03-05, 结论: 通过}",
    "合法性审核": "{单位: 示例县水利局法制股, 日期: 2026-03-09, 结论: 通过}",
    "编办审查": "{单位: 中共示例县委机构编制委员会办公室, 日期: 2026-03-20, 结论: 通过}",
    "司法审查": "{单位: 示例县司法局, 日期: 2026-03-25, 结论: 通过}",
}


def reviewed(without: str = "", **changed: str) -> str:
    """Write an item with its review steps, one of them left out or changed."""
    steps = {**STEPS, **changed}
    return "审核: {" + ", ".join(f"{name}: {step}" for name, step in steps.items() if name != without) + "}"


def item(code: str, name: str, *, kind: str = "行政处罚", department: str = "示例县水利局", more: str = "") -> str:
    """Write an item in force."""
    return f"{{编码: '{code}', 名称: {name}, 类型: {kind}, 状态: 在用, 实施主体: {department}{more}}}"


class TestReviews:
    """LIS005–LIS007."""

    def test_all_steps_taken(self, judge: Judge) -> None:
        assert [hit for code in ("LIS005", "LIS006") for hit in judge(code, reviewed())] == []

    @pytest.mark.parametrize(
        ("code", "step"),
        [("LIS005", "事项编辑"), ("LIS005", "合法性审核"), ("LIS006", "编办审查"), ("LIS006", "司法审查")],
    )
    def test_a_step_left_out(self, judge: Judge, code: str, step: str) -> None:
        (hit,) = judge(code, reviewed(without=step))
        assert (hit.variant, hit.values["步骤"]) == ("没有", step)

    @pytest.mark.parametrize("result", ["不通过", "未予通过", "退回修改", "待审"])
    def test_a_step_that_was_not_passed(self, judge: Judge, result: str) -> None:
        step = f"{{单位: 示例县水利局法制股, 日期: 2026-03-09, 结论: {result}}}"
        (hit,) = judge("LIS005", reviewed(合法性审核=step))
        assert hit.path == ("审核", "合法性审核", "结论")

    def test_a_step_without_a_date_is_unfinished(self, judge: Judge) -> None:
        (hit,) = judge("LIS006", reviewed(司法审查="{单位: 示例县司法局, 结论: 通过}"))
        assert (hit.variant, hit.values["缺"]) == ("不全", "日期")

    @pytest.mark.parametrize("kind", ["新增", "取消", "下放"])
    def test_what_the_government_has_to_approve(self, judge: Judge, kind: str) -> None:
        adjusted = reviewed() + f"\n调整记录: [{{类型: {kind}, 日期: 2026-03-01}}]"
        (hit,) = judge("LIS006", adjusted)
        assert hit.path == ("调整记录", 0)
        approved = adjusted.replace("日期: 2026-03-01", "日期: 2026-03-01, 批准: 示例县人民政府")
        (hit,) = judge("LIS006", approved)
        assert (hit.path, hit.values["步骤"]) == (("审核",), "政府批准")
        step = "{单位: 示例县人民政府, 日期: 2026-04-02, 结论: 批准}"
        assert judge("LIS006", reviewed(政府批准=step) + approved.partition("}}")[2]) == []

    @pytest.mark.parametrize(
        ("changed", "place"),
        [
            ({"编办审查": "{单位: 县编办, 日期: 2026-03-01, 结论: 通过}"}, "编办审查"),
            ({"合法性审核": "{单位: 示例县水利局法制股, 日期: 2026-03-22, 结论: 通过}"}, "编办审查"),
            ({"政府批准": "{单位: 示例县人民政府, 日期: 2026-03-21, 结论: 批准}"}, "政府批准"),
        ],
    )
    def test_a_step_before_the_one_that_comes_first(self, judge: Judge, changed: dict[str, str], place: str) -> None:
        (hit,) = judge("LIS006", reviewed(**changed))
        assert (hit.variant, hit.path) == ("倒序", ("审核", place, "日期"))

    @pytest.mark.parametrize("body", ["示例县水利局水政股", "示例县水利局"])
    def test_nobody_reviews_what_he_edited(self, judge: Judge, body: str) -> None:
        department = "实施主体: 示例县水利局\n承办机构: [水政股]\n"
        own = f"{{单位: {body}, 日期: 2026-03-05, 结论: 通过}}"
        (hit,) = judge("LIS007", department + reviewed(事项编辑=own, 职责审核=own))
        assert hit.path == ("审核", "职责审核", "单位")
        assert judge("LIS007", department + reviewed(事项编辑=own)) == []

    def test_a_step_of_another_body_is_not_the_departments(self, judge: Judge) -> None:
        own = "{单位: %s, 日期: 2026-03-25, 结论: 通过}"
        (hit,) = judge("LIS007", "实施主体: 示例县水利局\n" + reviewed(司法审查=own % "示例县水利局"))
        assert (hit.variant, hit.path) == ("外部", ("审核", "司法审查", "单位"))
        assert judge("LIS007", "实施主体: 示例县司法局\n" + reviewed(司法审查=own % "示例县司法局")) == []


class TestConfidential:
    """LIS008. The numbers are those of the standard's own example, or made up."""

    def test_a_province_and_a_day_of_birth_decide(self) -> None:
        assert is_identity_number("11010519491231002X")
        assert is_identity_number("110105194912310021")  # miscopied, and somebody's all the same
        assert not is_identity_number("11010519491331002X")
        assert not is_identity_number("19010519491231002X")

    @given(st.integers(0, 10**17 - 1))
    def test_of_all_numbers_hardly_any_is_one(self, number: int) -> None:
        digits = f"{number:017d}"
        possible = digits[6:8] in ("19", "20", "21") and int(digits[10:12]) <= 12 and int(digits[12:14]) <= 31
        assert possible or not is_identity_number(digits + "1")

    @pytest.mark.parametrize(
        "yaml",
        [
            "{编码: '13812345678', 实施编码: 11411199MB0000018Q4410118027000}",
            "{办事指南: {咨询电话: 0399-1234567, 监督电话: '12345'}}",
            "{投诉举报: {网址: 'https://www.example.gov.cn/?id=411102198001011234&phone=13812345678'}}",
            "{权限划分: 批准文号2013812345678901号}",
            "{名称: 对泄露绝密级国家秘密的处罚, 责任事项: [{内容: 依法不予公开的，说明理由}]}",
        ],
    )
    def test_what_is_published_on_purpose(self, judge: Judge, yaml: str) -> None:
        assert judge("LIS008", yaml) == []

    @pytest.mark.parametrize(
        ("text", "variant"),
        [
            ("联系人 13812345678", "手机号"),
            ("张某11010519491231002X", "身份证号"),
            ("联系人 139-1234-5678", "手机号"),
            ("张某 110105 19491231 0021", "身份证号"),
            ("机密★5年", "密级"),
            ("依据机密文件行使", "密级"),
            ("内部资料，注意保存", "密级"),
        ],
    )
    def test_what_must_not_be_published(self, judge: Judge, text: str, variant: str) -> None:
        (hit,) = judge("LIS008", f"权限划分: {text}")
        assert hit.variant == variant

    def test_a_mobile_number_where_an_office_should_be_called(self, judge: Judge) -> None:
        (hit,) = judge("LIS008", "{办事指南: {咨询电话: '13812345678'}}")
        assert (hit.variant, hit.severity, hit.values["命中"]) == ("公开电话", "warning", "138****5678")

    def test_the_report_does_not_repeat_the_number(self, judge: Judge) -> None:
        (hit,) = judge("LIS008", "权限划分: 张某11010519491231002X")
        assert hit.values["命中"] == "110***********002X"


class TestDuplicates:
    """LIS002, LIS010."""

    def test_the_same_name_at_two_levels_is_no_duplicate(self, judge_list: JudgeList) -> None:
        city = item("1", "对甲的处罚", more=", 行使层级: [市级]")
        county = item("2", "对甲的处罚", more=", 行使层级: [县级]")
        assert judge_list("LIS002", city, county) == []
        assert [found.file for found in judge_list("LIS002", city, county, city)] == ["2"]

    def test_a_sub_item_finds_its_main_item_in_any_order(self, judge_list: JudgeList) -> None:
        main, sub = item("1", "甲"), item("2", "变更", more=", 主项: '1'")
        assert judge_list("LIS002", sub, main) == []
        (found,) = judge_list("LIS002", sub)
        assert found.hit.path == ("主项",)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("对隐匿会计账册的处罚", "对隐匿会计帐册的处罚"),
            ("林木种子经营许可证核发", "权限内林木种子经营许可证核发"),
            ("对破坏湿地行为的处罚", "对破坏湿地的处罚"),
        ],
    )
    def test_names_of_one_matter(self, judge_list: JudgeList, one: str, other: str) -> None:
        (found,) = judge_list("LIS010", item("1", one), item("2", other))
        assert (found.file, found.hit.values["另一项"]) == ("1", "1")

    def test_a_slip_in_a_long_name_needs_the_same_basis(self, judge_list: JudgeList) -> None:
        name = "对生产经营单位未按照规定对从业人员进行安全生产教育和培训或者未如实记录安全生产教育和培训情况的处罚"
        slip = name.replace("如实", "实")
        basis = ", 设定依据: [{法规: 中华人民共和国安全生产法, 条款: 第九十七条}]"
        assert len(judge_list("LIS010", item("1", name, more=basis), item("2", slip, more=basis))) == 1
        assert judge_list("LIS010", item("1", name, more=basis), item("2", slip)) == []

    @pytest.mark.parametrize(("one", "other"), [("甲级", "乙级"), ("设立", "变更"), ("第一类", "第二类")])
    def test_a_word_in_place_of_another_makes_another_item(self, judge_list: JudgeList, one: str, other: str) -> None:
        name = (
            "对生产经营单位未按照规定取得{}资质并从事非药品类易制毒化学品生产经营活动且拒不停止的单位和个人进行的处罚"
        )
        basis = ", 设定依据: [{法规: 某条例, 条款: 第九条}]"
        written = (item(str(n), name.format(word), more=basis) for n, word in enumerate((one, other)))
        assert judge_list("LIS010", *written) == []


class TestSums:
    """LIS001, LIS003, LIS009, LIS012."""

    def test_the_sum_of_the_offices_less_what_they_share(self, judge_list: JudgeList) -> None:
        codes = [str(n) for n in range(55)]
        offices = [codes[:17], codes[17:26], codes[25:54]]
        batch = {
            "批次": "第一批",
            "合计": "54",
            "共管": "1",
            "按处室": [{"处室": f"处{n}", "事项": list(office)} for n, office in enumerate(offices)],
        }
        assert [len(office) for office in offices] == [17, 9, 29]
        assert judge_list("LIS012", 放权批次=[batch]) == []
        (found,) = judge_list("LIS012", 放权批次=[{**batch, "合计": "55"}])
        assert found.hit.values["实列"] == 54
        (found,) = judge_list("LIS012", 放权批次=[{**batch, "共管": "2"}])
        assert found.hit.path == ("共管",)

    def test_a_batch_that_lists_nothing(self, judge_list: JudgeList) -> None:
        empty = {"批次": "第一批", "合计": "1", "按处室": [{"处室": "甲处", "事项": []}]}
        (found,) = judge_list("LIS012", 放权批次=[empty])
        assert (found.hit.path, found.hit.values["实列"]) == (("合计",), 0)
        assert judge_list("LIS012", 放权批次=[{"批次": "第一批", "合计": "1"}]) == []

    def test_published_totals_are_counted_again(self, judge_list: JudgeList) -> None:
        items = [item("1", "甲"), item("2", "乙", kind="行政许可"), item("3", "丙", department="示例县林业局")]
        totals = {
            "公布汇总": [
                {"名称": "合计", "数量": "3"},
                {"名称": "行政处罚", "数量": "2"},
                {"部门": "示例县水利局", "数量": "2"},
            ]
        }
        assert judge_list("LIS003", *items, 登记册=totals) == []
        (found,) = judge_list("LIS003", *items[:2], 登记册={"公布汇总": [{"名称": "合计", "数量": "3064"}]})
        assert (found.file, found.hit.path) == ("登记册/公布汇总", ("条目", 0, "数量"))
        assert found.hit.values["相差"] == 3062

    def test_what_a_total_counts_may_not_be_clear(self, judge_list: JudgeList) -> None:
        (found,) = judge_list("LIS003", item("1", "甲"), 登记册={"公布汇总": [{"名称": "其他职责", "数量": "3"}]})
        assert (found.hit.variant, found.hit.severity) == ("不识", "info")

    def test_what_is_exercised_has_to_be_on_the_list(self, judge_list: JudgeList) -> None:
        rows = [
            {"编码": "1", "数量": "4"},
            {"名称": "对“甲”的处罚", "数量": "1"},
            {"名称": "河道采砂许可", "数量": "2"},
        ]
        (found,) = judge_list("LIS001", item("1", "对甲的处罚"), 登记册={"运行数据": rows})
        assert (found.hit.path, found.hit.variant) == (("条目", 2, "名称"), "清单之外")

    def test_another_way_of_writing_the_name_is_suggested(self, judge_list: JudgeList) -> None:
        rows = [{"名称": "对擅自占用农村公路路面的处罚", "数量": "2"}]
        (found,) = judge_list("LIS001", item("1", "对擅自占用农村公路的处罚"), 登记册={"运行数据": rows})
        assert (found.hit.variant, found.hit.values["近似"]) == ("近似", "对擅自占用农村公路的处罚")

    def test_a_damaged_row_of_a_register_does_not_stop_the_others(self, judge_list: JudgeList) -> None:
        rows = [{"名称": "甲", "数量": "很多"}, {"名称": "河道采砂许可", "数量": "2"}]
        found = judge_list("LIS001", item("1", "乙"), 登记册={"运行数据": rows})
        assert [one.hit.values["名称"] for one in found] == ["河道采砂许可"]

    def test_small_lists_have_no_meaningful_share(self, judge_list: JudgeList) -> None:
        items = [item(str(n), f"事项{n}", kind="其他行政权力" if n < 8 else "行政处罚") for n in range(50)]
        (found,) = judge_list("LIS009", *items)
        assert found.hit.values["占比"] == "16.0%"
        assert judge_list("LIS009", *items[:2]) == []
