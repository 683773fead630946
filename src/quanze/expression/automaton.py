"""A pattern as places, and how far a text has come through it as the bits of one number.

Every character of a pattern is a place; which places may follow which is worked out once. A text is read
character by character with a few operations on one number, so what it costs depends on its length and
never on what stands in it or in the pattern: there is nothing to go back to.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from quanze.expression.errors import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Limits of a pattern: its places, and the parts it is joined of (what is repeated counts every time).
MAX_PLACES: Final = 600
MAX_PARTS: Final = 5_000
#: How much is remembered of the texts that were read.
_MEMORY: Final = 5_000

#: Where a part may be passed without a character, as bits: inside a text, at its start or end, in an empty one.
INSIDE: Final = 1
AT_START: Final = 2
AT_END: Final = 4
IN_EMPTY: Final = 8
ANYWHERE: Final = INSIDE | AT_START | AT_END | IN_EMPTY


@dataclass(frozen=True, slots=True)
class Chars:
    r"""The characters a place takes: ranges and categories (d s w as \d \s \w, D S W for the others)."""

    ranges: tuple[tuple[str, str], ...] = ()
    categories: str = ""
    negated: bool = False

    def take(self, char: str) -> bool:
        """Say whether a character is one of them."""
        found = any(first <= char <= last for first, last in self.ranges) or any(
            (category.lower() in _categories(char)) is category.islower() for category in self.categories
        )
        return found is not self.negated


def _categories(char: str) -> str:
    if char.isalnum() or char == "_":
        return "dw" if char.isdecimal() else "w"
    return "s" if char.isspace() else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pattern; places are the bits of a number.

    `first` are the places it may begin with inside a text, `first_at_start` at the start of one; `last`
    those it may end with, `last_at_end` at the end of a text; `empty` where it may be passed.
    """

    first: int
    first_at_start: int
    last: int
    last_at_end: int
    empty: int


def passing(where: int) -> Part:
    """Return a part without a place: ^ or $, which pass somewhere, or nothing, which passes anywhere."""
    return Part(0, 0, 0, 0, where)


class Places:
    """The places of a pattern while it is built."""

    def __init__(self) -> None:
        self.chars: list[Chars] = []
        self.following: list[int] = []
        self._parts = 0

    def place(self, chars: Chars) -> Part:
        """Add a place."""
        if len(self.chars) >= MAX_PLACES:
            raise ExpressionError("模式太大: 重复次数太多")
        bit = 1 << len(self.chars)
        self.chars.append(chars)
        self.following.append(0)
        return Part(bit, bit, bit, bit, 0)

    def joined(self, one: Part, other: Part) -> Part:
        """Return one part and then another."""
        self._follow(one.last, other.first)
        return self._counted(
            Part(
                one.first | (other.first if one.empty & INSIDE else 0),
                one.first_at_start | (other.first_at_start if one.empty & AT_START else 0),
                other.last | (one.last if other.empty & INSIDE else 0),
                other.last_at_end | (one.last_at_end if other.empty & AT_END else 0),
                one.empty & other.empty,
            )
        )

    def either(self, one: Part, other: Part) -> Part:
        """Return one part or another."""
        return self._counted(
            Part(
                one.first | other.first,
                one.first_at_start | other.first_at_start,
                one.last | other.last,
                one.last_at_end | other.last_at_end,
                one.empty | other.empty,
            )
        )

    def again(self, part: Part) -> Part:
        """Return a part once or more often."""
        self._follow(part.last, part.first)
        return self._counted(part)

    def maybe(self, part: Part) -> Part:
        """Return a part or nothing."""
        return self.either(part, passing(ANYWHERE))

    def _counted(self, part: Part) -> Part:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise ExpressionError("模式太大: 重复次数太多")
        return part

    def _follow(self, places: int, following: int) -> None:
        for number in bits(places):
            self.following[number] |= following


