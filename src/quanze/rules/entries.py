"""What the fields of a written basis say: one citation, or those that an undivided text holds. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.citation.parse import parse, parse_references
from quanze.citation.title import normalize_title
from quanze.citation.types import Citation
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.model.basis import Citation as Entry

#: What an entry says: 法规, 文号, 版本, 条款, 原文, 类别; None for what is not there.
Parts = tuple[str | None, str | None, str | None, str | None, str | None, str | None]

#: 法规 holds more than a title: 【规章】《…》, 《…》第112条, 国务院令第412号, …条例（2019年修正）.
_MORE_THAN_A_TITLE: Final = re.compile(
    r"^[【\[《（(].*[】\]》）)]\s*\S|第[〇零一二三四五六七八九十百千两\d\s]{1,9}[条款项][）)]?\s*(?:的?规定)?$|号\s*$"
    r"|[（(][^（）()]*(?:令|公告|[12]\d{3})[^（）()]*[）)]\s*》?$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One citation of an entry, and where its parts are written.

    `whole` = read out of an undivided 原文; `in_title` = the parts (title, number, version, rank, article)
    that stand in 法规, beside or instead of a title.
    """

    citation: Citation
    whole: bool = False
    in_title: frozenset[str] = frozenset()


def parts_of(entry: Entry) -> Parts:
    """Return what an entry says; a field that could not be read is None."""
    return (
        _there(entry.law),
        _there(entry.number),
        _there(entry.version),
        _there(entry.clause),
        _there(entry.quote),
        _there(entry.kind),
    )


def _there(part: str | None) -> str | None:
    return None if is_absent(part) else part


def parsed(entry: Entry, before: str | None) -> Iterator[Citation]:
    """Yield the citations of one entry: one, or those that can be read out of an undivided 原文.

    `before` is the law of the entry before it, which an entry without a law of its own goes on with
    (its `normalized` then names that law).
    """
    for reading in read(parts_of(entry), before):
        yield reading.citation


@lru_cache(maxsize=4096)
def read(parts: Parts, before: str | None) -> tuple[Reading, ...]:
    """Return the citations of one entry with the places of their parts."""
    law, number, _, clause, quote, _ = parts
    if quote and not law and not number and not clause:
        return tuple(_undivided(quote, before))
    return (_divided(parts, before),)


def _undivided(quote: str, before: str | None) -> Iterator[Reading]:
    """Yield the citations of a text; one that holds nothing but the quotation when none can be read."""
    found = [c for c in parse(quote) if c.title or c.number or c.references]
    if not found and not before and not is_placeholder(quote):
        yield Reading(Citation((0, len(quote)), quote=quote, quote_span=(0, len(quote))), whole=True)
    for citation in found:
        yield Reading(replace(citation, normalized=citation.normalized or normalize_title(before or "")), whole=True)
        before = citation.title or citation.normalized or citation.number or before


def _divided(parts: Parts, before: str | None) -> Reading:
    law, number, version, clause, quote, kind = parts
    references = parse_references(clause) if clause else None
    title = (law or "").strip()
    inside = _inside(law) if law and _MORE_THAN_A_TITLE.search(law) else None
    if inside is not None:
        title = inside.title or ""
    number = number or (inside.number if inside else None)
    implicit = not title and not number
    citation = Citation(
        span=(0, len(title)),
        title=title or None,
        normalized=normalize_title(title or (before or "" if implicit else "")),
        references=references.items if references else (),
        annex_item=references.annex_item if references else None,
        number=number,
        version=version,
        rank_label=kind,
        quote=quote,
        implicit=implicit,
        continued=bool(title) and before is not None and normalize_title(before) == normalize_title(title),
    )
    return _with(citation, inside) if inside is not None else Reading(citation)


def _inside(law: str) -> Citation | None:
    """Return what 法规 says besides a title; None when it is a title, or several, or cannot be read."""
    found = parse(law)
    if len(found) != 1 or found[0].unread:
        return None
    one = found[0]
    says_more = one.number or one.version or one.rank_label or one.references or one.annex_item
    return one if says_more else None


def _with(citation: Citation, inside: Citation) -> Reading:
    """Add what stands in 法规 to what the other fields say; a field of its own goes before it."""
    own = {
        "title": bool(inside.title),
        "number": citation.number == inside.number and inside.number is not None,
        "version": citation.version is None and inside.version is not None,
        "rank": citation.rank_label is None and inside.rank_label is not None,
        "article": not (citation.references or citation.annex_item) and bool(inside.references or inside.annex_item),
    }
    if own["article"]:
        citation = replace(citation, references=inside.references, annex_item=inside.annex_item)
    citation = replace(
        citation,
        normalized=normalize_title(inside.title) if inside.title else citation.normalized,
        version=inside.version if own["version"] else citation.version,
        rank_label=inside.rank_label if own["rank"] else citation.rank_label,
        title_span=inside.title_span,
        number_span=inside.number_span if own["number"] else None,
        version_span=inside.version_span if own["version"] else None,
        rank_span=inside.rank_span if own["rank"] else None,
    )
    return Reading(citation, in_title=frozenset(part for part, here in own.items() if here))
