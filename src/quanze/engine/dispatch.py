"""Which rules look at an item of one type: settled once for a type, not anew for every item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.expression import ABSENT_RESULT
from quanze.rules.build import EXPRESSION_BUDGET
from quanze.rules.check import ItemCheck, TextCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.finding import Hit, Unsure
    from quanze.model.item import Item
    from quanze.rulebook import Rule
    from quanze.rules.check import ItemFunction, TextFunction
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: The fields a rule may be filtered by without an expression: key → attribute.
_FILTERS = {"类型": "type", "状态": "status", "权力来源": "source", "主体性质": "subject_nature"}
_TYPE = "类型"


@dataclass(frozen=True, slots=True)
class Step:
    """A rule that may apply to items of one type, with the function that looks at the item or its texts.

    `asks` = more than the type decides whether it applies to an item.
    """

    rule: Rule
    asks: bool
    of_item: ItemFunction | None
    of_texts: TextFunction | None

    def run(self, item: Item, texts: Texts, context: Context) -> Iterable[Hit | Unsure]:
        """Return the hits of the rule over an item it applies to."""
        if self.of_item is not None:
            return self.of_item(item, context)
        return self.of_texts(texts, context) if self.of_texts is not None else ()


def _step(rule: Rule) -> Step | None:
    """Return a rule with what looks at one item, None when it does not look at single items."""
    asks = rule.condition is not None or any(name != _TYPE for name in rule.applies)
    if isinstance(rule.check, ItemCheck):
        return Step(rule, asks, rule.check.run, None)
    return Step(rule, asks, None, rule.check.run) if isinstance(rule.check, TextCheck) else None


def steps_for(rules: Sequence[Rule], item_type: str) -> tuple[Step, ...]:
    """Return the rules with a check over one item that may apply to items of a type, in their order.

    Of an item whose 类型 could not be read, no rule is sure that asks for it.
    """
    found = []
    for rule in rules:
        types = rule.applies.get(_TYPE)
        step = _step(rule) if types is None or (not is_absent(item_type) and item_type in types) else None
        if step is not None:
            found.append(step)
    return tuple(found)


def check_item(rule: Rule, item: Item, texts: Texts, context: Context) -> Iterable[Hit | Unsure]:
    """Run the check of a rule over one item, whichever of the two kinds it is."""
    step = _step(rule)
    return step.run(item, texts, context) if step is not None else ()


def applies(rule: Rule, item: Item, names: Mapping[str, object]) -> bool:
    """Say whether a rule applies to an item. Raises FieldAbsent when that cannot be known."""
    for name, allowed in rule.applies.items():
        if getattr(item, _FILTERS[name]) not in allowed:
            return False
    if rule.condition is None:
        return True
    outcome = rule.condition.evaluate(names, EXPRESSION_BUDGET)
    return outcome is not ABSENT_RESULT and bool(outcome)
