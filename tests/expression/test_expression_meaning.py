"""What expressions mean: the examples of the design first, then each part of the language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from quanze.expression import ABSENT, ABSENT_RESULT, FieldAbsent, compile_expression

from .conftest import NAMES, citation, item, limit


def test_a_promise_of_seven_tenths_is_short_enough(evaluate):
    rule = "事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7"
    assert evaluate(rule) is True
    assert evaluate(rule, guide=SimpleNamespace(promised=limit(15), statutory=limit(20))) is False


@pytest.mark.parametrize("statutory", range(10, 400, 10))
def test_seven_tenths_are_exact(evaluate, statutory):
    """90 * 0.7 is 62.99…9 in binary fractions; 63 days of 90 must not be a finding."""
    rule = "事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7"
    at_limit = SimpleNamespace(promised=limit(statutory * 7 // 10), statutory=limit(statutory))
    above = SimpleNamespace(promised=limit(statutory * 7 // 10 + 1), statutory=limit(statutory))
    assert evaluate(rule, guide=at_limit) is True
    assert evaluate(rule, guide=above) is False


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ('事项.权力来源 == "上级下放"', True),
        ("事项.权力来源 != '上级下放'", False),
        ('any(依.类别 == "法律" for 依 in 事项.设定依据)', True),
        ('任一(依.类别 == "规章" for 依 in 事项.设定依据)', False),
        ("全部(有(依.法规) for 依 in 事项.设定依据)", True),
        ("all(有(依.条款) for 依 in 事项.设定依据)", False),
        ('"许可" in 事项.名称', True),
        ('"处罚" not in 事项.名称', True),
        ('事项.类型 in ["行政许可", "行政确认"]', True),
        ('事项.类型 not in ("行政许可", "行政确认")', False),
        ('"县级" in 事项.行使层级', True),
        ('事项.行使层级 == ["市级", "县级"]', True),
        ('事项.行使层级 != ["市级"]', True),
        ("len(事项.设定依据) == 2 and 长度(事项.名称) == 8", True),
        ('长度(依.法规 for 依 in 事项.设定依据 if 依.类别 == "法律")', 1),
        ("len([依 for 依 in 事项.设定依据 if 有(依.条款)])", 1),
        ('事项.设定依据[0].法规 == "公路法"', True),
        ("事项.设定依据[-1].法规", "公路安全保护条例"),
        ("1 < 事项.版本 <= 3", True),
        ("not 事项.重点监管", True),
        ("事项.重点监管 == False", True),
        ("-事项.版本 + 2 * 3 - 1", 2),
        ("7 // 2 + 7 % 2 + 7 / 2", 7.5),
        ('"县" + "级"', "县级"),
        ('"长" if 长度(事项.名称) > 5 else "短"', "长"),
        ("合计(x * y for x in [1, 2] for y in [10, 100])", 330),
        ("sum([])", 0),
        ("min(3, 事项.版本, 9) + max([1, 4])", 7),
        ("最大(长度(依.法规) for 依 in 事项.设定依据)", 8),
        ('匹配(事项.名称, "^公路.*许可$")', True),
        (r'匹配(事项.名称, "\d")', False),
        ('开头(事项.名称, "公路") and 结尾(事项.名称, ["许可", "审批"])', True),
        ('含(事项.名称, ["铁路", "超限"])', True),
        ('含(事项.名称, "铁路")', False),
        ('日期("2026-04-02") == 事项.批准日期', True),
        ("天数(事项.批准日期, 核对日期)", 234),
        ("事项.批准日期 < 核对日期", True),
        ("事项.扩展 == None", True),
        ("None is not 事项.名称", True),
        (r'"说\"是\"" + "\\"', '说"是"\\'),
    ],
)
def test_value(evaluate, source, value):
    assert evaluate(source) == value


def test_chinese_words_of_logic(evaluate):
    assert evaluate('有(事项.名称) 且 非 (事项.版本 > 9 或 事项.类型 == "行政处罚")') is True


def test_an_expression_may_be_written_on_several_lines(evaluate):
    assert evaluate('\n  事项.版本 == 3\n  and (\n\t事项.类型 == "行政许可"\n)\n') is True


@pytest.mark.parametrize("written", ["", "无", "/", "待补充", (), [], None, ABSENT])
def test_what_counts_as_not_written(evaluate, written):
    assert evaluate("有(事项.扩展)", extra=written) is False
    assert evaluate("无(事项.扩展)", extra=written) is True


@pytest.mark.parametrize("written", [0, False, "一", ["一"], {"一": "二"}])
def test_what_counts_as_written(evaluate, written):
    assert evaluate("有(事项.扩展)", extra=written) is True


def test_has_reaches_through_what_is_not_there(evaluate):
    assert evaluate("有(事项.办事指南.承诺时限.数值)", guide=None) is False
    assert evaluate("有(事项.办事指南.承诺时限.数值)", guide=ABSENT) is False
    assert evaluate("有(事项.设定依据[7].法规)") is False
    assert evaluate("有(事项.设定依据[0].法规)", basis=None) is False


@pytest.mark.parametrize("gone", [None, ABSENT])
@pytest.mark.parametrize(
    "source",
    [
        "事项.办事指南.承诺时限.数值 <= 20",
        '事项.办事指南.承诺时限.单位 == "工作日"',
        '事项.办事指南.承诺时限.单位 != "工作日"',
        'not 事项.办事指南.承诺时限.单位 in ["工作日"]',
        "len(事项.办事指南.承诺时限.单位) > 0",
        "any(x == 事项.办事指南.承诺时限.数值 for x in [1])",
        "事项.办事指南.承诺时限.数值 + 1 > 0 or True",
        "事项.办事指南.承诺时限.数值",
        "min(事项.办事指南.承诺时限.数值, 3) == 3",
    ],
)
def test_a_rule_that_uses_what_is_not_there_does_not_apply(evaluate, source, gone):
    assert evaluate(source, guide=gone) is ABSENT_RESULT


def test_what_is_not_reached_need_not_be_there(evaluate):
    assert evaluate("有(事项.办事指南) and 事项.办事指南.承诺时限.数值 > 3", guide=None) is False
    assert evaluate('事项.类型 == "行政许可" or 事项.办事指南.承诺时限.数值 > 3', guide=None) is True


def test_an_absent_field_of_one_element_makes_the_rule_not_apply(evaluate):
    source = '全部(依.类别 == "法律" for 依 in 事项.设定依据{})'
    basis = (citation("公路法", "法律"), citation("某办法"))
    assert evaluate(source.format(""), basis=basis) is ABSENT_RESULT
    assert evaluate(source.format(" if 有(依.类别)"), basis=basis) is True


def test_an_empty_list_has_no_least_element(evaluate):
    assert evaluate("min(长度(依.法规) for 依 in 事项.设定依据) > 3", basis=()) is ABSENT_RESULT


def test_a_property_that_needs_an_unreadable_field_is_not_there():
    class Broken:
        @property
        def name(self):
            raise FieldAbsent("name")

    assert compile_expression("有(事项.名称)", NAMES).evaluate({"事项": Broken()}) is False
    assert compile_expression('事项.名称 == "甲"', NAMES).evaluate({"事项": Broken()}) is ABSENT_RESULT


def test_a_name_that_is_not_given_is_not_there():
    assert compile_expression('清单.层级 == "县级"', NAMES).evaluate({"事项": item()}) is ABSENT_RESULT


def test_the_settings_of_the_list_are_a_record():
    settings = SimpleNamespace(name="示例县", division="410118", level="县级", gate="审核")
    expression = compile_expression('清单.层级 == "县级" and 清单.档位 == "审核" and 清单.区划 == "410118"', {})
    assert expression.evaluate({"清单": settings}) is True


def test_lists_are_equal_however_the_model_keeps_them(evaluate):
    assert evaluate('事项.行使层级 == ["县级"]', levels=["县级"]) is True
    assert evaluate('["县级"] == [级 for 级 in 事项.行使层级]', levels=("县级",)) is True


def test_amounts_of_money_calculate_with_numbers(evaluate):
    assert evaluate("事项.版本 * 0.5 <= 0.35", version=Decimal("0.7")) is True
    assert evaluate("事项.版本 <= 0.7", version=Decimal("0.7")) is True


def test_keys_are_looked_for_in_what_has_keys(evaluate):
    assert evaluate('"县级" in 事项.扩展', extra={"县级": "受理"}) is True


def test_an_expression_says_what_it_reads_and_what_it_gives():
    expression = compile_expression(
        'any(依.类别 == "法律" for 依 in 事项.设定依据) and 核对日期 > 事项.批准日期', NAMES
    )
    assert expression.fields == {("事项", "设定依据", "类别"), ("事项", "批准日期")}
    assert expression.kind.name == "bool"
    assert compile_expression("事项.批准日期", NAMES).kind.name == "date"


def test_one_expression_serves_many_items():
    expression = compile_expression("事项.版本 + 1", NAMES)
    assert [expression.evaluate({"事项": item(version=n)}) for n in range(3)] == [1, 2, 3]


def test_dates_need_not_be_in_order(evaluate):
    assert evaluate('天数(核对日期, 日期("2026-11-20"))') == -2
    assert evaluate("max(事项.批准日期, 核对日期)") == dt.date(2026, 11, 22)
