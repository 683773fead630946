"""Which rules look at an item of one type: settled once for a type, not anew for every item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from quanze.absent import is_absent
from quanze.expression import ABSENT_RESULT
from quanze.model.rule import FILTERS
from quanze.rules.build import EXPRESSION_BUDGET
from quanze.rules.check import ItemCheck, TextCheck
from quanze.rules.suspects import Suspects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from quanze.finding import Hit, Unsure
    from quanze.model.item import Item
    from quanze.rulebook import Rule
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

_TYPE = "类型"

Subject = TypeVar("Subject", "Item", "Texts")


@dataclass(frozen=True, slots=True)
class Step(Generic[Subject]):
    """A rule that may apply to items of one type, with the function that looks at the item, or at its texts.

    `asks` = more than the type decides whether it applies to an item; `bit` is that of a check of texts
    among the `Suspects`, 0 for one that has to see them all.
    """

    rule: Rule
    asks: bool
    run: Callable[[Subject, Context], Iterable[Hit | Unsure]]
    bit: int = 0


@dataclass(frozen=True, slots=True)
class Steps:
    """The rules that may apply to items of one type, in their order."""

    items: tuple[Step[Item], ...]
    texts: tuple[Step[Texts], ...]


def steps_for(rules: Sequence[Rule], item_type: str, suspects: Suspects) -> Steps:
    """Return the rules with a check over one item that may apply to items of a type.

    Of an item whose 类型 could not be read, no rule is sure that asks for it.
    """
    items: list[Step[Item]] = []
    texts: list[Step[Texts]] = []
    for rule in rules:
        types = rule.applies.get(_TYPE)
        if types is not None and (is_absent(item_type) or item_type not in types):
            continue
        asks = rule.condition is not None or any(name != _TYPE for name in rule.applies)
        if isinstance(rule.check, ItemCheck):
            items.append(Step(rule, asks, rule.check.run))
        elif isinstance(rule.check, TextCheck):
            texts.append(Step(rule, asks, rule.check.run, suspects.bit(rule.check)))
    return Steps(tuple(items), tuple(texts))


def check_item(rule: Rule, item: Item, texts: Texts, context: Context) -> Iterable[Hit | Unsure]:
    """Run the check of a rule over one item, whichever of the two kinds it is."""
    if isinstance(rule.check, ItemCheck):
        return rule.check.run(item, context)
    if not isinstance(rule.check, TextCheck):
        return ()
    suspects = Suspects((rule.check,), context)
    bit = suspects.bit(rule.check)
    if bit and not suspects.concerned(texts):
        return ()
    return rule.check.run(suspects.shown(texts, bit) if bit else texts, context)


def applies(rule: Rule, item: Item, names: Mapping[str, object]) -> bool:
    """Say whether a rule applies to an item. Raises FieldAbsent when that cannot be known."""
    for name, allowed in rule.applies.items():
        if getattr(item, FILTERS[name]) not in allowed:
            return False
    if rule.condition is None:
        return True
    outcome = rule.condition.evaluate(names, EXPRESSION_BUDGET)
    return outcome is not ABSENT_RESULT and bool(outcome)
