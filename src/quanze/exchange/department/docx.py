"""The text of a .docx, with the numbers Word writes before paragraphs: （一）, 1., 第一条.

The container is opened within limits, the XML is read as a stream, and a document type (through which
entities could be declared) is refused, so that a prepared file costs no more than its size.
Headers and footers are no part of the text. Revisions are read as if they had been accepted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from quanze.exchange.department.lines import Line, Passages
from quanze.exchange.department.word_numbers import WORD, Numbering, Styles, number_of, value_of
from quanze.exchange.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Bytes of one part after decompression.
MOST_BYTES: Final = 64 * 1024 * 1024
_DOCUMENT, _NUMBERING, _STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
_NOTES: Final = (("word/footnotes.xml", "脚注"), ("word/endnotes.xml", "尾注"))
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CUT: Final = "文件不完整或已损坏, 没有读取; 请用 WPS 或 Word 打开后另存为 .docx 再读入"
_BOMB: Final = "解压后异常庞大, 没有读取; 请核对文件来源, 或者把正文另存为 .txt 再读入"
_REVISED: Final = "原文有没有接受的修订, 是按全部接受以后的文字读入的; 请先在 Word 里接受或者拒绝全部修订"
#: What is not read: text moved away, how a paragraph was before a revision, the reading above a character, what
#: an old Word would show once more.
_UNREAD: Final = frozenset((f"{WORD}moveFrom", f"{WORD}pPrChange", f"{WORD}rt", _FALLBACK))
_REVISIONS: Final = frozenset(("ins", "del", "moveFrom", "moveTo"))


def passages(content: bytes) -> Passages:
    """Return the lines of a document in order: a paragraph is one, or several where it has line breaks.

    A row of a table is one line with its cells. Text boxes, footnotes and endnotes stand beside the
    text. Numbers that Word counts by itself stand before the text as it shows them. Raises Refusal for
    a file that is damaged, too large, protected or no .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if _DOCUMENT not in names:
                raise Refusal("不是 Word 文档 (.docx); 请另存为 .docx 或者 .txt 再读入")
            numbering, styles = Numbering(), Styles()
            for part, reader in ((_NUMBERING, numbering), (_STYLES, styles)):
                if part in names:
                    _stream(_part(archive, part), reader.start, reader.end, None)
            document = _Document(numbering, styles)
            _stream(_part(archive, _DOCUMENT), document.start, document.end, document.text)
            for part, kind in _NOTES:
                if part in names:
                    notes = _Document(numbering, styles, kind)
                    _stream(_part(archive, part), notes.start, notes.end, notes.text)
                    document.asides += [Line(line.text, kind) for line in notes.lines if line.text.strip()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refusal(_CUT) from error
    return Passages(tuple(document.lines), tuple(document.asides), (_REVISED,) if document.revised else ())


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of the container. Refusal when it is larger than the limit or encrypted."""
    member = archive.getinfo(name)
    if member.flag_bits & 1:
        raise Refusal("有打开密码, 没有读取; 请去掉密码后另存再读入")
    with archive.open(member) as opened:
        found = opened.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise Refusal(_BOMB)
    return found


def _stream(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None] | None,
) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        raise Refusal(_CUT) from error


def _no_document_type(*_declared: object) -> None:
    raise Refusal("XML 里有文档类型声明, 可能有害, 没有读取; 请把正文另存为 .txt 再读入")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: its text, its style, and the list and level it is counted in."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: int | None = None


@dataclass(slots=True)
class _Row:
    """A row of a table while it is read: the paragraphs of each cell."""

    cells: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    """word/document.xml, or one of footnotes (`kind` = what it is called)."""

    numbering: Numbering
    styles: Styles
    kind: str = ""
    lines: list[Line] = field(default_factory=list)
    asides: list[Line] = field(default_factory=list)
    revised: bool = False
    _open: list[_Paragraph] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)
    #: How many paragraphs and rows were open where each text box began.
    _boxes: list[tuple[int, int]] = field(default_factory=list)
    _paragraphs: int = 0
    _tables: int = 0
    _table_rows: int = 0
    _in_text: bool = False
    _skipped: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        name = tag.removeprefix(WORD)
        self.revised = self.revised or name in _REVISIONS
        if self._skipped or tag in _UNREAD:
            self._skipped += 1
        elif name == "p":
            self._open.append(_Paragraph())
        elif name == "txbxContent":
            self._boxes.append((len(self._open), len(self._rows)))
        elif name == "tbl" and not self._rows:
            self._tables, self._table_rows = self._tables + 1, 0
        elif name == "tr":
            self._rows.append(_Row())
        elif name == "tc" and self._rows:
            self._rows[-1].cells.append([])
        elif self._open:
            self._within(name, attributes)

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        here = self._open[-1]
        if name == "t":
            self._in_text = True
        elif name in ("tab", "ptab"):
            here.parts.append("\t")
        elif name in ("br", "cr"):
            here.parts.append("\n")
        elif name == "noBreakHyphen":
            here.parts.append("-")
        elif name == "pStyle":
            here.style = value_of(attributes)
        elif name == "numId":
            here.number = value_of(attributes)
        elif name == "ilvl":
            here.level = number_of(attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        name = tag.removeprefix(WORD)
        if name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            self._finish(self._open.pop())
        elif name == "txbxContent" and self._boxes:
            self._boxes.pop()
        elif name == "tr" and self._rows:
            self._row(self._rows.pop())

    def _finish(self, paragraph: _Paragraph) -> None:
        """Put a paragraph where it belongs: beside the text, into a cell, or among the lines."""
        text = "".join(self._whole(paragraph))
        if self._boxes and len(self._open) >= self._boxes[-1][0]:
            self._aside(text)
        elif self._rows and self._rows[-1].cells:
            self._rows[-1].cells[-1].append(text)
        else:
            self._paragraphs += 1
            if not self.styles.is_contents(paragraph.style):
                self._add(text, f"第 {self._paragraphs} 段")

    def _aside(self, text: str) -> None:
        if text.strip():
            self.asides.append(Line(text.replace("\n", " "), f"第 {self._paragraphs + 1} 段的文本框"))

    def _add(self, text: str, place: str) -> None:
        self.lines += [Line(line, place) for line in text.split("\n")]

    def _row(self, row: _Row) -> None:
        """End a row. One that has text in a single cell only lays out a page: its paragraphs are lines."""
        cells = [[text for text in cell if text.strip()] for cell in row.cells]
        filled = [cell for cell in cells if cell]
        if self._rows:  # a table within a cell: its rows are paragraphs of the cell
            self._rows[-1].cells[-1:] = [[*(self._rows[-1].cells or [[]])[-1], *(" ".join(cell) for cell in filled)]]
            return
        self._table_rows += 1
        place = f"第 {self._tables} 张表第 {self._table_rows} 行"
        if len(filled) == 1:
            for text in filled[0]:
                self._add(text, place)
        elif filled:
            texts = tuple(" ".join(text.replace("\n", " ").strip() for text in cell) for cell in cells)
            self.lines.append(Line(" ".join(filter(None, texts)), place, texts))

    def _whole(self, paragraph: _Paragraph) -> Iterator[str]:
        text = "".join(paragraph.parts)
        listed, level = self.styles.numbered(paragraph.style)
        if paragraph.number:
            listed, level = paragraph.number, paragraph.level if paragraph.level is not None else level
        if listed and text.strip():
            yield self.numbering.next(
                listed, level if level is not None else self.numbering.level_of(listed, paragraph.style)
            )
        yield text

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if self._in_text and not self._skipped and self._open:
            self._open[-1].parts.append(data)
