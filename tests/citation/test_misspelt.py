"""Titles that are not in the table: another one wrongly written, or one the table does not have."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.judge import judge
from quanze.citation.types import Citation
from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
TABLE = LawTable.open()

MEANT = {
    "行政许克法": "中华人民共和国行政许可法",
    "中华人民共和国行政处法罚": "中华人民共和国行政处罚法",
    "行政强制执行法": "中华人民共和国行政强制法",
    "中华人民共合国行政处罚法": "中华人民共和国行政处罚法",
    "中华人民行政处罚法": "中华人民共和国行政处罚法",
    "行政处罚条例": "中华人民共和国行政处罚法",
    "全民健身法": "全民健身条例",
    "道路运输条列": "中华人民共和国道路运输条例",
    "道路交通运输条例": "中华人民共和国道路运输条例",
    "公路安全保户条例": "公路安全保护条例",
    "公路安全保条例": "公路安全保护条例",
    "超限运输车辆行使公路管理规定": "超限运输车辆行驶公路管理规定",
    "危险化学品重大危险源督管理暂行规定": "危险化学品重大危险源监督管理暂行规定",
}
#: Acts that exist, or may, though the table does not have them.
OTHERS = (
    "林业行政处罚程序规定",
    "企业投资项目核准和备案管理办法",
    "排污许可管理办法（试行）",
    "湿地保护管理规定",
    "放射性同位素与射线装置安全和防护管理办法",
    "国家级森林公园管理办法",
    "报废机动车回收管理办法实施细则",
    "工程监理企业资质管理规定",
    "注册监理工程师管理规定",
    "建设工程质量检测管理办法",
    "农村公路条例",
    "检察公益诉讼法",
    "河南省公路管理办法",
    "示例县砂石资源管理暂行办法",
    "中华全国总工会章程",
)


def said(title: str, number: str | None = None) -> tuple[str, str]:
    (found,) = judge(Citation((0, len(title)), title=title, number=number), TODAY, TABLE)
    return found.rule, found.suggestion


@pytest.mark.parametrize(("title", "meant"), MEANT.items())
def test_a_title_that_can_only_be_another_one(title: str, meant: str) -> None:
    assert said(title) == ("BAS022", meant)


@pytest.mark.parametrize("title", OTHERS)
def test_an_act_the_table_does_not_have(title: str) -> None:
    assert said(title) == ("BAS003", "")


def test_the_number_says_which_law_is_meant() -> None:
    assert said("公路安全保护办法") == ("BAS003", "")
    assert said("公路安全保护办法", "国务院令第593号") == ("BAS022", "公路安全保护条例")


def test_the_number_of_an_unlike_law_proves_nothing() -> None:
    assert said("示例县砂石资源管理暂行办法", "国务院令第593号") == ("BAS003", "")


@given(st.text(alphabet="中华人民共和国行政处罚许可条例法办规定道路运输", max_size=16))
def test_no_title_breaks_the_judgement(title: str) -> None:
    assert judge(Citation((0, len(title)), title=title or None, number="国务院令第593号"), TODAY, TABLE)
