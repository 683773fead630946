"""Who may set what, and which rank prevails."""

from __future__ import annotations

import pytest

from quanze.citation.rank import (
    MATRIX,
    RANKS,
    Power,
    Rank,
    effect,
    highest,
    may_set,
    ranks_of_label,
    ranks_that_may_set,
)


@pytest.mark.parametrize(
    ("power", "kinds", "ranks"),
    [
        ("行政许可", ["普通"], {"法律", "行政法规", "国务院决定", "地方性法规", "省级政府规章"}),
        ("行政许可", ["认可"], {"法律", "行政法规", "国务院决定"}),
        ("行政许可", ["登记"], {"法律", "行政法规", "国务院决定"}),
        ("行政处罚", ["行政拘留"], {"法律"}),
        ("行政处罚", ["吊销营业执照"], {"法律", "行政法规"}),
        ("行政处罚", ["责令停产停业"], {"法律", "行政法规", "地方性法规"}),
        (
            "行政处罚",
            ["警告", "罚款"],
            {"法律", "行政法规", "地方性法规", "部门规章", "省级政府规章", "市级政府规章"},
        ),
        ("强制措施", ["冻结"], {"法律"}),
        ("强制措施", ["限制公民人身自由"], {"法律"}),
        ("强制措施", ["查封", "扣押"], {"法律", "行政法规", "地方性法规"}),
        ("强制措施", ["其他"], {"法律", "行政法规"}),
        ("强制执行", ["代履行"], {"法律"}),
    ],
)
def test_the_matrix_of_setting_power(power: Power, kinds: list[str], ranks: set[Rank]) -> None:
    assert set(ranks_that_may_set(power, kinds)) == ranks


def test_a_normative_document_may_set_nothing() -> None:
    for power in MATRIX:
        for rank in ("规范性文件", "三定规定"):
            answer = may_set(power, (), rank)
            assert not answer.allowed
            assert answer.refused == (power,)
            assert answer.ground


def test_only_the_kinds_beyond_the_power_are_refused() -> None:
    answer = may_set("行政处罚", ["警告", "责令停产停业", "罚款"], "部门规章")
    assert not answer.allowed
    assert answer.refused == ("责令停产停业",)
    assert answer.ground == "行政处罚法第十三条第二款"


def test_a_provincial_rule_sets_only_licences_of_one_year() -> None:
    answer = may_set("行政许可", ["普通"], "省级政府规章")
    assert answer.allowed
    assert "临时" in answer.condition
    assert answer.ground == "行政许可法第十五条"


def test_the_fines_of_rules_are_limited() -> None:
    for rank in ("部门规章", "省级政府规章", "市级政府规章"):
        assert "限额" in may_set("行政处罚", ["罚款"], rank).condition


def test_a_law_may_set_everything_without_condition() -> None:
    for power in MATRIX:
        answer = may_set(power, ["行政拘留", "冻结", "登记"], "法律")
        assert answer.allowed
        assert answer.condition == ""


def test_rules_of_departments_and_provinces_are_equal() -> None:
    assert effect("部门规章") == effect("省级政府规章")
    assert effect("法律") > effect("行政法规") > effect("地方性法规") > effect("部门规章") > effect("市级政府规章")
    assert effect("市级政府规章") > effect("规范性文件") > effect("三定规定")


def test_the_highest_rank_of_a_basis() -> None:
    assert highest(["规范性文件", "地方性法规", "部门规章"]) == "地方性法规"
    assert highest([]) is None


@pytest.mark.parametrize(
    ("label", "ranks"),
    [
        ("法律", {"法律", "宪法"}),
        ("【规章】", {"部门规章", "省级政府规章", "市级政府规章"}),
        ("（行政法规）", {"行政法规", "国务院决定"}),
        ("法规", {"行政法规", "国务院决定", "地方性法规"}),
        ("经济特区法规", {"地方性法规"}),
        ("地方政府规章", {"省级政府规章", "市级政府规章"}),
        ("国家标准", set()),
        ("", set()),
    ],
)
def test_a_label_may_stand_for_several_ranks(label: str, ranks: set[Rank]) -> None:
    assert set(ranks_of_label(label)) == ranks


def test_every_rank_is_its_own_label_or_has_one() -> None:
    for rank in RANKS:
        assert rank in ranks_of_label(rank)
