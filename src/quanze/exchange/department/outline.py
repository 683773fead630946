"""The outline of a 三定规定: sections (第四条, 二、) and in them numbered paragraphs (（三）)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quanze.citation.numeral import to_chinese, to_int

_NUMERAL = r"[〇零一二三四五六七八九十百]{1,5}"
_ARTICLE = re.compile(rf"(?P<number>第\s*(?P<value>{_NUMERAL}|\d{{1,3}})\s*条)[\s\u3000、.:：]*")
_SECTION = re.compile(rf"(?P<number>(?P<value>{_NUMERAL}))\s*[、.．]\s*")
_ITEM = re.compile(rf"[（(]\s*(?P<value>{_NUMERAL})\s*[）)]\s*")
#: A number within a paragraph begins a new one only behind the end of a sentence or a colon.
_INLINE = re.compile(rf"(?<=[：:。；;])\s*(?=[（(]\s*{_NUMERAL}\s*[）)])")
_CHAPTER = re.compile(rf"第\s*{_NUMERAL}\s*章")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its number as official drafting writes it (（三）), its text, its first line."""

    number: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its number as written (二, 第四条), the lines before its first paragraph, its paragraphs."""

    number: str
    line: int
    lines: tuple[tuple[int, str], ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    @property
    def lead(self) -> str:
        """What stands before the first paragraph: the heading, or the sentence that leads to the list."""
        return "\n".join(text for _, text in self.lines)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole text: the lines (number from 1, text) before the first section, and the sections."""

    head: tuple[tuple[int, str], ...]
    sections: tuple[Section, ...]


@dataclass(slots=True)
class _Growing:
    """A section while its lines are read."""

    number: str
    line: int
    lead: list[tuple[int, str]] = field(default_factory=list)
    paragraphs: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def add(self, text: str, line: int) -> None:
        """Take one piece of text: a new paragraph when its number follows, else a part of the last one."""
        match = _ITEM.match(text)
        value = to_int(match["value"]) if match else None
        if match is not None and value is not None and value > self._last():
            self.paragraphs.append((value, line, [text[match.end() :]]))
        elif self.paragraphs:
            self.paragraphs[-1][2].append(text)
        elif text:
            self.lead.append((line, text))

    def _last(self) -> int:
        return self.paragraphs[-1][0] if self.paragraphs else 0

    def done(self) -> Section:
        """Return the section as it was read."""
        made = (
            Paragraph(f"（{to_chinese(value)}）", "\n".join(texts).strip(), line)
            for value, line, texts in self.paragraphs
        )
        return Section(self.number, self.line, tuple(self.lead), tuple(made))


def outline(text: str) -> Outline:
    """Read the outline of a text, in the form of articles when it has any, else in that of 一、（一）.

    Headings of chapters are left out. Every other line that is not empty is in the outline.
    """
    lines = [(number, line.strip(" \t\u3000\xa0\ufeff")) for number, line in enumerate(text.splitlines(), 1)]
    begins = _ARTICLE if any(_ARTICLE.match(line) for _, line in lines) else _SECTION
    head: list[tuple[int, str]] = []
    sections: list[_Growing] = []
    last = 0
    for number, line in lines:
        if not line or _CHAPTER.match(line):
            continue
        match = begins.match(line)
        value = to_int(match["value"]) if match else None
        told = line
        if match is not None and value is not None and value > last:
            last, told = value, line[match.end() :]
            sections.append(_Growing("".join(match["number"].split()), number))
        if not sections:
            head.append((number, told))
            continue
        for piece in _INLINE.split(told):
            sections[-1].add(piece, number)
    return Outline(tuple(head), tuple(section.done() for section in sections))
