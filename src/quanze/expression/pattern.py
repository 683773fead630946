r"""Regular expressions that cannot run away: `匹配(文字, "模式")`, and 正则 and 不得匹配 of rule files.

A pattern is turned into an automaton (automaton.py), so a text costs the same for every character whatever
the pattern and whatever the text: there is nothing to backtrack. The grammar is that of `re` as far as an
automaton goes: literals, `.`, classes, \d \w \s, \u4e00, groups, `|`, `^`, `$`, `*`, `+`, `?`, `{m,n}`. Back
references, look-around, flags and named groups are refused, with the place in the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from quanze.expression.automaton import ANYWHERE, AT_END, AT_START, IN_EMPTY, Automaton, Chars, Part, Places, passing
from quanze.expression.errors import ExpressionError, quoted

#: Limits of a pattern: characters, nested groups, repetitions.
MAX_PATTERN: Final = 500
MAX_GROUPS: Final = 10
MAX_COUNT: Final = 200

_COUNT: Final = re.compile(r"\{([0-9]{0,4})(,?)([0-9]{0,4})\}")
_CODE_POINT: Final = re.compile(r"u([0-9A-Fa-f]{4})")
_ESCAPABLE: Final = frozenset("\\.^$*+?{}[]()|-/:,&~#\"'")
_CATEGORIES: Final = frozenset("dswDSW")
_ANY: Final = Chars((("\n", "\n"),), negated=True)
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t"}

#: Builds a part of a pattern among its places; called anew for every repetition.
Build = Callable[[Places], Part]


class SafePattern:
    """A pattern; every question takes time proportional to the text. `^` and `$` are the ends of the text."""

    def __init__(self, source: str) -> None:
        self.source = source
        places = Places()
        self.automaton = Automaton(places, _Reading(source).pattern()(places))

    def found_in(self, text: str) -> bool:
        """Say whether the pattern occurs anywhere in the text."""
        return self.automaton.first_end(text) is not None

    def find(self, text: str) -> str | None:
        """Return what of the text the pattern matches, as much of it as does; None when it does not occur."""
        end = self.automaton.first_end(text)
        if end is None:
            return None
        start = self.automaton.first_start(text, end)
        return text[start : max(end, self.automaton.last_end(text, start))]

    def matches_whole(self, text: str) -> bool:
        """Say whether the pattern matches the text from its start to its end."""
        if not text:
            return bool(self.automaton.whole.empty & IN_EMPTY)
        return self.automaton.last_end(text, 0) == len(text)


@lru_cache(maxsize=512)
def safe_pattern(source: str) -> SafePattern:
    """Accept a pattern. Raises ExpressionError, its columns counting the pattern's characters."""
    if len(source) > MAX_PATTERN:
        raise ExpressionError(f"模式有 {len(source)} 个字, 最多 {MAX_PATTERN} 个字", MAX_PATTERN + 1)
    return SafePattern(source)


def _one(chars: Chars) -> Build:
    return lambda places: places.place(chars)


def _literal(char: str) -> Build:
    return _one(Chars(((char, char),)))


def _edge(edge: str) -> Build:
    return lambda _: passing((AT_START if edge == "^" else AT_END) | IN_EMPTY)


def _sequence(parts: list[Build]) -> Build:
    def build(places: Places) -> Part:
        whole = passing(ANYWHERE)
        for part in parts:
            whole = places.joined(whole, part(places))
        return whole

    return build


def _choice(branches: list[Build]) -> Build:
    def build(places: Places) -> Part:
        whole = branches[0](places)
        for branch in branches[1:]:
            whole = places.either(whole, branch(places))
        return whole

    return build


def _repeated(part: Build, least: int, most: int | None) -> Build:
    def build(places: Places) -> Part:
        rest = passing(ANYWHERE)
        if most is None:
            rest = places.again(part(places)) if least else places.maybe(places.again(part(places)))
        for _ in range(least, most or least):
            rest = places.maybe(places.joined(part(places), rest))
        for _ in range(least - 1 if most is None else least):
            rest = places.joined(part(places), rest)
        return rest

    return build


