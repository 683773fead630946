"""Cells of legal bases → citations of the model, every part as written. The reading is the parser's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.citation.parse import parse
from quanze.citation.rank import RANKS
from quanze.exchange.columns.short_text import one_line, prose
from quanze.exchange.workbook.sheet import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.types import Citation

Entry = dict[str, str]
#: Rank tags as sources write them, the coarse ones too: a wrong 【规章】 is found only when it is kept (BAS020).
_RANKS = (frozenset(RANKS) - {"宪法", "司法解释"}) | {"法规", "规章"}
#: Chapters instead of articles: 第五章、第六章、第七章。
_CHAPTERS = re.compile(r"(?:第[〇零一二三四五六七八九十百\d]{1,4}[编章节](?:[、，,和及至]|第?)?)+[。.]?")


@dataclass(frozen=True, slots=True)
class Basis:
    """A cell of legal bases: its citations, and the parts in which no law could be read."""

    entries: tuple[Entry, ...]
    unread: tuple[str, ...]


def read_basis(text: str) -> Basis:
    """Split a cell into citations {法规, 文号, 版本, 条款, 原文, 类别}; what cannot be split is 原文 whole."""
    entries: list[Entry] = []
    unread: list[str] = []
    title = ""
    for citation in parse(text):
        title = citation.title or ("" if not citation.implicit else title)
        entry = _entry(text, citation, title)
        if citation.unread.strip() and "条款" not in entry and _CHAPTERS.fullmatch(squeeze(citation.unread)):
            entry["条款"] = squeeze(citation.unread).rstrip("。.")
        elif citation.unread.strip():
            unread.append(one_line(citation.unread))
        if not entry:
            entry = {"原文": prose(text[slice(*citation.span)])}
        entries.append(entry)
    if not entries and text.strip():
        return Basis(({"原文": prose(text)},), (one_line(text),))
    return Basis(tuple(entries), tuple(unread))


def _entry(text: str, citation: Citation, title: str) -> Entry:
    """Return the parts of one citation. One that goes on with the law before says of it only what judges the quotation."""
    goes_on = citation.continued or citation.implicit
    parts = {
        "法规": one_line(title),
        "文号": "" if goes_on else squeeze(citation.number or ""),
        "版本": " ".join((citation.version or "").split()),
        "条款": squeeze(_clause(text, citation)),
        "原文": prose(citation.quote or ""),
        "类别": citation.rank_label or "" if citation.rank_label in _RANKS and not goes_on else "",
    }
    return {key: value for key, value in parts.items() if value}


def _clause(text: str, citation: Citation) -> str:
    """Return the clause as written: from the first place named to the last."""
    if citation.references:
        spans = [reference.span for reference in citation.references if reference.span != (0, 0)]
        if spans:
            return text[min(start for start, _ in spans) : max(end for _, end in spans)]
    return f"附件第{citation.annex_item}项" if citation.annex_item is not None else ""


def short_citations(basis: Basis) -> Iterator[Entry]:
    """Yield the citations as a reference only: law, number and clause, clauses of one law joined."""
    joined: dict[tuple[str, str], list[str]] = {}
    for entry in basis.entries:
        law, number = entry.get("法规", ""), entry.get("文号", "")
        if law or number:
            same = next((key for key in joined if key[0] == law and (not number or key[1] in ("", number))), None)
            clauses = joined.setdefault(same or (law, number), [])
            if entry.get("条款") and entry["条款"] not in clauses:
                clauses.append(entry["条款"])
    for (law, number), clauses in joined.items():
        parts = {"法规": law, "文号": number, "条款": "、".join(clauses)}
        yield {key: value for key, value in parts.items() if value}
