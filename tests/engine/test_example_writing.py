"""Examples of rules that are written wrong are told apart from rules that do the wrong thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanze.engine.examples import run_examples
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.rulebook import Rule, make_rule

PROFILE = load_profile("zwfw", Path())
RULE = {
    "代码": "SXJ900",
    "名称": "名称过长",
    "级别": "警告",
    "依据": "本单位规定",
    "检查": "长度",
    "字段": "名称",
    "最多": "3",
    "消息": "{字段}太长",
}


def problems(good=(), bad=(), profile=None, **keys):
    """What is wrong with the examples of the rule, with some of its keys replaced."""
    tree = {**RULE, **keys, "正例": list(good), "反例": list(bad)}
    rule = make_rule(tree, "rules/SXJ900.yaml", vocabulary_of(profile or PROFILE), builtin=False)
    assert isinstance(rule, Rule)
    return [outcome.problem for outcome in run_examples(rule, profile=profile)]


def test_examples_that_do_what_they_should():
    assert problems([{"名称": "示例"}], [{"名称": "示例示例", "位置": "名称"}]) == ["", ""]


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ({"名秤": "示例"}, "例子写错了: 没有“名秤”这一项, 是否“名称”?"),
        ({"类型": "行政许克"}, "例子写错了: “类型”的值“行政许克”不在词表“类型”里, 是否“行政许可”?"),
        ({"罚款上限": "1"}, "例子写错了: 没有“罚款上限”这一项"),
        ({"事项": [{"名称": "示例"}, {"名秤": "示例"}]}, "例子写错了: 没有“名秤”这一项, 是否“名称”?"),
        ({"事项": ["示例"]}, "“事项”里的每一项要写成一组字段"),
        ({"环境": {"核对日起": "2026-01-01"}}, "“环境”里没有“核对日起”, 是否“核对日期”?"),
        ({"环境": {"核对日期": "今天"}}, "“核对日期”应为日期, 例如 2026-11-22, 现在是“今天”"),
        ({"第": "二"}, "“第”应为整数, 现在是“二”"),
    ],
)
def test_an_example_that_is_written_wrong(example, told):
    (problem,) = problems([example])
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ({"名称": "示例", "位置": "名称"}, "该报而没有报"),
        ({"名称": "示例示例"}, "反例要写“位置”"),
        ({"名称": "示例示例", "位置": "类型"}, "该报在“类型”, 却报在“名称”"),
    ],
)
def test_a_bad_example_that_does_not_do_what_it_should(bad, told):
    assert problems(bad=[bad]) == [told]


def test_a_good_example_that_is_reported():
    assert problems(good=[{"名称": "示例示例"}]) == ["不该报, 却报在“名称”"]


def test_a_rule_that_goes_wrong_says_what_it_met():
    condition = {key: value for key, value in RULE.items() if key not in ("检查", "字段", "最多")}
    tree = {**condition, "消息": "不对", "要求": "1 / (事项.版本 - 1) > 0", "位置": "版本", "正例": [{"版本": "1"}]}
    rule = make_rule(tree, "rules/SXJ900.yaml", vocabulary_of(PROFILE), builtin=False)
    assert isinstance(rule, Rule)
    assert [outcome.problem for outcome in run_examples(rule)] == ["规则运行出错: 除数是零"]


def test_examples_of_a_list_speak_the_words_of_its_profile(tmp_path):
    (tmp_path / "本省.yaml").write_text(
        "口径: 某省\n名称: 某省口径\n基于: zwfw\n词汇: {类型: [行政许可, 行政奖补]}\n词表:\n  旧称: {词: [工商所]}\n",
        "utf-8",
    )
    own = load_profile("本省.yaml", tmp_path)
    keys = {"检查": "不得含", "词表": "旧称", "最多": None}
    tree = {key: value for key, value in {**RULE, **keys}.items() if value is not None}
    tree |= {"正例": [{"类型": "行政奖补", "名称": "示例"}], "反例": [{"名称": "示例工商所", "位置": "名称"}]}
    rule = make_rule(tree, "rules/SXJ900.yaml", vocabulary_of(own), builtin=False)
    assert isinstance(rule, Rule), rule
    assert [outcome.problem for outcome in run_examples(rule, profile=own)] == ["", ""]
    assert all(outcome.problem for outcome in run_examples(rule))
