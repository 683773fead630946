"""Rule file → check: a form, an expression, or a Python check named by the file."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

from quanze.expression import ABSENT_RESULT, Expression, Template, compile_expression, compile_template
from quanze.expression.errors import ExpressionError
from quanze.expression.fields import COMMON_NAMES, Kind, record_of
from quanze.finding import Hit
from quanze.rules.check import Check, ItemCheck, ListCheck, TextCheck
from quanze.rules.errors import RuleFileError
from quanze.rules.fields import item_tree
from quanze.rules.forms import field_of, form_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.model.item import Item
    from quanze.model.rule import RuleFile
    from quanze.rules.context import Context

#: 检查: 读取 — the rule speaks of what is found while files are read and typed, or of the run itself.
READING = "读取"
#: Steps one expression of a rule may take on one item.
EXPRESSION_BUDGET = 20_000


@cache
def names() -> Mapping[str, Kind]:
    """Return the names an expression or a message of a rule may use."""
    return {"事项": record_of(item_tree()), **COMMON_NAMES}


def values(item: Item, context: Context) -> dict[str, object]:
    """Return what these names stand for."""
    return {"事项": item, "核对日期": context.as_of, "清单": context}


def expression(source: str, key: str) -> Expression:
    """Compile an expression of a rule file. Raises RuleFileError."""
    try:
        return compile_expression(source, names())
    except ExpressionError as error:
        raise RuleFileError(error.message, key, error.column, error.end_column) from None


def template(text: str) -> Template:
    """Compile a message of a rule file. Raises RuleFileError."""
    try:
        return compile_template(text, names())
    except ExpressionError as error:
        raise RuleFileError(error.message, "消息", error.column, error.end_column) from None


def check(rule: RuleFile) -> Check | None:
    """Return the check a rule file describes, None for a rule that speaks of reading.

    Raises RuleFileError when it describes none, or more than one.
    """
    ways = [way for way in (rule.form, rule.requires, rule.implementation) if way]
    if len(ways) != 1:
        raise RuleFileError("“检查”“要求”“代码实现”三种写法选一种", "检查" if rule.form else "代码")
    if rule.form == READING:
        return None
    if rule.implementation:
        return _named(rule.implementation)
    if rule.requires:
        return _required(rule.requires, rule)
    return form_check(rule)


def _named(dotted: str) -> Check:
    module, _, name = dotted.partition(":")
    if not module.startswith("quanze.rules.checks."):
        raise RuleFileError("“代码实现”只能是 quanze.rules.checks 里的检查; 本地规则请用填空或者表达式", "代码实现")
    try:
        found = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError:
        found = None
    if not isinstance(found, (ItemCheck, TextCheck, ListCheck)):
        raise RuleFileError(f"没有“{dotted}”这个检查", "代码实现")
    return found


def _required(source: str, rule: RuleFile) -> Check:
    compiled = expression(source, "要求")
    if not rule.position:
        raise RuleFileError("表达式规则要写“位置”, 说明报在哪个字段上", "位置")
    path = tuple(name for name, _ in field_of(rule.position, "位置").steps)

    def run(item: Item, context: Context) -> Iterator[Hit]:
        outcome = compiled.evaluate(values(item, context), EXPRESSION_BUDGET)
        if outcome is not ABSENT_RESULT and not outcome:
            yield Hit(path)

    return ItemCheck(run)
