"""Examples for a new rule, derived from its check: candidates are tried until one does what it should."""

from __future__ import annotations

import ast
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, Final, cast

from quanze.engine.examples import run_examples
from quanze.engine.field_sample import SAMPLE_TEXT, shape_of
from quanze.engine.new_rule import EXPRESSION, CheckAnswer, rule_tree
from quanze.engine.pattern_sample import sample
from quanze.expression.errors import ExpressionError
from quanze.expression.lexer import lex
from quanze.expression.pattern import safe_pattern
from quanze.rulebook import Rule, make_rule
from quanze.rules.build import expression
from quanze.rules.fields import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import JsonValue

    from quanze.engine.field_sample import Shape
    from quanze.engine.new_rule import Answers
    from quanze.model.configuration import Profile
    from quanze.model.validation import Vocabulary
    from quanze.source import Tree

#: How many candidates are tried before none is thought to do.
_TRIED: Final = 4_000
_GENERIC: Final = (SAMPLE_TEXT, "0371-12345678", "2024-06-30", "第十二条", "411199", "示例县人民政府", "abc123", "×")
_LONGEST: Final = 5_000

Example = dict[str, "Tree"]
Candidates = tuple["Iterable[Example]", "Iterable[Example]"]


def derive(
    rule: Rule, answers: Answers, profile: Profile, vocabulary: Vocabulary
) -> tuple[Example | None, Example | None]:
    """Return a good and a bad example that do what they should, None for one that is not found."""
    shape = shape_of(answers.field, vocabulary)
    good, bad = _candidates(shape, answers, profile, vocabulary)
    place = answers.field.written
    located = ({**example, "位置": example.get("位置", place)} for example in bad)
    return _good(rule, good, answers, profile, vocabulary), _first(rule, located, profile, bad=True)


def _good(
    rule: Rule, candidates: Iterable[Example], answers: Answers, profile: Profile, vocabulary: Vocabulary
) -> Example | None:
    """Return an example that holds: of a condition one that is met, not one to which it does not apply."""
    if answers.check.form != EXPRESSION:
        return _first(rule, candidates, profile, bad=False)
    tried, place = list(islice(candidates, _TRIED)), answers.field.written
    contrary = replace(answers, check=CheckAnswer(EXPRESSION, {"要求": f"not ({answers.check.keys['要求']})"}))
    opposite = make_rule(rule_tree(contrary, ()), "", vocabulary, builtin=False)
    if isinstance(opposite, Rule):
        met = _first(opposite, ({**example, "位置": place} for example in tried), profile, bad=True)
        if met is not None:
            return {key: value for key, value in met.items() if key != "位置"}
    return _first(rule, tried, profile, bad=False)


def _first(rule: Rule, candidates: Iterable[Example], profile: Profile, *, bad: bool) -> Example | None:
    for candidate in islice(candidates, _TRIED):
        if not problem_of(rule, candidate, profile, bad=bad):
            return candidate
    return None


def problem_of(rule: Rule, example: Example, profile: Profile, *, bad: bool) -> str:
    """Return what an example does that it should not, "" when it does what it should."""
    written = (cast("Mapping[str, JsonValue]", example),)
    alone = replace(rule, good=() if bad else written, bad=written if bad else ())
    return run_examples(alone, profile=profile)[0].problem


def _candidates(shape: Shape, answers: Answers, profile: Profile, vocabulary: Vocabulary) -> Candidates:
    form, keys = answers.check.form, answers.check.keys
    if form == EXPRESSION:
        return _of_expression(str(keys["要求"]), vocabulary)
    if form in ("必填", "不得为空"):
        return map(shape.item, shape.values()), (shape.item(None), {"类型": shape.types[0]})
    if form == "成对":
        return _of_pair(shape, shape_of(resolve(str(keys["另一字段"])), vocabulary))
    if form == "数值比较":
        return _of_comparison(shape, keys, vocabulary)
    if form == "唯一":
        first, second = map(shape.item, ("示例一", "示例二"))
        return ({"事项": [first, second]},), ({"事项": [first, first], "第": "2"},)
    if form == "引用存在":
        return _of_register(shape, str(keys["引用"]))
    return _of_texts(shape, *_texts(form, keys, profile))


def _of_texts(shape: Shape, good: Iterable[str], bad: Iterable[str]) -> Candidates:
    return map(shape.item, shape.values(tuple(good))), map(shape.item, shape.values(tuple(bad)))


