"""ORG: bodies, their level, their duties and offices, their credit codes."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.rules.checks.credit_code import check_character, wrong_with
from quanze.rules.checks.department import plain_number
from quanze.rules.checks.duties import matter_words
from quanze.rules.checks.own_level import own_place

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Judge, JudgeList

_BODY = "主体性质: 法定机关\n权力来源: 法定本级行使\n承办机构: [法制科]\n"


def _published(shared_data: Path) -> list[dict[str, str]]:
    with lzma.open(shared_data / "lists" / "rows.jsonl.xz", "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def _fires(judge: Judge, body: str, level: str, **setting: object) -> str:
    item = f"实施主体: {json.dumps(body, ensure_ascii=False)}\n行使层级: [{level}]\n{_BODY}"
    hits = judge("ORG012", item, 层级=level, **setting)
    return hits[0].variant if hits else ""


class TestPlaceholderOrForeignBody:
    def test_the_published_list_of_one_city_is_told_apart_exactly(self, judge: Judge, shared_data: Path) -> None:
        """343 rows keep the template's placeholder, 各区… is many bodies, 自治区… is another level."""
        rows = Counter(" ".join(row["行使主体"].split()) for row in _published(shared_data))
        found = {body: _fires(judge, body, "市级") for body in rows}
        assert {body for body, variant in found.items() if variant == "占位"} == {
            "地州市农业农村局",
            "地州市级农业农村局",
            "县市区农业农村局",
            "地州市发展和改革委员会",
            "地州市商务主管部门",
            "地州市林业和草原局",
            "县市区林业和草原局",
        }
        assert {body for body, variant in found.items() if variant == "合称"} == {"各区绿化委员会"}
        assert {body for body, variant in found.items() if variant == "上级"} == {"自治区农业农村厅"}
        assert sum(n for body, n in rows.items() if found[body] == "占位") == 343

    def test_a_finding_is_grouped_by_the_placeholder(self, judge: Judge) -> None:
        [hit] = judge("ORG012", f"实施主体: 地 州 市农业农村局\n行使层级: [市级]\n{_BODY}", 层级="市级")
        assert hit.key == "地州市农业农村局"

    @pytest.mark.parametrize(
        "body",
        [
            "国家税务总局示例县税务局",
            "济南市公安局历下区分局",
            "示例县城市管理局",
            "市场监督管理局",
            "示例县甲镇人民政府",
            "农贸市场管理中心",
        ],
    )
    def test_a_body_of_a_county_list(self, judge: Judge, body: str) -> None:
        assert not _fires(judge, body, "县级")

    @pytest.mark.parametrize(
        "body", ["县（市、区）农业农村局", "××县农业农村局", "有关部门", "县级以上人民政府", "某县教育局"]
    )
    def test_ways_of_writing_a_placeholder(self, judge: Judge, body: str) -> None:
        assert _fires(judge, body, "县级") == "占位"

    @pytest.mark.parametrize(("body", "level"), [("河南省交通运输厅", "县级"), ("国家粮食和物资储备局", "市级")])
    def test_a_name_that_leaves_no_doubt(self, judge: Judge, body: str, level: str) -> None:
        assert _fires(judge, body, level) == "上级"

    def test_a_body_of_a_lower_level_is_at_home_in_a_list_of_two_levels(self, judge: Judge) -> None:
        item = f"实施主体: 示例县林业局\n行使层级: [县级]\n{_BODY}"
        assert not judge("ORG012", item, 层级="市级")
        assert [h.variant for h in judge("ORG012", item.replace("[县级]", "[市级]"), 层级="市级")] == ["下级"]

    def test_an_item_without_offices_is_judged_by_its_body(self, judge: Judge) -> None:
        assert judge("ORG012", "实施主体: 自治区农业农村厅", 层级="市级")

    @pytest.mark.parametrize(
        ("name", "place"),
        [("济南市历下区权责清单", "历下区"), ("克拉玛依市2024年权责清单", "克拉玛依市"), ("权责清单", "")],
    )
    def test_the_place_a_list_is_named_after(self, name: str, place: str) -> None:
        assert own_place(name) == place


