"""Workbooks for tests, made in code: .xlsx through openpyxl, .xls and other compound files by hand."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    "序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", "", "部门职责", "责任事项内容",
    "责任事项依据", "追责对象范围", "追责情形", "备注",
)  # fmt: skip
LAW = "【法律】《中华人民共和国档案法》（2020年6月20日修订）\n    第四十九条：违反本法规定的，给予警告。"


def row(number: object = 1, name: str = "对损毁档案行为的处罚", **changed: object) -> list[object]:
    """One row of the usual form; keys are headings, 层级 and 权限 the two halves of 实施层级及权限."""
    values: dict[str, object] = {
        "序号": number, "事项名称": name, "子项名称": None, "权力类型": "行政处罚", "实施依据": LAW, "行使主体": "示例市档案局",
        "承办机构": "法规科", "层级": "地州市级", "权限": "负责本级的处罚", "部门职责": "主管档案工作",
        "责任事项内容": "直接实施责任：\n1.公示依据。\n2.依法处罚。", "责任事项依据": "《中华人民共和国行政处罚法》第五十四条",
        "追责对象范围": "1.具体承办人；\n2.单位负责人。", "追责情形": "有下列情形的，应承担相应责任：\n1.没有依据的；\n2.违反程序的。",
        "备注": None,
    }  # fmt: skip
    return list((values | changed).values())


def xlsx(
    path: Path,
    sheets: dict[str, list[list[object]]],
    *,
    merges: dict[str, tuple[str, ...]] | None = None,
    hidden: tuple[str, ...] = (),
    errors: tuple[tuple[str, str, str], ...] = (),
) -> Path:
    """Write an .xlsx: sheet → rows; merged ranges by sheet; (sheet, cell, #REF!) error cells."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for line in rows:
            sheet.append(line)
        for merged in (merges or {}).get(name, ()):
            sheet.merge_cells(merged)
        if name in hidden:
            sheet.sheet_state = "hidden"
    for name, cell, error in errors:
        book[name][cell] = error
        book[name][cell].data_type = "e"
    book.save(path)
    return path


def simple(path: Path, *rows: list[object], title: str = "示例市档案局权责清单", sheet: str = "Sheet1") -> Path:
    """Write an .xlsx of one sheet: a title, the usual headings, rows; the level heading merged over two columns."""
    lines = [[title], list(HEADINGS), *rows]
    return xlsx(path, {sheet: lines}, merges={sheet: ("A1:O1", "H2:I2")})


def xlsx_bytes(rows: list[list[object]]) -> bytes:
    """Return the bytes of an .xlsx of one sheet."""
    book = openpyxl.Workbook()
    for line in rows:
        book.active.append(line)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def compound(streams: dict[str, bytes]) -> bytes:
    """Return a compound file (OLE2) with these streams; each is padded so that it needs no small sectors."""
    contents = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    table: list[int] = []
    body = b""
    for name, content in contents.items():
        start, count = len(table), -(-len(content) // 512)
        entries.append(_entry(name, 2, start, len(content)))
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
        body += content.ljust(count * 512, b"\0")
    listing = b"".join(entries)
    directory, count = len(table), -(-len(listing) // 512)
    table += [*range(directory + 1, directory + count), 0xFFFFFFFE]
    body += listing.ljust(count * 512, b"\0")
    places: list[int] = []
    while len(table) + len(places) > len(places) * 128:
        places.append(0)
    places = [len(table) + index for index in range(len(places))]
    table += [0xFFFFFFFD] * len(places)
    packed = struct.pack(f"<{len(table)}I", *table).ljust(len(places) * 512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<9I", 0, len(places), directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *places, *[0xFFFFFFFF] * (109 - len(places)))
    return header + body + packed


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return written.ljust(64, b"\0") + struct.pack(
        "<HBBIII16sIQQIII", len(written), kind, 1, *[0xFFFFFFFF] * 3, b"\0" * 16, 0, 0, 0, start, size, 0
    )


def _record(number: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def biff(rows: list[list[str]], *, merges: tuple[tuple[int, int, int, int], ...] = (), extra: bytes = b"") -> bytes:
    """Return a BIFF8 workbook stream of one sheet; merges are (top, bottom, left, right), 0-based."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x06)
    name = b"\x06\x00Sheet1"
    start = len(_record(0x0809, begin)) + len(_record(0x0085, b"\0" * 6 + name)) + len(_record(0x000A))
    sheets = _record(0x0085, struct.pack("<IBB", start, 0, 0) + name)
    book = _record(0x0809, begin) + sheets + _record(0x000A)
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x06))
    for index, line in enumerate(rows):
        for column, text in enumerate(line):
            if text:
                written = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
                sheet += _record(0x0204, struct.pack("<HHH", index, column, 0) + written)
    if merges:
        ranges = b"".join(struct.pack("<HHHH", *merged) for merged in merges)
        sheet += _record(0x00E5, struct.pack("<H", len(merges)) + ranges)
    return book + sheet + extra + _record(0x000A)


def xls(rows: list[list[str]], *, merges: tuple[tuple[int, int, int, int], ...] = (), extra: bytes = b"") -> bytes:
    """Return the bytes of an .xls of one sheet."""
    return compound({"Workbook": biff(rows, merges=merges, extra=extra)})


def error_record(row: int, column: int, code: int) -> bytes:
    """Return the record of a cell that holds a formula error (code 23 = #REF!)."""
    return _record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def encrypted_stream() -> bytes:
    """Return a workbook stream that says it is encrypted."""
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x06)
    return _record(0x0809, begin) + _record(0x002F, b"\0" * 54) + _record(0x000A)


def contradicting_dimensions() -> bytes:
    """Return the record of a sheet's dimensions that begins behind its own end."""
    return _record(0x0200, struct.pack("<IIHHH", 0xC600, 0x25, 0, 0xFF, 0))
