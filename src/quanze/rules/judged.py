"""The citations of an item as the law table judges them, each judged once for all rules.

Every rule on citations reads from here, so that a law is looked up once for an item however many
rules ask, and one cause is said once: what is wrong with a law is not repeated for the next entry
that goes on with the same law.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from quanze.absent import FieldAbsent, is_absent
from quanze.citation.acting_level import together
from quanze.citation.document import rank_of_document
from quanze.citation.judge import LAW_LEVEL, judge
from quanze.citation.law import standing
from quanze.citation.rank import RANKS, ranks_of_label
from quanze.rules.citation_lists import citation_lists
from quanze.rules.entries import Parts, Reading, parts_of, read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from quanze.citation.acting_level import Tenor
    from quanze.citation.judgement import Judgement
    from quanze.citation.law import Law, LawIndex
    from quanze.citation.rank import Rank
    from quanze.citation.types import Citation, Range
    from quanze.finding import Part, Path
    from quanze.model.basis import Citation as Entry
    from quanze.model.item import Item

#: Part of a judgement → the key of the entry it is written under.
_KEYS: Final = {
    "title": "法规",
    "number": "文号",
    "article": "条款",
    "quote": "原文",
    "rank": "类别",
    "version": "版本",
}
#: Where documents of the list's own government are named, which no law table has.
_DECISIONS: Final = frozenset(("调整记录",))
_BASIS: Final = "设定依据"


@dataclass(frozen=True, slots=True)
class Judged:
    """A citation as it is judged, wherever it stands: what it says, what is said of it, its law and rank.

    `law` None = not in the table; `ranks` are those its document can be of: the table's alone, else what
    类别 or the document itself allows, () when nothing says it. `mark` is equal for two citations of the
    same places of one law, however they are written; None when it names no place.
    """

    reading: Reading
    judgements: tuple[Judgement, ...]
    law: Law | None
    ranks: tuple[Rank, ...]
    mark: tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation of an item: where its entry is, what it says, and how it was judged.

    `field` is the key of the list it stands in (设定依据, 实施依据, 依据, 法律依据).
    """

    path: Path
    field: str
    judged: Judged

    @property
    def citation(self) -> Citation:
        """What it says."""
        return self.judged.reading.citation

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What is said of it; never empty."""
        return self.judged.judgements

    @property
    def law(self) -> Law | None:
        """The law it cites, None when the table does not have it."""
        return self.judged.law

    @property
    def rank(self) -> Rank | None:
        """The rank of its document, None when it is not known."""
        ranks = self.judged.ranks
        return ranks[0] if len(ranks) == 1 else None

    @property
    def ranks(self) -> tuple[Rank, ...]:
        """The ranks its document can be of; () when nothing is known."""
        return self.judged.ranks

    @property
    def whole(self) -> bool:
        """Whether it was read out of an undivided 原文, so that every part of it is a range of that text."""
        return self.judged.reading.whole

    def place(self, judgement: Judgement) -> tuple[Path, Part]:
        """Return the path and the characters that a judgement is about."""
        span = self._span(judgement)
        if self.whole:
            return (*self.path, "原文"), span or self.citation.span
        if judgement.part in self.judged.reading.in_title:
            return (*self.path, "法规"), span or "value"
        name = _KEYS.get(judgement.part)
        if name is None:
            return self.path, "value"
        return (*self.path, name), (span if name == "条款" and span else "value")

    def _span(self, judgement: Judgement) -> Range | None:
        citation = self.citation
        if judgement.part == "article" and judgement.reference is not None and judgement.reference.span != (0, 0):
            return judgement.reference.span
        spans = {
            "title": citation.title_span,
            "number": citation.number_span,
            "version": citation.version_span,
            "rank": citation.rank_span,
            "quote": citation.quote_span,
        }
        return spans.get(judgement.part)


Said = tuple[Cited, "Judgement"]


@dataclass(slots=True)
class _Page:
    """What is known of the citations of one item.

    `basis` are those of 设定依据, `said` is what does not simply hold, by rule and in the order of the model,
    without what was said already of the citation before; `again` are those that a list has a second time.
    """

    item: object
    basis: list[Cited] = field(default_factory=list)
    said: dict[str, list[Said]] = field(default_factory=dict)
    again: list[Cited] = field(default_factory=list)
    setting: tuple[Cited, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry that was judged before: its citations, the law it leaves to the next one, whether all hold."""

    judged: tuple[Judged, ...]
    leaves: str | None
    holds: bool


