"""What becomes of a file: text, and nothing but text; what YAML can do beyond it is refused."""

from __future__ import annotations

import pytest

from quanze.finding import Edit
from quanze.source import Limits, Problem, Reading, parse


def read(text: str, limits: Limits | None = None) -> Reading:
    return parse(text.encode(), "事项.yaml", limits or Limits())


def told(reading: Reading) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.variant, problem.span.line) for problem in reading.problems]


@pytest.mark.parametrize(
    "text",
    [
        "0012",
        "12",
        "on",
        "True",
        "~",
        "null",
        "1e3",
        "12:30:45",
        "2021-10-01",
        "440101007000440101007000440101007",
        "=",
    ],
)
def test_every_scalar_is_text_as_it_is_written(text: str) -> None:
    document = read(f"值: {text}\n列: [{text}]\n").document
    assert document is not None
    assert document.root == {"值": text, "列": [text]}


def test_an_empty_value_is_empty_text() -> None:
    document = read("名称:\n别名: ''\n措施:\n  -\n").document
    assert document is not None
    assert document.root == {"名称": "", "别名": "", "措施": [""]}


class TestDuplicateKeys:
    def test_the_first_is_kept_and_both_places_are_shown(self) -> None:
        reading = read("名称: 甲\n监管:\n  方式: 一\n  责任单位: 乙\n  方式: 二\n名称: 丙\n")
        assert reading.document is not None
        assert reading.document.root == {"名称": "甲", "监管": {"方式": "一", "责任单位": "乙"}}
        inner, outer = reading.problems
        assert (inner.code, inner.path, inner.span.line, inner.part) == ("SCH002", ("监管", "方式"), 5, "key")
        assert inner.values == {"键": "方式", "首行": 3}
        assert (outer.path, outer.span.line) == (("名称",), 6)
        assert [(place.file, place.line, place.column) for place in outer.related] == [("事项.yaml", 1, 1)]

    def test_what_stands_under_the_second_is_left_out_but_looked_at(self) -> None:
        reading = read("监管: 甲\n监管:\n  方式: &x [乙]\n状态: 在用\n")
        assert reading.document is not None
        assert reading.document.root == {"监管": "甲", "状态": "在用"}
        assert told(reading) == [("SCH002", "", 2), ("SCH009", "锚点", 3)]

    def test_each_element_of_a_list_has_keys_of_its_own(self) -> None:
        assert read("材料:\n  - 名称: 甲\n  - 名称: 乙\n").problems == ()


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "variants", "root"),
        [
            ("a: &甲 许可\n", ["锚点"], {"a": "许可"}),
            ("&k a: 许可\n", ["锚点"], {"a": "许可"}),
            ("a: &x 1\nb: *x\nc: [*x, 2]\n", ["锚点", "别名"], {"a": "1", "c": ["2"]}),
            ("a: *重要*\n", ["别名"], {}),
            ("<<: *x\na: 1\n", ["合并键"], {"a": "1"}),
            ("<<: {b: 2}\na: 1\n", ["合并键"], {"a": "1"}),
            ("a: !!str 0012\n", ["标签"], {"a": "0012"}),
            ("a: !item {b: 1}\n", ["标签"], {"a": {"b": "1"}}),
            ("a: !!str &x 1\n", ["锚点", "标签"], {"a": "1"}),
            ("? [a, b]\n: 1\nc: 2\n", ["复杂键"], {"c": "2"}),
            ("*x : 1\nc: 2\n", ["别名"], {"c": "2"}),
            ("a: 1\n---\na: 2\n", ["多文档"], {"a": "1"}),
            ("a: 1\n...\nb: 2\n", ["多文档"], {"a": "1"}),
            ("%YAML 1.1\n---\na: on\n", ["指令"], {"a": "on"}),
            ("# 注\n%TAG ! tag:x\n%FOO\n---\na: 1\n", ["指令"], {"a": "1"}),
        ],
    )
    def test_it_is_reported_and_the_rest_is_read(self, text: str, variants: list[str], root: dict) -> None:
        reading = read(text)
        assert [problem.variant for problem in reading.problems if problem.code == "SCH009"] == variants
        assert reading.document is not None
        assert reading.document.root == root

    def test_a_tag_is_named_as_it_is_written(self) -> None:
        for tag in ("!!str", "!x"):
            (problem,) = read(f"a: {tag} 1\n").problems
            assert problem.values["名称"] == tag

    def test_one_document_may_begin_with_its_mark(self) -> None:
        assert read("--- # 事项\na: 1\n").problems == ()

    def test_a_quoted_merge_key_is_a_key(self) -> None:
        reading = read('"<<": 甲\n')
        assert reading.document is not None
        assert (reading.document.root, reading.problems) == ({"<<": "甲"}, ())

    @pytest.mark.parametrize(
        ("text", "covered"),
        [("a: &甲 许可", "&甲"), ("a: !!str &x 许可", "!!str &x"), ("a: [1, *x]", "*x"), ("<<: {}", "<<")],
    )
    def test_the_span_is_that_of_the_sign(self, text: str, covered: str) -> None:
        (span, *_) = [problem.span for problem in read(text).problems]
        assert text[span.start : span.end] == covered

    def test_a_percent_sign_in_a_value_is_no_directive(self) -> None:
        assert read("比例: 20%\n说明: |\n  一\n\n  %二\n").problems == ()


