"""Paragraphs of Word documents: text and counted numbers, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.department import docx
from quanze.exchange.refusal import Refusal

from .word import container, document, numbering, paragraph


def test_text_in_order_with_breaks_tabs_and_tables():
    table = f"<w:tbl><w:tr><w:tc>{paragraph('表里')}</w:tc></w:tr></w:tbl>"
    broken = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙&amp;丁</w:t></w:r></w:p>"
    content = container(document=document(paragraph("第一段"), broken, table, "<w:p/>", paragraph("末段")))
    assert docx.paragraphs(content) == ("第一段", "甲\n乙\t丙&丁", "表里", "", "末段")


def test_deleted_text_and_repeated_fallbacks_are_left_out():
    deleted = "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    box = paragraph("框")
    choice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    boxed = f"<w:p><w:r><w:t>外</w:t>{choice}</w:r></w:p>"
    assert docx.paragraphs(container(document=document(deleted, boxed))) == ("留", "框", "外")


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
    assert docx.paragraphs(container(document=body, numbering=levels)) == (
        "一、主要职责",
        "（一）甲",
        "（二）乙",
        "1.细目",
        "点",
        "二、内设机构",
        "（一）办公室",
        "没有这个列表",
    )


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
        docx.paragraphs(content)


def test_a_document_type_is_refused_in_any_encoding():
    text = document(paragraph("&b;"), head=BOMB).replace('version="1.0"', 'version="1.0" encoding="UTF-16"')
    with pytest.raises(Refusal, match="文档类型声明"):
        docx.paragraphs(container(document=text.encode("utf-16")))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_never_a_crash(data):
    whole = container(document=document(*map(paragraph, "甲乙丙")), numbering=numbering(("decimal", "%1.")))
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]
    try:
        found = docx.paragraphs(damaged)
    except Refusal:
        return
    assert all(isinstance(text, str) for text in found)
