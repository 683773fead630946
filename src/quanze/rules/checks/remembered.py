"""Where a word list of the profile is found in texts, remembered: lists repeat their wordings."""

from __future__ import annotations

from functools import lru_cache

from quanze.rules.checks.wording import any_of

#: Where something stands in a text: half-open, in code points.
Place = tuple[int, int]


@lru_cache(maxsize=8192)
def place_in(text: str, patterns: tuple[str, ...]) -> Place | None:
    """Return where the first match of any of the patterns stands, None when there is none."""
    found = any_of(patterns).search(text)
    return found.span() if found else None


@lru_cache(maxsize=2048)
def places_among(texts: tuple[str, ...], patterns: tuple[str, ...]) -> tuple[tuple[int, Place], ...]:
    """Return, for every text with a match of any of the patterns, its index and the place of the first."""
    return tuple((index, place) for index, text in enumerate(texts) if (place := place_in(text, patterns)))
