"""Colour for a terminal. Nothing is said by colour alone: every coloured word says it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODES: Mapping[str, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "36",
    "strong": "1",
    "faint": "2",
    "place": "35",
    "good": "1;32",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Wraps words in ANSI sequences, or leaves them alone when colour is off."""

    on: bool = False

    def paint(self, text: str, role: str) -> str:
        """Return the text in the colour of a role: a severity, strong, faint, place or good."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.on and text else text
