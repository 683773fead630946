"""Enumerations are split at their numbers and no character is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.cells.enumeration import split, stage_of

PARTS = st.sampled_from(
    (
        *("1.", "2．", "3、", "4/5/6/7/8.", "（1）", "(一)", "一、", "①", "1.5万元", "第1条", "1", ".", "2016.5.1"),
        *(
            "直接实施责任：",
            "受理责任：",
            "指导监督责\n任:",
            "责任",
            "。",
            "；",
            "：",
            "\n",
            "  ",
            "对符合条件的不予受理的",
        ),
    )
)


@given(st.lists(PARTS, max_size=25).map("".join) | st.text(max_size=60))
@settings(max_examples=500)
def test_what_was_split_joins_to_the_very_text(text: str) -> None:
    found = split(text)
    assert found.lead + "".join(found.pieces) == text
    assert all(found.pieces)


def pieces(text: str) -> list[str]:
    return ["".join(piece.split()) for piece in split(text).pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.具体承办人；\n2.内设机构负责人；\n3.分管领导。", ["1.具体承办人；", "2.内设机构负责人；", "3.分管领导。"]),
        ("一.具体承办人：\n二.内设机构负责人：", ["一.具体承办人：", "二.内设机构负责人："]),
        ("1.承办人；2.科室；4/5/6/7/8.单位法定代表人", ["1.承办人；", "2.科室；", "4/5/6/7/8.单位法定代表人"]),
        ("1.罚款1.5万元以下；2.其他。", ["1.罚款1.5万元以下；", "2.其他。"]),
        ("直接实施责任：1. 公示。2. 许可。指导监督责任：3. 指导。", ["直接实施责任：1.公示。", "2.许可。", "指导监督责任：3.指导。"]),
        ("直接实施责\n任：\n1.执行标准\n。\n指导监督责\n任：\n2.指导。", ["直接实施责任：1.执行标准。", "指导监督责任：2.指导。"]),
        ("4.申请变更：\n（1）地点变化；\n（2）股权变化。\n5.其他。", ["4.申请变更：（1）地点变化；（2）股权变化。", "5.其他。"]),
        ("具体承办人；\n单位负责人。", ["具体承办人；", "单位负责人。"]),
        ("有下列情形的：\n不予受理的；\n违反程序的。", ["不予受理的；", "违反程序的。"]),
        ("因不履行\n职责的。", []),
        ("受理阶段责任：公示。\n审查阶段责任：审核。", ["受理阶段责任：公示。", "审查阶段责任：审核。"]),
    ],
)  # fmt: skip
def test_pieces(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_the_sentence_before_the_first_number_is_the_lead() -> None:
    found = split("有下列情形的，行政机关及相关工\n作人员应承担相应的责\n任：\n1.甲；\n2.乙。")
    assert "".join(found.lead.split()) == "有下列情形的，行政机关及相关工作人员应承担相应的责任："
    assert len(found.pieces) == 2


def test_a_first_number_glued_to_the_lead_is_seen() -> None:
    assert pieces("应承担相应的责任1.不担当，贻误工作的；\n2.其他。") == ["1.不担当，贻误工作的；", "2.其他。"]


@pytest.mark.parametrize(
    ("piece", "stage"),
    [
        ("1.受理责任：公示材料", "受理"),
        ("2、审查责任：", "审查"),
        ("受理阶段责任:公示", "受理"),
        ("直接实施责任：\n1.受理责任：公示", "受理"),
        ("3.监督责任。建立健全监督制度", "监督"),
        ("直接实施责任：\n1.规范审批程序", ""),
        ("指导监督责任：指导下级", ""),
        ("1.依法依规实施采种林的确定责任。", ""),
    ],
)
def test_a_stage_is_taken_only_where_the_text_names_it(piece: str, stage: str) -> None:
    assert stage_of(piece) == stage
