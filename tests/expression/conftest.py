"""A small list of powers that the tests of the expression language speak of."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from quanze.expression import FieldTree, compile_expression
from quanze.expression.fields import ANY, BOOL, DATE, NUMBER, TEXT, list_of, record_of

CITATION = FieldTree("设定依据", {"法规": ("law", TEXT), "类别": ("kind", TEXT), "条款": ("clause", TEXT)})
LIMIT = FieldTree("时限", {"数值": ("days", NUMBER), "单位": ("unit", TEXT)})
GUIDE = FieldTree("办事指南", {"承诺时限": ("promised", record_of(LIMIT)), "法定时限": ("statutory", record_of(LIMIT))})
ITEM = FieldTree(
    "事项",
    {
        "名称": ("name", TEXT),
        "类型": ("type", TEXT),
        "权力来源": ("source", TEXT),
        "版本": ("version", NUMBER),
        "行使层级": ("levels", list_of(TEXT)),
        "设定依据": ("basis", list_of(record_of(CITATION))),
        "办事指南": ("guide", record_of(GUIDE)),
        "重点监管": ("key_supervision", BOOL),
        "批准日期": ("approved", DATE),
        "扩展": ("extra", ANY),
    },
)
NAMES = {"事项": ITEM}


def citation(law, kind=None, clause=None):
    return SimpleNamespace(law=law, kind=kind, clause=clause)


def limit(days, unit="工作日"):
    return SimpleNamespace(days=days, unit=unit)


def item(**fields):
    """An item of 公路超限运输许可; any field can be replaced."""
    written = {
        "name": "公路超限运输许可",
        "type": "行政许可",
        "source": "上级下放",
        "version": 3,
        "levels": ("市级", "县级"),
        "basis": (citation("公路法", "法律", "第五十条"), citation("公路安全保护条例", "行政法规")),
        "guide": SimpleNamespace(promised=limit(14), statutory=limit(20)),
        "key_supervision": False,
        "approved": dt.date(2026, 4, 2),
        "extra": None,
    }
    return SimpleNamespace(**(written | fields))


@pytest.fixture
def evaluate():
    """Evaluate an expression over an item with some of its fields replaced."""

    def run(source, /, budget=200_000, **fields):
        values = {"事项": item(**fields), "核对日期": dt.date(2026, 11, 22)}
        return compile_expression(source, NAMES).evaluate(values, budget)

    return run
