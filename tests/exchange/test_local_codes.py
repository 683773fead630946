"""Local codes stay with their items, whatever is added around them, and are never given twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.intake.local_codes import LOCAL_CODE, Candidate, assign
from quanze.exchange.intake.register import Registered, read_register, write_register
from quanze.exchange.refusal import Refusal

NAMES = st.sampled_from("甲乙丙丁戊")
CANDIDATES = st.lists(
    st.builds(
        lambda department, name, sub, mark: Candidate((department, "行政许可", name, sub, ""), mark),
        st.sampled_from(("民政局", "水利局")),
        NAMES,
        st.sampled_from(("", "", "一", "二")),
        st.sampled_from("abc"),
    ),
    max_size=14,
)


def registered(candidates: list[Candidate], register: tuple[Registered, ...] = ()) -> tuple[Registered, ...]:
    """Return the register after an import of these rows."""
    entries = list(register)
    for candidate, (code, again) in zip(candidates, assign(candidates, register), strict=True):
        if again is not None:
            entries.remove(again)
        entries.append(Registered(code, f"{code}.yaml", candidate.identity, candidate.fingerprint, "表.xlsx"))
    return tuple(entries)


def codes(candidates: list[Candidate], register: tuple[Registered, ...] = ()) -> list[str]:
    return [code for code, _ in assign(candidates, register)]


@given(CANDIDATES)
def test_codes_are_unique_and_of_the_profile(rows: list[Candidate]) -> None:
    given_codes = codes(rows)
    assert len(set(given_codes)) == len(rows)
    assert all(LOCAL_CODE.fullmatch(code) and re.fullmatch("L[0-9A-HJKMNP-TV-Z]{8,14}", code) for code in given_codes)


@given(CANDIDATES)
def test_the_same_rows_again_get_the_same_codes(rows: list[Candidate]) -> None:
    assert codes(rows, registered(rows)) == codes(rows)


@given(CANDIDATES, CANDIDATES, st.randoms())
@settings(max_examples=200)
def test_rows_added_anywhere_move_no_other(rows: list[Candidate], more: list[Candidate], random) -> None:
    first = registered(rows)
    mixed = [*rows]
    for candidate in more:
        mixed.insert(random.randrange(len(mixed) + 1), candidate)
    after = dict(zip(map(id, mixed), codes(mixed, first), strict=True))
    before = {(entry.identity, entry.fingerprint): set() for entry in first}
    for entry in first:
        before[entry.identity, entry.fingerprint].add(entry.code)
    for (identity, fingerprint), known in before.items():
        same = {after[id(c)] for c in mixed if (c.identity, c.fingerprint) == (identity, fingerprint)}
        assert known <= same
    assert len(set(after.values())) == len(after)


@given(CANDIDATES, CANDIDATES)
def test_a_code_whose_row_is_gone_is_never_given_to_another(rows: list[Candidate], others: list[Candidate]) -> None:
    gone = [row for row in rows if row.identity not in {other.identity for other in others}]
    first = registered(rows)
    lost = {entry.code for entry in first if entry.identity in {row.identity for row in gone}}
    assert not lost.intersection(codes(others, first))


def test_a_changed_row_keeps_its_code() -> None:
    before = Candidate(("民政局", "行政许可", "甲", "", ""), "aaa")
    after = Candidate(before.identity, "bbb")
    assert codes([after], registered([before])) == codes([before])


def test_sub_items_share_the_number_of_their_main_item() -> None:
    rows = [Candidate(("民政局", "行政许可", "甲", sub, ""), sub) for sub in ("一", "二", "")]
    assert codes(rows) == ["L0010001001", "L0010001002", "L0010001000"]


def test_codes_in_use_elsewhere_in_the_list_are_left_alone() -> None:
    row = Candidate(("民政局", "行政许可", "甲", "", ""), "")
    assert [code for code, _ in assign([row], (), ["L0070001000", "440101007000"])] == ["L0080001000"]


def test_an_official_code_is_used_as_it_is() -> None:
    row = Candidate(("民政局", "行政许可", "甲", "", ""), "", own_code="440101007000")
    register = registered([row])
    assert codes([row], register) == ["440101007000"]
    assert codes([Candidate(row.identity, "", own_code="440101008000")], register) == ["440101008000"]


def test_no_more_departments_than_the_code_can_count() -> None:
    rows = [Candidate((f"局{number}", "行政许可", "甲", "", ""), "") for number in range(1000)]
    with pytest.raises(Refusal, match="本地编码已用完"):
        assign(rows, ())


def test_the_register_is_one_line_an_item_and_comes_back() -> None:
    rows = [Candidate(("民政局", "行政许可", name, "", "市级"), "f") for name in "甲乙"]
    entries = tuple(
        Registered(e.code, e.file, e.identity, e.fingerprint, e.workbook, "h", "b", {"名称": "1"})
        for e in registered(rows)
    )
    content = write_register(entries)
    assert content.count(b"\n") == 3
    assert read_register(content) == entries
    with pytest.raises(Refusal, match="第 2 行"):
        read_register(content[:150] + b"\n")
