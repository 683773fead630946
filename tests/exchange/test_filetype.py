"""What cannot be read is said in one Chinese sentence with what to do; what can is known by its bytes."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from typing import TYPE_CHECKING

import pytest

from quanze.exchange.intake.run import import_files
from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook import filetype, package

from . import books

if TYPE_CHECKING:
    from pathlib import Path


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_x", ".x"), content)
    return stream.getvalue()


PLAIN = books.xlsx_bytes([list(books.HEADINGS), books.row()])


def with_member(content: bytes, name: str, body: bytes) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, body)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PLAIN, "xlsx"),
        (books.xls([["序号"]]), "xls"),
        ("序号,事项名称\n1,甲\n".encode(), "csv"),
        ("序号,事项名称\n1,甲\n".encode("gb18030"), "csv"),
        ("\ufeff序号,事项名称\n".encode("utf-16"), "csv"),
        ('\ufeff{"事项名称": "甲"}\n'.encode(), "jsonl"),
    ],
)
def test_the_kind_is_known_by_the_bytes(content: bytes, kind: str) -> None:
    assert filetype.kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "said", "todo"),
    [
        (b"", "空文件", "核对"),
        (b" \n ", "空文件", "核对"),
        (b"%PDF-1.7\n", "PDF", "索取 Excel 原表"),
        (b"\x89PNG\r\n", "图片", "索取 Excel 原表"),
        (b"{\\rtf1", "RTF", "存为 .xlsx"),
        (b"Rar!\x1a\x07", "RAR", "解压"),
        (b"\x00\x01\x02\x03binary", "二进制", "选错"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页", "另存为 .xlsx"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "网页", "另存为 .xlsx"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML 表格", "另存为"),
        (books.compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "打开密码", "去掉密码"),
        (books.compound({"Workbook": books.encrypted_stream()}), "打开密码", "去掉密码"),
        (books.compound({"WordDocument": b""}), "Word", "复制"),
        (books.compound({"Contents": b""}), "别的程序", "另存为"),
        (books.compound({"Workbook": books.biff([["序号"]]), "_VBA_PROJECT_CUR": b""}), "宏", "不含宏"),
        (books.xls([["序号"]])[:700], "不完整", "重新索取"),
        (PLAIN[:2000], "不完整", "重新索取"),
        (with_member(PLAIN, "xl/vbaProject.bin", b"x"), "宏", "不含宏"),
        (archive(word__document_xml=b"<w/>"), "Word", "复制"),
        (archive(ppt__presentation_xml=b"<p/>"), "PowerPoint", "索取"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument", "另存为 .xlsx"),
        (archive(readme=b"x"), "压缩包", "解压"),
    ],
)
def test_a_refusal_says_what_it_is_and_what_to_do(content: bytes, said: str, todo: str) -> None:
    with pytest.raises(Refusal) as refused:
        filetype.kind_of(content)
    assert said in refused.value.sentence
    assert todo in refused.value.sentence


def test_a_bomb_is_refused_before_anything_reads_it() -> None:
    bomb = with_member(PLAIN, "xl/media/image1.bin", b"\0" * (40 * 1024 * 1024))
    with pytest.raises(Refusal, match="压缩炸弹"):
        filetype.kind_of(bomb)


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    content = bytearray(with_member(PLAIN, "xl/media/image1.bin", b"\0" * (8 * 1024 * 1024)))
    # The central directory is the last to name the member; 20 bytes before the name stands its size.
    at = content.rindex(b"xl/media/image1.bin") - 46 + 24
    content[at : at + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(Refusal):
        filetype.kind_of(bytes(content))


def test_a_cell_in_the_last_corner_is_refused_instead_of_laid_out() -> None:
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    with pytest.raises(Refusal, match="XFD1048576"):
        filetype.kind_of(with_member(PLAIN, "xl/worksheets/sheet9.xml", sheet))


def test_styled_cells_without_values_do_not_widen_a_sheet() -> None:
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="3"/></row></sheetData></worksheet>'
    assert filetype.kind_of(with_member(PLAIN, "xl/worksheets/sheet9.xml", sheet)) == "xlsx"


def test_an_entity_bomb_in_a_workbook_part_is_not_expanded() -> None:
    part = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    content = archive(xl__workbook_xml=part)
    assert package.Package(content).extents() == {}


@pytest.mark.parametrize("pack", [lzma.compress, gzip.compress])
def test_packed_text_is_unpacked_within_limits(pack, monkeypatch) -> None:
    assert filetype.unpacked(pack(b'{"a": 1}')) == b'{"a": 1}'
    with pytest.raises(Refusal, match="不完整"):
        filetype.unpacked(pack(b'{"a": 1}' * 50)[:-9])
    monkeypatch.setattr(filetype, "MOST_BYTES", 1_000_000)
    with pytest.raises(Refusal, match="庞大"):
        filetype.unpacked(pack(b"\0" * 2_000_000))


@pytest.mark.parametrize(
    ("name", "kind", "wrong"),
    [
        ("清单.xlsx", "xlsx", ""),
        ("清单.XLS", "xls", ""),
        ("清单.et", "xls", ""),
        ("清单.xlsx", "xls", ".xlsx"),
        ("清单.xls", "csv", ".xls"),
        ("清单", "csv", "(无扩展名)"),
        ("清单.jsonl.xz", "jsonl", ""),
    ],
)
def test_a_wrong_ending_is_named(name: str, kind: filetype.Kind, wrong: str) -> None:
    assert filetype.wrong_ending(name, kind) == wrong


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    good = books.simple(tmp_path / "好.xlsx", books.row())
    locked = tmp_path / "密.xlsx"
    locked.write_bytes(books.compound({"EncryptedPackage": b""}))
    folder = tmp_path / "目录.xlsx"
    folder.mkdir()
    empty = books.xlsx(tmp_path / "空.xlsx", {"Sheet1": []})
    report = import_files([locked, tmp_path / "无.xlsx", folder, empty, good], tmp_path / "清单")
    sentences = [file.refusal for file in report.files]
    assert "打开密码" in sentences[0]
    assert "没有这个文件" in sentences[1]
    assert "是文件夹, 里面没有 xls、xlsx 工作簿" in sentences[2]
    assert "没有内容" in sentences[3]
    assert sentences[4] == ""
    assert report.items == 1


def test_an_xls_named_xlsx_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "财政局.xlsx"
    line = ["1", "对甲的处罚", "", "行政处罚", books.LAW, "示例市财政局"]
    path.write_bytes(books.xls([list(books.HEADINGS), line]))
    (file,) = import_files([path], tmp_path / "清单").files
    assert (file.items, file.accidents[0].kind) == (1, "扩展名不符")
    assert ".xlsx" in file.accidents[0].detail
    assert ".xls " in file.accidents[0].detail
