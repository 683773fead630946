"""Articles and their moves survive packing; numbers and places are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.laws.moved import pack_moves, unpack_moves
from quanze.laws.number import number_key
from quanze.laws.pack import pack, unpack
from quanze.laws.region import place_of, province_of

PLACES = st.tuples(st.integers(1, 1300), st.integers(0, 12))
PARAGRAPHS = st.lists(st.integers(0, 40), min_size=0, max_size=20).map(tuple)


@given(st.dictionaries(PLACES, PARAGRAPHS, max_size=60))
def test_articles_survive_packing(articles: dict[tuple[int, int], tuple[int, ...]]) -> None:
    assert unpack(pack(articles)) == articles


def test_a_plain_article_takes_one_byte() -> None:
    assert len(pack({(n, 0): (0,) for n in range(1, 1261)})) == 1260


def test_a_cut_off_packing_is_noticed() -> None:
    with pytest.raises(IndexError):
        unpack(pack({(300, 2): (0, 7, 200)})[:-1])


@given(st.dictionaries(PLACES, PLACES, max_size=60))
def test_moves_survive_packing(moved: dict[tuple[int, int], tuple[int, int]]) -> None:
    assert unpack_moves(pack_moves(moved)) == moved


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("国务院令第412号", "国务院令412"),
        ("国务院令2014年第649号", "国务院令649"),
        ("国务院令250号", "国务院令250"),
        ("国务院第375号令", "国务院令375"),
        ("国务院375号令", "国务院令375"),
        ("中华人民共和国国务院令第６５２号", "国务院令652"),
        ("国发〔2015〕27号", "国发2015-27"),
        ("国发[2015]27号", "国发2015-27"),
        ("宁政发【2013】84号", "宁政发2013-84"),
        ("农业部令2016年第6号", "农业部2016-6"),
        ("交通部令第6号", None),
        ("主席令第七十四号", None),
        ("", None),
    ],
)
def test_document_numbers_are_compared_by_key(written: str, key: str | None) -> None:
    assert number_key(written) == key


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("河南省安全生产条例", "河南省"),
        ("新疆维吾尔自治区湿地保护条例", "新疆维吾尔自治区"),
        ("内蒙古自治区草原管理条例", "内蒙古自治区"),
        ("上海市绿化条例", "上海市"),
        ("杭州市城乡规划条例", "杭州市"),
        ("城市房地产开发经营管理条例", ""),
        ("安全生产法", ""),
    ],
)
def test_a_title_names_its_place(title: str, place: str) -> None:
    assert place_of(title) == place


def test_a_city_is_no_province() -> None:
    assert province_of("杭州市人民政府") is None
    assert province_of("广西壮族自治区人民政府") == "广西壮族自治区"
