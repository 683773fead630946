"""Any text whatever: no complaint, every span right, time linear in the length."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quanze.citation.parse import MOST_CITATIONS, parse, parse_references

PIECES = st.sampled_from(
    [
        "《",
        "》",
        "〈",
        "〉",
        "<",
        ">",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "[",
        "]",
        "“",
        "”",
        '"',
        "：",
        "；",
        "。",
        "、",
        "，",
        "+",
        "\n",
        " ",
        "　",
        "<br>",
        "第",
        "条",
        "款",
        "项",
        "目",
        "章",
        "之",
        "至",
        "一",
        "十二",
        "百",
        "〇",
        "9",
        "１",
        "2019年",
        "修正",
        "号",
        "令",
        "国务院令第3号",
        "国发〔2015〕2号",
        "《甲法》",
        "甲管理办法",
        "第三条",
        "第一款",
        "（一）",
        "(2)",
        "本法",
        "附件",
        "目录第2项",
        "【法律】",
        "1、",
        "①",
        "根据",
        "设定依据：",
        "条款号：",
        "文号：",
        "条款内容：",
        "的规定",
        "规定",
        "和",
        "及其实施细则",
        "甲",
        "应当登记",
        "\u0301",
        "\U0001f600",
        "\U00020000",
        "\ufeff",
        "\u200b",
        "Ａ",
        "é",
        "\x00",
        "\r",
        "\u2028",
        "\ud800",
    ]
)
ANY = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=80)


def check(text: str) -> None:
    """Check what holds of every text."""
    before = 0
    for citation in parse(text):
        start, end = citation.span
        assert 0 <= start <= end <= len(text)
        assert citation.quote_span is None or text[slice(*citation.quote_span)] == citation.quote
        assert citation.unread == ("" if citation.unread_span is None else text[slice(*citation.unread_span)])
        spans = [
            citation.title_span,
            citation.number_span,
            citation.version_span,
            citation.rank_span,
            citation.quote_span,
            citation.unread_span,
        ]
        for first, last in [span for span in spans if span] + [reference.span for reference in citation.references]:
            assert 0 <= first < last <= len(text)
        assert citation.implicit <= (citation.title is None)
        assert not (citation.continued and citation.title_span)
        if citation.quote_span:
            assert citation.quote_span[0] >= before
            before = citation.quote_span[1]


@settings(max_examples=400, deadline=None)
@given(ANY)
@example("《" * 50)
@example("《甲法》第一条“\ud800")
def test_any_text_is_read_without_complaint(text: str) -> None:
    check(text)
    parse_references(text)


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_reading_is_deterministic(text: str) -> None:
    assert parse(text) == parse(text)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["甲乙", "\U0001f600", "\u0301é", "１２", "\u3000"]),
    st.sampled_from(["《甲法》第三条第二款", "【法律】《甲法》（2019年修正）第五条：正文。"]),
)
def test_what_stands_before_shifts_every_span_alike(before: str, text: str) -> None:
    plain = parse(text)[-1]
    shifted = parse(f"{before}。\n{text}")[-1]
    moved = len(before) + 2
    assert shifted.span == (plain.span[0] + moved, plain.span[1] + moved)
    assert [reference.span[0] for reference in shifted.references] == [
        reference.span[0] + moved for reference in plain.references
    ]


NESTED = "nested"
UNITS = {
    "《": "《",
    "《〈": "《〈",
    "（": "（",
    "第": "第",
    "numerals": "一",
    "articles": "第一条",
    "listed articles": "第一条、",
    "lines of articles": "第一条\n",
    "articles with texts": "第一条：甲。",
    "ranges": "第一条第一项至第四十项、",
    "lists of numbers": "第一、",
    "items": "第(一)",
    "titles": "《甲法》",
    "titles at sentences": "。《甲法》",
    "unclosed brackets": "《甲法》（",
    "unclosed numbers": "《甲法》（2019年",
    "notes": "《甲法》（2019年修正）",
    "labels": "【法律】",
    "half labels": "法律】",
    "ordinals": "1、",
    "ordinals and articles": "。1、第一条",
    "quotation marks": "“",
    "quotations never closed": "第一条：“",
    "straight marks": '第一条："甲',
    "line breaks": "\n",
    "spaces": " ",
    "HTML": "<br>",
    "号": "号",
    "令第": "令第",
    "numbers": "国务院令第1号",
    "fields": "文号：依据：",
    "introductions": "依据：",
    "bare titles": "甲条例",
    "lines of bare titles": "\n甲条例",
    "nation": "中华人民共和国",
    "mentions": "甲《乙法》第一条",
    "本法": "甲本法第一条",
    "annexes": "附件第1项",
    "catalogues": "目录",
    "asides": "《甲法》第一条(依《乙法》第二条)",
    "articles with items": "第二十条（一）",
    "revised": "《甲》修正的",
    "mixed": "《甲法》(号法律：《关于",
}


def seconds(text: str) -> float:
    """How much processor time reading a text takes, at best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        parse(text)
        best = min(best, time.process_time() - start)
    return best


def sized(unit: str, length: int) -> str:
    """A text of a length made of one unit."""
    if unit == NESTED:
        return "《〈（" * (length // 6) + "）〉》" * (length // 6)
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("unit", [*UNITS, NESTED])
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    written = UNITS.get(unit, unit)
    small, large = seconds(sized(written, 3_000)), seconds(sized(written, 30_000))
    assert large < 40 * max(small, 0.000_5)


@pytest.mark.parametrize("unit", [*UNITS, NESTED])
def test_hostile_text_keeps_what_holds_of_every_text(unit: str) -> None:
    check(sized(UNITS.get(unit, unit), 3_000))


def test_more_citations_than_any_legal_basis_has_are_left_unread() -> None:
    citations = parse("《甲法》第一条：甲。\n" * (MOST_CITATIONS + 10))
    assert len(citations) == MOST_CITATIONS + 1
    assert citations[-1].unread_only
    assert citations[-1].unread.startswith("《甲法》")
