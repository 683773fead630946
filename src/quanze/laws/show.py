"""Everything the table knows of one law on one day, for `laws show` and for hover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.citation.law import standing
from quanze.citation.title import type_word
from quanze.laws.key import title_key
from quanze.laws.region import place_of

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
    """A title that is not in the table, with the titles most like it (likeness 70–100, best first).

    `complete` = the rank such a title is of when the table has every act of it up to `until`: what is not
    there does not exist, or is newer. "" = of such acts the table has only some.
    """

    title: str
    nearest: tuple[tuple[str, float], ...]
    complete: str = ""
    until: date | None = None


def show(index: LawIndex, table: LawTable, title: str, as_of: date) -> Shown | NotShown:
    """Return what is known of a title, else of a document number.

    `index` is the table with what a list adds to it, `table` the table itself, which knows what a law
    repeals.
    """
    law = index.find(title, title)
    if law is None:
        rank = _complete_rank(title)
        return NotShown(title, index.nearest(title), rank, table.cut_offs.get(rank))
    return Shown(law, standing(law, as_of), table.repealed_by(law.title))


def _complete_rank(title: str) -> str:
    """Return the rank of which the table has every act, of those that end like a title; "" for any other title."""
    if place_of(title_key(title)):
        return ""
    return {"法": "法律", "法典": "法律", "条例": "行政法规"}.get(type_word(title), "")
