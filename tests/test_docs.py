"""The generated documentation is what the rules, the models and the law table say today."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from quanze.citation.law import CAUSES
from quanze.laws.table import LawTable
from quanze.rulebook import builtin_directory

DOCS = Path(__file__).resolve().parent.parent / "docs"
_LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")


@pytest.fixture(scope="module")
def pages():
    sys.path.insert(0, str(DOCS))
    try:
        module = import_module("make")
    finally:
        sys.path.remove(str(DOCS))
    return module.pages()


def test_every_page_is_fresh(pages):
    stale = [
        name
        for name, text in pages.items()
        if not (DOCS / name).is_file() or (DOCS / name).read_bytes() != text.encode()
    ]
    assert not stale, "过时的页面, 请运行 make docs"


def test_every_rule_has_a_page_and_no_other_page_is_left():
    rules = {path.stem for path in builtin_directory().rglob("*.yaml")}
    assert {path.stem for path in (DOCS / "rules").glob("*.md")} == {*rules, "README"}


def test_every_link_leads_somewhere(pages):
    for name, text in pages.items():
        for target, anchor in _LINK.findall(text):
            page = (DOCS / name).parent / target if target else DOCS / name
            assert page.exists(), f"{name} → {target}"
            if anchor:
                assert re.search(rf"^#+ {re.escape(anchor)}$", page.read_text(encoding="utf-8"), re.MULTILINE), (
                    f"{name}#{anchor}"
                )


def test_a_rule_of_the_craft_claims_no_legal_ground(pages):
    assert "工程规则 (对文件和填写质量的要求, 不是法律规定)" in pages["rules/SCH001.md"]
    assert "法定" not in pages["rules/SCH001.md"]


def test_statutes_and_policies_are_apart(pages):
    page = pages["rules/TIM001.md"]
    assert "- 法定: 优化营商环境条例第三十六条第二款\n" in page
    assert "- 政策: 国家政务服务平台事项信息表\n" in page


def test_the_place_a_finding_points_at_is_marked_in_wrong_examples_only(pages):
    wrong, right = pages["rules/BAS005.md"].split("## 正确的写法")
    assert "  - 法规: 中华人民共和国合同法  # ← 报在这里\n" in wrong
    assert "报在这里" not in right


def test_the_numbers_of_coverage_are_those_of_the_table(pages):
    table = LawTable.open()
    page = pages["laws.md"]
    assert f"收录 {table.counts['laws']:,} 部法规" in page
    columns = [line.split("|") for line in page.splitlines() if re.match(r"\| \S+ \| [\d,]+ \| [\d,]+ \|", line)]
    held = sum(int(row[2].replace(",", "")) for row in columns)
    repealed = sum(int(row[5].replace(",", "")) for row in columns)
    assert (held, repealed) == (table.counts["laws"], table.counts["repealed_only"])
    assert re.search(rf"^\| 法律 \|.*\| 连续 \| {table.cut_offs['法律']} \|$", page, re.MULTILINE)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_reason_of_cannot_tell_is_explained(pages, cause):
    assert f"| {cause} | " in pages["laws.md"]


@pytest.mark.parametrize(
    "row",
    [
        "| 编码 | 文字; 基本编码, 默认 12 位 | 采集起 | [SCH004](rules/SCH004.md) |",
        "| 行使层级 | 列表, 每项: 词表“行使层级” | 采集起 | [LVL001](rules/LVL001.md) |",
        "| 追责 | 见[追责](#追责) | 审核起 | [RES003](rules/RES003.md) |",
        "| 罚款上限 | 数字; 元 |  |  |",
        "| 双随机 | 是或否 |  |  |",
        "| 计划取消日期 | 日期 |  |  |",
    ],
)
def test_a_field_says_what_it_holds_and_who_reports_its_absence(pages, row):
    assert row in pages["fields.md"].splitlines()
