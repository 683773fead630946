"""The articles of a text packed into a few bytes: numbers only, one or two bytes an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPLICIT, _SUB, _ITEMS = 1, 2, 4
#: The commonest shapes are shared, so that a thousand articles do not hold a thousand tuples.
_PLAIN: tuple[tuple[int, ...], ...] = tuple((0,) * n for n in range(17))

Articles = dict[tuple[int, int], tuple[int, ...]]


def pack(articles: Mapping[tuple[int, int], tuple[int, ...]]) -> bytes:
    """Pack {(article, sub): items of each paragraph} in the order of the text.

    An article that follows the one before it and has no items is one number, twice its paragraphs;
    any other begins with an odd number whose bits say what follows.
    """
    out = bytearray()
    expected = 1
    for article, sub in sorted(articles):
        items = articles[article, sub]
        flags = (_EXPLICIT if article != expected or sub else 0) | (_SUB if sub else 0) | (_ITEMS if any(items) else 0)
        if flags:
            put_number(out, flags * 2 + 1)
            put_number(out, len(items))
            for wanted, number in ((_EXPLICIT, article), (_SUB, sub)):
                if flags & wanted:
                    put_number(out, number)
            for count in items if flags & _ITEMS else ():
                put_number(out, count)
        else:
            put_number(out, len(items) * 2)
        expected = article + 1
    return bytes(out)


def unpack(packed: bytes) -> Articles:
    """Return what was packed. Raises IndexError on bytes that were cut off."""
    articles: Articles = {}
    expected, at = 1, 0
    while at < len(packed):
        head, at = get_number(packed, at)
        article, sub = expected, 0
        if head & 1:
            flags = head >> 1
            count, at = get_number(packed, at)
            if flags & _EXPLICIT:
                article, at = get_number(packed, at)
            if flags & _SUB:
                sub, at = get_number(packed, at)
            items = _plain(count)
            if flags & _ITEMS:
                items, at = _take(packed, at, count)
        else:
            items = _plain(head >> 1)
        articles[article, sub] = items
        expected = article + 1
    return articles


def _plain(count: int) -> tuple[int, ...]:
    return _PLAIN[count] if count < len(_PLAIN) else (0,) * count


def _take(packed: bytes, at: int, count: int) -> tuple[tuple[int, ...], int]:
    numbers: list[int] = []
    for _ in range(count):
        number, at = get_number(packed, at)
        numbers.append(number)
    return tuple(numbers), at


def put_number(out: bytearray, number: int) -> None:
    """Append a number ≥ 0, seven bits a byte, the lowest first."""
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)


def get_number(packed: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, and the place after it. Raises IndexError at the end."""
    number = shift = 0
    while True:
        byte = packed[at]
        at += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, at
        shift += 7
