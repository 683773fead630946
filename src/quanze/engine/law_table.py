"""The law table a list is judged by: the shipped one, with what the list's own register adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanze.citation.law import LawIndex


def example_laws() -> LawIndex | None:
    """Return the shipped law table, for the examples of rules."""
    return None
