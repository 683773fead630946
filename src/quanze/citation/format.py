"""Citations in the form of official drafting: 《甲法》（国务院令第1号，2019年修正）第十二条第一款第三项、第四项：“…”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.citation.numeral import to_chinese
from quanze.citation.title import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.citation.types import Citation, Reference


def format_reference(reference: Reference) -> str:
    """Return 第十二条之一第一款第三项第二目, or 第五条至第九条. Numbers outside 1–9999 raise ValueError."""
    return _parts(reference, 0) + (f"至第{to_chinese(reference.to)}条" if reference.to else "")


def format_references(references: Iterable[Reference]) -> str:
    """Return a list of references; 款, 项 and 目 stand alone where they share what is above them: 第一款、第三款."""
    written: list[str] = []
    before: Reference | None = None
    for reference in references:
        shared = _shared(before, reference)
        written.append(_parts(reference, shared) if shared else format_reference(reference))
        before = reference
    return "、".join(written)


def format_citation(citation: Citation) -> str:
    """Return a citation in full; reading it again gives the same citation.

    A citation that goes on with the one before is written with its law. What was left unread is not written.
    """
    rank = f"【{citation.rank_label}】" if citation.rank_label else ""
    places = format_references(citation.references)
    annex = f"附件第{citation.annex_item}项" if citation.annex_item is not None else ""
    return rank + _law(citation) + places + annex + _quotation(citation.quote)


def _law(citation: Citation) -> str:
    """Write title, number and version. Both stand in one bracket, so that they are told apart as before."""
    if citation.title is None:
        version = f"（{citation.version}）" if citation.version else ""
        return (citation.number or "") + version
    plain = normalize_title(citation.title)
    suffix = citation.normalized.removeprefix(plain) if citation.normalized.startswith(plain) else ""
    dating = "，".join(part for part in (citation.number, citation.version) if part)
    return f"《{citation.title}》" + (f"（{suffix}）" if suffix else "") + (f"（{dating}）" if dating else "")


def _quotation(quote: str | None) -> str:
    """Write a quotation in marks; without them where its own marks would close it too early."""
    if not quote:
        return ""
    depth = 0
    for char in quote:
        depth += (char in "“「『„") - (char in "”」』")
        if depth < 0:
            return f"：{quote}"
    return f"：{quote}" if depth else f"：“{quote}”"


def _levels(reference: Reference) -> tuple[int | None, ...]:
    return (reference.article, reference.sub, reference.paragraph, reference.item, reference.point)


def _shared(before: Reference | None, reference: Reference) -> int:
    """Return the level from which a reference is written behind another one; 0 when it is written in full."""
    if before is None or before.to is not None or reference.to is not None:
        return 0
    old, new = _levels(before), _levels(reference)
    for level in (2, 3, 4):
        if (
            new[level] is not None
            and old[:level] == new[:level]
            and old[level] is not None
            and old[level] != new[level]
        ):
            return level
    return 0


def _parts(reference: Reference, first: int) -> str:
    article, sub, paragraph, item, point = _levels(reference)
    written = ""
    if article is not None and first == 0:
        written = f"第{to_chinese(article)}条" + (f"之{to_chinese(sub)}" if sub is not None else "")
    for level, number, unit in ((2, paragraph, "款"), (3, item, "项"), (4, point, "目")):
        if number is not None and level >= first:
            written += f"第{to_chinese(number)}{unit}"
    return written
