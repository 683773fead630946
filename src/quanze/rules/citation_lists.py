"""Where a record has citations: every list of them, in the order of the model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quanze.absent import ABSENT
from quanze.model.basis import Citation as Entry
from quanze.model.validation import record_in

if TYPE_CHECKING:
    from quanze.finding import Path
    from quanze.model.record import Record

Lists = list[tuple["Path", tuple[Entry, ...]]]


def citation_lists(record: Record) -> Lists:
    """Return every list of citations in a record with its path, in the order of the model."""
    found: Lists = []
    _collect(record, (), found)
    return found


def _collect(record: Record, path: Path, found: Lists) -> None:
    for attribute, key, holds in _inside(type(record)):
        value = getattr(record, attribute)
        if value is None or value is ABSENT:
            continue
        if type(value) is not tuple:
            if holds:
                _collect(value, (*path, key), found)
            else:
                found.append(((*path, key), (value,)))
        elif holds:
            for index, element in enumerate(value):
                if element is not ABSENT:
                    _collect(element, (*path, key, index), found)
        elif value:
            found.append(((*path, key), value))


@cache
def _inside(kind: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Return the fields of a record that are or hold citations: (attribute, key, whether it only holds them)."""
    found: list[tuple[str, str, bool]] = []
    for attribute, info in kind.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None and (inner is Entry or _inside(inner)):
            found.append((attribute, info.alias or attribute, inner is not Entry))
    return tuple(found)
