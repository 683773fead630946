"""Field trees: from pydantic models, and their names as Python sees them."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - pydantic reads annotations
from decimal import Decimal  # noqa: TC003
from types import SimpleNamespace
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field

from quanze.expression import FieldTree, compile_expression, compile_template, tree_of, unstable_names
from quanze.expression.fields import ANY, BOOL, DATE, NUMBER, TEXT, list_of, record_of
from quanze.model.item import Item


class Clause(BaseModel):
    text: str = Field(alias="条文")
    parts: list[Clause] = Field(alias="款", default=[])


class Power(BaseModel):
    name: Annotated[str, Field(max_length=200)] = Field(alias="名称")
    days: int | float | None = Field(None, alias="数值")
    fee: Decimal | None = Field(None, alias="费用")
    since: dt.date = Field(alias="生效")
    listed: bool = Field(alias="是否")
    levels: tuple[str, ...] = Field(alias="层级")
    clause: Clause | None = Field(None, alias="条款")
    free: dict[str, str] = Field({}, alias="扩展")
    either: str | int = Field("", alias="文号")


class Licence(Power):
    kind: Literal["行政许可"] = Field(alias="类型")
    validity: str = Field(alias="有效期")


class Penalty(Power):
    kind: Literal["行政处罚"] = Field(alias="类型")
    validity: int = Field(alias="有效期")
    ceiling: int = Field(alias="罚款上限")


def test_kinds_come_from_the_annotations():
    tree = tree_of(Power, "事项")
    kinds = {key: kind for key, (_, kind) in tree.fields.items()}
    assert kinds["名称"] == TEXT
    assert kinds["数值"] == kinds["费用"] == NUMBER
    assert kinds["生效"] == DATE
    assert kinds["是否"] == BOOL
    assert kinds["层级"] == list_of(TEXT)
    assert kinds["扩展"] == kinds["文号"] == ANY
    assert kinds["条款"].record.fields["条文"] == ("text", TEXT)


def test_a_model_that_contains_itself_has_a_tree_that_does():
    clause = tree_of(Clause, "条款")
    assert clause.fields["款"][1].element.record is clause
    compile_expression("有(条款.款[0].款[0].条文)", {"条款": clause})


def test_a_union_has_the_fields_of_all_its_members():
    tree = tree_of(Annotated[Licence | Penalty, Field(discriminator="kind")], "事项")
    assert tree.fields["类型"][1] == TEXT
    assert tree.fields["罚款上限"] == ("ceiling", NUMBER)
    assert tree.fields["有效期"][1] == ANY
    licence = Licence(名称="甲", 生效="2026-01-01", 是否=True, 层级=["县级"], 类型="行政许可", 有效期="三年")
    fine = compile_expression("有(事项.罚款上限) and 事项.罚款上限 > 1000", {"事项": tree})
    assert fine.evaluate({"事项": licence}) is False


def test_what_is_no_record_has_no_tree():
    with pytest.raises(TypeError):
        tree_of(str, "事项")


def test_names_that_cannot_be_written_are_reported():
    inner = FieldTree("内", {"１号": ("one", TEXT), "名称": ("name", TEXT)})
    tree = FieldTree("外", {"\uf90a额": ("gold", NUMBER), "主项/子项": ("parts", TEXT), "内": ("inner", list_of(TEXT))})
    tree.fields["内"] = ("inner", list_of(record_of(inner)))
    assert unstable_names(tree) == tuple(sorted(["\uf90a额", "主项/子项", "内.１号"]))


def test_names_are_found_in_any_form_of_unicode():
    """U+F90A is 金 to Python: written either way, in the tree or in the source, it is the same field."""
    compatible, plain = "\uf90a额", "金额"
    for key in (compatible, plain):
        tree = FieldTree(key, {key: ("gold", NUMBER)})
        for written in (compatible, plain):
            values = {key: SimpleNamespace(gold=5)}
            assert compile_expression(f"{written}.{written} > 3", {key: tree}).evaluate(values) is True
            assert compile_template(f"{{{written}.{written}}}", {key: tree}).render(values) == "5"


def test_every_field_of_an_item_can_be_written():
    assert unstable_names(tree_of(Item, "事项")) == ()


@pytest.mark.parametrize(
    "source",
    [
        '事项.权力来源 == "上级下放"',
        "有(事项.办事指南.承诺时限) and 有(事项.办事指南.法定时限)",
        "事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7",
        'any(依.类别 == "法律" for 依 in 事项.设定依据 if 有(依.类别))',
        "天数(事项.审核.政府批准.日期, 核对日期) < 365",
        "事项.监管.重点监管.是否 and 无(事项.监管.重点监管.理由)",
        '"县级" in 事项.行使层级 and 有(事项.权限划分)',
    ],
)
def test_rules_over_the_real_item_compile(source):
    assert compile_expression(source, {"事项": tree_of(Item, "事项")}, condition=True).kind == BOOL
