"""The citations of an item as the law table judges them, each judged once for all rules.

Every rule on citations reads from here, so that a law is looked up once for an item however many
rules ask, and one cause is said once: what is wrong with a law is not repeated for the next entry
that goes on with the same law.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from quanze.absent import ABSENT, is_absent
from quanze.citation.judge import LAW_LEVEL, judge
from quanze.citation.parse import parse, parse_references
from quanze.citation.rank import RANKS
from quanze.citation.title import normalize_title
from quanze.citation.types import Citation, Range
from quanze.model.basis import Citation as Entry
from quanze.model.validation import record_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from quanze.citation.judgement import Judgement
    from quanze.citation.law import Law, LawIndex
    from quanze.citation.rank import Rank
    from quanze.finding import Part, Path
    from quanze.model.item import Item
    from quanze.model.record import Record

#: Part of a judgement → the key of the entry it is written under.
_KEYS = {"title": "法规", "number": "文号", "article": "条款", "quote": "原文", "rank": "类别", "version": "版本"}


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an item: where its entry is, what it says, and how it was judged.

    `field` is the key of the list it stands in (设定依据, 实施依据, 依据, 法律依据); `whole` = it was read
    out of an undivided 原文, so that every part of it is a range of that text; `law` None = not in
    the table; `rank` is the table's, else the one that is written.
    """

    path: Path
    field: str
    citation: Citation
    judgements: tuple[Judgement, ...]
    law: Law | None
    rank: Rank | None
    whole: bool = False

    def place(self, judgement: Judgement) -> tuple[Path, Part]:
        """Return the path and the characters that a judgement is about."""
        span = self._span(judgement)
        if self.whole:
            return (*self.path, "原文"), span or self.citation.span
        name = _KEYS.get(judgement.part)
        if name is None:
            return self.path, "value"
        return (*self.path, name), (span if name == "条款" and span else "value")

    def _span(self, judgement: Judgement) -> Range | None:
        if judgement.part == "article" and judgement.reference is not None and judgement.reference.span != (0, 0):
            return judgement.reference.span
        spans = {
            "title": self.citation.title_span,
            "number": self.citation.number_span,
            "version": self.citation.version_span,
            "rank": self.citation.rank_span,
            "quote": self.citation.quote_span,
        }
        return spans.get(judgement.part)


#: Where documents of the list's own government are named, which no law table has.
_DECISIONS = frozenset(("调整记录",))

_Key = tuple[str | None, ...]
_Judged = tuple[Citation, tuple["Judgement", ...], "Law | None", bool]