class TestCreditCode:
    @pytest.mark.parametrize("code", ["91350100M000100Y43", "11411199MB0000018Q"])
    def test_right_codes(self, code: str) -> None:
        assert wrong_with(code) is None

    def test_published_codes(self, shared_data: Path) -> None:
        """Of 177 bodies of a provincial platform one has a slip of the pen, one a code of its own."""
        with lzma.open(shared_data / "lists" / "guangdong_2021.jsonl.xz", "rt", encoding="utf-8") as rows:
            codes = {json.loads(row)["TASK_CODE"][:18] for row in rows}
        assert {code for code in codes if wrong_with(code)} == {"TE440000GD030003VV", "13440000515356094L"}

    @given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16), st.data())
    def test_one_wrong_character_is_always_found(self, body: str, place: int, data: st.DataObject) -> None:
        code = body + check_character(body)
        other = data.draw(st.sampled_from([c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if c != code[place]]))
        assert wrong_with(code) is None
        assert wrong_with(code[:place] + other + code[place + 1 :]) is not None

    def test_a_wrong_code_of_the_register_is_said_once(self, judge_list: JudgeList) -> None:
        register = [{"名称": "示例县交通运输局", "统一社会信用代码": "11411199MB0000018X"}]
        items = [f'编码: "41011802{n}000"\n实施编码: 11411199MB0000018X441011802{n}000' for n in range(3)]
        assert [found.file for found in judge_list("ORG010", *items, 部门名册=register)] == ["部门名册"]
        assert [found.file for found in judge_list("ORG010", *items)] == ["0", "1", "2"]


class TestBodies:
    def test_who_took_over_is_in_the_message(self, judge: Judge) -> None:
        register = [
            {"名称": "示例县国土局", "失效": "2019-03-01"},
            {"名称": "示例县自然资源局", "前身": ["示例县国土局"]},
        ]
        [hit] = judge("ORG002", "状态: 在用\n实施主体: 示例县国土局", 部门名册=register)
        assert hit.values["承继"] == "示例县自然资源局"
        assert hit.fix is not None
        assert hit.fix.edits[0].text == "示例县自然资源局"
        assert not hit.fix.safe

    def test_a_former_body_is_not_also_unknown(self, judge: Judge) -> None:
        register = [{"名称": "示例县自然资源局", "前身": ["示例县国土局"]}]
        item = "状态: 在用\n实施主体: 示例县国土局"
        assert judge("ORG002", item, 部门名册=register)
        assert not judge("ORG001", item, 部门名册=register)

    def test_a_short_name_is_spelled_out(self, judge: Judge) -> None:
        register = [{"名称": "示例县交通运输局", "简称": "县交通局"}, {"名称": "示例县水利局", "简称": "县水利局"}]
        [hit] = judge("ORG001", "状态: 在用\n实施主体: 县交通局", 部门名册=register)
        assert (hit.variant, hit.values["建议"]) == ("简称", "示例县交通运输局")

    def test_a_broken_field_of_another_department_hides_nothing(self, judge: Judge) -> None:
        register = [{"名称": "示例县水利局", "前身": {"甲": "乙"}, "简称": ["县水利局"]}]
        assert judge("ORG001", "状态: 在用\n实施主体: 县行政中心", 部门名册=register)


class TestDuties:
    REGISTER = (
        {
            "名称": "示例县交通运输局",
            "主要职责": [
                {"编号": "二（一）", "内容": "承担机要、会务、档案等机关日常运转工作。"},
                {"编号": "二（四）", "内容": "负责公路建设市场监管和涉路施工活动的审批。"},
                {"编号": "二（六）", "内容": "负责交通运输综合执法，依法实施行政处罚。"},
            ],
        },
    )

    def _item(self, duty: str, kind: str = "行政许可", name: str = "公路建筑控制区内涉路施工活动许可") -> str:
        return f"名称: {name}\n类型: {kind}\n状态: 在用\n实施主体: 示例县交通运输局\n三定职责: [{duty}]"

    def test_numbers_are_compared_as_they_are_meant(self) -> None:
        assert plain_number("二、（三）") == plain_number("二(三)") != plain_number("二（十三）")

    def test_an_item_astray_is_explained_by_words(self, judge: Judge) -> None:
        [hit] = judge("ORG003", self._item("二（一）"), 部门名册=list(self.REGISTER))
        assert hit.variant == "偏离"
        assert hit.values["另一职责"] == "二（四）"
        assert hit.values["词"] == "公路、涉路施工"
        assert hit.severity == "warning"
        assert hit.confidence < 1

    def test_a_duty_of_the_same_kind_of_power_is_never_astray(self, judge: Judge) -> None:
        penalty = self._item("二（六）", "行政处罚", "对涉路施工活动违反公路建设规范的处罚")
        assert not judge("ORG003", penalty, 部门名册=list(self.REGISTER))

    def test_no_better_duty_no_finding(self, judge: Judge) -> None:
        assert not judge("ORG003", self._item("二（一）", name="船舶登记"), 部门名册=list(self.REGISTER))

    def test_the_words_of_a_name_leave_out_what_every_name_has(self) -> None:
        assert matter_words("对未取得许可擅自从事道路客运行为的处罚") == ("道路", "路客", "客运")

    def test_coverage_from_the_duty(self, judge_list: JudgeList) -> None:
        found = judge_list("ORG011", self._item("二(六)"), 部门名册=list(self.REGISTER))
        assert [(one.hit.variant, one.hit.values["职责"]) for one in found] == [("缺失", "二（四）")]
        assert found[0].file == "部门名册"
        assert found[0].hit.path == ("主要职责", 1, "内容")

    def test_a_cancelled_item_carries_no_duty(self, judge_list: JudgeList) -> None:
        cancelled = self._item("二（四）").replace("在用", "取消")
        assert len(judge_list("ORG011", cancelled, 部门名册=list(self.REGISTER))) == 2

    def test_a_department_whose_duties_are_not_entered_is_said_so(self, judge_list: JudgeList) -> None:
        [found] = judge_list("ORG011", self._item("二（四）"), 部门名册=[{"名称": "示例县交通运输局"}])
        assert (found.hit.variant, found.hit.severity) == ("未核定", "info")

    def test_no_message_suggests_to_drop_a_duty(self, rulebook: object) -> None:
        rule = rulebook.rules["ORG011"]  # type: ignore[attr-defined]
        told = "".join(template.source for template in rule.messages.values()) + rule.remedy
        assert not any(word in told for word in ("删去职责", "不再履行", "放弃", "可以不"))


