"""What a cell of a reference table cites: 法规/条款, or the way a sentence cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.source import Tree

_PARTS: Final = re.compile(r"[\n;；]+")
_CITED: Final = re.compile(
    r"《?(?P<law>[^《》/／]+?)》?\s*[/／]?\s*(?P<clause>第\s*[〇零一二三四五六七八九十百千\d]+\s*条[^《》]*)?"
)


def citations_in(value: Tree | None) -> Iterator[Tree]:
    """Yield the citations of a cell; those of jsonl that are mappings stay as they are."""
    if isinstance(value, str):
        for part in _PARTS.split(value):
            if part.strip():
                yield from _cited(part.strip())
    elif isinstance(value, list):
        for part in value:
            yield from _cited(part) if isinstance(part, str) else (part,)
    elif isinstance(value, dict):
        yield value


def _cited(text: str) -> Iterator[Tree]:
    """Yield what one part cites: 水法/第七条, or a sentence (《水法》第七条、《会计法》第八条)."""
    from quanze.exchange.cells.basis import read_basis  # noqa: PLC0415 - only where a sentence is met

    match = _CITED.fullmatch(text)
    if match is None or ("/" not in text and "／" not in text and not match["clause"]):
        for entry in read_basis(text).entries:
            found: dict[str, Tree] = {**entry}
            yield found
        return
    clause = match["clause"]
    yield {"法规": match["law"].strip(), **({"条款": clause.strip()} if clause else {})}


def paired(laws: Tree | None, clauses: Tree | None) -> Iterator[Tree]:
    """Yield what two columns say together: one law and clause a line, or one law for every clause."""
    titles = [part.strip().strip("《》") for part in _PARTS.split(str(laws or "")) if part.strip()]
    places = [part.strip() for part in _PARTS.split(str(clauses or "")) if part.strip()]
    if len(titles) == 1:
        titles *= max(1, len(places))
    for index, title in enumerate(titles):
        yield {"法规": title, **({"条款": places[index]} if index < len(places) else {})}
