"""From what was read of an entry to the citation that the rules see."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quanze.citation.title import normalize_title
from quanze.citation.types import Citation

if TYPE_CHECKING:
    from quanze.citation.entry import Entry
    from quanze.citation.types import Range

_CLOSING: Final = frozenset('”"」』')
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")


def unread(text: str, span: Range) -> Citation:
    """Return the citation that only says where no law was found."""
    return Citation(span, unread=text[slice(*span)], unread_span=span)


def cite(
    text: str, entry: Entry, law: Citation | None, quote: Range | None = None, rest: Range | None = None
) -> Citation:
    """Return the citation of an entry with its quotation and what of it was left unread.

    `law` is the citation that gives an entry without a title its law.
    """
    title = _title(text, entry)
    end = max(entry.end, quote[1] if quote else 0, rest[1] if rest else 0)
    end += quote is not None and text[end : end + 1] in _CLOSING
    nameless = title is None and entry.number is None and bool(entry.chain or entry.annex)
    rank = entry.lead.rank
    citation = Citation(
        (entry.start, end),
        title,
        normalize_title(title + (_cut(text, entry.suffix) or ""))
        if title
        else _inherited(entry, law if nameless else None),
        entry.places,
        entry.annex.items[0] if entry.annex else None,
        _cut(text, entry.number),
        _cut(text, entry.version),
        _cut(text, rank),
        text[slice(*quote)] if quote else None,
        nameless,
        text[slice(*rest)] if rest else "",
        entry.title,
        entry.number,
        entry.version,
        rank,
        quote,
        unread_span=rest,
    )
    if law is None or not nameless or entry.lead.ordinal or entry.implied or rank is not None:
        return citation
    return _continuing(citation, law)


def more_annex_items(citation: Citation, entry: Entry) -> list[Citation]:
    """Return a continued citation for each further item of an annex: 附件第67项、第68项."""
    items = entry.annex.items[1:] if entry.annex else ()
    return [_continuing(Citation(citation.span, annex_item=item), citation) for item in items]


def _continuing(read: Citation, law: Citation) -> Citation:
    """Repeat what was said of the law, without spans: the citation goes on with the one before."""
    return replace(
        read,
        title=law.title,
        normalized=law.normalized,
        number=law.number,
        version=law.version,
        rank_label=law.rank_label,
        implicit=law.implicit,
        continued=True,
        title_span=None,
        number_span=None,
        version_span=None,
        rank_span=None,
    )


def _inherited(entry: Entry, law: Citation | None) -> str:
    """Return the normalized title of the law that an entry without title belongs to; "" when there is none."""
    return law.normalized + entry.term if law and law.normalized else ""


def _cut(text: str, span: Range | None) -> str | None:
    """Return what stands in a range, without the line breaks of a narrow cell."""
    if span is None:
        return None
    written = text[slice(*span)]
    return _LINE_BREAK.sub("", written) if "\n" in written else written


def _title(text: str, entry: Entry) -> str | None:
    """Return the title of an entry as it is written."""
    title = _cut(text, entry.title)
    if title and title.count("》") > title.count("《"):  # 《甲法》实施细则
        return title.replace("》", "", 1)
    return title
