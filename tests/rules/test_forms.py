"""Form-like checks on items: what each of them reports, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanze.engine.examples import example_context
from quanze.engine.item_phase import ItemPhase
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.rulebook import Rule, make_rule
from quanze.source import parse

PROFILE = load_profile("zwfw", Path())
WORDS = vocabulary_of(PROFILE)


def found(item, setting=None, **keys):
    """The places (dotted) at which a rule made of these keys reports an item written as YAML."""
    return [".".join(map(str, finding.path)) for finding in findings(item, setting, **keys)]


def said(item, **keys):
    """What a rule made of these keys says of an item."""
    return [finding.message for finding in findings(item, **keys)]


def findings(item, setting=None, **keys):
    """The findings of a rule made of these keys."""
    tree = {"代码": "SXJ900", "名称": "示例", "级别": "警告", "依据": "本单位规定", "消息": "不对", **keys}
    rule = make_rule(tree, "rules/SXJ900.yaml", WORDS, builtin=False)
    assert isinstance(rule, Rule), rule
    context = example_context(setting or {}, PROFILE, None)
    document = parse(item.encode(), "事项.yaml").document
    assert document is not None
    return ItemPhase(context, WORDS, {rule.code: rule}, (rule,), {}).judge(document).findings


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ("{类型: 行政许可, 投诉举报: {电话: '0371-1'}}", []),
        ("{类型: 行政许可, 投诉举报: {网址: 甲}}", ["投诉举报.电话"]),
        ("{类型: 行政许可, 投诉举报: {电话: 待补充}}", ["投诉举报.电话"]),
        ("{类型: 行政许可, 投诉举报: {电话: }}", ["投诉举报.电话"]),
        ("{类型: 行政许可}", ["投诉举报"]),
        ("{类型: 行政许可, 投诉举报: }", ["投诉举报"]),
        ("{类型: 行政许可, 投诉举报: [甲]}", []),
    ],
)
def test_what_must_be_written_in_every_item(item, places):
    """Also where the whole group is missing, of which the model speaks at a later gate."""
    assert found(item, 检查="必填", 字段="投诉举报.电话") == places


def test_what_must_be_written_in_every_element():
    item = "{类型: 行政许可, 责任事项: [{环节: 受理, 依据: 甲}, {环节: 审查}], 廉政风险: []}"
    assert found(item, 检查="必填", 字段="责任事项.依据") == ["责任事项.1.依据"]
    assert found(item, 检查="必填", 字段="廉政风险.责任人") == ["廉政风险"]


def test_what_the_model_asks_for_is_not_asked_for_twice():
    assert found("{类型: 行政许可}", 检查="必填", 字段="设定依据") == []


def test_what_only_some_types_have_is_not_asked_of_others():
    assert found("{类型: 行政处罚}", 检查="必填", 字段="罚款上限") == ["罚款上限"]
    assert found("{类型: 行政许可}", 检查="必填", 字段="罚款上限") == []


def test_what_must_be_written_only_beside_the_rest():
    rule = {"检查": "不得为空", "字段": "投诉举报.电话"}
    assert found("{类型: 行政许可}", **rule) == []
    assert found("{类型: 行政许可, 投诉举报: {网址: 甲}}", **rule) == ["投诉举报.电话"]


def test_a_pattern_that_brings_a_backtracking_matcher_down():
    item = f"{{类型: 行政许可, 名称: {'甲' * 3_000}乙}}"
    assert found(item, 检查="正则", 字段="名称", 模式="((甲)+)+") == ["名称"]
    assert found(item, 检查="不得匹配", 字段="名称", 模式="(甲|甲)*丙") == []


def test_a_long_list_of_words_is_not_told_in_full():
    words = [f"词{number}" for number in range(1_000)]
    rule = {"检查": "枚举", "字段": "名称", "取值": words}
    assert found("{类型: 行政许可, 名称: 词999}", **rule) == []
    assert found("{类型: 行政许可, 名称: 甲}", **rule) == ["名称"]
    assert said("{类型: 行政许可, 名称: 甲}", **{**rule, "消息": "只能写 {取值}"})[0].endswith("、词19 等")


def test_looking_into_a_register():
    setting = {"登记册": {"行政许可事项清单": [{"名称": "公路超限运输许可", "编码": "000118"}]}}
    rule = {"检查": "引用存在", "字段": "名称", "引用": "行政许可事项清单"}
    assert found("{类型: 行政许可, 名称: 公路超限运输许可}", setting, **rule) == []
    assert found("{类型: 行政许可, 名称: 采砂许可}", setting, **rule) == ["名称"]


@pytest.mark.parametrize(
    ("item", "places"),
    [
        ("{类型: 行政许可, 放权: {批次: 甲, 附加条件: 乙}}", []),
        ("{类型: 行政许可, 放权: {批次: 甲}}", ["放权.附加条件"]),
        ("{类型: 行政许可}", []),
    ],
)
def test_pairs(item, places):
    assert found(item, 检查="成对", 字段=["放权.批次", "放权.附加条件"]) == places
