"""Text tree → record, with every defect named and the rest still usable.

A record is validated whole. When that fails, the offending subtrees are dropped, `ABSENT` is put in
their place, and everything else is kept: a bad telephone number must not hide a repealed law.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from quanze.absent import ABSENT
from quanze.finding import Edit, Fix, Hit, Path
from quanze.model.record import Record, Speaks, speaker
from quanze.model.values import shown
from quanze.text import is_placeholder

R = TypeVar("R", bound=Record)

#: What `Word` needs: {"words": …, "synonyms": …} of the profile.
Vocabulary = Mapping[str, Mapping[str, Any]]

#: Keys whose content is nobody's business but the province's.
_OPAQUE = frozenset(("扩展",))
_EMPTY = frozenset(("", "~", "null", "NULL", "Null"))
#: In a path: what a merge key or a second document would have brought, any field that is not written.
_MERGED = "<<"
#: Words that put an answer off; elsewhere than in a mandatory field 无 and / are answers.
_OWED = frozenset(("待补充", "待定", "同上", "略", "XX", "xx"))
#: Lists of words of a vocabulary or of a register: a placeholder there is no such word, and is reported so.
_VOCABULARIES = frozenset(("行使层级", "处罚种类", "强制种类", "服务对象", "办理形式", "三定职责", "子项"))

#: Kinds of errors by which nothing stands where something must: no key, or a list without an element.
_NOTHING_THERE = frozenset(("missing", "too_short"))

#: From how much likeness on (0–100) a key or a word is taken for what was meant.
_ALIKE = 50.0
#: What stands between words that were written as one.
_BETWEEN = re.compile(r"[、，,；;/\s]+")
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
    kind: type[R], tree: object, vocabulary: Vocabulary, *, filled: bool = False, refused: Collection[Path] = ()
) -> tuple[R | None, tuple[FieldHit, ...]]:
    """Return the record as far as it could be read, and what is wrong with the rest.

    The record is None only when the tree is no mapping. Paths of the hits are paths of the tree.
    `filled` = the caller knows that no text of the tree is a placeholder; `refused` are the paths whose
    value the reader of the file refused and reported: they are absent, and nothing more is said of them.
    """
    blanks: list[Path] = []
    pruned = tree if kind.literal or filled else _prune(tree, kind, (), blanks)
    try:
        record, errors = kind.model_validate(pruned, context=vocabulary), []
        if not refused and not blanks:
            return record, ()
    except ValidationError as error:
        errors = error.errors(include_url=False)
    found = (_hit(kind, tree, error, vocabulary) for error in errors)
    hits = [hit for hit in found if not _is_refused(hit.hit, refused)]
    hits += [FieldHit("STY007", _blank(tree, path)) for path in blanks]
    if not isinstance(pruned, dict):
        return None, tuple(hits)
    broken: _Errors = [(tuple(error["loc"]), error["type"]) for error in errors]
    broken += [(path, "refused") for path in (*refused, *blanks, *_meant(hits, pruned))]
    return _partial(kind, pruned, broken, vocabulary), _without_consequences(hits)


def _is_refused(hit: Hit, refused: Collection[Path]) -> bool:
    """Say whether a hit is about what was refused."""
    if hit.variant == "缺少" and (*hit.path[:-1], _MERGED) in refused:
        return True
    return any(hit.path[: len(path)] == path for path in refused)


def _meant(hits: Iterable[FieldHit], tree: object) -> Iterator[Path]:
    """Yield the paths of the fields whose keys are only misspelt: what they hold is not known."""
    for found in hits:
        nearest = found.hit.values["建议"] if found.rule == "SCH003" else ""
        holder = _at(tree, found.hit.path[:-1]) if nearest else None
        if isinstance(holder, dict) and nearest not in holder:
            yield (*found.hit.path[:-1], str(nearest))


def _at(tree: object, path: Path) -> object:
    for part in path:
        if isinstance(tree, dict) and isinstance(part, str):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def _without_consequences(hits: list[FieldHit]) -> tuple[FieldHit, ...]:
    """Leave out the absence of a field whose key is only misspelt: one cause is one finding."""
    meant = {(*found.hit.path[:-1], found.hit.values["建议"]) for found in hits if found.rule == "SCH003"}
    return tuple(found for found in hits if found.hit.variant != "缺少" or found.hit.path not in meant)


def _prune(tree: object, kind: type[Record] | None, path: Path, blanks: list[Path]) -> object:
    """Leave out values that are none: empty ones, and words such as 无 that say so.

    What only puts an answer off (待补充), and an element of a list that is none, goes to `blanks` where
    the field is no mandatory one (that is reported as such). What stands under an unknown key stays.
    """
    if isinstance(tree, dict):
        fields = _by_key(kind) if kind else {}
        kept = {}
        for name, value in tree.items():
            info = fields.get(name)
            if name in _OPAQUE or (fields and info is None):
                kept[name] = value
            elif isinstance(value, str):
                if not is_placeholder(value):
                    kept[name] = value
                elif value.strip() in _OWED and info is not None and not info.is_required():
                    blanks.append((*path, name))
            else:
                inner = _prune(value, record_in(info.annotation) if info else None, (*path, name), blanks)
                if inner != {} or value == {}:  # a form of which nothing is filled in is not there
                    kept[name] = inner
        return kept
    if isinstance(tree, list):
        if path and path[-1] not in _VOCABULARIES:
            blanks += [(*path, i) for i, value in enumerate(tree) if isinstance(value, str) and is_placeholder(value)]
        return [_prune(value, kind, (*path, index), blanks) for index, value in enumerate(tree)]
    return tree


def _blank(tree: object, path: Path) -> Hit:
    written = str(_at(tree, path)).strip()
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return Hit(path, {"字段": name, "值": written or "空白"}, key=written)


def _placeholder(tree: object, path: Path) -> str:
    """Return the placeholder that stands at a path in the place of a value, "" when there is none."""
    written = _at(tree, path)
    return written if isinstance(written, str) and is_placeholder(written) and written not in _EMPTY else ""


def _hit(kind: type[Record], tree: object, error: ErrorDetails, vocabulary: Vocabulary) -> FieldHit:
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
        nearest = _nearest_key(name, owner, _at(tree, path[:-1]))
        named = {"字段": name, "建议": nearest}
        fix = Fix(f"字段名改为“{nearest}”", (Edit(path, "key", nearest),)) if nearest else None
        variant = "有近似" if nearest else "无近似"
        return FieldHit("SCH003", Hit(path, named, part="key", variant=variant, key=name, fix=fix))
    if error["type"] == "word":
        listed = error["ctx"]["vocabulary"]
        several = _several_words(value, vocabulary, listed)
        if several and not speaks.wrong:
            told = {"字段": name, "值": value, "词表": listed, "建议": "、".join(f"“{word}”" for word in several)}
            return FieldHit("SCH006", Hit(path, told, variant="几个词", key=value))
        nearest = _nearest_word(value, vocabulary, listed)
        words = {"字段": name, "值": value, "词表": listed, "建议": nearest}
        fix = Fix(f"改为“{nearest}”", (Edit(path, "value", nearest),)) if nearest else None
        variant = "有近似" if nearest and not speaks.wrong else "不在词表"
        return FieldHit(speaks.wrong or "SCH006", Hit(path, words, variant=variant, key=value, fix=fix))
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
    meant = f", 是否“{values['建议']}”?" if values.get("建议") else ""
    if found.rule == "SCH003":
        return f"没有“{field}”这一项{meant}"
    if found.hit.variant == "缺少":
        return f"缺少“{field}”"
    if "词表" in values:
        return f"“{field}”的值“{value}”不在词表“{values['词表']}”里{meant}"
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


def _nearest_key(name: str, kind: type[Record] | None, holder: object) -> str:
    """Return the key that was most likely meant by an unknown one, "" if none is like it.

    Of keys that are equally like it, one that is not written yet and one that begins like it go before the
    others. The English name of a field means its key.
    """
    if kind is None:
        return ""
    if name in kind.model_fields:
        return kind.model_fields[name].alias or name
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only to explain a mistake

    likely = process.extract(name, list(keys_of(kind)), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
    written = holder if isinstance(holder, dict) else {}
    best = max(likely, key=lambda one: (one[1], one[0] not in written, one[0][:1] == name[:1]), default=None)
    return str(best[0]) if best else ""


def _several_words(value: str, vocabulary: Vocabulary, name: str) -> list[str]:
    """Return the words of a vocabulary that were written as one, with marks between them; [] where it is none such."""
    parts = [part for part in _BETWEEN.split(value) if part]
    known = {*vocabulary["words"].get(name, ()), *vocabulary["synonyms"].get(name, {})}
    return parts if len(parts) > 1 and known.issuperset(parts) else []


def _nearest_word(value: str, vocabulary: Vocabulary, name: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only to explain a mistake

    words = [*vocabulary["words"].get(name, ()), *vocabulary["synonyms"].get(name, {})]
    best = process.extractOne(value, words, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return vocabulary["synonyms"].get(name, {}).get(best[0], best[0]) if best else ""


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
            values[name] = ABSENT if _MERGED in by_key else info.get_default(call_default_factory=True)
    return kind.model_construct(**values)


def _partial_value(annotation: object, tree: object, errors: _Errors, vocabulary: Vocabulary) -> object:
    kind = record_in(annotation)
    if kind is None or any(not loc for loc, _ in errors):
        return ABSENT
    if isinstance(tree, Mapping):
        return _partial_mapping(kind, tree, errors, vocabulary, as_list=_is_list(annotation))
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


def _partial_mapping(
    kind: type[Record], tree: Mapping[str, Any], errors: _Errors, vocabulary: Vocabulary, *, as_list: bool
) -> object:
    # a single record may be written without its list; pydantic then counts it as element 0
    inner = [(loc[1:] if as_list and isinstance(loc[0], int) else loc, sort) for loc, sort in errors]
    if any(not loc for loc, _ in inner):
        return ABSENT
    record = _partial(kind, tree, inner, vocabulary)
    return (record,) if as_list else record


def _is_list(annotation: object) -> bool:
    if get_origin(annotation) is tuple:
        return True
    return get_origin(annotation) in (Union, UnionType, Annotated) and any(map(_is_list, get_args(annotation)))


def _whole(kind: type[Record], tree: object, vocabulary: Vocabulary) -> object:
    try:
        return kind.model_validate(tree, context=vocabulary)
    except ValidationError:
        # an element may be a bare text that only its field's reader takes (特别程序: 听证)
        return ABSENT
