"""What the context remembers for the checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quanze.absent import ABSENT, FieldAbsent
from quanze.engine.examples import example_context
from quanze.rules import context as contexts
from quanze.rules.checks.wording import any_of, finder

if TYPE_CHECKING:
    from quanze.model.configuration import Profile


def test_a_question_is_answered_once_for_each_key(profile: Profile) -> None:
    context, asked = example_context({}, profile, None), []
    for key in ("甲", "乙", "甲"):
        assert context.remember(("问", key), lambda key=key: asked.append(key) or key * 2) == key * 2
    assert asked == ["甲", "乙"]


def test_none_is_an_answer_too(profile: Profile) -> None:
    context, asked = example_context({}, profile, None), []
    for _ in range(2):
        assert context.remember("问", lambda: asked.append(1)) is None
    assert asked == [1]


def test_contexts_do_not_share_what_they_remember(profile: Profile) -> None:
    first, second = (example_context({}, profile, None) for _ in range(2))
    assert (first.remember("问", lambda: 1), second.remember("问", lambda: 2)) == (1, 2)


def test_what_could_not_be_read_is_asked_again(profile: Profile) -> None:
    context = example_context({}, profile, None)
    with pytest.raises(FieldAbsent):
        context.remember(("问", ABSENT), lambda: 1)
    with pytest.raises(FieldAbsent):
        context.remember("问", lambda: len(ABSENT))
    assert context.remember("问", lambda: 2) == 2


def test_the_memory_does_not_grow_without_end(profile: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "MEMORY", 3)
    context = example_context({}, profile, None)
    assert [context.remember(number, lambda number=number: number) for number in range(10)] == list(range(10))
    assert len(context._memory) <= 3


@pytest.mark.parametrize("pattern", ["许可|审批", "处罚", "许可(?!证)|核准"])
def test_plain_words_are_found_where_the_pattern_finds_them(pattern: str) -> None:
    for text in ("负责涉路施工的审批", "行政处罚", "许可证管理", "核准和许可", "拟订规划", ""):
        assert bool(finder(pattern)(text)) is bool(any_of((pattern,)).search(text))
