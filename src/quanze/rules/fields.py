"""Chinese field paths in rule files (放权.批次, 设定依据.条款) → the values of an item.

A path that goes through a list means every element. Names are checked against the model when a rule
is loaded; at run time a step is one attribute access.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quanze.absent import ABSENT
from quanze.expression.errors import ExpressionError
from quanze.expression.fields import FieldTree, Kind, record_of, tree_of
from quanze.expression.suggestion import unknown_field
from quanze.model.item import ITEM_TYPES
from quanze.model.validation import keys_of, record_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.model.item import Item
    from quanze.model.record import Record


@cache
def item_tree() -> FieldTree:
    """Return the fields of an item of any type, by Chinese key."""
    kinds = tuple(ITEM_TYPES.values())
    union: object = kinds[0]
    for kind in kinds[1:]:
        union = union | kind
    return tree_of(union, "事项")


@dataclass(frozen=True, slots=True)
class Field:
    """A field path: (key, attribute) for every step, and the kind of what stands at its end."""

    written: str
    steps: tuple[tuple[str, str], ...]
    kind: Kind

    @property
    def path(self) -> tuple[str, ...]:
        """The keys of the steps."""
        return tuple(key for key, _ in self.steps)

    @property
    def single(self) -> Kind:
        """The kind of one value: of an element where a list stands at the end."""
        return self.kind.element or self.kind

    def values(self, item: Item) -> Iterator[tuple[Path, object]]:
        """Yield every value at the path with its place; None where the last step is not written.

        What lies below a record that is not written is not yielded: there is nothing to judge there.
        """
        yield from _walk(item, self.steps, ())


def _walk(value: object, steps: tuple[tuple[str, str], ...], path: Path) -> Iterator[tuple[Path, object]]:
    if value is ABSENT:
        return
    if isinstance(value, tuple) and steps:
        for index, element in enumerate(value):
            yield from _walk(element, steps, (*path, index))
        return
    if not steps:
        yield path, value
        return
    if value is None:
        return
    (name, attribute), rest = steps[0], steps[1:]
    yield from _walk(getattr(value, attribute, None), rest, (*path, name))


def resolve(written: str) -> Field:
    """Return the field a path names. Raises ExpressionError with the column of an unknown name."""
    steps: list[tuple[str, str]] = []
    kind = record_of(item_tree())
    column = 1
    for name in written.split("."):
        above = written[: max(column - 2, 0)]
        tree = (kind.element or kind).record
        found = tree.find(name) if tree else None
        if found is None:
            raise ExpressionError(_unknown(name, tree, above), column, column + len(name))
        attribute, kind = found
        steps.append((name, attribute))
        column += len(name) + 1
    return Field(written, tuple(steps), kind)


def is_mandatory(field: Field) -> bool:
    """Say whether the model itself asks for a field wherever the group it is in is written."""
    owner: type[Record] | None = next(kind for kind in ITEM_TYPES.values() if field.path[0] in keys_of(kind))
    info = None
    for key, _ in field.steps:
        info = next((info for info in owner.model_fields.values() if info.alias == key), None) if owner else None
        owner = record_in(info.annotation) if info else None
    return info is not None and info.is_required()


def _unknown(name: str, tree: FieldTree | None, above: str) -> str:
    if name == "事项" and not above:
        return "字段从事项里面写起, 前面不写“事项.”"
    if not name:
        return "字段写作 放权.批次 的样子, 两个点之间不能是空的"
    return f"“{above}”下面没有字段了" if tree is None else unknown_field(above, tree, name)
