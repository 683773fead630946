"""The titles most like a title that is not in the table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.laws.key import title_key
from quanze.laws.region import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Likeness of two titles that differ in nothing but the type of act (全民健身法, 全民健身条例).
SAME_SUBJECT: Final = 95.0
#: Below this likeness a title is no help.
LEAST: Final = 70.0

_TYPE: Final = re.compile(
    r"(?:实施|暂行|试行|管理)?(?:法典|法|条例|规定|办法|细则|规则|规程|决定|通知|意见|解释)(?:试行)?$"
)
_ORDINALS: Final = re.compile(r"[〇零一二三四五六七八九十\d]+")
#: Characters that two titles on one subject begin with alike.
_START: Final = 2
#: Characters by which the lengths of two like titles may differ, as a share of the longer one.
_LENGTH_SHARE: Final = 0.45


class TitleIndex:
    """Titles by their keys, for finding the nearest ones. Two titles of one key: the first counts."""

    __slots__ = ("_by_length", "_by_start", "_titles")

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take (key, title) of every law; a key is `title_key` of the title."""
        self._titles: dict[str, str] = {}
        for key, title in titles:
            self._titles.setdefault(key, title)
        self._by_length: dict[int, list[str]] = {}
        self._by_start: dict[str, list[str]] = {}
        for key in self._titles:
            self._by_length.setdefault(len(key), []).append(key)
            self._by_start.setdefault(key[:_START], []).append(key)

    def nearest(self, title: str, limit: int) -> tuple[tuple[str, float], ...]:
        """Return up to `limit` titles with their likeness 70–100, best first, ties by title.

        Titles of another place, or with other numbers in them (（二）, 2019年本), are never near.
        """
        key = title_key(title)
        if not key or limit <= 0:
            return ()
        place, numbers = place_of(key), _ORDINALS.findall(key)
        found = dict.fromkeys(self._of_the_same_subject(key), SAME_SUBJECT)
        for other, score in self._like(key):
            if _ORDINALS.findall(other) == numbers and place_of(other) == place:
                found[self._titles[other]] = max(score, found.get(self._titles[other], 0.0))
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    def _of_the_same_subject(self, key: str) -> Iterator[str]:
        """Yield the titles that differ in nothing but the type of act."""
        about = subject(key)
        for other in self._by_start.get(key[:_START], ()):
            if other.startswith(about) and subject(other) == about:
                yield self._titles[other]

    def _like(self, key: str) -> Iterator[tuple[str, float]]:
        """Yield the keys that are like a key, with their likeness, best first."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (a list without unknown titles does not pay for it)

        room = max(2, int(len(key) * _LENGTH_SHARE))
        lengths = range(len(key) - room, len(key) + room + 1)
        near = [other for length in lengths for other in self._by_length.get(length, ())]
        for other, score, _ in process.extract(key, near, scorer=fuzz.ratio, score_cutoff=LEAST, limit=None):
            yield other, score


@lru_cache(maxsize=8192)
def subject(key: str) -> str:
    """Return what a title is about: the title without the word for its type."""
    return _TYPE.sub("", key) or key
