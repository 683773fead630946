"""The titles most like a title that is not in the table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.laws.key import title_key
from quanze.laws.region import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Likeness of two titles that differ in nothing but the type of act (全民健身法, 全民健身条例).
SAME_SUBJECT = 95.0
#: Below this likeness a title is no help.
LEAST = 70.0

_TYPE = re.compile(r"(?:实施|暂行|试行|管理)?(?:法典|法|条例|规定|办法|细则|规则|规程|决定|通知|意见|解释)(?:试行)?$")
_ORDINALS = re.compile(r"[〇零一二三四五六七八九十\d]+")
#: Characters by which the lengths of two like titles may differ, as a share of the longer one.
_LENGTH_SHARE = 0.45


class TitleIndex:
    """Titles by the place they begin with, for finding the nearest ones. Built once for a table."""

    __slots__ = ("_by_place", "_by_subject")

    def __init__(self, titles: Iterable[str]) -> None:
        self._by_place: dict[str, dict[str, str]] = {}
        self._by_subject: dict[str, list[str]] = {}
        for title in titles:
            key = title_key(title)
            self._by_place.setdefault(place_of(key), {}).setdefault(key, title)
            self._by_subject.setdefault(subject(key), []).append(title)

    def nearest(self, title: str, limit: int) -> tuple[tuple[str, float], ...]:
        """Return up to `limit` titles with their likeness 70–100, best first, ties by title.

        Titles of another place, or with other numbers in them (（二）, 2019年本), are never near.
        """
        from rapidfuzz import fuzz, process  # noqa: PLC0415  (a list without unknown titles does not pay for it)

        key = title_key(title)
        if not key or limit <= 0:
            return ()
        room = max(2, int(len(key) * _LENGTH_SHARE))
        place, numbers = place_of(key), _ORDINALS.findall(key)
        candidates = {
            name: other for other, name in self._by_place.get(place, {}).items() if abs(len(other) - len(key)) <= room
        }
        found = dict.fromkeys(self._by_subject.get(subject(key), ()), SAME_SUBJECT)
        like = process.extract(key, candidates, scorer=fuzz.ratio, score_cutoff=LEAST, limit=limit * 4, processor=None)
        for other, score, name in like:
            if _ORDINALS.findall(other) == numbers:
                found[name] = max(score, found.get(name, 0.0))
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])


@lru_cache(maxsize=8192)
def subject(key: str) -> str:
    """Return what a title is about: the title without the word for its type."""
    return _TYPE.sub("", key) or key
