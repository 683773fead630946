"""Where in the source a part of a parsed expression is, and how a refusal of it is worded."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.expression.errors import ExpressionError, quoted
from quanze.expression.fields import KIND_WORDS, Kind, KindName

if TYPE_CHECKING:
    from quanze.expression.lexer import Lexed

#: Limits of an expression once it is parsed.
MAX_NODES: Final = 300
MAX_DEPTH: Final = 20

#: A part of an expression and its kind.
Operand = tuple[ast.expr, Kind]


@dataclass(frozen=True, slots=True)
class Wording:
    """Words refusals of the parts of one expression."""

    lexed: Lexed

    def wrong(self, node: ast.expr, message: str) -> ExpressionError:
        """Return the refusal of a part, with its columns."""
        return ExpressionError(message, *self.lexed.columns(node.col_offset, node.end_col_offset or node.col_offset))

    def wrong_field(self, node: ast.Attribute, message: str) -> ExpressionError:
        """Return the refusal of a field, with the columns of the name after the dot."""
        start, end = node.value.end_col_offset or 0, node.end_col_offset or 0
        name = self.lexed.python.encode()[start:end].lstrip(b" ).")
        return ExpressionError(message, *self.lexed.columns(end - len(name), end))

    def source(self, node: ast.expr) -> str:
        """Return a part as it was written, at most 30 characters of it."""
        return quoted(" ".join(self.lexed.text(node.col_offset, node.end_col_offset or node.col_offset).split()))

    def want(self, operand: Operand, allowed: tuple[KindName, ...], reason: str) -> None:
        """Refuse a part that is certainly of another kind."""
        node, kind = operand
        if kind.name != "any" and kind.name not in allowed:
            raise self.wrong(node, f"“{self.source(node)}”是{KIND_WORDS[kind.name]}, {reason}")

    def same(self, left: Operand, right: Operand, other: str) -> None:
        """Refuse to compare parts of kinds that are never equal."""
        one, two = left[1].name, right[1].name
        if "any" in (one, two) or one == two:
            return
        hint = next((text for kinds, text in _COMPARING if kinds <= {one, two}), "")
        words = f"“{self.source(left[0])}”是{KIND_WORDS[one]}, {other}{KIND_WORDS[two]}"
        raise self.wrong(left[0], f"{words}, 不能比较{hint}")

    def measure(self, body: ast.expr) -> None:
        """Refuse an expression that is too long or too deep."""
        waiting: list[tuple[ast.AST, ast.expr, int]] = [(body, body, 1)]
        count = 0
        while waiting:
            node, place, depth = waiting.pop()
            count += 1
            if count > MAX_NODES:
                raise self.wrong(body, f"表达式太长: 超过 {MAX_NODES} 个成分, 请拆成几条规则")
            if depth > MAX_DEPTH:
                raise self.wrong(place, f"表达式套得太深, 最多 {MAX_DEPTH} 层")
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    waiting.append((child, child, depth + 1))
                elif isinstance(child, ast.comprehension):
                    waiting.append((child, place, depth))


_COMPARING: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset(("date", "text")), '; 日期写作 日期("2021-10-01")'),
    (frozenset(("number", "text")), "; 数字不加引号"),
    (frozenset(("bool",)), "; 是写作 True, 否写作 False"),
    (frozenset(("list",)), "; 在列表里找用 in"),
)
