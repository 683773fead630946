"""The rule files: complete, true to the rulebook, and their examples do what they say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from quanze.citation.numeral import to_chinese
from quanze.engine.examples import run_examples
from quanze.engine.law_table import example_laws
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.report.wording import grounds
from quanze.rule import label
from quanze.rule_file import without_examples
from quanze.rulebook import FAMILIES, builtin_rule, load


@pytest.fixture(scope="module")
def book():
    return load(vocabulary_of(load_profile("zwfw", Path())))


def test_every_rule_file_loads(book):
    assert [f"{p.file}:{p.span.line}: {p.message}" for p in book.problems] == []


def test_every_example_does_what_it_should(book):
    laws = example_laws()
    wrong = [o for rule in book.rules.values() for o in run_examples(rule, laws) if o.problem]
    assert wrong == []


def test_every_rule_has_examples_and_is_explained(book):
    for rule in book.rules.values():
        assert rule.good, f"{rule.code} has no good example"
        assert rule.bad, f"{rule.code} has no bad example"
        assert len(rule.good) + len(rule.bad) >= 2
        assert rule.explanation, rule.code
        assert rule.remedy, rule.code


def test_a_rule_lies_where_its_code_says(book):
    for rule in book.rules.values():
        assert rule.file == f"rules/{rule.family}/{rule.code}.yaml"
        assert rule.family in FAMILIES


def test_codes_and_names_are_unique(book):
    names = [rule.name for rule in book.rules.values()]
    assert len(set(names)) == len(names)
    assert not set(names) & set(FAMILIES.values())


def test_severity_and_ground_are_those_of_the_rulebook(book, design):
    design_book = {row["code"]: row for row in json.loads((design / "rulebook.json").read_text("utf-8"))}
    for code, rule in book.rules.items():
        row = design_book[code]
        assert rule.severity == row["severity"], code
        assert rule.ground == row["ground"], code
        assert rule.ground_checked == row["ground_status"], code


def test_a_ground_of_the_craft_names_no_statute(book):
    for rule in book.rules.values():
        if rule.ground_checked in ("engineering", "unverified"):
            assert rule.statutes == (), rule.code


def test_what_is_printed_as_ground_is_a_statute_a_policy_or_the_craft(book):
    """What inspired a rule (种子004, 真实清单实测) is the project's own business and no authority."""
    for rule in book.rules.values():
        for kind, text in grounds(label(rule)):
            assert kind or text.startswith("工程规则"), (rule.code, text)
            assert "种子" not in text, (rule.code, text)


def test_a_printed_article_is_one_the_ground_names(book):
    """No article number may be invented: each number printed stands in the rulebook's wording."""
    for rule in book.rules.values():
        numbers = {to_chinese(int(n)) for n in re.findall(r"(?<!\d)\d{1,3}(?!\d)", rule.ground) if int(n)}
        numbers |= {to_chinese(int(a)) for a, b in re.findall(r"(\d+)[–-](\d+)", rule.ground) for a in (a, b)}
        for statute in rule.statutes:
            for article in re.findall(r"第([一二三四五六七八九十百]+)条", statute):
                assert article in numbers, (rule.code, statute)


def test_the_examples_may_be_left_unread(book):
    """A check reads rule files up to their examples: nothing else of a rule changes by that."""
    plain = load(vocabulary_of(load_profile("zwfw", Path())), examples=False)
    assert (plain.problems, plain.sha256) == ((), book.sha256)
    assert plain.rules == {code: replace(rule, good=(), bad=()) for code, rule in book.rules.items()}


def test_a_rule_is_found_without_reading_the_others(book):
    for code in ("BAS005", "SCH001", "SUP008"):
        assert builtin_rule(code) == book.rules[code]
    assert builtin_rule("BAS999") is None
    assert builtin_rule("../BAS005") is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("代码: 甲\n正例:\n  - {名称: 乙}\n反例:\n  - {名称: 丙}\n", "代码: 甲\n"),
        ("代码: 甲\n正例:\n  - {名称: 乙}\n# 完\n\n", "代码: 甲\n"),
        ("代码: 甲\r\n正例:\r\n  - {名称: 乙}\r\n", "代码: 甲\r\n"),
        ("代码: 甲\n正例:\n  - {名称: 乙}\n说明: 丁\n", None),
        ("代码: 甲\n正例:\n- {名称: 乙}\n", None),
        ("正例:\n  - {名称: 乙}\n代码: 甲\n", None),
        ("代码: 甲\n反例:\n  - {名称: 乙}\n", None),
    ],
)
def test_where_the_examples_of_a_rule_file_begin(text, head):
    assert without_examples(text.encode()).decode() == (text if head is None else head)
