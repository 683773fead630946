"""The JSON form of citations: what `quanze cite --format json` writes.

An entry is a law with all its articles, as a reader counts them: a citation and those that go on with
it (`continued`, each with a quotation of its own) are one entry with the references of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.citation.types import Citation, Reference

_PLACES = ("article", "sub", "paragraph", "item", "point", "to")


def entries(citations: Iterable[Citation]) -> list[tuple[Citation, ...]]:
    """Group citations into entries, in order: each with the citations that go on with it.

    A citation in a bracket (第四十三条（依《乙法》第六十八条处罚）) is an entry between; what goes on goes on
    with the law outside it. Each item of an annex stays an entry of its own.
    """
    groups: list[list[Citation]] = []
    for citation in citations:
        group = _group(groups, citation) if citation.continued and citation.annex_item is None else None
        if group is None:
            groups.append([citation])
        else:
            group.append(citation)
    return [tuple(group) for group in groups]


def _group(groups: list[list[Citation]], citation: Citation) -> list[Citation] | None:
    """Find the entry that a citation goes on with."""
    for group in reversed(groups[-40:]):
        head = group[0]
        if head.title == citation.title and head.normalized == citation.normalized and not head.unread_only:
            return group
    return None


def labels(citation: Citation, text: str, further: Sequence[Citation] = ()) -> dict[str, object]:
    """Return the JSON object of an entry: a citation of `text` and those that go on with it.

    Keys: title and refs always; normalized, annex_item, number, version, rank_label, quote, implicit,
    continued, unread only where there is something to say; span, and `written`, the entry's own words.
    A reference has only the parts that are given.
    """
    run = (citation, *further)
    start, end = citation.span[0], max(one.span[1] for one in run)
    refs: list[dict[str, int]] = []
    for place in (plain_reference(reference) for one in run for reference in one.references):
        if place not in refs:
            refs.append(place)
    parts: dict[str, object] = {
        "title": citation.title,
        "normalized": citation.normalized,
        "refs": refs,
        "annex_item": citation.annex_item,
        "number": citation.number,
        "version": citation.version,
        "rank_label": citation.rank_label,
        "quote": any(one.quote for one in run),
        "implicit": citation.implicit,
        "continued": citation.continued,
        "unread": "；".join(one.unread for one in run if one.unread),
        "span": [start, end],
        "written": text[start:end],
    }
    return {name: value for name, value in parts.items() if name in ("title", "refs") or value}


def plain_reference(reference: Reference) -> dict[str, int]:
    """Return the parts of a reference that are given, by name."""
    return {name: value for name in _PLACES if (value := getattr(reference, name)) is not None}
