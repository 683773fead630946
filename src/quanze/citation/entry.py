"""One entry of a 依据栏 up to its quotation: 序号, 位阶标, title, 括注, 文号, 条款串.

`read_entry` reads it at a place where one may begin. Inside a text that may be a quotation it reads
strictly: a bare title is believed less readily, and the caller asks `stands` whether anything shows
the title or the article to be only spoken of: 依照《治安管理处罚法》第二十三条的规定处罚.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.citation.bare import read_bare_title
from quanze.citation.lead import Lead, field_end, read_field, read_lead, skip_space
from quanze.citation.number import datable, number_here, read_dating, read_note, version_here
from quanze.citation.reference import Annex, Chain, read_annex, read_chain
from quanze.citation.title import PLAIN_TYPES, is_defined_term, is_law_title, normalize_title, type_word

if TYPE_CHECKING:
    from quanze.citation.passage import Passage
    from quanze.citation.types import Range, Reference

LONGEST_TITLE: Final = 200
_LONGEST_ASIDE: Final = 240
_SELF: Final = re.compile(
    r"[本该同](?:法|条例|办法|规定|细则|规则|决定|规范|规程|通知|意见|解释|标准|实施条例|实施细则|实施办法)(?!的?(?:实施|施行))"
)
#: 《甲法》及其实施细则第四十一条, 《实施细则》第四十一条: not the law at hand but the one that implements it.
_IMPLEMENTING: Final = re.compile(r"其?(?P<term>实施条例|实施细则|实施办法|施行细则)(?=\s{0,4}第)")
#: Cells are padded with hundreds of blanks before the next line begins with its article.
_GLUE: Final = re.compile(r"[\s:,;。、.]{0,600}(?:文件?|的|中|之|有关|相关|规定|等){0,3}\s{0,20}")
_ANNEX_GLUE: Final = re.compile(r"[\s:,;。、]{0,600}(?:文件?|的|中|之|所列|所附|规定的?)?\s{0,20}")
_LIST_GAP: Final = re.compile(r"\s{0,20}(?:以及|或者|[、,;+/|和及与或])\s{0,20}")
_SPOKEN_OF: Final = re.compile(
    r"\s{0,4}(?:的|规定|所|之|以外|中(?!华)|等|和|及|与|或|执行|处理|办理|给予|予以|追究|处罚|制定|同时|另有|要求|进行|至|、)"
)
_ARTICLE_SPOKEN_OF: Final = re.compile(r"\s{0,4}(?:的|规定|所|之|以外|中(?!华)|等|和|及|与|或|至|、|第)")
_OVER: Final = re.compile(r"\s{0,40}(?:$|[:;“]|[。,]?\s{0,40}(?:$|\n|[《【]))| {0,40}\n")
_ALONE: Final = re.compile(r"\s{0,40}(?:$|\n|[;、,+。:《【)和及]|以及)")
_LINE_END: Final = re.compile(r" {0,40}(?:$|\n)")
_STRAY: Final = re.compile(r"\s{0,4}[》〉”]{1,3}")
_REVISED: Final = re.compile(r"\(((?:19|20)\d{2}年?[^()]{0,20}(?:修正|修订|修改)(?:本|版)?)\)$")
_DATE: Final = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?\s{0,3}")
_EXTENSION: Final = re.compile(
    r"(?:的?(?:实施细则|实施办法|实施条例|实施规定|实施意见|施行细则|若干规定|补充规定))(?:[》〉]|(?=\s{0,4}(?:[(〔\[:]|第|附件|$|\n)))"
)


@dataclass(slots=True)
class Entry:
    """What was read of an entry; ranges are places in the text, `end` is where its quotation may begin.

    `implied`: the title is 本法 or a defined term; `term`: the 实施细则 of the law at hand is meant.
    `dated`: a label gave the number. `quoted`: a label says that the quotation follows. `asides` are
    citations in brackets between its articles: 第四十三条(依食品安全法第六十八条处罚).
    """

    lead: Lead
    end: int
    title: Range | None = None
    suffix: Range | None = None
    number: Range | None = None
    version: Range | None = None
    chain: Chain | None = None
    annex: Annex | None = None
    implied: bool = False
    term: str = ""
    dated: bool = False
    quoted: bool = False
    asides: tuple[Entry, ...] = ()

    @property
    def start(self) -> int:
        """Where the entry begins, with its ordinal and labels."""
        return self.lead.start

    @property
    def places(self) -> tuple[Reference, ...]:
        """The places in the law that it names."""
        return self.chain.items if self.chain else ()

    @property
    def unnamed(self) -> bool:
        """Whether it is only an article, without title, ordinal or anything that stands for a title."""
        return self.chain is not None and not (self.title or self.number or self.implied or self.lead.ordinal)

    @property
    def founded(self) -> bool:
        """Whether something that only a law has follows the title: an article, a number, a version."""
        return bool(self.chain or self.annex or self.number or self.version)


def read_entry(passage: Passage, start: int, *, strict: bool, base: Reference | None = None) -> Entry | None:
    """Read an entry at a place; None when none begins there. `base` is what 第N款 inherits from."""
    lead = read_lead(passage.view, start)
    if lead.end >= len(passage.view):
        return None
    return (
        _marked(passage, lead, strict=strict)
        or _implied(passage, lead)
        or _unnamed(passage, lead, base)
        or _bare(passage, lead, strict=strict)
        or _numbered(passage, lead)
        or _fielded(passage, lead)
    )


def stands(passage: Passage, entry: Entry) -> bool:
    """Say whether an entry inside what may be a quotation is one, not a law only spoken of."""
    view, end = passage.view, entry.end
    if entry.title is None and not entry.implied and entry.number is None:
        return not _ARTICLE_SPOKEN_OF.match(view, end)
    if _SPOKEN_OF.match(view, end) and not (entry.founded and _starts_entry(view, end)):
        return False
    if entry.chain or entry.annex or entry.number:
        return True
    return entry.lead.rank is not None or bool(_OVER.match(view, end))


def _starts_entry(view: str, end: int) -> bool:
    """Say whether a separator and another title follow: 》第三条、《."""
    gap = _LIST_GAP.match(view, end)
    return gap is not None and view[gap.end() : gap.end() + 1] in ("《", "【")


def _marked(passage: Passage, lead: Lead, *, strict: bool) -> Entry | None:
    """Read an entry whose title stands in 书名号 or in marks used for them."""
    view, start = passage.view, lead.end
    if view[start] not in "《〈“":
        return None
    close = passage.pairs.get(start)
    if close is None or close - start > LONGEST_TITLE:
        return _unclosed(passage, lead, strict=strict)
    extension = _EXTENSION.match(view, close + 1)
    end = extension.end() if extension else close + 1
    title = _stripped(view, start + 1, end - view[end - 1 : end].count("》") if extension else close)
    if title is None:
        return _tail(passage, Entry(lead, end)) if lead.word else None
    stray = _STRAY.match(view, end)
    end = stray.end() if stray else end
    written = passage.text[slice(*title)]
    if is_defined_term(written):
        term = written if written.startswith(("实施", "施行")) else ""
        return _placed(passage, Entry(lead, end, implied=True, term=term))
    if view[start] != "《" and not type_word(written):
        return None
    revised = _REVISED.search(view, *title)
    entry = _tail(passage, Entry(lead, end, title=title, version=revised.span(1) if revised else None))
    if view[start] == "《" and (is_law_title(written) or lead.rank or entry.founded or _is_known(passage, written)):
        return entry
    return entry if entry.founded and type_word(written) else None


def _unclosed(passage: Passage, lead: Lead, *, strict: bool) -> Entry | None:
    """Read an entry whose 《 is never closed: the title ends in its law-type word."""
    inner = Lead(lead.start, skip_space(passage.view, lead.end + 1), lead.ordinal, lead.word, lead.rank)
    return _bare(passage, inner, strict=strict) if inner.end < len(passage.view) else None


def _implied(passage: Passage, lead: Lead) -> Entry | None:
    """Read 本法第六十七条, 其实施细则第四十一条."""
    view = passage.view
    match = _SELF.match(view, lead.end) or _IMPLEMENTING.match(view, lead.end)
    if match is None:
        return None
    return _placed(passage, Entry(lead, match.end(), implied=True, term=match.groupdict().get("term") or ""))


def _placed(passage: Passage, entry: Entry) -> Entry | None:
    """Read the articles directly behind what stands for a title; None when there are none."""
    _take_places(passage, entry)
    return _after_chain(passage, entry) if entry.chain else None


def _unnamed(passage: Passage, lead: Lead, base: Reference | None) -> Entry | None:
    """Read an entry that begins with its article; with 第N款 only where a quotation is announced."""
    view = passage.view
    chain = read_chain(view, lead.end, base=base)
    if chain is None:
        annex = read_annex(view, lead.end, lone=False)
        return Entry(lead, annex.end, annex=annex) if annex else None
    if chain.items[0].article is None and not view.startswith("条", chain.start) and not _OVER.match(view, chain.end):
        return None
    announced = base is None or view[chain.start : chain.end].find("条") >= 0 or _OVER.match(view, chain.end)
    entry = Entry(lead, chain.end, chain=chain)
    return _after_chain(passage, entry) if announced else None


def _numbered(passage: Passage, lead: Lead) -> Entry | None:
    """Read an entry that begins with its document number: 国务院令第412号《…》, 国务院令第412号附件第204项."""
    if passage.view.find("号", lead.end, lead.end + 90) < 0:
        return None
    dated = _DATE.match(passage.view, lead.end)
    number = number_here(passage, dated.end() if dated else lead.end)
    if number is None:
        return None
    after = skip_space(passage.view, number[1])
    if passage.view.startswith("《", after):
        entry = _marked(passage, Lead(lead.start, after, lead.ordinal, lead.word, lead.rank), strict=False)
        if entry:
            entry.number = number
            return entry
    entry = Entry(lead, number[1], number=number)
    if passage.view.startswith("(", after) and passage.pairs.get(after, after + LONGEST_TITLE) < after + LONGEST_TITLE:
        _take_note(passage, entry, after)
    _take_places(passage, entry)
    return entry if entry.chain or entry.annex or _ALONE.match(passage.view, entry.end) else None


def _fielded(passage: Passage, lead: Lead) -> Entry | None:
    """Read an entry of the 字段式 that begins with its number: 依据文号:…."""
    field = read_field(passage.view, lead.end)
    if field is None or field.kind not in ("number", "clause"):
        return None
    entry = _tail(passage, Entry(lead, lead.end))
    return entry if entry.founded else None


def _bare(passage: Passage, lead: Lead, *, strict: bool) -> Entry | None:
    """Read an entry whose title has no 书名号."""
    view = passage.view
    title = read_bare_title(passage, lead.end)
    if title is None:
        return None
    stray = _STRAY.match(view, title[1])
    entry = _tail(passage, Entry(lead, stray.end() if stray else title[1], title=title))
    if entry.chain or entry.annex or entry.number or _is_known(passage, passage.text[slice(*title)]):
        return entry
    if stray or lead.rank or (entry.version and not strict):
        return entry
    if title[1] - title[0] < 4 or not view[title[0] : title[1]].endswith(PLAIN_TYPES[:7]):
        return None
    if strict:
        ended = view[max(0, lead.start - 40) : lead.start].rstrip()[-1:] in ("。", ")", "”", "")
        return entry if ended and not lead.ordinal and _LINE_END.match(view, entry.end) else None
    return entry if _ALONE.match(view, entry.end) else None


def _is_known(passage: Passage, title: str) -> bool:
    return passage.known is not None and passage.known(normalize_title(title))


def _stripped(view: str, start: int, end: int) -> Range | None:
    """Leave out white space at the ends of a range; None when nothing is left."""
    start = skip_space(view, start)
    while end > start and view[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _tail(passage: Passage, entry: Entry) -> Entry:
    """Read what follows a title: brackets, number, version, fields, then articles or the item of an annex."""
    view = passage.view
    for _ in range(8):
        place = skip_space(view, entry.end)
        if place >= len(view) or not (_take_note(passage, entry, place) or _take_number(passage, entry, place)):
            if not _take_field(passage, entry):
                break
            if entry.quoted or entry.chain:
                return entry
    _take_places(passage, entry)
    return _after_chain(passage, entry) if entry.chain else entry


def _take_note(passage: Passage, entry: Entry, place: int) -> bool:
    """Take a bracket; one that says neither number nor version only when an article follows it."""
    view = passage.view
    if view[place] not in "([【〔":
        return False
    note = read_note(passage, place)
    if note is None:
        close = passage.pairs.get(place)
        if close is None or close - place > _LONGEST_ASIDE or not read_chain(view, skip_space(view, close + 1)):
            return False
        entry.end = close + 1
        return True
    entry.number, entry.version = entry.number or note.number, entry.version or note.version
    entry.suffix = entry.suffix or note.suffix
    entry.end = note.end
    return True


def _take_number(passage: Passage, entry: Entry, place: int) -> bool:
    """Take a document number or a version that stands without brackets."""
    numbered = passage.view.find("号", place, place + 90) >= 0 or "A" <= passage.view[place] <= "Z"
    if numbered and (number := number_here(passage, place)):
        entry.number = entry.number or number
        entry.end = number[1]
        return True
    if version := version_here(passage, place):
        number, told = read_dating(passage.view, *version)
        entry.number, entry.version = entry.number or number, entry.version or told
        entry.end = version[1]
        return True
    return False


def _take_field(passage: Passage, entry: Entry) -> bool:
    """Take a labelled part of the 字段式."""
    view = passage.view
    field = read_field(view, entry.end)
    if field is None or (field.kind == "number" and entry.dated):
        return False
    entry.end = field.end
    if field.kind == "quote":
        entry.quoted = True
    elif field.kind == "clause":
        _take_places(passage, entry)
        entry.quoted = False
        following = read_field(view, entry.end) if entry.chain or entry.annex else None
        if following and following.kind == "quote":
            entry.end, entry.quoted = following.end, True
    else:
        end = field_end(view, field.end)
        entry.dated = entry.dated or field.kind == "number"
        if field.kind == "number" and datable(view, field.end, end):
            number, version = read_dating(view, field.end, end)
            entry.number, entry.version = entry.number or number, entry.version or version
        entry.end = end
    return True


def _take_places(passage: Passage, entry: Entry) -> None:
    """Take the articles behind a title, or the item of its annex."""
    view = passage.view
    glue = _GLUE.match(view, entry.end)
    place = glue.end() if glue else entry.end
    chain = read_chain(view, place, unmarked=place == entry.end)
    if chain and (chain.items[0].article is not None or view.startswith("条", chain.start)):
        entry.chain, entry.end = chain, chain.end
        return
    glue = _ANNEX_GLUE.match(view, entry.end)
    if annex := read_annex(view, glue.end() if glue else entry.end, lone=True):
        entry.annex, entry.end = annex, annex.end


def _after_chain(passage: Passage, entry: Entry) -> Entry:
    """Read brackets between and behind the articles: a version, an aside, another citation."""
    view = passage.view
    for _ in range(40):
        place = skip_space(view, entry.end)
        close = passage.pairs.get(place)
        if entry.chain is None or close is None or view[place] != "(" or close - place > _LONGEST_ASIDE:
            break
        note, aside = read_note(passage, place), None
        if note is None:
            aside = read_entry(passage, place + 1, strict=False)
            aside = aside if aside and aside.title and aside.chain and aside.end <= close else None
        more = _more_places(view, close + 1, entry.chain)
        if note is None and aside is None and more is None:
            break
        entry.end = close + 1
        if note:
            entry.number, entry.version = entry.number or note.number, entry.version or note.version
        if aside:
            entry.asides = (*entry.asides, aside)
        if more:
            entry.chain = Chain(entry.chain.items + more.items, entry.chain.start, more.end)
            entry.end = more.end
    return entry


def _more_places(view: str, start: int, chain: Chain) -> Chain | None:
    """Read the articles that go on behind a bracket within a list."""
    gap = _LIST_GAP.match(view, start)
    return read_chain(view, gap.end(), base=chain.items[-1]) if gap else None
