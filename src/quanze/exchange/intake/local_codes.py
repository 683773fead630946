"""Codes for lists that have none: given once, found again by what the item is, never given twice.

A local code is L + 3 digits for the department + 4 for the main item + 3 for the sub-item (000 = none),
counted in the order of the first import. A row added in the middle of a workbook gets the next number
and moves no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.exchange.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.exchange.intake.register import Identity, Registered

LOCAL_CODE = re.compile(r"L(\d{3})(\d{4})(\d{3})")
_FULL = "本地编码已用完 ({what}), 没有导入; 请拆分清单或改用正式编码"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that needs a code: what it is, the fingerprint of its content, and its own code if it has one."""

    identity: Identity
    fingerprint: str
    own_code: str = ""


@dataclass(slots=True)
class _Numbers:
    """The numbers that are taken, by department and by main item. Local to `assign`."""

    last_department: int = 0
    departments: dict[str, int] = field(default_factory=dict)
    mains: dict[tuple[str, ...], int] = field(default_factory=dict)
    last_main: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    last_sub: dict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    whole: set[tuple[int, int]] = field(default_factory=set)

    def take(self, code: str, identity: Identity | None = None) -> None:
        """Note a code that was given, and to what when that is known."""
        match = LOCAL_CODE.fullmatch(code)
        if match is None:
            return
        department, main, sub = (int(part) for part in match.groups())
        self.last_department = max(self.last_department, department)
        self.last_main[department] = max(self.last_main[department], main)
        self.last_sub[department, main] = max(self.last_sub[department, main], sub)
        if sub == 0:
            self.whole.add((department, main))
        if identity is not None:
            self.departments.setdefault(identity[0], department)
            self.mains.setdefault(_main(identity), main)

    def give(self, identity: Identity) -> str:
        """Give the next free code for an item."""
        department = self.departments.get(identity[0]) or self.last_department + 1
        main = self.mains.get(_main(identity))
        if main is None or (not identity[3] and (department, main) in self.whole):
            main = self.last_main[department] + 1
        sub = self.last_sub[department, main] + 1 if identity[3] else 0
        if department > 999 or main > 9999 or sub > 999:
            raise Refusal(_FULL.format(what=identity[0] or identity[2]))
        code = f"L{department:03}{main:04}{sub:03}"
        self.take(code, identity)
        return code


def _main(identity: Identity) -> tuple[str, ...]:
    department, kind, name, _, level = identity
    return (department, kind, name, level)


def assign(
    candidates: Sequence[Candidate], register: Iterable[Registered], taken: Iterable[str] = ()
) -> list[tuple[str, Registered | None]]:
    """Return for every candidate its code, and the entry of the register it is, None for a new one.

    `taken` are further codes that are in use in the list. Refusal when the numbers are used up.
    """
    numbers = _Numbers()
    known: dict[Identity, list[Registered]] = defaultdict(list)
    for entry in register:
        numbers.take(entry.code, entry.identity)
        known[entry.identity].append(entry)
    for code in (*taken, *(candidate.own_code for candidate in candidates)):
        numbers.take(code)
    found = _found_again(candidates, known)
    given: list[tuple[str, Registered | None]] = []
    for index, candidate in enumerate(candidates):
        entry_again = found.get(index)
        if entry_again is not None:
            given.append((entry_again.code, entry_again))
        else:
            given.append((candidate.own_code or numbers.give(candidate.identity), None))
    return given


def _found_again(candidates: Sequence[Candidate], known: dict[Identity, list[Registered]]) -> dict[int, Registered]:
    """Match rows with the register: of several of one identity the same content first, then in order."""
    left = {identity: list(entries) for identity, entries in known.items()}
    found: dict[int, Registered] = {}
    for exactly in (True, False):
        for index, candidate in enumerate(candidates):
            if index in found:
                continue
            entries = left.get(candidate.identity, [])
            match = next((entry for entry in entries if _same(candidate, entry, exactly=exactly)), None)
            if match is not None:
                entries.remove(match)
                found[index] = match
    return found


def _same(candidate: Candidate, entry: Registered, *, exactly: bool) -> bool:
    if candidate.own_code and candidate.own_code != entry.code:
        return False
    if not candidate.own_code and LOCAL_CODE.fullmatch(entry.code) is None:
        return False
    return not exactly or candidate.fingerprint == entry.fingerprint
