"""quanze init, new, schema and explain through the real console script."""

from __future__ import annotations

import json


def test_init_writes_everything_and_overwrites_nothing(run, small_list):
    for name in (
        "quanze.yaml",
        "waivers.yaml",
        ".gitlab-ci.yml",
        ".workflow/quanze.yml",
        ".github/workflows/quanze.yml",
    ):
        assert (small_list / name).is_file()
    assert json.loads((small_list / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    (small_list / "quanze.yaml").write_text("清单: {名称: 我改过的}\n", "utf-8")
    done = run("init", small_list)
    assert done.returncode == 0
    assert "quanze.yaml" in done.stdout
    assert (small_list / "quanze.yaml").read_text("utf-8") == "清单: {名称: 我改过的}\n"


def test_new_lists_every_field_and_never_gives_a_code_twice(run, small_list):
    for _ in range(2):
        assert run("new", "行政处罚", "对示例行为的处罚", "--department", "示例县甲局", cwd=small_list).returncode == 0
    first, second = sorted((small_list / "data/items/示例县甲局").iterdir())
    assert first.name != second.name
    assert "处罚种类:" in first.read_text("utf-8")
    done = run("check", cwd=small_list)
    assert "BAS001" in done.stdout
    assert "SCH003" not in done.stdout
    assert "SCH005" not in done.stdout


def test_new_wants_a_type_of_the_profile(run, small_list):
    done = run("new", "行政处分", "某", "--department", "甲", cwd=small_list)
    assert done.returncode == 2
    assert "行政处罚" in done.stderr


def test_schema_prints_one_or_names_all(run):
    assert "item" in run("schema").stdout.split()
    assert json.loads(run("schema", "department").stdout)["properties"]["名称"]
    assert run("schema", "没有").returncode == 2


def test_explain_by_code_and_by_name(run):
    by_code = run("explain", "bas005")
    by_name = run("explain", "依据已废止或失效")
    assert by_code.stdout == by_name.stdout
    for part in ("BAS005", "依据", "怎么改", "错误的写法", "正确的写法"):
        assert part in by_code.stdout


def test_rules_list_is_json(run):
    rules = json.loads(run("rules", "list", "--format", "json").stdout)
    assert {"code", "name", "severity", "ground", "gate", "good", "bad"} <= rules[0].keys()
    assert [rule["code"] for rule in rules] == list(dict.fromkeys(rule["code"] for rule in rules))
