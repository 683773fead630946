"""Where a quotation first departs from the text of the law, said so that it can be looked up. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from quanze.citation.likeness import pieces, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Below this likeness (0–100) a piece of a quotation is not a changed wording of the text but absent from it.
_ABSENT: Final = 60.0
#: Characters of a wording that are shown, and around a change to find it by.
_SHOWN: Final = 16
_AROUND: Final = 4
#: Changes with no more than this many characters between them are told as one.
_CLOSE: Final = 3
#: Changes that are told; the rest is counted.
_TOLD: Final = 2


def difference(quote: str, article: str) -> str:
    """Say what a quotation says otherwise than an article: its first changes, or the words the article does not have.

    Punctuation and the way of writing numbers are no difference.
    """
    words = wording(article)
    for piece in pieces(quote):
        if piece not in words and _likeness(piece, words) < _ABSENT:
            return f"这一条里没有“{_short(piece)}”"
    changes = [change for piece in pieces(quote) if piece not in words for change in _changes(piece, words)]
    more = f" 等 {len(changes)} 处" if len(changes) > _TOLD else ""
    return "；".join(changes[:_TOLD]) + more or "文字有出入"


def _likeness(piece: str, words: str) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415  (only lists checked with full text pay for it)

    return float(fuzz.partial_ratio(piece, words))


def _changes(piece: str, words: str) -> Iterator[str]:
    """Yield every place where a piece departs from the part of the article it is most like."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    best = fuzz.partial_ratio_alignment(piece, words)
    first, last = (best.dest_start, best.dest_end) if best is not None else (0, len(words))
    window = words[max(0, first - _SHOWN) : last + _SHOWN]
    for start, end, there, until in _departures(piece, window):
        before = piece[max(0, start - _AROUND) : start]
        if there == until:
            yield f"“{before}”之后引文多了“{_short(piece[start:end])}”"
        elif start == end:
            yield f"“{before}”之后引文少了“{_short(window[there:until])}”"
        else:
            yield f"引文写“{_short(before + piece[start:end])}”，法规写“{_short(before + window[there:until])}”"


def _departures(piece: str, window: str) -> list[tuple[int, int, int, int]]:
    """Return where a piece and a window differ, changes that stand close together as one.

    What the window has before and behind the piece is no difference.
    """
    found: list[tuple[int, int, int, int]] = []
    for kind, start, end, there, until in SequenceMatcher(None, piece, window, autojunk=False).get_opcodes():
        if kind == "equal" or (start == end and start in (0, len(piece))):
            continue
        if found and start - found[-1][1] <= _CLOSE:
            found[-1] = (found[-1][0], end, found[-1][2], until)
        else:
            found.append((start, end, there, until))
    return found


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN + _AROUND else words[:_SHOWN] + "…"
