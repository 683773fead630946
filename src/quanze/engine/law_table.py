"""The law table a list is judged by: the shipped one or the list's own, with what 法规补充 adds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.engine.settings import CONFIGURATION, Settings, SettingsError
from quanze.laws.error import LawTableError
from quanze.laws.supplement import own_law, supplement
from quanze.laws.table import LawTable
from quanze.result import LawTableLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.citation.law import LawIndex
    from quanze.laws.supplement import Conflict
    from quanze.model.register import LawRegister


@dataclass(frozen=True, slots=True)
class Laws:
    """The index rules look laws up in, what reports say of it, and where 法规补充 contradicts it."""

    index: LawIndex
    label: LawTableLabel
    conflicts: tuple[Conflict, ...] = ()


def open_laws(settings: Settings, registers: Iterable[LawRegister]) -> Laws:
    """Open the law table of a list. Raises SettingsError for one that is not there, damaged or too old."""
    paths = settings.configuration.paths
    own = settings.root / paths.law_table if paths.law_table else None
    text = settings.root / paths.law_text if paths.law_text else None
    try:
        table = LawTable.open(own, text)
        content = table.path.read_bytes()
    except LawTableError as error:
        raise SettingsError(str(error), CONFIGURATION) from None
    label = LawTableLabel(str(table.cut_off or ""), hashlib.sha256(content).hexdigest())
    entries = [entry for register in registers if not is_absent(register.entries) for entry in register.entries]
    added = [law for law in map(own_law, (e for e in entries if not is_absent(e))) if law is not None]
    if not added:
        return Laws(table, label)
    index, conflicts = supplement(table, added)
    return Laws(index, label, conflicts)


@cache
def example_laws() -> LawIndex:
    """Return the shipped law table, for the examples of rules."""
    return LawTable.open()
