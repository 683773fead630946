"""Family FEE: what may be charged, and what is charged although nothing is, it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quanze.engine.law_table import example_laws

if TYPE_CHECKING:
    from conftest import Judge


def charging(item: str, kind: str = "行政许可") -> str:
    """Return an item that charges one thing."""
    return f"类型: {kind}\n办事指南: {{收费: {{是否: true, 项目: [{{{item}}}]}}}}"


class TestBasis:
    """FEE001 and FEE003: a missing basis is one finding, of the rule that knows the type."""

    STATUTE = "依据: {法规: 中华人民共和国无线电管理条例, 条款: 第二十一条}"
    LOCAL = "依据: {法规: 河南省优化营商环境条例, 条款: 第三十条}"
    UNKNOWN = "依据: {法规: 示例省没有收录的条例, 条款: 第三条}"

    @pytest.mark.parametrize(
        ("basis", "kind", "codes"),
        [
            (STATUTE, "行政许可", []),
            (LOCAL, "行政许可", ["FEE001"]),
            (UNKNOWN, "行政许可", []),
            ("", "行政许可", ["FEE001"]),
            ("", "行政确认", ["FEE003"]),
            (LOCAL, "行政确认", []),
            ("依据: {文号: 财税〔2016〕79号}", "行政确认", []),
        ],
    )
    def test_which_rule_speaks(self, judge: Judge, basis: str, kind: str, codes: list[str]) -> None:
        yaml = charging(f"名称: 占用费, 标准: 10元/日, {basis}", kind)
        assert [code for code in ("FEE001", "FEE003") if judge(code, yaml, laws=example_laws())] == codes

    @pytest.mark.parametrize(
        ("standard", "count"),
        [
            *(("按规定", 1), ("按照国家有关规定执行", 1), ("面议", 1), ("按物价部门核定的标准收取", 1)),
            *(("80元/件", 0), ("按评估价的千分之三收取", 0), ("按照发改价格规〔2016〕2559号规定的标准", 0)),
        ],
    )
    def test_a_standard_says_how_much(self, judge: Judge, standard: str, count: int) -> None:
        assert len(judge("FEE003", charging(f"名称: 甲费, 标准: {standard}, 依据: {{文号: 甲}}", "公共服务"))) == count


class TestRegister:
    """FEE002."""

    def test_names_are_compared_without_punctuation(self, judge: Judge) -> None:
        register = {"收费目录清单": [{"名称": "不动产登记费（住宅类）"}]}
        assert judge("FEE002", charging("名称: 不动产登记费(住宅类)"), 登记册=register) == []
        assert len(judge("FEE002", charging("名称: 不动产登记费"), 登记册=register)) == 1


class TestFree:
    """FEE004."""

    @pytest.mark.parametrize(
        ("fee", "count"),
        [
            *(("说明: 工本费10元", 1), ("说明: 每证收取五元", 1), ("说明: 另收手续费", 1)),
            *(("说明: 免收工本费", 0), ("说明: 不收取手续费", 0), ("说明: 自2017年4月1日起停征（原标准10元/证）", 0)),
            *(("项目: [{名称: 工本费, 标准: 免费}]", 0), ("项目: [{名称: 工本费, 标准: 10元}]", 1)),
        ],
    )
    def test_amounts(self, judge: Judge, fee: str, count: int) -> None:
        assert len(judge("FEE004", f"办事指南: {{收费: {{是否: false, {fee}}}}}")) == count

    def test_an_amount_that_is_no_fee(self, judge: Judge) -> None:
        condition = "注册资本一百万元以上，免冠照片工整"
        assert judge("FEE004", f"办事指南: {{收费: {{是否: false}}, 受理条件: [{{内容: {condition}}}]}}") == []


class TestCosts:
    """FEE005, FEE006."""

    @pytest.mark.parametrize(
        ("name", "count"),
        [
            *(("听证费", 1), ("听证会组织费", 1), ("申请书工本费", 1), ("登记表工本费", 1), ("执法文书工本费", 1)),
            *(("不动产登记费", 0), ("证照工本费", 0), ("考试费", 0)),
        ],
    )
    def test_forms_and_hearings(self, judge: Judge, name: str, count: int) -> None:
        assert len(judge("FEE005", charging(f"名称: {name}"))) == count

    @pytest.mark.parametrize(
        ("kind", "text", "count"),
        [
            ("行政强制", "检测费用由当事人承担。", 1),
            ("行政强制", "扣押期间的保管费由车主支付。", 1),
            ("行政强制", "检测费用由行政机关承担。", 0),
            ("行政强制", "检测费用不由当事人承担。", 0),
            ("行政许可", "技术审查由本局委托的机构进行，评审费由申请人承担。", 1),
            ("行政许可", "产品检验费由企业承担。", 0),
        ],
    )
    def test_costs_passed_on_in_a_sentence(self, judge: Judge, kind: str, text: str, count: int) -> None:
        yaml = f"类型: {kind}\n责任事项: [{{环节: 审查, 内容: {text}}}]"
        assert len(judge("FEE006", yaml)) == count

    def test_a_service_the_law_makes_a_condition_is_bought_by_the_applicant(self, judge: Judge) -> None:
        service = "类型: 行政许可\n办事指南: {中介服务: [{名称: %s, 费用承担: 申请人}]}"
        assert judge("FEE006", service % "安全评价") == []
        assert len(judge("FEE006", service % "专家评审（审批部门委托）")) == 1
