"""A syntax error as the parser reports it, and the lines around it, for those who explain it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quanze.source.lines import Lines
from quanze.source.problem import Problem, text_fix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.finding import Path, Span
    from quanze.source.characters import Source

#: What a key looks like that an editor means as a key: short, without punctuation.
KEY = r"[^\s:：,，、。；\[\]{}｛｝［］\"'“”#＃&*!|>%@`?－-][^\s:：,，。；\[\]{}｛｝［］\"'“”#]{0,29}"
#: How many lines above a line are searched for one that is not empty.
_REACH = 400
_LINE = re.compile(r"(?P<indent>[ \t\u3000\u00a0]*)(?P<dashes>(?:-[ \t]+)*)(?P<rest>.*)", re.DOTALL)
_PAIR = re.compile(rf"(?P<key>{KEY}|\"[^\"]*\"|'[^']*')[ \t]*:(?:[ \t]+|$)(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line in its parts. `start` is its offset; `key` is "" where it is no `键: 值`."""

    number: int
    start: int
    indent: str
    dashes: str
    rest: str
    key: str
    value: str

    @property
    def rest_start(self) -> int:
        """Offset of what comes after indentation and dashes."""
        return self.start + len(self.indent) + len(self.dashes)

    @property
    def value_start(self) -> int:
        """Offset of the value; of the whole rest where there is no key."""
        return self.rest_start + len(self.rest) - len(self.value)

    @property
    def end(self) -> int:
        """Offset of its end, without the break."""
        return self.rest_start + len(self.rest)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing on it but a comment."""
        return not self.dashes and (not self.rest or self.rest.startswith("#"))


def line_of(number: int, start: int, text: str) -> Line:
    """Return a line (1-based number, offset of its start) in its parts."""
    match = _LINE.match(text)
    assert match is not None  # every part may be empty
    pair = _PAIR.match(match["rest"])
    key, value = (pair["key"], pair["value"]) if pair else ("", match["rest"])
    return Line(number, start, match["indent"], match["dashes"], match["rest"], key, value)


@dataclass(frozen=True)
class Failure:
    """Where the parser gave up: the text it was given, an offset in it, and its words (not for users).

    `context` is the offset at which it had begun what it was `doing`, -1 where it says none.
    """

    text: str
    offset: int
    problem: str
    doing: str = ""
    context: int = -1

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def line(self, number: int) -> Line:
        """Return a line (1-based) in its parts."""
        return line_of(number, self.lines.start(number), self.lines.line(number))

    def line_at(self, offset: int) -> Line:
        """Return the line an offset is on."""
        return self.line(self.lines.position(offset)[0])

    def above(self, line: Line) -> Line | None:
        """Return the nearest line above that is not empty, if there is one not too far above."""
        lines = (self.line(number) for number in range(line.number - 1, max(0, line.number - _REACH), -1))
        return next((line for line in lines if not line.is_empty), None)

    @cached_property
    def at(self) -> Line:
        """The line at which the parser gave up; at the end of the text, the last that is not empty."""
        line = self.line_at(self.offset)
        return self.above(line) or line if line.is_empty else line

    @cached_property
    def suspects(self) -> tuple[Line, ...]:
        """The lines that may hold the mistake, the likeliest first."""
        found = [self.at]
        if "simple key" in self.doing and self.context >= 0:
            found.insert(0, self.line_at(self.context))
        above = self.above(self.at)
        if above is not None:
            found.append(above)
        return tuple({line.number: line for line in found}.values())


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a text is not YAML: in a sentence, and in another how to mend it; from `start` to `end`.

    `name` is the same for the same mistake wherever it is. `edits` are ranges of the text and what to put
    there; the text is then read on. `code` is that of the rule that speaks of it, with its `variant` of
    the message: SCH014 where full-width punctuation stands for syntax.
    """

    name: str
    what: str
    mend: str
    start: int
    end: int
    edits: tuple[tuple[int, int, str], ...] = ()
    code: str = ""
    variant: str = ""


def reported(cause: Cause, source: Source, path: Path = (), origin: Sequence[int] | None = None) -> Problem:
    """Return the problem a cause is: that of its own code, else SCH014 where it has edits, else SCH001.

    `origin` gives the place in the clean text of each character of the text that the cause is about,
    where this is another one. The part is the range in the file.
    """
    last = len(source.clean) if origin is None else len(origin) - 1

    def place(start: int, end: int) -> Span:
        start, end = min(start, last), min(end, last)  # a cause may be the end of the text
        return source.span(start, end) if origin is None else source.span(origin[start], origin[end])

    at = place(cause.start, cause.end)
    values = {
        "说明": cause.what,
        "怎么改": cause.mend,
        "原行": source.lines.line(at.line),
        "行": at.line,
        "列": at.column,
    }
    values["名称"] = source.text[at.start : at.end]
    places = [(place(start, end), text) for start, end, text in cause.edits]
    fix = text_fix(cause.mend, ((edit.start, edit.end, text) for edit, text in places)) if places else None
    code = cause.code or ("SCH014" if cause.edits else "SCH001")
    return Problem(code, at, values, cause.variant, path, (at.start, at.end), cause.name, fix=fix)
