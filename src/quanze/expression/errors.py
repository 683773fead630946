"""What can be wrong with an expression or a template, said in Chinese with its columns."""

from __future__ import annotations


class ExpressionError(ValueError):
    """An expression that is refused; the message is a Chinese sentence for the author of a rule.

    `column` and `end_column` are 1-based code points of the source text, the end exclusive.
    """

    def __init__(self, message: str, column: int = 1, end_column: int = 0) -> None:
        super().__init__(message, column, end_column)
        self.message = message
        self.column = column
        self.end_column = max(end_column, column + 1)

    def __str__(self) -> str:
        return f"第 {self.column} 列: {self.message}"


class EvaluationError(ExpressionError):
    """An expression that was accepted, and met a value it cannot work with."""


class BudgetExceeded(ExpressionError):  # noqa: N818 - what happened, in the words of the caller
    """An expression that needed more steps than it was given."""


def quoted(text: str) -> str:
    """Return a piece of source as a message quotes it: at most 30 characters, all of them visible."""
    short = text if len(text) <= 30 else text[:29] + "…"
    return short if short.isprintable() else "".join(char if char.isprintable() else "□" for char in short)
