"""Every citation of a list with the place where it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.engine.listed_items import items_in
from quanze.model.validation import tree_path
from quanze.rules.citation_lists import citation_lists
from quanze.rules.entries import parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.types import Citation
    from quanze.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation is written: file:line:column, the item's name, and its 条款 as written."""

    file: str
    place: str
    name: str
    clause: str


def cited_in(settings: Settings) -> Iterator[tuple[Place, Citation]]:
    """Yield every citation of every item that can be read, in order of files."""
    for listed in items_in(settings):
        item, document = listed.item, listed.document
        file, name = document.file, listed.facts.name
        for path, entries in citation_lists(item):
            before: str | None = None
            for index, entry in enumerate(entries):
                if is_absent(entry):
                    continue
                span = document.span(tree_path(document.root, (*path, index)))
                for citation in parsed(entry, before):
                    before = citation.title or citation.normalized or citation.number or before
                    clause = "" if is_absent(entry.clause) else entry.clause or ""
                    yield Place(file, f"{file}:{span.line}:{span.column}", name, clause), citation
