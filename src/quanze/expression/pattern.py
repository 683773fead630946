r"""Regular expressions that cannot run away: `匹配(文本, 模式)`.

A pattern is turned into a finite automaton, so a text costs one step a character whatever the pattern
and whatever the text: there is nothing to backtrack. The grammar is that of `re` as far as an automaton
goes: literals, `.`, classes, \d \w \s, groups, `|`, `^`, `$`, `*`, `+`, `?`, `{m,n}`. Back
references, look-around, flags and named groups are refused, with the place in the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from quanze.expression.errors import ExpressionError, quoted

#: Limits of a pattern: characters, nested groups, repetitions, states of its automaton.
MAX_PATTERN: Final = 200
MAX_GROUPS: Final = 10
MAX_COUNT: Final = 200
MAX_STATES: Final = 500

_MEMORY: Final = 5_000
_COUNT: Final = re.compile(r"\{([0-9]{0,4})(,?)([0-9]{0,4})\}")
_ESCAPABLE: Final = frozenset("\\.^$*+?{}[]()|-/:,&~#\"'")

Test = Callable[[str], bool]
#: Adds a part of the pattern before a state of the automaton; returns the state where the part begins.
Part = Callable[["_Automaton", int], int]

_CATEGORIES: Final[dict[str, Test]] = {
    "d": str.isdecimal,
    "s": str.isspace,
    "w": lambda char: char.isalnum() or char == "_",
    "D": lambda char: not char.isdecimal(),
    "S": lambda char: not char.isspace(),
    "W": lambda char: not (char.isalnum() or char == "_"),
}


@dataclass(slots=True)
class _State:
    """A state: passes on `test`, or without a character, then only at the `edge` (^ or $) if one is named."""

    following: list[int]
    test: Test | None = None
    edge: str = ""


class _Automaton:
    """The states of a pattern; 0 accepts."""

    def __init__(self) -> None:
        self.states = [_State([])]

    def add(self, state: _State) -> int:
        if len(self.states) >= MAX_STATES:
            raise ExpressionError("模式太大: 重复次数太多")
        self.states.append(state)
        return len(self.states) - 1

    def reach(self, states: Iterable[int], edges: str) -> frozenset[int]:
        """Return what is reached without a character; `edges` are the edges of the text that are here."""
        reached: set[int] = set()
        waiting = list(states)
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                state = self.states[number]
                if state.test is None and (not state.edge or state.edge in edges):
                    waiting.extend(state.following)
        return frozenset(reached)


@dataclass(slots=True)
class _Place:
    """Where the automaton may be after some characters; remembers where each character led."""

    reached: frozenset[int]
    accepts: bool
    accepts_at_end: bool
    following: dict[str, _Place] = field(default_factory=dict)


class SafePattern:
    """A pattern; `found_in` takes time proportional to the text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._automaton = _Automaton()
        self._entry = _Reading(source).pattern()(self._automaton, 0)
        self._forget()

    def found_in(self, text: str) -> bool:
        """Say whether the pattern occurs anywhere in the text; `^` and `$` are the ends of the text."""
        place = self._start
        for char in text:
            if place.accepts:
                return True
            place = place.following.get(char) or self._step(place, char)
        return place.accepts or place.accepts_at_end

    def _forget(self) -> None:
        self._places: dict[frozenset[int], _Place] = {}
        self._remembered = 0
        self._start = self._place({self._entry}, "^")

    def _place(self, seeds: set[int], edges: str) -> _Place:
        reached = self._automaton.reach(seeds, edges)
        place = self._places.get(reached)
        # The same states may be reached at the start and later, where "$" then leads on differently.
        if place is None or edges:
            at_end = self._automaton.reach(seeds, edges + "$")
            place = _Place(reached, 0 in reached, 0 in at_end)
            if not edges:
                self._places[reached] = place
        return place

    def _step(self, place: _Place, char: str) -> _Place:
        if self._remembered >= _MEMORY:
            self._forget()
        states = self._automaton.states
        seeds = {self._entry}
        for number in place.reached:
            test = states[number].test
            if test is not None and test(char):
                seeds.update(states[number].following)
        following = self._place(seeds, "")
        place.following[char] = following
        self._remembered += 1
        return following


