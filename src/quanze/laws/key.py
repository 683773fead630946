"""The key under which the table holds a title."""

from __future__ import annotations

from functools import lru_cache

from quanze.citation.title import normalize_title

#: No title of a law is longer; what is longer is not looked up.
LONGEST_TITLE = 200


@lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """Return the key of a title: `normalize_title` without 、 (最高人民法院、最高人民检察院 is also written without).

    "" for what cannot be a title.
    """
    if len(title) > LONGEST_TITLE or any("\ud800" <= char <= "\udfff" for char in title):
        return ""
    return normalize_title(title).replace("、", "")
