"""What the pass over the events has met, as problems with their places in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Related
from quanze.source.problem import Problem

if TYPE_CHECKING:
    from quanze.source.characters import Source
    from quanze.source.tree import Note


def as_problem(note: Note, source: Source, file: str) -> Problem:
    """Return the problem that a note reports, with its span, its related place and its fix."""
    start, end = note.event.start_mark.index, note.event.end_mark.index
    at = source.span(start, end)
    values = dict(note.values)
    if note.first is not None:
        first = source.span(note.first.start_mark.index, note.first.end_mark.index)
        values["首行"] = first.line
        related = Related(file, note.path, "第一次出现在这里", first.line, first.column)
        return Problem(note.code, at, values, note.variant, note.path, "key", related=(related,))
    fix = None
    if note.code == "SCH012":
        fix = Fix("加上引号", (Edit(note.path, "value", f'"{note.event.value}"'),), safe=True)
    return Problem(note.code, at, values, note.variant, note.path, fix=fix)
