"""Following the catalogue: which fields of a claimed item have to change, and to what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.rules.checks.comparing import covers, places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.engine.claims import Claimed
    from quanze.model.basis import Citation
    from quanze.rules.context import Context


class SyncError(Exception):
    """A claim that cannot be followed by itself; its text says in Chinese what to do by hand."""


@dataclass(frozen=True, slots=True)
class BasisChange:
    """Which entries of an item's 设定依据 stay (by index), which entries of the catalogue are added."""

    kept: tuple[int, ...]
    added: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What of an item follows the catalogue; None and "" = stays as it is."""

    name: str | None
    type: str | None
    basis: BasisChange | None
    fingerprint: str

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements that change, by name."""
        named = (("名称", self.name), ("类型", self.type), ("设定依据", self.basis), ("目录指纹", self.fingerprint))
        return tuple(name for name, value in named if value)


def sync_plan(claim: Claimed, context: Context) -> SyncPlan:
    """Return what has to change so that a claimed item says what the catalogue says. Raises SyncError."""
    entry, listed = claim.entry.record, claim.item
    if listed is None and claim.refusal is not None:
        raise SyncError("这一项登记了不认领, 没有事项可以同步")
    if listed is None:
        raise SyncError("清单没有认领这一项, 用 quanze claim take 认领")
    if claim.cancelled:
        raise SyncError("目录已取消这一项, 请报合法性审核后把“状态”改为取消, 并登记调整")
    if not claim.fingerprint:
        raise SyncError("目录或者本项有读不出来的字段, 先用 quanze check 改正")
    elements = {found.element for found in claim.different}
    basis = _basis_change(listed.item.basis, entry.basis, context) if "设定依据" in elements else None
    return SyncPlan(
        name=entry.name if "名称" in elements else None,
        type=entry.type if "类型" in elements else None,
        basis=basis,
        fingerprint=claim.fingerprint if claim.changed or claim.unmarked else "",
    )


def _basis_change(mine: Sequence[Citation], theirs: Sequence[Citation], context: Context) -> BasisChange:
    """Keep the entries that say what the catalogue says, add what is lacking.

    An entry that names several places of which only some are in the catalogue is for a person to split.
    """
    if is_absent(mine):
        raise SyncError("“设定依据”读不出来, 先用 quanze check 改正")
    wanted = places(tuple(theirs), context.laws)
    kept, have = [], []
    for index, citation in enumerate(mine):
        own = places((citation,), context.laws)
        right = [place for place in own if any(covers(want, place) for want in wanted)]
        if right and len(right) < len(own):
            raise SyncError(f"“设定依据”第 {index + 1} 条写了几处, 目录里只有其中一部分; 请先拆开再同步")
        if right or not own:  # an entry that names no place cannot be compared and stays
            kept.append(index)
            have += right
    added = tuple(
        citation
        for citation in theirs
        if not all(any(covers(want, place) for place in have) for want in places((citation,), context.laws))
    )
    return BasisChange(tuple(kept), added)
