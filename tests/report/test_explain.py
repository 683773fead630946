"""The page of a rule, and which modules a report loads."""

from __future__ import annotations

import subprocess
import sys

import county
import pytest

from quanze.finding import Span
from quanze.report import FORMATS, explain
from quanze.report.view import View
from quanze.text import width

WRONG = "类型: 行政强制\n强制类别: 措施\n放权:\n  方式: 委托\n  承接方: 示例县城关镇综合执法站\n"
PAGE = explain.RulePage(
    county.LABELS["BAS005"],
    wrong=(explain.Sample(WRONG, Span(25, 27, 4, 7, 4, 9), "行政强制措施权不得委托"),),
    right=(explain.Sample("类型: 行政强制\n强制类别: 措施\n权力来源: 法定本级行使\n"),),
    needs=("法规表", "部门名册"),
    waivable="只能由合法性审核机构在 waivers.yaml 里豁免",
    fixable="不能自动修复",
)


@pytest.mark.parametrize("columns", [80, 120])
def test_the_page_of_a_rule(golden, columns):
    golden(f"explain{columns}.txt", explain.render(PAGE, View(width=columns, unicode_boxes=True)))


def test_the_page_fits_its_columns():
    for columns in (60, 80, 120):
        assert max(map(width, explain.render(PAGE, View(width=columns)).splitlines())) <= columns


def test_a_rule_of_the_craft_claims_no_legal_ground():
    text = explain.render(explain.RulePage(county.LABELS["GUI002"]))
    assert "依据  工程规则 (对文件和填写质量的要求, 不是法律规定)" in text
    assert "法定" not in text


def test_a_page_is_plain_without_colour():
    assert "\x1b" not in explain.render(PAGE)
    assert "\x1b[1;31m错误\x1b[0m" in explain.render(PAGE, View(color=True))


def loaded(statement):
    """The modules of quanze and of its heavy libraries that a fresh interpreter has after a statement."""
    script = f"import sys; {statement}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split() if name.split(".")[0] in ("quanze", "pydantic", "rich", "ruamel")}


def test_the_table_of_formats_loads_no_format():
    reports = {target.split(":")[0] for target in FORMATS.values()}
    assert not reports & loaded("import quanze.report")


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_format_loads_no_heavy_library(name):
    modules = loaded(f"import {FORMATS[name].split(':')[0]}")
    assert not [module for module in modules if not module.startswith("quanze")]
