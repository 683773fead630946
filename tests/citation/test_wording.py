"""Numbers in quotations, and where a quotation departs from the law. The sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.amounts import in_digits
from quanze.citation.likeness import likeness, pieces, wording
from quanze.citation.wording_change import difference

ARTICLE = (
    "违反本条例规定的，由县级以上人民政府城市管理部门责令改正，"
    "处工程价款2％以上4％以下的罚款；情节严重的，处一万元以上十万元以下的罚款。"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("百分之二以上百分之四以下", "2％以上4％以下"),
        ("百分之零点五", "0.5%"),
        ("一万元以上十万元以下", "1万元以上100,000元以下"),
        ("二百元以上二千元以下", "200元以上2000元以下"),
        ("一倍以上三倍以下", "1倍以上3倍以下"),
        ("第一百零三条", "第103条"),
        ("二〇二三年", "２０２３年"),
        ("两名以上", "2名以上"),
    ],
)
def test_numbers_count_by_their_value(one: str, other: str) -> None:
    assert wording(one) == wording(other)


@pytest.mark.parametrize("words", ["统一领导", "有下列情形之一的", "万一", "5000元", "千方百计"])
def test_words_that_count_nothing_stay(words: str) -> None:
    assert in_digits(words) == words


@pytest.mark.parametrize(("one", "other"), [("百分之二", "百分之三"), ("一万元", "十万元"), ("二十日", "二十五日")])
def test_other_numbers_are_another_wording(one: str, other: str) -> None:
    assert wording(one) != wording(other)


@given(st.text(alphabet="〇零一二两三十百千万亿点百分之0123,.%元日第条", max_size=60))
def test_any_run_of_numerals_can_be_read(text: str) -> None:
    assert in_digits(in_digits(text)) is not None


def test_a_quotation_may_write_numbers_its_own_way() -> None:
    assert (
        likeness(pieces("处工程价款百分之二以上百分之四以下的罚款；情节严重的，处1万元以上10万元以下的罚款"), ARTICLE)
        == 100
    )


def test_opening_words_and_item_may_be_quoted_without_what_stands_between() -> None:
    article = "县级以上人民政府城市管理部门可以采取下列措施：（一）进入场所检查；（二）经批准查封违法经营的场所和设施。"
    assert (
        likeness(pieces("县级以上人民政府城市管理部门可以采取下列措施：经批准查封违法经营的场所和设施。"), article)
        == 100
    )


def test_a_changed_word_is_shown_on_both_sides() -> None:
    said = difference("由县级以上人民政府建设主管部门责令改正，处工程价款2％以上4％以下的罚款", ARTICLE)
    assert said == "引文写“人民政府建设主管”，法规写“人民政府城市管理”"


def test_words_left_out_and_words_added() -> None:
    assert (
        difference("由县级以上人民政府管理部门责令改正，处工程价款2％以上4％以下的罚款", ARTICLE)
        == "“人民政府”之后引文少了“城市”"
    )
    added = difference("由县级以上地方人民政府城市管理部门责令改正，处工程价款2％以上4％以下的罚款", ARTICLE)
    assert added == "“县级以上”之后引文多了“地方”"


def test_words_the_article_does_not_have() -> None:
    assert "这一条里没有“举办大型群众性活动" in difference("举办大型群众性活动的承办人应当提出安全许可申请", ARTICLE)
