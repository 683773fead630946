"""Text tree → item: the record that its 类型 names, and what is wrong with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from quanze.model.item import ITEM_TYPES, Item, item_type
from quanze.model.validation import FieldHit, keys_of, read_record

if TYPE_CHECKING:
    from collections.abc import Collection

    from quanze.finding import Path
    from quanze.model.validation import Vocabulary

_TYPE: Final = ("类型",)


def read_item(
    root: object, vocabulary: Vocabulary, *, filled: bool = False, refused: Collection[Path] = ()
) -> tuple[Item | None, tuple[FieldHit, ...]]:
    """Return the item as far as it could be read, and what is wrong with the rest (see `read_record`).

    Where the 类型 itself is missing or wrong, the fields that only some type has are not called unknown.
    """
    written = root.get("类型") if isinstance(root, dict) else None
    item, hits = read_record(item_type(written), root, vocabulary, filled=filled, refused=refused)
    if _TYPE in refused or any(_is_about_the_type(found) for found in hits):
        hits = tuple(found for found in hits if not _is_field_of_some_type(found))
    return item, hits


def _is_about_the_type(found: FieldHit) -> bool:
    """Say whether a defect is that of 类型, whose key may only be misspelt."""
    return found.hit.path == _TYPE or (len(found.hit.path) == 1 and found.hit.values.get("建议") == _TYPE[0])


def _is_field_of_some_type(found: FieldHit) -> bool:
    path = found.hit.path
    return found.rule == "SCH003" and len(path) == 1 and path[0] in _all_keys()


@cache
def _all_keys() -> frozenset[str]:
    return frozenset(key for kind in ITEM_TYPES.values() for key in keys_of(kind))
