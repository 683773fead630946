"""A list's own 法规补充 over the shipped table."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest

from quanze.laws.error import LawTableError
from quanze.laws.supplement import OwnLaw, own_law, register_of_jsonl, supplement
from quanze.model.register import LawRegister
from quanze.model.validation import Vocabulary, read_record

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
RANKS = ["法律", "行政法规", "地方性法规", "部门规章", "省级政府规章", "市级政府规章", "规范性文件"]

GREENING = OwnLaw(
    title="示例市城市绿化条例",
    rank="地方性法规",
    aliases=("绿化条例",),
    number="示例市人大常委会公告〔2015〕9号",
    promulgated=date(2015, 3, 1),
    effective=date(2015, 5, 1),
    status="现行有效",
    replaces=("示例市绿化管理办法",),
    last_article=48,
)


def test_an_own_law_is_found_by_title_alias_and_number(table: LawTable) -> None:
    index, conflicts = supplement(table, [GREENING])
    assert conflicts == ()
    for found in (
        index.find("示例市城市绿化条例"),
        index.find("《绿化条例》"),
        index.find("", "示例市人大常委会公告〔2015〕9号"),
    ):
        assert found is not None
        assert (found.title, found.rank, found.own) == ("示例市城市绿化条例", "地方性法规", True)


def test_an_own_law_has_the_articles_up_to_its_last(table: LawTable) -> None:
    index, _ = supplement(table, [GREENING])
    version = index.in_force("绿化条例", TODAY)
    assert version is not None
    structure = index.structure(version)
    assert structure.has(48)
    assert not structure.has(49)
    assert structure.paragraphs(48) == 0


def test_an_own_law_repeals_what_it_replaces(table: LawTable) -> None:
    index, _ = supplement(table, [GREENING])
    standing = index.status("示例市绿化管理办法", TODAY)
    assert (standing.state, standing.on, standing.by) == ("repealed", date(2015, 5, 1), ("示例市城市绿化条例",))


def test_an_own_law_may_repeal_a_shipped_one(table: LawTable) -> None:
    newer = OwnLaw(
        "河南省高速公路条例修订版", "地方性法规", effective=date(2026, 1, 1), replaces=("洛阳市集中供热条例",)
    )
    index, _ = supplement(table, [newer])
    assert index.status("洛阳市集中供热条例", date(2025, 12, 31)).state == "in_force"
    assert index.status("洛阳市集中供热条例", TODAY).state == "repealed"


def test_the_shipped_table_stays_behind_the_own_laws(table: LawTable) -> None:
    index, _ = supplement(table, [GREENING])
    assert index.find("行政许可法") == table.find("行政许可法")
    assert index.status("全民健身法", TODAY).cause == "未收录"
    assert index.nearest("示例市城市绿化管理条例", 1)[0][0] == "示例市城市绿化条例"


def test_two_entries_are_two_texts_of_one_law(table: LawTable) -> None:
    revised = OwnLaw(
        "示例市城市绿化条例", "地方性法规", promulgated=date(2015, 3, 1), effective=date(2022, 1, 1),
        version="2021-07-30", last_article=52,
    )  # fmt: skip
    index, _ = supplement(table, [GREENING, revised])
    before, now = index.in_force("绿化条例", date(2021, 12, 31)), index.in_force("绿化条例", TODAY)
    assert before is not None
    assert now is not None
    assert (before.last_article, now.last_article) == (48, 52)


def test_a_year_is_enough_to_tell_texts_apart(table: LawTable) -> None:
    revised = OwnLaw(
        "示例市城市绿化条例", "地方性法规", promulgated=date(2015, 3, 1), version="2021年修正", last_article=52
    )
    index, _ = supplement(table, [GREENING, revised])
    now = index.in_force("绿化条例", TODAY)
    assert now is not None
    assert now.last_article == 52


@pytest.mark.parametrize(("status", "state"), [("已废止", "repealed"), ("已失效", "repealed"), ("尚未施行", "not_yet")])
def test_the_status_of_an_own_law_counts_without_a_day(table: LawTable, status: str, state: str) -> None:
    index, _ = supplement(table, [OwnLaw("示例市某办法", "市级政府规章", promulgated=date(2015, 3, 1), status=status)])
    assert index.status("示例市某办法", TODAY).state == state


def test_an_own_law_may_be_repealed_on_a_day(table: LawTable) -> None:
    entry = OwnLaw(
        "示例市某办法", "市级政府规章", promulgated=date(2015, 3, 1),
        repealed_on=date(2025, 1, 1), repealed_by="示例市新办法",
    )  # fmt: skip
    index, _ = supplement(table, [entry])
    assert index.status("示例市某办法", date(2024, 12, 31)).state == "in_force"
    assert index.status("示例市某办法", TODAY).by == ("示例市新办法",)


def test_disagreement_with_the_table_is_reported_and_the_entry_wins(table: LawTable) -> None:
    entry = OwnLaw("环境保护法", "行政法规", status="现行有效", version="2014-04-24", last_article=71)
    index, conflicts = supplement(table, [entry])
    assert {conflict.field: (conflict.own, conflict.table) for conflict in conflicts} == {
        "位阶": ("行政法规", "法律"),
        "状态": ("现行有效", "自 2026-08-15 起废止"),
        "末条": ("71", "70"),
    }
    assert index.status("环境保护法", TODAY).state == "in_force"
    assert all("法规补充" in conflict.message for conflict in conflicts)


def test_an_entry_that_only_adds_a_name_changes_nothing_else(table: LawTable) -> None:
    index, conflicts = supplement(table, [OwnLaw("环境保护法", None, aliases=("环保法",))])
    assert conflicts == ()
    assert index.status("环保法", TODAY).state == "repealed"
    version = index.in_force("环保法", date(2026, 8, 1))
    assert version is not None
    assert index.structure(version).paragraphs(1) == 1


def test_the_register_is_read_from_yaml_records(table: LawTable) -> None:
    tree = {
        "登记册": "法规补充",
        "条目": [
            {
                "名称": "示例市城市绿化条例",
                "别名": ["绿化条例"],
                "位阶": "地方性法规",
                "公布": "2015年3月1日",
                "末条": "48",
            },
            {"位阶": "地方性法规"},
        ],
    }
    register, hits = read_record(LawRegister, tree, _words())
    assert register is not None
    assert hits
    entries = [entry for record in register.entries if (entry := own_law(record)) is not None]
    assert [(entry.title, entry.promulgated, entry.last_article) for entry in entries] == [
        ("示例市城市绿化条例", date(2015, 3, 1), 48)
    ]
    index, _ = supplement(table, entries)
    assert index.find("绿化条例") is not None


def test_the_register_is_read_from_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "补充.jsonl"
    path.write_text('{"名称": "示例市城市绿化条例", "位阶": "地方性法规", "末条": 48}\n\n', encoding="utf-8-sig")
    tree = register_of_jsonl(path)
    register, hits = read_record(LawRegister, tree, _words())
    assert register is not None
    assert not hits
    assert register.entries[0].last_article == 48


@pytest.mark.parametrize(("line", "message"), [("{", "第 2 行不是合法的 JSON"), ("[1]", "第 2 行不是一个对象")])
def test_a_broken_line_of_jsonl_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "补充.jsonl"
    path.write_text('{"名称": "示例市城市绿化条例"}\n' + line, encoding="utf-8")
    with pytest.raises(LawTableError, match=message):
        register_of_jsonl(path)


def test_a_supplemented_table_goes_to_another_process(table: LawTable) -> None:
    index, _ = supplement(table, [GREENING])
    copy = pickle.loads(pickle.dumps(index))
    assert copy.find("绿化条例") == index.find("绿化条例")


def _words() -> Vocabulary:
    return {"words": {"法规位阶": RANKS, "登记册": ["法规补充"], "法规状态": ["现行有效"]}, "synonyms": {}}
