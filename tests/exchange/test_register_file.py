"""Registers that are tables: the file name says which, a row is an entry, a place is a cell."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook

from quanze.exchange.register_file import read_register_table


def read(tmp_path, name, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / name)
    return read_register_table(tmp_path / name, f"data/registers/{name}")


def test_fees_with_the_words_offices_use(tmp_path):
    reading = read(
        tmp_path,
        "示例县收费目录清单（2026）.xlsx",
        ["示例县收费目录清单"],
        ["序号", "收费项目", "收费标准", "收费依据", "执收单位", "对应事项"],
        [
            1,
            "耕地开垦费",
            "每平方米30元",
            "《土地管理法》第三十条第二款",
            "示例县自然资源局",
            "410415001000、410415002000",
        ],
    )
    assert reading.document.root == {
        "登记册": "收费目录清单",
        "条目": [
            {
                "名称": "耕地开垦费",
                "标准": "每平方米30元",
                "依据": [{"法规": "土地管理法", "条款": "第三十条第二款"}],
                "部门": "示例县自然资源局",
                "事项": ["410415001000", "410415002000"],
            }
        ],
    }
    span = reading.document.span(("条目", 0, "标准"))
    assert (span.line, span.column) == (3, 3)
    assert (reading.text, reading.problems) == ("", ())


def test_numbers_and_days_are_written_as_in_yaml(tmp_path):
    runs = read(tmp_path, "运行数据.xlsx", ["事项编码", "办件量"], [410119001000, 38])
    assert runs.document.root["条目"] == [{"编码": "410119001000", "数量": "38"}]
    retired = read(tmp_path, "退役编码.xlsx", ["编码", "退役日期", "原因"], ["1", dt.date(2024, 5, 1), "并入"])
    assert retired.document.root["条目"] == [{"编码": "1", "日期": "2024-05-01", "原因": "并入"}]


def test_published_totals_may_be_by_type_or_by_department(tmp_path):
    totals = read(tmp_path, "公布汇总.xlsx", ["部门", "类型", "项数"], ["示例县水利局", "", 4], ["", "行政许可", 24])
    assert totals.document.root["条目"] == [{"部门": "示例县水利局", "数量": "4"}, {"名称": "行政许可", "数量": "24"}]


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("清单.xlsx", (["名称"], ["甲"]), "看不出是哪一种登记册"),
        ("法规补充.xlsx", (["名称"], ["甲"]), "法规补充不能写成表格"),
        ("证明事项清单.xlsx", (["甲"], ["乙"]), "没有找到列名行"),
        ("证明事项清单.xlsx", (["名称", "用途"],), "只有列名"),
    ],
)
def test_what_is_no_register_is_one_clear_problem(tmp_path, name, rows, said):
    reading = read(tmp_path, name, *rows)
    assert reading.document is None
    (problem,) = reading.problems
    assert said in f"{problem.values['说明']}{problem.values['怎么改']}"
