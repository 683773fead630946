"""Which texts of an item its editors worded themselves, and the word lists those are searched with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quanze.finding import Path

#: Keys whose text is somebody else's: the wording of a law.
QUOTED = frozenset(("原文",))
#: Keys that name a document or a place where it is found; the name is as its issuer wrote it.
NAMES_OF_DOCUMENTS = frozenset(("法规", "文号", "版本", "文件", "样本", "网址", "邮箱"))
_NEVER = re.compile(r"(?!)")


def last_key(path: Path) -> str:
    """Return the key a text stands under; the elements of a list stand under the list's key."""
    for part in reversed(path):
        if isinstance(part, str):
            return part
    return ""


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a word list of the profile into one pattern (^ and $ mean lines); an empty list matches nothing."""
    return re.compile("|".join(patterns), re.MULTILINE) if patterns else _NEVER


@cache
def finder(pattern: str) -> Callable[[str], object]:
    """Return what says whether a text has what a pattern finds; of plain words (甲|乙) that is quickly known."""
    words = pattern.split("|")
    if all(word.isalnum() for word in words):
        return lambda text: any(word in text for word in words)
    return any_of((pattern,)).search


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds any of some words, as they are written."""
    return _any_word(tuple(words))


@cache
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(tuple(map(re.escape, words)))


@cache
def _words_but(words: tuple[str, ...], allowed: tuple[str, ...]) -> re.Pattern[str]:
    """Compile words, the longest first, behind the patterns of wordings that only contain one of them."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    listed = "|".join(map(re.escape, longest)) or "(?!)"
    return re.compile("|".join([*(f"(?:{pattern})" for pattern in allowed), f"(?P<word>{listed})"]))


def found_words(text: str, words: Iterable[str], allowed: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield where a text has one of the words and not just an allowed wording that contains it."""
    found = _words_but(tuple(words), allowed).finditer(text)
    return (match for match in found if match.lastgroup == "word")
