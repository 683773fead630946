"""The roster on a day: of several 三定 of one department the one in force."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from quanze.engine.roster import roster
from quanze.model.department import Department
from quanze.rules.context import Filed

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))


def version(number: int, *, begins: dt.date | None = None, ends: dt.date | None = None) -> Filed[Department]:
    written = {"名称": "示例县交通运输局", "三定文号": str(number)}
    dates = {"生效": begins, "失效": ends}
    return Filed(f"{number}.yaml", (), Department.model_validate(written | {k: d for k, d in dates.items() if d}))


def current(*versions: Filed[Department], as_of: dt.date) -> str:
    return roster(versions, as_of)[0]["示例县交通运输局"].file


OLD = version(1, begins=dt.date(2019, 3, 30), ends=dt.date(2024, 9, 30))
NEW = version(2, begins=dt.date(2024, 9, 30))


def test_the_version_in_force_counts_whatever_the_files_are_called() -> None:
    for files in ((OLD, NEW), (NEW, OLD)):
        assert current(*files, as_of=dt.date(2026, 11, 22)) == "2.yaml"
        assert current(*files, as_of=dt.date(2024, 9, 29)) == "1.yaml"
        assert current(*files, as_of=dt.date(2024, 9, 30)) == "2.yaml"


def test_the_versions_before_it_are_kept_the_newest_first() -> None:
    oldest = version(0, begins=dt.date(2010, 1, 1), ends=dt.date(2019, 3, 30))
    _, earlier = roster((oldest, NEW, OLD), dt.date(2026, 11, 22))
    assert [filed.file for filed in earlier["示例县交通运输局"]] == ["1.yaml", "0.yaml"]
    assert roster((NEW,), dt.date(2026, 11, 22))[1] == {}


def test_a_body_that_ended_without_another_version_is_still_on_the_roster() -> None:
    assert current(OLD, as_of=dt.date(2026, 11, 22)) == "1.yaml"


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=5), DAYS)
def test_one_of_the_versions_is_chosen_and_never_one_to_come_while_another_has_begun(
    dates: list[tuple[dt.date | None, dt.date | None]], as_of: dt.date
) -> None:
    versions = [version(i, begins=begins, ends=ends) for i, (begins, ends) in enumerate(dates)]
    chosen = roster(versions, as_of)[0]["示例县交通运输局"]
    assert chosen in versions
    begun = [one for one in versions if one.record.valid_from is None or one.record.valid_from <= as_of]
    assert not begun or chosen in begun
