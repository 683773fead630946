"""One cause on the first screen: how grave, how many items, what is wrong, what to do next.

How that is laid out depends on the width of the terminal: three lines, two, or a single one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import SEVERITY_NAMES
from quanze.report import wording
from quanze.report.layout import one_line, right
from quanze.result import samples
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.report.style import Style
    from quanze.result import Cause, Result

#: From this width on a cause and its gist share a line.
WIDE = 100
#: From this width on what to do next stands on that line too.
_WIDER = 150
_INDENT = "     "
_ARROW = "→ "


@dataclass(frozen=True, slots=True)
class CauseLines:
    """Lays out the causes of one section, their names and counts under each other.

    `columns` is the width of the terminal, `name` that of the longest name, `count` of the longest count.
    """

    result: Result
    style: Style
    columns: int
    name: int
    count: int

    def shown(self, cause: Cause, rank: str, *, full: bool) -> list[str]:
        """Return the lines of a cause; in full with what is wrong and what to do next, else what fits on one."""
        head, used = self._head(cause, rank)
        if self.columns >= _WIDER:
            return [head + "  " + self._gist_and_step(cause, self.columns - used - 2)]
        if self.columns >= WIDE:
            head += "  " + self._gist(cause, self.columns - used - 2)
            return [head, *self._step(cause)] if full else [head]
        gist = _INDENT + self._gist(cause, self.columns - len(_INDENT))
        return [head, gist, *self._step(cause)] if full else [head]

    def samples(self, cause: Cause) -> str:
        """Return three items a cause hits."""
        shown = "、".join(one_line(f.item or f.file) for f in samples(cause.findings))
        return _INDENT + clip("例如 " + shown, self.columns - len(_INDENT))

    def _head(self, cause: Cause, rank: str) -> tuple[str, int]:
        """Return severity, code, name and count, and how many columns they take."""
        label, paint = self.result.label(cause.rule), self.style.paint
        name, count = pad(clip(one_line(label.name), self.name), self.name), right(wording.amount(cause), self.count)
        severity = SEVERITY_NAMES[cause.severity]
        head = f"{rank} {paint(severity, cause.severity)} {paint(cause.rule, 'strong')}  {name} {count}"
        return head, width(f"{rank} {severity} {cause.rule}  {name} {count}")

    def _gist(self, cause: Cause, room: int) -> str:
        told, more = wording.gist(self.result, cause)
        return clip(told.replace("《中华人民共和国", "《"), max(2, room - width(more))) + more

    def _step(self, cause: Cause) -> list[str]:
        step = self._step_in(cause, self.columns - len(_INDENT))
        return [_INDENT + self.style.paint(step, "faint")] if step else []

    def _step_in(self, cause: Cause, room: int) -> str:
        """Return what to do next, "" where nobody said it; a command is never cut, what stands beside it is."""
        remedy, command = wording.next_step(self.result, cause)
        if command:
            left = room - width(_ARROW + command) - 3
            told = "列出引用它的事项和改法"
            return _ARROW + command + (f"   {told}" if width(told) <= left else "")
        mend = wording.mendable(cause)
        ending = f" ({mend})" if mend else ""
        return _ARROW + clip(remedy, room - width(_ARROW + ending)) + ending if remedy else ""

    def _gist_and_step(self, cause: Cause, room: int) -> str:
        half = room // 2
        step = self._step_in(cause, half)
        gist = self._gist(cause, room - max(half, width(step)) - 2)
        return pad(gist, room - half - 2) + "  " + self.style.paint(step, "faint") if step else gist


def cause_lines(result: Result, causes: Sequence[Cause], style: Style, columns: int) -> CauseLines:
    """Prepare the lines of a section for the causes it shows, at least one."""
    name = min(30, max(width(one_line(result.label(c.rule).name)) for c in causes))
    count = max(8, *(width(wording.amount(c)) for c in causes))
    return CauseLines(result, style, columns, name, count)
