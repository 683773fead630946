"""Messages of rules: a Chinese sentence with fields in it."""

from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from types import SimpleNamespace

import pytest

from quanze.expression import ABSENT, ExpressionError, compile_template, shown

from .conftest import NAMES, item, limit


def rendered(text, **values):
    return compile_template(text, NAMES).render({"事项": item(), "核对日期": dt.date(2026, 11, 22)} | values)


def test_the_messages_of_the_design():
    assert rendered("事项“{事项.名称}”由上级下放, 未写明放权批次") == "事项“公路超限运输许可”由上级下放, 未写明放权批次"
    text = "承诺 {事项.办事指南.承诺时限.数值} 个工作日, 超过法定时限的七成"
    assert rendered(text) == "承诺 14 个工作日, 超过法定时限的七成"


def test_a_free_name_is_what_the_check_found():
    assert rendered("承接方“{承接方}”没有三定职责", 承接方="示例镇人民政府") == "承接方“示例镇人民政府”没有三定职责"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "（空）"),
        (ABSENT, "（空）"),
        ("", "（空）"),
        ([], "（空）"),
        (True, "是"),
        (False, "否"),
        (20.0, "20"),
        (0.7, "0.7"),
        (63.00000000000001, "63"),
        (1e15, "1000000000000000"),
        (100, "100"),
        (Decimal("120.50"), "120.5"),
        (dt.date(2021, 10, 1), "2021-10-01"),
        (["市级", "县级"], "市级、县级"),
        (("市级", None, 2.0), "市级、（空）、2"),
        ({"乙", "甲"}, "乙、甲"),
        ({"甲": 1.0, "乙": ["丙", "丁"]}, "甲: 1、乙: 丙、丁"),
        ({}, "（空）"),
    ],
)
def test_values_as_a_chinese_sentence_shows_them(value, text):
    assert shown(value) == text
    assert rendered("{甲}", 甲=value) == text


def test_what_is_not_there_is_shown_as_empty():
    text = "{事项.办事指南.承诺时限.数值} {没有给出}"
    assert rendered(text, 事项=item(guide=None)) == "（空） （空）"
    assert rendered(text, 事项=item(guide=ABSENT)) == "（空） （空）"
    assert rendered(text, 事项=item(guide=SimpleNamespace(promised=limit(ABSENT)))) == "（空） （空）"


def test_braces_are_written_twice():
    assert rendered("{{事项}} {{{事项.类型}}}") == "{事项} {行政许可}"


@pytest.mark.parametrize(
    ("text", "column", "end_column", "message"),
    [
        ("事项{事项.名}", 7, 8, "没有字段“名”, 是否“名称”?"),
        ("{事项.承诺时限.数值}", 5, 9, "“事项”下没有字段“承诺时限”, 是否“事项.办事指南.承诺时限”?"),
        ("{事项.名称.长}", 8, 9, "“事项.名称”是文字, 后面不能再写“.长”"),
        ("{事项.办事指南}", 2, 9, "“事项.办事指南”是一组字段, 不能直接写进消息, 请写到具体的字段"),
        ("{事项.设定依据}", 2, 9, "“事项.设定依据”是一组字段的列表, 不能直接写进消息, 请写到具体的字段"),
        ("{事项}", 2, 4, "“事项”是一组字段, 不能直接写进消息, 请写到具体的字段"),
        ("{事顶.名称}", 2, 4, "没有名字“事顶”, 是否“事项”?"),
        ("甲 {事项.名称", 3, 4, "花括号“{”没有配对; 花括号本身写两遍“{{”"),
        ("甲 } 乙", 3, 4, "花括号“}”没有配对; 花括号本身写两遍“}}”"),
        ("{}", 2, 3, "花括号里只能写字段名, 例如 {事项.名称}; “”不是"),
        ("{事项.名称:>20}", 2, 11, "花括号里只能写字段名, 例如 {事项.名称}; “事项.名称:>20”不是"),
        ("{事项.名称!r}", 2, 9, "花括号里只能写字段名, 例如 {事项.名称}; “事项.名称!r”不是"),
        ("{事项.__class__}", 2, 14, "花括号里只能写字段名, 例如 {事项.名称}; “事项.__class__”不是"),
        ("{事项.设定依据[0]}", 2, 12, "花括号里只能写字段名, 例如 {事项.名称}; “事项.设定依据[0]”不是"),
    ],
)
def test_what_is_no_placeholder_is_refused(text, column, end_column, message):
    with pytest.raises(ExpressionError) as caught:
        compile_template(text, NAMES)
    assert (caught.value.column, caught.value.end_column, caught.value.message) == (column, end_column, message)


def test_free_names_can_be_listed():
    assert compile_template("{承接方}", NAMES, free={"承接方"}).names == {"承接方"}
    with pytest.raises(ExpressionError, match="没有名字“承结方”, 是否“承接方”"):
        compile_template("{承结方}", NAMES, free={"承接方"})
    with pytest.raises(ExpressionError, match="没有名字“批次”"):
        compile_template("{批次}", NAMES, free=frozenset())


def test_a_message_has_an_end():
    with pytest.raises(ExpressionError, match="最多 2000 个字"):
        compile_template("甲" * 2_001, NAMES)


def test_templates_travel_between_processes():
    template = compile_template("事项“{事项.名称}”", NAMES)
    assert pickle.loads(pickle.dumps(template)).render({"事项": item()}) == "事项“公路超限运输许可”"
