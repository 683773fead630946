"""Checked expression → guarded code → value.

RestrictedPython turns every field access, index and loop into a call of a guard; the transformer here
does the same for arithmetic, membership and function calls. What runs has no built-ins and sees only the
guards, the fixed functions and the values it is given.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

from RestrictedPython.transformer import RestrictingNodeTransformer

from quanze.absent import ABSENT, FieldAbsent
from quanze.expression import guards
from quanze.expression.errors import EvaluationError, ExpressionError, quoted
from quanze.expression.fields import KIND_WORDS, FieldTree, Kind, known_names
from quanze.expression.functions import FUNCTIONS
from quanze.expression.lexer import Lexed, lex
from quanze.expression.policy import Checker, Trail, is_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType, TracebackType

#: The result of an expression that used a value which is not there: the rule does not apply.
#: Like `ABSENT` itself it has no truth value; compare it with `is`.
ABSENT_RESULT: Final = ABSENT
#: Steps an evaluation may take unless it is told otherwise; some tens of milliseconds.
DEFAULT_BUDGET: Final = 1_000_000

_FILE: Final = "<表达式>"
_METER: Final = "_meter_"
_ARITHMETIC: Final[Mapping[type[ast.operator], str]] = {
    ast.Add: "_add_",
    ast.Sub: "_subtract_",
    ast.Mult: "_multiply_",
    ast.Div: "_divide_",
    ast.FloorDiv: "_floor_divide_",
    ast.Mod: "_remainder_",
}
_GUARDS: Final[Mapping[str, object]] = {
    "__builtins__": {},
    "_getattr_": guards.field_of,
    "_getitem_": guards.element,
    "_getiter_": guards.elements,
    "_used_": guards.used,
    "_used_field_": guards.used_field,
    "_contains_": guards.contains,
    "_tuple_": tuple,
    "_add_": guards.add,
    "_subtract_": guards.subtract,
    "_multiply_": guards.multiply,
    "_divide_": guards.divide,
    "_floor_divide_": guards.floor_divide,
    "_remainder_": guards.remainder,
    "_negative_": guards.negative,
    **{name: function.run for name, function in FUNCTIONS.items()},
}


class Expression:
    """A compiled expression. `kind` is the kind of its value, `fields` what it reads.

    A field is the trail of Chinese keys from a name down, for example ("事项", "设定依据", "类别").
    """

    __slots__ = ("_lexed", "_roots", "_run", "fields", "kind", "source")

    def __init__(
        self, lexed: Lexed, kind: Kind, roots: tuple[str, ...], fields: frozenset[Trail], run: Callable[..., object]
    ) -> None:
        self.source = lexed.source
        self.kind = kind
        self.fields = fields
        self._lexed = lexed
        self._roots = roots
        self._run = run

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    def evaluate(self, values: Mapping[str, object], budget: int = DEFAULT_BUDGET) -> object:
        """Return the value, or `ABSENT_RESULT` when a value that is not there was used.

        `values` are by name; one that is not given is not there. Lists come back as tuples. Raises
        EvaluationError for values the expression cannot work with, BudgetExceeded after `budget` steps.
        """
        try:
            return self._run(guards.Meter(budget), *[values.get(root) for root in self._roots])
        except FieldAbsent:
            return ABSENT_RESULT
        except ExpressionError as error:
            raise type(error)(error.message, *self._columns(error.__traceback__)) from None
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            message = "这里的值种类不同, 不能比较" if isinstance(error, TypeError) else "这里的值无法计算"
            raise EvaluationError(message, *self._columns(error.__traceback__)) from None

    def _columns(self, traceback: TracebackType | None) -> tuple[int, int]:
        """Return the source columns of what was being evaluated, of the whole where that is unknown."""
        place = (0, len(self._lexed.python.encode()))
        while traceback is not None:
            code: CodeType = traceback.tb_frame.f_code
            if code.co_filename == _FILE:
                _, _, start, end = list(code.co_positions())[traceback.tb_lasti // 2]
                if start is not None and end is not None:
                    place = (start, end)
            traceback = traceback.tb_next
        return self._lexed.columns(*place)


def compile_expression(source: str, names: Mapping[str, FieldTree | Kind], *, condition: bool = False) -> Expression:
    """Compile an expression over named values; 核对日期 and 清单 are always among the names.

    With `condition` an expression that is certainly no condition is refused. Raises ExpressionError
    with the columns of the first thing that the language does not have.
    """
    lexed = lex(source)
    known = known_names(names)
    tree = _parse(lexed)
    checker = Checker(lexed, {name: kind for name, (_, kind) in known.items()})
    kind = checker.check(tree)
    if condition and kind.name not in ("bool", "any"):
        raise ExpressionError(f"这里要写条件(是或者否), 写的是{KIND_WORDS[kind.name]}", 1, len(source) + 1)
    roots = tuple(sorted(checker.roots))
    run = _guarded(tree, checker.attributes, roots)
    return Expression(lexed, kind, tuple(known[root][0] for root in roots), frozenset(checker.fields), run)


def _parse(lexed: Lexed) -> ast.Expression:
    try:
        return ast.parse(lexed.python, _FILE, "eval")
    except SyntaxError as error:
        characters = lexed.python[: max((error.offset or 1) - 1, 0)]
        start = len(characters.encode())
        column, end_column = lexed.columns(start, start + 1)
        near = " ".join(quoted(lexed.source[column - 1 : column + 9]).split())
        message = f"“{near}”这里的写法不对, 前面可能少了逗号、and 或者引号" if near else "表达式没有写完"
    except (RecursionError, MemoryError, ValueError, OverflowError):
        column, end_column, message = 1, len(lexed.source) + 1, "表达式套得太深, 无法读懂"
    raise ExpressionError(message, column, end_column)


def _guarded(
    tree: ast.Expression, attributes: Mapping[ast.Attribute, str], roots: tuple[str, ...]
) -> Callable[..., object]:
    """Compile a checked expression to a function of a meter and the values of the roots."""
    transformer = _Guards(attributes)
    body = transformer.visit(tree.body)
    if transformer.errors:
        raise ExpressionError("这种写法不能用", 1)
    parameters = [ast.arg(name) for name in (_METER, *roots)]
    arguments = ast.arguments([], parameters, None, [], [], None, [])
    function = ast.Expression(ast.copy_location(ast.Lambda(arguments, body), tree.body))
    code = compile(ast.fix_missing_locations(function), _FILE, "eval", dont_inherit=True)
    run: Callable[..., object] = eval(code, dict(_GUARDS))  # noqa: S307 - checked, guarded, without built-ins
    return run


class _Guards(RestrictingNodeTransformer):  # type: ignore[misc, unused-ignore]  # untyped before version 8
    """Puts a guard before everything an expression does with a value.

    A value in the middle of a path, or in 有/无, may be absent; anywhere else it is about to be used.
    """

    def __init__(self, attributes: Mapping[ast.Attribute, str]) -> None:
        super().__init__()
        self._attributes = attributes
        self._steps = 1

    def visit_Name(self, node: ast.Name) -> Any:  # noqa: N802 - the name is RestrictedPython's
        """Use a value; bind a loop variable."""
        checked: Any = super().visit_Name(node)
        return _call("_used_", [checked], node) if isinstance(node.ctx, ast.Load) else checked

    def visit_Attribute(self, node: ast.Attribute) -> Any:  # noqa: N802
        """Use a field."""
        return self._field(node, "_used_field_")

    def visit_Subscript(self, node: ast.Subscript) -> Any:  # noqa: N802
        """Use an element."""
        return _call("_used_", [self._element(node)], node)

    def _passed(self, node: ast.expr) -> Any:
        """Return a value that may be absent."""
        match node:
            case ast.Attribute():
                return self._field(node, "_getattr_")
            case ast.Subscript():
                return self._element(node)
            case ast.Name():
                return super().visit_Name(node)
        return self.visit(node)

    def _field(self, node: ast.Attribute, guard: str) -> Any:
        record = self._passed(node.value)
        bare = ast.copy_location(ast.Attribute(ast.Constant(None), self._attributes[node], ast.Load()), node)
        access: Any = super().visit_Attribute(ast.fix_missing_locations(bare))
        return _call(guard, [record, access.args[1]], node)

    def _element(self, node: ast.Subscript) -> Any:
        return _call("_getitem_", [self._passed(node.value), node.slice], node)

    def visit_Call(self, node: ast.Call) -> Any:  # noqa: N802
        """Call a fixed function with the meter."""
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        special = FUNCTIONS[name].special
        arguments = [self._passed(a) if special == "field" else self.visit(a) for a in node.args]
        return _call(name, [ast.Name(_METER, ast.Load()), *arguments], node)

    def visit_Compare(self, node: ast.Compare) -> Any:  # noqa: N802
        """Compare; a comparison with None asks whether a field is written."""
        right, operator = node.comparators[0], node.ops[0]
        if is_none(node.left) or is_none(right):
            name = "无" if isinstance(operator, (ast.Eq, ast.Is)) else "有"
            field = right if is_none(node.left) else node.left
            return _call(name, [ast.Name(_METER, ast.Load()), self._passed(field)], node)
        if isinstance(operator, (ast.In, ast.NotIn)) and not isinstance(right, (ast.List, ast.Tuple)):
            found = _call("_contains_", [self.visit(right), self.visit(node.left), ast.Name(_METER, ast.Load())], node)
            return found if isinstance(operator, ast.In) else ast.copy_location(ast.UnaryOp(ast.Not(), found), node)
        return super().visit_Compare(node)

    def visit_BinOp(self, node: ast.BinOp) -> Any:  # noqa: N802
        """Calculate."""
        operands = [self.visit(node.left), self.visit(node.right)]
        if isinstance(node.op, ast.Add):  # may join texts, which is paid for by their length
            operands.append(ast.Name(_METER, ast.Load()))
        return _call(_ARITHMETIC[type(node.op)], operands, node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> Any:  # noqa: N802
        """Negate a condition or a number."""
        if isinstance(node.op, ast.USub):
            return _call("_negative_", [self.visit(node.operand)], node)
        return super().visit_UnaryOp(node)

    def visit_List(self, node: ast.List) -> Any:  # noqa: N802
        """Make a list a tuple: every list is one at evaluation, so that equal lists compare equal."""
        return ast.copy_location(ast.Tuple([self.visit(e) for e in node.elts], ast.Load()), node)

    def visit_ListComp(self, node: ast.ListComp) -> Any:  # noqa: N802
        """Build a list, paying for its elements."""
        return _call("_tuple_", [self._loop(node, super().visit_ListComp)], node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> Any:  # noqa: N802
        """Go through a list, paying for its elements."""
        return self._loop(node, super().visit_GeneratorExp)

    def _loop(self, node: ast.ListComp | ast.GeneratorExp, visit: Callable[[Any], Any]) -> Any:
        outer, self._steps = self._steps, sum(isinstance(part, ast.expr) for part in ast.walk(node))
        guarded = visit(node)
        self._steps = outer
        return guarded

    def guard_iter(self, node: ast.For | ast.comprehension) -> Any:
        """Give the guard of a loop the meter and what each turn costs."""
        steps = self._steps
        guarded: Any = super().guard_iter(node)
        guarded.iter.args += [ast.Name(_METER, ast.Load()), ast.Constant(steps)]
        return guarded


def _call(name: str, arguments: list[ast.expr], place: ast.expr) -> ast.Call:
    return ast.copy_location(ast.Call(ast.Name(name, ast.Load()), arguments, []), place)
