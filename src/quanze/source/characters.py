"""Characters that nobody sees: found in the text, and kept away from the YAML parser (SCH008).

The parser reads a *clean* text: without control and zero-width characters, and with a space for
each line separator that YAML would take for a line break but editors do not. That is what the fix
would make of the file, so the values a rule sees are those of the mended file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from quanze.source.lines import Lines
from quanze.source.problem import Problem, text_fix

if TYPE_CHECKING:
    from quanze.finding import Span

#: Kinds of invisible characters, in the order of their report. Zero-width covers joiners, direction
#: marks and overrides, soft hyphens and BOMs inside a text.
_KINDS = {
    "控制字符": "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff",
    "零宽字符": "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff",
    "行分隔符": "\u0085\u2028\u2029",
}
_UNSEEN = re.compile("[" + "".join(_KINDS.values()) + "]")
_KIND = {kind: re.compile(f"[{chars}]") for kind, chars in _KINDS.items()}
#: What a title of a fix says, and what is put in the place of the character.
_MENDING = {"控制字符": ("删除控制字符", ""), "零宽字符": ("删除零宽字符", ""), "行分隔符": ("改为普通空格", " ")}
_LINES_NAMED = 5


class Source:
    """The text of a file, the clean text the parser reads, and where the one is in the other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.clean = text
        self._gaps: list[int] = []
        if _UNSEEN.search(text) is not None:
            spaced = _KIND["行分隔符"].sub(" ", text)
            removed = [match.start() for match in _UNSEEN.finditer(spaced)]
            self._gaps = [offset - count for count, offset in enumerate(removed)]
            self.clean = _UNSEEN.sub("", spaced)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file's text."""
        return Lines(self.text)

    def span(self, start: int, end: int) -> Span:
        """Return where the range [start, end) of the clean text is in the file, without unseen edges."""
        if self._gaps:
            first = start + bisect_right(self._gaps, start)
            start, end = first, (first if end <= start else end + bisect_left(self._gaps, end))
        return self.lines.span(start, end)


def unseen_characters(source: Source) -> list[Problem]:
    """Report each kind of invisible character once, at its first place, with all its places mended."""
    if source.clean is source.text:
        return []
    found = ((kind, [match.start() for match in pattern.finditer(source.text)]) for kind, pattern in _KIND.items())
    return [_problem(kind, source, offsets) for kind, offsets in found if offsets]


def _problem(kind: str, source: Source, offsets: list[int]) -> Problem:
    title, replacement = _MENDING[kind]
    at = source.lines.span(offsets[0], offsets[0] + 1)
    numbers = sorted({source.lines.position(offset)[0] for offset in offsets})
    values = {
        "字符": f"U+{ord(source.text[offsets[0]]):04X}",
        "处": len(offsets),
        "行": "、".join(map(str, numbers[:_LINES_NAMED])) + (" 等" if len(numbers) > _LINES_NAMED else ""),
    }
    edits = ((offset, offset + 1, replacement) for offset in offsets)
    return Problem("SCH008", at, values, kind, part=(at.start, at.end), key=kind, fix=text_fix(title, edits, safe=True))
