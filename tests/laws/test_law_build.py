"""Building the table: the same facts give the same bytes, and no text of a law is in it."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from typing import TYPE_CHECKING

import pytest
from collected import articles_of, law, repeal, write_facts

from quanze import __version__
from quanze.laws.build import build, text_path
from quanze.laws.error import LawTableError
from quanze.laws.schema import shipped_table
from quanze.laws.table import LawTable

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
CLOSING = "本条例自公布之日起施行。"


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", [law("b", "乙条例"), law("a", "甲条例")], articles=articles_of("a", "文字"))
    first = build(facts, tmp_path / "1.sqlite", with_text=True)
    again = build(facts, tmp_path / "2.sqlite", with_text=True)
    assert first.sha256 == again.sha256
    assert text_path(tmp_path / "1.sqlite").read_bytes() == text_path(tmp_path / "2.sqlite").read_bytes()


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [law("a", "甲条例"), law("b", "乙条例", version="2012-01-01"), law("c", "乙条例")]
    one = build(write_facts(tmp_path / "facts1", rows), tmp_path / "1.sqlite")
    other = build(write_facts(tmp_path / "facts2", rows[::-1]), tmp_path / "2.sqlite")
    assert _content(one.table) == _content(other.table)


def test_texts_go_into_a_file_of_their_own(tmp_path: Path) -> None:
    text = "第一条的文字只在全文文件里。"
    facts = write_facts(tmp_path / "facts", [law("a", "甲条例")], articles=articles_of("a", text, "其二", CLOSING))
    report = build(facts, tmp_path / "table.sqlite", with_text=True)
    assert text.encode() not in report.table.read_bytes()
    assert report.text_table == tmp_path / "table-text.sqlite"
    table = LawTable.open(report.table, report.text_table)
    version = table.in_force("甲条例", TODAY)
    assert version is not None
    assert table.has_text
    assert table.text(version, 1) == text
    assert table.text(version, 9) is None


def test_without_articles_no_texts_can_be_attached(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", [law("a", "甲条例")])
    with pytest.raises(LawTableError, match=r"没有 articles\.jsonl\.xz"):
        build(facts, tmp_path / "table.sqlite", with_text=True)


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", [law("a", "甲条例")])
    (facts / "repeals.jsonl").unlink()
    with pytest.raises(LawTableError, match=r"repeals\.jsonl"):
        build(facts, tmp_path / "table.sqlite")


@pytest.mark.parametrize("broken", ['{"id": "a"', '["甲条例"]'])
def test_a_broken_line_is_named(tmp_path: Path, broken: str) -> None:
    facts = write_facts(tmp_path / "facts", [law("a", "甲条例")])
    with (facts / "laws.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(broken + "\n")
    with pytest.raises(LawTableError, match=r"laws\.jsonl 第 2 行"):
        build(facts, tmp_path / "table.sqlite")


def test_a_compressed_source_that_was_cut_off_is_named(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", [law("a", "甲条例")])
    whole = (facts / "structure.jsonl.xz").read_bytes()
    (facts / "structure.jsonl.xz").write_bytes(whole[:-20])
    with pytest.raises(LawTableError, match=r"structure\.jsonl\.xz"):
        build(facts, tmp_path / "table.sqlite")


def test_the_table_says_where_it_comes_from(tmp_path: Path) -> None:
    facts = write_facts(
        tmp_path / "facts", [law("a", "甲条例"), law("b", "乙办法", rank="部门规章", version="2012-03-04")]
    )
    report = build(facts, tmp_path / "table.sqlite")
    table = LawTable.open(report.table)
    assert table.metadata["tool"] == f"quanze {__version__}"
    assert table.cut_offs == {"行政法规": date(2010, 1, 1), "部门规章": date(2012, 3, 4)}
    assert json.loads(table.metadata["sources"]) == report.sources
    assert set(report.sources) == {"laws.jsonl", "repeals.jsonl", "structure.jsonl.xz"}
    assert all(len(checksum) == 64 for checksum in report.sources.values())


def test_a_text_without_its_end_proves_nothing_about_later_articles(tmp_path: Path) -> None:
    rows = [law("a", "甲条例"), law("b", "乙条例")]
    articles = [*articles_of("a", "总则", "罚则", CLOSING), *articles_of("b", "总则", "罚则", "还有")]
    table = _table(tmp_path, rows, articles=articles)
    whole, cut = table.in_force("甲条例", TODAY), table.in_force("乙条例", TODAY)
    assert whole is not None
    assert cut is not None
    assert (whole.complete, cut.complete) == (True, False)


def test_the_same_text_under_a_shorter_title_is_one_law(tmp_path: Path) -> None:
    rows = [
        law("a", "示例农田保护条例", last_article=12, status="已废止"),
        law("b", "农田保护条例", last_article=12),
    ]
    table = _table(tmp_path, rows)
    found = table.find("农田保护条例")
    assert found is not None
    assert found.title == "示例农田保护条例"
    assert table.status("示例农田保护条例", TODAY).state == "in_force"


def test_a_text_under_a_title_that_is_not_its_own_is_left_out(tmp_path: Path) -> None:
    rows = [
        law("a", "道路条例", last_article=12, superseded=True),
        law("b", "道路条例", last_article=14, version="2020-01-01"),
        law("c", "农村公路条例", last_article=14, version="2020-01-01"),
    ]
    facts = write_facts(tmp_path / "facts", rows)
    report = build(facts, tmp_path / "table.sqlite")
    table = LawTable.open(report.table)
    assert table.find("农村公路条例") is None
    assert table.find("道路条例") is not None
    assert any("农村公路条例" in oddity for oddity in report.oddities)


def test_a_short_name_that_could_mean_two_laws_means_neither(tmp_path: Path) -> None:
    rows = [law("a", "示例甲条例", aliases=["示例条例"]), law("b", "示例乙条例", aliases=["示例条例"])]
    report = build(write_facts(tmp_path / "facts", rows), tmp_path / "table.sqlite")
    assert LawTable.open(report.table).find("示例条例") is None
    assert any("示例条例" in oddity for oddity in report.oddities)


def test_a_law_that_ended_on_no_known_day_is_ended_from_the_cut_off_date_on(tmp_path: Path) -> None:
    rows = [law("a", "甲条例", status="已失效"), law("b", "乙条例", version="2020-06-01")]
    table = _table(tmp_path, rows)
    assert table.status("甲条例", date(2020, 6, 1)).state == "repealed"
    before = table.status("甲条例", date(2020, 5, 31))
    assert (before.state, before.cause) == ("unknown", "文本过旧")


def test_a_local_law_that_ended_on_no_known_day_may_have_a_newer_text(tmp_path: Path) -> None:
    table = _table(tmp_path, [law("a", "河南省甲条例", rank="地方性法规", status="已失效")])
    assert table.status("河南省甲条例", TODAY).state == "unknown"


def test_a_repeal_makes_a_law_known_that_has_no_text(tmp_path: Path) -> None:
    statement = repeal(
        "旧条例", "甲条例", "本条例自2010年5月1日起施行。1990年国务院发布的《旧条例》同时废止", "2012-01-01"
    )
    table = _table(tmp_path, [law("a", "甲条例")], [statement])
    standing = table.status("旧条例", TODAY)
    assert (standing.state, standing.on, standing.by) == ("repealed", date(2010, 5, 1), ("甲条例",))
    assert table.status("旧条例", date(2009, 1, 1)).state == "unknown"


@pytest.mark.parametrize(
    "context",
    [
        "《旧条例》中有关采伐的规定同时废止",
        "《旧条例》第三章同时废止",
    ],
)
def test_a_repeal_of_a_part_is_no_repeal(tmp_path: Path, context: str) -> None:
    table = _table(tmp_path, [law("a", "甲条例")], [repeal("旧条例", "甲条例", context, "2012-01-01")])
    assert table.find("旧条例") is None


def test_an_act_does_not_repeal_its_own_new_text(tmp_path: Path) -> None:
    statement = repeal("甲条例", "甲条例", "本条例自公布之日起施行。1990年的《甲条例》同时废止", "2012-01-01")
    table = _table(tmp_path, [law("a", "甲条例")], [statement | {"self": False}])
    assert table.status("甲条例", TODAY).state == "in_force"


def test_a_decision_named_in_passing_is_not_repealed(tmp_path: Path) -> None:
    context = "根据《关于修改〈旧条例〉的决定》修正的《旧条例》同时废止"
    rows = [
        repeal("关于修改〈旧条例〉的决定", "甲条例", context, "2012-01-01"),
        repeal("旧条例", "甲条例", context, "2012-01-01"),
    ]
    table = _table(tmp_path, [law("a", "甲条例")], rows)
    assert table.find("关于修改〈旧条例〉的决定") is None
    assert table.status("旧条例", TODAY).state == "repealed"


def test_two_acts_may_replace_one(tmp_path: Path) -> None:
    rows = [repeal("旧条例", f"{by}条例", f"由{by}废止《旧条例》", "2012-01-01") for by in ("甲", "乙")]
    table = _table(tmp_path, [law("a", "甲条例"), law("b", "乙条例")], rows)
    assert table.status("旧条例", TODAY).by == ("乙条例", "甲条例")


def test_articles_are_followed_through_a_revision(tmp_path: Path) -> None:
    provision = "违反规定在道路上堆放物料的，由主管部门责令限期改正，可以处以罚款。"
    rows = [law("a", "甲条例", superseded=True), law("b", "甲条例", version="2020-01-01")]
    articles = [
        *articles_of("a", "为了加强管理，制定本条例。", provision, CLOSING),
        *articles_of("b", "为了加强管理，根据法律制定本条例。", "新增加的一条，规定主管部门的职责和分工。", provision),
    ]
    table = _table(tmp_path, rows, articles=articles)
    found = table.find("甲条例")
    assert found is not None
    assert dict(table.moved(*found.versions)) == {(2, 0): (3, 0)}


def test_the_shipped_table_is_what_the_shared_facts_give(shared_data: Path, tmp_path: Path) -> None:
    report = build(shared_data / "laws", tmp_path / "table.sqlite")
    assert report.table.stat().st_size < 3_000_000
    shipped = LawTable.open()
    if json.loads(shipped.metadata["sources"]) != report.sources:
        pytest.skip("随项目分发的法规表由别的一批资料建成")
    assert _content(report.table) == _content(shipped_table())


def _table(
    tmp_path: Path,
    rows: list[dict[str, object]],
    repeals: list[dict[str, object]] | None = None,
    articles: list[dict[str, object]] | None = None,
) -> LawTable:
    facts = write_facts(tmp_path / "facts", rows, repeals, articles)
    return LawTable.open(build(facts, tmp_path / "table.sqlite").table)


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything a table says, but for the program that built it and the files it was built from."""
    with sqlite3.connect(path) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
        content = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    database.close()
    content["meta"] = [row for row in content["meta"] if row[0] not in ("tool", "sources")]
    return content
