"""Catalogues that are tables: each entry on the line of its row, damage named with its line."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook

from quanze.exchange.catalogue_file import read_catalogue_table

HEADINGS = ["编码", "名称", "类型", "层级", "状态", "设定依据（法规/条款）"]
WATER = [
    "410119001000",
    "取水许可",
    "行政许可",
    "市级、县级",
    "在用",
    "中华人民共和国水法/第四十八条第一款；《取水许可条例》第十四条",
]
BASIS = [{"法规": "中华人民共和国水法", "条款": "第四十八条第一款"}, {"法规": "取水许可条例", "条款": "第十四条"}]


@pytest.fixture
def workbook(tmp_path):
    """Write sheets of rows and return the file."""

    def write(*sheets, name="目录.xlsx", titles=()):
        book = Workbook()
        book.remove(book.active)
        for number, rows in enumerate(sheets):
            sheet = book.create_sheet(titles[number] if titles else None)
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return write


def entries(reading):
    assert reading.document is not None
    return reading.document.root["事项"]


def test_a_workbook_is_read_with_the_row_as_line(workbook):
    reading = read_catalogue_table(
        workbook([["某省通用目录"], HEADINGS, WATER, ["410117004000", "消防验收", "行政许可"]]), "目录.xlsx"
    )
    first, second = entries(reading)
    assert first == {
        "编码": "410119001000",
        "名称": "取水许可",
        "类型": "行政许可",
        "层级": ["市级", "县级"],
        "状态": "在用",
        "设定依据": BASIS,
    }
    assert second["状态"] == "在用"
    assert reading.problems == ()
    spans = [reading.document.span(("事项", n, key)) for n in (0, 1) for key in ("名称", "类型", "设定依据")]
    assert [(span.line, span.column) for span in spans] == [(3, 2), (3, 3), (3, 6), (4, 2), (4, 3), (4, 1)]


def test_law_and_clause_in_columns_of_their_own_and_rows_that_go_on(workbook):
    rows = [
        ["目录编码", "事项名称", "权力类型", "设定依据(法规)", "设定依据(条款)", "备注"],
        ["1", "甲", "行政许可", "《水法》", "第一条\n第二条", "略"],
        ["", "", "", "会计法", "第三条", ""],
        ["2", "乙", "行政许可", "劳动法\n公司法", "第四条\n第五条", ""],
    ]
    first, second = entries(read_catalogue_table(workbook(rows), "目录.xlsx"))
    assert first["设定依据"] == [
        {"法规": "水法", "条款": "第一条"},
        {"法规": "水法", "条款": "第二条"},
        {"法规": "会计法", "条款": "第三条"},
    ]
    assert second["设定依据"] == [{"法规": "劳动法", "条款": "第四条"}, {"法规": "公司法", "条款": "第五条"}]
    assert "备注" not in first


def test_numbers_typed_by_excel_stay_codes_and_sheets_follow_one_another(workbook):
    file = workbook(
        [HEADINGS, [410119001000, "取水许可"]], [["说明"], ["没有列名"]], [HEADINGS, ["410117004000", "消防验收"]]
    )
    reading = read_catalogue_table(file, "目录.xlsx")
    assert [entry["编码"] for entry in entries(reading)] == ["410119001000", "410117004000"]
    assert [reading.document.span(("事项", n)).line for n in (0, 1)] == [2, 2]


def test_a_sheet_may_be_named_by_the_type_of_its_items(workbook):
    without = [["编码", "名称", "设定依据"], ["1", "对无证取水的处罚", "《水法》第一条、《会计法》第二条"]]
    file = workbook(without, without, titles=("行政处罚（县级）", "其他"))
    reading = read_catalogue_table(file, "目录.xlsx")
    (entry,) = entries(reading)
    assert (entry["类型"], entry["名称"]) == ("行政处罚", "对无证取水的处罚")
    assert entry["设定依据"] == [{"法规": "水法", "条款": "第一条"}, {"法规": "会计法", "条款": "第二条"}]
    (problem,) = reading.problems
    assert problem.span.line == 1
    assert "没有“类型”这一列" in problem.values["说明"]


def test_of_two_columns_with_one_meaning_the_better_named_is_read(workbook):
    rows = [["事项编码", "权力名称", "事项名称", "类型"], ["1", "乙", "甲", "行政许可"]]
    assert entries(read_catalogue_table(workbook(rows), "目录.xlsx"))[0]["名称"] == "甲"


def test_lines_of_json_keep_what_they_say(tmp_path):
    file = tmp_path / "目录.jsonl"
    rows = [
        {
            "编码": 12,
            "名称": "甲",
            "类型": "行政许可",
            "层级": "市级,县级",
            "设定依据": [{"法规": "水法", "条款": "第一条"}],
        },
        {
            "编码": "0013",
            "名称": "乙\u2028丙",
            "类型": "行政许可",
            "状态": "取消",
            "设定依据": "某办法 第二条；没有条款的说法, 见通知第三部分",
        },
    ]
    file.write_text("\n".join(["", *(json.dumps(row, ensure_ascii=False) for row in rows)]), "utf-8")
    reading = read_catalogue_table(file, "目录.jsonl")
    first, second = entries(reading)
    assert (first["编码"], first["层级"], first["状态"]) == ("12", ["市级", "县级"], "在用")
    assert (second["编码"], second["状态"]) == ("0013", "取消")
    assert second["设定依据"][0] == {"法规": "某办法", "条款": "第二条"}
    span = reading.document.span(("事项", 0, "编码"))
    assert (span.line, reading.text.split("\n")[1][span.column - 1 :].startswith("12,")) == (2, True)


def test_a_broken_line_is_named_and_the_others_are_read(tmp_path):
    file = tmp_path / "目录.jsonl"
    file.write_text('{"编码": "1", "名称": "甲"}\n{"编码": "2"\n[1]\n{"编码": "4", "名称": "丁"}\n', "utf-8")
    reading = read_catalogue_table(file, "目录.jsonl")
    assert [entry["编码"] for entry in entries(reading)] == ["1", "4"]
    assert [(problem.code, problem.span.line) for problem in reading.problems] == [("SCH001", 2), ("SCH001", 3)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("目录.xlsx", b"PK\x03\x04" + bytes(80), "损坏"),
        ("目录.xlsx", b"%PDF-1.7", "PDF"),
        ("目录.csv", "甲,乙\n1,2\n".encode(), "没有找到列名行"),
        ("目录.csv", "编码,名称,类型\n".encode(), "只有列名"),
        ("目录.jsonl", b"", "空文件"),
    ],
)
def test_what_is_no_catalogue_is_one_clear_problem(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    reading = read_catalogue_table(tmp_path / name, name)
    assert reading.document is None
    (problem,) = reading.problems
    assert problem.code == "SCH001"
    assert said in str(problem.values["说明"]) + str(problem.values["怎么改"])


def test_a_file_that_is_not_there_is_a_problem_too(tmp_path):
    reading = read_catalogue_table(tmp_path / "没有.xlsx", "没有.xlsx")
    assert reading.document is None
    assert len(reading.problems) == 1
