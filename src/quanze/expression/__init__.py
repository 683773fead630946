"""Expressions and message templates of declarative rules: what an office writes instead of Python."""

from quanze.absent import ABSENT, FieldAbsent
from quanze.expression.compiler import ABSENT_RESULT, DEFAULT_BUDGET, Expression, compile_expression
from quanze.expression.errors import BudgetExceeded, EvaluationError, ExpressionError
from quanze.expression.fields import FieldTree, Kind, tree_of, unstable_names
from quanze.expression.template import Template, compile_template, shown

__all__ = [
    "ABSENT",
    "ABSENT_RESULT",
    "DEFAULT_BUDGET",
    "BudgetExceeded",
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "FieldAbsent",
    "FieldTree",
    "Kind",
    "Template",
    "compile_expression",
    "compile_template",
    "shown",
    "tree_of",
    "unstable_names",
]
