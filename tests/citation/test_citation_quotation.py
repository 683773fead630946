"""Where a quotation begins and ends, and that nothing inside it is a citation."""

from __future__ import annotations

import pytest
from citation_reading import laws, only

from quanze.citation.parse import parse


@pytest.mark.parametrize("joint", ["：", ":", "，", " ", "　", "\n", "：\n", "", "规定：", "：“", "“", '："', "<br>"])
def test_a_quotation_follows_with_whatever_divides_it(joint: str) -> None:
    citation = only(f"《甲法》第五条{joint}申请人应当提交材料。")
    assert citation.quote == "申请人应当提交材料。"
    assert citation.unread == ""


@pytest.mark.parametrize(
    "text",
    [
        "《甲法》第五条：“设立甲，应当登记。”",
        '《甲法》第五条："设立甲，应当登记。"',
        "《甲法》第五条：「设立甲，应当登记。」",
    ],
)
def test_the_marks_around_a_quotation_are_not_part_of_it(text: str) -> None:
    citation = only(text)
    assert citation.quote == "设立甲，应当登记。"
    assert citation.quote_span is not None
    assert text[slice(*citation.quote_span)] == citation.quote


@pytest.mark.parametrize(
    "quotation",
    [
        "计算可以参照乙法 第三十一条第二款的批准权限",
        "乙法第五十一条所称审核，是指甲机构的审核。",
        "违反本法第二十条、第二十一条规定的，责令改正。",
        "依照《乙法》第七十条规定处罚。《乙法》另有规定的，从其规定。",
        "依照《乙法》《丙法》的有关规定处理，准予登记，发给《法人登记证书》。",
        "除符合《办法》规定外，还应当符合下列条件：（一）有场所；（二）有人员。",
        "下列行为：1、未取得许可；2、使用失效的许可；3.《乙法》规定的其他行为。",
        "申请材料：（一）申请书；（二）《甲证》。\n    第一款规定的期限为三十日。\n前款所称甲，是指乙。",
        "根据《乙条例》，由甲部门管理。\n依照《乙条例》第三条的规定处罚。",
        "有下列情形之一的，责令改正：\n   （一）甲；\n   （二）乙。\n第三条规定的情形除外。",
        "甲机关应当审查。2024年1月1日起，依照【法律】《乙法》的有关规定处罚。",
        "符合《外商目录》中第三亿以下的项目。其余……由地方管理。",
    ],
)
def test_laws_spoken_of_in_a_quotation_are_no_citations(quotation: str) -> None:
    for text in (f"《甲法》第五条：{quotation}", f"《甲法》第五条　{quotation}", f"《甲法》第五条：“{quotation}”"):
        citation = only(text)
        assert citation.title == "甲法"
        assert citation.quote == quotation


@pytest.mark.parametrize(
    ("following", "read"),
    [
        ("\n    第七条：经营者应当报告。", "〃 7"),
        ("\n    第七条第一款：经营者应当报告。", "〃 7.1"),
        ("\n    第二款：经营者应当报告。", "〃 5.2"),
        ("　　第七条 经营者应当报告。", "〃 7"),
        (" 第七条：经营者应当报告。", "〃 7"),
        ("\n《乙办法》（部令第3号）\n  第九条：经营者应当报告。", "乙办法 9"),
        ("《乙办法》第九条 经营者应当报告。", "乙办法 9"),
        ("2.《乙办法》第九条：经营者应当报告。", "乙办法 9"),
        ("  2、《乙办法》第九条：经营者应当报告。", "乙办法 9"),
        ("【规章】《乙办法》第九条：经营者应当报告。", "乙办法 9"),
        ("【规章】乙办法第九条：经营者应当报告。", "乙办法 9"),
        ("\n【规章】《乙办法》", "乙办法"),
        ("\n规章】《乙办法》第九条", "乙办法 9"),
        ("\n乙管理办法 第九条：经营者应当报告。", "乙管理办法 9"),
        ("\n根据《乙办法》第九条：经营者应当报告。", "乙办法 9"),
        ("法律依据：《乙办法》第九条：经营者应当报告。", "乙办法 9"),
        ("2、乙管理办法第九条：经营者应当报告。", "乙管理办法 9"),
        ("2、第七条 经营者应当报告。", "〇 7"),
        ("<br>国务院令第3号《乙办法》第九条", "乙办法 9"),
    ],
)
def test_what_ends_a_quotation(following: str, read: str) -> None:
    text = f"《甲法》第五条：申请人应当提交材料。{following}"
    assert laws(text) == ["甲法 5", read]
    assert parse(text)[0].quote == "申请人应当提交材料。"


