"""What an expression knows of the values it is given: their kinds, and the fields of records.

Names are checked against these trees when a rule is loaded, and Chinese keys are turned into the
attributes of the records there, once.
"""

from __future__ import annotations

import datetime as dt
import types
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Final, Literal, Protocol, Union, get_args, get_origin

KindName = Literal["text", "number", "date", "bool", "list", "record", "any"]

#: The Chinese word of every kind, as messages use it.
KIND_WORDS: Final[Mapping[KindName, str]] = {
    "text": "文字",
    "number": "数字",
    "date": "日期",
    "bool": "真假值(是或否)",
    "list": "列表",
    "record": "一组字段",
    "any": "不定的值",
}


@dataclass(frozen=True, slots=True, eq=False)
class FieldTree:
    """A type of record: Chinese key → (attribute, kind); `name` is the key it was first met under.

    The trees of a recursive model contain themselves, so equality is identity.
    """

    name: str
    fields: Mapping[str, tuple[str, Kind]] = field(repr=False)

    def find(self, key: str) -> tuple[str, Kind] | None:
        """Return attribute and kind of a field, None if there is none.

        Python normalises identifiers (NFKC), so a key is also found by its normalised form.
        """
        found = self.fields.get(key)
        if found is not None:
            return found
        return next((f for name, f in self.fields.items() if unicodedata.normalize("NFKC", name) == key), None)


@dataclass(frozen=True, slots=True)
class Kind:
    """The kind of a value; `record` describes a record, `element` the elements of a list."""

    name: KindName
    record: FieldTree | None = None
    element: Kind | None = None


TEXT: Final = Kind("text")
NUMBER: Final = Kind("number")
DATE: Final = Kind("date")
BOOL: Final = Kind("bool")
ANY: Final = Kind("any")


def record_of(tree: FieldTree) -> Kind:
    """Return the kind of records of a type."""
    return Kind("record", record=tree)


def list_of(element: Kind) -> Kind:
    """Return the kind of lists of such elements."""
    return Kind("list", element=element)


#: 清单: the list's own settings.
LIST_SETTINGS: Final = FieldTree(
    "清单", {"名称": ("name", TEXT), "区划": ("division", TEXT), "层级": ("level", TEXT), "档位": ("gate", TEXT)}
)
#: The names every expression may use beside those it is given.
COMMON_NAMES: Final[Mapping[str, Kind]] = {"核对日期": DATE, "清单": record_of(LIST_SETTINGS)}


def known_names(names: Mapping[str, FieldTree | Kind]) -> dict[str, tuple[str, Kind]]:
    """Return the names an expression may use, the common ones among them, by their normalised form.

    Python normalises identifiers (NFKC), so a name given in another form of Unicode is the same name;
    with each stands the form it was given in, and its kind.
    """
    return {
        unicodedata.normalize("NFKC", name): (name, record_of(kind) if isinstance(kind, FieldTree) else kind)
        for name, kind in {**COMMON_NAMES, **names}.items()
    }


def unstable_names(tree: FieldTree) -> tuple[str, ...]:
    """Return the keys (dotted from the root) that cannot be written in an expression as they stand.

    These are keys that NFKC changes, or that are no identifier. The schema's tests want none.
    """
    return tuple(sorted(set(_unstable(tree, "", []))))


def _unstable(tree: FieldTree, prefix: str, seen: list[FieldTree]) -> Iterator[str]:
    if any(known is tree for known in seen):
        return
    seen.append(tree)
    for key, (_, kind) in tree.fields.items():
        if unicodedata.normalize("NFKC", key) != key or not key.isidentifier():
            yield prefix + key
        inner: Kind | None = kind
        while inner is not None:
            if inner.record is not None:
                yield from _unstable(inner.record, f"{prefix}{key}.", seen)
            inner = inner.element


def tree_of(model: object, name: str) -> FieldTree:
    """Describe a pydantic model, or a union of models, by its fields and their aliases.

    A union has the fields of all its members: what a member lacks is absent at evaluation. Where
    members differ in the kind of a field, the kind is not known. Raises TypeError for anything else.
    """
    kind = _Reader().kind(model, name)
    if kind.record is None:
        raise TypeError(f"{model!r} is no record")
    return kind.record


class _FieldInfo(Protocol):
    """What is asked of a pydantic field."""

    alias: str | None
    annotation: object


def _fields_of(model: object) -> Mapping[str, _FieldInfo]:
    """Return the fields of a pydantic model, without importing pydantic here."""
    fields: Mapping[str, _FieldInfo] = getattr(model, "model_fields", {})
    return fields


class _Reader:
    """Reads annotations; one reader meets each model once, so that recursive models end."""

    def __init__(self) -> None:
        self._trees: dict[tuple[object, ...], FieldTree] = {}

    def kind(self, annotation: object, name: str) -> Kind:
        members = tuple(_members(annotation))
        if members and all(hasattr(m, "model_fields") for m in members):
            return record_of(self._tree(members, name))
        kinds = [self._single(member, name) for member in members]
        return kinds[0] if kinds and all(k == kinds[0] for k in kinds) else ANY

    def _single(self, annotation: object, name: str) -> Kind:
        origin = get_origin(annotation)
        if origin is Literal:
            return self._common([type(value) for value in get_args(annotation)], name)
        if isinstance(origin, type) and issubclass(origin, Sequence):
            arguments = [a for a in get_args(annotation) if a is not Ellipsis]
            return list_of(self._common(arguments, name))
        if isinstance(annotation, type):
            if hasattr(annotation, "model_fields"):
                return record_of(self._tree((annotation,), name))
            return next((kind for base, kind in _SCALARS if issubclass(annotation, base)), ANY)
        return ANY

    def _common(self, annotations: Sequence[object], name: str) -> Kind:
        kinds = [self.kind(annotation, name) for annotation in annotations]
        return kinds[0] if kinds and all(k == kinds[0] for k in kinds) else ANY

    def _tree(self, models: tuple[object, ...], name: str) -> FieldTree:
        if models in self._trees:
            return self._trees[models]
        fields: dict[str, tuple[str, Kind]] = {}
        tree = self._trees[models] = FieldTree(name, fields)
        for model in models:
            for attribute, info in _fields_of(model).items():
                key = info.alias or attribute
                kind = self.kind(info.annotation, key)
                known = fields.get(key)
                fields[key] = (attribute, kind if known is None or known[1] == kind else ANY)
        return tree


#: bool before int, which it is a kind of.
_SCALARS: Final[tuple[tuple[type, Kind], ...]] = (
    (str, TEXT),
    (bool, BOOL),
    (int, NUMBER),
    (float, NUMBER),
    (Decimal, NUMBER),
    (dt.date, DATE),
)


def _members(annotation: object) -> Iterator[object]:
    """Yield what an annotation may be, without None: members of unions, behind Annotated and aliases."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    elif annotation is not types.NoneType and annotation is not None:
        yield annotation
