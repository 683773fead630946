"""The source frame: the line a finding points at, its neighbours, and where the carets go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.report.layout import visible
from quanze.text import clip, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.finding import Span

_TAB = 4
#: Of a longer line only what stands around the span is looked at.
_LONG = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One source line as shown: what stands before, in and after the marked part.

    `pointed` = the finding points into this line, if only between two characters.
    """

    number: int
    before: str
    marked: str = ""
    after: str = ""
    pointed: bool = False

    @property
    def caret(self) -> str:
        """The line below: carets under the whole of every marked character, empty where none points."""
        return " " * width(self.before) + "^" * max(1, width(self.marked)) if self.pointed else ""

    @property
    def text(self) -> str:
        """The whole line."""
        return self.before + self.marked + self.after


def _cells(line: str) -> list[tuple[str, int]]:
    """Return each shown cell of a line with the number of code points it stands for.

    A tab becomes spaces, a control character its number; a combining mark stays with its letter.
    """
    cells: list[tuple[str, int]] = []
    column = 0
    for char in line:
        shown = " " * (_TAB - column % _TAB) if char == "\t" else visible(char)
        size = width(shown)
        if size == 0 and cells:
            cells[-1] = (cells[-1][0] + shown, cells[-1][1] + 1)
        else:
            cells.append((shown, 1))
        column += size
    return cells


def _marked(cells: Sequence[tuple[str, int]], start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of cells that code points [start, end) of the line touch."""
    first = last = len(cells)
    point = 0
    for index, (_, points) in enumerate(cells):
        if first == len(cells) and point + points > start:
            first = index
        if point >= end:
            last = index
            break
        point += points
    return first, max(first, last)


def _window(sizes: Sequence[int], first: int, last: int, room: int) -> tuple[int, int, int]:
    """Choose the cells [low, high) to show around the mark, and where the shown mark ends."""
    if sum(sizes) <= room:
        return 0, len(sizes), last
    room -= 4  # an ellipsis on either side
    low, high, used = first, first, 0
    while high < last and used + sizes[high] <= room:
        used += sizes[high]
        high += 1
    end = high
    half = used + (room - used) // 2
    while low > 0 and used + sizes[low - 1] <= half:
        low -= 1
        used += sizes[low]
    while high < len(sizes) and used + sizes[high] <= room:
        used += sizes[high]
        high += 1
    while low > 0 and used + sizes[low - 1] <= room:
        low -= 1
        used += sizes[low]
    return low, high, end


def _marked_row(line: str, span: Span, columns: int) -> Row:
    start, end = span.column - 1, len(line) if span.end_line > span.line else span.end_column - 1
    cut = max(0, start - _LONG) if len(line) > 2 * _LONG else 0
    rest = line[cut : cut + 2 * _LONG] if cut or len(line) > 2 * _LONG else line
    cells = _cells(rest)
    first, last = _marked(cells, start - cut, max(end, start) - cut)
    sizes = [width(shown) for shown, _ in cells]
    more = span.end_line > span.line
    low, high, stop = _window(sizes, first, last, columns - 2 if more else columns)
    shown = [text for text, _ in cells]
    left = "…" if low or cut else ""
    tail = "…" if more or high < len(cells) or len(rest) + cut < len(line) else ""
    before, after = left + "".join(shown[low:first]), "".join(shown[stop:high]) + tail
    return Row(span.line, before, "".join(shown[first:stop]), after, pointed=True)


def _row(line: str, number: int, span: Span | None, columns: int) -> Row:
    text = line.rstrip("\r\n")
    if span and number == span.line:
        return _marked_row(text, span, columns)
    return Row(number, clip("".join(shown for shown, _ in _cells(text[:_LONG])), columns))


def rows(lines: Sequence[str], span: Span, columns: int) -> tuple[Row, ...]:
    """Return the marked line between its neighbours, each at most so many terminal columns wide.

    A long line is shown as a window around the span; of a span over several lines the first line is
    shown, followed by …. Empty when the file has no such line (it could not be read, or has changed).
    """
    if not 1 <= span.line <= len(lines):
        return ()
    around = range(max(1, span.line - 1), min(len(lines), span.line + 1) + 1)
    return tuple(_row(lines[number - 1], number, span, columns) for number in around)


def whole(lines: Sequence[str], span: Span | None, columns: int) -> tuple[Row, ...]:
    """Return every line of a short text, the one a span points into marked."""
    return tuple(_row(line, number, span, columns) for number, line in enumerate(lines, 1))
