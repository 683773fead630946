"""The same matter (同一事项) in several items: in one list, or in the lists of two levels."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Final

from quanze.rules.checks.bodies import same_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts

IN_USE: Final = "在用"
CANCELLED: Final = "取消"
#: Adjustments that say where a power is now, and of these the ones by which it went to another level.
MOVES: Final = frozenset(("下放", "收回", "上划", "新增", "承接"))
_AWAY: Final = frozenset(("下放", "上划"))


def matter_keys(facts: Facts, context: Context) -> Iterator[str]:
    """Yield what names the matter of an item: its type with the official code, the catalogue's, the name.

    Codes that a list gives itself mean nothing in another list, and are left out.
    """
    if context.profile.needs_official_code:
        for code in dict.fromkeys((facts.code, facts.catalogue_code)):
            if code:
                yield f"{facts.type}\t{code}"
    if facts.name_folded:
        yield f"{facts.type}\t{facts.name_folded}"


class Matters:
    """Items by their matter; finds the others that are the same matter as one.

    They are put in order when the first one is looked for: of most lists nothing is.
    """

    def __init__(self, every: Sequence[Facts], context: Context) -> None:
        self._every = every
        self._context = context

    @cached_property
    def _by_key(self) -> dict[str, list[Facts]]:
        found: dict[str, list[Facts]] = {}
        for facts in self._every:
            for key in matter_keys(facts, self._context):
                found.setdefault(key, []).append(facts)
        return found

    def same(self, facts: Facts) -> tuple[Facts, ...]:
        """Return the items of the same matter, without the item itself, each once."""
        if not self._every:
            return ()
        found: dict[str, Facts] = {}
        for key in matter_keys(facts, self._context):
            for other in self._by_key.get(key, ()):
                if other.file != facts.file:
                    found.setdefault(other.file, other)
        return tuple(found.values())


def gave(giver: Facts, taker: Facts) -> bool:
    """Say whether an item is that of the body another item's power came from.

    Any body may be when none is named, or when the item's own is not known (a retired code).
    """
    return not taker.grantor or not giver.department or same_body(taker.grantor, giver.department)


def last_adjustment(facts: Facts, kinds: frozenset[str]) -> tuple[int, str, str] | None:
    """Return (index, 类型, 日期 "" if not written) of the latest adjustment of some kinds, None without one.

    Records without a date count as written in their order.
    """
    found = [(day, index, kind) for index, (kind, day) in enumerate(facts.adjustments) if kind in kinds]
    if not found:
        return None
    dated = all(day for day, _, _ in found)
    day, index, kind = max(found) if dated else found[-1]
    return index, kind, day


def parsed_day(day: str) -> dt.date | None:
    """Return the date of an adjustment as facts keep it; None when it is not written."""
    return dt.date.fromisoformat(day) if day else None


def bodies_of(every: Iterable[Facts]) -> frozenset[str]:
    """Return the bodies that exercise the items of a list."""
    return frozenset(facts.department for facts in every if facts.department)


def is_among(name: str, bodies: frozenset[str]) -> bool:
    """Say whether a body, with or without its place, is among some bodies."""
    return name in bodies or any(same_body(name, body) for body in bodies)


def handed_on(facts: Facts) -> bool:
    """Say whether an item is cancelled here because its power went to another level, with the ground of that."""
    if facts.status != CANCELLED:
        return False
    last = last_adjustment(facts, MOVES)
    return last is not None and last[1] in _AWAY and bool(facts.adjustment_grounds[last[0]])
