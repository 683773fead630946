"""A line of a 三定规定 and where it stands, whatever kind of file it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `place` says in Chinese where it stands (第 3 行, 第 1 张表第 2 行).

    `cells` are the texts of a row of a table, () outside one; `text` then holds them one after another.
    """

    text: str
    place: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passages:
    """The lines of a text in order; what stands beside the text (text boxes, footnotes); what to look at.

    `notes` are Chinese sentences about the file as a whole: revisions that nobody accepted.
    """

    lines: tuple[Line, ...]
    asides: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


def plain_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text, numbered from 1."""
    return tuple(Line(line, f"第 {number} 行") for number, line in enumerate(text.splitlines(), 1))
