"""Text tree → record, with every defect named and the rest still usable.

A record is validated whole. When that fails, the offending subtrees are dropped, `ABSENT` is put in
their place, and everything else is kept: a bad telephone number must not hide a repealed law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from quanze.absent import ABSENT
from quanze.finding import Hit, Path
from quanze.model.record import Record, Speaks, speaker
from quanze.model.values import shown
from quanze.text import is_placeholder

R = TypeVar("R", bound=Record)

#: What `Word` needs: {"words": …, "synonyms": …} of the profile.
Vocabulary = Mapping[str, Mapping[str, Any]]

#: Keys whose content is nobody's business but the province's.
_OPAQUE = frozenset(("扩展",))
_EMPTY = frozenset(("", "~", "null", "NULL", "Null"))

#: Kinds of errors by which nothing stands where something must: no key, or a list without an element.
_NOTHING_THERE = frozenset(("missing", "too_short"))

_EXPECTED = {
    "model_type": "应为一组字段 (键: 值)",
    "dict_type": "应为一组字段 (键: 值)",
    "tuple_type": "应写成列表 (每行一个“- ”, 或者 [甲, 乙])",
}


@dataclass(frozen=True, slots=True)
class FieldHit:
    """A defect of a field: the rule that speaks of it and the hit."""

    rule: str
    hit: Hit


def read_record(
    kind: type[R], tree: object, vocabulary: Vocabulary, *, filled: bool = False
) -> tuple[R | None, tuple[FieldHit, ...]]:
    """Return the record as far as it could be read, and what is wrong with the rest.

    The record is None only when the tree is no mapping. Paths of the hits are paths of the tree.
    `filled` = the caller knows that no text of the tree is a placeholder.
    """
    pruned = tree if kind.literal or filled else _prune(tree)
    try:
        return kind.model_validate(pruned, context=vocabulary), ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    hits = _without_consequences([_hit(kind, tree, e) for e in errors])
    if not isinstance(pruned, dict):
        return None, hits
    return _partial(kind, pruned, [(tuple(e["loc"]), e["type"]) for e in errors], vocabulary), hits


def _without_consequences(hits: list[FieldHit]) -> tuple[FieldHit, ...]:
    """Leave out the absence of a field whose key is only misspelt: one cause is one finding."""
    meant = {(*found.hit.path[:-1], found.hit.values["建议"]) for found in hits if found.rule == "SCH003"}
    return tuple(found for found in hits if found.hit.variant != "缺少" or found.hit.path not in meant)


def _prune(tree: object) -> object:
    """Leave out values that are none: empty ones, and words such as 待补充."""
    if isinstance(tree, dict):
        kept = {}
        for name, value in tree.items():
            if name in _OPAQUE:
                kept[name] = value
            elif isinstance(value, str):
                if not is_placeholder(value):
                    kept[name] = value
            else:
                inner = _prune(value)
                if inner != {} or value == {}:  # a form of which nothing is filled in is not there
                    kept[name] = inner
        return kept
    if isinstance(tree, list):
        return [value if isinstance(value, str) else _prune(value) for value in tree]
    return tree


def _placeholder(tree: object, path: Path) -> str:
    """Return the placeholder that stands at a path in the place of a value, "" when there is none."""
    for part in path:
        if isinstance(tree, dict) and isinstance(part, str):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return ""
    return tree if isinstance(tree, str) and is_placeholder(tree) and tree not in _EMPTY else ""


def _hit(kind: type[Record], tree: object, error: ErrorDetails) -> FieldHit:
    loc = tuple(error["loc"])
    path = tree_path(tree, loc)
    info, owner = _field_at(kind, loc)
    speaks = speaker(info) if info is not None else Speaks()
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "文件")
    value = shown(error["input"])
    if error["type"] in _NOTHING_THERE:
        placeholder = "" if kind.literal else _placeholder(tree, path)
        if placeholder and speaks.wrong:  # a word that its own rule speaks of: this is none of them
            words = {"字段": name, "值": placeholder, "词表": name}
            return FieldHit(speaks.wrong, Hit(path, words, variant="不在词表", key=placeholder))
        if placeholder:
            return FieldHit("STY007", Hit(path, {"字段": name, "值": placeholder}))
        missing = {"字段": name, "所在": place(path[:-1])}
        return FieldHit(speaks.absent, Hit(path, missing, variant="缺少", gate=speaks.gate, key=name))
    if error["type"] == "extra_forbidden":
        nearest = _nearest(name, keys_of(owner))
        named = {"字段": name, "建议": nearest}
        return FieldHit("SCH003", Hit(path, named, part="key", variant="有近似" if nearest else "无近似", key=name))
    if error["type"] == "word":
        words = {"字段": name, "值": value, "词表": error["ctx"]["vocabulary"]}
        return FieldHit(speaks.wrong or "SCH006", Hit(path, words, variant="不在词表", key=value))
    return FieldHit("SCH005", Hit(path, {"字段": name, "值": value, "应为": _expected(error)}, key=name))


def _expected(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if error["type"] == "wrong":
        return str(context["expected"])
    if error["type"] == "greater_than_equal":
        return f"不能小于 {context['ge']}"
    return _EXPECTED.get(error["type"], "应为别的写法")


def first_cause(hits: Sequence[FieldHit]) -> FieldHit:
    """Return the defect to speak of first: a misspelt key explains the field that then is missing."""
    return next((found for found in hits if found.rule == "SCH003"), hits[0])


def sentence(found: FieldHit) -> str:
    """Return a defect as one Chinese sentence, for files that have no rule to speak of them."""
    values = found.hit.values
    field, value = values.get("字段", ""), values.get("值", "")
    if found.rule == "SCH003":
        nearest = values.get("建议")
        return f"没有“{field}”这一项" + (f", 是否“{nearest}”?" if nearest else "")
    if found.hit.variant == "缺少":
        return f"缺少“{field}”"
    if found.hit.variant == "不在词表":
        return f"“{field}”的值“{value}”不在词表“{values.get('词表', field)}”里"
    return f"“{field}”{values.get('应为', '只写了占位文字')}, 现在是“{value}”"


def place(path: Path) -> str:
    """Return a path as a message names it: 设定依据.第 1 项.条款."""
    return ".".join(f"第 {part + 1} 项" if isinstance(part, int) else part for part in path)


def tree_path(tree: object, loc: Sequence[str | int]) -> Path:
    """Return the path in the text tree that a location of the model means.

    A single record written without its list has no index in the tree; the last element may be a key
    that is not there (a missing field).
    """
    path: list[str | int] = []
    node = tree
    for position, part in enumerate(loc):
        if isinstance(node, Mapping):
            if part in node:
                node = node[part]
                path.append(part)
            elif isinstance(part, str) and position == len(loc) - 1:
                path.append(part)
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
            path.append(part)
    return tuple(path)


def keys_of(kind: type[Record] | None) -> tuple[str, ...]:
    """Return the Chinese keys of a record, in the order of the model."""
    return tuple(str(name) for name in _by_key(kind)) if kind else ()


@cache
def _by_key(kind: type[Record]) -> Mapping[str | int, FieldInfo]:
    return {info.alias or name: info for name, info in kind.model_fields.items()}


def record_in(annotation: object) -> type[Record] | None:
    """Return the record type inside an annotation (a record, an optional one, a list of records)."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        found = (record_in(argument) for argument in get_args(annotation))
        return next((kind for kind in found if kind is not None), None)
    return None


