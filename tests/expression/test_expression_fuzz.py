"""Whatever is written, an expression is refused with a reason or gives a value within its budget."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.absent import Absent
from quanze.expression import (
    ABSENT_RESULT,
    BudgetExceeded,
    ExpressionError,
    compile_expression,
    compile_template,
)
from quanze.expression.pattern import safe_pattern

from .conftest import CITATION, GUIDE, ITEM, LIMIT, NAMES

#: The attributes that the field trees name; nothing else may ever be asked of a record.
ATTRIBUTES = frozenset(attribute for tree in (ITEM, GUIDE, LIMIT, CITATION) for attribute, _ in tree.fields.values())


class Guarded:
    """A record that fails the test when anything is asked of it that the field trees do not name."""

    def __init__(self, **fields):
        object.__setattr__(self, "_fields", fields)

    def __getattribute__(self, name):
        if name == "__class__":
            return object.__getattribute__(self, name)
        assert name in ATTRIBUTES, f"an expression read {name}"
        return object.__getattribute__(self, "_fields").get(name)


OR_ABSENT = [st.none(), st.builds(Absent)]
TEXTS = st.one_of(st.sampled_from(["公路超限运输许可", "", "无", "县级"]), st.text(max_size=8), *OR_ABSENT)
NUMBERS = st.one_of(st.integers(), st.floats(), st.decimals(), *OR_ABSENT)
CITATIONS = st.builds(Guarded, law=TEXTS, kind=TEXTS, clause=TEXTS)
LIMITS = st.one_of(st.builds(Guarded, days=NUMBERS, unit=TEXTS), *OR_ABSENT)
ITEMS = st.builds(
    Guarded,
    name=TEXTS,
    type=TEXTS,
    source=TEXTS,
    version=NUMBERS,
    levels=st.one_of(st.lists(TEXTS, max_size=4), *OR_ABSENT),
    basis=st.one_of(st.lists(CITATIONS, max_size=4).map(tuple), *OR_ABSENT),
    guide=st.one_of(st.builds(Guarded, promised=LIMITS, statutory=LIMITS), *OR_ABSENT),
    key_supervision=st.one_of(st.booleans(), *OR_ABSENT),
    approved=st.one_of(st.dates(), *OR_ABSENT),
    extra=st.one_of(TEXTS, NUMBERS, st.lists(NUMBERS, max_size=3), st.dictionaries(st.text(), st.text(), max_size=2)),
)
#: What an expression may give; a record only when it names one.
VALUES = (bool, int, float, str, tuple, dict, dt.date, Guarded)

WORDS = """事项 名称 类型 版本 行使层级 设定依据 办事指南 承诺时限 法定时限 数值 重点监管 批准日期 扩展
    核对日期 清单 层级 事项.名称 事项.版本 事项.行使层级 事项.设定依据 事项.扩展 依 依.类别 事项.办事指南.承诺时限.数值
    有 无 len 长度 any all 合计 min max 匹配 开头 结尾 含 日期 天数 有(事项.名称) 有(事项.扩展)
    and or not in is if else for 且 或 非 True False None lambda import async await yield
    ( ) [ ] { } , . : ; = == != <= >= < > + - * / // % ** := << & | ~ @ -> ! … （ ） “ ” ， 。
    0 1 2 0.7 70 007 1e9 0x10 1j 999999999999 "" "许可" '县级' "2026-01-01" "(a+)+" "[" # $ ` ?
    __class__ __import__ _meter_ _getattr_ name printed print f"" b"" ﹏ \uf90a"""
TOKENS = st.sampled_from([*WORDS.split(), "\\", "\n", "  ", "\x00", "\u3000", "\u200b"])
SOUP = st.tuples(st.sampled_from(["", " "]), st.lists(TOKENS, max_size=40)).map(lambda drawn: drawn[0].join(drawn[1]))


def outcome(act):
    """What an act gives, or the refusal it meets; anything else that is raised fails the test."""
    try:
        return act()
    except ExpressionError as error:
        return error


def well_placed(error, source):
    return 1 <= error.column < error.end_column <= len(source) + 2 and error.message.isprintable()


def must_behave(source, item):
    """Compile and evaluate: only refusals with their place may come out, and only values."""
    values = {"事项": item, "核对日期": dt.date(2026, 11, 22)}
    result = outcome(lambda: compile_expression(source, NAMES).evaluate(values, 10_000))
    if isinstance(result, ExpressionError):
        assert well_placed(result, source)
    else:
        assert result is ABSENT_RESULT or isinstance(result, VALUES)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60), ITEMS)
def test_any_text(source, item):
    must_behave(source, item)


@settings(deadline=None, max_examples=800)
@given(SOUP, ITEMS)
def test_any_sequence_of_tokens(source, item):
    must_behave(source, item)


def joined(*parts):
    return st.tuples(*[p if isinstance(p, st.SearchStrategy) else st.just(p) for p in parts]).map("".join)


TEXT = st.sampled_from(["事项.名称", "事项.类型", '"许可"', "事项.办事指南.承诺时限.单位", "事项.设定依据[0].法规"])
NUMBER = st.recursive(
    st.sampled_from(["0", "3", "0.7", "事项.版本", "事项.办事指南.承诺时限.数值", "长度(事项.行使层级)", "事项.扩展"]),
    lambda n: st.one_of(
        joined("(", n, st.sampled_from([" + ", " - ", " * ", " / ", " // ", " % "]), n, ")"),
        joined("min(", n, ", ", n, ")"),
        joined("合计(", n, " for 数 in 事项.行使层级)"),
        joined("-", n),
    ),
    max_leaves=6,
)
CONDITION = st.recursive(
    st.one_of(
        joined(NUMBER, st.sampled_from([" < ", " >= ", " == ", " != "]), NUMBER),
        joined(TEXT, st.sampled_from([" == ", " in ", " not in ", " < "]), TEXT),
        joined(TEXT, " in 事项.行使层级"),
        joined("有(", TEXT.filter(lambda t: t[0] != '"'), ")"),
        joined("匹配(", TEXT, ', "^(公路|.)*许可?$")'),
        joined(st.sampled_from(["开头(", "结尾(", "含("]), TEXT, ", ", TEXT, ")"),
        st.sampled_from(
            ["事项.重点监管", "事项.批准日期 < 核对日期", "事项.扩展", "天数(事项.批准日期, 核对日期) > 3"]
        ),
    ),
    lambda c: st.one_of(
        joined("(", c, st.sampled_from([" and ", " or ", " 且 ", " 或 "]), c, ")"),
        joined("not ", c),
        joined("any(", c, " for 依 in 事项.设定依据 if 有(依.类别))"),
        joined("(", c, " if ", c, " else ", c, ")"),
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=300)
@given(CONDITION, ITEMS)
def test_any_condition_of_the_language(source, item):
    must_behave(source, item)


@settings(deadline=None, max_examples=200)
@given(CONDITION)
def test_conditions_of_the_language_are_accepted(source):
    result = outcome(lambda: compile_expression(source, NAMES))
    if isinstance(result, ExpressionError):
        assert re.search("套得太深|太长|最多套|已经有别的意思", result.message)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.one_of(TOKENS, st.sampled_from("{}"), st.text(max_size=3)), max_size=20).map("".join), ITEMS)
def test_any_template(text, item):
    result = outcome(lambda: compile_template(text, NAMES).render({"事项": item}))
    assert isinstance(result, str) or well_placed(result, text)


def verdict(source, item, budget):
    """What an expression gives within a budget: its value, or which refusal at which place."""
    values = {"事项": item, "核对日期": dt.date(2026, 11, 22)}
    result = outcome(lambda: compile_expression(source, NAMES).evaluate(values, budget))
    return (type(result), str(result)) if isinstance(result, ExpressionError) else (type(result), repr(result))


@settings(deadline=None, max_examples=200)
@given(CONDITION, ITEMS, st.integers(0, 60))
def test_the_budget_counts_the_same_whatever_came_before(source, item, budget):
    """A slow machine, or a pattern that was tried on other texts, changes nothing."""
    safe_pattern.cache_clear()
    first = verdict(source, item, budget)
    verdict(source, item, 10_000)
    for text in ("公路超限运输许可" * 50, "许可" * 200, ""):
        safe_pattern("^(公路|.)*许可?$").found_in(text)
    assert verdict(source, item, budget) == first


@settings(deadline=None, max_examples=200)
@given(CONDITION, ITEMS, st.integers(0, 60), st.integers(0, 60))
def test_more_budget_changes_no_verdict_but_that_it_was_too_small(source, item, budget, more):
    less, enough = verdict(source, item, budget), verdict(source, item, budget + more)
    assert less == enough or less[0] is BudgetExceeded


def test_the_tripwire_works():
    """The records of these tests do object to what the field trees do not name."""
    record = Guarded(name="甲", secret="乙")
    assert record.name == "甲"
    with pytest.raises(AssertionError, match="secret"):
        _ = record.secret
