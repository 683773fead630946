"""The roster of departments on a day: of several 三定 of one body the one in force, and those before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from quanze.absent import is_absent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.model.department import Department
    from quanze.rules.context import Filed

#: Stands for a date that is not written: before every other.
_EVER = dt.date.min


def roster(
    records: Iterable[Filed[Department]], as_of: dt.date
) -> tuple[dict[str, Filed[Department]], dict[str, tuple[Filed[Department], ...]]]:
    """Return the department every name stands for on a day, and the versions before it, the newest first.

    A version counts from 生效 (else 三定日期) until 失效; where none is in force the latest one that began
    is taken, and of two that say the same the one that was read last.
    """
    versions: dict[str, list[Filed[Department]]] = {}
    for filed in records:
        versions.setdefault(filed.record.name, []).append(filed)
    chosen, earlier = {}, {}
    for name, found in versions.items():
        current = max(reversed(found), key=lambda filed: _standing(filed.record, as_of))
        chosen[name] = current
        began = _began(current.record)
        before = [filed for filed in found if filed is not current and _began(filed.record) < began]
        if before:
            earlier[name] = tuple(sorted(before, key=lambda filed: _began(filed.record), reverse=True))
    return chosen, earlier


def _standing(record: Department, as_of: dt.date) -> tuple[bool, bool, dt.date]:
    """Return what the version in force has most of: begun, not ended, and begun late."""
    ended = not is_absent(record.valid_to) and record.valid_to is not None and record.valid_to <= as_of
    began = _began(record)
    return began <= as_of, not ended, began


def _began(record: Department) -> dt.date:
    for day in (record.valid_from, record.document_date):
        if not is_absent(day) and day is not None:
            return day
    return _EVER
