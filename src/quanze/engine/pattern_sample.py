"""A text that a regular expression matches, so that a new rule comes with examples.

Only what offices write is understood: literals, classes, groups, choices, counted repetition. Every
answer is tried on the pattern itself, so a pattern that is not understood gives none, never a wrong one.
"""

from __future__ import annotations

import re
from typing import Final

#: Repetitions beyond this are not written out.
_MOST: Final = 100
_COUNT: Final = re.compile(r"\{(\d+)(?:,\d*)?\}")
_CATEGORIES: Final = {"d": "1", "w": "a", "s": " ", "D": "示", "W": "。", "S": "示"}
_ANCHORS: Final = {"b": "", "B": "", "A": "", "Z": ""}
#: Tried where a class excludes characters.
_OTHERS: Final = "示例文字1a-"


def sample(pattern: re.Pattern[str]) -> str | None:
    """Return a short text the whole of which a pattern matches, None where none is found."""
    try:
        text = _Reading(pattern.pattern).choice()
    except (IndexError, ValueError):
        return None
    return text if len(text) <= _MOST * 2 and pattern.fullmatch(text) else None


class _Reading:
    """Reads a pattern from left to right and writes what it matches."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._here = 0

    def choice(self) -> str:
        """Return a match of the first branch, reading past the others."""
        first = self._sequence()
        while self._peek() == "|":
            self._here += 1
            self._sequence()
        return first

    def _peek(self) -> str:
        return self._source[self._here : self._here + 1]

    def _take(self) -> str:
        char = self._source[self._here]
        self._here += 1
        return char

    def _sequence(self) -> str:
        parts = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._atom() * self._times())
        return "".join(parts)

    def _atom(self) -> str:
        char = self._take()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escaped(self._take())
        if char == ".":
            return "示"
        return "" if char in "^$" else char

    def _group(self) -> str:
        if self._peek() == "?":
            if not self._source.startswith("?:", self._here):
                raise ValueError
            self._here += 2
        inner = self.choice()
        if self._take() != ")":
            raise ValueError
        return inner

    def _escaped(self, char: str) -> str:
        return _CATEGORIES.get(char, _ANCHORS.get(char, char))

    def _class(self) -> str:
        end = self._source.index("]", self._here + 1 + (self._peek() == "^"))
        body = self._source[self._here : end]
        self._here = end + 1
        if not body.startswith("^"):
            return self._escaped(body[1]) if body[0] == "\\" else body[0]
        member = re.compile(f"[{body}]")
        return next(char for char in _OTHERS if member.match(char))

    def _times(self) -> int:
        char = self._peek()
        counted = _COUNT.match(self._source, self._here)
        times = 1
        if counted:
            times = int(counted[1])
            self._here = counted.end()
        elif char in ("*", "?", "+"):
            times = int(char == "+")
            self._here += 1
        if self._peek() == "?":
            self._here += 1
        if times > _MOST:
            raise ValueError
        return times
