"""Every rule, check, condition and function of docs/own-rules.md does what the page says."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from quanze.engine.examples import run_examples
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.expression.functions import FUNCTIONS
from quanze.model.rule import FORMS
from quanze.rulebook import Rule, make_rule
from quanze.rules.build import expression
from quanze.source import parse

DOCS = Path(__file__).resolve().parent.parent / "docs"
WORDS = vocabulary_of(load_profile("zwfw", Path()))


@pytest.fixture(scope="module")
def page():
    sys.path.insert(0, str(DOCS))
    try:
        return import_module("own_rules_page")
    finally:
        sys.path.remove(str(DOCS))


def test_the_rules_of_the_page_pass_their_own_test(page):
    for text in page.RULES:
        rule = make_rule(parse(text.encode(), "规则.yaml").document.root, "规则.yaml", WORDS, builtin=False)
        assert isinstance(rule, Rule), rule
        assert [outcome.problem for outcome in run_examples(rule)] == ["", ""]


def test_every_check_is_filled_in_as_the_page_says(page):
    assert list(page.FILLED) == list(FORMS)
    for form, filled in page.FILLED.items():
        keys = parse(f"{{{filled}}}".encode(), "规则.yaml").document.root
        tree = {
            "代码": "SXJ900",
            "名称": "示例",
            "级别": "警告",
            "依据": "本单位规定",
            "消息": "不对",
            "检查": form,
            **keys,
        }
        assert isinstance(make_rule(tree, "规则.yaml", WORDS, builtin=False), Rule), form


def test_every_condition_of_the_page_is_one(page):
    for condition in page.CONDITIONS.values():
        assert expression(condition, "要求").source == condition


def test_every_function_is_on_the_page(page):
    assert {id(FUNCTIONS[name]) for name in page.MEANINGS} == {id(function) for function in FUNCTIONS.values()}
