"""The outline of a 三定规定: sections (第四条, 二、) and in them numbered paragraphs (（三）, 1.) and tables.

A number that does not follow on the one before it is taken over as it is written and said in a note: which
of the two is wrong, only a person can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.citation.numeral import to_chinese, to_int

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.exchange.department.lines import Line

_NUMERAL = r"[〇零一二三四五六七八九十百]{1,5}"
#: Behind the number of an article stands its text, not 第一款 or 规定: that would be a citation.
_ARTICLE = re.compile(
    rf"(?P<number>第\s*(?P<value>{_NUMERAL}|\d{{1,3}})\s*条)(?:[\s\u3000、.:：]+|(?![第规之的和、，及与至所中]))"
)
_SECTION = re.compile(rf"(?P<number>(?P<value>{_NUMERAL}))\s*[、.．]\s*")
_ITEM = re.compile(rf"[（(]\s*(?P<value>{_NUMERAL})\s*[）)]\s*")
_ARABIC = re.compile(r"(?:[（(]\s*)?(?P<value>\d{1,3})\s*[、.．）)]\s*(?!\d)")
#: A number within a paragraph begins a new one only behind the end of a sentence or a colon.
_INLINE = re.compile(rf"(?<=[：:。；;])\s*(?=[（(]\s*{_NUMERAL}\s*[）)])")
_CHAPTER = re.compile(rf"第\s*{_NUMERAL}\s*章")
#: A heading stands alone on its line; one of these opens a section whatever its number.
_HEADING = re.compile(r"[^，。：；:;]{2,20}[：:]?")
_KNOWN_HEADING = re.compile(
    r"(?:职[能责]|主要职责|内设|人员编制|机构设置|领导职数|其[他它]|附则|有关)[\u4e00-\u9fff、]{0,14}[。：:]?"
)
#: The number of a page, in a text that was copied from one: - 3 -, 第 3 页 共 8 页.
_PAGE = re.compile(r"[-—–－_ ]+\d{1,3}[-—–－_ ]+|第\s*\d{1,3}\s*页(?:[\s，,/]*共\s*\d{1,3}\s*页)?")
_BLANK = " \t\u3000\xa0\ufeff\u200b"
#: A section may skip so many numbers: a misprint, not a citation that happens to begin a line.
_SKIPPED = 3

#: A number that does not follow: the line it stands on, and the sentence that says so.
Note = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its number as official drafting writes it (（三）), its lines, the first without it."""

    number: str
    lines: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The whole paragraph without its number."""
        return "\n".join(text for _, text in self.lines).strip()

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.lines[0][0]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its number as written (二, 第四条), the lines before its first paragraph, its paragraphs.

    `rows` are the rows of tables within it. Lines are numbered from 0 in the order of the text.
    """

    number: str
    line: int
    lines: tuple[tuple[int, str], ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()

    @property
    def lead(self) -> str:
        """What stands before the first paragraph: the heading, or the sentence that leads to the list."""
        return "\n".join(text for _, text in self.lines)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole text: the lines before the first section, the sections, and numbers that do not follow."""

    head: tuple[tuple[int, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Growing:
    """A section while its lines are read. `nested` is what a list within a paragraph has counted to."""

    number: str
    line: int
    lead: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: list[tuple[int, list[tuple[int, str]]]] = field(default_factory=list)
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    nested: int = 0

    def add(self, text: str, line: int, *, within: bool) -> None:
        """Take one piece of text; `within` = it does not stand at the beginning of its line."""
        match = _ITEM.match(text)
        value = to_int(match["value"]) if match else None
        if match is not None and value is not None and self._begins(value, line, within=within):
            self.paragraphs.append((value, [(line, text[match.end() :])]))
            self.nested = 0
        elif self.paragraphs and within:
            self.paragraphs[-1][1][-1] = line, self.paragraphs[-1][1][-1][1] + text
        elif self.paragraphs:
            self.paragraphs[-1][1].append((line, text))
        elif text:
            self.lead.append((line, text))

    def _begins(self, value: int, line: int, *, within: bool) -> bool:
        """Say whether a number begins a paragraph of the section, or belongs to a list within the last one."""
        last = self.paragraphs[-1][0] if self.paragraphs else 0
        if value == last + 1:
            return True
        if within:
            return False
        if last and value == self.nested + 1:
            self.nested = value
            if value == 1:
                written = to_chinese(last)
                self.notes.append((line, f"（{written}）后面又从（一）编起, 请核对各条归在哪里"))
            return False
        said = (
            f"编号（{to_chinese(value)}）接在（{to_chinese(last)}）后面"
            if last
            else f"编号从（{to_chinese(value)}）开始"
        )
        self.notes.append((line, f"{said}, 照原文读入, 请核对原文有没有缺漏或者编错"))
        return True

    def done(self) -> Section:
        """Return the section as it was read; without （一） the numbers 1. are those of its paragraphs."""
        made = tuple(Paragraph(f"（{to_chinese(value)}）", tuple(lines)) for value, lines in self.paragraphs)
        lead = tuple(self.lead)
        if not made:
            lead, made = _arabic(lead)
        return Section(self.number, self.line, lead, made, tuple(self.rows))


def _arabic(lead: Sequence[tuple[int, str]]) -> tuple[tuple[tuple[int, str], ...], tuple[Paragraph, ...]]:
    """Return the lines before 1., and the paragraphs that are numbered 1. 2. 3. without a gap."""
    starts = [(place, match) for place, (_, text) in enumerate(lead) if (match := _ARABIC.match(text))]
    if not starts or [to_int(match["value"]) for _, match in starts] != list(range(1, len(starts) + 1)):
        return tuple(lead), ()
    ends = [*(place for place, _ in starts[1:]), len(lead)]
    made = []
    for (place, match), end in zip(starts, ends, strict=True):
        first = (lead[place][0], lead[place][1][match.end() :])
        made.append(Paragraph(match["value"], (first, *lead[place + 1 : end])))
    return tuple(lead[: starts[0][0]]), tuple(made)


def outline(lines: Iterable[Line]) -> Outline:
    """Read the outline of a text, in the form of articles when it has a first one, else in that of 一、（一）.

    Headings of chapters and numbers of pages are left out. Every other line that is not empty is in the outline.
    """
    found = [(number, line.text.strip(_BLANK), line.cells) for number, line in enumerate(lines)]
    articles = any(match and to_int(match["value"]) == 1 for match in (_ARTICLE.match(text) for _, text, _ in found))
    head: list[tuple[int, str]] = []
    sections: list[_Growing] = []
    notes: list[Note] = []
    last = 0
    for number, text, cells in found:
        if not text or _CHAPTER.match(text) or _PAGE.fullmatch(text):
            continue
        if cells and sections:
            sections[-1].rows.append((number, cells))
            continue
        match = None if cells else (_ARTICLE if articles else _SECTION).match(text)
        value = to_int(match["value"]) if match else None
        told = text
        if match is not None and value is not None and _opens(value, last, text[match.end() :], articles=articles):
            if value != last + 1:
                notes.append((number, _misnumbered(match["number"], last, articles=articles)))
            last, told = value, text[match.end() :]
            sections.append(_Growing("".join(match["number"].split()), number))
        if not sections:
            head.append((number, told))
            continue
        for place, piece in enumerate(_INLINE.split(told)):
            sections[-1].add(piece, number, within=place > 0)
    done = tuple(section.done() for section in sections)
    return Outline(tuple(head), done, (*notes, *(note for section in sections for note in section.notes)))


def _opens(value: int, last: int, rest: str, *, articles: bool) -> bool:
    """Say whether a number at the beginning of a line opens a section.

    One that does not follow may be a misprint, or a citation or a sentence where a line happens to begin.
    """
    follows = last < value <= last + _SKIPPED
    if articles:
        return follows or value == last
    return value == last + 1 or bool((_HEADING if follows else _KNOWN_HEADING).fullmatch(rest))


def _misnumbered(written: str, last: int, *, articles: bool) -> str:
    number = "".join(written.split()) if articles else f"{written}、"
    former = (f"第{to_chinese(last)}条" if articles else f"{to_chinese(last)}、") if last else ""
    said = f"“{number}”接在“{former}”后面" if last else f"编号从“{number}”开始"
    return f"{said}, 照原文读入, 请核对原文有没有缺漏或者编错"
