"""What an .xlsx says before it is handed to the reader: is it safe, how far do the sheets reach.

The reader decompresses whatever it is given and lays a sheet out as a full rectangle, so both are
measured here first: bytes against a limit by really inflating them (a directory may lie), and cells
by the corner that the cell references span.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree as ET  # document types are refused before parsing

from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook.sheet import MOST_CELLS, Extent, column_name, column_number

#: Limits of a workbook: members, bytes after decompression in all, and the ratio allowed above 32 MB.
MOST_MEMBERS = 5_000
MOST_BYTES = 400 * 1024 * 1024
MOST_RATIO = 150
_SMALL = 32 * 1024 * 1024

_BOMB = "解压后异常庞大, 像是压缩炸弹, 没有读取; 请用 WPS 或 Excel 打开核对, 另存为新的 .xlsx 再导入"
_CUT = "文件不完整或已损坏, 没有读取; 请向提供方重新索取, 或用 WPS、Excel 修复后另存为 .xlsx"
#: A cell that holds something (an empty styled one closes itself), and what its attributes say.
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^<>]*)(?<!/)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="(\d{1,7})"')
_TOO_WIDE = "表的范围过大 (有内容的单元格远在 {corner}), 没有读取; 请删除表外多余的行列后另存再导入"
#: What zipfile and zlib raise on a damaged archive.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, IndexError)


def check_extent(extent: Extent) -> None:
    """Refuse a sheet whose rectangle of values is too large to be laid out."""
    if extent.rows * extent.columns > MOST_CELLS:
        raise Refusal(_TOO_WIDE.format(corner=f"{column_name(extent.columns - 1)}{extent.rows}"))


class Package:
    """An opened zip container whose members are inflated within the limits."""

    def __init__(self, content: bytes) -> None:
        """Read the directory. Refusal when it is damaged or larger than the limits allow."""
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            members = self._archive.infolist()
        except _DAMAGE as error:
            raise Refusal(_CUT) from error
        self._content = content
        self._members = {member.filename: member for member in members}
        self._left = MOST_BYTES
        total = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members) or 1
        if len(self._members) < len(members):
            raise Refusal(_CUT)
        if len(members) > MOST_MEMBERS or total > MOST_BYTES or (total > _SMALL and total / packed > MOST_RATIO):
            raise Refusal(_BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise Refusal("是加了密码的压缩包, 不是表格; 请解压后导入里面的工作簿")

    @property
    def names(self) -> frozenset[str]:
        """The names of the members."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Inflate one member. KeyError when there is none; Refusal when it is damaged or too large."""
        member = self._members[name]
        try:
            content = self._inflate(member)
        except _DAMAGE as error:
            raise Refusal(_CUT) from error
        if len(content) > member.file_size or len(content) > self._left:
            raise Refusal(_BOMB)
        self._left -= len(content)
        return content

    def _inflate(self, member: zipfile.ZipInfo) -> bytes:
        with self._archive.open(member) as opened:
            declared = opened.read(member.file_size + 1)
        if member.compress_type != zipfile.ZIP_DEFLATED:
            return declared
        # zipfile stops at the declared size; what the reader would go on to inflate is measured here.
        start = member.header_offset + 30 + sum(self._name_lengths(member))
        inflater = zlib.decompressobj(-15)
        packed = self._content[start : start + member.compress_size]
        return inflater.decompress(packed, member.file_size + 1)

    def _name_lengths(self, member: zipfile.ZipInfo) -> tuple[int, int]:
        at = member.header_offset + 26
        return int.from_bytes(self._content[at : at + 2], "little"), int.from_bytes(
            self._content[at + 2 : at + 4], "little"
        )

    def check(self) -> None:
        """Inflate and measure every member once, so that the reader meets nothing that is not known.

        Refusal when the bytes or the cells are more than the limits allow.
        """
        for name in self._members:
            content = self.read(name)
            if b"sheetData" in content[:1_000_000]:
                check_extent(_extent(content))
        self._left = MOST_BYTES

    def extents(self) -> dict[str, Extent]:
        """Return the extent of every sheet by its name. Empty when the workbook's parts cannot be found."""
        try:
            return {name: _extent(self.read(part)) for name, part in self._parts() if part in self._members}
        except (ET.ParseError, KeyError, ValueError):
            return {}

    def _parts(self) -> list[tuple[str, str]]:
        book = _xml(self.read("xl/workbook.xml"))
        links = _xml(self.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id", ""): link.get("Target", "") for link in links}
        found = []
        for node in book.iter():
            if node.tag.endswith("}sheet"):
                link = next((value for key, value in node.items() if key.endswith("}id")), "")
                target = targets.get(link, "")
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found.append((node.get("name", ""), part))
        return found


def _xml(content: bytes) -> ET.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError
    return ET.fromstring(content)  # noqa: S314 - no document type, hence no entities


def _extent(content: bytes) -> Extent:
    rows = columns = 0
    counted = False
    errors = []
    for match in _CELL.finditer(content):
        place = _PLACE.search(match[1])
        if place is None:  # such cells are counted from the number of their row
            counted = True
            continue
        row, column = int(place[2]), column_number(place[1].decode())
        rows, columns = max(rows, row), max(columns, column + 1)
        if b't="e"' in match[1]:
            value = _VALUE.search(content, match.end(), match.end() + 4_000)
            errors.append((row - 1, column, value[1].decode("utf-8", "replace") if value else "#ERR!"))
    if counted:
        rows = max((int(row[1]) for row in _ROW.finditer(content)), default=rows)
    return Extent(rows, columns, tuple(errors))
