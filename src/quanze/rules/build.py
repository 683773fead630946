"""Rule file → check: a form, an expression, or a Python check named by the file."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING, Final

from quanze.expression import ABSENT_RESULT, Expression, Template, compile_expression, compile_template
from quanze.expression.errors import ExpressionError
from quanze.expression.fields import COMMON_NAMES, Kind, record_of
from quanze.finding import Hit
from quanze.model.rule import FORMS
from quanze.rules.check import Check, ItemCheck, ListCheck, TextCheck
from quanze.rules.errors import RuleFileError
from quanze.rules.fields import item_tree
from quanze.rules.forms import field_of, form_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.model.item import Item
    from quanze.model.rule import RuleFile
    from quanze.rules.context import Context

#: How a rule file may say what is looked for: key → attribute.
_WAYS: Final[Mapping[str, str]] = {"检查": "form", "要求": "requires", "代码实现": "implementation"}
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
    """Compile a condition of a rule file. Raises RuleFileError."""
    try:
        return compile_expression(source, names(), condition=True)
    except ExpressionError as error:
        raise RuleFileError(error.message, key, error.column, error.end_column) from None


def messages(rule: RuleFile, *, builtin: bool) -> dict[str, Template]:
    """Compile the messages of a rule file. Raises RuleFileError.

    A rule of an office has one message, which may name what its form gives; what a Python check, or the
    model for a field that is missing, puts into those of a built-in rule is known only to them.
    """
    if not rule.messages and rule.form != READING:
        raise RuleFileError("要写“消息”", "消息")
    if builtin:
        return {variant: _template(text, None) for variant, text in rule.messages.items()}
    if set(rule.messages) != {""}:
        raise RuleFileError("“消息”要写成一句话; 以“{”开头的要放在引号里", "消息")
    form = FORMS.get(rule.form or "")
    return {"": _template(rule.messages[""], frozenset(form.names if form else ()))}


def _template(text: str, free: frozenset[str] | None) -> Template:
    try:
        return compile_template(text, names(), free=free)
    except ExpressionError as error:
        raise RuleFileError(error.message, "消息", error.column, error.end_column) from None


def check(rule: RuleFile) -> Check | None:
    """Return the check a rule file describes, None for a rule that speaks of reading.

    Raises RuleFileError when it describes none, or more than one.
    """
    ways = [key for key, way in _WAYS.items() if getattr(rule, way)]
    if not ways:
        raise RuleFileError("没有写怎么查: 写“检查”(填空), 或者“要求”(必须成立的条件)", "代码")
    if len(ways) > 1:
        raise RuleFileError(f"“{ways[0]}”和“{ways[1]}”只写一个", ways[1])
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
    path = field_of(rule.position, "位置").path

    def run(item: Item, context: Context) -> Iterator[Hit]:
        outcome = compiled.evaluate(values(item, context), EXPRESSION_BUDGET)
        if outcome is not ABSENT_RESULT and not outcome:
            yield Hit(path)

    return ItemCheck(run)
