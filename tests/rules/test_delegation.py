"""Family DEL: powers that came down, and the conditions of the seeds (豫政办〔2021〕70号, 交通运输厅方案) and the laws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.examples import example_context
from quanze.engine.law_table import example_laws
from quanze.engine.settings import load_profile
from quanze.model.catalogue import Batch
from quanze.rules.checks.batches import arithmetic, listed
from quanze.rules.checks.bodies import same_body
from quanze.rules.checks.matters import matter_keys
from quanze.rules.facts import Facts

if TYPE_CHECKING:
    from conftest import Judge, JudgeList

SOURCES = {
    "直接下放": {"上级下放"},
    "授权": {"上级授权", "同级授权"},
    "委托": {"上级委托", "同级委托"},
    "集中划转": {"上级授权", "同级授权"},
    "乡镇赋权": {"上级下放", "上级授权"},
    "服务前移": {"上级下放", "上级授权", "上级委托"},
}

DOWN = {"类型": "下放", "日期": "2021-11-20", "依据": "示政〔2021〕18号"}
BATCH = {
    "批次": "第一批",
    "决定": {"文号": "示政〔2021〕18号", "日期": "2021-11-20", "机关层级": "市级"},
    "事项": ["410118027000"],
}


def item(code: str, body: str, *, status: str = "在用", source: str = "法定本级行使", more: str = "") -> str:
    """Write an item of a licence to build along a road."""
    common = f"编码: '{code}', 名称: 涉路施工许可, 类型: 行政许可, 状态: {status}, 实施主体: {body}, 权力来源: {source}"
    return "{" + common + (f", {more}" if more else "") + "}"


def tree(code: str, body: str, **more: object) -> dict[str, object]:
    """Write the same item for another list."""
    common = {"编码": code, "名称": "涉路施工许可", "类型": "行政许可", "状态": "在用", "实施主体": body}
    return {**common, "权力来源": "法定本级行使", **more}


class TestSourceAndMode:
    """DEL001."""

    @pytest.mark.parametrize("mode", SOURCES)
    @pytest.mark.parametrize("source", ["上级下放", "上级授权", "同级授权", "上级委托", "同级委托"])
    def test_every_pair(self, judge: Judge, mode: str, source: str) -> None:
        hits = judge("DEL001", f"{{权力来源: {source}, 放权: {{方式: {mode}}}}}")
        assert bool(hits) is (source not in SOURCES[mode])

    def test_the_remedy_stays_on_the_level_that_was_written(self, judge: Judge) -> None:
        (hit,) = judge("DEL001", "{权力来源: 同级授权, 放权: {方式: 委托}}")
        assert hit.fix is not None
        assert [edit.text for edit in hit.fix.edits] == ["同级委托"]
        assert not hit.fix.safe

    def test_a_body_that_entrusts_its_own_power_keeps_it(self, judge: Judge) -> None:
        delegation = "放权: {方式: 委托, 放权方: 示例市林业局, 承接方: 示例县林业局}"
        assert judge("DEL001", f"{{实施主体: 示例市林业局, 权力来源: 法定本级行使, {delegation}}}") == []
        (hit,) = judge("DEL001", f"{{实施主体: 示例县林业局, 权力来源: 法定本级行使, {delegation}}}")
        assert hit.variant == "多放权"

    def test_a_missing_source_is_one_finding(self, judge: Judge) -> None:
        (hit,) = judge("DEL001", "{放权: {方式: 委托}}")
        assert (hit.path, hit.variant) == (("权力来源",), "缺少")


class TestEntrustment:
    """DEL003–DEL006, DEL011: what the laws on licences and penalties ask of an entrustment."""

    @pytest.mark.parametrize(
        "body",
        ["示例县水利局", "示例县卫生健康委员会", "示例县城关镇人民政府", "示例县东关街道办事处", "示例县政务服务中心"],
    )
    def test_who_may_be_entrusted_with_a_licence(self, judge: Judge, body: str) -> None:
        assert judge("DEL003", f"{{类型: 行政许可, 放权: {{方式: 委托, 承接方: {body}}}}}") == []

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            ("示例县物流行业协会", "社会组织"),
            ("示例县交通建设投资有限公司", "企业"),
            ("示例县公路事业发展中心", "事业单位"),
            ("示例县农业技术推广站", "事业单位"),
            ("城关镇东街村民委员会", "自治组织"),
        ],
    )
    def test_who_may_not(self, judge: Judge, body: str, kind: str) -> None:
        (hit,) = judge("DEL003", f"{{类型: 行政许可, 放权: {{方式: 委托, 承接方: {body}}}}}")
        assert hit.values["性质"] == kind

    def test_the_register_knows_better_than_the_name(self, judge: Judge) -> None:
        written = "{类型: 行政许可, 放权: {方式: 委托, 承接方: 示例县林业发展中心}}"
        register = [{"名称": "示例县林业发展中心", "性质": "政府工作部门"}]
        assert judge("DEL003", written) != []
        assert judge("DEL003", written, 部门名册=register) == []

    def test_only_the_licensing_law_is_a_warning(self, judge: Judge) -> None:
        basis = "{法规: 中华人民共和国行政许可法, 条款: 第二十四条第一款}"
        written = f"{{类型: 行政许可, 放权: {{方式: 委托, 法律依据: [{basis}], 公告日期: 2024-09-13}}}}"
        (hit,) = judge("DEL004", written, laws=example_laws())
        assert (hit.variant, hit.severity) == ("只引许可法", "warning")

    def test_a_penalty_without_any_instrument_is_said_once(self, judge: Judge) -> None:
        written = "{类型: 行政处罚, 放权: {方式: 委托}}"
        assert [hit.variant for hit in judge("DEL005", written)] == ["没有"]
        assert judge("DEL011", written) == []

    @pytest.mark.parametrize("lacking", ["起", "止", "权限"])
    def test_an_instrument_must_say_what_and_how_long(self, judge: Judge, lacking: str) -> None:
        parts = {"日期": "2024-09-10", "起": "2024-10-01", "止": "2027-09-30", "权限": "二百元以下罚款", "公布": "true"}
        mandate = ", ".join(f"{key}: {value}" for key, value in parts.items() if key != lacking)
        (hit,) = judge("DEL005", f"{{类型: 行政处罚, 放权: {{方式: 委托, 委托书: {{{mandate}}}}}}}")
        assert lacking in str(hit.values["缺"])

    def test_a_broken_date_is_no_missing_one(self, judge: Judge) -> None:
        mandate = "{日期: 2024-09-10, 起: 2024-13-01, 止: 2027-09-30, 权限: 二百元以下罚款, 公布: true}"
        assert judge("DEL005", f"{{类型: 行政处罚, 放权: {{方式: 委托, 委托书: {mandate}}}}}") == []


class TestSeedHandover:
    """种子000 一(二)(三), 种子003 三(一): train first, hand over in full and in time."""

    def test_handover_before_training(self, judge: Judge) -> None:
        (hit,) = judge("DEL016", "{放权: {方式: 直接下放, 培训日期: 2021-12-17, 移交: {日期: 2021-12-10}}}")
        assert hit.path == ("放权", "培训日期")
        assert [str(hit.values[key]) for key in ("移交", "培训")] == ["2021-12-10", "2021-12-17"]

    def test_training_by_17_and_handover_by_25_december_is_in_order(self, judge: Judge) -> None:
        assert judge("DEL016", "{放权: {方式: 直接下放, 培训日期: 2021-12-17, 移交: {日期: 2021-12-25}}}") == []

    @pytest.mark.parametrize("lost", ["政策文件", "档案资料", "业务手册", "服务指南", "制式证明"])
    def test_each_of_the_five_materials(self, judge: Judge, lost: str) -> None:
        given_over = [name for name in ("政策文件", "档案资料", "业务手册", "服务指南", "制式证明") if name != lost]
        handover = f"移交: {{日期: 2021-12-25, 材料: [{', '.join(given_over)}]}}"
        (hit,) = judge("DEL017", f"{{类型: 行政许可, 放权: {{方式: 直接下放, {handover}}}}}")
        assert hit.values["缺"] == lost

    @pytest.mark.parametrize(("document", "missing"), [("道路运输从业资格证", ["证书"]), ("涉路施工许可决定书", [])])
    def test_certificates_where_the_item_issues_one(self, judge: Judge, document: str, missing: list[str]) -> None:
        handover = "移交: {日期: 2021-12-25, 材料: [政策文件, 档案资料, 业务手册, 服务指南, 制式证明]}"
        hits = judge("DEL017", f"{{类型: 行政许可, 许可证件: {document}, 放权: {{方式: 直接下放, {handover}}}}}")
        assert [hit.values["缺"] for hit in hits] == missing

    @pytest.mark.parametrize(
        ("plan", "handover", "late"),
        [
            ("2021-11-30", "2021-12-31", []),
            ("2021-12-01", "2021-12-31", ["承接方案"]),
            ("2021-11-30", "2022-03-15", ["移交"]),
        ],
    )
    def test_the_deadlines_of_the_batch(self, judge: Judge, plan: str, handover: str, late: list[str]) -> None:
        batch = {"批次": "河南省2021年放权", "期限": {"承接方案": "2021-11-30", "移交": "2021-12-31"}}
        delegation = f"{{方式: 直接下放, 批次: 河南省2021年放权, 承接方案日期: {plan}, 移交: {{日期: {handover}}}}}"
        hits = judge("DEL018", f"{{放权: {delegation}}}", 放权批次=[batch])
        assert [hit.values["事情"] for hit in hits] == late


class TestSeedDirectChannel:
    """种子000 一(四), 种子001 三(二): 直通车 with its exceptions."""

    @pytest.mark.parametrize(
        ("name", "body", "law"),
        [
            ("危险化学品经营许可", "示例县行政审批服务局", "危险化学品安全管理条例"),
            ("生产安全事故应急预案备案", "示例县住房和城乡建设局", "生产安全事故应急条例"),
            ("建设项目环评文件审批", "示例县行政审批服务局", "中华人民共和国环境影响评价法"),
            ("自然灾害救助资金给付", "示例县应急管理局", "自然灾害救助条例"),
            ("跨县公路改建计划申报", "示例县交通运输局", "中华人民共和国公路法"),
        ],
    )
    def test_direct_channel_of_an_excepted_item(self, judge: Judge, name: str, body: str, law: str) -> None:
        written = (
            f"{{名称: {name}, 实施主体: {body}, 设定依据: [{{法规: {law}}}], 放权: {{方式: 直接下放, 直通车: true}}}}"
        )
        (hit,) = judge("DEL019", written)
        assert hit.path == ("放权", "直通车")

    @pytest.mark.parametrize(
        ("name", "law"),
        [
            ("公路建筑控制区内埋设管道许可", "公路安全保护条例"),
            ("普通干线公路大修计划申报（跨县〔市〕项目除外）", "中华人民共和国公路法"),
            ("矿山地质环境保护与土地复垦方案审查", "矿山地质环境保护规定"),
            ("新建、改建食品生产企业许可", "中华人民共和国食品安全法"),
        ],
    )
    def test_direct_channel_of_any_other_item(self, judge: Judge, name: str, law: str) -> None:
        written = f"{{名称: {name}, 实施主体: 示例县某局, 设定依据: [{{法规: {law}}}], 放权: {{方式: 直接下放, 直通车: true}}}}"
        assert judge("DEL019", written) == []


class TestBatches:
    """种子003 二: 17 + 9 + 29 − 1 = 54."""

    @staticmethod
    def batch(**more: object) -> Batch:
        codes = [f"4101180{number:02}000" for number in range(1, 55)]
        offices = [
            {"处室": "厅规划处", "事项": codes[:17]},
            {"处室": "厅建管处", "事项": codes[16:25]},
            {"处室": "厅运管处", "事项": codes[25:54]},
        ]
        tree = {"批次": "省辖市级交通运输权限", "合计": "54", "按处室": offices, "共管": "1", **more}
        return Batch.model_validate(tree, context={"words": {}, "synonyms": {}})

    def test_the_offices_less_what_two_of_them_share(self) -> None:
        batch = self.batch()
        assert [len(office.items) for office in batch.by_office] == [17, 9, 29]
        assert arithmetic(batch) == (54, 54)

    def test_the_codes_say_so_too(self) -> None:
        batch = self.batch()
        without = batch.model_copy(update={"shared": None})
        assert arithmetic(without) == (54, len({code for _, code in listed(without)}))

    @given(st.lists(st.lists(st.integers(0, 40), max_size=12, unique=True), min_size=1, max_size=5))
    def test_every_item_counts_once(self, offices: list[list[int]]) -> None:
        rows = [{"处室": str(n), "事项": [str(code) for code in codes]} for n, codes in enumerate(offices)]
        shared = sum(map(len, offices)) - len({code for codes in offices for code in codes})
        batch = self.batch(按处室=rows, 共管=str(shared))
        assert arithmetic(batch)[1] == len({code for _, code in listed(batch)})


class TestDangling:
    """DEL012, 种子000 二(二): 权限悬空."""

    def test_sixty_working_days(self, judge_list: JudgeList) -> None:
        decision = {"文号": "示政〔2025〕18号", "日期": "2025-03-03", "机关层级": "市级"}
        batch = [{**BATCH, "决定": decision}]
        found = {day: len(judge_list("DEL012", 放权批次=batch, 核对日期=day)) for day in ("2025-05-20", "2025-07-20")}
        assert found == {"2025-05-20": 0, "2025-07-20": 1}

    def test_a_batch_this_county_hands_to_its_towns_is_not_its_own_to_take_over(self, judge_list: JudgeList) -> None:
        decision = {"文号": "示县政〔2021〕18号", "日期": "2021-11-20", "机关层级": "县级"}
        assert judge_list("DEL012", 放权批次=[{**BATCH, "决定": decision}]) == []

    def test_a_cancelled_item_was_taken_over_once(self, judge_list: JudgeList) -> None:
        written = item("410118027000", "示例县交通运输局", status="取消")
        assert judge_list("DEL012", written, 放权批次=[BATCH]) == []

    def test_a_batch_and_the_upper_list_say_it_once(self, judge_list: JudgeList) -> None:
        handed_down = [{"类型": "下放", "日期": "2021-11-20", "依据": "示政〔2021〕18号"}]
        upper = [tree("410118027000", "示例市交通运输局", 状态="取消", 调整记录=handed_down)]
        assert len(judge_list("DEL012", 放权批次=[BATCH], 上级清单=upper)) == 1

    def test_taken_back_since(self, judge_list: JudgeList) -> None:
        records = [
            {"类型": "下放", "日期": "2021-11-20", "依据": "示政〔2021〕18号"},
            {"类型": "收回", "日期": "2023-05-04", "依据": "示政〔2023〕9号"},
        ]
        upper = [tree("410118027000", "示例市交通运输局", 调整记录=records)]
        assert judge_list("DEL012", 上级清单=upper) == []


def test_codes_a_list_gave_itself_mean_nothing_to_another_list() -> None:
    local = example_context({}, load_profile("local", Path()), None)
    official = example_context({}, load_profile("zwfw", Path()), None)
    facts = Facts("甲", code="L0001001000", name="涉路施工许可", name_folded="涉路施工许可", type="行政许可")
    assert list(matter_keys(facts, local)) == ["行政许可\t涉路施工许可"]
    assert list(matter_keys(facts, official)) == ["行政许可\tL0001001000", "行政许可\t涉路施工许可"]


class TestTakenBack:
    """DEL015: in fact or without a document."""

    OWN = "放权: {方式: 直接下放, 放权方: 示例市交通运输局}"

    def own(self, records: str) -> str:
        more = f"{self.OWN}, 调整记录: [{records}]"
        return item("410118027000", "示例县交通运输局", status="取消", source="上级下放", more=more)

    def upper(self, *records: dict[str, str], status: str = "在用") -> list[dict[str, object]]:
        return [tree("410118027000", "示例市交通运输局", 状态=status, 调整记录=[DOWN, *records])]

    def test_cancelled_below_and_revived_above(self, judge_list: JudgeList) -> None:
        own = self.own("{类型: 取消, 日期: 2026-03-01, 依据: 示县政〔2026〕3号}")
        (found,) = judge_list("DEL015", own, 上级清单=self.upper())
        assert (found.hit.path, found.hit.variant) == (("状态",), "上级恢复")

    @pytest.mark.parametrize("kind", ["收回", "新增"])
    def test_a_decision_above_makes_it_lawful(self, judge_list: JudgeList, kind: str) -> None:
        own = self.own("{类型: 取消, 日期: 2026-03-01, 依据: 示县政〔2026〕3号}")
        record = {"类型": kind, "日期": "2026-02-01", "依据": "示政〔2026〕2号"}
        assert judge_list("DEL015", own, 上级清单=self.upper(record)) == []

    def test_cancelled_on_both_levels_is_nobodys_gain(self, judge_list: JudgeList) -> None:
        own = self.own("{类型: 取消, 日期: 2026-03-01, 依据: 示县政〔2026〕3号}")
        assert judge_list("DEL015", own, 上级清单=self.upper(status="取消")) == []


class TestConcentration:
    """DEL022: 相对集中行使."""

    APPROVED = (
        "决定: {文件: 示例省人民政府决定（经国务院批准）, 文号: 示政〔2023〕25号, 日期: 2023-08-10, 机关层级: 省级}"
    )

    def moved(self, decision: str = APPROVED) -> str:
        delegation = f"放权: {{方式: 集中划转, 放权方: 示例县交通运输局, {decision}}}"
        return item("410118027001", "示例县行政审批服务局", source="同级授权", more=delegation)

    def test_the_office_it_came_from_has_to_let_go(self, judge_list: JudgeList) -> None:
        (found,) = judge_list("DEL022", item("410118027000", "示例县交通运输局"), self.moved())
        assert (found.file, found.hit.path, found.hit.variant) == ("0", ("状态",), "未退出")

    def test_supervision_stays_where_it_was(self, judge_list: JudgeList) -> None:
        supervision = item("410618027000", "示例县交通运输局").replace("类型: 行政许可", "类型: 行政检查")
        assert judge_list("DEL022", supervision, self.moved()) == []

    def test_what_the_batch_says_of_the_decision_counts(self, judge_list: JudgeList) -> None:
        decision = {"文件": "示例省人民政府决定（国函〔2023〕5号批准）", "文号": "示政〔2023〕25号", "机关层级": "省级"}
        batch = {"批次": "划转", "决定": decision}
        written = self.moved("批次: 划转, 决定: {文号: 示政〔2023〕25号, 日期: 2023-08-10}")
        assert judge_list("DEL022", written, 放权批次=[batch]) == []
        (found,) = judge_list("DEL022", written)
        assert found.hit.variant == "级别不明"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("示例市交通运输局", "示例市交通运输局", True),
        ("市交通运输局", "示例市交通运输局", True),
        ("交通运输局", "示例县交通运输局", False),
        ("示例市交通运输局", "示例县交通运输局", False),
        ("", "示例县交通运输局", False),
    ],
)
def test_names_of_one_body(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same
    assert same_body(other, one) is same
