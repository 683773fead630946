"""The grammar of a 依据栏, one idea a test. The sentences are our own."""

from __future__ import annotations

import pytest
from citation_reading import laws, only

from quanze.citation.parse import parse

FORMS = {
    "plain": ("《甲法》第三条", ["甲法 3"]),
    "colon behind the title": ("《甲法》：第三条", ["甲法 3"]),
    "spaces": (" 《 甲法 》　第 三 条 ", ["甲法 3"]),
    "article on the next line": ("法律依据：《甲法》\n第三条：“正文。”", ["甲法 3"]),
    "a cell padded with blanks": ("【法律】《甲法》（2017年修正）" + " " * 180 + "\n    第三条：正文。", ["甲法 3"]),
    "broken over narrow lines": (
        "【法律】《 中华\n人民共和国甲\n法》\n第四十条、\n第四十一条、第\n四十二条",
        ["中华人民共和国甲法 40 41 42"],
    ),
    "HTML": ("1.《甲法》第三条<br>2.《乙法》第四条<br/>", ["甲法 3", "乙法 4"]),
    "ordinals": ("1、《甲法》第三条；2、《乙法》第四条", ["甲法 3", "乙法 4"]),
    "ordinals glued": ("1《甲法》第三条2《乙法》第四条", ["甲法 3", "乙法 4"]),
    "ordinals in circles": ("①《甲法》第三条②《乙法》第四条", ["甲法 3", "乙法 4"]),
    "ordinals in Chinese": ("一、《甲法》第三条。二、《乙法》第四条", ["甲法 3", "乙法 4"]),
    "ordinals in brackets": ("（一）《甲法》第三条；（二）《乙法》第四条", ["甲法 3", "乙法 4"]),
    "nothing between": ("《甲法》《乙法》第四条", ["甲法", "乙法 4"]),
    "和": ("《甲法》第三条和《乙条例》第五条的规定", ["甲法 3", "乙条例 5"]),
    "及": ("《甲法》第三条第四项及《乙办法》第六条", ["甲法 3.0.4", "乙办法 6"]),
    "plus": ("《甲法》第三条 + 第五条; 《乙法》第四条", ["甲法 3 5", "乙法 4"]),
    "slash": ("《甲法》第三条 / 《乙法》第四条", ["甲法 3", "乙法 4"]),
    "lines": ("《甲法》\n《乙法》（部令第6号）", ["甲法", "乙法"]),
    "introduced": ("根据《甲法》第八十九条的规定", ["甲法 89"]),
    "introduced twice": ("设定依据：《甲法》第七条 实施依据：《乙法》第八条", ["甲法 7", "乙法 8"]),
    "chapter and article": ("《甲办法》（甲政发〔2020〕5号）文第三章第十条", ["甲办法 10"]),
    "Arabic": ("《甲法》第4条第2款，《乙条例》第12、13条", ["甲法 4.2", "乙条例 12 13"]),
    "bare item numbers": ("《甲法》第十二条(二)、(三)", ["甲法 12.0.2 12.0.3"]),
    "之一": ("《甲法》第一百三十三条之一第二款", ["甲法 133_1.2"]),
    "range": ("《甲法》第五十八条至第六十条", ["甲法 58-60"]),
    "no 第": ("《甲法》32条", ["甲法 32"]),
    "nested 〈〉": ("《甲省实施〈乙法〉办法》第五条", ["甲省实施〈乙法〉办法 5"]),
    "nested <>": ("《甲省实施<乙法>办法》第五条", ["甲省实施<乙法>办法 5"]),
    "nested 《》": ("《关于修改《甲法》的决定》第一条", ["关于修改《甲法》的决定 1"]),
    "title in 〈〉": ("〈甲法〉第三十四条", ["甲法 34"]),
    "rules to a law": ("《甲法》实施细则第四十一条", ["甲法实施细则 41"]),
    "rules to a law, doubly closed": (
        "【规章】《甲管理办法》实施细则》（部令2020年第2号）\n第五条：正文",
        ["甲管理办法实施细则 5"],
    ),
    "doubly closed": ("《甲管理办法》》（国务院令第5号）第五条", ["甲管理办法 5"]),
    "never closed": ("《甲安全法第一百二十四条第一款", ["甲安全法 124.1"]),
    "never opened": ("【法律】中华人民共和国甲许可法》（2019年修正）第三十条", ["中华人民共和国甲许可法 30"]),
    "issuer before the title": (
        "甲部、乙部《关于做好救助工作的通知》（甲发〔2007〕92号）第二条",
        ["关于做好救助工作的通知 2"],
    ),
    "place before the title": ("甲省《物业管理条例》第十条", ["物业管理条例 10"]),
    "revised by": ("根据2017年国务院令第6号《国务院关于修改部分行政法规的决定》修正的《甲条例》第七条", ["甲条例 7"]),
    "annex": ("《甲决定》（国务院令第412号）附件第67项", ["甲决定"]),
    "number alone": ("国务院令第412号附件第67项", ["国务院令第412号"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    text, read = FORMS[form]
    assert laws(text) == read


BARE = {
    "with an article": ("治安管理处罚法第23条", ["治安管理处罚法 23"]),
    "with a number": ("工伤保险条例(国务院第375号令)", ["工伤保险条例"]),
    "with a number glued": ("工伤保险条例国务院令第375号", ["工伤保险条例"]),
    "with number and article": ("中华人民共和国水法(主席令第七十四号)第四十八条", ["中华人民共和国水法 48"]),
    "with a space": ("食品标识监督管理办法 第七条第二款", ["食品标识监督管理办法 7.2"]),
    "a decision": (
        "国务院对确需保留的行政审批项目设定行政许可的决定 国务院令第412号 附件第204项",
        ["国务院对确需保留的行政审批项目设定行政许可的决定"],
    ),
    "introduced": ("依据行政处罚法第五条", ["行政处罚法 5"]),
    "two": ("行政许可法第三十条、行政处罚法第五条", ["行政许可法 30", "行政处罚法 5"]),
    "two joined": ("行政处罚法和行政强制法第三条", ["行政处罚法", "行政强制法 3"]),
    "its own 规定": ("行政许可法规定的第三十条", ["行政许可法 30"]),
    "of a province": ("甲省实施《乙法》办法第二十条", ["甲省实施《乙法》办法 20"]),
    "alone": ("中华人民共和国劳动合同法", ["中华人民共和国劳动合同法"]),
    "short": ("刑法第二百二十五条第（四）项", ["刑法 225.0.4"]),
    "behind a label": ("行政法规：河道管理条例第十条", ["河道管理条例 10"]),
    "a line of its own": (
        "《甲法》第五条：应当报送。\n建筑起重机械安全监督管理规定",
        ["甲法 5", "建筑起重机械安全监督管理规定"],
    ),
}


@pytest.mark.parametrize("form", BARE)
def test_titles_without_book_marks(form: str) -> None:
    text, read = BARE[form]
    assert laws(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "方法第三条",
        "有关法律法规第三条",
        "应当依法",
        "无",
        "/",
        "",
        " \n ",
        "由持有《营业执照》的企业申请",
        "按规定办理",
        "GB 4806.1-2016",
    ],
)
def test_where_there_is_no_law(text: str) -> None:
    assert not [citation for citation in parse(text) if citation.title]


def test_a_known_law_is_believed_without_an_article() -> None:
    text = "依据城市绿化若干事项 办理"
    assert laws(text) == []
    assert [citation.title for citation in parse("《若干事项》", lambda title: title == "若干事项")] == ["若干事项"]
    assert [citation.title for citation in parse("船员法办理", lambda title: title == "船员法")] == [None]
    assert [citation.title for citation in parse("船员法 办理", lambda title: title == "船员法")] == ["船员法"]


@pytest.mark.parametrize(
    "rank",
    [
        "法律",
        "行政法规",
        "法规",
        "地方性法规",
        "经济特区法规",
        "部门规章",
        "地方政府规章",
        "规章",
        "规范性文件",
        "国务院决定",
        "司法解释",
    ],
)
@pytest.mark.parametrize(
    "shape",
    [
        "【{}】《甲法》第三条",
        "[{}]《甲法》第三条",
        "（{}）《甲法》第三条",
        "1【{}】《甲法》第三条",
        "1.【 {} 】 《甲法》第三条",
        "{}】《甲法》第三条",
    ],
)
def test_rank_labels(rank: str, shape: str) -> None:
    text = shape.format(rank)
    citation = only(text)
    assert (citation.title, citation.rank_label) == ("甲法", rank)
    assert citation.rank_span is not None
    assert text[slice(*citation.rank_span)] == rank


def test_a_label_that_is_no_rank_only_introduces() -> None:
    assert only("【设定依据】《甲法》第三条").rank_label is None


def test_a_citation_in_labelled_fields() -> None:
    text = (
        "法律法规名称:《甲省实施〈水法〉办法》;依据文号:2002年8月29日甲省人民政府令第7号公布,2017年12月31日第三次修正;条款号:第四十八条、第五十条;"
        "条款内容:取水的单位应当依照《水法》第七条办理。法律法规名称:《乙条例》;条款号:第三条"
    )
    first, second = parse(text)
    assert (first.title, first.number, first.version) == (
        "甲省实施〈水法〉办法",
        "甲省人民政府令第7号",
        "2017年12月31日第三次修正",
    )
    assert first.quote == "取水的单位应当依照《水法》第七条办理。"
    assert laws(text) == ["甲省实施〈水法〉办法 48 50", "乙条例 3"]
    assert (second.quote, second.implicit) == (None, False)


def test_a_number_field_alone_is_a_citation_without_title() -> None:
    citation = only("依据文号:国务院令第588号")
    assert (citation.title, citation.number, citation.implicit) == (None, "国务院令第588号", False)


@pytest.mark.parametrize("text", ["《甲决定》附件第67项、第68项", "《甲决定》附件第67项和第68项"])
def test_each_item_of_an_annex_is_a_citation(text: str) -> None:
    assert [(citation.title, citation.annex_item, citation.continued) for citation in parse(text)] == [
        ("甲决定", 67, False),
        ("甲决定", 68, True),
    ]


def test_a_citation_in_a_bracket_between_articles() -> None:
    text = "甲办法 第七条 + 第四十三条(依乙安全法第六十八条处罚) + 第五十条"
    assert laws(text) == ["甲办法 7 43 50", "乙安全法 68"]


def test_laws_mentioned_in_prose() -> None:
    text = "对违反《甲法》第三十五条的处罚，以及违反本法第五条的处罚"
    assert laws(text) == ["甲法 35", "〇 5"]
    assert [citation.quote for citation in parse(text)] == [None, None, None]


@pytest.mark.parametrize("text", [text for text, _ in (*FORMS.values(), *BARE.values())])
def test_every_part_stands_where_its_span_says(text: str) -> None:
    for citation in parse(text):
        assert 0 <= citation.span[0] < citation.span[1] <= len(text)
        spans = (
            citation.title_span,
            citation.number_span,
            citation.version_span,
            citation.rank_span,
            citation.quote_span,
            citation.unread_span,
        )
        for start, end in [span for span in spans if span] + [reference.span for reference in citation.references]:
            assert citation.span[0] <= start < end <= citation.span[1]
        if citation.title_span and "》" not in (citation.title or ""):
            assert "".join(text[slice(*citation.title_span)].split()).replace("》", "") == citation.title
