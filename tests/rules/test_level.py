"""Family LVL: the level that exercises a power, and the level its law names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.acting_level import given as given_to
from quanze.citation.acting_level import is_silent, tenor, together
from quanze.citation.law import Law, LawVersion, Structure
from quanze.citation.paragraphs import paragraph, paragraphs
from quanze.engine.law_table import example_laws
from quanze.rules.checks.legal_level import LEVELS

if TYPE_CHECKING:
    from conftest import Judge

PLAIN = {
    "由设区的市级人民政府交通运输主管部门许可。": "市级",
    "由设区的市级以上地方人民政府生态环境主管部门责令改正，处一万元以上三万元以下的罚款。": "市级",
    "应当向省、自治区、直辖市人民政府药品监督管理部门提出申请。": "省级",
    "省级以上人民政府农业农村主管部门应当组织监督检查。": "省级",
    "向直辖市或者设区的市的特种设备安全监督管理部门登记。": "市级",
    "应当经省人民政府水行政主管部门批准，未经批准不得开工。": "省级",
    "由国务院野生动物保护主管部门批准。": "国家级",
    "除国务院生态环境主管部门审批颁发的许可证外，其他单位的许可证，由省、自治区、直辖市人民政府生态环境主管部门审批颁发。": "省级",
}
DOUBTFUL = (
    "由县级以上地方人民政府交通运输主管部门许可。",
    "由市、县人民政府批准。",
    "由设区的市、县级人民政府自然资源主管部门批准。",
    "由设区的市级人民政府或者其委托的县级人民政府审批。",
    "省级人民政府可以授权下级人民政府审批。",
    "由省级交通运输主管部门或者有关部门批准。",
    "向公路管理机构提出申请，由省级人民政府规定收费标准。",
    "具体办法由省级人民政府农业农村主管部门制定。",
    "由城市人民政府市容环境卫生行政主管部门处罚。",
    "按照国务院交通运输主管部门的规定办理。",
    "由原发证机关吊销许可证，并报省级人民政府备案。",
    "《设区的市级人民政府审批办法》第五条",
    "从事建筑活动的单位应当取得施工许可证。",
    "",
)


@pytest.mark.parametrize(("text", "level"), PLAIN.items())
def test_a_plain_wording_names_its_level(text: str, level: str) -> None:
    found = given_to(text)
    assert found is not None
    assert found.level == level
    assert found.words in text


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_doubtful_wording_names_none(text: str) -> None:
    assert given_to(text) is None


@given(
    st.sampled_from(list(PLAIN)),
    st.sampled_from(["县级人民政府", "乡镇人民政府", "有关部门", "县级以上人民政府水行政主管部门"]),
)
def test_another_organ_makes_every_wording_doubtful(text: str, organ: str) -> None:
    assert given_to(f"{text}由{organ}负责实施。") is None


@given(st.text(alphabet="省市县乡设区的级以上人民政府部门国务院、由经报向批准许可。，；《》", max_size=60))
def test_no_wording_breaks_the_reader(text: str) -> None:
    found = given_to(text)
    assert found is None or (found.level in LEVELS and not is_silent(text))


def licence(level: str, *basis: str, source: str = "法定本级行使") -> str:
    """Write a licence with its setting basis; a basis is a quotation or "" for none."""
    entries = ", ".join("{法规: 示例条例, 条款: 第五条" + (f", 原文: {text}" if text else "") + "}" for text in basis)
    return f"{{类型: 行政许可, 行使层级: [{level}], 权力来源: {source}, 设定依据: [{entries}]}}"


class TestSeedLegalLevel:
    """种子001 三(一): what the law gives to the city comes to a county only by entrustment or authorisation."""

    CITY = "由设区的市级人民政府交通运输主管部门许可。"

    def test_a_county_that_calls_a_citys_power_its_own(self, judge: Judge) -> None:
        (hit,) = judge("LVL003", licence("县级", self.CITY))
        assert hit.path == ("设定依据", 0, "原文")

    def test_a_quoted_wording_is_compared_with_the_level_by_itself(self, judge: Judge) -> None:
        (hit,) = judge("LVL009", licence("县级", self.CITY))
        assert hit.path == ("设定依据", 0, "原文")
        assert judge("LVL009", licence("市级", self.CITY)) == []

    @pytest.mark.parametrize("level", ["市级", "市级, 县级", "省级"])
    def test_a_level_the_law_names_or_one_above(self, judge: Judge, level: str) -> None:
        assert judge("LVL003", licence(level, self.CITY)) == []

    def test_another_basis_may_give_it_to_the_county(self, judge: Judge) -> None:
        written = licence("县级", self.CITY, "由县级人民政府交通运输主管部门实施。")
        assert [judge(code, written) for code in ("LVL003", "LVL009")] == [[], []]

    def test_a_basis_that_is_not_quoted_leaves_a_doubt(self, judge: Judge) -> None:
        written = licence("县级", self.CITY, "")
        assert judge("LVL003", written) == []
        (hit,) = judge("LVL009", written)
        assert hit.values["法定层级"] == "市级"

    def test_the_licence_a_duty_speaks_of_is_not_the_penalty(self, judge: Judge) -> None:
        duty, fine = "应当经省级人民政府农业农村主管部门批准。", "违反本条例规定的，处一万元以下的罚款。"
        penalty = licence("县级", duty, fine).replace("行政许可", "行政处罚")
        assert judge("LVL003", penalty) == []
        fined_above = licence("县级", duty, "由省级人民政府农业农村主管部门处一万元以下的罚款。")
        assert len(judge("LVL003", fined_above.replace("行政许可", "行政处罚"))) == 1

    def test_handed_down_for_good_by_a_document(self, judge: Judge) -> None:
        written = (
            licence("县级", self.CITY, source="上级下放")[:-1] + ", 放权: {方式: 直接下放, 决定: {机关层级: 省级}}}"
        )
        (hit,) = judge("LVL004", written)
        assert hit.path == ("放权", "方式")
        assert judge("LVL004", written.replace("直接下放", "委托")) == []

    def test_a_law_the_table_knows_need_not_be_quoted(self, judge: Judge) -> None:
        laws = _Texts("第五条", self.CITY)
        (hit,) = judge("LVL003", licence("县级", ""), laws=laws)
        assert hit.path == ("设定依据", 0, "条款")
        assert judge("LVL009", licence("县级", ""), laws=laws) == []
        assert judge("LVL003", licence("县级", ""), laws=_Texts("第五条", "由交通运输主管部门许可。")) == []

    def test_the_shipped_table_knows_who_acts_by_a_paragraph(self, judge: Judge) -> None:
        written = (
            "{类型: 行政许可, 行使层级: [县级], 权力来源: 法定本级行使, "
            "设定依据: [{法规: 烟花爆竹安全管理条例, 条款: 第十九条第一款}]}"
        )
        (hit,) = judge("LVL003", written, laws=example_laws())
        assert (hit.values["法定层级"], hit.path) == ("市级", ("设定依据", 0, "条款"))
        assert judge("LVL003", written.replace("第一款", "第二款"), laws=example_laws()) == []
        assert judge("LVL003", written.replace("第一款", ""), laws=example_laws()) == []


class TestTenor:
    """What provisions say of who acts, one by one and together."""

    def test_a_penalty_of_a_township(self) -> None:
        said = tenor("由乡、镇人民政府责令停止建设，可以处一万元以下的罚款。")
        assert (said.given, said.silent, said.township, said.penal) == (None, False, True, True)

    def test_one_open_wording_makes_all_of_them_open(self) -> None:
        city, county = tenor("由设区的市级人民政府水行政主管部门批准。"), tenor("由县级人民政府批准。")
        assert together((city,)).given == city.given
        assert together((city, county)).open

    def test_the_lowest_level_counts(self) -> None:
        province, city = tenor("由省级水行政主管部门批准。"), tenor("由设区的市级水行政主管部门批准。")
        lowest = together((province, tenor("申请人应当提交材料。"), city)).given
        assert lowest is not None
        assert lowest.level == "市级"

    def test_items_belong_to_the_paragraph_before_them(self) -> None:
        text = "有下列情形之一的：\n（一）甲；\n(二)乙。\n前款规定以外的。"
        assert paragraphs(text) == ("有下列情形之一的：\n（一）甲；\n(二)乙。", "前款规定以外的。")
        assert paragraph(text, 2) == "前款规定以外的。"
        assert paragraph(text, 3) == ""
        assert paragraph(text, None) == text


class _Texts:
    """A law index of one law with one article."""

    has_text = True

    def __init__(self, article: str, text: str) -> None:
        day = dt.date(2015, 1, 1)
        self._version = LawVersion("1", "示例条例", day, day, day, day, True, 1, 5, (1, 2, 3, 4))
        self._law = Law("示例条例", "示例条例", "行政法规", versions=(self._version,))
        self._structure = Structure({(5, 0): (0,)})
        self._text = text

    def find(self, title: str, number: str | None = None):
        return self._law if title == "示例条例" else None

    def structure(self, version):
        return self._structure

    def nearest(self, title: str, limit: int = 3):
        return ()

    def text(self, version, article: int, sub: int = 0) -> str | None:
        return self._text if (article, sub) == (5, 0) else None

    def tenor(self, version, article: int, sub: int = 0, paragraph: int | None = None):
        return tenor(self._text) if (article, sub) == (5, 0) else None

    def marks(self, version):
        return {}

    def moved(self, older, newer):
        return {}


class TestTownships:
    """LVL002, LVL006: what a township does in a county's list."""

    def test_its_own_items_stand_in_the_countys_list(self, judge: Judge) -> None:
        assert judge("LVL002", "{行使层级: [乡级], 实施主体: 示例县城关镇人民政府}") == []
        (hit,) = judge("LVL002", "{行使层级: [乡级], 实施主体: 示例县水利局}")
        assert hit.values["清单层级"] == "县级"

    def test_a_list_without_a_level_is_not_judged(self, judge: Judge) -> None:
        assert judge("LVL002", "{行使层级: [乡级], 实施主体: 示例县水利局}", 层级="") == []

    def test_a_statute_that_names_townships(self, judge: Judge) -> None:
        written = "{类型: 行政处罚, 行使层级: [乡级], 设定依据: [{法规: 中华人民共和国城乡规划法, 条款: 第六十五条}]}"
        assert judge("LVL006", written, laws=example_laws()) == []

    def test_a_statute_that_names_other_organs(self, judge: Judge) -> None:
        written = "{类型: 行政处罚, 行使层级: [乡级], 设定依据: [{法规: 中华人民共和国道路运输条例, 条款: 第六十四条}]}"
        (hit,) = judge("LVL006", written, laws=example_laws())
        assert hit.path == ("设定依据",)

    def test_a_statute_that_leaves_open_who_acts_is_no_finding(self, judge: Judge) -> None:
        written = "{类型: 行政处罚, 行使层级: [乡级], 设定依据: [{法规: 中华人民共和国招标投标法, 条款: 第五十九条}]}"
        assert judge("LVL006", written, laws=example_laws()) == []


