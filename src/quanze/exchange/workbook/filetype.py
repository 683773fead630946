"""What a file is, by its bytes and never by its name; and a plain answer for what cannot be read."""

from __future__ import annotations

import codecs
import gzip
import lzma
import zlib
from pathlib import PurePath
from typing import Literal

from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook import biff, ole
from quanze.exchange.workbook.package import MOST_BYTES, Package

Kind = Literal["xls", "xlsx", "csv", "jsonl"]

#: Endings under which each kind of file is expected.
ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xls": (".xls", ".et", ".xlt"),
    "xlsx": (".xlsx",),
    "csv": (".csv", ".txt", ".tsv"),
    "jsonl": (".jsonl", ".json", ".ndjson"),
}
_PACKED = (".xz", ".gz")
_MOST_MEMORY = 256 * 1024 * 1024

_SAVE_AS = "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入"
_CUT = "文件不完整或已损坏, 没有读取; 请向提供方重新索取, 或用 WPS、Excel 修复后另存为 .xlsx"
_LOCKED = "有打开密码, 没有读取; 请用 WPS 或 Excel 输入密码打开, 去掉密码后另存再导入"
_MACRO = "带有宏 (VBA), 出于安全没有读取; " + _SAVE_AS + " (不含宏的格式)"
_EMPTY = "是空文件, 没有可读的内容; 请核对是否选错了文件"
_NOT_TABLE = "不是表格文件, 是{what}; {todo}"

#: First bytes → what the file is, and what to do about it.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", " PDF 文档", "请向提供方索取 Excel 原表"),
    (b"{\\rtf", " RTF 文档", "请把其中的表格复制到 WPS 表格或 Excel, 存为 .xlsx 再导入"),
    (b"\x89PNG", "图片", "请向提供方索取 Excel 原表"),
    (b"\xff\xd8\xff", "图片", "请向提供方索取 Excel 原表"),
    (b"GIF8", "图片", "请向提供方索取 Excel 原表"),
    (b"Rar!", " RAR 压缩包", "请解压后导入里面的工作簿"),
    (b"7z\xbc\xaf\x27\x1c", " 7z 压缩包", "请解压后导入里面的工作簿"),
    (b"SQLite format 3", "数据库文件", "请导出为 .xlsx 或 .csv 再导入"),
)
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head", b"<body", b"<div", b"mime-version:")


def kind_of(content: bytes) -> Kind:
    """Say what a file is. Refusal, with what to do, when it is nothing that can be imported."""
    if not content.strip():
        raise Refusal(_EMPTY)
    for magic, what, todo in _FOREIGN:
        if content.startswith(magic):
            raise Refusal(_NOT_TABLE.format(what=what, todo=todo))
    if content.startswith(ole.MAGIC[:4]):
        return _compound_kind(content)
    if content.startswith(b"PK"):
        return _package_kind(content)
    return _text_kind(content)


def unpacked(content: bytes) -> bytes:
    """Return the content of an .xz or .gz file, any other content as it is. Refusal when too large."""
    packed_by_xz = content.startswith(b"\xfd7zXZ\x00")
    if not packed_by_xz and not content.startswith(b"\x1f\x8b"):
        return content
    try:
        opener = lzma.LZMADecompressor(memlimit=_MOST_MEMORY) if packed_by_xz else zlib.decompressobj(31)
        plain = opener.decompress(content, MOST_BYTES + 1)
    except (lzma.LZMAError, zlib.error, gzip.BadGzipFile) as error:
        raise Refusal(_CUT) from error
    if len(plain) > MOST_BYTES:
        raise Refusal("解压后异常庞大, 像是压缩炸弹, 没有读取; 请核对文件来源")
    if not opener.eof:
        raise Refusal(_CUT)
    return plain


def wrong_ending(name: str, kind: Kind) -> str:
    """Return the ending a file's name has although its kind is another; "" when the name is right."""
    path = PurePath(name)
    ending = PurePath(path.stem).suffix if path.suffix.lower() in _PACKED else path.suffix
    return "" if ending.lower() in ENDINGS[kind] else ending or "(无扩展名)"


def _compound_kind(content: bytes) -> Kind:
    try:
        compound = ole.open_compound(content)
        names = compound.names
        if names & {"EncryptedPackage", "EncryptionInfo"}:
            raise Refusal(_LOCKED)
        if "WordDocument" in names or "PowerPoint Document" in names:
            todo = "请把其中的表格复制到 WPS 表格或 Excel, 存为 .xlsx 再导入"
            raise Refusal(_NOT_TABLE.format(what=" Word 或 PowerPoint 文档", todo=todo))
        stream = next((name for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in names), None)
        if stream is None:
            raise Refusal(_NOT_TABLE.format(what="别的程序的文件", todo=_SAVE_AS))
        if biff.scan(compound.stream(stream)).encrypted:
            raise Refusal(_LOCKED)
    except (ole.DamagedError, biff.DamagedError) as error:
        raise Refusal(_CUT) from error
    if names & {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA"}:
        raise Refusal(_MACRO)
    return "xls"


def _package_kind(content: bytes) -> Kind:
    package = Package(content)
    names = package.names
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refusal(_MACRO)
    if any(name.startswith("word/") for name in names):
        todo = "请把其中的表格复制到 WPS 表格或 Excel, 存为 .xlsx 再导入"
        raise Refusal(_NOT_TABLE.format(what=" Word 文档", todo=todo))
    if any(name.startswith("ppt/") for name in names):
        raise Refusal(_NOT_TABLE.format(what=" PowerPoint 文档", todo="请向提供方索取 Excel 原表"))
    if "xl/workbook.bin" in names:
        raise Refusal("是 .xlsb 二进制工作簿, 没有读取; " + _SAVE_AS)
    if "mimetype" in names:
        raise Refusal("是 OpenDocument 文件 (.ods), 没有读取; " + _SAVE_AS)
    if "xl/workbook.xml" not in names:
        raise Refusal(_NOT_TABLE.format(what="压缩包", todo="请解压后导入里面的工作簿"))
    package.check()
    return "xlsx"


def _text_kind(content: bytes) -> Kind:
    head = content[:4096].lstrip(codecs.BOM_UTF8).lstrip()
    if head[:200].lower().startswith(_MARKUP):
        if b"office:spreadsheet" in content[:4096]:
            raise Refusal("是 XML 表格 (Excel 2003 XML), 不是 .xls 工作簿; " + _SAVE_AS)
        raise Refusal("是网页 (HTML) 而不是工作簿, 政府网站导出的“.xls”常是这样; " + _SAVE_AS)
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in content and not utf16:
        raise Refusal(_NOT_TABLE.format(what="无法识别的二进制文件", todo="请核对是否选错了文件"))
    return "jsonl" if head.startswith((b"{", b"[")) else "csv"
