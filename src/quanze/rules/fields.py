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
from quanze.expression.fields import FieldTree, Kind, tree_of
from quanze.model.item import ITEM_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.model.item import Item


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
    """A field path: (key, attribute) for every step."""

    written: str
    steps: tuple[tuple[str, str], ...]

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
    tree: FieldTree | None = item_tree()
    column = 1
    for name in written.split("."):
        found = tree.find(name) if tree else None
        if found is None:
            raise ExpressionError(_unknown(name, tree), column, column + len(name))
        attribute, kind = found
        steps.append((name, attribute))
        tree = _inside(kind)
        column += len(name) + 1
    return Field(written, tuple(steps))


def _inside(kind: Kind | None) -> FieldTree | None:
    while kind is not None and kind.record is None:
        kind = kind.element
    return kind.record if kind else None


def _unknown(name: str, tree: FieldTree | None) -> str:
    if tree is None:
        return f"“{name}”之前的字段没有下级字段"
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only to explain a mistake

    best = process.extractOne(name, list(tree.fields), scorer=fuzz.ratio, score_cutoff=50)
    return f"没有字段“{name}”" + (f", 是否“{best[0]}”?" if best else "")
