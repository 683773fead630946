"""The paragraphs of a .docx, with the numbers Word writes before them: （一）, 1., 第一条.

The container is opened within limits, the XML is read as a stream, and a document type (through which
entities could be declared) is refused, so that a prepared file costs no more than its size.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from quanze.citation.numeral import to_chinese
from quanze.exchange.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Bytes of one part after decompression.
MOST_BYTES: Final = 64 * 1024 * 1024
_DOCUMENT, _NUMBERING = "word/document.xml", "word/numbering.xml"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_CUT: Final = "文件不完整或已损坏, 没有读取; 请用 WPS 或 Word 打开后另存为 .docx 再读入"
_BOMB: Final = "解压后异常庞大, 没有读取; 请核对文件来源, 或者把正文另存为 .txt 再读入"
#: How Word counts → how the number is written.
_CHINESE: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital")
)
_LEVELS: Final = 9


def paragraphs(content: bytes) -> tuple[str, ...]:
    """Return the text of every paragraph in order, line breaks within one as line feeds.

    Numbers that Word counts by itself stand before the text as it shows them. Raises Refusal for a
    file that is damaged, too large, protected or no .docx.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if _DOCUMENT not in names:
                raise Refusal("不是 Word 文档 (.docx); 请另存为 .docx 或者 .txt 再读入")
            numbering = _Numbering()
            if _NUMBERING in names:
                _stream(_part(archive, _NUMBERING), numbering.start, numbering.end, None)
            document = _Document(numbering)
            _stream(_part(archive, _DOCUMENT), document.start, document.end, document.text)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refusal(_CUT) from error
    return tuple(document.done)


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


def _value(attributes: dict[str, str]) -> str:
    return attributes.get(f"{_WORD}val", "")


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered: `pattern` as Word has it, %1 being the number of level 1."""

    start: int = 1
    counting: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class _Numbering:
    """word/numbering.xml: lists and how each of their levels is numbered; what each has counted to."""

    kinds: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    _kind: str = ""
    _list: str = ""
    _level: _Level = field(default_factory=_Level)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one element."""
        name = tag.removeprefix(_WORD)
        if name == "abstractNum":
            self._kind = attributes.get(f"{_WORD}abstractNumId", "")
        elif name == "lvl":
            self._level = _Level()
            number = attributes.get(f"{_WORD}ilvl", "")
            if number.isdecimal():
                self.kinds.setdefault(self._kind, {})[int(number)] = self._level
        elif name == "start" and _value(attributes).isdecimal():
            self._level.start = int(_value(attributes))
        elif name == "numFmt":
            self._level.counting = _value(attributes)
        elif name == "lvlText":
            self._level.pattern = _value(attributes)
        elif name == "num":
            self._list = attributes.get(f"{_WORD}numId", "")
        elif name == "abstractNumId":
            self.lists[self._list] = _value(attributes)

    def end(self, tag: str) -> None:
        """End one element: nothing is left to do."""

    def next(self, number: str, level: int) -> str:
        """Count a paragraph of a list on and return what stands before it, "" for a bullet or no number."""
        kind = self.lists.get(number, "")
        levels = self.kinds.get(kind, {})
        here = levels.get(level)
        if here is None or level >= _LEVELS or here.counting in ("bullet", "none"):
            return ""
        counts = self.counts.setdefault(kind, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else here.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        shown = here.pattern
        for place in range(level + 1):
            counted = counts[place] or levels.get(place, here).start
            counting = levels.get(place, here).counting
            shown = shown.replace(f"%{place + 1}", to_chinese(counted) if counting in _CHINESE else str(counted))
        return shown


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read: its text, and the list and level it is counted in."""

    parts: list[str] = field(default_factory=list)
    number: str = ""
    level: int = 0


@dataclass(slots=True)
class _Document:
    """word/document.xml: paragraphs in order; one within another (a text box) stands before it."""

    numbering: _Numbering
    done: list[str] = field(default_factory=list)
    _open: list[_Paragraph] = field(default_factory=list)
    _in_text: bool = False
    _skipped: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if self._skipped or tag == _FALLBACK:  # what an old Word would show, once more
            self._skipped += 1
            return
        name = tag.removeprefix(_WORD)
        if name == "p":
            self._open.append(_Paragraph())
        elif self._open:
            self._within(name, attributes)

    def _within(self, name: str, attributes: dict[str, str]) -> None:
        here = self._open[-1]
        if name == "t":
            self._in_text = True
        elif name == "tab":
            here.parts.append("\t")
        elif name in ("br", "cr"):
            here.parts.append("\n")
        elif name == "numId":
            here.number = _value(attributes)
        elif name == "ilvl" and _value(attributes).isdecimal():
            here.level = int(_value(attributes))

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
            return
        name = tag.removeprefix(_WORD)
        if name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            self.done.append("".join(self._whole(self._open.pop())))

    def _whole(self, paragraph: _Paragraph) -> Iterator[str]:
        text = "".join(paragraph.parts)
        if paragraph.number and text.strip():
            yield self.numbering.next(paragraph.number, paragraph.level)
        yield text

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if self._in_text and not self._skipped and self._open:
            self._open[-1].parts.append(data)
