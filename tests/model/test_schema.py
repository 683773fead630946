"""The JSON Schemas: fresh, valid, and of one mind with the models."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from quanze.cli.schema import schema_text
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.expression.fields import unstable_names
from quanze.model.item import item_type
from quanze.model.schema import KINDS, NAMES, schema
from quanze.model.validation import read_record
from quanze.rules.fields import item_tree
from quanze.source import read

FOLDERS = {
    "items": "item",
    "departments": "department",
    "catalogue": "catalogue",
    "delegations": "delegation",
    "registers": "register",
}


@pytest.fixture(scope="module")
def words():
    return vocabulary_of(load_profile("zwfw", Path()))


def judge(kind: str, tree: object, words) -> tuple[bool, bool]:
    """Return whether model and schema accept a tree."""
    record = item_type(tree.get("类型")) if kind == "item" else KINDS[kind]
    _, hits = read_record(record, tree, words)
    return not hits, validator_of(kind).is_valid(tree)


@cache
def validator_of(kind: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(kind, vocabulary_of(load_profile("zwfw", Path()))))


def documents(folder: Path) -> list[tuple[str, str, object]]:
    found = []
    for name, kind in FOLDERS.items():
        for path in sorted((folder / "data" / name).rglob("*.yaml")):
            tree = read(path, path.name).document.root
            laws = name == "registers" and tree.get("登记册") == "法规补充"
            found.append(("law_register" if laws else kind, path.name, tree))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_fresh(root, words, name):
    assert (root / "schemas" / f"{name}.json").read_text("utf-8") == schema_text(name, words)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_a_json_schema(words, name):
    jsonschema.Draft202012Validator.check_schema(schema(name, words))


def test_model_and_schema_accept_every_file_of_the_shipped_list(root, words):
    found = documents(root)
    assert len(found) > 70
    refused = [
        (name, judge(kind, tree, words)) for kind, name, tree in found if judge(kind, tree, words) != (True, True)
    ]
    assert refused == []


def test_model_and_schema_accept_every_file_of_the_design(design, words):
    found = documents(design / "examples")
    assert found
    assert all(judge(kind, tree, words) == (True, True) for kind, _, tree in found)


def mutations(tree: dict[str, object]):
    """Yield the tree with one thing wrong: an unknown key, a missing one, a wrong type, an unknown word."""
    for key, value in tree.items():
        yield {**tree, f"{key}x": value}
        if isinstance(value, list):
            yield {**tree, key: "不是列表"}
        if isinstance(value, dict):
            yield {**tree, key: "不是字段"}
            yield {**tree, key: {**value, "没有的键": "1"}}
    for key in ("编码", "名称", "状态", "版本", "设定依据", "监管", "追责"):
        wrong = copy.deepcopy(tree)
        wrong.pop(key, None)
        yield wrong
    yield {**tree, "版本": "二"}
    yield {**tree, "状态": "有效"}
    yield {**tree, "行使层级": ["街里"]}


def test_model_and_schema_refuse_the_same(root, words):
    seen = set()
    count = 0
    for path in sorted((root / "data" / "items").rglob("*.yaml")):
        tree = read(path, path.name).document.root
        if tree["类型"] in seen:
            continue
        seen.add(tree["类型"])
        for wrong in list(mutations(tree)):
            model, by_schema = judge("item", wrong, words)
            assert model == by_schema, (path.name, [k for k in wrong if wrong[k] is not tree.get(k)])
            count += 1
    assert len(seen) >= 10
    assert count > 500


def test_a_typed_tree_is_accepted_like_a_text_tree():
    """Editors type scalars: 2 and true are no texts there."""
    validator = validator_of("department")
    assert validator.is_valid({"名称": "甲局", "垂直管理": False})
    assert validator.is_valid({"名称": "甲局", "垂直管理": "false"})
    assert not validator.is_valid({"名称": "甲局", "垂直管理": "也许"})


def test_every_field_name_can_be_written_in_an_expression():
    assert unstable_names(item_tree()) == ()


def test_the_vocabularies_are_in_the_schema(words):
    text = json.dumps(schema("item", words), ensure_ascii=False)
    assert "x-词表" not in text
    assert "上级下放" in text
