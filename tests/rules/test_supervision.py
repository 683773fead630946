"""SUP: the supervision of delegated, transferred and dangerous matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Judge, JudgeList

_THREE = "省级职责: 监管、指导、服务, 市级职责: 监管、指导、服务, 县级职责: 主体责任"


def _delegated(tiers: str, level: str = "县级", source: str = "上级下放") -> str:
    return f"权力来源: {source}\n行使层级: [{level}]\n监管: {{责任单位: 示例县交通运输局, {tiers}}}"


class TestThreeTiers:
    def test_what_is_missing_is_named_at_once(self, judge: Judge) -> None:
        [hit] = judge("SUP002", _delegated("县级职责: 主体责任"))
        assert hit.values["缺"] == "省级职责、市级职责"

    @pytest.mark.parametrize("source", ["同级授权", "同级委托", "法定本级行使"])
    def test_only_what_comes_from_above_is_divided(self, judge: Judge, source: str) -> None:
        assert not judge("SUP002", _delegated("县级职责: 主体责任", source=source))

    def test_every_tier_that_is_wrong_is_told(self, judge: Judge) -> None:
        wrong = "省级职责: 主体责任, 市级职责: 备案, 县级职责: 监管、指导、服务"
        found = {hit.path[-1]: hit.variant for hit in judge("SUP003", _delegated(wrong))}
        assert found == {"省级职责": "上级主体责任", "市级职责": "上级没有监管", "县级职责": "本级没有主体责任"}

    def test_what_is_not_written_is_left_to_sup002(self, judge: Judge) -> None:
        assert not judge("SUP003", _delegated("县级职责: 主体责任"))

    def test_owners_of_several_levels_need_no_lead_when_the_tiers_are_told_apart(self, judge: Judge) -> None:
        two = "监管: {责任单位: [示例市交通运输局, 示例县交通运输局], "
        assert not judge("SUP009", f"权力来源: 上级下放\n{two}{_THREE}}}")
        assert judge("SUP009", f"权力来源: 法定本级行使\n{two}{_THREE}}}")

    @pytest.mark.parametrize(
        ("owner", "told"),
        [
            ("示例县公安局和示例县交通运输局", "示例县公安局、示例县交通运输局"),
            ("县委与县政府", "县委、县政府"),
            ("示例县住房和城乡建设局", ""),
            ("示例县文化和旅游局", ""),
            ("示例县发展和改革委员会以及示例县工业和信息化局", "示例县发展和改革委员会、示例县工业和信息化局"),
        ],
    )
    def test_bodies_joined_by_and_are_two_and_a_name_with_and_is_one(self, judge: Judge, owner: str, told: str) -> None:
        hits = judge("SUP009", f"权力来源: 法定本级行使\n监管: {{责任单位: {owner}}}")
        assert [hit.values["单位"] for hit in hits] == ([told] if told else [])

    def test_two_bodies_of_one_county_need_a_lead_even_where_the_tiers_are_told_apart(self, judge: Judge) -> None:
        two = "监管: {责任单位: [示例县公安局, 示例县交通运输局], "
        assert judge("SUP009", f"权力来源: 上级下放\n{two}{_THREE}}}")


class TestOneCauseOneFinding:
    """A missing 监管 is SUP001's alone."""

    @pytest.mark.parametrize("code", ["SUP002", "SUP003", "SUP004", "SUP005", "SUP009", "SUP010", "RSK004"])
    def test_no_rule_repeats_that_supervision_is_missing(self, judge: Judge, code: str) -> None:
        item = "名称: 危险化学品经营许可\n类型: 行政许可\n权力来源: 上级下放\n行使层级: [县级]\n廉政风险: [{等级: 高}]"
        assert judge("SUP001", item)
        assert not judge(code, item)

    def test_a_high_risk_is_told_once_of_what_is_neither_licensed_nor_handed_down(self, judge: Judge) -> None:
        item = "名称: 对占用公路的处罚\n类型: 行政处罚\n廉政风险: [{等级: 高}]\n监管: {责任单位: 示例县交通运输局}"
        assert judge("RSK004", item)
        assert not judge("SUP005", item)

    def test_life_and_integrity_are_two_reasons_and_one_finding_of_the_rule(self, judge: Judge) -> None:
        item = "名称: 危险化学品经营许可\n类型: 行政许可\n廉政风险: [{等级: 高}]\n监管: {责任单位: 示例县应急管理局}"
        assert [hit.variant for hit in judge("SUP005", item)] == ["漏标"]
        assert [hit.variant for hit in judge("SUP005", item.replace("危险化学品经营", "涉路施工"))] == ["廉政"]

    def test_a_missing_complaint_is_reported_by_its_absence_alone(self, judge: Judge) -> None:
        assert [hit.variant for hit in judge("SUP008", "名称: 涉路施工许可")] == ["缺少"]


class TestTransfer:
    LICENCE = (
        '编码: "1"\n名称: 公共场所卫生许可\n类型: 行政许可\n状态: 在用\n实施主体: 示例县行政审批服务局\n'
        "放权: {方式: 集中划转, 放权方: 示例县卫生健康委员会}\n设定依据: [{法规: 公共场所卫生管理条例, 条款: 第四条}]\n"
    )
    INSPECTION = (
        '编码: "2"\n名称: 公共场所卫生检查\n类型: 行政检查\n状态: 在用\n实施主体: 示例县卫生健康委员会\n'
        "设定依据: [{法规: 公共场所卫生管理条例, 条款: 第十条}]\n"
    )

    def test_an_inspection_by_the_same_law_supervises(self, judge_list: JudgeList) -> None:
        assert not judge_list("SUP006", self.LICENCE, self.INSPECTION)

    def test_a_cancelled_one_does_not(self, judge_list: JudgeList) -> None:
        [found] = judge_list("SUP006", self.LICENCE, self.INSPECTION.replace("在用", "取消"))
        assert (found.file, found.hit.variant, found.hit.severity) == ("0", "无人监管", None)

    def test_a_named_owner_without_a_matter_is_only_a_warning(self, judge_list: JudgeList) -> None:
        owner = self.LICENCE + "监管: {责任单位: 示例县卫生健康委员会}\n"
        [found] = judge_list("SUP006", owner)
        assert found.hit.severity == "warning"

    def test_a_reference_to_a_matter_of_somebody_else_is_none(self, judge_list: JudgeList) -> None:
        linked = self.LICENCE + '关联: {审管衔接: "2"}\n'
        other = self.INSPECTION.replace("示例县卫生健康委员会", "示例县市场监督管理局")
        assert not judge_list("SUP006", linked, self.INSPECTION)
        assert [found.hit.variant for found in judge_list("SUP006", linked, other)] == ["衔接落空"]


def test_the_method_of_another_document_is_a_known_one(judge: Judge) -> None:
    methods = "监管: {责任单位: 甲局, 方式: [日常监管, 危险隐患排查, 随机检查, 随机检查]}"
    assert [hit.values["值"] for hit in judge("SUP010", methods)] == ["随机检查"]
