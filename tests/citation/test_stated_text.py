"""Which text of a law a citation means, and what is said of one that is not in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from quanze.citation.judge import judge
from quanze.citation.stated import stated_text
from quanze.citation.types import Citation, Reference
from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
TABLE = LawTable.open()


@pytest.mark.parametrize(
    ("version", "year"),
    [
        ("2003-08-27", 2003),
        ("2019年", 2019),
        ("2018版", 2018),
        ("2021年12月24日文本", 2021),
        (
            "1985年6月18日通过2002年12月28日修订根据2013年6月29日《关于修改〈文物保护法〉的决定》第二次修正",
            2013,
        ),
    ],
)
def test_the_year_of_the_text_that_is_meant(version: str, year: int) -> None:
    found = stated_text(version)
    assert found is not None
    assert found.year == year


@pytest.mark.parametrize("version", ["2003年8月27日通过", "自2021年9月1日起施行", "2003年6月28日公布"])
def test_the_day_of_a_law_is_no_text_of_it(version: str) -> None:
    assert stated_text(version) is None


def test_what_only_an_older_text_lacks_is_not_said_besides() -> None:
    law = Citation((0, 6), title="道路运输条例", version="2019年修订", references=(Reference(63, item=2),))
    assert [found.rule for found in judge(law, TODAY, TABLE)] == ["BAS006"]
    nowhere = replace(law, references=(Reference(163),))
    assert [found.rule for found in judge(nowhere, TODAY, TABLE)] == ["BAS006", "BAS004"]