class TestWritten:
    """LVL001, LVL010: how a level is written."""

    @pytest.mark.parametrize(
        ("written", "word"), [("地州市级", "市级"), ("县（市、区）级", "县级"), ("乡镇（街道）级", "乡级")]
    )
    def test_a_synonym_is_understood_and_can_be_mended(self, judge: Judge, written: str, word: str) -> None:
        assert judge("LVL001", f"{{行使层级: [{written}]}}") == []
        (hit,) = judge("LVL010", f"{{行使层级: [{written}]}}")
        assert hit.fix is not None
        assert (hit.fix.safe, hit.fix.edits[0].path, hit.fix.edits[0].text) == (True, ("行使层级", 0), word)

    @pytest.mark.parametrize(("code", "word"), [("3", "市级"), ("4", "县级"), ("6", "村级")])
    def test_a_number_of_the_national_code_is_understood(self, judge: Judge, code: str, word: str) -> None:
        (hit,) = judge("LVL010", f'{{行使层级: ["{code}"]}}')
        assert hit.values["应为"] == word

    def test_an_empty_list_is_no_level(self, judge: Judge) -> None:
        assert len(judge("LVL001", "{行使层级: []}")) == 1

    def test_the_split_may_use_other_words_for_the_levels(self, judge: Judge) -> None:
        split = "{市级: 跨县的, 区县级: 本县的}"
        assert judge("LVL007", f"{{行使层级: [市级, 县级], 权限划分: {split}}}") == []
        (hit,) = judge("LVL007", "{行使层级: [市级, 县级], 权限划分: {市级: 跨县的}}")
        assert hit.values["层级"] == "县级"

    def test_a_missing_split_is_said_where_the_levels_stand(self, judge: Judge) -> None:
        (hit,) = judge("LVL007", "{行使层级: [市级, 县级]}")
        assert hit.path == ("行使层级",)
