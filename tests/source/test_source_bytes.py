"""The bytes of a file: encodings, marks and characters that nobody sees."""

from __future__ import annotations

import pytest

from quanze.finding import Edit
from quanze.source import Reading, parse

ITEM = "编码: '410118027000'\n名称: 公路建筑控制区内埋设管道许可\n"


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.code, problem.variant) for problem in reading.problems]


def mended(reading: Reading) -> str:
    """The text after all fixes."""
    edits = [edit for problem in reading.problems if problem.fix for edit in problem.fix.edits]
    text = reading.text
    for edit in sorted(edits, key=lambda edit: edit.part, reverse=True):
        assert edit.path == ()
        start, end = edit.part
        text = text[:start] + edit.text + text[end:]
    return text


class TestEncoding:
    def test_utf8_is_what_is_expected(self) -> None:
        assert parse(ITEM.encode(), "事项.yaml").problems == ()

    @pytest.mark.parametrize(
        ("encoding", "variant"),
        [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-32", "UTF-32")],
    )
    def test_another_encoding_is_named_and_the_file_is_read(self, encoding: str, variant: str) -> None:
        reading = parse(ITEM.encode(encoding), "事项.yaml")
        assert reading.document is not None
        assert reading.document.root["编码"] == "410118027000"
        assert told(reading) == [("SCH007", variant)]
        assert reading.text == ITEM

    def test_the_mending_of_an_encoding_is_writing_the_text_anew(self) -> None:
        (problem,) = parse(ITEM.encode("gb18030"), "事项.yaml").problems
        assert problem.fix is not None
        assert (problem.fix.edits, problem.fix.safe) == ((), True)

    def test_a_broken_byte_is_shown_with_line_and_column(self) -> None:
        content = "编码: 1\r\n名称: 许可证".encode() + b"\xff\n"
        reading = parse(content, "事项.yaml")
        assert reading.document is None
        (problem,) = reading.problems
        assert (problem.code, problem.variant, problem.span.line, problem.span.column) == ("SCH007", "坏字节", 2, 8)
        assert problem.values == {"字节": "0xFF", "位置": len(content) - 2, "行": 2, "列": 8}

    def test_a_character_cut_in_two_is_no_gb18030(self) -> None:
        content = ITEM.encode()[:-3]
        assert told(parse(content, "事项.yaml")) == [("SCH007", "坏字节")]

    def test_another_chinese_encoding_is_not_taken_for_gb18030(self) -> None:
        reading = parse("名稱: 公路建築控制區內埋設管道、電纜等設施許可\n類型: 行政許可\n".encode("big5"), "事項.yaml")
        assert reading.document is None
        assert [(problem.code, problem.variant) for problem in reading.problems] == [("SCH007", "坏字节")]

    def test_half_a_utf16_file_is_explained(self) -> None:
        assert told(parse(ITEM.encode("utf-16")[:-1], "事项.yaml")) == [("SCH007", "坏字节")]

    @pytest.mark.parametrize("head", [b"PK\x03\x04\xff", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\xe2"])
    def test_a_workbook_named_yaml_is_called_what_it_is(self, head: bytes) -> None:
        reading = parse(head + b"\x00" * 20, "事项.yaml")
        assert told(reading) == [("SCH007", "不是文本")]


class TestBom:
    def test_it_is_reported_and_shifts_nothing(self) -> None:
        reading = parse(b"\xef\xbb\xbf" + ITEM.encode(), "事项.yaml")
        assert reading.document is not None
        assert told(reading) == [("SCH008", "BOM")]
        assert reading.document.span(("编码",), "key").column == 1
        assert reading.text == ITEM

    def test_before_gb18030_both_are_reported(self) -> None:
        reading = parse(b"\xef\xbb\xbf" + ITEM.encode("gb18030"), "事项.yaml")
        assert told(reading) == [("SCH008", "BOM"), ("SCH007", "GB18030")]


class TestUnseen:
    def test_each_kind_is_reported_once_with_all_its_places(self) -> None:
        text = "编\u200b码: 1\n名称: 行政\u200b许可\u2060\n类型: \x07行\x85政\n"
        reading = parse(text.encode(), "事项.yaml")
        assert told(reading) == [("SCH008", "控制字符"), ("SCH008", "零宽字符"), ("SCH008", "行分隔符")]
        width = reading.problems[1]
        assert width.values == {"字符": "U+200B", "处": 3, "行": "1、2"}
        assert (width.span.line, width.span.column) == (1, 2)
        assert width.fix is not None
        assert width.fix.edits[0] == Edit((), (1, 2), "")

    def test_values_are_those_of_the_mended_file(self) -> None:
        text = "编\u200b码: 1\n名称: 行政\u200b许可\u2060\n类型: \x07行\x85政\u2028处罚\n"
        reading = parse(text.encode(), "事项.yaml")
        assert reading.document is not None
        assert reading.document.root == {"编码": "1", "名称": "行政许可", "类型": "行 政 处罚"}
        again = parse(mended(reading).encode(), "事项.yaml")
        assert again.document is not None
        assert (again.document.root, again.problems) == (reading.document.root, ())

    def test_line_separators_break_no_line(self) -> None:
        reading = parse("说明: 甲\u2028乙\u2029丙\x85丁\n名称: 许可\n".encode(), "事项.yaml")
        assert reading.document is not None
        span = reading.document.span(("名称",))
        assert (span.line, span.column) == (2, 5)
        assert reading.document.line(1) == "说明: 甲\u2028乙\u2029丙\x85丁"

    def test_spans_are_those_of_the_file_as_it_is(self) -> None:
        text = "\ufeff编\u200b码: \u200b行政\u200b许可\u200b\n名称: 甲\n"
        reading = parse(text.encode(), "事项.yaml")
        assert reading.document is not None
        shown = reading.document.text
        value = reading.document.span(("编码",))
        assert shown[value.start : value.end] == "行政\u200b许可"
        part = reading.document.span(("编码",), (1, 3))
        assert shown[part.start : part.end] == "政\u200b许"
        assert shown[reading.document.span(("名称",)).start] == "甲"

    def test_many_are_one_finding(self) -> None:
        (problem,) = parse(("名称: " + "甲\u200b" * 5000 + "\n").encode(), "事项.yaml").problems
        assert problem.values["处"] == 5000