def bits(number: int) -> Iterator[int]:
    """Yield which bits of a number are set, the lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


class Automaton:
    """The places of a pattern that was built; every question takes time proportional to the text."""

    def __init__(self, places: Places, whole: Part) -> None:
        self.whole = whole
        self.chars = tuple(places.chars)
        self.following = tuple(places.following)
        self._takers = _Takers(self.chars)
        self._forwards = _Steps(self.following)

    def first_end(self, text: str) -> int | None:
        """Return where the match that ends first does so, None when there is none."""
        whole, takers, steps = self.whole, self._takers, self._forwards
        if whole.empty & (AT_START if text else IN_EMPTY):
            return 0
        entry, current = whole.first_at_start, 0
        for end, char in enumerate(text, 1):
            current = ((steps.next(current) if current else 0) | entry) & takers.of(char)
            if current & whole.last:
                return end
            entry = whole.first
        return len(text) if current & whole.last_at_end or (text and whole.empty & AT_END) else None

    def first_start(self, text: str, end: int) -> int:
        """Return where the longest match that ends at a place begins; `end` itself when none has a character."""
        whole, start = self.whole, end
        current = whole.last_at_end if end == len(text) else whole.last
        for index in range(end - 1, -1, -1):
            current &= self._takers.of(text[index])
            if not current:
                break
            if current & (whole.first if index else whole.first_at_start):
                start = index
            current = self._backwards.next(current)
        return start

    def last_end(self, text: str, start: int) -> int:
        """Return where the longest match that begins at a place ends; `start` itself when none has a character."""
        whole, end = self.whole, start
        current = whole.first if start else whole.first_at_start
        for index in range(start, len(text)):
            current &= self._takers.of(text[index])
            if not current:
                break
            if current & (whole.last if index + 1 < len(text) else whole.last_at_end):
                end = index + 1
            current = self._forwards.next(current)
        return end

    @cached_property
    def _backwards(self) -> _Steps:
        before = [0] * len(self.following)
        for number, following in enumerate(self.following):
            for later in bits(following):
                before[later] |= 1 << number
        return _Steps(before)


@dataclass(slots=True)
class _Steps:
    """Which places may come next: worked out eight places at a time, and remembered."""

    following: Sequence[int]
    _known: dict[int, int] = field(default_factory=dict)
    _eights: dict[tuple[int, int], int] = field(default_factory=dict)

    def next(self, places: int) -> int:
        """Return the places that may follow any of some."""
        found = self._known.get(places)
        if found is None:
            found = 0
            for eight, byte in enumerate(places.to_bytes((places.bit_length() + 7) // 8, "little")):
                if byte:
                    found |= self._eights.get((eight, byte)) or self._of_eight(eight, byte)
            if len(self._known) >= _MEMORY:
                self._known.clear()
            self._known[places] = found
        return found

    def _of_eight(self, eight: int, byte: int) -> int:
        found = 0
        for bit in bits(byte):
            found |= self.following[eight * 8 + bit]
        self._eights[eight, byte] = found
        return found


class _Takers:
    """Which places take a character: worked out once for all characters that a pattern does not tell apart."""

    def __init__(self, chars: Sequence[Chars]) -> None:
        places: dict[Chars, int] = {}
        for number, taken in enumerate(chars):
            places[taken] = places.get(taken, 0) | 1 << number
        self._places = tuple(places.items())
        self._edges = sorted(
            {edge for taken in places for one, two in taken.ranges for edge in (ord(one), ord(two) + 1)}
        )
        self._by_sort: dict[tuple[int, str], int] = {}
        self._by_char: dict[str, int] = {}

    def of(self, char: str) -> int:
        """Return the places that take a character."""
        found = self._by_char.get(char)
        if found is None:
            sort = bisect_right(self._edges, ord(char)), _categories(char)
            found = self._by_sort.get(sort)
            if found is None:
                found = self._by_sort[sort] = sum(places for taken, places in self._places if taken.take(char))
            if len(self._by_char) >= _MEMORY:
                self._by_char.clear()
            self._by_char[char] = found
        return found
