"""The form-like checks (填空式检查): a rule file fills in a field and a few values, no code.

必填 · 不得为空 · 枚举 · 正则 · 不得匹配 · 不得含 · 成对 · 数值比较 · 长度 · 唯一 · 引用存在
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from quanze.absent import ABSENT
from quanze.expression.errors import EvaluationError, ExpressionError
from quanze.expression.fields import KIND_WORDS
from quanze.expression.guards import MAX_TEXT
from quanze.expression.pattern import SafePattern, safe_pattern
from quanze.expression.suggestion import nearest
from quanze.finding import Hit, Path
from quanze.model.item import ITEM_TYPES, item_type
from quanze.model.rule import FORMS, UNIQUE_FIELDS, Form
from quanze.model.validation import keys_of
from quanze.rules.check import Check, ItemCheck, ListCheck, ListHit, TextCheck
from quanze.rules.checks.wording import any_of, found_words
from quanze.rules.errors import RuleFileError
from quanze.rules.fields import Field, is_mandatory, resolve
from quanze.text import fold, is_placeholder

if TYPE_CHECKING:
    from quanze.model.item import Item
    from quanze.model.rule import RuleFile
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts
    from quanze.rules.texts import Texts
    from quanze.source import Tree

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
    "!=": operator.ne,
}

#: How many of the words that are allowed a message names.
_TOLD = 20

Judge = Callable[[object, "Context"], "dict[str, object] | None"]


def form_check(rule: RuleFile) -> Check:
    """Return the check a form describes. Raises RuleFileError."""
    maker = MAKERS.get(rule.form or "")
    if maker is None:
        near = nearest(rule.form or "", MAKERS)
        guess = f", 是否“{near}”?" if near else f", 可用的有: {'、'.join(MAKERS)}"
        raise RuleFileError(f"没有“{rule.form}”这种检查{guess}", "检查")
    _filled_in(rule, FORMS[rule.form or ""])
    return maker(rule)


def _filled_in(rule: RuleFile, form: Form) -> None:
    """Refuse a form in which something is missing, or something is filled in that it does not ask for."""
    written = {info.alias for name, info in type(rule).model_fields.items() if name in rule.model_fields_set}
    for key in form.keys:
        if key not in written:
            raise RuleFileError(f"“{rule.form}”要填“{key}”", key)
    if form.either and not written.intersection(form.either):
        raise RuleFileError(f"“{rule.form}”要填“{'”或者“'.join(form.either)}”", form.either[0])
    asked = {key for other in FORMS.values() for key in (*other.keys, *other.either)}
    for key in sorted(asked.difference(form.keys, form.either).intersection(written)):
        raise RuleFileError(f"“{rule.form}”不用填“{key}”, 请删去", key)


def field_of(written: str, key: str = "字段") -> Field:
    """Resolve a field path of a rule file. Raises RuleFileError at the place of the unknown name."""
    try:
        return resolve(written)
    except ExpressionError as error:
        raise RuleFileError(error.message, key, error.column, error.end_column) from None


def _one_field(rule: RuleFile) -> Field:
    if len(rule.field) != 1:
        raise RuleFileError(f"“{rule.form}”只填一个“字段”", "字段")
    return field_of(rule.field[0])


def _single_field(rule: RuleFile) -> Field:
    """Return the field of a check that looks at single values. Raises RuleFileError for a group of fields."""
    field = _one_field(rule)
    record = field.single.record
    if record is not None:
        example = next((key for key, (_, kind) in record.fields.items() if kind.name == "text"), "")
        hint = f", 如 {field.written}.{example}" if example else ""
        raise RuleFileError(f"“{field.written}”是一组字段, 请写到具体的字段{hint}", "字段")
    return field


def _number_field(written: str, key: str) -> Field:
    field = field_of(written, key)
    if field.single.name not in ("number", "any"):
        raise RuleFileError(f"“{written}”是{KIND_WORDS[field.single.name]}, 不能比大小", key)
    return field


def _empty(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and is_placeholder(value))


def _present(rule: RuleFile) -> Check:
    field = _one_field(rule)

    def run(item: Item, _context: Context) -> Iterator[Hit]:
        for path, value in field.values(item):
            if _empty(value):
                yield Hit(path, {"字段": field.written})

    return ItemCheck(run)


def _required(rule: RuleFile) -> Check:
    """必填 also speaks when the record that should hold the field is not written at all.

    A field that the model asks for itself is reported by the model; of it only what is written is judged.
    """
    field = _one_field(rule)
    if is_mandatory(field):
        return _present(rule)
    holders = frozenset(kind for kind in ITEM_TYPES.values() if field.path[0] in keys_of(kind))

    def run(texts: Texts, _context: Context) -> Iterator[Hit]:
        root = texts.root
        if isinstance(root, dict) and item_type(root.get("类型")) in holders:
            for path in _lacking(root, field.path, ()):
                yield Hit(path, {"字段": field.written})

    return TextCheck(run)


def _lacking(tree: Tree, keys: tuple[str, ...], path: Path) -> Iterator[Path]:
    """Yield where a field, or the group it is in, is not written; a group that is none is reported elsewhere."""
    if isinstance(tree, list):
        for index, element in enumerate(tree):
            yield from _lacking(element, keys, (*path, index))
    elif isinstance(tree, dict):
        value = tree.get(keys[0], "")
        if not value or (isinstance(value, str) and is_placeholder(value)):
            yield (*path, keys[0])
        elif len(keys) > 1:
            yield from _lacking(value, keys[1:], (*path, keys[0]))


def _broken(item: Item, field: Field) -> bool:
    value: object = item
    for _, attribute in field.steps:
        value = getattr(value, attribute, None)
        if value is ABSENT:
            return True
        if value is None or isinstance(value, tuple):
            return bool(value)
    return False


def _each(rule: RuleFile, judge: Judge) -> Check:
    """Make a check of every written value of the field; the judge returns message values or None."""
    field = _single_field(rule)

    def run(item: Item, context: Context) -> Iterator[Hit]:
        for path, value in field.values(item):
            for where, single in _singles(path, value):
                wrong = None if _empty(single) else judge(single, context)
                if wrong is not None:
                    yield Hit(where, {"字段": field.written, "值": single, **wrong})

    return ItemCheck(run)


def _singles(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, tuple):
        for index, element in enumerate(value):
            if element is not ABSENT:
                yield (*path, index), element
    else:
        yield path, value


def _listed(rule: RuleFile) -> Check:
    allowed = frozenset(rule.allowed)
    told = "、".join(rule.allowed[:_TOLD]) + (" 等" if len(rule.allowed) > _TOLD else "")
    return _each(rule, lambda value, _: None if str(value) in allowed else {"取值": told})


def compiled(pattern: str | None, key: str = "模式") -> SafePattern:
    """Accept a pattern of a rule file. Raises RuleFileError at the place in it that cannot be used."""
    if not pattern:
        raise RuleFileError("要填“模式”(正则表达式)", key)
    try:
        return safe_pattern(pattern)
    except ExpressionError as error:
        raise RuleFileError(error.message, key, error.column, error.end_column) from None


def _matching(rule: RuleFile) -> Check:
    pattern = compiled(rule.pattern)
    return _each(rule, lambda value, _: None if pattern.matches_whole(_readable(value)) else {})


def _not_matching(rule: RuleFile) -> Check:
    pattern = compiled(rule.pattern)

    def judge(value: object, _context: Context) -> dict[str, object] | None:
        found = pattern.find(_readable(value))
        return {"命中": found} if found is not None else None

    return _each(rule, judge)


def _readable(value: object) -> str:
    """Return a value as a pattern reads it. Raises EvaluationError for a text that is too long for one."""
    text = str(value)
    if len(text) > MAX_TEXT:
        raise EvaluationError(f"文字太长, 超过 {MAX_TEXT} 个字")
    return text


def _without(rule: RuleFile) -> Check:
    if not rule.words and not rule.word_list:
        raise RuleFileError("“不得含”要填“词”或者“词表”", "词")

    def judge(value: object, context: Context) -> dict[str, object] | None:
        text = _readable(value)
        found = next((word for word in rule.words if word in text), "")
        if not found and rule.word_list:
            found = _listed_in(text, rule.word_list, context)
        return {"命中": found} if found else None

    return _each(rule, judge)


def _listed_in(text: str, name: str, context: Context) -> str:
    """Return what of a word list of the profile a text has, "" for nothing.

    As the list is meant: its words are patterns, for the text as it is written or folded; of a list with
    替换 what is replaced is looked for, and 词 are the wordings that may contain it.
    """
    words, replaced = context.phrases(name), context.replacements(name)
    if replaced:
        return next((match[0] for match in found_words(text, replaced, words)), "")
    pattern = any_of(words)
    match = pattern.search(text) or pattern.search(fold(text))
    return match[0] if match else ""


def _paired(rule: RuleFile) -> Check:
    if len(set(rule.field)) != 2:
        raise RuleFileError("“成对”要填两个不同的字段", "字段")
    first, second = (field_of(written) for written in rule.field)

    def run(item: Item, _context: Context) -> Iterator[Hit]:
        written = [any(not _empty(v) for _, v in f.values(item)) for f in (first, second)]
        if written[0] == written[1]:
            return
        missing, there = (first, second) if written[1] else (second, first)
        if not _broken(item, missing):
            yield Hit(missing.path, {"字段": missing.written, "另一字段": there.written})

    return ItemCheck(run)


def _compared(rule: RuleFile) -> Check:
    compare = _COMPARE.get(rule.comparison or "")
    if compare is None:
        raise RuleFileError(f"“比较”要填 {'、'.join(_COMPARE)} 之一", "比较")
    if rule.value is not None and rule.other is not None:
        raise RuleFileError("“值”和“另一字段”只填一个", "另一字段")
    _one_field(rule)
    field = _number_field(rule.field[0], "字段")
    other = _number_field(rule.other, "另一字段") if rule.other else None

    def run(item: Item, _context: Context) -> Iterator[Hit]:
        limit: object = rule.value
        if other is not None:
            limit = next((v for _, v in other.values(item) if isinstance(v, (int, float))), None)
        for path, value in field.values(item):
            if isinstance(value, (int, float)) and limit is not None and not compare(value, limit):
                yield Hit(path, {"字段": field.written, "值": value, "界限": limit})

    return ItemCheck(run)


def _bounded(rule: RuleFile) -> Check:
    limit = rule.limit or 0
    if limit < 1:
        raise RuleFileError("“最多”要填大于 0 的整数", "最多")
    return _each(rule, lambda value, _: {"长度": len(str(value)), "最多": limit} if len(str(value)) > limit else None)


def _referring(rule: RuleFile) -> Check:
    name = rule.register_name or ""

    def known(value: str, context: Context) -> bool:
        if name == "部门名册":
            return value in (context.departments or ())
        if name == "通用目录":
            return value in (context.catalogue or ())
        return any(value in (entry.record.name, entry.record.code) for entry in context.registers.get(name, ()))

    return _each(rule, lambda value, context: None if known(str(value), context) else {"引用": name})


def _unique(rule: RuleFile) -> Check:
    field = _one_field(rule)
    if "" in rule.applies:
        raise RuleFileError("“唯一”看的是整个清单, 不能按条件选事项; 可以写 适用: {类型: [...]}", "适用")
    attribute = UNIQUE_FIELDS.get(field.written)
    if attribute is None:
        raise RuleFileError(f"“唯一”只用于 {'、'.join(UNIQUE_FIELDS)}", "字段")

    def key(facts: Facts, _context: Context) -> Iterator[str]:
        value = getattr(facts, attribute)
        if value:
            yield str(value)

    def run(value: str, group: tuple[Facts, ...], _context: Context) -> Iterator[ListHit]:
        for facts in group[1:]:
            first = group[0]
            yield ListHit(facts.file, Hit((field.written,), {"字段": field.written, "值": value, "另一处": first.file}))

    return ListCheck(key, run)


#: The name written under 检查 → what builds it.
MAKERS: dict[str, Callable[[RuleFile], Check]] = {
    "必填": _required,
    "不得为空": _present,
    "枚举": _listed,
    "正则": _matching,
    "不得匹配": _not_matching,
    "不得含": _without,
    "成对": _paired,
    "数值比较": _compared,
    "长度": _bounded,
    "唯一": _unique,
    "引用存在": _referring,
}