@lru_cache(maxsize=512)
def safe_pattern(source: str) -> SafePattern:
    """Accept a pattern. Raises ExpressionError, its columns counting the pattern's characters."""
    if len(source) > MAX_PATTERN:
        raise ExpressionError(f"模式有 {len(source)} 个字, 最多 {MAX_PATTERN} 个字", MAX_PATTERN + 1)
    return SafePattern(source)


def _one(test: Test) -> Part:
    return lambda automaton, following: automaton.add(_State([following], test))


def _literal(char: str) -> Part:
    return _one(char.__eq__)


def _edge(edge: str) -> Part:
    return lambda automaton, following: automaton.add(_State([following], edge=edge))


def _sequence(parts: list[Part]) -> Part:
    def build(automaton: _Automaton, following: int) -> int:
        # A state of its own even when empty, so that repeating nothing still counts against the limit.
        entry = automaton.add(_State([following]))
        for part in reversed(parts):
            entry = part(automaton, entry)
        return entry

    return build


def _choice(branches: list[Part]) -> Part:
    def build(automaton: _Automaton, following: int) -> int:
        return automaton.add(_State([branch(automaton, following) for branch in branches]))

    return build


def _repeated(part: Part, least: int, most: int | None) -> Part:
    def build(automaton: _Automaton, following: int) -> int:
        entry = following
        if most is None:
            entry = automaton.add(_State([following]))
            automaton.states[entry].following.append(part(automaton, entry))
        for _ in range(least, most or least):
            entry = automaton.add(_State([following, part(automaton, entry)]))
        for _ in range(least):
            entry = part(automaton, entry)
        return entry

    return build


class _Reading:
    """Reads a pattern by recursive descent; `here` is the offset of the next character."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.here = 0
        self.groups = 0

    def pattern(self) -> Part:
        part = self._choice()
        if self.here < len(self.source):
            raise self._wrong("括号“)”没有配对")
        return part

    def _next(self, offset: int = 0) -> str:
        return self.source[self.here + offset : self.here + offset + 1]

    def _wrong(self, message: str, start: int | None = None) -> ExpressionError:
        column = (self.here if start is None else start) + 1
        return ExpressionError(f"模式第 {column} 个字: {message}", column)

    def _choice(self) -> Part:
        branches = [self._sequence()]
        while self._next() == "|":
            self.here += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _choice(branches)

    def _sequence(self) -> Part:
        parts = []
        while self._next() not in ("", "|", ")"):
            atom = self._atom()
            least, most = self._quantifier()
            parts.append(atom if (least, most) == (1, 1) else _repeated(atom, least, most))
        return _sequence(parts)

    def _atom(self) -> Part:
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
        return _one(lambda other: other != "\n") if char == "." else _literal(char)

    def _group(self) -> Part:
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

    def _escape(self) -> Part:
        escaped = self._next(1)
        if escaped in _CATEGORIES:
            self.here += 2
            return _one(_CATEGORIES[escaped])
        return _literal(self._escaped())

    def _escaped(self) -> str:
        escaped = self._next(1)
        if escaped not in _ESCAPABLE:
            raise self._wrong(f"不能用“\\{quoted(escaped)}”")
        self.here += 2
        return escaped

    def _class(self) -> Part:
        start = self.here
        self.here += 2 if self._next(1) == "^" else 1
        wanted = self._next(-1) != "^"
        tests: list[Test] = []
        while self._next() not in ("", "]"):
            tests.append(self._member())
        if not tests or not self._next():
            raise self._wrong("方括号是空的, 或者没有配对", start)
        self.here += 1
        return _one(lambda char: any(test(char) for test in tests) is wanted)

    def _member(self) -> Test:
        """Read a category, a range or one character of a class."""
        start = self.here
        if self._next() == "\\" and self._next(1) in _CATEGORIES:
            self.here += 2
            return _CATEGORIES[self._next(-1)]
        first = self._member_char()
        if self._next() != "-" or self._next(1) in ("]", ""):
            return first.__eq__
        self.here += 1
        last = self._member_char()
        if last < first:
            raise self._wrong(f"范围“{quoted(f'{first}-{last}')}”前后颠倒", start)
        return lambda char: first <= char <= last

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