def _texts(form: str, keys: Mapping[str, Tree], profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return values that a check of texts lets pass, and values that it does not."""
    if form == "枚举":
        allowed = tuple(str(word) for word in keys["取值"])
        return allowed, tuple(f"{word}之外" for word in allowed)
    if form in ("正则", "不得匹配"):
        found = sample(safe_pattern(str(keys["模式"])))
        matching = (found,) if found else ()
        others = tuple(f"{text}×" for text in matching)
        return ((*matching, *_GENERIC), (*_GENERIC, *others)) if form == "正则" else (_GENERIC, (*matching, *_GENERIC))
    if form == "长度":
        most = min(int(str(keys["最多"])), _LONGEST)
        return (SAMPLE_TEXT, "示"), ("示" * (most + 1),)
    listed = keys.get("词表")
    words = profile.phrases[str(listed)].words if listed else tuple(str(word) for word in keys["词"])
    return _GENERIC, (*(f"{SAMPLE_TEXT}{word}" for word in words), *words)


def _of_pair(shape: Shape, other: Shape) -> Candidates:
    ones, others = tuple(shape.values()), tuple(other.values())
    both = (merged(shape.item(one), other.item(two)) for one, two in product(ones, others))
    second: Tree = other.field.written
    lacking = (*map(other.item, others), *({**shape.item(one), "位置": second} for one in ones))
    return both, lacking


def _of_comparison(shape: Shape, keys: Mapping[str, Tree], vocabulary: Vocabulary) -> Candidates:
    if "值" in keys:
        near = tuple(_around(str(keys["值"])))
        return map(shape.item, shape.values(near)), map(shape.item, shape.values(near))
    other = shape_of(resolve(str(keys["另一字段"])), vocabulary)
    pairs = tuple(product(("1", "2"), ("1", "2")))
    items = [merged(shape.item(one), other.item(two)) for one, two in pairs]
    return items, items


def _around(number: str) -> Iterator[str]:
    """Yield whole numbers next to a number, and itself."""
    value = float(number)
    whole = int(value // 1)
    yield from map(str, dict.fromkeys((whole, whole - 1, whole + 1)))
    if not value.is_integer():
        yield number


def _of_register(shape: Shape, register: str) -> Candidates:
    known, code = "示例县甲局", "410118027000"
    if register == "部门名册":
        setting: Tree = {"部门名册": [{"名称": known}]}
    elif register == "通用目录":
        entry: Tree = {"编码": code, "名称": known, "类型": "行政许可", "状态": "在用"}
        setting = {"通用目录": {"事项": [entry]}}
    else:
        setting = {"登记册": {register: [{"名称": known, "编码": code}]}}
    good = ({**shape.item(value), "环境": setting} for value in shape.values((known, code)))
    bad = ({**shape.item(value), "环境": setting} for value in shape.values(("示例县乙局",)))
    return good, bad


def merged(one: Mapping[str, Tree], other: Mapping[str, Tree]) -> Example:
    """Return two items laid over each other; what both write is taken from the second."""
    found = dict(one)
    for key, value in other.items():
        mine = found.get(key)
        if isinstance(mine, dict) and isinstance(value, dict):
            found[key] = merged(mine, value)
        elif isinstance(mine, list) and isinstance(value, list) and _records(mine) and _records(value):
            found[key] = [merged(cast("Example", mine[0]), cast("Example", value[0]))]
        else:
            found[key] = value
    return found


def _records(values: list[Tree]) -> bool:
    return len(values) == 1 and isinstance(values[0], dict)


def _of_expression(source: str, vocabulary: Vocabulary) -> Candidates:
    """Lay out items over the fields an expression reads, with the values it speaks of."""
    trails = sorted(trail[1:] for trail in expression(source, "要求").fields if trail[0] == "事项" and len(trail) > 1)
    leaves = [trail for trail in trails if not any(other[: len(trail)] == trail != other for other in trails)]
    shapes = [shape_of(resolve(".".join(trail)), vocabulary) for trail in leaves]
    spoken = tuple(_spoken(source))
    choices = [tuple(_written(shape, spoken)) for shape in shapes]

    def items() -> Iterator[Example]:
        usual = next((shape.types[0] for shape in shapes), "行政许可")
        for chosen in product(*choices):
            item: Example = {"类型": usual}
            for shape, example in zip(shapes, chosen, strict=True):
                # a type that the condition speaks of is kept: the other fields bring only the usual one
                item = merged(item, {k: v for k, v in example.items() if k != "类型" or shape.field.path == ("类型",)})
            yield item

    return items(), items()


def _written(shape: Shape, spoken: tuple[str, ...]) -> Iterator[Example]:
    """Yield ways to write one field: each value, lists of several, and the field left out."""
    values = tuple(shape.values(spoken))
    yield from map(shape.item, values)
    if shape.kind.name == "list" and values:
        first = cast("list[Tree]", values[0])
        counts = sorted({int(text) for text in spoken if text.isdecimal() and 1 < int(text) <= 20} | {2})
        yield from (shape.item(first * count) for count in counts)
    yield shape.item(None)


def _spoken(source: str) -> Iterator[str]:
    """Yield the constants of an expression and what lies next to them: numbers, texts, dates, lengths."""
    nodes = tuple(ast.walk(ast.parse(lex(source).python, mode="eval")))
    patterns = {id(node.args[-1]) for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) == "匹配"}
    for node in nodes:
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            yield from _around(str(value))
            if 0 < value <= _LONGEST:
                yield from ("示" * int(value), "示" * (int(value) + 1))
        elif isinstance(value, str) and id(node) in patterns:
            yield from filter(None, (_matching(value),))
        elif isinstance(value, str):
            yield value


def _matching(pattern: str) -> str | None:
    try:
        return sample(safe_pattern(pattern))
    except ExpressionError:
        return None
