"""Bytes to text: UTF-8, or what else editors and office programs write (SCH007, the BOM of SCH008)."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from quanze.finding import Fix, Span
from quanze.source.lines import BREAK
from quanze.source.problem import Problem

#: UTF-32 first: its little-endian BOM begins with that of UTF-16.
_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
)
#: Files of other kinds that are met under the name x.yaml.
_NOT_TEXT = (
    (b"PK\x03\x04", "Excel 工作簿、Word 文档或者压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel 工作簿或者 Word 文档"),
    (b"%PDF-", "PDF 文件"),
)
#: What share of the characters of a Chinese text beyond ASCII is in the first set of common ones (GB 2312).
_COMMON = 0.8
_RE_ENCODE = Fix("转存为 UTF-8", (), safe=True)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without BOM, None where it cannot be known, and what is wrong with its bytes."""

    text: str | None
    problems: tuple[Problem, ...] = ()


def decode(content: bytes) -> Decoded:
    """Decode a file: UTF-8 without remark, a BOM, GB18030 or UTF-16 with one problem each.

    Anything else is refused with line and column (in code points) of the first byte that is wrong.
    """
    if content.startswith(codecs.BOM_UTF8):
        decoded = _decode(content[3:])
        bom = Problem("SCH008", variant="BOM", key="BOM", fix=Fix("删除文件开头的 BOM", (), safe=True))
        return Decoded(decoded.text, (bom, *decoded.problems))
    return _decode(content)


def _decode(content: bytes) -> Decoded:
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _decode_other(content, error)


def _decode_other(content: bytes, error: UnicodeDecodeError) -> Decoded:
    for magic, kind in _NOT_TEXT:
        if content.startswith(magic):
            return Decoded(None, (Problem("SCH007", values={"文件种类": kind}, variant="不是文本"),))
    for bom, name, codec in _WIDE:
        if content.startswith(bom):
            return _decode_as(content, codec, name, error)
    if b"\0" not in content and not _mostly_utf8(content):
        return _decode_as(content, "gb18030", "GB18030", error)
    return Decoded(None, (_bad_byte(content, error),))


def _decode_as(content: bytes, codec: str, name: str, error: UnicodeDecodeError) -> Decoded:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        return Decoded(None, (_bad_byte(content, error),))
    if codec == "gb18030" and not _reads_as_chinese(text):
        return Decoded(None, (_bad_byte(content, error),))
    return Decoded(text, (Problem("SCH007", values={"编码": name}, variant=name, fix=_RE_ENCODE),))


def _reads_as_chinese(text: str) -> bool:
    """Say whether the characters are common ones: another encoding (Big5) gives rare and private ones."""
    written = [char for char in text if char > "\x7f"]
    return 2 * len(written) * _COMMON <= len("".join(written).encode("gb2312", "ignore"))


def _mostly_utf8(content: bytes) -> bool:
    """Say whether this is UTF-8 with damage: GB18030 hardly ever forms a character of three bytes."""
    text = content.decode("utf-8", "replace")
    return sum("\u0800" <= char != "\ufffd" for char in text) > text.count("\ufffd")


def _bad_byte(content: bytes, error: UnicodeDecodeError) -> Problem:
    before = content[: error.start].decode("utf-8", "replace")
    breaks = list(BREAK.finditer(before))
    line, column = len(breaks) + 1, len(before) - (breaks[-1].end() if breaks else 0) + 1
    at = Span(len(before), len(before), line, column, line, column)
    values = {"字节": f"0x{content[error.start]:02X}", "位置": error.start, "行": line, "列": column}
    return Problem("SCH007", at, values, "坏字节")
