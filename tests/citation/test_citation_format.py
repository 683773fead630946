"""Citations in official form, and that reading them again gives the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.boundary import key_of
from quanze.citation.format import format_citation, format_reference, format_references
from quanze.citation.parse import parse, parse_references
from quanze.citation.title import normalize_title
from quanze.citation.types import Citation, Reference

NUMBERS = st.integers(1, 1300)
SMALL = st.integers(1, 30)


@st.composite
def places(draw: st.DrawFn) -> Reference:
    """Any place in a law, or a range of articles."""
    article = draw(NUMBERS)
    if draw(st.booleans()) and draw(st.booleans()):
        return Reference(article, to=article + draw(SMALL))
    sub = draw(st.none() | SMALL)
    paragraph, item = draw(st.none() | SMALL), draw(st.none() | SMALL)
    return Reference(article, sub, paragraph, item, draw(st.none() | SMALL) if item else None)


TITLES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "中华人民共和国", "甲省实施〈中华人民共和国乙法〉", "国务院关于修改〈甲条例〉"]),
    st.text(alphabet="食品安全道路运输登记管理公共场所", min_size=1, max_size=8),
    st.sampled_from(["法", "条例", "办法", "若干规定", "实施细则", "管理办法（试行）", "的决定"]),
)
QUOTATIONS = st.lists(
    st.sampled_from(
        [
            "甲应当登记。",
            "依照《乙法》第七条的规定处罚。",
            "第三条：",
            "（一）有场所；",
            "\n",
            "第二款",
            "“乙”",
            "。2、第五条 丙",
            "《丙办法》第一条",
            "，",
        ]
    ),
    min_size=1,
    max_size=8,
).map("".join)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Any citation of a law by its title."""
    title = draw(TITLES)
    number = draw(
        st.none() | st.sampled_from(["国务院令第412号", "国发〔2015〕27号", "民政部29号令", "人大常委会公告第9号"])
    )
    version = draw(
        st.none()
        | st.sampled_from(["2019年修正", "2018年修正本", "自2020年1月1日起施行", "2005年1月1日通过，2016年修正"])
    )
    rank = draw(st.none() | st.sampled_from(["法律", "部门规章", "地方性法规"]))
    references = tuple(draw(st.lists(places(), max_size=4)))
    annex = None if references else draw(st.none() | SMALL)
    quote = draw(st.none() | QUOTATIONS) if references or annex else None
    quote = (quote or "").strip(" \n:：,，;；。、+") or None
    return Citation((0, 0), title, normalize_title(title), references, annex, number, version, rank, quote)


def said(citation: Citation) -> tuple[object, ...]:
    """What a citation says, without where."""
    references = tuple(map(key_of, citation.references))
    return (
        citation.title,
        citation.normalized,
        references,
        citation.annex_item,
        citation.number,
        citation.version,
        citation.rank_label,
        citation.quote,
    )


@given(citations())
def test_what_is_written_is_read_again(citation: Citation) -> None:
    (read,) = parse(format_citation(citation))
    assert said(read) == said(citation)
    assert (read.implicit, read.continued, read.unread) == (False, False, "")


@given(st.lists(places(), min_size=1, max_size=6))
def test_lists_of_places_are_read_again(references: list[Reference]) -> None:
    read = parse_references(format_references(references))
    assert [key_of(reference) for reference in read.items] == [key_of(reference) for reference in references]
    assert not read.unread


@pytest.mark.parametrize(
    ("field", "official"),
    [
        ("第32条", "第三十二条"),
        ("第十二条第（三）项", "第十二条第三项"),
        ("第4条第5款(2)", "第四条第五款第二项"),
        ("第一三三条之一", "第一百三十三条之一"),
        ("第5-9条", "第五条至第九条"),
        ("第5条第2款至第9条", "第五条第二款至第九条"),
        ("第二款", "第二款"),
    ],
)
def test_the_official_form_of_a_place(field: str, official: str) -> None:
    (reference,) = parse_references(field).items
    assert format_reference(reference) == official


def test_a_list_names_only_what_changes() -> None:
    items = parse_references("第6条第1款第3项、第6条第1款第4项、第6条第2款、第7条").items
    assert format_references(items) == "第六条第一款第三项、第四项、第二款、第七条"


def test_a_place_is_never_shortened_to_another_meaning() -> None:
    assert (
        format_references((Reference(6, None, 1, 3), Reference(6, None, None, 4))) == "第六条第一款第三项、第六条第四项"
    )
    assert format_references((Reference(5, to=9), Reference(9, None, 2))) == "第五条至第九条、第九条第二款"


def test_one_citation_in_full() -> None:
    (citation,) = parse("【行政法规】甲条例(国务院令250号,2016年修正)第6条第(一)项:“应当登记”")
    assert format_citation(citation) == "【行政法规】《甲条例》（国务院令250号，2016年修正）第六条第一项：“应当登记”"


def test_a_quotation_with_a_stray_mark_is_written_without_marks() -> None:
    citation = Citation((0, 0), "甲法", "甲法", (Reference(1),), quote="甲”乙")
    assert format_citation(citation) == "《甲法》第一条：甲”乙"


def test_a_number_and_an_orphan_are_written_without_title() -> None:
    assert [format_citation(citation) for citation in parse("国务院令第412号附件第67项")] == [
        "国务院令第412号附件第67项"
    ]
    assert [format_citation(citation) for citation in parse("本法第6条")] == ["第六条"]
    assert [format_citation(citation) for citation in parse("国务院令第412号(2016年修正)")] == [
        "国务院令第412号（2016年修正）"
    ]