class _Reading:
    """Reads a pattern by recursive descent; `here` is the offset of the next character."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.here = 0
        self.groups = 0

    def pattern(self) -> Build:
        part = self._choice()
        if self.here < len(self.source):
            raise self._wrong("括号“)”没有配对")
        return part

    def _next(self, offset: int = 0) -> str:
        return self.source[self.here + offset : self.here + offset + 1]

    def _wrong(self, message: str, start: int | None = None) -> ExpressionError:
        column = (self.here if start is None else start) + 1
        return ExpressionError(f"模式第 {column} 个字: {message}", column)

    def _choice(self) -> Build:
        branches = [self._sequence()]
        while self._next() == "|":
            self.here += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _choice(branches)

    def _sequence(self) -> Build:
        parts: list[Build] = []
        while self._next() not in ("", "|", ")"):
            atom = self._atom()
            least, most = self._quantifier()
            parts.append(atom if (least, most) == (1, 1) else _repeated(atom, least, most))
        return _sequence(parts)

    def _atom(self) -> Build:
        char = self._next()
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "*+?":
            raise self._wrong(f"“{char}”前面没有可以重复的字, 或者重复了两次")
        if char in "{}":
            raise self._wrong(f"“{char}”前面要加“\\”")
        self.here += 1
        if char in "^$":
            if self._next() in ("*", "+", "?", "{"):
                raise self._wrong(f"“{char}”不能重复", self.here - 1)
            return _edge(char)
        return _one(_ANY) if char == "." else _literal(char)

    def _group(self) -> Build:
        start = self.here
        self.here += 3 if self.source.startswith("(?:", start) else 1
        if self._next() == "?":
            raise self._wrong("不能用“(?”开头的写法, 只能用 (…) 和 (?:…)", start)
        self.groups += 1
        if self.groups > MAX_GROUPS:
            raise self._wrong(f"括号套得太深, 最多 {MAX_GROUPS} 层", start)
        part = self._choice()
        self.groups -= 1
        if self._next() != ")":
            raise self._wrong("括号“(”没有配对", start)
        self.here += 1
        return part

    def _escape(self) -> Build:
        escaped = self._next(1)
        if escaped in _CATEGORIES:
            self.here += 2
            return _one(Chars(categories=escaped))
        return _literal(self._escaped())

    def _escaped(self) -> str:
        escaped = self._next(1)
        code_point = _CODE_POINT.match(self.source, self.here + 1)
        if code_point:
            self.here = code_point.end()
            return chr(int(code_point[1], 16))
        if escaped not in _ESCAPABLE and escaped not in _CONTROLS:
            raise self._wrong(f"不能用“\\{quoted(escaped)}”")
        self.here += 2
        return _CONTROLS.get(escaped, escaped)

    def _class(self) -> Build:
        start = self.here
        self.here += 2 if self._next(1) == "^" else 1
        negated = self._next(-1) == "^"
        ranges: list[tuple[str, str]] = []
        categories = ""
        while self._next() not in ("", "]"):
            if self._next() == "\\" and self._next(1) in _CATEGORIES:
                categories += self._next(1)
                self.here += 2
            else:
                ranges.append(self._range())
        if not (ranges or categories) or not self._next():
            raise self._wrong("方括号是空的, 或者没有配对", start)
        self.here += 1
        return _one(Chars(tuple(ranges), categories, negated))

    def _range(self) -> tuple[str, str]:
        """Read a range or one character of a class."""
        start = self.here
        first = self._member_char()
        if self._next() != "-" or self._next(1) in ("]", ""):
            return first, first
        self.here += 1
        last = self._member_char()
        if last < first:
            raise self._wrong(f"范围“{quoted(f'{first}-{last}')}”前后颠倒", start)
        return first, last

    def _member_char(self) -> str:
        char = self._next()
        if char == "\\":
            return self._escaped()
        if char == "[":
            raise self._wrong("方括号里的“[”前面要加“\\”")
        self.here += 1
        return char

    def _quantifier(self) -> tuple[int, int | None]:
        """Read an optional quantifier; return least and greatest number of times, None for no limit."""
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        counted = _COUNT.match(self.source, self.here)
        if self._next() in simple:
            times = simple[self._next()]
            self.here += 1
        elif counted and (counted[1] or counted[3]):
            least = int(counted[1] or 0)
            most = least if not counted[2] else int(counted[3]) if counted[3] else None
            if max(least, most or 0) > MAX_COUNT or (most is not None and most < max(least, 1)):
                raise self._wrong(f"重复次数写法不对, 最多 {MAX_COUNT} 次")
            times, self.here = (least, most), counted.end()
        else:
            return 1, 1
        if self._next() == "?":  # lazy: which match is found first does not matter here
            self.here += 1
        return times
