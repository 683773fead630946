"""The JSON form of citations, and what people made of real citation strings by hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from quanze.citation.export import entries, labels
from quanze.citation.parse import parse

LABELLED = Path(__file__).resolve().parents[3] / "shared" / "data" / "citations" / "citations.jsonl"
#: What the labels say; anything else (normalized, span …) they leave open.
JUDGED = ("title", "refs", "number", "version", "rank_label", "annex_item", "quote", "implicit")


@cache
def labelled() -> dict[str, dict[str, object]]:
    """The hand-labelled strings by their id; none where the data are not at hand."""
    if not LABELLED.is_file():
        return {}
    lines = LABELLED.read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def exported(text: str) -> list[dict[str, object]]:
    """The JSON objects of a text."""
    return [labels(head, text, further) for head, *further in entries(parse(text)) if not head.unread_only]


@pytest.mark.parametrize("name", sorted(labelled()) or ["没有 ../shared/data"])
def test_real_strings_are_read_as_people_read_them(name: str) -> None:
    if not labelled():
        pytest.skip("没有 ../shared/data: 公开样本不随项目分发, 只在开发机上测试")
    record = labelled()[name]
    read = [{key: value for key, value in entry.items() if key in JUDGED} for entry in exported(str(record["text"]))]
    assert read == record["expected"]


def test_the_whole_object() -> None:
    text = "1.【法律】《甲法》（主席令第三号，2019年修正）第五条至第七条、第九条第一款：“应当登记”"
    assert exported(text) == [
        {
            "title": "甲法",
            "normalized": "甲法",
            "refs": [{"article": 5, "to": 7}, {"article": 9, "paragraph": 1}],
            "number": "主席令第三号",
            "version": "2019年修正",
            "rank_label": "法律",
            "quote": True,
            "span": [0, len(text)],
            "written": text,
        }
    ]


def test_articles_of_one_law_with_their_own_quotations_are_one_entry() -> None:
    text = "《甲法》第五条：甲应当登记；第六条：乙应当备案。\n第五条：甲应当登记。"
    (entry,) = exported(text)
    assert entry["refs"] == [{"article": 5}, {"article": 6}]
    assert entry["written"] == text


def test_numbered_articles_are_entries_of_their_own() -> None:
    first, second = exported("1、《甲法》第五条：甲应当登记。2、第六条：乙应当备案")
    assert (first["title"], second["title"], second["implicit"], second["normalized"]) == ("甲法", None, True, "甲法")


def test_what_goes_on_behind_a_bracket_belongs_to_the_law_outside() -> None:
    text = "《甲法》第五条（依《乙法》第三条处罚）：甲应当登记。\n第六条：乙应当备案。"
    assert [(entry["title"], entry["refs"]) for entry in exported(text)] == [
        ("甲法", [{"article": 5}, {"article": 6}]),
        ("乙法", [{"article": 3}]),
    ]


def test_items_of_an_annex_stay_apart() -> None:
    assert [entry["annex_item"] for entry in exported("《甲决定》附件第67项、第68项")] == [67, 68]


def test_what_was_not_read_is_told() -> None:
    (entry,) = exported("《甲法》第五章、第六章")
    assert entry["unread"] == "第五章、第六章"
    (nothing,) = [labels(head, "无此事项") for head, *_ in entries(parse("无此事项"))]
    assert nothing == {"title": None, "refs": [], "unread": "无此事项", "span": [0, 4], "written": "无此事项"}
