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

_LINE_BREAK: Final = re.compile(r"\s*\n\s*")


def unread(text: str, span: Range) -> Citation:
    """Return the citation that only says where no law was found."""
    return Citation(span, unread=text[slice(*span)], unread_span=span)


def cite(text: str, entry: Entry, law: Citation | None, quote: Range | None = None, rest: Range | None = None) -> Citation:
    """Return the citation of an entry with its quotation and what of it was left unread.

    `law` is the citation that gives an entry without a title its law.
    """
    end = max(entry.end, quote[1] if quote else 0, rest[1] if rest else 0)
    rank = entry.lead.rank
    read = Citation(
        (entry.start, end),
        references=entry.places,
        annex_item=entry.annex.items[0] if entry.annex else None,
        number=_cut(text, entry.number),
        version=_cut(text, entry.version),
        rank_label=_cut(text, rank),
        quote=text[slice(*quote)] if quote else None,
        unread=text[slice(*rest)] if rest else "",
        title_span=entry.title,
        number_span=entry.number,
        version_span=entry.version,
        rank_span=rank,
        quote_span=quote,
        unread_span=rest,
    )
    if entry.title is not None:
        return _titled(read, text, entry)
    if entry.number is not None or not (entry.chain or entry.annex):
        return read
    if law is None or entry.lead.ordinal or entry.implied or rank is not None:
        return replace(read, implicit=True, normalized=law.normalized if law else "")
    return _inherit(read, law)


def more_annex_items(citation: Citation, entry: Entry) -> list[Citation]:
    """Return a continued citation for each further item of an annex: 附件第67项、第68项."""
    items = entry.annex.items[1:] if entry.annex else ()
    bare = replace(citation, references=(), quote=None, quote_span=None, unread="", unread_span=None)
    return [_inherit(replace(bare, annex_item=item), citation) for item in items]


def _inherit(read: Citation, law: Citation) -> Citation:
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


def _cut(text: str, span: Range | None) -> str | None:
    """Return what stands in a range, without the line breaks of a narrow cell."""
    if span is None:
        return None
    written = text[slice(*span)]
    return _LINE_BREAK.sub("", written) if "\n" in written else written


def _titled(read: Citation, text: str, entry: Entry) -> Citation:
    """Give a citation its title; 试行 or （二） behind the title belongs to it when it is looked up."""
    title = _cut(text, entry.title) or ""
    if title.count("》") > title.count("《"):  # 《甲法》实施细则
        title = title.replace("》", "", 1)
    return replace(read, title=title, normalized=normalize_title(title + (_cut(text, entry.suffix) or "")))
