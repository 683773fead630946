"""Lines and columns of a text, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right

from quanze.finding import Span

#: U+0085, U+2028 and U+2029 are line breaks to YAML 1.1 but not to editors or git: not here.
BREAK = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where each line of a text starts. Lines and columns are 1-based, offsets 0-based code points."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in BREAK.finditer(text))]

    def __len__(self) -> int:
        return len(self._starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, number: int) -> int:
        """Return the offset at which a line starts; past the last line, the end of the text."""
        return self._starts[number - 1] if number <= len(self._starts) else len(self._text)

    def line(self, number: int) -> str:
        """Return a line without its break; "" for a line that is not there."""
        if not 1 <= number <= len(self._starts):
            return ""
        return self._text[self._starts[number - 1] : self.start(number + 1)].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """Return the span of the offsets [start, end)."""
        return Span(start, end, *self.position(start), *self.position(end))
