"""What is written is read back exactly, by a YAML reader that knows nothing of us."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from quanze.exchange.yaml_text import Node, dump, scalar


def read(text: str, *, pure: bool = True, version: str | None = None) -> object:
    """Load with ruamel's safe loader (version "1.1" = the old resolver, where on/off are booleans)."""
    reader = YAML(typ="safe", pure=pure)
    if version:
        reader.version = version
    return reader.load(io.StringIO(text))


TRAPS = (
    "",
    " ",
    "a ",
    " a",
    "\n",
    "\n\n",
    "a\n",
    "a\n\n\n",
    "\na",
    "\n\na\n",
    "  a\nb",
    "a\n  b\n",
    " \na",
    "a\n \nb ",
    "\ta\nb",
    "a\tb",
    "a\r\nb",
    "\r",
    "a\x85b",
    "a\u2028b",
    "a\u2029b\nc",
    "\ufeffa",
    "😀",
    "😀\n😀",
    "\x00",
    "\x07\x1b\x7f",
    "\ufffe",
    "#",
    "a #b",
    "a#b",
    "- ",
    "-",
    "-a",
    "--- a",
    "---",
    "...",
    "a\n---\nb",
    ": ",
    "a: b",
    "a:",
    ":a",
    "a:b",
    "?",
    "? a",
    "!",
    "!!str a",
    "&a",
    "*a",
    "%a",
    "@a",
    "`a`",
    "'a'",
    '"a"',
    "a'b",
    'a"b',
    "\\",
    "\\n",
    "|",
    ">",
    "{a}",
    "[a]",
    "a, b",
    "0012",
    "12",
    "1_000",
    "0x1F",
    "0o7",
    "0b1",
    "1e3",
    "1.0",
    ".5",
    "+1",
    "1:30",
    "190:20:30",
    "2021-10-01",
    "~",
    "null",
    "2021-10-01T00:00:00Z",
    "on",
    "Off",
    "YES",
    "no",
    "y",
    "N",
    "true",
    "False",
    ".nan",
    ".INF",
    "-.inf",
    "=",
    "<<",
    "NaN",
    "440101007000",
    "11440000006939756B2440101007000",
    "第一条：",
    "【法律】《渔业法》\n    第二十八条：县级以上",
    "a\u3000",
    "\u3000a",
    "k" * 3000,
    "长" * 3000 + "\n" + "行" * 3000,
)


@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize("version", [None, "1.1"])
def test_a_trap_comes_back_as_the_same_text(text: str, version: str | None) -> None:
    tree: Node = {"a": text, "b": [text, {"c": text, "d": [text]}, [text, text]], "e": {"f": text}}
    assert read(dump(tree), version=version) == tree


TEXT = st.text(st.characters(exclude_categories=("Cs",))) | st.text(
    st.sampled_from(" \n\t-:#'\"|>[]{},&*!%@`~=<?0123456789.eExyn\\\r\x85\u2028\ufeff\x00中文：、。😀")
)


@given(TEXT)
@example("0")
@settings(max_examples=600)
def test_every_text_comes_back(text: str) -> None:
    tree: Node = {"值": text, "列": [text, {"项": text}]}
    assert read(dump(tree)) == tree


@given(TEXT)
@settings(max_examples=300)
def test_every_text_comes_back_from_the_c_parser_and_the_old_resolver(text: str) -> None:
    tree: Node = {"值": text, "列": [text, {"项": text}]}
    assert read(dump(tree), version="1.1") == tree
    if "\ufffe" not in text and "\uffff" not in text:
        assert read(dump(tree), pure=False) == tree


TREE: st.SearchStrategy[Node] = st.recursive(
    TEXT | st.integers(-999, 10**9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(lambda k: len(k) < 90), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXT.filter(lambda k: len(k) < 90), TREE, max_size=5))
@settings(max_examples=300)
def test_every_tree_comes_back(tree: Node) -> None:
    assert read(dump(tree)) == tree  # type: ignore[arg-type]


def test_only_what_needs_it_is_quoted() -> None:
    assert scalar("示例县交通运输局") == "示例县交通运输局"
    assert scalar("1.具体承办人；") == "1.具体承办人；"
    assert scalar("公路（含桥梁）: 甲") == '"公路（含桥梁）: 甲"'
    assert scalar("0012") == '"0012"'


def test_the_form_of_an_item() -> None:
    tree: Node = {
        "编码": "0012",
        "版本": 1,
        "承办机构": ["法制股"],
        "设定依据": [{"法规": "渔业法", "原文": "第一行\n第二行"}],
        "空": [],
        "追责": {"情形": ["1.甲；", "2.乙。"]},
    }
    assert dump(tree) == (
        '编码: "0012"\n版本: 1\n承办机构:\n  - 法制股\n设定依据:\n  - 法规: 渔业法\n    原文: |-\n      第一行\n      第二行\n'
        "空: []\n追责:\n  情形:\n    - 1.甲；\n    - 2.乙。\n"
    )
