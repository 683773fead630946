"""What `laws show` and `laws add` are made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from quanze.laws.own_register import added, rows_of
from quanze.laws.show import NotShown, Shown, show
from quanze.laws.supplement import OwnLaw

if TYPE_CHECKING:
    from quanze.laws.table import LawTable

GREENING = OwnLaw("示例市绿化条例", "地方性法规", ("绿化条例",), promulgated=date(2015, 3, 1), last_article=48)


def test_a_law_is_shown_with_what_it_is_and_what_it_repeals(table: LawTable) -> None:
    shown = show(table, table, "生态环境法典", date(2026, 11, 22))
    assert isinstance(shown, Shown)
    assert shown.standing.state == "in_force"
    assert "中华人民共和国环境保护法" in shown.repeals


def test_a_law_is_shown_by_its_number(table: LawTable) -> None:
    shown = show(table, table, "国务院令第412号", date(2026, 11, 22))
    assert isinstance(shown, Shown)
    assert shown.law.rank == "国务院决定"


def test_what_is_not_in_the_table_is_shown_with_its_nearest(table: LawTable) -> None:
    shown = show(table, table, "全民健身法", date(2026, 11, 22))
    assert isinstance(shown, NotShown)
    assert shown.nearest[0][0] == "全民健身条例"


def test_entries_are_written_with_the_keys_of_the_register() -> None:
    assert rows_of([GREENING]) == [
        {"名称": "示例市绿化条例", "别名": ["绿化条例"], "位阶": "地方性法规", "公布": "2015-03-01", "末条": "48"}
    ]


def test_an_entry_added_again_takes_the_place_of_the_old_one() -> None:
    again = OwnLaw("《示例市绿化条例》", "地方性法规", promulgated=date(2015, 3, 1), last_article=50)
    other_text = OwnLaw("示例市绿化条例", "地方性法规", version="2021-07-30", last_article=52)
    assert added([GREENING], [again, other_text]) == (again, other_text)
