"""A check of texts that sees only suspects reports what it would report if it saw every text."""

import datetime as dt
import random
from pathlib import Path

import pytest

from quanze.engine.run import Request, prepare
from quanze.engine.settings import load_settings
from quanze.rules.check import TextCheck
from quanze.rules.suspects import Suspects
from quanze.rules.texts import Texts
from quanze.source import read

ROOT = Path(__file__).resolve().parents[2]
MISTAKES = [
    "无",
    " ",
    "待补充",
    "（",
    "》",
    "依照行政许可法第三十八条",
    "工商局",
    "，，",
    "13812345678",
    "１２",
    "机密",
    "〔2021〕第7号",
]


@pytest.fixture(scope="module")
def phase():
    return prepare(load_settings(ROOT), Request(dt.date(2026, 11, 22))).item_phase()


def spoilt_items():
    """Items of the shipped list, each with a few texts spoilt; the same every time."""
    chance = random.Random(3)
    for path in sorted((ROOT / "data" / "items").rglob("*.yaml"))[::4]:
        tree = read(path, path.name).document.root
        yield tree
        yield spoilt(tree, chance)


def spoilt(tree, chance):
    if isinstance(tree, dict):
        return {key: spoilt(value, chance) for key, value in tree.items()}
    if isinstance(tree, list):
        return [spoilt(value, chance) for value in tree]
    if chance.random() < 0.9:
        return tree
    place = chance.randrange(len(tree) + 1)
    return tree[:place] + chance.choice(MISTAKES) + tree[place:] if chance.random() < 0.8 else chance.choice(MISTAKES)


def all_as_suspects(tree, check):
    texts = Texts(tree)
    every = zip(texts.paths, texts.keys, texts.texts, strict=True)
    texts.suspects = tuple((path, text) for path, key, text in every if key not in check.but)
    return texts


def test_nothing_is_missed_by_looking_at_suspects_only(phase):
    checks = {rule.code: rule.check for rule in phase.rules if isinstance(rule.check, TextCheck) and rule.check.selects}
    remembered = Suspects(checks.values(), phase.context)
    found = dict.fromkeys(checks, 0)
    for tree in spoilt_items():
        texts = Texts(tree)
        concerned = remembered.concerned(texts)
        for code, check in checks.items():
            bit = remembered.bit(check)
            seen = list(check.run(remembered.shown(texts, bit), phase.context)) if concerned & bit else []
            assert seen == list(check.run(all_as_suspects(tree, check), phase.context)), code
            found[code] += len(seen)
    assert sum(count > 0 for count in found.values()) >= 10, found


def test_paths_keys_and_texts_go_together():
    texts = Texts({"名称": "甲", "扩展": {"x": "乙"}, "追责": {"情形": ["丙", "丁"]}, "层级": [["戊"]]})
    assert texts.texts == ["甲", "丙", "丁", "戊"]
    assert texts.keys == ["名称", "情形", "情形", "层级"]
    assert texts.paths == [("名称",), ("追责", "情形", 0), ("追责", "情形", 1), ("层级", 0, 0)]
    assert texts.top == ("名称", "扩展", "追责", "层级")
