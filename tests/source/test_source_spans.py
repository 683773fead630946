"""Where the parts of a file are: whatever the way of writing, a span covers just what it names."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from yaml_texts import Scalar, trees, values, written

from quanze.source import Document, Tree, parse


def document(text: str) -> Document:
    found = parse(text.encode(), "事项.yaml").document
    assert found is not None
    return found


def scalar_paths(tree: Tree | dict | list | Scalar, path: tuple = ()) -> list[tuple]:
    if isinstance(tree, dict):
        return [found for key, inner in tree.items() for found in scalar_paths(inner, (*path, key))]
    if isinstance(tree, list):
        return [found for index, inner in enumerate(tree) for found in scalar_paths(inner, (*path, index))]
    return [path]


def at(tree: Tree | dict | list, path: tuple) -> object:
    for step in path:
        tree = tree[step]
    return tree


@given(trees(), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_every_scalar_is_the_text_it_was_written_for(tree: dict, comments: bool, line_break: str) -> None:
    text = written(tree, comments=comments).replace("\n", line_break)
    assert document(text).root == values(tree)


@given(trees(), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_a_value_span_covers_reads_as_the_value(tree: dict, comments: bool, line_break: str) -> None:
    text = written(tree, comments=comments).replace("\n", line_break)
    read = document(text)
    for path in scalar_paths(tree):
        span = read.span(path)
        alone = document(f"值: {read.text[span.start : span.end]}\n")
        assert alone.root["值"] == at(read.root, path)


@given(trees(), st.booleans())
def test_what_a_key_span_covers_is_the_key(tree: dict, comments: bool) -> None:
    read = document(written(tree, comments=comments))
    for path in scalar_paths(tree):
        for length in range(1, len(path) + 1):
            if isinstance(path[length - 1], str):
                span = read.span(path[:length], "key")
                assert read.text[span.start : span.end] == path[length - 1]
                assert read.text[span.end] == ":"


@given(st.data(), trees(), st.booleans())
def test_a_range_of_characters_can_be_replaced_at_its_span(data: st.DataObject, tree: dict, comments: bool) -> None:
    read = document(written(tree, comments=comments))
    paths = [path for path in scalar_paths(tree) if at(read.root, path)]
    assume(paths)
    path = data.draw(st.sampled_from(paths))
    value = str(at(read.root, path))
    solid = [index for index, char in enumerate(value) if char not in " \n"]
    assume(solid)
    first, last = sorted((data.draw(st.sampled_from(solid)), data.draw(st.sampled_from(solid))))
    span = read.span(path, (first, last + 1))
    mended = document(read.text[: span.start] + "换" + read.text[span.end :])
    assert at(mended.root, path) == value[:first] + "换" + value[last + 1 :]


@given(trees(), st.sampled_from(["\n", "\r\n"]))
def test_lines_and_columns_are_those_of_an_editor(tree: dict, line_break: str) -> None:
    text = written(tree).replace("\n", line_break)
    read = document(text)
    lines = text.split(line_break)
    for path in scalar_paths(tree):
        span = read.span(path)
        assert read.line(span.line) == lines[span.line - 1]
        assert text.startswith(lines[span.line - 1][span.column - 1 :], span.start)


ITEM = """\
编码: "410118027000"
监管:
  责任单位: 示例县交通运输局
设定依据:
  - 法规: 公路安全保护条例
    条款: 第二十七条
  - 法规: 港口法
行使层级: [县级, 市级]
备注:
空表: {}
"""


@pytest.mark.parametrize(
    ("path", "covered"),
    [
        (("监管",), "责任单位: 示例县交通运输局"),
        (("设定依据", 0), "法规: 公路安全保护条例\n    条款: 第二十七条"),
        (("设定依据", 1, "法规"), "港口法"),
        (("行使层级",), "[县级, 市级]"),
        (("行使层级", 1), "市级"),
        (("空表",), "{}"),
        (("备注",), ""),
    ],
)
def test_the_span_of_a_value(path: tuple, covered: str) -> None:
    span = document(ITEM).span(path)
    assert ITEM[span.start : span.end] == covered


@pytest.mark.parametrize(
    ("path", "pointed_at", "line"),
    [
        (("监管", "措施"), "监管", 2),
        (("监管", "重点监管", "是否"), "监管", 2),
        (("设定依据", 0, "文号"), "法规", 5),
        (("设定依据", 1, "条款"), "法规", 7),
        (("设定依据", 9), "设定依据", 4),
        (("编码", "部分"), "编码", 1),
        (("状态",), "编码", 1),
        (("行使层级", 0, "名称"), "县级", 8),
    ],
)
def test_what_is_missing_points_at_the_nearest_key(path: tuple, pointed_at: str, line: int) -> None:
    span = document(ITEM).span(path)
    assert (ITEM[span.start : span.end], span.line) == (pointed_at, line)


def test_an_empty_value_is_the_place_after_its_colon() -> None:
    span = document(ITEM).span(("备注",))
    assert (span.line, span.column, span.end_column) == (9, 4, 4)


def test_an_empty_element_is_the_place_after_its_dash() -> None:
    read = document("措施:\n  -\n  - # 待补充\n  - 巡查\n")
    assert [read.span(("措施", index)).line for index in range(3)] == [2, 3, 4]
    assert read.span(("措施", 1)).column == 4


def test_a_range_of_the_root_is_a_range_of_the_text() -> None:
    assert document(ITEM).span((), (5, 17)).start == 5


def test_columns_count_characters_beyond_the_basic_plane_once() -> None:
    read = document("名称: 𠮷野家 😀\n类型: x\n")
    assert read.span(("名称",), (4, 5)).column == 9
    assert read.span(("类型",)).line == 2


@pytest.mark.parametrize(
    ("written_value", "characters", "covered"),
    [
        ("'甲''乙'", (1, 2), "''"),
        ('"甲\\u4e59丙"', (1, 2), "\\u4e59"),
        ('"甲\\\n    乙"', (1, 2), "乙"),
        ("甲\n  乙", (1, 2), "\n  "),
        ("|\n  甲\n  乙\n", (1, 2), "\n"),
        ("|\n    甲\n\n    乙\n", (1, 3), "\n\n"),
        (">\n  甲\n  乙\n", (1, 2), "\n  "),
        (">-\n  甲\n\n  乙\n", (2, 3), "乙"),
        ("|2\n   甲\n", (0, 1), " "),
        ("甲乙", (1, 1), ""),
        ("甲乙", (2, 9), ""),
    ],
)
def test_a_range_of_a_value_is_found_in_its_source(written_value: str, characters: tuple, covered: str) -> None:
    text = f"名称: {written_value}"
    span = document(text).span(("名称",), characters)
    assert text[span.start : span.end] == covered


def test_anchor_and_tag_are_no_part_of_the_value() -> None:
    read = document("名称: &甲 !!str 许可\n")
    span = read.span(("名称",))
    assert read.text[span.start : span.end] == "许可"


@given(trees())
def test_comments_are_those_outside_of_values(tree: dict) -> None:
    text = written(tree, comments=True)
    read = document(text)
    assert [comment.text for comment in read.comments] == ["# 注: 'x"] * text.count("# 注: 'x")
    for comment in read.comments:
        assert read.line(comment.line)[comment.column - 1 :] == comment.text


def test_a_number_sign_within_a_value_is_no_comment() -> None:
    read = document("a: '1 # 2' # 真\nb: |  # 也是\n  # 不是\nc: x#y\n# 末行\n")
    assert [(comment.line, comment.text) for comment in read.comments] == [(1, "# 真"), (2, "# 也是"), (5, "# 末行")]
