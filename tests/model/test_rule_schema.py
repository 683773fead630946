"""The JSON Schema of rule files: it takes every rule there is, completes what can be written, refuses the rest."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.model.rule import FORMS
from quanze.model.schema import schema
from quanze.rules.fields import resolve
from quanze.rules.forms import MAKERS
from quanze.source import read

WORDS = vocabulary_of(load_profile("zwfw", Path()))
RULE = {
    "代码": "SXJ900",
    "名称": "名称过长",
    "级别": "警告",
    "依据": "本单位规定",
    "检查": "长度",
    "字段": "名称",
    "最多": 60,
    "消息": "{字段}太长",
    "正例": [{"名称": "示例"}],
    "反例": [{"名称": "示" * 61, "位置": "名称"}],
}
PLAIN = {key: value for key, value in RULE.items() if key not in ("检查", "字段", "最多")}


@pytest.fixture(scope="module")
def validator():
    return jsonschema.Draft202012Validator(schema("rule", WORDS))


def test_every_rule_that_ships_is_one(validator, root):
    files = sorted((root / "rules").rglob("*.yaml"))
    assert len(files) > 200
    refused = [path.name for path in files if not validator.is_valid(read(path, path.name).document.root)]
    assert refused == []


def test_every_field_that_is_offered_is_one(validator):
    offered = validator.schema["$defs"]["字段路径"]["enum"]
    assert {"名称", "办事指南.承诺时限.数值", "责任事项.依据.条款", "罚款上限"} <= set(offered)
    assert [path for path in offered if not resolve(path)] == []


def test_every_check_that_is_offered_is_one(validator):
    assert set(MAKERS) == set(FORMS)
    assert validator.schema["properties"]["检查"]["enum"] == [*FORMS, "读取"]


#: One rule for every check, as it is filled in.
RIGHT = [
    {"检查": "必填", "字段": "投诉举报.电话"},
    {"检查": "不得为空", "字段": ["放权.批次"]},
    {"检查": "枚举", "字段": "主体性质", "取值": ["法定机关", "授权组织"]},
    {"检查": "正则", "字段": "编码", "模式": r"\d{12}"},
    {"检查": "不得匹配", "字段": "名称", "模式": "[（(]"},
    {"检查": "不得含", "字段": "名称", "词": "工商局"},
    {"检查": "不得含", "字段": "名称", "词表": "占位主体"},
    {"检查": "成对", "字段": ["放权.批次", "放权.序号"]},
    {"检查": "数值比较", "字段": "版本", "比较": ">=", "值": 1},
    {"检查": "数值比较", "字段": "办事指南.承诺时限.数值", "比较": "<=", "另一字段": "办事指南.法定时限.数值"},
    {"检查": "长度", "字段": "名称", "最多": "60"},
    {"检查": "唯一", "字段": "编码"},
    {"检查": "引用存在", "字段": "实施主体", "引用": "部门名册"},
    {"要求": "事项.版本 >= 1", "位置": "版本"},
    {"要求": "事项.版本 >= 1", "位置": "版本", "适用": {"类型": ["行政许可"]}, "需要": "登记册.行政许可事项清单"},
]


@pytest.mark.parametrize("keys", RIGHT, ids=[f"{k.get('检查', '要求')}-{n}" for n, k in enumerate(RIGHT)])
def test_rules_of_every_kind(validator, keys):
    assert validator.is_valid({**PLAIN, **keys})


#: What is changed in the rule; None = the key is left out.
WRONG = {
    "unknown key": {"最大": 3},
    "no code": {"代码": None},
    "no name": {"名称": None},
    "no severity": {"级别": None},
    "no ground": {"依据": None},
    "no message": {"消息": None},
    "no good example": {"正例": []},
    "no bad example": {"反例": None},
    "bad example without place": {"反例": [{"名称": "示例"}]},
    "code": {"代码": "sxj900"},
    "short code": {"代码": "SX900"},
    "severity": {"级别": "严重"},
    "gate": {"档位": "发部"},
    "no check": {"检查": None},
    "two checks": {"要求": "事项.版本 > 1"},
    "unknown check": {"检查": "长渡"},
    "unknown field": {"字段": "名秤"},
    "unknown field below": {"字段": "办事指南.承诺日限"},
    "two fields": {"字段": ["名称", "类型"]},
    "lacks its value": {"最多": None},
    "value is no number": {"最多": "很多"},
    "value of another check": {"模式": "甲"},
    "negative": {"最多": -1},
    "list for a text": {"名称": ["甲"]},
    "group for a list": {"正例": {"名称": "甲"}},
    "filter": {"适用": {"类行": ["行政许可"]}},
    "word of a filter": {"适用": {"类型": ["行政许克"]}},
    "needs": {"需要": ["部门名录"]},
    "mending": {"修复": "也许"},
    "place": {"位置": "名秤"},
    "Python from elsewhere": {"检查": None, "字段": None, "最多": None, "代码实现": "os:system"},
    "condition without place": {"检查": None, "字段": None, "最多": None, "要求": "事项.版本 > 1"},
    "comparison sign": {"检查": "数值比较", "最多": None, "比较": "≤", "值": 3},
    "comparison with nothing": {"检查": "数值比较", "最多": None, "比较": "<="},
    "comparison with both": {"检查": "数值比较", "最多": None, "比较": "<=", "值": 3, "另一字段": "版本"},
    "unique type": {"检查": "唯一", "最多": None, "字段": "类型"},
    "pair of one": {"检查": "成对", "最多": None},
    "pair of the same": {"检查": "成对", "最多": None, "字段": ["名称", "名称"]},
    "register": {"检查": "引用存在", "最多": None, "引用": "部门名录"},
    "no words": {"检查": "不得含", "最多": None},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_what_is_no_rule_is_underlined(validator, change):
    assert validator.is_valid(RULE)
    assert not validator.is_valid({key: value for key, value in {**RULE, **change}.items() if value is not None})


def test_an_editor_shows_no_description_in_english(validator):
    def descriptions(node):
        if isinstance(node, dict):
            yield from (node["description"],) if isinstance(node.get("description"), str) else ()
            for value in node.values():
                yield from descriptions(value)
        elif isinstance(node, list):
            for value in node:
                yield from descriptions(value)

    told = list(descriptions(validator.schema))
    assert told
    assert [text for text in told if not re.search("[\u4e00-\u9fff<=>]", text)] == []
