"""Edits of YAML text: what is not changed stays byte for byte, and the result says what it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.exchange.yaml_edit import (
    EditError,
    TextEdit,
    appended,
    changed_tree,
    edited,
    flow,
    set_key,
    set_scalar,
    with_elements,
)
from quanze.exchange.yaml_text import dump
from quanze.source import parse

ITEM = """\
# 说明
名称: 取水许可   # 名称的说明
编码: "410119001000"
认领: {状态: 认领, 目录编码: "410119001000"}
设定依据:
  - {法规: 水法, 条款: 第七条}   # 第一条的说明
  # 第二条前面的说明
  - 法规: 取水许可条例
    条款: 第二条
监管:
  责任单位: 水利局
末尾: ""
"""


def change(text, make, *changes):
    """Apply the edits `make` gives for a document, expecting other values at some paths."""
    content = text.encode()
    document = parse(content, "事项.yaml").document
    assert document is not None
    made = make(document)
    edits = made if isinstance(made, list) else [made]
    return edited(content, document, edits, changed_tree(document.root, changes)).decode()


def differing(before, after):
    """Return the lines of the second text that the first one has not."""
    old = before.splitlines()
    return [line for line in after.splitlines() if line not in old]


def test_a_scalar_keeps_its_comment_and_its_quotes():
    named = change(ITEM, lambda d: set_scalar(d, ("名称",), "取水许可证核发"), (("名称",), "取水许可证核发"))
    assert differing(ITEM, named) == ["名称: 取水许可证核发   # 名称的说明"]
    coded = change(ITEM, lambda d: set_scalar(d, ("编码",), "410119002000"), (("编码",), "410119002000"))
    assert differing(ITEM, coded) == ['编码: "410119002000"']
    filled = change(ITEM, lambda d: set_scalar(d, ("末尾",), "甲: 乙"), (("末尾",), "甲: 乙"))
    assert differing(ITEM, filled) == ['末尾: "甲: 乙"']


def test_a_key_is_added_where_it_belongs():
    mark = (("认领", "目录指纹"), "d66f11b8")
    assert differing(ITEM, change(ITEM, lambda d: set_key(d, *mark), mark)) == [
        '认领: {状态: 认领, 目录编码: "410119001000", 目录指纹: d66f11b8}'
    ]
    nested = (("监管", "牵头单位"), "水利局")
    assert differing(ITEM, change(ITEM, lambda d: set_key(d, *nested), nested)) == ["  牵头单位: 水利局"]
    bare = "名称: 甲"
    assert change(bare, lambda d: set_key(d, ("备注",), "乙"), (("备注",), "乙")) == "名称: 甲\n备注: 乙"


def test_elements_stay_as_they_are_written():
    new = {"法规": "水法", "条款": "第四十八条"}
    second = {"法规": "取水许可条例", "条款": "第二条"}
    after = change(ITEM, lambda d: with_elements(d, ("设定依据",), (1,), [new]), (("设定依据",), [second, new]))
    assert "  - 法规: 取水许可条例\n    条款: 第二条\n  - 法规: 水法\n    条款: 第四十八条\n监管:" in after
    assert "第七条" not in after
    first = {"法规": "水法", "条款": "第七条"}
    kept = change(ITEM, lambda d: with_elements(d, ("设定依据",), (0,), []), (("设定依据",), [first]))
    assert "  - {法规: 水法, 条款: 第七条}   # 第一条的说明\n" in kept


@pytest.mark.parametrize(
    "text",
    [
        "不认领:\n  - {编码: a, 理由: 甲}\n",
        "不认领:\n- 编码: a\n  理由: 甲\n其他: 乙\n",
        "不认领: [{编码: a, 理由: 甲}]  # 说明\n",
        "不认领: []\n",
        "不认领:\n",
        "不认领:\n其他: 乙\n",
        "其他: 乙",
        "其他:\n  内: 乙\n# 末尾\n",
        "不认领:\r\n  - {编码: a, 理由: 甲}\r\n",
        "\ufeff不认领:\n  - 编码: a\n    理由: 甲",
    ],
)
def test_an_element_is_appended_in_every_way_of_writing(text):
    new = {"编码": "b", "理由": "乙, 丙"}
    content = text.encode()
    document = parse(content, "不认领.yaml").document
    assert document is not None
    old = document.root.get("不认领") or []
    expected = changed_tree(document.root, [(("不认领",), [*old, new])])
    after = edited(content, document, [appended(document, ("不认领",), new)], expected)
    assert parse(after, "不认领.yaml").document.root == expected
    assert after.startswith(content[:3])
    assert (b"\r\n" in after) == (b"\r\n" in content)
    assert after.count(b"\n") - after.count(b"\r\n") == 0 or b"\r\n" not in content


def test_what_would_not_say_what_it_should_is_refused():
    content = ITEM.encode()
    document = parse(content, "事项.yaml").document
    with pytest.raises(EditError, match="没有改动"):
        edited(content, document, [TextEdit(0, 0, "另: 甲\n")], document.root)
    with pytest.raises(EditError, match="请手工改"):
        with_elements(document, ("监管",), (), [{"甲": "乙"}])
    with pytest.raises(EditError, match="UTF-8"):
        edited(ITEM.encode("gb18030"), document, [], document.root)


TEXTS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Zl", "Zp"),
        exclude_characters="\u2028\u2029\x85\ufeff",
    ),
    max_size=12,
)
ENTRIES = st.fixed_dictionaries({"编码": TEXTS, "理由": TEXTS})


@given(st.lists(ENTRIES, max_size=4), ENTRIES, st.booleans())
def test_appending_says_what_it_should_whatever_the_texts(old, new, in_brackets):
    text = f"不认领: {flow(old)}\n" if in_brackets else dump({"版本": "1", "不认领": old})
    content = text.encode()
    document = parse(content, "不认领.yaml").document
    expected = changed_tree(document.root, [(("不认领",), [*old, new])])
    after = edited(content, document, [appended(document, ("不认领",), new)], expected)
    assert parse(after, "不认领.yaml").document.root["不认领"] == [*old, new]


@given(st.dictionaries(TEXTS.filter(bool), TEXTS, min_size=1, max_size=5), TEXTS, st.booleans())
def test_setting_a_value_changes_that_value_alone(record, value, in_brackets):
    text = f"内: {flow(record)}\n" if in_brackets else dump({"内": record})
    content = text.encode()
    document = parse(content, "事项.yaml").document
    key = next(iter(record))
    path = ("内", key)
    after = edited(content, document, [set_scalar(document, path, value)], changed_tree(document.root, [(path, value)]))
    assert parse(after, "事项.yaml").document.root["内"] == {**record, key: value}
