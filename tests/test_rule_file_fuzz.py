"""Whatever a rule file holds, it is a rule or one sentence about what is wrong: it never crashes."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.engine.examples import run_examples
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.model.rule import FORMS
from quanze.rulebook import Rule, RuleDefect, make_rule
from quanze.source import parse

WORDS = vocabulary_of(load_profile("zwfw", Path()))
TEXTS = st.sampled_from(
    [
        *("", "甲", "待补充", "SXJ900", "BAS900", "警告", "error", "本单位规定", "3", "-1", "0", "<=", "≤", "是", "否"),
        *(
            "名称",
            "事项.名称",
            "办事指南.承诺时限.数值",
            "责任事项.内容",
            "放权",
            "版本",
            "权限划分",
            "行使层级",
            "扩展",
            "甲.乙",
        ),
        *(
            "事项.版本 >= 1",
            "有(事项.放权)",
            "长度(事项.责任事项) > 2",
            "1 / (事项.版本 - 1) > 0",
            "().__class__",
            "事项.版本",
        ),
        *(
            "部门名册",
            "通用目录",
            "退役编码",
            "登记册.运行数据",
            "占位主体",
            "常见误字",
            "[甲",
            "(甲|乙)+",
            "行政许可",
            "类型",
        ),
        *(
            "{字段}",
            "{事项.名称}{值}",
            "{",
            "{事项.__class__}",
            "采集",
            "quanze.rules.checks.basis:lacks_basis",
            "os:system",
        ),
        *("quanze.rules.checks.", "quanze.rules.checks..os:path", "quanze.rules.checks.nope:x", ":", *FORMS),
    ]
)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
KEYS = (
    *(
        "代码",
        "名称",
        "级别",
        "依据",
        "档位",
        "适用",
        "需要",
        "检查",
        "字段",
        "取值",
        "词",
        "词表",
        "模式",
        "比较",
        "值",
    ),
    *("另一字段", "引用", "最多", "要求", "代码实现", "位置", "消息", "修复", "正例", "反例", "别的"),
)
RIGHT = {"代码": "SXJ900", "名称": "示例", "级别": "警告", "依据": "本单位规定", "消息": "不对"}
FORM = st.fixed_dictionaries(
    {"检查": st.sampled_from(list(FORMS)), "字段": TEXTS},
    optional=dict.fromkeys(
        ("取值", "词", "词表", "模式", "比较", "值", "另一字段", "引用", "最多", "适用", "需要"), TEXTS
    ),
)
EXAMPLES = st.lists(
    st.dictionaries(st.sampled_from(["类型", "名称", "版本", "位置", "环境", "事项", "放权"]), TREES), max_size=2
)


def must_behave(tree):
    made = make_rule(tree, "规则.yaml", WORDS, builtin=False)
    if isinstance(made, RuleDefect):
        assert any("\u4e00" <= char <= "\u9fff" for char in made.message)
        return
    assert isinstance(made, Rule)
    for outcome in run_examples(made):
        assert "运行出错" not in outcome.problem or "Error" not in outcome.problem, outcome


@settings(deadline=None, max_examples=400)
@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8))
def test_any_keys(tree):
    must_behave({**RIGHT, **tree})


@settings(deadline=None, max_examples=600)
@given(FORM, EXAMPLES, EXAMPLES)
def test_any_form(form, good, bad):
    must_behave({**RIGHT, **form, "正例": good, "反例": bad})


@settings(deadline=None, max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=3).map(" ".join), TEXTS, EXAMPLES)
def test_any_condition(condition, place, examples):
    must_behave({**RIGHT, "要求": condition, "位置": place, "正例": examples})


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="代码名称级别检查字段:- \n{}[]\"'&*!#|>甲a0\t：“”", max_size=120))
def test_any_text(text):
    document = parse(text.encode(), "规则.yaml").document
    if document is not None:
        must_behave(document.root)
