"""Reading the citations of law out of a text: the cell of a workbook, a 依据 field, a sentence.

One citation is one law with one run of articles and the quotation of that run:

- 《甲法》第一条、第二条：“…” is one citation with two references.
- 《甲法》第一条：“…” 第二条：“…” are two; the second is `continued`: it repeats everything that was said
  of the law (title, number, version, rank), without spans, so that each quotation is judged by itself.
  `export.entries` joins them again: to a reader they are one entry with two articles.
- 《甲法》第一条、第二条, then on the next lines 第一条… 第二条… again with their texts, is one citation: an
  article that repeats one already named begins its quotation, nothing new.
- An ordinal begins an entry of its own: 1、《甲法》第一条：…2、第二条：… are two, and the second, as every
  citation without a title and not continued (本法第三条, 第三条 at the very beginning), is `implicit`: `title` is
  None, `normalized` that of the law before, "" for an orphan.
- A document number alone (依据文号:…) is a citation without title that is not implicit.

Nothing inside a quotation is a citation. Reading never raises; it takes time linear in the length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from quanze.citation.boundary import Key, key_of, next_entry
from quanze.citation.entry import Entry, read_entry
from quanze.citation.lead import skip_space
from quanze.citation.passage import Passage, prepare
from quanze.citation.quotation import REGULATION, closing_quote, judge_rest, opening_quote, trimmed
from quanze.citation.reference import read_annex_item, read_chain
from quanze.citation.title import normalize_title
from quanze.citation.types import Citation, Range, Reference, References

if TYPE_CHECKING:
    from collections.abc import Callable

#: A text with more citations than this is no legal basis; what is left of it is returned unread.
MOST_CITATIONS: Final = 5000

_BETWEEN: Final = re.compile(r"\s*+(?P<joint>(?:[、;,+和及与或并]|以及|或者|同时|。)\s*+){0,3}")
_FIELD_WORDS: Final = re.compile(r"[\s:,;。、.]*(?:的?(?:规定|有关规定|相关规定))?[\s:,;。、.]*$")
_NUMBER_ALONE: Final = re.compile(r"\s*(\d{1,4}|[〇零一二两三四五六七八九十百]{1,8})\s*$")
_LINE_BREAK: Final = re.compile(r"\s*\n\s*")
_SELF: Final = re.compile(r"[\s:,;、。]*(?:[本该](?:法|条例|办法|规定|细则|规则))?\s*")


@dataclass(slots=True)
class _Parser:
    """Reads one text from its beginning to its end; `law` is the citation that gives the law at hand."""

    passage: Passage
    citations: list[Citation]
    law: Citation | None = None
    base: Reference | None = None

    def run(self) -> None:
        """Read every entry."""
        entry: Entry | None = self._first()
        while entry is not None:
            if len(self.citations) >= MOST_CITATIONS:
                self._unread(entry.start, len(self.passage.view))
                return
            entry = self._take(entry)

    def _first(self) -> Entry | None:
        """Find the first entry; what stands before it is unread."""
        view = self.passage.view
        start = skip_space(view, 0)
        entry = read_entry(self.passage, start, strict=False) if start < len(view) else None
        if entry is None:
            entry = next_entry(self.passage, 0, (), None)
            self._unread(0, entry.start if entry else len(view))
        return entry

    def _unread(self, start: int, end: int) -> None:
        """Report a text in which there is no law."""
        if span := trimmed(self.passage.view, start, end):
            text = self.passage.text[slice(*span)]
            self.citations.append(Citation(span, unread=text, unread_span=span))

    def _take(self, entry: Entry) -> Entry | None:
        """Add the citation of an entry with its quotation; return the entry that follows."""
        keys: set[Key] = {key_of(reference) for reference in entry.places}
        base = entry.places[-1] if entry.places else self.base
        following, end = self._following(entry, keys, base)
        start = entry.end
        quote, unread = judge_rest(
            self.passage, start, end, placed=bool(entry.chain or entry.annex), labelled=entry.quoted
        )
        self._add(entry, quote, unread)
        for aside in entry.asides:
            self.citations.append(self._citation(aside))
        self.base = base
        return following

    def _following(self, entry: Entry, keys: set[Key], base: Reference | None) -> tuple[Entry | None, int]:
        """Find the entry behind this one and where the text between the two ends."""
        passage, view = self.passage, self.passage.view
        if not entry.quoted:
            joined = self._joined(entry)
            if joined is not None:
                return joined, entry.end
        search = entry.end
        opening = opening_quote(view, _past_regulation(view, entry.end))
        if opening >= 0:
            search = max(search, closing_quote(passage, opening))
        following = next_entry(passage, search, keys, base)
        return following, following.start if following else len(view)

    def _joined(self, entry: Entry) -> Entry | None:
        """Read an entry that only a separator divides from this one: 《甲》《乙》, 《甲》第一条和《乙》第二条."""
        view = self.passage.view
        after = _past_regulation(view, entry.end)
        between = _BETWEEN.match(view, after)
        place = between.end() if between else after
        if place >= len(view) or between is None:
            return None
        joint = (between["joint"] or "").strip()
        marked = view[place] in "《【"
        if joint in ("", "。", ","):
            if not marked:
                return None
            return read_entry(self.passage, place, strict=bool(entry.chain or entry.annex or joint == "。"))
        return read_entry(self.passage, place, strict=False)

    def _add(self, entry: Entry, quote: Range | None, unread: Range | None) -> None:
        citation = self._citation(entry, quote, unread)
        self.citations.append(citation)
        if not citation.continued and not (citation.implicit and self.law is not None):
            self.law = citation

    def _citation(self, entry: Entry, quote: Range | None = None, unread: Range | None = None) -> Citation:
        """Make the citation of an entry."""
        text = self.passage.text
        end = max(entry.end, quote[1] if quote else 0, unread[1] if unread else 0)
        read = Citation(
            (entry.start, end),
            references=entry.places,
            annex_item=entry.annex[0] if entry.annex else None,
            number=_cut(text, entry.number),
            version=_cut(text, entry.version),
            rank_label=_cut(text, entry.lead.rank),
            quote=text[slice(*quote)] if quote else None,
            unread=text[slice(*unread)] if unread else "",
            title_span=entry.title,
            number_span=entry.number,
            version_span=entry.version,
            rank_span=entry.lead.rank,
            quote_span=quote,
            unread_span=unread,
        )
        if entry.title is not None:
            return _titled(read, text, entry)
        return self._untitled(read, entry)

    def _untitled(self, read: Citation, entry: Entry) -> Citation:
        """Give a citation without title the law it belongs to."""
        if entry.number is not None or (entry.version is not None and not entry.places):
            return read
        law = self.law
        if law is None or entry.lead.ordinal or entry.implied or entry.lead.rank:
            return replace(read, implicit=True, normalized=law.normalized if law else "")
        return replace(
            read,
            title=law.title,
            normalized=law.normalized,
            number=law.number,
            version=law.version,
            rank_label=law.rank_label,
            implicit=law.implicit,
            continued=True,
        )


def _past_regulation(view: str, start: int) -> int:
    match = REGULATION.match(view, start)
    return match.end() if match else start


def _cut(text: str, span: Range | None) -> str | None:
    """Return what stands in a range, without the line breaks of a narrow cell."""
    if span is None:
        return None
    written = text[slice(*span)]
    return _LINE_BREAK.sub("", written) if "\n" in written else written


def _titled(read: Citation, text: str, entry: Entry) -> Citation:
    """Give a citation its title; a version inside the title's own brackets is its version."""
    title = _cut(text, entry.title) or ""
    if title.count("》") > title.count("《"):  # 《甲法》实施细则
        title = title.replace("》", "", 1)
    suffix = _cut(text, entry.suffix) or ""
    return replace(read, title=title, normalized=normalize_title(title + suffix))


