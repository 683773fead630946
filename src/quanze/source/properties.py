"""Anchors and tags before a node: refused (SCH009), but they have to be told from its text."""

from __future__ import annotations

import re

#: White space and comments, as may stand between the parts of a node.
GAP = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
_FORWARD = re.compile(rf"(?:[&!][^ \t\r\n,\[\]{{}}]*+{GAP})++")
_BACKWARD = re.compile(r"(?<![^ \t\r\n,\[{:-])[&!][^ \t\r\n]*(?:[ \t\r\n]+[&!][^ \t\r\n]*)*[ \t\r\n]*\Z")
#: How far before a node its anchor and tag are looked for.
_REACH = 300


def content_start(text: str, start: int, end: int) -> int:
    """Return where the content of a node begins that starts, with its properties, at `start`."""
    if text[start : start + 1] not in ("&", "!"):
        return start
    match = _FORWARD.match(text, start, end)
    return match.end() if match else start


def property_range(text: str, start: int) -> tuple[int, int]:
    """Return where the properties of a node are, at whichever of them a parser says that it starts."""
    content = content_start(text, start, len(text))
    window = text[max(0, content - _REACH) : content]
    match = _BACKWARD.search(window)
    if match is None:
        return start, content
    first = content - len(window) + match.start()
    return first, first + len(match.group().rstrip())
