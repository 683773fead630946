"""Values for a field of an item, as they would be written, and the item around them: for examples of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final, get_args, get_origin

from quanze.expression.fields import Kind
from quanze.model.item import ITEM_TYPES
from quanze.model.validation import record_in
from quanze.model.values import Word
from quanze.rules.fields import Field, item_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from quanze.exchange.yaml_text import Node
    from quanze.expression.fields import FieldTree
    from quanze.model.record import Record
    from quanze.model.validation import Vocabulary
    from quanze.source import Tree

SAMPLE_TEXT: Final = "示例文字"
#: Kinds of a field that may be written beside another one, plainest first, with a value.
_BESIDE: Final[tuple[tuple[str, Tree], ...]] = (
    ("text", SAMPLE_TEXT),
    ("list text", [SAMPLE_TEXT]),
    ("number", "1"),
    ("bool", "是"),
)
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")
_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_ANY: Final = Kind("any")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATES: Final = ("2024-06-30", "2026-06-30", "2027-06-30")


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be written in a field: its kind, the words it is limited to, which types of items have it.

    `listed` says for each step of its path whether a list stands there; `required` whether the model
    itself asks for it; `beside` is another field of the record it is in, with a value, or None.
    """

    field: Field
    kind: Kind
    words: tuple[str, ...]
    types: tuple[str, ...]
    listed: tuple[bool, ...]
    required: bool
    beside: tuple[str, Tree] | None

    def item(self, value: Tree | None) -> dict[str, Tree]:
        """Return an item with a value in the field; with None only with what surrounds the field."""
        *outer, last = (key for key, _ in self.field.steps)
        inner: dict[str, Tree] = {last: value} if value is not None else {}
        if value is None and self.beside is not None and outer:
            inner = {self.beside[0]: self.beside[1]}
        for key, listed in zip(reversed(outer), reversed(self.listed[:-1]), strict=True):
            inner = {key: [inner] if listed else inner}
        return {"类型": self.types[0], **inner}

    def values(self, wanted: Sequence[str] = ()) -> Iterator[Tree]:
        """Yield values that may stand there; `wanted` are tried first where they are possible."""
        yield from _values(self.kind, (*wanted, *self.words), limited=bool(self.words))


def shape_of(field: Field, vocabulary: Vocabulary) -> Shape:
    """Return what can be written in a field. Raises KeyError for a path that no type of item has."""
    first = field.steps[0][0]
    types = tuple(name for name, kind in ITEM_TYPES.items() if first in _infos(kind))
    holder: type[Record] | None = ITEM_TYPES[types[0]]
    tree, kind, listed, required = item_tree(), Kind("any"), [], True
    for key, _ in field.steps:
        owner, around, info = holder, tree, _infos(holder)[key]
        kind = tree.fields[key][1]
        listed.append(kind.name == "list")
        required = required and info.is_required()
        holder = record_in(info.annotation)
        tree = (kind.element or kind).record or tree
    word = _word(info.rebuild_annotation())
    words = tuple(vocabulary["words"].get(word.vocabulary, ())) if word is not None else ()
    return Shape(field, kind, words, types, tuple(listed), required, _beside(owner, around, key))


def with_numbers(tree: Tree, kind: Kind) -> Node:
    """Return a text tree with whole numbers where the model has numbers, so that they are written without quotes."""
    if isinstance(tree, list):
        return [with_numbers(element, kind.element or kind) for element in tree]
    if isinstance(tree, dict):
        fields = kind.record.fields if kind.record is not None else {}
        return {key: with_numbers(value, fields[key][1] if key in fields else _ANY) for key, value in tree.items()}
    return int(tree) if kind.name == "number" and _WHOLE.fullmatch(tree) else tree


def _infos(kind: type[Record] | None) -> Mapping[str, FieldInfo]:
    return {info.alias or name: info for name, info in kind.model_fields.items()} if kind is not None else {}


def _word(annotation: object) -> Word | None:
    """Return the vocabulary inside an annotation."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return next((mark for mark in marks if isinstance(mark, Word)), None) or _word(inner)
    found = (_word(argument) for argument in get_args(annotation) if argument is not Ellipsis)
    return next((word for word in found if word is not None), None)


def _beside(holder: type[Record] | None, tree: FieldTree, key: str) -> tuple[str, Tree] | None:
    """Return another field of a record with a value that can be written in it, the plainest there is."""
    infos = _infos(holder)
    for name, value in _BESIDE:
        for other, (_, kind) in tree.fields.items():
            free = other in infos and _word(infos[other].rebuild_annotation()) is None
            if (
                other != key
                and free
                and name in (kind.name, f"{kind.name} {kind.element.name if kind.element else ''}")
            ):
                return other, value
    return None


def _values(kind: Kind, wanted: Sequence[str], *, limited: bool) -> Iterator[Tree]:
    if kind.name == "list" and kind.element is not None:
        for value in _values(kind.element, wanted, limited=limited):
            yield [value]
    elif kind.name == "record" and kind.record is not None:
        for key, (_, inner) in kind.record.fields.items():
            if inner.name == "text":
                yield {key: SAMPLE_TEXT}
    elif kind.name == "bool":
        yield from ("是", "否")
    elif kind.name == "date":
        yield from (*filter(_DATE.fullmatch, wanted), *_DATES)
    elif kind.name == "number":
        yield from dict.fromkeys((*filter(_NUMBER.fullmatch, wanted), "1", "0", "10", "1000"))
    else:
        yield from wanted
        if not limited:
            yield SAMPLE_TEXT
