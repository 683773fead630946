"""清单之外无职权, read both ways: what was never exercised, and what was exercised and is not on the list."""

from __future__ import annotations

from quanze.engine.exercise import exercise
from quanze.model.register import RegisterEntry
from quanze.rules.context import Filed
from quanze.rules.facts import Facts
from quanze.text import words_only


def compared(rows: tuple[dict[str, object], ...], *listed: Facts) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    entries = (RegisterEntry.model_validate(row) for row in rows)
    found = exercise(listed, [Filed("运行数据.yaml", ("条目", n), entry) for n, entry in enumerate(entries)])
    return dict(found.never), found.outside


def item(code: str, name: str, **more: str) -> Facts:
    return Facts(f"{code}.yaml", code=code, name=name, name_folded=words_only(name), department="示例县水利局", **more)


WATER, SAND = item("1", "取水许可"), item("2", "河道采砂许可")


def test_by_code_or_by_name_and_nothing_is_no_use() -> None:
    assert compared(({"编码": "1", "数量": 3}, {"名称": "河道采砂许可", "数量": 1}), WATER, SAND) == ({}, ())
    assert compared(({"编码": "1", "数量": 0},), WATER, SAND) == ({"示例县水利局": ("1", "2")}, ())
    assert compared(({"编码": "1"},), WATER) == ({}, ())


def test_what_is_not_on_the_list() -> None:
    rows = ({"编码": "9", "名称": "烟花爆竹燃放许可", "数量": 5}, {"编码": "8", "数量": 1}, {"数量": 7})
    assert compared(rows, WATER)[1] == ("烟花爆竹燃放许可", "8")


def test_a_main_item_and_its_sub_items_are_used_together() -> None:
    main, first, second = item("10", "登记"), item("11", "设立登记", parent="10"), item("12", "变更登记", parent="10")
    assert compared(({"编码": "11", "数量": 1},), main, first, second)[0] == {"示例县水利局": ("12",)}
    assert compared(({"编码": "10", "数量": 1},), main, first, second)[0] == {}
