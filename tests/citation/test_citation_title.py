"""Titles: the form they are looked up by, and what is the title of a law."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanze.citation.title import is_defined_term, is_law_title, normalize_title, type_word


@pytest.mark.parametrize(
    ("written", "normalized"),
    [
        ("中华人民共和国水法", "水法"),
        ("《中华人民共和国水法》", "水法"),
        ("中华人民共和国行政处罚法（2021年修订）", "行政处罚法"),
        ("中华人民共和国劳动法(2018年修正本)", "劳动法"),
        ("行政处罚法（2021年1月22日第二次修订）", "行政处罚法"),
        ("某省实施〈中华人民共和国水法〉办法（修正）", "某省实施水法办法"),
        ("某省实施<中华人民共和国水法>办法", "某省实施水法办法"),
        ("社会团体登记管理条例（国务院令第250号）", "社会团体登记管理条例"),
        ("排污许可管理办法（试行）", "排污许可管理办法试行"),
        ("关于适用《中华人民共和国公司法》若干问题的规定（二）", "关于适用公司法若干问题的规定二"),
        ("执法事项指导目录（2020年版）", "执法事项指导目录2020年版"),
        (" 中华\n人民共和国统计\n法", "统计法"),
        ("水法（2016年修正）（2016年修正）", "水法"),
        ("中华人民共和国", "中华人民共和国"),
        ("", ""),
    ],
)
def test_the_form_laws_are_looked_up_by(written: str, normalized: str) -> None:
    assert normalize_title(written) == normalized


@given(st.text(alphabet="中华人民共和国水法《》〈〉（）年修正2019 试行", max_size=30))
def test_normalizing_a_second_time_changes_nothing_but_what_brackets_hid(text: str) -> None:
    once = normalize_title(text)
    assert not set(once) & set("《》〈〉（）() ")
    assert len(normalize_title(once)) <= len(once)


@pytest.mark.parametrize(
    "title",
    [
        "水法",
        "民法典",
        "饲料管理条例",
        "收费管理办法（试行）",
        "关于适用〈公司法〉的规定（二）",
        "行政许可事项清单（2023年版）",
        "关于做好登记工作的通知",
    ],
)
def test_titles_of_laws(title: str) -> None:
    assert is_law_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "社会团体法人登记证书",
        "营业执照",
        "进口兽药通关单",
        "办法",
        "实施细则",
        "暂行规定",
        "条例",
        "检验方法",
        "通行做法",
        "",
    ],
)
def test_what_only_looks_like_one(title: str) -> None:
    assert not is_law_title(title)


def test_the_law_type_word() -> None:
    assert type_word("商标法实施条例") == "条例"
    assert type_word("民法典") == "法典"
    assert type_word("安全生产举报奖励办法（试行）") == "办法"
    assert not type_word("营业执照")


def test_a_defined_term_stands_for_a_title_given_before() -> None:
    assert is_defined_term("实施办法")
    assert not is_defined_term("契税法实施办法")
