"""Numerals of laws and lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.numeral import LARGEST, to_chinese, to_int


@given(st.integers(1, LARGEST))
def test_every_numeral_that_is_written_is_read_again(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("二十三", 23),
        ("廿三", 23),
        ("廿", 20),
        ("卅", 30),
        ("一百零三", 103),
        ("一百〇三", 103),
        ("一〇三", 103),
        ("一○三", 103),
        ("两百", 200),
        ("百零八", 108),
        ("一千二百四十二", 1242),
        ("32", 32),
        ("３２", 32),
        ("四\n十 二", 42),
        ("①", 1),
        ("㈢", 3),
    ],
)
def test_forms_of_one_number(written: str, number: int) -> None:
    assert to_int(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "零", "〇", "0", "十十", "二百百", "十百", "一二三四五六七八九一二三", "99999", "甲", "½", "三十二甲", "²"],
)
def test_what_is_no_number(written: str) -> None:
    assert to_int(written) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (18, "十八"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (2005, "二千零五"),
    ],
)
def test_official_form(number: int, written: str) -> None:
    assert to_chinese(number) == written


@pytest.mark.parametrize("number", [0, -1, LARGEST + 1])
def test_numbers_no_law_has_are_not_written(number: int) -> None:
    with pytest.raises(ValueError, match="out of range"):
        to_chinese(number)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = to_int(text)
    assert number is None or 1 <= number <= LARGEST
