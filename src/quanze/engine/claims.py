"""The catalogue and this list: what is claimed, refused, neither; what changed upstream; 三级四同."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent, means_absent
from quanze.rules.checks.catalogue import OWN, Difference, claimed_entry, differences, fingerprint
from quanze.rules.checks.department import CANCELLED
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.engine.listed_items import Listed
    from quanze.model.catalogue import CatalogueEntry, Refusal
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts


#: 认领.状态 of an item that comes from the catalogue.
CLAIMED = "认领"
#: From what likeness on (0–100) two names may be those of one matter: one word in six may differ.
_LIKE = 80


@dataclass(frozen=True, slots=True)
class Claimant:
    """An item of the list, without the document it was read from: thousands of them are held at once."""

    file: str
    item: Item
    facts: Facts


@dataclass(frozen=True, slots=True)
class Claimed:
    """One entry of the catalogue and what this list makes of it.

    `concerns` = it is in use at the list's level, so that it has to be claimed or refused. `changed` = the
    catalogue has changed since the claim; `unmarked` = the claim has no fingerprint to tell by.
    `different` are the elements in which the item differs from the catalogue as it is now.
    """

    entry: Filed[CatalogueEntry]
    concerns: bool
    item: Claimant | None = None
    refusal: Filed[Refusal] | None = None
    fingerprint: str = ""
    changed: bool = False
    unmarked: bool = False
    different: tuple[Difference, ...] = ()

    @property
    def code(self) -> str:
        """The entry's code."""
        return self.entry.record.code

    @property
    def cancelled(self) -> bool:
        """Whether the catalogue has cancelled the entry."""
        return not is_absent(self.entry.record.status) and self.entry.record.status == CANCELLED

    @property
    def open(self) -> bool:
        """Whether the entry still has to be claimed or refused."""
        return self.concerns and self.item is None and self.refusal is None


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """Every entry of the catalogue in its order, the items of the list's own, those that claim what is not there.

    `near` = of an item outside the catalogue (by its file) the unclaimed entry whose name is like its own.
    """

    entries: tuple[Claimed, ...]
    own: tuple[Claimant, ...]
    outside: tuple[Claimant, ...]
    near: Mapping[str, Claimed]

    def of(self, code: str) -> Claimed | None:
        """Return the entry of a code, None when the catalogue has none."""
        return next((one for one in self.entries if one.code == code), None)


def claim_report(every: Iterable[Listed], context: Context) -> ClaimReport:
    """Compare the items of a list with its catalogue."""
    items = (Claimant(listed.document.file, listed.item, listed.facts) for listed in every)
    living = tuple(item for item in items if item.facts.status != CANCELLED)
    catalogue = context.catalogue or {}
    claims: dict[str, list[Claimant]] = {}
    for item in living:
        if item.facts.claim_status != OWN:
            claims.setdefault(_claims(item, context), []).append(item)
    levels = {context.level} if context.level else {level for item in living for level in item.facts.levels}
    entries = tuple(
        _claimed(filed, _best(claims.get(code, ()), code), context, levels) for code, filed in catalogue.items()
    )
    outside = tuple(item for code, items in claims.items() if code not in catalogue for item in items)
    own = tuple(item for item in living if item.facts.claim_status == OWN)
    return ClaimReport(entries, own, outside, _near(outside, entries))


def _claims(item: Claimant, context: Context) -> str:
    """Return the code of the catalogue that an item claims, whether the catalogue has it or not."""
    try:
        filed = claimed_entry(item.item, context)
    except (FieldAbsent, TypeError) as error:  # what could not be read of the item has its own finding
        if not means_absent(error):
            raise
        filed = None
    return filed.record.code if filed is not None else item.facts.catalogue_code or item.facts.code


def _best(items: Sequence[Claimant], code: str) -> Claimant | None:
    """Return of several items that claim one entry (a main item and its sub-items) the one that is the entry."""
    return next((item for item in items if item.facts.code == code), items[0] if items else None)


def _near(outside: Iterable[Claimant], entries: Iterable[Claimed]) -> dict[str, Claimed]:
    """Return for items outside the catalogue the unclaimed entry of their type whose name is like theirs."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only where there is something to compare

    left: dict[str, dict[str, Claimed]] = {}
    for one in entries:
        entry = one.entry.record
        if one.item is None and not one.cancelled and not is_absent(entry.type) and not is_absent(entry.name):
            left.setdefault(entry.type, {}).setdefault(fold(entry.name), one)
    found = {}
    for item in outside:
        names = left.get(item.facts.type, {})
        best = process.extractOne(fold(item.facts.name), names.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is not None:
            found[item.file] = names[best[0]]
    return found


def _claimed(filed: Filed[CatalogueEntry], item: Claimant | None, context: Context, levels: set[str]) -> Claimed:
    entry, refusals = filed.record, context.refusals
    concerns = _concerns(entry, levels)
    refusal = refusals.get(entry.code)
    if item is None:
        return Claimed(filed, concerns, refusal=refusal)
    try:
        mark = fingerprint(entry)
        different = tuple(differences(item.item, entry, context))
    except (FieldAbsent, TypeError) as error:  # what could not be read of either has its own finding
        if not means_absent(error):
            raise
        return Claimed(filed, concerns, item, refusal)
    held = item.facts.fingerprint
    return Claimed(filed, concerns, item, refusal, mark, bool(held) and held != mark, not held, different)


def _concerns(entry: CatalogueEntry, levels: set[str]) -> bool:
    """Say whether an entry is in use at one of the levels; one without levels is for every level (CAT005)."""
    try:
        return entry.status != CANCELLED and (not entry.levels or not levels.isdisjoint(entry.levels))
    except FieldAbsent:
        return False


def likely_department(code: str, parts: Mapping[str, tuple[int, ...]], codes: Mapping[str, str]) -> str:
    """Return the department an entry's code names, "" when none or several do.

    `parts` says where in a code the department stands; `codes` are the departments' own (代码) by name.
    """
    place = parts.get("部门")
    if place is None or len(place) != 2:
        return ""
    wanted = code[place[0] : place[1]]
    found = [name for name, own in codes.items() if own == wanted]
    return found[0] if len(found) == 1 and wanted else ""
