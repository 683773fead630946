"""Paragraphs of Word documents: text and counted numbers, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.department import docx
from quanze.exchange.refusal import Refusal

from .word import NAMESPACE, container, document, numbering, paragraph, table


def texts(found):
    return tuple(line.text for line in found.lines)


def test_text_in_order_with_breaks_tabs_and_tables():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('表里')}</w:tc></w:tr></w:tbl>"
    broken = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙&amp;丁</w:t></w:r></w:p>"
    content = container(document=document(paragraph("第一段"), broken, table, "<w:p/>", paragraph("末段")))
    assert [(line.text, line.place) for line in docx.passages(content).lines] == [
        ("第一段", "第 1 段"),
        ("甲", "第 2 段"),
        ("乙\t丙&丁", "第 2 段"),
        ("表里", "第 1 张表第 1 行"),
        ("", "第 3 段"),
        ("末段", "第 4 段"),
    ]


def test_a_row_of_a_table_is_one_line_with_its_cells():
    lines = docx.passages(
        container(document=document(paragraph("前"), table(("机构", "职责"), ("办公室", "文电"))))
    ).lines
    assert [line.cells for line in lines] == [(), ("机构", "职责"), ("办公室", "文电")]
    assert (lines[2].text, lines[2].place) == ("办公室 文电", "第 1 张表第 2 行")


def test_a_table_that_only_lays_out_the_page_holds_lines():
    cell = (
        f"<w:tbl><w:tr><w:tc>{paragraph('第一条 甲')}{paragraph('第二条 乙')}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert [(line.text, line.cells) for line in docx.passages(container(document=document(cell))).lines] == [
        ("第一条 甲", ()),
        ("第二条 乙", ()),
    ]


def test_revisions_are_read_as_accepted_and_said():
    moved = "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>"
    added = "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
    deleted = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    before = '<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    body = f"<w:p><w:pPr>{before}</w:pPr><w:r><w:t>留</w:t></w:r>{deleted}{moved}{added}</w:p>"
    found = docx.passages(container(document=document(body), numbering=numbering(("decimal", "%1."))))
    assert texts(found) == ("留增",)
    assert "没有接受的修订" in found.notes[0]
    assert docx.passages(container(document=document(paragraph("无")))).notes == ()


def test_text_boxes_and_footnotes_stand_beside_the_text_once():
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    boxed = f"<w:p><w:r><w:t>外</w:t>{choice}<w:t>面</w:t></w:r></w:p>"
    notes = document("<w:footnote>", paragraph("注"), "</w:footnote>")
    found = docx.passages(container(document=document(paragraph("前"), boxed), footnotes=notes))
    assert texts(found) == ("前", "外面")
    assert [(line.text, line.place) for line in found.asides] == [("框", "第 2 段的文本框"), ("注", "脚注")]


def test_a_table_of_contents_is_no_text():
    styles = f'<w:styles {NAMESPACE}><w:style w:styleId="10"><w:name w:val="toc 1"/></w:style></w:styles>'
    contents = '<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr><w:r><w:t>一、主要职责 1</w:t></w:r></w:p>'
    body = document(contents, paragraph("一、主要职责"))
    assert texts(docx.passages(container(document=body, styles=styles))) == ("一、主要职责",)


def test_numbers_that_word_counts_are_written_out():
    levels = numbering(
        ("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."), ("bullet", "·")
    )
    body = document(
        paragraph("主要职责", (1, 0)),
        paragraph("甲", (1, 1)),
        paragraph("乙", (1, 1)),
        paragraph("细目", (1, 2)),
        paragraph("点", (1, 3)),
        paragraph("内设机构", (1, 0)),
        paragraph("办公室", (1, 1)),
        paragraph("没有这个列表", (9, 0)),
    )
    assert texts(docx.passages(container(document=body, numbering=levels))) == (
        "一、主要职责",
        "（一）甲",
        "（二）乙",
        "1.细目",
        "点",
        "二、内设机构",
        "（一）办公室",
        "没有这个列表",
    )


def test_a_style_may_be_what_is_numbered():
    levels = numbering(("chineseCounting", "%1、"), ("chineseCounting", "（%2）")).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="B"/>'
    )
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:styles {NAMESPACE}><w:style w:styleId="A"><w:name w:val="heading 1"/>{numbered}</w:style>'
        f'<w:style w:styleId="B">{numbered}</w:style>'
        '<w:style w:styleId="C"><w:basedOn w:val="B"/></w:style></w:styles>'
    )
    of = lambda style, text: f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'  # noqa: E731
    body = document(
        of("A", "主要职责"), of("B", "甲"), of("B", "乙"), of("A", "内设机构"), of("B", "办公室"), of("D", "无")
    )
    found = docx.passages(container(document=body, numbering=levels, styles=styles))
    assert texts(found) == ("一、主要职责", "（一）甲", "（二）乙", "二、内设机构", "（一）办公室", "无")


def test_a_list_may_begin_anew():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    levels = numbering(("chineseCounting", "（%1）")).replace("</w:numbering>", f"{again}</w:numbering>")
    body = document(*(paragraph(text, (number, 0)) for text, number in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 2))))
    found = docx.passages(container(document=body, numbering=levels))
    assert texts(found) == ("（一）甲", "（二）乙", "（一）丙", "（二）丁")


BOMB = '<!DOCTYPE w [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (container(document=document(paragraph("&b;"), head=BOMB)), "文档类型声明"),
        (container(document=document(paragraph("&b;"), head=BOMB)).replace(b"PK", b"PK", 1)[:-30], "不完整或已损坏"),
        (container(document="<w:document>"), "不完整或已损坏"),
        (container(workbook="<x/>"), "不是 Word 文档"),
        (container(document=document(paragraph("一" * (22 << 20)))), "异常庞大"),
        (b"PK\x03\x04" + bytes(50), "不完整或已损坏"),
    ],
)
def test_what_cannot_be_read_safely_is_refused(content, said):
    with pytest.raises(Refusal, match=said):
        docx.passages(content)


def test_a_document_type_is_refused_in_any_encoding():
    text = document(paragraph("&b;"), head=BOMB).replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    with pytest.raises(Refusal, match="文档类型声明"):
        docx.passages(container(document=text.encode("utf-16")))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_never_a_crash(data):
    whole = container(document=document(*map(paragraph, "甲乙丙")), numbering=numbering(("decimal", "%1.")))
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    try:
        found = docx.passages(damaged)
    except Refusal:
        return
    assert all(isinstance(line.text, str) and line.place for line in found.lines)
