"""Family STY: how items are worded and written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.parse import parse_references
from quanze.rules.checks.style_citation import official_form
from quanze.rules.checks.style_format import canonical_phone
from quanze.rules.checks.style_marks import unpaired

if TYPE_CHECKING:
    from conftest import Judge

    from quanze.finding import Edit

OPENING = "《（“【〔"
CLOSING = dict(zip(OPENING, "》）”】〕", strict=True))


def mended(text: str, edits: tuple[Edit, ...]) -> str:
    """Apply the edits of one text, from its end to its start."""
    for edit in sorted(edits, key=lambda e: e.part if isinstance(e.part, tuple) else (0, 0), reverse=True):
        start, end = edit.part if isinstance(edit.part, tuple) else (0, len(text))
        text = text[:start] + edit.text + text[end:]
    return text


class TestPairs:
    """STY012."""

    @pytest.mark.parametrize(
        "text",
        [
            "《国务院关于修改〈城市道路管理条例〉的决定》（国务院令第676号（2017年））",
            "1）不予受理的；2)不予许可的；一）甲",
            "（1）甲；(2）乙；（3)丙",
            "“前款所称“双随机”，是指……”",
            "第一条　“甲。\n“乙。\n“丙。”",
            "面积<5公顷，温度＞30℃",
            "it’s",
        ],
    )
    def test_lawful_text_has_no_lonely_mark(self, text: str) -> None:
        assert unpaired(text) == ()

    @pytest.mark.parametrize(
        ("text", "lonely"),
        [
            ("依照《行政许可法第三条", "《"),
            ("《甲》》乙", "》"),
            ("本级“甲”、“乙”、丙”", "”"),
            ("（含甲（含乙）", "（"),
            ("“双随机“检查", "““"),
            ("负责”双随机”", "””"),
            ("《甲（乙》丙）", "（）"),
        ],
    )
    def test_what_has_no_partner_is_named_at_its_place(self, text: str, lonely: str) -> None:
        found = unpaired(text)
        assert "".join(one.mark for one in found) == lonely
        assert all(text[one.place] == one.mark for one in found)

    @given(
        st.recursive(
            st.text("甲乙，", max_size=4),
            lambda inner: st.tuples(st.sampled_from(OPENING), inner, inner).map(
                lambda part: part[0] + part[1] + CLOSING[part[0]] + part[2]
            ),
        )
    )
    def test_nested_marks_are_paired_at_any_depth(self, text: str) -> None:
        assert unpaired(text) == ()

    @given(st.text("甲《》（）“”", max_size=12))
    def test_taking_out_the_lonely_marks_leaves_pairs(self, text: str) -> None:
        lonely = {one.place for one in unpaired(text)}
        assert unpaired("".join(char for place, char in enumerate(text) if place not in lonely)) == ()

    def test_a_quotation_that_was_cut_off_is_found_in_the_law_text_too(self, judge: Judge) -> None:
        (hit,) = judge("STY012", "设定依据: [{法规: 某条例, 原文: 第十条 有下列情形之一（含前款}]")
        assert hit.path == ("设定依据", 0, "原文")
        assert hit.variant == "没有收尾"

    def test_marks_of_two_texts_never_make_a_pair(self, judge: Judge) -> None:
        hits = judge("STY012", "追责: {情形: [违反《甲, 乙》的]}")
        assert [hit.path[-1] for hit in hits] == [0, 1]


class TestCitations:
    """STY003–STY005."""

    def test_a_wrong_bracket_is_told_once_and_mended_everywhere(self, judge: Judge) -> None:
        yaml = "责任事项:\n" + "".join(
            f"  - {{内容: {duty}, 依据: [{{法规: 某通知, 文号: '新医保【2019】第53号'}}]}}\n" for duty in "甲乙丙"
        )
        (hit,) = judge("STY003", yaml)
        assert hit.fix is not None
        assert len(hit.fix.edits) == 3
        assert mended("新医保【2019】第53号", hit.fix.edits[:1]) == "新医保〔2019〕53号"

    @pytest.mark.parametrize(
        "number", ["国发〔2021〕7号", "国务院令第593号", "国家林业局令（2016）第42号", "GB/T 39046-2020"]
    )
    def test_right_numbers_and_orders_are_left_alone(self, judge: Judge, number: str) -> None:
        assert judge("STY003", f"设定依据: [{{法规: 某办法, 文号: '{number}'}}]") == []

    @pytest.mark.parametrize(
        ("written", "official"),
        [
            ("第24条", "第二十四条"),
            ("第３条第６款", "第三条第六款"),
            ("第二十二条第（四）项", "第二十二条第四项"),
            ("第十二条(二)项", "第十二条第二项"),
            ("第30、32、34条", "第三十条、第三十二条、第三十四条"),
            ("第120条之1", "第一百二十条之一"),
            ("第 十二 条", "第十二条"),
        ],
    )
    def test_clauses_take_the_official_form(self, written: str, official: str) -> None:
        assert official_form(written) == official

    @pytest.mark.parametrize("clause", ["第十二条第一款第三项", "附件第66项", "第五章、第六章", "附件1目录第12项"])
    def test_right_clauses_and_annexes_stay(self, clause: str) -> None:
        assert official_form(clause) == clause

    @given(st.integers(1, 300), st.integers(1, 9), st.integers(1, 20))
    def test_the_official_form_names_the_same_place(self, article: int, paragraph: int, item: int) -> None:
        written = f"第{article}条第{paragraph}款第（{item}）项"
        before, after = (parse_references(text).items[0] for text in (written, official_form(written)))
        assert (before.article, before.paragraph, before.item) == (after.article, after.paragraph, after.item)
        assert not re.search(r"[0-9（）]", official_form(written))

    @pytest.mark.parametrize(
        ("written", "official"),
        [("63条第二项", "第六十三条第二项"), ("第六三条", "第六十三条"), ("第一〇五条", "第一百零五条")],
    )
    def test_numbers_as_one_says_them_take_the_official_form(self, written: str, official: str) -> None:
        assert official_form(written) == official

    @pytest.mark.parametrize(
        ("duty", "written"),
        [
            ("依照《某法》第32条第2款受理", ["第32条第2款"]),
            ("依照某条例第5条和某办法第6条第（二）项", ["第5条", "第6条"]),
            ("依照本通知附件第3条目录", []),
            ("第1条流水线", []),
        ],
    )
    def test_articles_that_prose_names(self, judge: Judge, duty: str, written: list[str]) -> None:
        hits = judge("STY005", f"责任事项: [{{环节: 受理, 内容: {duty}}}]")
        assert [hit.values["值"] for hit in hits] == written

    def test_quoted_law_keeps_its_own_numerals(self, judge: Judge) -> None:
        assert judge("STY005", "设定依据: [{法规: 某条例, 条款: 第三条, 原文: 依照第24条第（三）项}]") == []

    def test_book_marks_do_not_belong_into_the_field(self, judge: Judge) -> None:
        (hit,) = judge("STY004", "设定依据: [{法规: 《某市〈办法〉实施细则》}]")
        assert hit.variant == "书名号"
        assert hit.fix is not None
        assert hit.fix.edits[0].text == "某市〈办法〉实施细则"


class TestNames:
    """STY001, STY002."""

    def test_the_form_of_a_penalty_is_mended_without_touching_the_offence(self, judge: Judge) -> None:
        (hit,) = judge("STY002", "{类型: 行政处罚, 名称: 未依法保证安全生产投入的行政处罚}")
        assert hit.fix is not None
        assert hit.fix.safe
        assert hit.fix.edits[0].text == "对未依法保证安全生产投入的处罚"

    def test_the_name_of_a_claimed_item_is_only_suggested(self, judge: Judge) -> None:
        yaml = "{类型: 行政处罚, 名称: 未依法投入的处罚, 编码: '1', 认领: {状态: 认领, 目录编码: '1'}}"
        (hit,) = judge("STY002", yaml)
        assert hit.fix is not None
        assert not hit.fix.safe

    def test_a_name_that_is_no_penalty_at_all_gets_no_fix(self, judge: Judge) -> None:
        (hit,) = judge("STY002", "{类型: 行政处罚, 名称: 对投标人的违法行为进行监督管理}")
        assert hit.fix is None

    def test_the_catalogue_decides_the_name(self, judge: Judge) -> None:
        yaml = "{类型: 行政处罚, 名称: 未依法投入的处罚, 编码: '1', 认领: {状态: 认领, 目录编码: '1'}}"
        entry = {"编码": "1", "名称": "未依法投入的处罚", "类型": "行政处罚", "状态": "在用"}
        assert judge("STY002", yaml, 通用目录={"事项": [entry]}) == []


class TestWords:
    """STY006, STY007, STY011, STY013."""

    @pytest.mark.parametrize(
        "body",
        [
            "示例县文化广电和旅游局",
            "国家矿山安全监察局",
            "劳动监察局",
            "县公安局法制办公室",
            "示例县农业农村局",
            "县市容环境卫生局",
            "县司法局",
        ],
    )
    def test_bodies_of_today_are_not_outdated(self, judge: Judge, body: str) -> None:
        assert judge("STY006", f"监管: {{责任单位: 示例县水利局, 措施: [与{body}联合检查]}}") == []

    @pytest.mark.parametrize("body", ["监察局", "法制局", "县法制办", "环境保护局", "旅游局", "卫计委"])
    def test_abolished_bodies_are_named_with_their_successor(self, judge: Judge, body: str) -> None:
        (hit,) = judge("STY006", f"监管: {{责任单位: 示例县水利局, 措施: [抄送县{body}]}}")
        assert hit.values["改为"]

    def test_old_decisions_keep_the_names_of_their_time(self, judge: Judge) -> None:
        yaml = "调整记录: [{类型: 下放, 日期: 2014-03-01, 批准: 示例县国土资源局, 依据: {法规: 示例县环保局通知}}]"
        assert judge("STY006", yaml) == []

    def test_with_a_register_the_implementing_body_is_another_rules_business(self, judge: Judge) -> None:
        departments = [{"名称": "示例县环境保护局"}]
        assert judge("STY006", "{实施主体: 示例县环境保护局}", 部门名册=departments) == []
        assert len(judge("STY006", "{实施主体: 示例县环境保护局}")) == 1

    @pytest.mark.parametrize("text", ["以营利为目的的", "交易标的的", "会同同级部门", "一对对照检查", "许可许可证"])
    def test_doubled_characters_that_make_sense(self, judge: Judge, text: str) -> None:
        assert judge("STY011", f"权限划分: {text}") == []

    @pytest.mark.parametrize(
        ("text", "better"),
        [
            ("等现象。。", "等现象。"),
            ("负责负责检查", "负责检查"),
            ("文件的的处罚", "文件的处罚"),
            ("受理,,审查", "受理，审查"),
            ("主管部门主管部门审核", "主管部门审核"),
            ("检查中发现中发现隐患", "检查中发现隐患"),
        ],
    )
    def test_doubled_words_are_mended(self, judge: Judge, text: str, better: str) -> None:
        (hit,) = judge("STY011", f"权限划分: {text}")
        assert hit.fix is not None
        assert mended(text, hit.fix.edits) == better

    @pytest.mark.parametrize(
        ("text", "word"),
        [("与县地税局会商", "地税局"), ("报县卫生局备案", "卫生局"), ("与国家税务局会商", "国家税务局")],
    )
    def test_bodies_of_yesterday(self, judge: Judge, text: str, word: str) -> None:
        assert [hit.values["命中"] for hit in judge("STY006", f"权限划分: {text}")] == [word]

    @pytest.mark.parametrize("text", ["不详", "未填写", "？？", "TODO", "XX局", "（待填写）"])
    def test_what_stands_where_an_answer_should_be(self, judge: Judge, text: str) -> None:
        assert len(judge("STY007", f"权限划分: {text}")) == 1

    @pytest.mark.parametrize(
        "text", ["周末经营的", "自己经营的", "经济发展", "符合发证条件", "从事相关活动", "依发展规划"]
    )
    def test_words_that_only_meet(self, judge: Judge, text: str) -> None:
        assert judge("STY013", f"权限划分: {text}") == []

    def test_a_mandatory_field_with_a_placeholder_is_found_while_reading(self, judge: Judge) -> None:
        (hit,) = judge("STY007", "{名称: 待补充}")
        assert hit.values == {"字段": "名称", "值": "待补充"}

    @pytest.mark.parametrize("text", ["https://xxgk.gov.cn", "二○○三年", "Axx", "待遇核定", "确定待核实的线索"])
    def test_what_only_looks_like_a_blank(self, judge: Judge, text: str) -> None:
        assert judge("STY007", f"权限划分: {text}") == []

    def test_law_texts_are_never_corrected(self, judge: Judge) -> None:
        yaml = "设定依据: [{法规: 某条例, 原文: 由监察局对帐册，，XX县}]"
        assert [hit for code in ("STY006", "STY007", "STY011", "STY013") for hit in judge(code, yaml)] == []


class TestFormats:
    """STY008."""

    @pytest.mark.parametrize(
        ("written", "canonical"),
        [
            ("（0399）1234567", "0399-1234567"),
            ("0399 1234567", "0399-1234567"),
            ("0399—1234567", "0399-1234567"),
            ("03991234567", "0399-1234567"),
            ("01012345678", "010-12345678"),
            ("０３９９－１２３４５６７", "0399-1234567"),
            ("0399-1234567（9:00–17:00）", "0399-1234567（9:00–17:00）"),
        ],
    )
    def test_telephone_numbers_take_one_form(self, written: str, canonical: str) -> None:
        assert canonical_phone(written) == canonical

    @pytest.mark.parametrize(
        "number",
        [
            "12345",
            "020-12345",
            "020-12333-9-3",
            "0399-110",
            "020-38356454转1",
            "400-123-4567",
            "13812345678",
            "010-12345678、12315",
        ],
    )
    def test_numbers_that_can_be_dialled(self, judge: Judge, number: str) -> None:
        assert judge("STY008", f"投诉举报: {{电话: '{number}'}}") == []

    @pytest.mark.parametrize(
        ("number", "variant"),
        [
            ("1234567", "缺区号"),
            ("详见官网", "没有号码"),
            ("0399-12", "电话"),
            ("0399-62345", "电话"),
            ("0399 1234567", "电话写法"),
        ],
    )
    def test_numbers_that_cannot(self, judge: Judge, number: str, variant: str) -> None:
        assert [hit.variant for hit in judge("STY008", f"投诉举报: {{电话: '{number}'}}")] == [variant]

    def test_a_day_that_does_not_exist_is_not_rewritten(self, judge: Judge) -> None:
        assert judge("STY008", "{计划取消日期: 2021.2.30}") == []
        (hit,) = judge("STY008", "{计划取消日期: 2021年2月3日}")
        assert hit.fix is not None
        assert hit.fix.edits[0].text == "2021-02-03"


class TestWidths:
    """STY009, STY010."""

    @pytest.mark.parametrize(
        ("text", "better"),
        [
            ("持有２种以上证件", "持有2种以上证件"),
            ("公示材料;依法受理(或者不予受理)", "公示材料；依法受理（或者不予受理）"),
            ("具体 \u3000承办人", "具体承办人"),
            ("适用 GB\u00a039046 标准", "适用 GB 39046 标准"),
            ("对不符 合规定的饲料 ，责令改正", "对不符合规定的饲料，责令改正"),
            ("滥用职权.玩忽职守的.", "滥用职权、玩忽职守的。"),
            ("不履行审核责任;", "不履行审核责任；"),
            ('开展"双随机"检查', "开展“双随机”检查"),
        ],
    )
    def test_all_that_is_odd_in_a_text_is_mended_at_once(self, judge: Judge, text: str, better: str) -> None:
        (hit,) = judge("STY009", f"权限划分: '{text}'")
        assert hit.fix is not None
        assert mended(text, hit.fix.edits) == better
        assert judge("STY009", f"权限划分: '{better}'") == []

    @pytest.mark.parametrize(
        "text",
        [
            "工作日 9:00–12:00",
            "PM2.5 超过 35 μg/m³",
            "Ⅱ类、①级、50%",
            "A(B)类",
            "甲\n  乙",
            "一.具体承办人",
            "第三条 甲",
            "1.5 米",
        ],
    )
    def test_what_is_right_as_it_is(self, judge: Judge, text: str) -> None:
        assert judge("STY009", "权限划分: |-\n  " + text.replace("\n", "\n  ")) == []

    def test_only_the_main_keys_have_an_order(self, judge: Judge) -> None:
        assert judge("STY010", "{编码: '1', 认领: {状态: 认领}, 名称: 甲, 共同实施: [乙局], 类型: 行政许可}") == []
        (hit,) = judge("STY010", "{名称: 甲, 类型: 行政许可, 编码: '1'}")
        assert (hit.path, hit.part) == (("编码",), "key")

    def test_the_longest_name(self, judge: Judge) -> None:
        assert judge("STY010", "{名称: " + "甲" * 200 + "}") == []
        assert [hit.variant for hit in judge("STY010", "{名称: " + "甲" * 201 + "}")] == ["超长"]
