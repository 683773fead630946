"""Everything the table knows of one law on one day, for `laws show` and for hover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.citation.law import standing

if TYPE_CHECKING:
    from datetime import date

    from quanze.citation.law import Law, LawIndex, Standing
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


def show(index: LawIndex, table: LawTable, title: str, as_of: date) -> Shown | NotShown:
    """Return what is known of a title, else of a document number.

    `index` is the table with what a list adds to it, `table` the table itself, which knows what a law
    repeals.
    """
    law = index.find(title, title)
    if law is None:
        return NotShown(title, index.nearest(title))
    return Shown(law, standing(law, as_of), table.repealed_by(law.title))
