"""Patterns mean what they mean to `re`, and no pattern runs away."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quanze.expression.automaton import MAX_PLACES
from quanze.expression.errors import ExpressionError
from quanze.expression.pattern import SafePattern, safe_pattern

ATOMS = st.sampled_from(
    ["a", "b", "许", r"\.", ".", "[ab]", "[^a]", "[a-c许]", r"\d", r"\w", r"\S", r"[\d许]", "^", "$"]
)
TEXTS = st.text(alphabet="abc许1.\n ", max_size=8)


def _wrapped(parts):
    groups = st.one_of(parts, st.tuples(parts, parts).map("|".join)).flatmap(
        lambda inner: st.sampled_from([f"({inner})", f"(?:{inner})"])
    )
    repeated = st.tuples(groups, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{,2}", "{1,}", "*?", "+?"]))
    return st.one_of(groups, repeated.map("".join), st.tuples(parts, parts).map("".join))


PATTERNS = st.recursive(ATOMS, _wrapped, max_leaves=8)


def accepted(source):
    """The pattern, None when it is refused."""
    try:
        return safe_pattern(source)
    except ExpressionError:
        return None


@settings(deadline=None, max_examples=500)
@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=5))
def test_a_pattern_means_what_it_means_to_re(source, texts):
    pattern = accepted(source)
    assume(pattern)
    known = re.compile(source.replace("$", r"\Z"))  # for us $ is the end, not before a last line break
    for text in texts:
        assert pattern.found_in(text) is (known.search(text) is not None)


@settings(deadline=None, max_examples=500)
@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=5))
def test_a_whole_text_matches_as_for_re(source, texts):
    pattern = accepted(source)
    assume(pattern)
    known = re.compile(source.replace("$", r"\Z"))
    for text in texts:
        assert pattern.matches_whole(text) is (known.fullmatch(text) is not None)


@settings(deadline=None, max_examples=500)
@given(PATTERNS.filter(lambda source: "$" not in source), TEXTS)
def test_what_is_found_is_a_match(source, text):
    pattern = accepted(source)
    assume(pattern)
    known, found = re.compile(source), pattern.find(text)
    assert (found is None) is (known.search(text) is None)
    if found is not None:
        starts = (start for start in range(len(text) + 1) if text.startswith(found, start))
        assert any(known.fullmatch(text, start, start + len(found)) for start in starts)


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"\d+", "第12345号", "12345"),
        ("[（(].*[）)]", "许可（零售）和（批发）", "（零售）和（批发）"),
        ("[^、]+局", "甲乙、市监局、丙", "市监局"),
        ("等$", "情形等", "等"),
        ("许?", "不", ""),
        (r"[\u4e00-\u4e10]", "a一", "一"),
    ],
)
def test_as_much_is_found_as_matches(source, text, found):
    assert safe_pattern(source).find(text) == found


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of re, on [--a] and the like
@settings(deadline=None, max_examples=500)
@given(st.text(alphabet=r"ab许.*+?{}[]()|^$\-,12dwsDbAZ ", max_size=12), TEXTS)
def test_whatever_is_accepted_is_accepted_by_re(source, text):
    pattern = accepted(source)
    if pattern and "$" not in source:
        assert pattern.found_in(text) is (re.search(source, text) is not None)


@pytest.mark.parametrize("source", ["a.{1,200}c", "(a|b)*a(a|b){100}c", "[ab]{200}c", "(.?){200}c"])
def test_patterns_of_which_a_text_may_be_anywhere(source):
    """As many places are possible at once as bits can be set: a text still costs the same for every character."""
    text = "".join(random.Random(7).choices("ab", k=50_000))
    pattern = safe_pattern(source)
    assert pattern.found_in(text) is False
    assert pattern.find(text) is None
    assert pattern.matches_whole(text) is False


@pytest.mark.parametrize(
    "source", ["(a+)+$", "^(a|a)*$", "(a*)*b", "(.*)*(.*)*x", "^(a|aa)+$", "(x+x+)+y", ".*.*.*.*=.*", "(a{1,9}){1,9}$"]
)
def test_patterns_that_bring_a_backtracking_matcher_down(source):
    assert safe_pattern(source).found_in("a" * 50_000 + "!") is False


def test_what_is_remembered_of_a_text_is_bounded():
    pattern = SafePattern("^(.许)*$")
    text = "".join(chr(0x4E00 + n % 20_000) + "许" for n in range(30_000))
    assert pattern.found_in(text) is True
    assert len(pattern.automaton._takers._by_char) <= 5_000


@pytest.mark.parametrize(
    ("source", "column", "reason"),
    [
        ("(许可", 1, "“(”没有配对"),
        ("许可)", 3, "“)”没有配对"),
        ("*许可", 1, "没有可以重复的字"),
        ("许**", 3, "重复了两次"),
        ("许++", 3, "重复了两次"),
        ("许{2", 2, "前面要加"),
        ("许{3,2}", 2, "重复次数"),
        ("许{999}", 2, "最多 200 次"),
        ("^*", 1, "不能重复"),
        ("[许", 1, "没有配对"),
        ("[]", 1, "空的"),
        ("[z-a]", 2, "前后颠倒"),
        ("[[许]", 2, "“[”前面要加"),
        (r"许\1", 2, "不能用“\\1”"),
        (r"\p{Han}", 1, "不能用“\\p”"),
        ("(?=许)", 1, "“(?”开头"),
        ("(?P<名>许)", 1, "“(?”开头"),
        ("(?i)a", 1, "“(?”开头"),
        ("许\\", 2, "不能用“\\”"),
        ("(" * 11 + "a" + ")" * 11, 11, "最多 10 层"),
        ("许" * 501, 501, "最多 500 个字"),
        (r"\u4e0", 1, "不能用“\\u”"),
    ],
)
def test_what_is_no_pattern_is_refused(source, column, reason):
    with pytest.raises(ExpressionError) as caught:
        safe_pattern(source)
    assert caught.value.column == column
    assert reason in caught.value.message


@pytest.mark.parametrize(
    "source", ["((a{99}){99}){99}", "((((){200}){200}){200}){200}", f"a{{200}}{'b' * 250}c{{200}}"]
)
def test_patterns_with_too_many_places_are_refused(source):
    assert MAX_PLACES == 600
    with pytest.raises(ExpressionError, match="模式太大"):
        safe_pattern(source)
