"""Judging written items with single rules of the rulebook, as the engine does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from quanze.absent import FieldAbsent
from quanze.engine.dispatch import applies, check_item
from quanze.engine.examples import example_context
from quanze.engine.list_phase import run_check
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.finding import Hit
from quanze.model.item import item_type
from quanze.model.validation import read_record
from quanze.rulebook import load
from quanze.rules.build import values
from quanze.rules.facts import facts_of
from quanze.rules.texts import Texts
from quanze.source import parse

if TYPE_CHECKING:
    from quanze.citation.law import LawIndex
    from quanze.model.configuration import Profile
    from quanze.rulebook import Rulebook
    from quanze.rules.check import ListHit
    from quanze.source import Tree


class Judge(Protocol):
    """Judges one item, written in YAML, with one rule."""

    def __call__(self, code: str, yaml: str, *, laws: LawIndex | None = None, **setting: Tree) -> list[Hit]:
        """Return the hits of the rule."""


class JudgeList(Protocol):
    """Judges items, each written in YAML, with one rule of the whole list."""

    def __call__(self, code: str, *yaml: str, **setting: Tree) -> list[ListHit]:
        """Return the hits of the rule; items are named "0", "1" …."""


@pytest.fixture(scope="session")
def profile() -> Profile:
    """The default profile."""
    return load_profile("zwfw", Path())


@pytest.fixture(scope="session")
def rulebook(profile: Profile) -> Rulebook:
    """The built-in rulebook."""
    return load(vocabulary_of(profile))


def _tree(yaml: str) -> Tree:
    reading = parse(yaml.encode(), "事项.yaml")
    assert reading.document is not None, reading.problems
    return reading.document.root


@pytest.fixture(scope="session")
def judge(rulebook: Rulebook, profile: Profile) -> Judge:
    """Judge one item with one rule; `setting` is what an example writes under 环境."""

    def run(code: str, yaml: str, *, laws: LawIndex | None = None, **setting: Tree) -> list[Hit]:
        rule = rulebook.rules[code]
        context = example_context(setting, profile, laws)
        tree = _tree(yaml)
        kind = item_type(tree.get("类型")) if isinstance(tree, dict) else item_type(None)
        item, found = read_record(kind, tree, vocabulary_of(profile))
        assert item is not None
        hits = [one.hit for one in found if one.rule == code]
        try:
            if applies(rule, item, values(item, context)):
                hits += [h for h in check_item(rule, item, Texts(tree), context) if isinstance(h, Hit)]
        except FieldAbsent:
            pass
        return hits

    return run


@pytest.fixture(scope="session")
def judge_list(rulebook: Rulebook, profile: Profile) -> JudgeList:
    """Judge a list of items with one rule."""

    def run(code: str, *yaml: str, **setting: Tree) -> list[ListHit]:
        context = example_context(setting, profile, None)
        every = []
        for number, written in enumerate(yaml):
            tree = _tree(written)
            kind = item_type(tree.get("类型")) if isinstance(tree, dict) else item_type(None)
            item, _ = read_record(kind, tree, vocabulary_of(profile))
            assert item is not None
            every.append(facts_of(item, str(number)))
        return list(run_check(rulebook.rules[code], every, context))

    return run