@dataclass(slots=True)
class Judging:
    """Judges citations by one law table on one day, and remembers what it judged.

    The memory changes no answer: the same entry always gets the same judgements. `seconds` were spent on it.
    """

    index: LawIndex
    as_of: dt.date
    _known: dict[_Key, tuple[_Judged, ...]] = field(default_factory=dict)
    _last: tuple[object, tuple[Cited, ...]] = (None, ())
    seconds: float = 0.0

    def of(self, item: Item) -> tuple[Cited, ...]:
        """Return every citation of an item in the order of the model, judged."""
        if self._last[0] is not item:
            self._last = (item, self._timed(self._item(item)))
        return self._last[1]

    def basis(self, item: Item) -> tuple[Cited, ...]:
        """Return the citations of 设定依据."""
        return tuple(cited for cited in self.of(item) if cited.field == "设定依据")

    def entries(self, entries: tuple[Entry, ...], path: Path) -> tuple[Cited, ...]:
        """Judge a list of citations that stands at a path."""
        return self._timed(self._list(entries, path))

    def _timed(self, judged: Iterator[Cited]) -> tuple[Cited, ...]:
        started = time.perf_counter()
        found = tuple(judged)
        self.seconds += time.perf_counter() - started
        return found

    def _item(self, item: Item) -> Iterator[Cited]:
        for path, entries in citation_lists(item):
            if path[0] not in _DECISIONS:
                yield from self._list(entries, path)

    def _list(self, entries: tuple[Entry, ...], path: Path) -> Iterator[Cited]:
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        before: str | None = None
        for index, entry in enumerate(entries):
            if is_absent(entry):
                continue
            for citation, judgements, law, whole in self._entry(entry, before):
                yield Cited((*path, index), name, citation, judgements, law, _rank(entry, law), whole)
                before = citation.title or citation.normalized or citation.number or before

    def _entry(self, entry: Entry, before: str | None) -> tuple[_Judged, ...]:
        key = (*_parts(entry), before)
        known = self._known.get(key)
        if known is None:
            whole = _is_whole(_parts(entry))
            known = self._known[key] = tuple((*self._judged(citation), whole) for citation in parsed(entry, before))
        return known

    def _judged(self, citation: Citation) -> tuple[Citation, tuple[Judgement, ...], Law | None]:
        inherited = citation.normalized if citation.implicit else None
        found = judge(citation, self.as_of, self.index, inherited=inherited or None)
        named = citation.title or citation.normalized
        law = self.index.find(named, citation.number) if named or citation.number else None
        if citation.implicit or citation.continued:
            found = tuple(replace(judgement, repeated=judgement.rule in LAW_LEVEL) for judgement in found)
        return citation, found, law


def _parts(entry: Entry) -> _Key:
    """Return what an entry says (法规, 文号, 版本, 条款, 原文, 类别); None for what is not there."""
    written = (entry.law, entry.number, entry.version, entry.clause, entry.quote, entry.kind)
    return tuple(None if is_absent(part) else part for part in written)


def _is_whole(parts: _Key) -> bool:
    law, number, _, clause, quote, _ = parts
    return bool(quote) and not law and not number and not clause


def parsed(entry: Entry, before: str | None) -> Iterator[Citation]:
    """Yield the citations of one entry: one, or those that can be read out of an undivided 原文.

    `before` is the law of the entry before it, which an entry without a law of its own goes on with
    (its `normalized` then names that law).
    """
    parts = _parts(entry)
    law, number, version, clause, quote, kind = parts
    if _is_whole(parts):
        for citation in parse(quote or ""):
            if citation.title or citation.number or citation.references:
                yield replace(citation, normalized=citation.normalized or normalize_title(before or ""))
                before = citation.title or citation.normalized or citation.number or before
        return
    references = parse_references(clause) if clause else None
    title = (law or "").strip()
    implicit = not title and not number
    yield Citation(
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


def _rank(entry: Entry, law: Law | None) -> Rank | None:
    if law is not None and law.rank is not None:
        return law.rank
    written = None if is_absent(entry.kind) else entry.kind
    return next((rank for rank in RANKS if rank == written), None)


def citation_lists(record: Record, path: Path = ()) -> Iterator[tuple[Path, tuple[Entry, ...]]]:
    """Yield every list of citations in a record with its path, in the order of the model."""
    for attribute, key, kind in _inside(type(record)):
        value = getattr(record, attribute)
        if value is None or value is ABSENT or value == ():
            continue
        here = (*path, key)
        if kind is Entry:
            yield here, value if isinstance(value, tuple) else (value,)
        elif isinstance(value, tuple):
            for index, element in enumerate(value):
                if element is not ABSENT:
                    yield from citation_lists(element, (*here, index))
        else:
            yield from citation_lists(value, here)


@cache
def _inside(kind: type[Record]) -> tuple[tuple[str, str, type[Record]], ...]:
    """Return the fields of a record that are or hold citations: (attribute, key, record)."""
    found = []
    for attribute, info in kind.model_fields.items():
        inner = record_in(info.annotation)
        if inner is not None and (inner is Entry or _inside(inner)):
            found.append((attribute, info.alias or attribute, inner))
    return tuple(found)
