"""libyaml and the pure parser: one result, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from yaml_texts import trees, written

from quanze.source import Limits, Reading, Tree, parse

#: What YAML is made of, and what editors put between it by mistake. No tab where a line begins, no
#: blank line with spaces at the head of a block: there the parsers do differ, see the last tests.
PIECES = (
    *("甲", "乙丙", "a", "0012", "on", "~", "😀", ": ", ":", "：", "- ", "-", "[", "]", "{", "}", ", ", "，"),
    *('"', "'", "\\", "\\n", "# ", " # ", "|", ">", "&x ", "*x", "!!str ", "<<: ", "%", "@", "`", "---\n", "...\n"),
    *("\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\r\n", "\r", " ", "\u3000", "\u200b", "\u2028", "\ufeff", "\x07"),
)
HEADS = ("", "键: ", "键:\n  - ", "键: {a: ", "键: [")


def everything(reading: Reading) -> tuple:
    read = reading.document
    if read is None:
        return None, reading.problems
    spans = [(path, read.span(path), read.span(path, "key")) for path in nodes(read.root)]
    return read.root, spans, read.comments, reading.problems, reading.omitted


def nodes(tree: Tree, path: tuple = ()) -> list[tuple]:
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for step, inner in entries for found in nodes(inner, (*path, step)))]


def both(text: str) -> tuple[Reading, Reading]:
    content = text.encode()
    return parse(content, "事项.yaml", engine="c"), parse(content, "事项.yaml", engine="pure")


@given(trees(), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_good_files_are_read_alike(tree: dict, comments: bool, line_break: str) -> None:
    compiled, pure = both(written(tree, comments=comments).replace("\n", line_break))
    assert compiled.document is not None
    assert everything(compiled) == everything(pure)


@given(st.sampled_from(HEADS), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_bad_files_are_refused_alike(head: str, rest: str) -> None:
    compiled, pure = both(head + rest)
    assert everything(compiled) == everything(pure)


@given(trees(), st.data())
def test_files_cut_short_or_joined_are_read_alike(tree: dict, data: st.DataObject) -> None:
    text = written(tree)
    cut = data.draw(st.integers(0, len(text)))
    compiled, pure = both(text[:cut] + data.draw(st.sampled_from(PIECES)) + text[cut:])
    assert everything(compiled) == everything(pure)


@given(st.binary(max_size=60), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"a: "]))
def test_no_bytes_whatever_raise(content: bytes, head: bytes) -> None:
    reading = parse(head + content, "事项.yaml", Limits(depth=3, problems=2))
    assert reading.document is not None or reading.problems


def test_addresses_within_braces_are_read_though_libyaml_refuses_them() -> None:
    compiled, pure = both("投诉举报: {网址: https://www.example.gov.cn/jubao, 电话: 0399-1234567}\n")
    assert compiled.document is not None
    assert compiled.document.root == {"投诉举报": {"网址": "https://www.example.gov.cn/jubao", "电话": "0399-1234567"}}
    assert everything(compiled) == everything(pure)


def test_tabs_between_words_and_before_comments_are_read_though_the_pure_parser_refuses_them() -> None:
    compiled, pure = both('编码:\t0012\t# 注\n说明: 甲\t乙\n  丙\t\n引: "甲\t乙"\n块: |\n  甲\t乙\n')
    assert compiled.document is not None
    assert compiled.document.root == {"编码": "0012", "说明": "甲\t乙 丙", "引": "甲\t乙", "块": "甲\t乙\n"}
    assert everything(compiled) == everything(pure)


def test_a_tab_where_a_line_begins_is_refused_by_both() -> None:
    for text in ("监管:\n\t责任单位: 甲\n", "说明: 甲\n  \t乙\n"):
        compiled, pure = both(text)
        assert [problem.key for problem in compiled.problems] == ["制表符"]
        assert compiled.problems == pure.problems
