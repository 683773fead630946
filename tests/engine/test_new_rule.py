"""New rules from answers: every kind of check gets a good and a bad example that do what they should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.new_rule import (
    Answers,
    NewRuleError,
    read_check,
    read_field,
    refuse_unknown_words,
    rule_tree,
    split_check,
)
from quanze.engine.new_rule_examples import derive, problem_of
from quanze.engine.pattern_sample import sample
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.expression import ExpressionError
from quanze.expression.pattern import safe_pattern
from quanze.rulebook import Rule, make_rule

PROFILE = load_profile("zwfw", Path())
WORDS = vocabulary_of(PROFILE)

FORMS = [
    ("办事指南.咨询电话", "必填"),
    ("放权.批次", "不得为空"),
    ("办事指南.办理形式", "枚举 窗口、网上"),
    ("办事指南.咨询电话", r"正则 0\d{3}-\d{7,8}"),
    ("名称", "不得匹配 等(?:有关|相关)"),
    ("办事指南.申请材料.名称", "不得含 相关材料、其他材料"),
    ("名称", "不得含 监管方式"),
    ("追责.对象", "成对 追责.依据"),
    ("办事指南.承诺时限.数值", "数值比较 <= 10"),
    ("办事指南.承诺时限.数值", "数值比较 ≤ 办事指南.法定时限.数值"),
    ("名称", "长度 60"),
    ("编码", "唯一"),
    ("监管.责任单位", "引用存在 部门名册"),
    ("编码", "引用存在 通用目录"),
    ("关联.监管事项", "引用存在 监管事项目录"),
    ("罚款上限", "数值比较 <= 100000"),
    ("办事指南.承诺时限.数值", "事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7"),
    ("设定依据", '任一(依据.类别 == "法律" for 依据 in 事项.设定依据)'),
    ("承办机构", "长度(事项.承办机构) >= 2"),
    ("调整记录.日期", '全部(记录.日期 <= 日期("2026-01-01") for 记录 in 事项.调整记录)'),
    ("实施主体", '匹配(事项.实施主体, "^示例县.+局$")'),
    ("调整记录.日期", "全部(记录.日期 <= 核对日期 for 记录 in 事项.调整记录)"),
    ("类型", '非 (事项.类型 == "行政处罚" 且 "乡级" in 事项.行使层级)'),
    ("恢复日期", "天数(事项.计划取消日期, 事项.恢复日期) > 0"),
    ("行使层级", "清单.层级 in 事项.行使层级"),
]


def answered(field: str, check: str) -> Answers:
    answer = read_check(*split_check(check), PROFILE)
    return Answers("SXJ001", "本地要求", "warning", "本单位规定", read_field(field), answer)


@pytest.mark.parametrize(("field", "check"), FORMS, ids=[f"{field} {check}" for field, check in FORMS])
def test_every_check_gets_examples_that_hold(field, check):
    answers = answered(field, check)
    rule = make_rule(rule_tree(answers, ()), "SXJ001.yaml", WORDS, builtin=False)
    assert isinstance(rule, Rule)
    good, bad = derive(rule, answers, PROFILE, WORDS)
    assert good is not None
    assert bad is not None
    assert problem_of(rule, good, PROFILE, bad=False) == ""
    assert problem_of(rule, bad, PROFILE, bad=True) == ""
    assert problem_of(rule, good, PROFILE, bad=True) != ""


@pytest.mark.parametrize(
    ("field", "check", "said"),
    [
        ("办事指南.承诺时现", "必填", "没有字段“承诺时现”, 是否“承诺时限”?"),
        ("名称", "正则 (?=甲)", "模式第 1 个字: 不能用“(?”开头的写法"),
        ("名称", "正则 (", "括号“(”没有配对"),
        ("名称", "不得含", "还要写"),
        ("名称", "不得含 常见误字", "只有替换"),
        ("名称", "引用存在 花名册", "没有“花名册”, 可用的有: 部门名册"),
        ("名称", "事项.名称.__class__", "不能以下划线开头"),
        ("名称", "9**9**9 > 1", "不能"),
        ("名称", '__import__("os")', "不能"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_in_chinese(field, check, said):
    with pytest.raises(NewRuleError, match=re.escape(said)):
        answered(field, check)


def test_a_field_the_model_asks_for_gets_no_bad_example():
    answers = answered("设定依据", "必填")
    rule = make_rule(rule_tree(answers, ()), "SXJ001.yaml", WORDS, builtin=False)
    assert isinstance(rule, Rule)
    assert derive(rule, answers, PROFILE, WORDS)[1] is None


PATTERNS = st.recursive(
    st.sampled_from(["甲", "a", r"\d", r"\w", "[0-9]", "[^a-z]", ".", r"\."]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=6,
)


@given(PATTERNS)
def test_a_sample_matches_the_whole_pattern(source):
    text = sample(safe_pattern(source))
    assert text
    assert re.fullmatch(source, text)


@given(st.text(alphabet=r"甲a1()[]{}|?*+^$.\-,d", max_size=30))
def test_a_sample_is_never_wrong(source):
    try:
        pattern = safe_pattern(source)
    except ExpressionError:
        return
    text = sample(pattern)
    assert text is None or pattern.matches_whole(text)


def test_only_what_can_stand_in_a_field_may_be_allowed_there():
    words = WORDS["words"]["主体性质"]
    refuse_unknown_words(answered("主体性质", f"枚举 {words[0]}、{words[1]}"), words)
    refuse_unknown_words(answered("名称", "枚举 甲、乙"), ())
    with pytest.raises(NewRuleError, match="里本来就不能写“法定行政机关”, 是否“法定机关”"):
        refuse_unknown_words(answered("主体性质", "枚举 法定行政机关"), words)


def test_an_example_is_an_item_that_can_be():
    """Neither a type as the kind of a basis nor the pattern itself as what should match it."""
    answers = answered("设定依据", '任一(依.类别 == "法律" 且 匹配(依.条款, "^第.+条$") for 依 in 事项.设定依据)')
    rule = make_rule(rule_tree(answers, ()), "SXJ001.yaml", WORDS, builtin=False)
    assert isinstance(rule, Rule)
    good, bad = derive(rule, answers, PROFILE, WORDS)
    assert good == {"类型": "行政许可", "设定依据": [{"条款": "第示条", "类别": "法律"}]}
    assert bad is not None
    assert "^第.+条$" not in bad["设定依据"][0].values()
