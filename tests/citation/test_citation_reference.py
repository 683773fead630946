"""Places in a law: every way in which a 条款 field is written."""

from __future__ import annotations

import pytest
from citation_reading import places
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.parse import parse_references


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ("第十二条", "12"),
        ("第1条", "1"),
        ("第３２条", "32"),
        ("第三十二条第一款第三项第二目", "32.1.3.2"),
        ("第二十七条第七项", "27.0.7"),
        ("第十二条第(三)项", "12.0.3"),
        ("第十二条第（三）项", "12.0.3"),
        ("第十二条第⑤项", "12.0.5"),
        ("第十二条(二)", "12.0.2"),
        ("第十二条（二）项", "12.0.2"),
        ("第4条第5款", "4.5"),
        ("第十二条二款3项", "12.2.3"),
        ("第一百零三条", "103"),
        ("第一百〇三条", "103"),
        ("第廿三条", "23"),
        ("第一千零七十九条第三款", "1079.3"),
        ("第一百三十三条之一第二款", "133_1.2"),
        ("第十二條第二項", "12.0.2"),
        ("笫十二条", "12"),
        ("第 十二 条 第 一 款", "12.1"),
        ("第十\n二条", "12"),
        ("第二十七第二款", "27.2"),
        ("条第二款", "0.2"),
        ("第二款", "0.2"),
        ("第三章第十八条", "18"),
        ("第二章 第一节 第十八条", "18"),
        ("本条例第十八条", "18"),
        ("27", "27"),
        ("二十七", "27"),
        ("32条", "32"),
        ("第十条的规定", "10"),
    ],
)
def test_one_place(field: str, read: str) -> None:
    assert places(field) == read
    assert not parse_references(field).unread


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ("第三十条、第三十二条", "30 32"),
        ("第三十条，第三十二条", "30 32"),
        ("第三十条；第三十二条", "30 32"),
        ("第三十条和第三十二条", "30 32"),
        ("第三十条以及第三十二条", "30 32"),
        ("第三十条或者第三十二条", "30 32"),
        ("第三十条 + 第三十二条", "30 32"),
        ("第三十条 / 第三十二条", "30 32"),
        ("第三十条 第三十二条 第三十四条", "30 32 34"),
        ("第三十条\n第三十二条", "30 32"),
        ("第三十条第三十二条", "30 32"),
        ("第十条、十一条、十二条", "10 11 12"),
        ("第30、32、34条", "30 32 34"),
        ("第二条、第三章第九条", "2 9"),
        ("第十条第一款、第二款", "10.1 10.2"),
        ("第十条第一、三款", "10.1 10.3"),
        ("第六条第一款第三项、第四项、第二款", "6.1.3 6.1.4 6.2"),
        ("第六条第（一）、（三）项", "6.0.1 6.0.3"),
        ("第六条（一）、（三）", "6.0.1 6.0.3"),
        ("第六条（一）（二）（三）项", "6.0.1 6.0.2 6.0.3"),
        ("第六条第一款第三项第一目、第二目", "6.1.3.1 6.1.3.2"),
        ("第二十条第二款第一、三项第二目", "20.2.1 20.2.3.2"),
        ("第五条第一款、第六条第（一）项及第七条", "5.1 6.0.1 7"),
    ],
)
def test_lists_inherit_what_stands_above(field: str, read: str) -> None:
    assert places(field) == read
    assert not parse_references(field).unread


@pytest.mark.parametrize(
    ("field", "read"),
    [
        ("第五条至第九条", "5-9"),
        ("第五至九条", "5-9"),
        ("第29-41条", "29-41"),
        ("第30条—第34条", "30-34"),
        ("第三十条～第三十四条", "30-34"),
        ("第五条第二款至第九条", "5.2-9"),
        ("第五条至第九条第一款", "5-9 9.1"),
        ("第二十九条至第四十一条，第四十五条", "29-41 45"),
        ("第六十七条第一款第一项至第三项、第八项", "67.1.1 67.1.2 67.1.3 67.1.8"),
        ("第六条第（一）至（三）项", "6.0.1 6.0.2 6.0.3"),
        ("第三十条第一至三款", "30.1 30.2 30.3"),
        ("第一百二十条之一至第一百二十条之三", "120_1 120_2 120_3"),
        ("第九条至第五条", "9 5"),
    ],
)
def test_ranges(field: str, read: str) -> None:
    assert places(field) == read
    assert not parse_references(field).unread


@pytest.mark.parametrize(
    ("field", "read", "unread"),
    [
        ("第五章、第六章", "", "第五章、第六章"),
        ("第十条（一）取得证书", "10", "（一）取得证书"),
        ("第一条第一项至第九百项", "1.0.1", "至第九百项"),
        ("第99999条", "", "第99999条"),
        ("第十条 详见附表", "10", "详见附表"),
        ("全部", "", "全部"),
        ("第一条第1项目", "1", "第1项目"),
    ],
)
def test_what_cannot_be_read_is_given_back(field: str, read: str, unread: str) -> None:
    references = parse_references(field)
    assert places(field) == read
    assert references.unread == unread
    assert references.unread_span is not None
    assert field[slice(*references.unread_span)] == unread


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("附件第204项", 204),
        ("附件1目录第66项", 66),
        ("附件一（二）第15项", 15),
        ("附表第三项", 3),
        ("事项目录第26项", 26),
    ],
)
def test_items_of_an_annex(field: str, item: int) -> None:
    references = parse_references(field)
    assert (references.annex_item, references.items, references.unread) == (item, (), "")


def test_nothing_and_spaces_hold_no_reference() -> None:
    assert parse_references("") == parse_references(" \n") == parse_references("。")


def test_every_place_has_its_span() -> None:
    field = "第六条第一款、第三款，第九条"
    assert [field[slice(*reference.span)] for reference in parse_references(field).items] == [
        "第六条第一款",
        "第三款",
        "第九条",
    ]


@given(st.text(alphabet="第条款项目之至、，（）()一二十百零〇1９ \n章附件和", max_size=40))
def test_any_mixture_is_read_without_complaint(field: str) -> None:
    references = parse_references(field)
    for reference in references.items:
        start, end = reference.span
        assert 0 <= start < end <= len(field)
        assert reference.to is None or reference.article is None or reference.to > reference.article
