"""The pre-commit hooks: which files of a repository they are asked of."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML


@pytest.fixture(scope="module")
def hooks(root):
    return {hook["id"]: hook for hook in YAML(typ="safe").load((root / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.mark.parametrize(
    "file",
    [
        "data/items/某局/L0010001000.yaml",
        "data/departments/某局.yml",
        "quanze.yaml",
        "waivers.yaml",
        "rules/SXJ001.yaml",
    ],
)
def test_files_of_a_list_are_checked_when_they_change(hooks, file):
    assert re.search(hooks["quanze-check-changed"]["files"], file)
    assert re.search(hooks["quanze-check"]["files"], file)


@pytest.mark.parametrize(
    "file", [".pre-commit-config.yaml", ".github/workflows/quanze.yml", "docs/mkdocs.yml", "说明.md"]
)
def test_other_files_are_not_handed_to_the_check(hooks, file):
    assert not re.search(hooks["quanze-check-changed"]["files"], file)