_NOTHING: Final[tuple[Said, ...]] = ()


@dataclass(slots=True)
class Judging:
    """Judges citations by one law table on one day, and remembers what it judged.

    The memory changes no answer: the same entry always gets the same judgements. `seconds` were spent on it.
    """

    index: LawIndex
    as_of: dt.date
    _known: dict[tuple[object, ...], _Known] = field(default_factory=dict)
    #: By the identity of a judged citation, which `_known` holds as long as this is there.
    _tenors: dict[int, Tenor | None] = field(default_factory=dict)
    _page: _Page = field(default_factory=lambda: _Page(None))
    seconds: float = 0.0

    def of(self, item: Item) -> tuple[Cited, ...]:
        """Return every citation of an item in the order of the model, judged."""
        lists = (self._list(entries, path) for path, entries in citation_lists(item) if path[0] not in _DECISIONS)
        return self._timed(cited for some in lists for cited in some)

    def basis(self, item: Item) -> tuple[Cited, ...]:
        """Return the citations of 设定依据."""
        return tuple(self._of(item).basis)

    def setting(self, item: Item) -> tuple[Cited, ...]:
        """Return the citations of 设定依据 that are given as setting the power (角色 设定, or none)."""
        page = self._of(item)
        if page.setting is None:
            page.setting = tuple(cited for cited in page.basis if _sets(item, cited))
        return page.setting

    def said(self, item: Item, rule: str) -> Sequence[Said]:
        """Return what is said under one rule of the citations of an item, which may be nothing."""
        return self._of(item).said.get(rule, _NOTHING)

    def again(self, item: Item) -> Sequence[Cited]:
        """Return the citations that cite what the same list of the item cites before."""
        return self._of(item).again

    def tenor(self, cited: Cited) -> Tenor | None:
        """Return what the provisions that are cited say of who acts; None when that is not known of all of them."""
        known = id(cited.judged)
        if known not in self._tenors:
            self._tenors[known] = self._tenor(cited.judged)
        return self._tenors[known]

    def _tenor(self, judged: Judged) -> Tenor | None:
        law, references = judged.law, judged.reading.citation.references
        if law is None or not references:
            return None
        if any(judgement.answer == "fails" or judgement.cause == "条号有变" for judgement in judged.judgements):
            return None  # the numbers may be those of an older text
        version = standing(law, self.as_of).version
        if version is None:
            return None
        found: list[Tenor] = []
        for reference in references:
            if reference.article is None or reference.to is not None:
                return None
            said = self.index.tenor(version, reference.article, reference.sub or 0, reference.paragraph)
            if said is None:
                return None
            found.append(said)
        return together(tuple(found))

    def entries(self, entries: tuple[Entry, ...], path: Path) -> tuple[Cited, ...]:
        """Judge a list of citations that stands at a path."""
        return self._timed(self._list(entries, path))

    def _timed(self, judged: Iterator[Cited]) -> tuple[Cited, ...]:
        started = time.perf_counter()
        found = tuple(judged)
        self.seconds += time.perf_counter() - started
        return found

    def _of(self, item: Item) -> _Page:
        if self._page.item is not item:
            started = time.perf_counter()
            self._page = self._read(item)
            self.seconds += time.perf_counter() - started
        return self._page

    def _read(self, item: Item) -> _Page:
        """Judge every citation; outside 设定依据 nothing is kept of one that holds."""
        page = _Page(item)
        for path, entries in citation_lists(item):
            if path[0] in _DECISIONS:
                continue
            setting = path[0] == _BASIS
            marks: set[object] = set()
            before: str | None = None
            for index, entry in enumerate(entries):
                if is_absent(entry):
                    continue
                known = self._entry(entry, before)
                before = known.leaves
                again = _again(known.judged, marks) if len(entries) > 1 or len(known.judged) > 1 else ()
                if setting or again or not known.holds:
                    here = [Cited((*path, index), str(path[-1]), judged) for judged in known.judged]
                    page.again += [one for one in here if one.judged in again] if again else ()
                    page.basis += here if setting else ()
                    if not known.holds:
                        _note(here, page.said)
        return page

    def _list(self, entries: tuple[Entry, ...], path: Path) -> Iterator[Cited]:
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        before: str | None = None
        for index, entry in enumerate(entries):
            if is_absent(entry):
                continue
            known = self._entry(entry, before)
            before = known.leaves
            for judged in known.judged:
                yield Cited((*path, index), name, judged)

    def _entry(self, entry: Entry, before: str | None) -> _Known:
        key = (entry.law, entry.number, entry.version, entry.clause, entry.quote, entry.kind, before)
        try:
            known = self._known.get(key)
        except FieldAbsent:
            if is_absent(entry.law) or is_absent(entry.clause):
                return _Known((), before, holds=True)  # what is cited could not be read: its finding says so
            # of any other field that could not be read, the rest is judged as if it were not there
            parts = parts_of(entry)
            key = (*parts, before)
            known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._judge(parts_of(entry), before)
        return known

    def _judge(self, parts: Parts, before: str | None) -> _Known:
        judged = tuple(self._judged(reading, parts) for reading in read(parts, before))
        leaves = before
        for one in judged:
            citation = one.reading.citation
            leaves = citation.title or citation.normalized or citation.number or leaves
        holds = all(judgement.answer == "holds" for one in judged for judgement in one.judgements)
        return _Known(judged, leaves, holds)

    def _judged(self, reading: Reading, parts: Parts) -> Judged:
        citation = reading.citation
        inherited = citation.normalized if citation.implicit else None
        found = judge(citation, self.as_of, self.index, inherited=inherited or None)
        law = self._law(citation, found[0])
        if citation.implicit or citation.continued:
            found = tuple(replace(judgement, repeated=judgement.rule in LAW_LEVEL) for judgement in found)
        return Judged(reading, found, law, _ranks(citation, law, parts[5]), _mark(citation, law))

    def _law(self, citation: Citation, first: Judgement) -> Law | None:
        """Return the law that is cited; of a misspelt title the one that is meant."""
        if first.rule == "BAS003":
            return None
        named = first.suggestion if first.rule == "BAS022" else citation.title or citation.normalized
        return self.index.find(named, citation.number) if named or citation.number else None


