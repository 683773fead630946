"""Everything the table knows of one law on one day, for `laws show` and for hover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.citation.law import standing

if TYPE_CHECKING:
    from datetime import date

    from quanze.citation.law import Law, Standing
    from quanze.laws.table import LawTable


@dataclass(frozen=True, slots=True)
class Shown:
    """A law and what it is on a day; `repeals` are the titles of the laws it repeals."""

    law: Law
    standing: Standing
    repeals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotShown:
    """A title that is not in the table, with the titles most like it (likeness 70–100, best first)."""

    title: str
    nearest: tuple[tuple[str, float], ...]


def show(table: LawTable, title: str, as_of: date, number: str | None = None) -> Shown | NotShown:
    """Return what the table knows of a title, else of a document number."""
    law = table.find(title, number or title)
    if law is None:
        return NotShown(title, table.nearest(title))
    return Shown(law, standing(law, as_of), table.repealed_by(law.title))
