"""Laying out Chinese text on a terminal: visible characters, wrapping, columns of a table."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Never at the start of a line, never at the end of one (避头尾).
_NOT_FIRST = frozenset("，。、；：！？）》〉】」』”’…·%,.;:!?)]}")
_NOT_LAST = frozenset("（《〈【「『“‘([{")
#: A word is never broken: a date, a code, a path, an amount.
_UNIT = re.compile(r"[\x21-\x7e]+|\s+|.")
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


def _symbol(char: str) -> str:
    point = ord(char)
    stray = point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
    return f"<U+{point:04X}>" if stray or unicodedata.category(char) in _HIDDEN else char


def visible(text: str) -> str:
    """Show by its number every character that a terminal would obey or hide: controls, zero width, bidi."""
    return text if text.isprintable() else "".join(map(_symbol, text))


def one_line(text: str) -> str:
    """Return a text as one visible line: line ends become spaces."""
    return visible(" ".join(text.split("\n")).replace("\r", ""))


def number(count: int) -> str:
    """Return a count with thousands separated."""
    return f"{count:,}"


def _units(text: str) -> list[str]:
    """Cut a text where a line may be broken."""
    units: list[str] = []
    for part in _UNIT.findall(text):
        glued = units and not units[-1].isspace() and (part[0] in _NOT_FIRST or units[-1][-1] in _NOT_LAST)
        if glued and not part.isspace():
            units[-1] += part
        else:
            units.append(part)
    return units


def _pieces(unit: str, columns: int) -> list[str]:
    """Break a unit that is longer than a line, between characters."""
    pieces, used = [""], 0
    for char in unit:
        used += width(char)
        if used > columns and pieces[-1]:
            pieces.append("")
            used = width(char)
        pieces[-1] += char
    return pieces


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most so many terminal columns, never inside a word or a number.

    No line begins with a closing mark or ends with an opening one. Only a single word longer than a
    line is cut. Returns at least one line.
    """
    lines, used = [""], 0
    for unit in _units(text):
        for piece in [unit] if width(unit) <= columns else _pieces(unit, columns):
            size = width(piece)
            if used + size > columns and lines[-1]:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
                used = 0
            if lines[-1] or not piece.isspace():
                lines[-1] += piece
                used += size
    lines[-1] = lines[-1].rstrip()
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def labelled(label: str, text: str, columns: int, command: str = "") -> list[str]:
    """Wrap a text behind a label, lines after the first indented to it; a command at the end is never cut."""
    room = max(20, columns - width(label))
    *lines, last = wrap(text, room)
    ending = [part for part in (last, command) if part]
    return hung(label, [*lines, *flow(ending, room, " ")] or [""])


def hung(label: str, lines: Sequence[str]) -> list[str]:
    """Put lines behind a label, those after the first indented to it."""
    first, *rest = lines
    return [label + first, *(" " * width(label) + line for line in rest)]


def flow(parts: Iterable[str], columns: int, between: str = " · ") -> list[str]:
    """Put parts one after the other and break lines only between them; a part is never cut."""
    lines: list[str] = []
    for part in parts:
        if lines and width(lines[-1]) + width(between) + width(part) <= columns:
            lines[-1] += between + part
        else:
            lines.append(part)
    return lines


def table(rows: Sequence[Sequence[str]], name_width: int) -> list[str]:
    """Lay out rows of a name and right-aligned cells; every line has the same width."""
    cell_width = max(6, *(width(cell) + 1 for row in rows for cell in row[1:]))
    return [
        pad(clip(name, name_width), name_width) + "".join(right(cell, cell_width) for cell in cells)
        for name, *cells in rows
    ]


def right(text: str, columns: int) -> str:
    """Fill a text with spaces on the left to a number of terminal columns."""
    return " " * max(0, columns - width(text)) + text
