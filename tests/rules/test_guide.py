"""Family GUI: what a guide must say, what it may demand, and where decisions are challenged."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from quanze.absent import FieldAbsent
from quanze.engine.dispatch import applies, check_item
from quanze.engine.examples import example_context
from quanze.engine.law_table import example_laws
from quanze.engine.settings import vocabulary_of
from quanze.finding import Unsure
from quanze.model.item import Item, item_type
from quanze.model.validation import read_record
from quanze.rules.build import values
from quanze.rules.checks.demands import conditions_without_law, proof_without_law
from quanze.rules.checks.remedies import wrong_limits
from quanze.rules.texts import Texts
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Judge

    from quanze.model.configuration import Profile
    from quanze.rulebook import Rulebook
    from quanze.rules.check import ItemCheck
    from quanze.source import Tree


def unsure(check: ItemCheck, yaml: str, profile: Profile, **setting: Tree) -> list[Unsure]:
    """Return what a check could not tell of a licence."""
    document = parse(f"类型: 行政许可\n{yaml}".encode(), "事项.yaml").document
    assert document is not None
    item, _ = read_record(Item, document.root, vocabulary_of(profile))
    assert item is not None
    context = example_context(setting, profile, example_laws())
    return [found for found in check.run(item, context) if isinstance(found, Unsure)]


class TestElements:
    """GUI001, GUI006, GUI007."""

    def test_an_empty_list_says_that_no_material_is_needed(self, judge: Judge) -> None:
        guide = "类型: 公共服务\n办事指南:\n  受理条件: [{内容: 甲}]\n  办理流程: [{环节: 查询}]\n"
        assert [hit.path for hit in judge("GUI001", guide)] == [("办事指南", "申请材料")]
        assert judge("GUI001", guide + "  申请材料: []\n") == []

    def test_a_word_that_stands_for_nothing_is_no_list(self, judge: Judge) -> None:
        guide = "类型: 行政确认\n办事指南: {受理条件: [{内容: 甲}], 申请材料: 无, 办理流程: [{环节: 受理}]}"
        assert [hit.variant for hit in judge("GUI001", guide)] == ["缺要素"]

    def test_a_missing_guide_is_one_finding(self, judge: Judge) -> None:
        for code, count in (("GUI001", 1), ("GUI006", 0), ("GUI007", 0), ("GUI008", 0), ("TIM001", 0)):
            assert len(judge(code, "类型: 行政许可")) == count, code

    @pytest.mark.parametrize("item_type_", ["行政处罚", "行政强制", "行政检查", "其他行政权力"])
    def test_what_nobody_applies_for_needs_no_conditions(self, judge: Judge, item_type_: str) -> None:
        yaml = f"类型: {item_type_}\n办事指南: {{咨询电话: 0399-1}}"
        assert judge("GUI001", yaml) == judge("GUI007", yaml) == []

    def test_a_profile_says_what_is_applied_for(self, judge: Judge, profile: Profile) -> None:
        assert "行政征收" not in profile.applied_for
        assert judge("GUI001", "类型: 行政征收") == []


class TestDemands:
    """GUI003, GUI004, GUI013."""

    UNKNOWN = "依据: {法规: 示例省没有收录的条例, 条款: 第三条}"

    def test_an_unknown_law_is_counted_and_never_a_finding(self, judge: Judge, profile: Profile) -> None:
        yaml = f"办事指南: {{受理条件: [{{内容: 有自有场地, {self.UNKNOWN}}}]}}"
        assert judge("GUI003", yaml, laws=example_laws()) == []
        assert unsure(conditions_without_law, yaml, profile) == [Unsure("未收录", "示例省没有收录的条例")]

    def test_one_sufficient_basis_is_enough(self, judge: Judge) -> None:
        basis = "依据: [{法规: 示例县通知, 类别: 规范性文件}, {法规: 公路安全保护条例, 条款: 第二十八条}]"
        yaml = f"办事指南: {{受理条件: [{{内容: 有施工方案, {basis}}}]}}"
        assert judge("GUI003", yaml, laws=example_laws()) == []

    def test_without_the_register_of_proofs_membership_is_not_known(self, judge: Judge, profile: Profile) -> None:
        proof = "{名称: 律师事务所同意接收证明, 依据: {法规: 中华人民共和国律师法, 条款: 第六条}}"
        yaml = f"办事指南: {{申请材料: [{proof}]}}"
        assert judge("GUI004", yaml, laws=example_laws()) == []
        assert [one.reason for one in unsure(proof_without_law, yaml, profile)] == ["未提供证明事项清单"]

    @pytest.mark.parametrize(
        "name",
        [
            "居民身份证",
            "申请人身份证明",
            "出生医学证明",
            "学历证明",
            "证明材料清单",
            "能够证明股权价格的材料",
            "有效证明文件",
        ],
    )
    def test_what_is_no_proof_to_be_listed(self, judge: Judge, name: str) -> None:
        assert judge("GUI004", f"办事指南: {{申请材料: [{{名称: {name}}}]}}", laws=example_laws()) == []

    @pytest.mark.parametrize("name", ["无犯罪证明", "居住证明（原件）", "单位介绍信", "收入证明复印件"])
    def test_proofs(self, judge: Judge, name: str) -> None:
        assert len(judge("GUI004", f"办事指南: {{申请材料: [{{名称: {name}}}]}}", laws=example_laws())) == 1

    @pytest.mark.parametrize("content", ["无条件办理", "没有特殊条件", "直接申请", "按需申请", "任何单位和个人"])
    def test_no_condition_needs_no_basis(self, judge: Judge, content: str) -> None:
        assert judge("GUI003", f"办事指南: {{受理条件: [{{内容: {content}}}]}}", laws=example_laws()) == []

    def test_a_body_that_is_only_described_is_not_picked(self, judge: Judge) -> None:
        service = "名称: 安全评价, 依据: {法规: 中华人民共和国安全生产法, 条款: 第三十二条}, 机构: "
        for body, count in (("具有资质的检测公司", 0), ("申请人自主选择的评价中心", 0), ("示例安全评价有限公司", 1)):
            yaml = f"办事指南: {{中介服务: [{{{service}{body}}}]}}"
            assert len(judge("GUI013", yaml, laws=example_laws())) == count, body


class TestLimits:
    """GUI009: every way in which sixty days and six months are written."""

    @pytest.mark.parametrize(
        "text",
        [
            *("60日", "六十日", "60天", "６０日", "60 日", "自知道之日起60日内"),
            *("自知道或者应当知道该行政行为之日起六十日内", "收到决定书之日起60个自然日内"),
            "90日（依照《中华人民共和国某法》第三条）",
        ],
    )
    def test_right_for_reconsideration(self, judge: Judge, text: str) -> None:
        assert judge("GUI009", f"办事指南: {{救济: {{复议期限: {text}}}}}") == []

    @pytest.mark.parametrize(
        "text",
        [
            *("6个月", "六个月", "６个月", "6 个月", "半年", "自知道之日起六个月内"),
            *("15日（《中华人民共和国土地管理法》第八十三条）", "自收到复议决定书之日起十五日内"),
            "直接起诉的6个月；经复议的15日",
        ],
    )
    def test_right_for_litigation(self, judge: Judge, text: str) -> None:
        assert judge("GUI009", f"办事指南: {{救济: {{诉讼期限: {text}}}}}") == []

    @pytest.mark.parametrize(
        ("key", "text", "replaced", "by", "safe"),
        [
            ("诉讼期限", "三个月", "三个月", "六个月", True),
            ("诉讼期限", "自知道之日起3个月内", "3个月", "6个月", True),
            ("诉讼期限", "15日", "15日", "6个月", False),
            ("诉讼期限", "180天", "180天", "6个月", False),
            ("复议期限", "自知道之日起十五日内", "十五日", "六十日", True),
            ("复议期限", "30日", "30日", "60日", True),
            ("复议期限", "90日", "90日", "60日", False),
            ("复议期限", "60个工作日", "60个工作日", "60日", False),
            ("复议期限", "两个月", "两个月", "六十日", False),
        ],
    )
    def test_wrong_and_how_it_is_mended(
        self, judge: Judge, key: str, text: str, replaced: str, by: str, safe: bool
    ) -> None:
        (hit,) = judge("GUI009", f"办事指南: {{救济: {{{key}: {text}}}}}")
        assert hit.path == ("办事指南", "救济", key)
        assert isinstance(hit.part, tuple)
        assert text[slice(*hit.part)] == replaced
        assert hit.fix is not None
        assert (hit.fix.edits[0].text, hit.fix.safe) == (by, safe)

    def test_what_names_no_period_is_counted(self, judge: Judge, profile: Profile) -> None:
        yaml = "办事指南: {救济: {诉讼期限: 法定期限内}}"
        assert judge("GUI009", yaml) == []
        assert unsure(wrong_limits, yaml, profile) == [Unsure("期限没有写明", "法定期限内")]

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("告知当事人可以在三个月内向人民法院提起行政诉讼。", 1),
            ("告知提起行政诉讼的期限为3个月。", 1),
            ("三个月内完成整改；逾期的依法处理。不服的可以起诉。", 0),
            ("六十日内申请行政复议，或者六个月内提起行政诉讼。", 0),
        ],
    )
    def test_the_old_three_months_in_a_sentence(self, judge: Judge, text: str, count: int) -> None:
        assert len(judge("GUI009", f"责任事项: [{{环节: 告知, 内容: {text}}}]")) == count


class TestReconsideration:
    """GUI010, by 行政复议法24, 25, 27 and 28."""

    @staticmethod
    def item(department: str, body: str, more: str = "") -> str:
        return f"实施主体: {department}\n办事指南: {{救济: {{复议机关: {body}}}}}\n{more}"

    @pytest.mark.parametrize(
        ("department", "body"),
        [
            ("示例县交通运输局", "示例县人民政府"),
            ("示例县交通运输局", "本级人民政府"),
            ("示例县交通运输局", "示例县政府"),
            ("示例县交通运输局", "示例县人民政府（由示例县司法局承办）"),
            ("示例市示例区城市管理局", "示例区人民政府"),
            ("示例市生态环境局示例分局", "示例市人民政府"),
            ("示例经济开发区管委会", "示例市人民政府"),
            ("示例镇人民政府", "示例县人民政府"),
            ("示例县税务局", "国家税务总局示例市税务局"),
            ("示例海关", "示例直属海关、海关总署"),
            ("示例市国家安全局", "示例省国家安全厅"),
            ("示例县司法局", "示例市司法局"),
            ("示例县司法局", "示例县人民政府"),
            ("示例县气象局", "示例市气象局"),
            ("示例市地方金融监督管理局", "示例市人民政府"),
        ],
    )
    def test_lawful(self, judge: Judge, department: str, body: str) -> None:
        assert judge("GUI010", self.item(department, body)) == []

    @pytest.mark.parametrize(
        ("department", "body", "variant", "named"),
        [
            ("示例县交通运输局", "示例市交通运输局", "主管部门", "示例市交通运输局"),
            ("示例县交通运输局", "示例县人民政府或者示例市交通运输局", "主管部门", "示例市交通运输局"),
            ("示例县住房和城乡建设局", "示例市住房和城乡建设局", "主管部门", "示例市住房和城乡建设局"),
            ("示例县卫生健康委员会", "上一级卫生健康主管部门", "主管部门", "上一级卫生健康主管部门"),
            ("示例县市场监督管理局", "示例市人民政府", "别处政府", "示例市人民政府"),
            ("国家税务总局示例县税务局", "示例县人民政府", "垂直领导", "示例县人民政府"),
        ],
    )
    def test_unlawful(self, judge: Judge, department: str, body: str, variant: str, named: str) -> None:
        (hit,) = judge("GUI010", self.item(department, body))
        assert (hit.variant, hit.values["机关"]) == (variant, named)

    def test_the_government_of_the_department_is_offered(self, judge: Judge) -> None:
        (hit,) = judge("GUI010", self.item("示例县市场监督管理局", "示例市市场监督管理局"))
        assert hit.fix is not None
        assert hit.fix.edits[0].text == "示例县人民政府"
        assert not hit.fix.safe

    def test_an_entrusted_body_acts_for_who_entrusted_it(self, judge: Judge) -> None:
        entrusted = "放权: {方式: 委托, 放权方: 示例市交通运输局}"
        assert judge("GUI010", self.item("示例县交通运输局", "示例市人民政府", entrusted)) == []
        assert len(judge("GUI010", self.item("示例县交通运输局", "示例市交通运输局", entrusted))) == 1

    def test_the_roster_says_which_body_is_under_vertical_leadership(self, judge: Judge) -> None:
        yaml = self.item("示例县盐务局", "示例市盐务局")
        roster: Tree = [{"名称": "示例县盐务局", "垂直管理": "true"}]
        assert len(judge("GUI010", yaml)) == 1
        assert judge("GUI010", yaml, 部门名册=roster) == []

    def test_before_2024_there_was_a_choice(self, judge: Judge) -> None:
        yaml = self.item("示例县交通运输局", "示例市交通运输局")
        assert judge("GUI010", yaml, 核对日期="2023-12-31") == []
        assert len(judge("GUI010", yaml, 核对日期="2024-01-01")) == 1


class TestHearing:
    """GUI014."""

    def test_the_amount_is_a_parameter(self, judge: Judge) -> None:
        yaml = "类型: 行政处罚\n处罚种类: [罚款]\n罚款上限: 50000\n责任事项: []"
        assert judge("GUI014", yaml) == []
        assert len(judge("GUI014", yaml, 参数={"听证罚款起点": "50000"})) == 1

    def test_detention_is_not_heard_under_this_law(self, judge: Judge) -> None:
        assert judge("GUI014", "类型: 行政处罚\n处罚种类: [行政拘留, 暂扣许可证件]\n责任事项: []") == []


def _broken(tree: Tree) -> Iterator[Tree]:
    """Yield the item with one node after the other in a form that cannot be read."""
    for path in _paths(tree, ()):
        for wrong in ("待补充", [], {}, ["甲"], {"甲": "乙"}):
            yield _replaced(tree, path, wrong)


def _paths(tree: Tree, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inner:
        yield from _paths(value, (*path, key))


def _replaced(tree: Tree, path: tuple[str | int, ...], value: Tree) -> Tree:
    changed = copy.deepcopy(tree)
    node = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    "file",
    [
        "示例县交通运输局/410118027000.yaml",
        "示例县交通运输局/410218031000.yaml",
        "示例县交通运输局/410318004000.yaml",
    ],
)
def test_no_check_stumbles_over_a_broken_field(rulebook: Rulebook, profile: Profile, root: Path, file: str) -> None:
    document = parse((root / "data/items" / file).read_bytes(), file).document
    assert document is not None
    rules = [rule for rule in rulebook.rules.values() if rule.family in ("GUI", "TIM", "FEE")]
    registers: Tree = {"证明事项清单": [], "收费目录清单": []}
    context = example_context({"登记册": registers}, profile, example_laws())
    whole = document.root
    assert isinstance(whole, dict)
    for tree in _broken({key: whole[key] for key in whole if key not in ("追责", "监管", "廉政风险")}):
        assert isinstance(tree, dict)
        item, _ = read_record(item_type(tree.get("类型")), tree, vocabulary_of(profile))
        assert item is not None
        names, texts = values(item, context), Texts(tree)
        for rule in rules:
            try:
                if applies(rule, item, names):
                    list(check_item(rule, item, texts, context))
            except FieldAbsent:
                continue
