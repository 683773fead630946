"""Quotations known again by the marks of their sentences, without the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quanze.citation.judge import judge
from quanze.citation.marks import article_of, marks, stands_in
from quanze.citation.types import Citation, Reference
from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
TABLE = LawTable.open()

ORDER = "扰乱机关、团体、企业、事业单位秩序，致使工作、生产、营业、医疗、教学、科研不能正常进行，尚未造成严重损失的"
CITED = Citation((0, 7), title="治安管理处罚法", references=(Reference(23),), quote=ORDER)


def test_punctuation_and_the_way_numbers_are_written_do_not_count() -> None:
    assert marks("第三条 处五百元以上，一千元以下罚款。") == marks("处500元以上 1000元以下罚款")
    assert marks("处五百元以上一千元以下罚款。") != marks("处五百元以上二千元以下罚款。")


def test_what_is_too_short_has_no_mark() -> None:
    assert marks("罚款。（一）警告；") == ()


def test_a_quotation_stands_where_all_its_sentences_stand() -> None:
    law = {(1, 0): frozenset({1, 2}), (2, 0): frozenset({2, 3})}
    assert article_of(((10, 1), (10, 2)), law) == (1, 0)
    assert article_of(((10, 2),), law) is None
    assert article_of(((10, 1), (10, 3)), law) is None
    assert not stands_in((), frozenset({1}))


def test_a_quotation_of_an_article_that_was_renumbered() -> None:
    (found,) = judge(CITED, TODAY, TABLE)
    assert (found.answer, found.rule, found.suggestion) == ("fails", "BAS021", "第二十六条")


def test_a_quotation_that_is_right() -> None:
    (found,) = judge(replace(CITED, references=(Reference(26, paragraph=1, item=1),)), TODAY, TABLE)
    assert found.answer == "holds"


def test_a_quotation_of_an_older_text_is_told_by_where_its_article_went() -> None:
    quote = "从事种畜禽生产经营或者生产商品代仔畜、雏禽的单位、个人，应当取得种畜禽生产经营许可证。"
    citation = Citation((0, 3), title="畜牧法", references=(Reference(22, paragraph=1),), quote=quote)
    (found,) = judge(citation, TODAY, TABLE)
    assert (found.rule, found.suggestion) == ("BAS021", "第二十四条")
    assert "2015-04-24" in found.reason


@pytest.mark.parametrize(
    "quote", ["扰乱机关单位的秩序，致使工作不能正常进行的行为", f"{ORDER}。另外加上的一句话也不短"]
)
def test_a_quotation_that_stands_nowhere_whole_is_not_judged(quote: str) -> None:
    (found,) = judge(replace(CITED, quote=quote), TODAY, TABLE)
    assert (found.answer, found.cause) == ("unknown", "无全文")
