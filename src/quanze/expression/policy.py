"""The policy: which expressions there are, what kinds their parts have, and why others are refused.

The checker allows what it knows and refuses everything else, so a new kind of node in a new Python is
refused until it is written down here. It runs before RestrictedPython, which has the last word.
"""

from __future__ import annotations

import ast
import datetime as dt
import itertools
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from quanze.expression.errors import ExpressionError, quoted
from quanze.expression.fields import ANY, BOOL, KIND_WORDS, NUMBER, TEXT, Kind, KindName, list_of
from quanze.expression.functions import FUNCTIONS, Function
from quanze.expression.pattern import safe_pattern
from quanze.expression.suggestion import unknown_field, unknown_function, unknown_name
from quanze.expression.wording import Operand, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quanze.expression.lexer import Lexed

#: Limits of the parts of an expression.
MAX_CONSTANT: Final = 1_000
MAX_INTEGER: Final = 10**12
MAX_LITERAL: Final = 200
MAX_INDEX: Final = 10_000
MAX_LOOPS: Final = 2

_ISO_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ORDER: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_EQUALITY: Final = (ast.Eq, ast.NotEq)
_IDENTITY: Final = (ast.Is, ast.IsNot)
_ARITHMETIC: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod)
_ORDERED: Final[tuple[KindName, ...]] = ("number", "date", "text")

#: Words that RestrictedPython keeps for itself.
_RESERVED: Final = ("print", "printed")

#: Chinese keys from a name down to a field.
Trail = tuple[str, ...]