def test_a_list_of_articles_and_then_their_texts_is_one_citation() -> None:
    text = "《甲规定》第九条、第十条<br>第九条（经营条件）从事经营，应当有场所。<br>第十条 从业人员应当有资格。"
    citation = only(text)
    assert laws(text) == ["甲规定 9 10"]
    assert citation.quote == "第九条（经营条件）从事经营，应当有场所。<br>第十条 从业人员应当有资格。"


def test_one_article_named_twice_is_one_citation() -> None:
    assert laws("《甲法》第六十八条：  \n    第六十八条：有下列行为之一的，给予处分。") == ["甲法 68"]


def test_a_further_article_repeats_its_law_for_its_own_quotation() -> None:
    first, second = parse("【法规】《甲条例》（国务院令第9号，2019年修正）\n第五条：甲应当登记。\n第六条：乙应当备案。")
    assert (second.title, second.normalized, second.number, second.version, second.rank_label) == (
        first.title, first.normalized, first.number, first.version, first.rank_label,
    )  # fmt: skip
    assert (second.continued, second.implicit, second.title_span, second.number_span) == (True, False, None, None)
    assert (first.quote, second.quote) == ("甲应当登记。", "乙应当备案。")


def test_a_numbered_article_has_no_title_but_the_law_before() -> None:
    _, second = parse("1、《甲法》第五条：甲应当登记。2、第六条 乙应当备案")
    assert (second.title, second.normalized, second.implicit, second.continued) == (None, "甲法", True, False)


@pytest.mark.parametrize(
    "text", ["第十六条第一款：“登记机关应当审查。”", "本法第六十七条第一款第一项", "《办法》第五条"]
)
def test_an_orphan_has_no_law(text: str) -> None:
    citation = only(text)
    assert (citation.title, citation.normalized, citation.implicit) == (None, "", True)


def test_rules_to_the_law_at_hand_are_another_law() -> None:
    first, second = parse("《中华人民共和国契税法》及其实施细则第四十一条")
    assert (first.normalized, second.normalized, second.implicit) == ("契税法", "契税法实施细则", True)
    assert parse("《契税法》第三条；《实施细则》第四条")[1].normalized == "契税法实施细则"


def test_a_quotation_without_an_article() -> None:
    assert only("《关于甲的意见》（甲发〔2016〕3号）\n  充分发挥委员会作用。").quote == "充分发挥委员会作用。"
    assert only("《关于甲的意见》（甲发〔2016〕3号），“充分发挥委员会作用。”").quote == "充分发挥委员会作用。"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("《甲法》第五章、第六章。", "第五章、第六章。"),
        ("《甲法》，制定本办法。", "制定本办法。"),
        ("《甲法》第五条规定以外的", "以外的"),
        ("《甲法》第五条 + GB 7718-2011 §3.6", "GB 7718-2011 §3.6"),
        ("《甲法》第五条所列情形", "所列情形"),
        ("《甲法》等法律法规", "等法律法规"),
    ],
)
def test_what_is_neither_article_nor_quotation_is_unread(text: str, unread: str) -> None:
    citation = only(text)
    assert (citation.quote, citation.unread) == (None, unread)
    assert citation.unread_span is not None
    assert text[slice(*citation.unread_span)] == unread


@pytest.mark.parametrize(
    "text",
    ["《甲法》全文适用", "《甲法》（国务院令第3号）\n    全文适用。", "《甲法》的有关规定", "《甲法》第五条规定"],
)
def test_what_says_nothing_is_neither(text: str) -> None:
    citation = only(text)
    assert (citation.quote, citation.unread) == (None, "")


def test_text_without_any_law_is_returned_unread() -> None:
    citation = only("  备注：包括市、区两级。")
    assert citation.unread_only
    assert (citation.unread, citation.unread_span) == ("备注：包括市、区两级。", (2, 13))


def test_what_stands_before_the_first_law_is_unread() -> None:
    first, second = parse("依法成立的社会组织。\n《甲法》第五条")
    assert (first.unread, second.title) == ("依法成立的社会组织。", "甲法")