def _again(judged: tuple[Judged, ...], marks: set[object]) -> tuple[Judged, ...]:
    """Return the citations whose mark is among the marks, and add the marks of the others."""
    again = tuple(one for one in judged if one.mark in marks)
    marks.update(one.mark for one in judged if one.mark is not None)
    return again


def _note(cited: list[Cited], said: dict[str, list[Said]]) -> None:
    """Enter what is said of citations under the rules it belongs to."""
    for one in cited:
        for judgement in one.judged.judgements:
            if judgement.answer != "holds" and not judgement.repeated:
                said.setdefault(judgement.rule, []).append((one, judgement))


def _mark(citation: Citation, law: Law | None) -> tuple[object, ...] | None:
    """Return what two citations of the same places of one law have in common, None without a law or place."""
    name = law.key if law is not None else citation.normalized
    if not name or not (citation.references or citation.annex_item):
        return None
    places = tuple((r.article, r.sub, r.paragraph, r.item, r.point, r.to) for r in citation.references)
    return name, places, citation.annex_item


def _sets(item: Item, cited: Cited) -> bool:
    index = cited.path[-1]
    role = item.basis[index].role if isinstance(index, int) else None
    return role is None or is_absent(role) or role == "设定"


def _ranks(citation: Citation, law: Law | None, kind: str | None) -> tuple[Rank, ...]:
    """Return the ranks a document can be of: by the table, by 类别, else by its title and number."""
    if law is not None and law.rank is not None:
        return (law.rank,)
    written = kind or citation.rank_label or ""
    exact = next((rank for rank in RANKS if rank == written), None)
    if exact is not None:
        return (exact,)
    labelled = ranks_of_label(written)
    own = rank_of_document(citation.title or "", citation.number or "")
    return (own,) if own is not None and (not labelled or own in labelled) else labelled