def is_path(node: ast.AST) -> bool:
    """Say whether a node is a name followed by fields and indices only: what 有 and 无 take."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return isinstance(node, ast.Name)


def is_none(node: ast.AST) -> bool:
    """Say whether a node is the word None."""
    return isinstance(node, ast.Constant) and node.value is None


class Checker:
    """Checks one parsed expression; collects what it reads.

    After `check`, `attributes` gives the attribute of every field access, `fields` the longest trails
    that are read, `roots` the names that are used.
    """

    def __init__(self, lexed: Lexed, names: Mapping[str, Kind]) -> None:
        self._at = Wording(lexed)
        self._names = names
        self._loops: dict[str, tuple[Kind, Trail]] = {}
        self._depth_of_loops = 0
        self.attributes: dict[ast.Attribute, str] = {}
        self.fields: set[Trail] = set()
        self.roots: set[str] = set()

    def check(self, tree: ast.Expression) -> Kind:
        """Return the kind of the whole expression. Raises ExpressionError for the first thing refused."""
        self._at.measure(tree.body)
        return self._kind(tree.body)

    def _kind(self, node: ast.expr) -> Kind:
        check = self._CHECKS.get(type(node))
        if check is None:
            raise self._at.wrong(node, _WHY_NOT.get(type(node), "这种写法不能用"))
        return check(self, node)

    def _logic(self, node: ast.BoolOp) -> Kind:
        for value in node.values:
            self._condition(value)
        return BOOL

    def _choice(self, node: ast.IfExp) -> Kind:
        self._condition(node.test)
        return _common([self._kind(node.body), self._kind(node.orelse)])

    def _condition(self, node: ast.expr) -> None:
        kind = self._kind(node)
        self._at.want((node, kind), ("bool",), f"不是条件; 请写成比较式, 或者 有({self._at.source(node)})")

    def _name(self, node: ast.Name) -> Kind:
        if node.id in self._loops:
            return self._loops[node.id][0]
        if node.id in self._names:
            self.roots.add(node.id)
            return self._names[node.id]
        if node.id in FUNCTIONS:
            raise self._at.wrong(node, f"“{node.id}”是函数, 写作 {FUNCTIONS[node.id].usage}")
        hint = "; 文字要放在半角引号里"
        raise self._at.wrong(node, unknown_name(quoted(node.id), self._names, (*self._loops, *FUNCTIONS), hint))

    def _attribute(self, node: ast.Attribute) -> Kind:
        kind = self._kind(node.value)
        owner = self._at.source(node.value)
        if kind.record is None:
            listed = f"; 请用 any(… for 甲 in {owner}) 逐个看, 或者用 [0] 取第一个" if kind.name == "list" else ""
            after = f"“{owner}”是{KIND_WORDS[kind.name]}, 后面不能再写“.{quoted(node.attr)}”"
            raise self._at.wrong_field(node, after + listed)
        found = kind.record.find(node.attr)
        if found is None:
            raise self._at.wrong_field(node, unknown_field(owner, kind.record, quoted(node.attr)))
        self.attributes[node] = found[0]
        trail = self._trail(node)
        if trail:
            self.fields.discard(trail[:-1])
            self.fields.add(trail)
        return found[1]

    def _trail(self, node: ast.expr) -> Trail:
        """Return the keys from a name to a field, () where the value is not simply read from a name."""
        match node:
            case ast.Name():
                return self._loops[node.id][1] if node.id in self._loops else (node.id,)
            case ast.Subscript():
                return self._trail(node.value)
            case ast.Attribute():
                trail = self._trail(node.value)
                return (*trail, node.attr) if trail else ()
        return ()

    def _subscript(self, node: ast.Subscript) -> Kind:
        kind = self._kind(node.value)
        if not is_path(node.value):
            raise self._at.wrong(node, "只能对字段取第几个, 例如 事项.设定依据[0]")
        self._at.want((node.value, kind), ("list",), "不能取第几个")
        index = node.slice
        if isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
            index = index.operand
        if not isinstance(index, ast.Constant) or type(index.value) is not int or index.value > MAX_INDEX:
            raise self._at.wrong(node.slice, "方括号里只能写一个整数: [0] 是第一个, [-1] 是最后一个")
        return kind.element or ANY

    def _constant(self, node: ast.Constant) -> Kind:
        value = node.value
        if isinstance(value, str):
            if len(value) > MAX_CONSTANT:
                raise self._at.wrong(node, f"文字太长, 最多 {MAX_CONSTANT} 个字")
            return TEXT
        if isinstance(value, bool):
            return BOOL
        if isinstance(value, (int, float)):
            if not abs(value) < MAX_INTEGER:
                raise self._at.wrong(node, "数字太大, 应小于一万亿")
            return NUMBER
        if value is None:
            raise self._at.wrong(node, "None 只能与字段比较; 判断写没写, 请用 有(…) 或 无(…)")
        raise self._at.wrong(node, "这种写法不能用")

    def _compare(self, node: ast.Compare) -> Kind:
        operands = [node.left, *node.comparators]
        if any(is_none(operand) for operand in operands):
            field = node.comparators[0] if is_none(node.left) else node.left
            if len(operands) != 2 or not isinstance(node.ops[0], (*_EQUALITY, *_IDENTITY)) or not is_path(field):
                raise self._at.wrong(node, "None 只能与字段比较; 判断写没写, 请用 有(…) 或 无(…)")
            self._kind(field)
            return BOOL
        if len(operands) > 2 and any(isinstance(operator, (ast.In, ast.NotIn)) for operator in node.ops):
            raise self._at.wrong(node, "in 不能与别的比较连写, 请用 and 分开")
        kinds = [self._kind(operand) for operand in operands]
        pairs = itertools.pairwise(zip(operands, kinds, strict=True))
        for operator, (left, right) in zip(node.ops, pairs, strict=True):
            self._pair(operator, left, right)
        return BOOL

    def _pair(self, operator: ast.cmpop, left: Operand, right: Operand) -> None:
        if isinstance(operator, (ast.In, ast.NotIn)):
            self._at.want(right, ("list", "text"), "in 的右边应为列表或者文字")
            container = right[1]
            if container.name == "text":
                self._at.want(left, ("text",), "在文字里找的应为文字")
            elif container.element is not None:
                self._at.same(left, (right[0], container.element), "列表里的是")
            return
        if isinstance(operator, _IDENTITY):
            raise self._at.wrong(left[0], "is 只能写 is None; 判断相等用“==”")
        if isinstance(operator, _ORDER):
            for node, kind in (left, right):
                self._at.want((node, kind), _ORDERED, "不能比较大小")
        self._at.same(left, right, f"“{self._at.source(right[0])}”是")

    def _unary(self, node: ast.UnaryOp) -> Kind:
        if isinstance(node.op, ast.Not):
            self._condition(node.operand)
            return BOOL
        if not isinstance(node.op, ast.USub):
            raise self._at.wrong(node, "数字前面不用写“+”")
        self._at.want((node.operand, self._kind(node.operand)), ("number",), "不能计算")
        return NUMBER

    def _binary(self, node: ast.BinOp) -> Kind:
        if not isinstance(node.op, _ARITHMETIC):
            raise self._at.wrong(node, "只能用 + - * / // % 计算")
        left, right = self._kind(node.left), self._kind(node.right)
        if isinstance(node.op, ast.Add) and "text" in (left.name, right.name):
            for side, kind in ((node.left, left), (node.right, right)):
                self._at.want((side, kind), ("text",), "不能与文字相加")
            return TEXT
        if left.name == right.name == "date":
            raise self._at.wrong(node, "两个日期相差几天, 请用 天数(前, 后)")
        for side, kind in ((node.left, left), (node.right, right)):
            self._at.want((side, kind), ("number",), "不能计算")
        return ANY if isinstance(node.op, ast.Add) and left.name == right.name == "any" else NUMBER

    def _literal(self, node: ast.List | ast.Tuple) -> Kind:
        if len(node.elts) > MAX_LITERAL:
            raise self._at.wrong(node, f"列表太长, 最多 {MAX_LITERAL} 个")
        return list_of(_common([self._kind(element) for element in node.elts]))

    def _comprehension(self, node: ast.ListComp | ast.GeneratorExp) -> Kind:
        outer = dict(self._loops)
        for generator in node.generators:
            self._generator(generator)
        element = self._kind(node.elt)
        self._loops = outer
        self._depth_of_loops -= len(node.generators)
        return list_of(element)

    def _generator(self, generator: ast.comprehension) -> None:
        kind = self._kind(generator.iter)
        self._at.want((generator.iter, kind), ("list",), "不能用 for 逐个看")
        target = generator.target
        if not isinstance(target, ast.Name):
            raise self._at.wrong(target, "for 后面只能写一个名字")
        if any(target.id in taken for taken in (self._names, FUNCTIONS, self._loops, _RESERVED)):
            raise self._at.wrong(target, f"“{quoted(target.id)}”已经有别的意思, 请换一个名字")
        if target.id.startswith("_") or "__" in target.id:
            raise self._at.wrong(target, "名字不能以下划线开头, 也不能有连续下划线")
        self._depth_of_loops += 1
        if self._depth_of_loops > MAX_LOOPS:
            raise self._at.wrong(target, f"for 最多套 {MAX_LOOPS} 层")
        self._loops[target.id] = (kind.element or ANY, self._trail(generator.iter))
        if generator.is_async or len(generator.ifs) > 1:
            raise self._at.wrong(target, "每个 for 后面最多一个 if; 几个条件用 and 连接")
        for test in generator.ifs:
            self._condition(test)

    def _call(self, node: ast.Call) -> Kind:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS:
            if not name:
                self._kind(node.func)
            if name in self._names or name in self._loops or not name:
                raise self._at.wrong(node.func, f"“{self._at.source(node.func)}”不是函数")
            raise self._at.wrong(node.func, unknown_function(quoted(name), FUNCTIONS))
        function = FUNCTIONS[name]
        most = MAX_LITERAL if function.variadic else len(function.takes)
        if node.keywords or not len(function.takes) <= len(node.args) <= most:
            raise self._at.wrong(node, f"“{name}”的写法是 {function.usage}")
        kinds = [self._argument(function, index, node) for index in range(len(node.args))]
        self._special(function, node)
        if not function.variadic:
            return function.result
        operands = list(zip(node.args, kinds, strict=True))
        for one, other in itertools.pairwise(operands):
            self._at.same(one, other, f"“{self._at.source(other[0])}”是")
        return kinds[0] if len(kinds) > 1 else kinds[0].element or ANY

    def _argument(self, function: Function, index: int, call: ast.Call) -> Kind:
        node = call.args[index]
        allowed = function.takes[min(index, len(function.takes) - 1)]
        if function.variadic and len(call.args) == 1:
            allowed = ("list",)
        generator = isinstance(node, ast.GeneratorExp) and len(call.args) == 1 and "list" in allowed
        kind = self._comprehension(node) if generator and isinstance(node, ast.GeneratorExp) else self._kind(node)
        usage = f"这里的写法是 {function.usage}"
        if allowed:
            self._at.want((node, kind), allowed, usage)
        if kind.element is not None and function.elements:
            inner = node.elt if isinstance(node, (ast.GeneratorExp, ast.ListComp)) else node
            self._at.want((inner, kind.element), function.elements, usage)
        return kind

    def _special(self, function: Function, node: ast.Call) -> None:
        """Check what must be certain before an expression runs: fields, patterns, dates."""
        last = node.args[-1]
        if function.special == "field" and not is_path(last):
            raise self._at.wrong(last, f"“{function.usage[0]}”的括号里只能写字段")
        if function.special not in ("pattern", "date"):
            return
        if not isinstance(last, ast.Constant) or not isinstance(last.value, str):
            raise self._at.wrong(last, f"这里只能直接写文字: {function.usage}")
        if function.special == "date":
            if not _is_date(last.value):
                raise self._at.wrong(last, f"“{quoted(last.value)}”不是日期, 写作 {function.usage}")
            return
        try:
            safe_pattern(last.value)
        except ExpressionError as error:
            raise self._at.wrong(last, error.message) from None

    #: What there is; every other kind of node is refused.
    _CHECKS: ClassVar[Mapping[type[ast.expr], Callable[[Checker, Any], Kind]]] = {
        ast.Name: _name,
        ast.Attribute: _attribute,
        ast.Subscript: _subscript,
        ast.Constant: _constant,
        ast.Compare: _compare,
        ast.BoolOp: _logic,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.IfExp: _choice,
        ast.Call: _call,
        ast.List: _literal,
        ast.Tuple: _literal,
        ast.ListComp: _comprehension,
    }


def _common(kinds: list[Kind]) -> Kind:
    return kinds[0] if kinds and all(kind == kinds[0] for kind in kinds) else ANY


def _is_date(text: str) -> bool:
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


_WHY_NOT: Final[Mapping[type[ast.expr], str]] = {
    ast.GeneratorExp: "“… for … in …”要放在方括号里, 或者作为 any、all、合计 等函数唯一的参数",
    ast.Lambda: "不能写 lambda",
    ast.JoinedStr: "不能用 f 文字 (f-string)",
    ast.Starred: "不能用“*”展开",
    ast.NamedExpr: "不能赋值",
    ast.Dict: "不能用花括号",
    ast.DictComp: "不能用花括号",
    ast.Set: "不能用花括号",
    ast.SetComp: "不能用花括号",
    ast.Slice: "方括号里只能写一个整数",
}
