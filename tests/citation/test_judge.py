"""Judging citations: it holds, it does not hold, or the table cannot tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from one_law import AIM, NEW, OLD, OneLaw

from quanze.citation.judge import judge, judge_basis
from quanze.citation.judgement import Judgement, article_name, place_name, verdict
from quanze.citation.law import CAUSES
from quanze.citation.parse import parse
from quanze.citation.types import Citation, Reference
from quanze.laws.affected import affected
from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
TABLE = LawTable.open()


def judged(text: str, as_of: date = TODAY) -> Judgement:
    """The one judgement that decides of a text with one citation."""
    return verdict(judge_basis(parse(text), as_of, TABLE)[0])


# What the shipped table says


def test_an_article_beyond_the_last_one() -> None:
    found = judged("《中华人民共和国行政许可法》第九十条")
    assert (found.answer, found.rule, found.part, found.variant) == ("fails", "BAS004", "article", "beyond")
    assert found.last_article == 83
    assert "第八十三条" in found.reason
    assert found.cut_off == date(2026, 8, 28)


def test_a_repealed_law_names_its_successor_and_nothing_else() -> None:
    found = judge(parse("《中华人民共和国环境保护法》第九百条：“全文照抄的引文在这里”")[0], TODAY, TABLE)
    assert [(j.answer, j.rule) for j in found] == [("fails", "BAS005")]
    assert found[0].on == date(2026, 8, 15)
    assert found[0].successors == ("中华人民共和国生态环境法典",)


def test_a_successor_that_was_repealed_in_its_turn() -> None:
    found = judged("《中华人民共和国环境噪声污染防治法》第五十六条")
    assert (found.rule, found.on) == ("BAS005", date(2022, 6, 5))
    assert found.successors == ("中华人民共和国生态环境法典",)
    assert "《中华人民共和国噪声污染防治法》自 2026-08-15 起废止" in found.reason
    before = judged("《中华人民共和国环境噪声污染防治法》第五十六条", date(2026, 8, 14))
    assert before.successors == ("中华人民共和国噪声污染防治法",)


def test_the_law_a_wrong_title_stands_for_may_be_repealed_too() -> None:
    found = judged("《固体废物污染防治法》第一百一十八条")
    assert (found.rule, found.suggestion) == ("BAS022", "中华人民共和国固体废物污染环境防治法")
    assert "由《中华人民共和国生态环境法典》取代" in found.reason
    assert "取代" not in judged("《固体废物污染防治法》第一百一十八条", date(2026, 8, 14)).reason


def test_a_law_repealed_later_holds_before() -> None:
    assert judged("《中华人民共和国环境保护法》第六十条").rule == "BAS005"
    assert judged("《中华人民共和国环境保护法》第六十条", date(2026, 8, 1)).answer == "holds"


def test_a_repealed_law_names_the_article_to_cite_instead() -> None:
    found = judged("《中华人民共和国环境影响评价法》第十六条")
    assert found.suggestion == "《中华人民共和国生态环境法典》第九十五条"


def test_a_title_that_is_no_law_but_nearly_one() -> None:
    found = judged("《全民健身法》第三条")
    assert (found.answer, found.rule, found.part, found.suggestion) == ("fails", "BAS022", "title", "全民健身条例")


def test_a_title_with_a_character_left_out() -> None:
    found = judged("《危险化学品重大危险源督管理暂行规定》第三条")
    assert (found.rule, found.suggestion) == ("BAS022", "危险化学品重大危险源监督管理暂行规定")


@pytest.mark.parametrize(
    "title",
    [
        "林业行政处罚程序规定",
        "企业投资项目核准和备案管理办法",
        "排污许可管理办法（试行）",
        "河北省高速公路交通安全条例",
    ],
)
def test_a_real_act_that_is_like_another_is_not_called_wrong(title: str) -> None:
    found = judged(f"《{title}》第三条")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS003", "未收录")


def test_a_rank_label_that_differs_from_the_table() -> None:
    found = judged("【规章】《农药管理条例》第五条")
    assert (found.answer, found.rule, found.part, found.suggestion) == ("fails", "BAS020", "rank", "行政法规")
    assert judged("【行政法规】《农药管理条例》第五条").answer == "holds"
    assert judged("【法规】《农药管理条例》第五条").answer == "holds"


def test_a_law_that_is_not_in_force_yet() -> None:
    found = judged("《中华人民共和国医疗保障法》第三条")
    assert (found.answer, found.rule, found.on) == ("fails", "BAS007", date(2027, 1, 1))


def test_a_recently_renumbered_article_without_quotation_cannot_be_told() -> None:
    found = judged("治安管理处罚法第23条")
    assert (found.answer, found.rule, found.cause, found.suggestion) == ("unknown", "BAS021", "条号有变", "第二十六条")
    assert "2026-01-01" in found.reason
    assert judged("治安管理处罚法第23条", date(2025, 12, 31)).answer == "holds"


def test_a_version_older_than_the_text_in_force() -> None:
    found = judged("《中华人民共和国行政处罚法》（2017年修正）第三十条")
    assert (found.answer, found.rule, found.part, found.suggestion) == (
        "fails",
        "BAS006",
        "version",
        "2021年1月22日文本",
    )
    assert judged("《中华人民共和国行政处罚法》（2021年修订）第三十条").answer == "holds"


def test_a_version_that_is_not_in_force_yet() -> None:
    assert judged("《中华人民共和国农业法》（2026年修订）第三条").rule == "BAS007"


def test_a_version_newer_than_the_table() -> None:
    found = judged("《城市生活垃圾管理办法》（2015年修正）第三条")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS006", "文本过旧")


def test_a_day_of_coming_into_force_is_no_version() -> None:
    assert judged("《中华人民共和国行政处罚法》（自1996年10月1日起施行）第三十条").answer == "holds"


def test_an_amendment_published_in_the_new_year_is_the_one_passed_in_december() -> None:
    assert judged("《医疗废物管理条例》（2010年12月修正）第十五条").answer == "holds"


def test_an_item_of_an_annex_written_as_an_article() -> None:
    found = judged("《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）第六十七条")
    assert (found.answer, found.rule, found.suggestion) == ("fails", "BAS023", "附件第67项")


def test_an_item_of_the_annex() -> None:
    title = "《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）"
    assert judged(f"{title}附件第204项", date(2017, 1, 1)).answer == "holds"
    assert judged(f"{title}附件第501项").rule == "BAS004"


def test_whether_an_item_of_the_annex_is_still_kept_the_table_cannot_tell() -> None:
    found = judged("《国务院对确需保留的行政审批项目设定行政许可的决定》（国务院令第412号）附件第204项")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS005", "文本过旧")


def test_paragraphs_and_items_that_are_not_there() -> None:
    assert judged("《中华人民共和国行政许可法》第十二条第一款第六项").answer == "holds"
    paragraph = judged("《中华人民共和国行政许可法》第十二条第九款")
    assert (paragraph.answer, paragraph.rule, paragraph.variant) == ("fails", "BAS026", "paragraph")
    item = judged("《中华人民共和国行政许可法》第十二条第七项")
    assert (item.answer, item.rule, item.variant) == ("fails", "BAS026", "item")


def test_both_ends_of_a_range_must_be_there() -> None:
    assert judged("《中华人民共和国行政许可法》第八十条至第八十三条").answer == "holds"
    assert judged("《中华人民共和国行政许可法》第八十条至第九十条").rule == "BAS004"


def test_an_article_the_sources_lack_is_not_missing() -> None:
    found = judged("《中华人民共和国生态环境法典》第一千一百二十条")
    assert (found.answer, found.cause) == ("unknown", "文本不全")


def test_an_old_departmental_text_proves_nothing() -> None:
    found = judged("《城市生活垃圾管理办法》第六十条")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS004", "文本过旧")
    assert judged("《城市生活垃圾管理办法》第四条").answer == "holds"


def test_a_repealed_departmental_act_is_repealed_however_old_its_text() -> None:
    assert judged("《企业事业单位环境信息公开办法》第三条").rule == "BAS005"


def test_a_law_only_known_by_its_number() -> None:
    assert judged("国务院令第412号附件第204项", date(2017, 1, 1)).answer == "holds"


def test_an_unknown_law_is_never_green() -> None:
    found = judged("《示例市某某管理办法》第三条")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS003", "未收录")


# A field with several citations


def test_no_citation_at_all() -> None:
    assert judge_basis((), TODAY, TABLE)[0][0].rule == "BAS001"


def test_an_article_without_a_law() -> None:
    found = judged("第二十五条 申请人提交的申请材料齐全的，应当当场作出决定。")
    assert (found.answer, found.rule, found.variant) == ("fails", "BAS024", "no_law")
    assert "第二十五条" in found.reason


def test_an_article_without_a_law_inherits_that_of_the_entry_before() -> None:
    citations = parse("1、《中华人民共和国行政许可法》第三十条\n2、第九十条")
    assert [verdict(js).rule for js in judge_basis(citations, TODAY, TABLE)] == ["", "BAS004"]


def test_what_was_said_of_a_law_is_not_said_again_of_its_next_article() -> None:
    law = Citation((0, 5), title="环境保护法", references=(Reference(article=60),))
    goes_on = replace(law, references=(Reference(article=61),), continued=True)
    first, second = (verdict(judgements) for judgements in judge_basis((law, goes_on), TODAY, TABLE))
    assert (first.rule, first.repeated) == ("BAS005", False)
    assert (second.answer, second.rule, second.repeated) == ("fails", "BAS005", True)


def test_a_quotation_without_an_article() -> None:
    citation = Citation((0, 5), title="行政许可法", quote="依法取得的行政许可受法律保护，不得随意改变")
    assert verdict(judge(citation, TODAY, TABLE)).variant == "no_article"


def test_a_quotation_cannot_be_compared_without_texts() -> None:
    found = judged("《中华人民共和国行政许可法》第三十条：“行政机关应当将有关行政许可的事项在办公场所公示”")
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS008", "无全文")


# Quotations, against a law of our own


def quoted(article: int, quote: str, index: OneLaw | None = None) -> Judgement:
    citation = Citation((0, 5), title="城市道路条例", references=(Reference(article=article),), quote=quote)
    return verdict(judge(citation, TODAY, index or OneLaw()))


def test_a_quotation_holds_whatever_its_punctuation() -> None:
    assert quoted(3, "任何单位和个人，不得擅自占用城市道路堆放物料\n或者搭建设施").answer == "holds"


def test_a_quotation_may_leave_out_text_and_items() -> None:
    assert quoted(3, "任何单位和个人不得擅自占用城市道路……确需占用的应当报经城市管理部门同意").answer == "holds"
    assert quoted(2, "有下列行为之一的，由城市管理部门责令限期改正：（二）擅自挖掘城市道路敷设管线的").answer == "holds"


def test_a_quotation_that_stands_in_another_article() -> None:
    found = quoted(1, NEW)
    assert (found.answer, found.rule, found.suggestion) == ("fails", "BAS021", "第三条")


def test_a_quotation_of_the_text_before_the_revision() -> None:
    found = quoted(2, OLD)
    assert (found.answer, found.rule, found.variant, found.on) == ("fails", "BAS008", "stale", date(2020, 6, 1))
    moved = quoted(2, OLD, OneLaw(moved=True))
    assert (moved.rule, moved.suggestion) == ("BAS021", "第三条")


def test_a_quotation_that_is_nowhere_in_the_law() -> None:
    found = quoted(2, "举办大型群众性活动的承办人应当在举办之日二十日前提出安全许可申请")
    assert (found.answer, found.rule, found.variant) == ("fails", "BAS008", "differs")


def test_a_quotation_of_an_old_departmental_text_proves_nothing() -> None:
    found = quoted(2, "举办大型群众性活动的承办人应当在举办之日二十日前提出安全许可申请", OneLaw("部门规章"))
    assert (found.answer, found.rule, found.cause) == ("unknown", "BAS008", "文本过旧")


def test_a_quotation_in_a_missing_article_is_one_cause() -> None:
    citation = Citation((0, 5), title="城市道路条例", references=(Reference(article=9),), quote=OLD)
    assert [j.rule for j in judge(citation, TODAY, OneLaw())] == ["BAS004"]


# Names and what a list has to change


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        (Reference(article=12, paragraph=1, item=3), "第十二条第一款第三项"),
        (Reference(article=287, sub=1), "第二百八十七条之一"),
        (Reference(article=5, to=9), "第五条至第九条"),
        (Reference(paragraph=2, item=1, point=4), "第二款第一项第四目"),
    ],
)
def test_places_are_written_in_the_official_form(reference: Reference, name: str) -> None:
    assert place_name(reference) == name


def test_numbers_no_law_has_are_still_written() -> None:
    assert article_name(20000) == "第20000条"


def test_a_failure_decides_before_what_cannot_be_told() -> None:
    unknown, fails = Judgement("unknown", "BAS008", cause="无全文"), Judgement("fails", "BAS020")
    assert verdict([unknown, fails]) == fails
    assert verdict([]).answer == "holds"


def test_what_a_repeal_means_for_a_list() -> None:
    cited = [
        ("甲", parse("《环境影响评价法》第十六条")[0]),
        ("乙", parse("《行政许可法》第三十条")[0]),
        ("丙", parse("中华人民共和国环境影响评价法第二十五条")[0]),
    ]
    found = affected("环境影响评价法", cited, TODAY, TABLE)
    assert found is not None
    assert [one.owner for one in found.to_rebase] == ["甲", "丙"]
    assert found.standing.by == ("中华人民共和国生态环境法典",)
    before = affected("环境影响评价法", cited, date(2026, 8, 1), TABLE)
    assert before is not None
    assert before.to_rebase == ()
    assert affected("全民健身法", cited, TODAY, TABLE) is None


def test_every_unknown_has_a_cause() -> None:
    texts = [
        "《示例市某某办法》第一条",
        "《城市生活垃圾管理办法》第六十条",
        "《乡镇企业法》第一条",
        "治安管理处罚法第23条",
    ]
    for text in texts:
        found = judged(text)
        assert found.answer == "unknown"
        assert found.cause in CAUSES
        assert found.reason


def test_a_quotation_with_a_paragraph_but_no_article() -> None:
    citation = Citation((0, 8), title="公路安全保护条例", references=(Reference(paragraph=3),), quote=AIM)
    found = verdict(judge(citation, TODAY, TABLE))
    assert (found.rule, found.variant) == ("BAS024", "no_article")
    assert "只写了第三款" in found.reason


def test_a_number_changed_in_a_quotation() -> None:
    fine = "违反本条例规定擅自占用城市道路的由城市管理部门责令限期改正可以并处三千元以上三万元以下的罚款"
    index = OneLaw()
    index._texts["new"][3] = f"{fine}。"
    assert quoted(3, fine, index).answer == "holds"
    changed = quoted(3, fine.replace("三万", "五万"), index)
    assert (changed.answer, changed.rule) == ("fails", "BAS008")


@pytest.mark.parametrize("moved", [False, True])
def test_a_quotation_without_texts_is_known_by_its_sentences(moved: bool) -> None:
    found = quoted(2, NEW, OneLaw(moved=moved, text=False))
    assert (found.rule, found.suggestion) == ("BAS021", "第三条")
    assert quoted(3, NEW, OneLaw(text=False)).answer == "holds"
    assert quoted(2, OLD, OneLaw(moved=moved, text=False)).rule == ("BAS021" if moved else "BAS008")
