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

Nothing inside a quotation is a citation. Where a text is no list of citations but prose (对违反《甲法》第一条的
处罚), the laws mentioned in it with an article are returned, and the prose as unread. Reading never
raises; it takes time linear in the length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from quanze.citation.boundary import Key, key_of, next_entry, next_mention
from quanze.citation.citing import cite, more_annex_items, unread
from quanze.citation.entry import Entry, read_entry, stands
from quanze.citation.lead import skip_space
from quanze.citation.numeral import to_int
from quanze.citation.passage import Passage, prepare
from quanze.citation.quotation import after_regulation, closing_quote, judge_rest, opening_quote, trimmed
from quanze.citation.reference import read_annex, read_chain
from quanze.citation.types import Citation, Reference, References

if TYPE_CHECKING:
    from collections.abc import Callable

#: A text with more citations than this is no legal basis; what is left of it is returned unread.
MOST_CITATIONS: Final = 5000

_BETWEEN: Final = re.compile(r"\s*+(?P<joint>(?:以及|或者|同时|[、;,+/|和及与或并。])\s*+){0,3}")
_NOTHING: Final = re.compile(r"[\s:,;。、.]*(?:的?(?:有关|相关)?规定)?[\s:,;。、.]*")
_NUMBER_ALONE: Final = re.compile(r"\s*(\d{1,4}|[〇零一二三四五六七八九十百]{1,8})\s*")
_SELF: Final = re.compile(r"[\s:,;、。]*(?:[本该](?:法|条例|办法|规定|细则|规则))?\s*")


@dataclass(slots=True)
class _Parser:
    """Reads one text from its beginning to its end.

    `law` is the citation that gives the law at hand, `base` the last place named of it. `prose`: the text
    is no list of citations, laws are only mentioned in it.
    """

    passage: Passage
    citations: list[Citation] = field(default_factory=list)
    law: Citation | None = None
    base: Reference | None = None
    prose: bool = False

    def run(self) -> None:
        """Read every entry."""
        entry = self._first()
        while entry is not None:
            if len(self.citations) >= MOST_CITATIONS:
                self._unread(entry.start, len(self.passage.view))
                return
            entry = self._take(entry)

    def _first(self) -> Entry | None:
        """Find the first entry; what stands before it is unread."""
        passage = self.passage
        start = skip_space(passage.view, 0)
        entry = read_entry(passage, start, strict=False) if start < len(passage.view) else None
        if entry is None:
            entry = next_entry(passage, 0, (), None)
            if entry is None:
                entry = next_mention(passage, 0)
                self.prose = True
            self._unread(0, entry.start if entry else len(passage.view))
        return entry

    def _unread(self, start: int, end: int) -> None:
        """Report a text in which there is no law."""
        if span := trimmed(self.passage.view, start, end):
            self.citations.append(unread(self.passage.text, span))

    def _take(self, entry: Entry) -> Entry | None:
        """Add the citation of an entry with its quotation; return the entry that follows."""
        passage = self.passage
        self.base = entry.places[-1] if entry.places else self.base
        following, end = self._following(entry)
        placed = bool(entry.chain or entry.annex)
        quote, rest = judge_rest(passage, entry.end, end, placed=placed, labelled=entry.quoted, prose=self.prose)
        citation = cite(passage.text, entry, self.law, quote, rest)
        self.citations.append(citation)
        self.citations.extend(more_annex_items(citation, entry))
        self.citations.extend(cite(passage.text, aside, None) for aside in entry.asides)
        if not citation.continued and not (citation.implicit and self.law is not None):
            self.law = citation
        return following

    def _following(self, entry: Entry) -> tuple[Entry | None, int]:
        """Find the entry behind this one and where the text between the two ends."""
        passage, view = self.passage, self.passage.view
        joined = None if entry.quoted else self._joined(entry)
        if joined is not None:
            return joined, entry.end
        search = entry.end
        opening = opening_quote(view, after_regulation(view, entry.end))
        if opening >= 0:
            search = max(search, closing_quote(passage, opening))
        named: set[Key] = {key_of(reference) for reference in entry.places}
        following = next_mention(passage, search) if self.prose else next_entry(passage, search, named, self.base)
        return following, following.start if following else len(view)

    def _joined(self, entry: Entry) -> Entry | None:
        """Read an entry that only a separator divides from this one: 《甲》《乙》, 《甲》第一条和《乙》第二条."""
        view = self.passage.view
        between = _BETWEEN.match(view, after_regulation(view, entry.end))
        if between is None or between.end() >= len(view):
            return None
        place = between.end()
        joint = (between["joint"] or "").strip()
        if joint not in ("", "。", ","):
            joined = read_entry(self.passage, place, strict=False)
            return None if joined and joined.unnamed else joined
        if view[place] not in "《【":
            return None
        doubtful = bool(entry.chain or entry.annex or joint == "。")
        joined = read_entry(self.passage, place, strict=doubtful)
        return joined if joined and (not doubtful or stands(self.passage, joined)) else None


def parse(text: str, known: Callable[[str], bool] | None = None) -> tuple[Citation, ...]:
    """Read all citations of a text, in order.

    `known` says whether a normalized title is that of a law of the table; with it a bare title is
    believed without an article. Never raises. Text in which no law was found is returned as a citation
    that holds nothing but `unread`.
    """
    parser = _Parser(prepare(text, known))
    parser.run()
    return tuple(parser.citations)


def parse_references(text: str) -> References:
    """Read a 条款 field: 第二十七条第七项, 第三十条、第三十二条, 第十二条(二), 附件第204项, also 27.

    Spans are places in the field. What is no reference is returned as `unread`. Never raises.
    """
    view = prepare(text).view
    lead = _SELF.match(view)
    start = lead.end() if lead else 0
    if (alone := _NUMBER_ALONE.fullmatch(view, start)) and (article := to_int(alone[1])):
        return References((Reference(article, span=alone.span(1)),))
    chain = read_chain(view, start, unmarked=True)
    annex = None if chain else read_annex(view, start, lone=False)
    end = chain.end if chain else annex.end if annex else 0
    rest = None if _NOTHING.fullmatch(view, end) else trimmed(view, end, len(text))
    items = chain.items if chain else ()
    return References(items, annex.items[0] if annex else None, text[slice(*rest)] if rest else "", rest)