class TestNothingToRead:
    @pytest.mark.parametrize(
        ("text", "variant"),
        [("", "空文件"), (" \n\n", "空文件"), ("# 只有注释\n", "只有注释"), ("---\n", "只有注释"), ("{}\n", "空文件")],
    )
    def test_an_empty_file(self, text: str, variant: str) -> None:
        reading = read(text)
        assert reading.document is None
        assert told(reading) == [("SCH010", variant, 1)]

    @pytest.mark.parametrize(("text", "what"), [("- 甲\n- 乙\n", "列表"), ("行政许可\n", "一段文字"), ("[]\n", "列表")])
    def test_a_file_that_is_no_mapping(self, text: str, what: str) -> None:
        reading = read(text)
        assert reading.document is None
        assert [(problem.variant, problem.values) for problem in reading.problems] == [("不是映射", {"实为": what})]


def retyped(text: str) -> list[Problem]:
    return [problem for problem in read(text).problems if problem.code == "SCH012"]


class TestRetyped:
    @pytest.mark.parametrize(
        ("text", "variant", "become"),
        [
            ("0012", "前导零", "12"),
            ("-007", "前导零", "-7"),
            ("03991234567", "前导零", "3991234567"),
            ("on", "开关词", "true"),
            ("No", "开关词", "false"),
            ("y", "开关词", "true"),
            ("410118027000", "长数字", "4.10118E+11"),
            ("4401010070004401", "长数字", "4401010070004401.0"),
            ("1e3", "科学计数", "1000.0"),
            ("91410100E12", "科学计数", "9.14101e+19"),
            ("1.10", "小数", "1.1"),
            ("+5", "整数", "5"),
            ("1_000", "整数", "1000"),
            ("0x1F", "进制", "31"),
            ("9:00", "时间", "另一种写法的时间或数字"),
            ("2021-10-01 12:00:00", "时间", "另一种写法的时间或数字"),
        ],
    )
    def test_what_other_tools_would_change(self, text: str, variant: str, become: str) -> None:
        (problem,) = retyped(f"值: {text}\n")
        assert (problem.variant, problem.values) == (variant, {"值": text, "变成": become})
        assert problem.fix is not None
        assert problem.fix.edits == (Edit(("值",), "value", f'"{text}"'),)

    @pytest.mark.parametrize(
        "text",
        [
            "12",
            "0",
            "0.5",
            "true",
            "False",
            "2021-10-01",
            "41011802700",
            "0399-1234567",
            "11411199MB0000018Q4",
            "~",
            "null",
            '"0012"',
            "'on'",
            "|\n  0012",
            "第0012号",
            "",
            "--",
            "1/2",
            "𝟘",
        ],
    )
    def test_what_comes_back_as_it_is_written(self, text: str) -> None:
        assert retyped(f"值: {text}\n") == []

    def test_keys_are_not_meant_and_elements_are(self) -> None:
        assert [problem.path for problem in retyped("on: 甲\n码: [甲, 0012]\n")] == [("码", 1)]