def _field_at(kind: type[Record], loc: Sequence[str | int]) -> tuple[FieldInfo | None, type[Record] | None]:
    """Return the field a location names and the record that has (or lacks) it."""
    owner: type[Record] | None = kind
    holder: type[Record] | None = kind
    info: FieldInfo | None = None
    for part in loc:
        if isinstance(part, int) or owner is None:
            continue
        holder = owner
        info = _by_key(owner).get(part)
        owner = record_in(info.annotation) if info else None
    return info, holder


def is_required(kind: type[Record], path: Path) -> bool:
    """Say whether the field at a path of a record is mandatory; False for a path that is none of its fields."""
    info, _owner = _field_at(kind, path)
    return info is not None and info.is_required()


def _nearest(name: str, known: Iterable[str]) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only to explain a mistake

    best = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=50)
    return str(best[0]) if best else ""


@cache
def _adapter(kind: type[Record], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(kind.model_fields[name].rebuild_annotation())


_Errors = list[tuple[tuple[str | int, ...], str]]


def _partial(kind: type[R], tree: Mapping[str, Any], errors: _Errors, vocabulary: Vocabulary) -> R:
    """Build a record from what is right of a tree; what is wrong or missing becomes ABSENT."""
    values: dict[str, Any] = {}
    by_key: dict[str | int, _Errors] = {}
    for loc, sort in errors:
        if loc:
            by_key.setdefault(loc[0], []).append((loc[1:], sort))
    for name, info in kind.model_fields.items():
        written = info.alias or name
        wrong = by_key.get(written)
        if wrong:
            values[name] = _partial_value(info.annotation, tree.get(written), wrong, vocabulary)
        elif written in tree:
            values[name] = _adapter(kind, name).validate_python(tree[written], context=vocabulary)
        else:
            values[name] = info.get_default(call_default_factory=True)
    return kind.model_construct(**values)


def _partial_value(annotation: object, tree: object, errors: _Errors, vocabulary: Vocabulary) -> object:
    kind = record_in(annotation)
    if kind is None or any(not loc for loc, _ in errors):
        return ABSENT
    if isinstance(tree, Mapping):
        return _partial_mapping(kind, tree, errors, vocabulary)
    if not isinstance(tree, list):
        return ABSENT
    elements: list[object] = []
    for index, element in enumerate(tree):
        wrong = [(loc[1:], sort) for loc, sort in errors if loc[0] == index]
        if wrong:
            elements.append(_partial_value(kind, element, wrong, vocabulary))
        else:
            elements.append(_whole(kind, element, vocabulary))
    return tuple(elements)


def _partial_mapping(kind: type[Record], tree: Mapping[str, Any], errors: _Errors, vocabulary: Vocabulary) -> object:
    # pydantic counts a single record that was written without its list as element 0
    as_list = any(isinstance(loc[0], int) for loc, _ in errors)
    inner = [(loc[1:], sort) for loc, sort in errors] if as_list else errors
    if any(not loc for loc, _ in inner):
        return ABSENT
    record = _partial(kind, tree, inner, vocabulary)
    return (record,) if as_list else record


def _whole(kind: type[Record], tree: object, vocabulary: Vocabulary) -> object:
    try:
        return kind.model_validate(tree, context=vocabulary)
    except ValidationError:
        # an element may be a bare text that only its field's reader takes (特别程序: 听证)
        return ABSENT
