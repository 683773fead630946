"""Which characters of the source write which characters of a scalar's value.

A value has as many characters as `places` has ranges: quotes, indentation, folded line breaks and
escapes belong to no character, or to the one they write.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Ranges [start, end) in the raw text of a scalar, one for each character of its value.
Places = list[tuple[int, int]]

_WORD = re.compile(r"[^ \t\r\n]+")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_ESCAPE = re.compile(
    r"""\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}
        |(?P<joined>(?:\r\n|\r|\n)[ \t]*+(?P<blank>(?:(?:\r\n|\r|\n)[ \t]*+)*+))|.)
    |[ \t]*+(?P<fold>(?:\r\n|\r|\n)[ \t]*+(?P<more>(?:(?:\r\n|\r|\n)[ \t]*+)*+))
    |(?P<run>[ \t]++)
    |.""",
    re.VERBOSE | re.DOTALL,
)
#: A quote written as two, as the aligning reads it: one character that is two wide.
_QUOTE_TWICE, _QUOTE_ONCE = "''", "'\0"
_BREAK = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=8)
def places(raw: str, style: str, value: str) -> Places | None:
    """Return where each character of a value is in the raw text (quotes and block header included).

    `style` is "", "'", '"', "|" or ">". None where the two cannot be aligned.
    """
    if style == '"':
        found = list(_double_quoted(raw))
    elif style == "'":
        found = _aligned(f"'{raw[1:-1].replace(_QUOTE_TWICE, _QUOTE_ONCE)}'", 1, len(raw) - 1, value)
    elif style in ("|", ">"):
        header = _BLOCK_HEADER.match(raw)
        found = _aligned(raw, header.end() if header else 0, len(raw), value)
    else:
        found = _aligned(raw, 0, len(raw), value)
    return found if len(found) == len(value) else None


def range_in(raw: str, style: str, value: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the characters [start, end) of a value are in its raw text, None where they cannot be found.

    An empty range is the place before the character `start`. Characters the value does not have are ignored.
    """
    end = min(end, len(value))
    start = min(start, end)
    quotes = 1 if style in ("'", '"') else 0
    if raw[quotes : len(raw) - quotes] == value:
        return start + quotes, end + quotes
    found = places(raw, style, value)
    if not found:
        return None
    if start == end:
        at = found[start][0] if start < len(found) else found[-1][1]
        return at, at
    return found[start][0], found[end - 1][1]


def _double_quoted(raw: str) -> Iterator[tuple[int, int]]:
    end = len(raw) - 1
    for match in _ESCAPE.finditer(raw, 1, end):
        start, stop = match.span()
        if match.group("joined") is not None:
            yield from _breaks(raw, *match.span("blank"))
        elif match.group("more"):
            yield from _breaks(raw, *match.span("more"))
        elif match.group("run"):
            yield from ((at, at + 1) for at in range(start, stop))
        else:
            yield start, stop


def _breaks(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(raw, start, end):
        yield match.span()


def _aligned(raw: str, start: int, end: int, value: str) -> Places:
    """Align a value with a source that writes every word of it as it is: only white space differs.

    A NUL in the source belongs to the character before it (the second of two single quotes).
    """
    found: Places = []
    at, seen = start, 0
    source_words = _WORD.finditer(raw, start, end)
    for word in _WORD.finditer(value):
        source = next(source_words, None)
        if source is None:
            return []
        found += _white(raw, at, source.start(), value[seen : word.start()])
        at, seen = source.start(), word.end()
        for char in word.group():
            if at >= end or raw[at] != char:
                return []
            width = 2 if raw.startswith("\0", at + 1) else 1
            found.append((at, at + width))
            at += width
    return found + _tail(raw, at, end, value[seen:])


def _white(raw: str, start: int, end: int, white: str) -> Places:
    """Align the white space between two words: from the right, so that indentation is left over."""
    if "\n" not in white and _BREAK.search(raw, start, end):
        if not white:
            return []
        kept = len(white) - 1  # the last is the folded line break with the indentation around it
        return [(start + i, start + i + 1) for i in range(kept)] + [(start + kept, end)]
    found: Places = []
    at = end
    for char in reversed(white):
        while char == "\n" and at > start and raw[at - 1] in " \t":
            at -= 1
        width = 2 if char == "\n" and at - 2 >= start and raw[at - 2 : at] == "\r\n" else 1
        at -= width
        if at < start:
            return []
        found.append((at, at + width))
    return found[::-1]


def _tail(raw: str, start: int, end: int, white: str) -> Places:
    """Align the white space after the last word: from the left, since block scalars clip the rest."""
    found: Places = []
    at = start
    for char in white:
        while char == "\n" and at < end and raw[at] in " \t":
            at += 1
        width = 2 if raw.startswith("\r\n", at) else 1
        if at + width > end:  # a last line without a break: nothing in the source writes it
            found.append((at, at))
            continue
        found.append((at, at + width))
        at += width
    return found
