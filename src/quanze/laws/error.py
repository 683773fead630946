"""The one error of the law table."""

from __future__ import annotations


class LawTableError(Exception):
    """The law table or its sources cannot be used; the message says in Chinese why and what to do."""
