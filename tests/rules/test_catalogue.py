"""CAT: codes, claims and the four elements that are the same at three levels."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from quanze.engine.examples import example_context
from quanze.engine.settings import vocabulary_of
from quanze.model.basis import Citation
from quanze.model.catalogue import Catalogue, CatalogueEntry
from quanze.model.validation import read_record
from quanze.rules.checks.catalogue import fingerprint
from quanze.rules.checks.code_scheme import duplicate
from quanze.rules.checks.comparing import covers, difference, near, place_text, places, plain_name
from quanze.rules.facts import Facts
from quanze.text import fold

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Judge, JudgeList

    from quanze.model.configuration import Profile

_ENTRY = {
    "编码": "410118027000",
    "名称": "对隐匿会计账册的处罚",
    "类型": "行政处罚",
    "状态": "在用",
    "层级": ["县级"],
    "设定依据": [{"法规": "中华人民共和国会计法", "条款": "第四十二条第一款"}],
}
_ITEM = """编码: "410118027000"
名称: 对隐匿会计账册的处罚
类型: 行政处罚
状态: 在用
权力来源: 法定本级行使
认领: {状态: 认领, 目录编码: "410118027000"}
设定依据: [{法规: 《会计法》, 条款: 第42条第一款}]
"""


def _catalogue(**changed: object) -> dict[str, object]:
    return {"事项": [{**_ENTRY, **changed}]}


def _entry(profile: Profile, **changed: object) -> CatalogueEntry:
    return CatalogueEntry.model_validate({**_ENTRY, **changed}, context=vocabulary_of(profile))


def _marked(mark: str) -> str:
    return _ITEM.replace('目录编码: "410118027000"', f'目录编码: "410118027000", 目录指纹: "{mark}"')


class TestFourElements:
    def test_another_way_of_writing_the_same_is_the_same(self, judge: Judge) -> None:
        assert not judge("CAT007", _ITEM, 通用目录=_catalogue())

    def test_a_name_is_compared_character_by_character(self, judge: Judge) -> None:
        [hit] = judge("CAT007", _ITEM.replace("账册", "帐册"), 通用目录=_catalogue())
        assert hit.values["差别"] == "“帐”应为“账”"
        assert hit.fix is not None
        assert hit.fix.safe
        assert hit.fix.edits[0].text == "对隐匿会计账册的处罚"

    def test_each_element_is_told_by_itself(self, judge: Judge) -> None:
        other = _catalogue(名称="对隐匿账册的处罚", 类型="行政检查", 设定依据=[{"法规": "会计法", "条款": "第五条"}])
        hits = judge("CAT007", _ITEM, 通用目录=other)
        assert {hit.path for hit in hits} == {("名称",), ("类型",), ("设定依据", 0, "条款")}

    def test_the_basis_is_reported_where_it_differs(self, judge: Judge) -> None:
        def place(*basis: dict[str, str]) -> tuple[str | int, ...]:
            [hit] = judge("CAT007", _ITEM, 通用目录=_catalogue(设定依据=list(basis)))
            return hit.path

        own = {"法规": "会计法", "条款": "第四十二条第一款"}
        assert place({"法规": "会计法", "条款": "第四十三条"}) == ("设定依据", 0, "条款")
        assert place({"法规": "审计法", "条款": "第五条"}) == ("设定依据", 0, "法规")
        assert place(own, {"法规": "审计法", "条款": "第五条"}) == ("设定依据",)

    def test_the_basis_says_what_is_missing_and_what_is_added(self, judge: Judge) -> None:
        [hit] = judge("CAT007", _ITEM, 通用目录=_catalogue(设定依据=[{"法规": "审计法", "条款": "第五条"}]))
        assert hit.values["差别"] == "缺 审计法第五条; 多 会计法第四十二条第一款"

    def test_a_more_exact_place_is_within_the_catalogue_s(self, judge: Judge) -> None:
        wide = [{"法规": "中华人民共和国会计法", "条款": "第四十二条"}]
        assert not judge("CAT007", _ITEM, 通用目录=_catalogue(设定依据=wide))
        assert judge("CAT007", _ITEM.replace("第42条第一款", "第42条"), 通用目录=_catalogue())

    def test_another_official_code_than_the_claimed_one_is_a_difference(self, judge: Judge) -> None:
        official = _ITEM.replace('编码: "410118027000"\n名称', '编码: "410118099000"\n名称')
        assert [hit.path for hit in judge("CAT007", official, 通用目录=_catalogue())] == [("编码",)]

    def test_a_malformed_code_is_told_by_its_form_alone(self, judge: Judge) -> None:
        item = _ITEM.replace('编码: "410118027000"\n名称', '编码: "41011802700"\n名称')
        assert judge("CAT001", item)
        assert not judge("CAT007", item, 通用目录=_catalogue())

    def test_a_sub_item_of_the_list_s_own_has_its_own_name(self, judge: Judge) -> None:
        item = _ITEM.replace(
            '编码: "410118027000"\n名称: 对', '编码: "410118027001"\n主项: "410118027000"\n名称: 对故意'
        )
        assert not judge("CAT007", item, 通用目录=_catalogue())


class TestFingerprint:
    def test_it_is_twelve_hexadecimal_digits(self, profile: Profile) -> None:
        mark = fingerprint(_entry(profile))
        assert len(mark) == 12
        assert int(mark, 16) >= 0

    @pytest.mark.parametrize(
        "changed",
        [{"名称": "对隐匿账册的处罚"}, {"类型": "行政检查"}, {"编码": "1"}, {"设定依据": []}, {"状态": "取消"}],
    )
    def test_it_changes_with_every_element(self, profile: Profile, changed: dict[str, object]) -> None:
        assert fingerprint(_entry(profile, **changed)) != fingerprint(_entry(profile))

    def test_it_does_not_change_with_spacing_or_order(self, profile: Profile) -> None:
        laws = [{"法规": "会计法", "条款": "第四十二条"}, {"法规": "审计法", "条款": "第五条"}]
        spaced = [{"法规": "《审计法》", "条款": "第五条"}, {"法规": "中华人民共和国会计法", "条款": "第四十二 条"}]
        assert fingerprint(_entry(profile, 设定依据=laws)) == fingerprint(_entry(profile, 设定依据=spaced))

    @given(st.text(max_size=20), st.text(max_size=20))
    def test_names_that_are_compared_alike_have_one_fingerprint(self, one: str, other: str) -> None:
        marks = [
            fingerprint(CatalogueEntry.model_construct(code="1", name=name, type="", status="", basis=()))
            for name in (one, other)
        ]
        assert (marks[0] == marks[1]) == (fold(one) == fold(other))

    def test_what_changed_is_told_once_under_cat013(self, judge: Judge, profile: Profile) -> None:
        old, renamed = fingerprint(_entry(profile)), _catalogue(名称="对隐匿会计账簿的处罚")
        assert not judge("CAT007", _marked(old), 通用目录=renamed)
        [hit] = judge("CAT013", _marked(old), 通用目录=renamed)
        assert hit.values["要素"] == "名称"
        assert hit.fix is not None
        assert hit.fix.safe
        assert [edit.path for edit in hit.fix.edits] == [("名称",), ("认领", "目录指纹")]

    def test_a_change_of_basis_is_for_people(self, judge: Judge, profile: Profile) -> None:
        changed = _catalogue(设定依据=[{"法规": "会计法", "条款": "第四十三条"}])
        [hit] = judge("CAT013", _marked(fingerprint(_entry(profile))), 通用目录=changed)
        assert hit.fix is None

    def test_a_cancelled_entry_is_left_to_cat009(self, judge: Judge, profile: Profile) -> None:
        item, cancelled = _marked(fingerprint(_entry(profile))), _catalogue(状态="取消")
        assert judge("CAT009", item, 通用目录=cancelled)
        assert not judge("CAT013", item, 通用目录=cancelled)


class TestClaims:
    def test_an_entry_of_another_level_is_nobody_s_business(self, judge_list: JudgeList) -> None:
        assert judge_list("CAT005", 通用目录=_catalogue())
        assert not judge_list("CAT005", 通用目录=_catalogue(层级=["省级"]))
        assert judge_list("CAT005", 通用目录=_catalogue(层级=[]))

    def test_an_item_of_the_list_s_own_claims_nothing(self, judge_list: JudgeList) -> None:
        own = _ITEM.replace("状态: 认领, 目录编码", "状态: 自建, 目录编码")
        assert not judge_list("CAT005", _ITEM, 通用目录=_catalogue())
        assert judge_list("CAT005", own, 通用目录=_catalogue())

    def test_a_refusal_without_reason_is_reported_while_reading(self, profile: Profile) -> None:
        tree = {"不认领": [{"编码": "1"}, {"编码": "2", "理由": "不需要"}]}
        _, found = read_record(Catalogue, tree, vocabulary_of(profile))
        assert [(one.rule, one.hit.variant) for one in found] == [("CAT005", "缺少"), ("CAT006", "不在词表")]


class TestCodes:
    def test_the_published_codes_of_a_platform(self, judge: Judge, shared_data: Path) -> None:
        """2,262 items: every 实施编码 is made of credit code, level and code."""
        with lzma.open(shared_data / "lists" / "guangdong_2021.jsonl.xz", "rt", encoding="utf-8") as rows:
            items = [json.loads(row) for row in rows]
        for item in items[::37]:
            written = (
                f"编码: '{item['CATAID']}'\n实施编码: '{item['TASK_CODE']}'\n"
                f"实施主体: '{item['DEPT_NAME'].strip()}'\n行使层级: [{item['matter_level']}]"
            )
            assert not judge("CAT001", written)
            assert not judge("CAT002", written)

    def test_full_width_digits_are_no_digits(self, judge: Judge) -> None:
        [hit] = judge("CAT001", "编码: ４１０１１８０２７０００")
        assert hit.variant == "全角"

    def test_each_wrong_part_is_underlined(self, judge: Judge) -> None:
        item = '编码: "410118027000"\n实施编码: 11411199MB0000018Q3410118027001\n实施主体: 甲局\n行使层级: [县级]'
        assert [(hit.variant, hit.part) for hit in judge("CAT002", item)] == [
            ("层级", (18, 19)),
            ("基本编码", (19, 31)),
        ]

    def test_business_items_share_a_code(self, judge_list: JudgeList) -> None:
        """33 digits: two 业务办理项 of one item."""
        items = [f'编码: "410118027000"\n实施编码: 11411199MB0000018Q44101180270000{n}' for n in (1, 2)]
        assert not judge_list("CAT004", *items)
        assert len(judge_list("CAT004", items[0], items[0])) == 2


@pytest.mark.parametrize(
    ("name", "kind", "wrong"),
    [
        ("国有林业企业事业单位森林经营方案审批", "其他行政权力", True),
        ("对非法营运的处罚", "行政强制", True),
        ("新型墙体材料认定", "其他行政权力", False),
        ("公众聚集场所投入使用、营业前消防安全检查", "行政许可", False),
        ("医疗机构设置审批", "行政许可", False),
        ("对申领许可的初审", "其他行政权力", False),
    ],
)
def test_names_and_types(judge: Judge, name: str, kind: str, wrong: bool) -> None:
    assert bool(judge("CAT011", f"名称: {name}\n类型: {kind}")) is wrong


class TestPlaces:
    def _places(self, *basis: tuple[str, str]) -> tuple[str, ...]:
        written = ({"法规": law, "条款": clause} if law else {"条款": clause} for law, clause in basis)
        entries = tuple(Citation.model_validate(entry, context={}) for entry in written)
        return tuple(place_text(place) for place in places(entries))

    def test_an_entry_without_a_law_goes_on_with_the_one_before(self) -> None:
        assert self._places(("会计法", "第一条、第三条"), ("", "第5条第(二)项")) == (
            "会计法第一条",
            "会计法第三条",
            "会计法第五条第二项",
        )

    def test_an_item_without_its_paragraph_is_in_the_first(self) -> None:
        made = [
            places((Citation.model_validate({"法规": "会计法", "条款": clause}, context={}),))[0]
            for clause in ("第五条第二项", "第五条第一款第二项", "第五条第二款")
        ]
        assert covers(made[0], made[1])
        assert covers(made[1], made[0])
        assert not covers(made[0], made[2])

    @given(st.text("账帐簿册的处罚对", max_size=12))
    def test_a_text_does_not_differ_from_itself(self, text: str) -> None:
        assert difference(text, text) == ""


def test_of_two_items_with_one_code_the_copy_is_told(profile: Profile) -> None:
    """The file that is named after the code had it first, however the copy is called."""
    code = "410218031000"
    for copy in ("410218031000-副本", "一份", "410218099000"):
        files = [f"data/items/示例县交通运输局/{name}.yaml" for name in (copy, code)]
        group = tuple(Facts(file=file, code=code, name=file) for file in files)
        hits = list(duplicate.run(f"编码\t{code}", group, example_context({}, profile, None)))
        assert [hit.file for hit in hits] == files[:1]


def test_texts_that_have_little_in_common_are_not_told_apart_by_characters() -> None:
    assert difference("会计帐册", "会计账册") == "“帐”应为“账”"
    assert difference("港口经营许可", "对车辆的扣留") == "是“港口经营许可”"


NAMES = st.text(alphabet="甲乙丙的设立", max_size=12)


@given(NAMES, NAMES, st.sampled_from([60.0, 85.0, 95.0]))
def test_near_names_differ_only_by_what_one_has_more(one: str, other: str, likeness: float) -> None:
    first, second = plain_name(one), plain_name(other)
    edits = {edit.tag for edit in Indel.editops(first, second)}
    assert near(one, other, likeness) is (not edits or (len(edits) == 1 and fuzz.ratio(first, second) >= likeness))
    assert near(one, other, likeness) is near(other, one, likeness)
