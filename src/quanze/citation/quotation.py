"""What follows the articles of an entry: a quotation, running prose, or nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quanze.citation.passage import Passage
    from quanze.citation.types import Range

#: 的规定 behind the articles: belongs to the citation, says nothing.
_REGULATION: Final = re.compile(
    r"\s{0,4}(?:[的之]?(?:有关|相关)?规定(?:执行|办理|实施)?|[的之](?:有关|相关)?(?:要求|内容|条款|精神)|的)"
)
_WHOLE: Final = re.compile(r"[\s:,。;]*(?:全文(?:适用)?|全部条款|全篇|通篇)[\s。;]*")
_WORD: Final = re.compile(r"[^\W_]")
_SEPARATED: Final = re.compile(r"[:,\s“\"。;]")
_PROSE: Final = re.compile(
    r"[\s]{0,4}(?:[+、和及与或]|的|所列|所称|所|之|以外|等|中(?!华)|处罚|处理|执行|办理|给予|予以|进行处|及其|以及|§)"
)
_OPENED: Final = re.compile(r"\s{0,3}[:“\"]")
_CHAPTERS: Final = re.compile(r"[\s:,]*第[\s\d〇零一二三四五六七八九十百]{1,12}[编章节]")
_CLAUSE_GOES_ON: Final = re.compile(r"[,。;](?!\s{0,3}[“\"])(?!\s*\n)")
_STANDARD: Final = re.compile(r"[\s,;+]*(?:GB|DB|HJ|JGJ|CJJ|SC|NY|YY|GBZ|AQ)\s?/?T?\s?\d")
_FRONT: Final = " \n:,;。+、"
_BACK: Final = " \n;、,+"


def after_regulation(view: str, start: int) -> int:
    """Return where 的规定 behind an entry ends."""
    match = _REGULATION.match(view, start)
    return match.end() if match else start


def opening_quote(view: str, start: int) -> int:
    """Return the place of the quotation mark that opens a quotation behind a place, -1 when there is none."""
    place = start
    limit = min(len(view), start + 200)
    while place < limit and view[place] in " \n:,":
        place += 1
    return place if place < limit and view[place] in '“"' else -1


def closing_quote(passage: Passage, opening: int) -> int:
    """Return the place of the mark that closes a quotation, -1 when it is never closed."""
    if passage.view[opening] == "“":
        return passage.pairs.get(opening, -1)
    return passage.view.find('"', opening + 1)


def judge_rest(
    passage: Passage, start: int, end: int, *, placed: bool, labelled: bool, prose: bool
) -> tuple[Range | None, Range | None]:
    """Divide what stands between an entry and the next into quotation and unread text.

    `placed`: the entry names an article or an item; without one a text is only taken for a quotation
    when a colon, a space or a line divides it from the title. `labelled`: 条款内容: precedes. `prose`: the
    law is mentioned in running prose, where only a colon or a quotation mark begins a quotation.
    """
    view = passage.view
    first = start if labelled else after_regulation(view, start)
    rest = trimmed(view, first, end)
    if rest is None or _WHOLE.fullmatch(view, first, end):
        return None, None
    if not labelled and _is_prose(view, first, end, placed=placed, regulated=first > start, prose=prose):
        return None, rest
    return _unwrapped(passage, rest), None


def _is_prose(view: str, start: int, end: int, *, placed: bool, regulated: bool, prose: bool) -> bool:
    """Say whether the text behind an entry goes on speaking about the law instead of quoting it."""
    if _PROSE.match(view, start, end) or _STANDARD.match(view, start, end):
        return True
    if prose and not _OPENED.match(view, start, end):
        return True
    separated = _SEPARATED.match(view, start, end) is not None
    if placed:
        return regulated and not separated
    return not separated or bool(_CLAUSE_GOES_ON.match(view, start, end) or _CHAPTERS.match(view, start, end))


def trimmed(view: str, start: int, end: int) -> Range | None:
    """Leave out separators at the ends of a range; None when no word is left."""
    if not _WORD.search(view, start, end):
        return None
    while start < end and view[start] in _FRONT:
        start += 1
    while end > start and view[end - 1] in _BACK:
        end -= 1
    return (start, end)


def _unwrapped(passage: Passage, quotation: Range) -> Range | None:
    """Leave out the marks around a quotation."""
    view, (start, end) = passage.view, quotation
    if view[start] not in '“"':
        return quotation
    close = closing_quote(passage, start)
    if close < 0 or close >= end:
        return trimmed(view, start + 1, end)
    if _WORD.search(view, close, end):
        return quotation
    return trimmed(view, start + 1, close)
