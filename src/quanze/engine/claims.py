"""The catalogue and this list: what is claimed, refused, neither; what changed upstream; 三级四同."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent, means_absent
from quanze.rules.checks.catalogue import OWN, Difference, differences, fingerprint
from quanze.rules.checks.department import CANCELLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.engine.listed_items import Listed
    from quanze.model.catalogue import CatalogueEntry, Refusal
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts


#: 认领.状态 of an item that comes from the catalogue.
CLAIMED = "认领"


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
    """Every entry of the catalogue in its order, the items of the list's own, those that claim what is not there."""

    entries: tuple[Claimed, ...]
    own: tuple[Claimant, ...]
    outside: tuple[Claimant, ...]

    def of(self, code: str) -> Claimed | None:
        """Return the entry of a code, None when the catalogue has none."""
        return next((one for one in self.entries if one.code == code), None)


def claim_report(every: Iterable[Listed], context: Context) -> ClaimReport:
    """Compare the items of a list with its catalogue."""
    items = (Claimant(listed.document.file, listed.item, listed.facts) for listed in every)
    living = tuple(item for item in items if item.facts.status != CANCELLED)
    claims: dict[str, Claimant] = {}
    for listed in living:
        if listed.facts.claim_status != OWN:
            claims.setdefault(listed.facts.catalogue_code or listed.facts.code, listed)
    catalogue = context.catalogue or {}
    levels = {context.level} if context.level else {level for listed in living for level in listed.facts.levels}
    return ClaimReport(
        tuple(_claimed(filed, claims.get(code), context, levels) for code, filed in catalogue.items()),
        tuple(listed for listed in living if listed.facts.claim_status == OWN),
        tuple(listed for code, listed in claims.items() if code not in catalogue),
    )


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
