"""What the fields of a basis say, and where each part of it is written."""

from __future__ import annotations

import pytest

from quanze.rules.entries import read


def entry(law=None, number=None, version=None, clause=None, quote=None, kind=None):
    return (law, number, version, clause, quote, kind)


def test_a_title_is_a_title() -> None:
    (reading,) = read(entry("公路安全保护条例", clause="第二十七条第七项"), None)
    assert (reading.citation.title, reading.in_title) == ("公路安全保护条例", frozenset())
    assert [(r.article, r.item) for r in reading.citation.references] == [(27, 7)]


@pytest.mark.parametrize(
    ("law", "title", "part", "value"),
    [
        ("【规章】《农药管理条例》", "农药管理条例", "rank_label", "规章"),
        ("中华人民共和国道路运输条例（2019年修正）", "中华人民共和国道路运输条例", "version", "2019年修正"),
        ("公路安全保护条例（国务院令第593号）", "公路安全保护条例", "number", "国务院令第593号"),
        ("国务院令第412号", None, "number", "国务院令第412号"),
    ],
)
def test_what_stands_in_the_title_besides_it(law: str, title: str | None, part: str, value: str) -> None:
    (reading,) = read(entry(law), None)
    assert (reading.citation.title, getattr(reading.citation, part)) == (title, value)
    assert reading.in_title


def test_a_clause_in_the_title_counts_where_there_is_no_other() -> None:
    (reading,) = read(entry("《公路安全保护条例》第二十七条"), None)
    assert [r.article for r in reading.citation.references] == [27]
    assert "article" in reading.in_title
    (written,) = read(entry("《公路安全保护条例》第二十七条", clause="第二十八条"), None)
    assert [r.article for r in written.citation.references] == [28]
    assert "article" not in written.in_title


@pytest.mark.parametrize(
    "law",
    [
        "新疆维吾尔自治区实施《中华人民共和国草原法》办法",
        "城市绿线管理办法（试行）",
        "关于适用《中华人民共和国行政复议法》第三十条第一款有关问题的批复",
        "《甲条例》、《乙条例》",
    ],
)
def test_a_title_with_marks_in_it_stays_whole(law: str) -> None:
    (reading,) = read(entry(law), None)
    assert (reading.citation.title, reading.in_title) == (law, frozenset())


def test_an_article_in_place_of_a_title() -> None:
    (orphan,) = read(entry("第六十三条第二项"), None)
    assert (orphan.citation.implicit, orphan.citation.normalized) == (True, "")
    (inherits,) = read(entry("第六十三条第二项"), "道路运输条例")
    assert inherits.citation.normalized == "道路运输条例"


def test_an_undivided_text() -> None:
    first, second = read(entry(quote="《公路法》第七十六条、《公路安全保护条例》第六十四条"), None)
    assert (first.whole, second.citation.title) == (True, "公路安全保护条例")


def test_a_text_without_a_law_is_a_quotation_of_nothing() -> None:
    (reading,) = read(entry(quote="进行下列涉路施工活动，建设单位应当向公路管理机构提出申请"), None)
    assert (reading.whole, reading.citation.title, bool(reading.citation.quote)) == (True, None, True)
    assert read(entry(quote="无"), None) == ()
