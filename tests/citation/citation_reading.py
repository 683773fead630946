"""How the tests write down what was read: 甲法 30.1.3 for 《甲法》第三十条第一款第三项."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.citation.parse import parse, parse_references

if TYPE_CHECKING:
    from quanze.citation.types import Citation, Reference


def place(reference: Reference) -> str:
    """第十二条之一第一款第三项 → 12_1.1.3; 第五条至第九条 → 5-9; a part that is not given is 0 before a given one."""
    article = str(reference.article or 0) + (f"_{reference.sub}" if reference.sub else "")
    deeper = "".join(f".{part or 0}" for part in (reference.paragraph, reference.item, reference.point))
    while deeper.endswith(".0"):
        deeper = deeper[:-2]
    return article + deeper + (f"-{reference.to}" if reference.to else "")


def places(field: str) -> str:
    """Return what parse_references reads in a 条款 field."""
    return " ".join(place(reference) for reference in parse_references(field).items)


def law(citation: Citation) -> str:
    """Return title and places of a citation; 〃 for one that goes on, 〇 for one without a law of its own."""
    name = "〃" if citation.continued else citation.title or (citation.number or "〇")
    return " ".join((name, *map(place, citation.references)))


def laws(text: str) -> list[str]:
    """Return title and places of every citation in a text, without what only says that nothing was read."""
    return [law(citation) for citation in parse(text) if not citation.unread_only]


def only(text: str) -> Citation:
    """Return the only citation of a text."""
    (citation,) = parse(text)
    return citation