def parse(text: str, known: Callable[[str], bool] | None = None) -> tuple[Citation, ...]:
    """Read all citations of a text, in order.

    `known` says whether a normalized title is that of a law of the table; with it a bare title is
    believed without an article. Never raises. Text in which no law was found is returned as a citation
    that holds nothing but `unread`.
    """
    parser = _Parser(prepare(text, known), [])
    parser.run()
    return tuple(parser.citations)


def parse_references(text: str) -> References:
    """Read a 条款 field: 第二十七条第七项, 第三十条、第三十二条, 第十二条(二), 附件第204项, also 27.

    Spans are places in the field. What is no reference is returned as `unread`.
    """
    view = prepare(text).view
    lead = _SELF.match(view)
    start = lead.end() if lead else 0
    if alone := _NUMBER_ALONE.match(view, start):
        view = f"{view[: alone.end(1)]}条"
    chain = read_chain(view, start, unmarked=True)
    annex = None if chain else read_annex_item(view, start, lone=False)
    end = chain.end if chain else annex[1][1] if annex else 0
    rest = None if _FIELD_WORDS.match(view, min(end, len(text))) else trimmed(view, end, len(text))
    items = chain.items if chain else ()
    return References(items, annex[0] if annex else None, text[slice(*rest)] if rest else "", rest)