class TestOverlap:
    PENALTY = "名称: {0}\n类型: 行政处罚\n状态: 在用\n实施主体: {1}\n设定依据: [{{法规: 城市道路管理条例, 条款: 第四十二条}}]\n"

    def test_one_finding_for_one_pair(self, judge_list: JudgeList) -> None:
        bodies = ["示例县城市管理局", "示例县公安局", "示例县住房和城乡建设局"]
        items = [f'编码: "{n}"\n' + self.PENALTY.format("对擅自占道的处罚", body) for n, body in enumerate(bodies)]
        assert len(judge_list("ORG006", *items)) == 3
        assert len(judge_list("ORG006", *items[:2])) == 1

    def test_a_boundary_in_the_register_settles_it(self, judge_list: JudgeList) -> None:
        items = [self.PENALTY.format("对擅自占道的处罚", body) for body in ("示例县城市管理局", "示例县公安局")]
        border = {"名称": "示例县公安局", "职责边界": [{"对方": "示例县城市管理局", "事项": "擅自占道"}]}
        assert judge_list("ORG006", *items)
        assert not judge_list("ORG006", *items, 部门名册=[border, {"名称": "示例县城市管理局"}])

    def test_levels_that_are_not_known_prove_nothing(self, judge_list: JudgeList) -> None:
        first = self.PENALTY.format("对擅自占道的处罚", "示例市城市管理局") + "行使层级: [市级]\n"
        assert not judge_list("ORG006", first, self.PENALTY.format("对擅自占道的处罚", "示例县公安局"))

    def test_a_word_replaced_makes_another_item(self, judge_list: JudgeList) -> None:
        names = ("对设立城市道路广告牌不符合规范要求的处罚", "对变更城市道路广告牌不符合规范要求的处罚")
        items = [self.PENALTY.format(name, body) for name, body in zip(names, ("甲局", "乙局"), strict=True)]
        assert not judge_list("ORG006", *items)


class TestOffices:
    REGISTER = (
        {
            "名称": "示例县交通运输局",
            "简称": "县交通局",
            "内设机构": [
                {"名称": "建设管理股（行政审批股）", "职责": ["二（四）"]},
                {"名称": "综合股", "撤销": "2024-09-30", "并入": "办公室"},
                {"名称": "办公室"},
            ],
        },
    )

    @pytest.mark.parametrize("written", ["建设管理股", "行政审批股", "建设管理股(行政审批股)", "县交通局行政审批股"])
    def test_an_office_by_any_of_its_names(self, judge: Judge, written: str) -> None:
        item = f'实施主体: 示例县交通运输局\n承办机构: ["{written}"]'
        assert not judge("ORG004", item, 部门名册=list(self.REGISTER))

    def test_an_abolished_office_has_its_own_rule(self, judge: Judge) -> None:
        item = "状态: 在用\n实施主体: 示例县交通运输局\n承办机构: [综合股]"
        assert not judge("ORG004", item, 部门名册=list(self.REGISTER))
        [hit] = judge("ORG013", item, 部门名册=list(self.REGISTER))
        assert hit.values["并入"] == "办公室"
        assert not judge("ORG013", item, 部门名册=list(self.REGISTER), 核对日期="2024-09-29")

    def test_an_authorised_organisation_whose_law_is_not_known_is_no_finding(self, judge: Judge) -> None:
        item = "实施主体: 示例站\n主体性质: 授权组织\n设定依据: [{法规: 示例办法, 条款: 第三条, 类别: 部门规章}]"
        assert not judge("ORG009", item)
