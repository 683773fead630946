"""Where a quotation ends: the next place in a text at which another entry begins.

Inside a quotation 第N条 and 《…》 are mostly only spoken of. An entry begins there at the start of a line
or sentence, behind an ordinal, or with a rank label, and is then read strictly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.citation.entry import Entry, read_entry, stands
from quanze.citation.lead import RANKS, WORD_ANCHOR, is_label, ordinal_before

if TYPE_CHECKING:
    from collections.abc import Container

    from quanze.citation.passage import Passage
    from quanze.citation.types import Reference

_CANDIDATE: Final = re.compile(
    rf"\n\s*+|[【《〈\[]|第(?=\s{{0,4}}[\d〇零一二两三四五六七八九十百千廿卅(])|(?<=[律规章件释定])】|{WORD_ANCHOR}"
)
_SENTENCE_ENDS: Final = frozenset("。;”\"!?)’'")
_LINE_GOES_ON: Final = re.compile(
    r"(?:[本该]法|[本该]?(?:条例|办法|规定|细则)|法|依照|按照|根据|依据|违反|适用|所称|和|及|与|或|、|,|本|至)$"
)
_LABELLED: Final = re.compile(r"[\u4e00-\u9fff]{0,10}$")
_TITLE_END: Final = frozenset("法例法定则典")
#: What may stand directly before an entry: a space, the end of a sentence, a title, an ordinal.
_MAY_PRECEDE: Final = frozenset(" \n》0123456789、.):①②③④⑤⑥⑦⑧⑨⑩") | _SENTENCE_ENDS | _TITLE_END
_BARE_BEFORE: Final = re.compile(r"[。;”\"\n]\s{0,40}(?=[^\s。;]{2,60}$)|\s(?=\d{1,2}[、.][^\s。;]{2,60}$)")
_MENTION: Final = re.compile(r"《|中华人民共和国|[本该](?=(?:法|条例|办法|规定|细则|规则)第)")
_REFERRED: Final = re.compile(r"(?:根据|依据|依照|按照|参照|违反|适用|遵守|符合)\s{0,3}$")
_BEHIND: Final = 400
#: What tells two references apart.
Key = tuple[int | None, ...]


def key_of(reference: Reference) -> Key:
    """Return what a reference says, without where it stands."""
    return (
        reference.article, reference.sub, reference.paragraph, reference.item, reference.point, reference.to,
    )  # fmt: skip


def next_entry(passage: Passage, start: int, current: Container[Key], base: Reference | None) -> Entry | None:
    """Find the next entry at or behind a place inside what may be a quotation.

    `current` holds the references of the entry that is quoted: an article that only repeats one of
    them at its line start begins the text of that article, not another entry.
    """
    passed = start
    for match in _CANDIDATE.finditer(passage.view, start):
        if match.start() < passed:
            continue
        entry, fits = _candidate(passage, match, base)
        if entry is None or entry.start < start:
            continue
        if fits and stands(passage, entry) and not _repeats(entry, current):
            return entry
        passed = entry.end  # what is only spoken of is not read again from its middle
    return None


def next_mention(passage: Passage, start: int) -> Entry | None:
    """Find the next law spoken of with an article or a number, anywhere in running prose.

    For a text that is not a list of citations: 对违反《食品安全法》第三十五条的处罚.
    """
    view = passage.view
    for match in _MENTION.finditer(view, start):
        place = match.start()
        if view[place] == "《" and place not in passage.pairs:
            continue
        entry = read_entry(passage, place, strict=False)
        if entry is None:
            continue
        if entry.founded or (entry.title and _REFERRED.search(view[max(0, place - 6) : place])):
            return entry
    return None


def _repeats(entry: Entry, current: Container[Key]) -> bool:
    """Say whether an entry only names articles again that are already named."""
    return entry.unnamed and all(key_of(reference) in current for reference in entry.places)


def _candidate(passage: Passage, match: re.Match[str], base: Reference | None) -> tuple[Entry | None, bool]:
    """Read the entry that a place may begin, by what stands there; say whether it may begin there."""
    view, place = passage.view, match.start()
    char = view[place]
    if char == "\n":
        return _line(passage, match.end(), base), True
    if char in "第《〈" and place and view[place - 1] not in _MAY_PRECEDE:
        return None, False
    if char == "第":
        return _article(passage, place, base)
    if char in "《〈":
        return _title(passage, place)
    if char == "[" and not is_label(view, place):
        return None, False
    if char == "】":
        rank = next((rank for rank in RANKS if view.startswith(rank, place - len(rank))), None)
        return (read_entry(passage, place - len(rank), strict=True) if rank else None), True
    if char not in "【[":  # 法律依据: or 法规名称: within a line
        labelled = _LABELLED.search(view[max(0, place - 10) : place])
        place -= len(labelled.group()) if labelled else 0
    return read_entry(passage, place, strict=True), True


def _line(passage: Passage, place: int, base: Reference | None) -> Entry | None:
    """Read an entry at the start of a line that begins with neither mark nor article: they come by themselves."""
    view = passage.view
    if place >= len(view) or view[place] in "《【[第“(":
        return None
    return read_entry(passage, place, strict=True, base=base)


def _before(view: str, place: int) -> tuple[str, bool]:
    """Return the text before a place without trailing space, and whether a line begins between them."""
    text = view[max(0, place - _BEHIND) : place]
    bare = text.rstrip()
    return bare, "\n" in text[len(bare) :] or not bare


def _article(passage: Passage, place: int, base: Reference | None) -> tuple[Entry | None, bool]:
    """Read an entry that begins with its article, or with a bare title directly before it."""
    view = passage.view
    before, at_line = _before(view, place)
    ordinal = None if at_line else ordinal_before(view, place)
    if ordinal is not None and _sentence_start(view, ordinal):
        return read_entry(passage, ordinal, strict=True, base=base), True
    if not at_line and before[-1] not in _SENTENCE_ENDS:
        return (_bare(passage, place) if before[-1] in _TITLE_END else None), True
    entry = read_entry(passage, place, strict=True, base=base)
    doubtful = bool(_LINE_GOES_ON.search(before[-4:])) if at_line else before[-1] in ")’'"
    return entry, not doubtful or (entry is not None and view.startswith(":", entry.end))


def _bare(passage: Passage, place: int) -> Entry | None:
    """Read an entry with a bare title that begins at a sentence and ends before an article."""
    first = max(0, place - 80)
    match = _BARE_BEFORE.search(passage.view[first:place])
    if match is None:
        return None
    entry = read_entry(passage, first + match.end(), strict=True)
    return entry if entry and entry.title and entry.chain and (entry.lead.ordinal or entry.lead.rank) else None


def _sentence_start(view: str, place: int) -> bool:
    before, at_line = _before(view, place)
    return at_line or before[-1] in _SENTENCE_ENDS or view[place - 1].isspace()


def _title(passage: Passage, place: int) -> tuple[Entry | None, bool]:
    """Read an entry with its title in 书名号: at a line start, behind an ordinal, or at a sentence with an article."""
    view = passage.view
    before, at_line = _before(view, place)
    if at_line:
        return read_entry(passage, place, strict=True), True
    ordinal = ordinal_before(view, place)
    if ordinal is None and before[-1] not in _SENTENCE_ENDS and before[-1] != "》":
        return None, False
    entry = read_entry(passage, place if ordinal is None else ordinal, strict=True)
    if entry is None:
        return None, False
    return entry, entry.founded or (ordinal is not None and _sentence_start(view, ordinal))
