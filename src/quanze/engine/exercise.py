"""What the running of a list shows (运行数据): items on it that were never exercised, powers exercised outside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Filed
    from quanze.rules.facts import Facts


@dataclass(frozen=True, slots=True)
class Exercise:
    """Items without a record of use, by department, and what was used and is not on the list.

    A main item counts as used with any of its sub-items, and a sub-item with its main item: records are
    kept of the one or of the other.
    """

    never: tuple[tuple[str, tuple[str, ...]], ...]
    outside: tuple[str, ...]


def exercise(living: Sequence[Facts], rows: Iterable[Filed[RegisterEntry]]) -> Exercise:
    """Compare the items in force with the records of use (运行数据). One of 0 is none."""
    codes, names = set[str](), set[str]()
    used = [filed.record for filed in rows if filed.record.count != 0]
    for entry in used:
        codes |= {code for code in (_text(entry.code),) if code}
        names |= {words_only(name) for name in (_text(entry.name),) if name}
    own = {facts.key: _is_used(facts, codes, names) for facts in living}
    families = {facts.parent for facts in living if facts.parent and own[facts.key]}
    mains = {facts.code for facts in living if own[facts.key]}
    never: dict[str, list[str]] = {}
    for facts in living:
        if not own[facts.key] and facts.code not in families and facts.parent not in mains:
            never.setdefault(facts.department, []).append(facts.key)
    found = tuple((department, tuple(items)) for department, items in sorted(never.items()))
    return Exercise(found, tuple(_outside(used, living)))


def _text(value: str | None) -> str:
    return "" if is_absent(value) or value is None else value


def _is_used(facts: Facts, codes: set[str], names: set[str]) -> bool:
    return facts.code in codes or facts.task_code in codes or facts.name_folded in names


def _outside(used: Iterable[RegisterEntry], living: Iterable[Facts]) -> Iterator[str]:
    codes, names = set[str](), set[str]()
    for facts in living:
        codes |= {facts.code, facts.task_code}
        names.add(facts.name_folded)
    for entry in used:
        code, name = _text(entry.code), _text(entry.name)
        if not ((code and code in codes) or (name and words_only(name) in names)) and (code or name):
            yield name or code
