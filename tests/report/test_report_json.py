"""The JSON report: the contract that scripts depend on."""

from __future__ import annotations

import json
from dataclasses import replace

import county

from quanze.report import render
from quanze.report.view import View


def document(result, **view):
    return json.loads(render("json", result, View(**view)))


def test_the_top_level_of_the_contract():
    said = document(county.few())
    assert said["schema_version"] == 1
    assert said["tool"] == {"name": "quanze", "version": "0.1.0", "rulebook": "sha256:3f2a91c0d5b4e6f7"}
    assert said["as_of"] == "2026-11-22"
    assert said["law_table"] == {"cut_off": "2026-08-28", "sha256": "ab" * 32}
    assert said["commit"] == "8d21e0f5a1b2c3d4e5f60718293a4b5c6d7e8f90"


def test_the_summary_of_the_contract():
    summary = document(county.few())["summary"]
    counted = {key: summary[key] for key in ("items", "files", "error", "warning", "info", "waived", "baselined")}
    assert counted == {
        "items": 3214,
        "files": 3220,
        "error": 4,
        "warning": 3,
        "info": 1,
        "waived": 3,
        "baselined": 40,
    }
    assert summary["not_run"][0] == {"rule": "CAT005", "reason": "未提供通用目录", "items": 3214}
    assert summary["unknown"][1] == {"reason": "文本过旧", "count": 11, "samples": []}


def test_a_finding_of_the_contract():
    found = next(f for f in document(county.few())["findings"] if f["rule"] == "BAS005")
    wanted = {
        "rule": "BAS005",
        "severity": "error",
        "message": "《中华人民共和国环境影响评价法》自 2026-08-15 起废止, 由《示例生态法典》取代",
        "file": county.PERMIT,
        "line": 5,
        "column": 9,
        "end_line": 5,
        "end_column": 23,
        "path": ["设定依据", 0, "法规"],
        "item": "410116012000",
        "related": [
            {
                "file": county.PERMIT,
                "path": ["设定依据", 0, "条款"],
                "note": "条款随之改为新法的条号",
                "line": 6,
                "column": 9,
            }
        ],
        "fixable": False,
        "fingerprint": county.REPEALED.fingerprint,
    }
    assert {key: found[key] for key in wanted} == wanted
    assert found["ground"].startswith("《示例生态法典》第一千二百四十二条")


def test_only_a_safe_fix_is_fixable():
    fixable = {f["rule"]: f["fixable"] for f in document(county.few())["findings"]}
    assert fixable["STY004"] is True
    assert fixable["BAS005"] is False
    assert fixable["ORG012"] is False


def test_a_list_without_law_table_and_commit():
    said = document(county.clean(law_table=None, commit=None))
    assert said["law_table"] is None
    assert said["commit"] is None


def test_every_finding_is_listed_even_where_the_screen_aggregates():
    assert len(document(county.common())["findings"]) == 502


def test_findings_stand_in_the_order_of_file_line_column_rule():
    found = document(county.few())["findings"]
    places = [(f["file"], f["line"], f["column"], f["rule"]) for f in found]
    assert places == sorted(places)


def test_what_the_list_is_and_which_gate_it_passes():
    said = document(county.few())["list"]
    assert (said["name"], said["gate"], said["passes"]) == ("示例县权责清单", "审核", "采集")
    assert said["blocking"] == {"采集": 0, "审核": 4, "发布": 8}
    farming = next(d for d in said["departments"] if d["name"] == "示例县农业农村局")
    assert farming == {
        "name": "示例县农业农村局",
        "short_name": "县农业农村局",
        "items": 412,
        "error": 1,
        "warning": 1,
        "info": 1,
    }


def test_statistics_and_timing_only_where_asked_for():
    assert not {"statistics", "timing"} & set(document(county.few()))
    asked = document(county.timed(), statistics=True)
    assert asked["statistics"][0] == {
        "rule": "BAS005",
        "name": "依据已废止或失效",
        "severity": "error",
        "findings": 1,
        "items": 1,
    }
    assert asked["timing"][1] == {"rule": "ORG012", "seconds": 1.5}


def test_chinese_stays_readable():
    assert "示例县权责清单" in render("json", county.clean(), View())


def test_a_file_name_that_is_not_utf8_can_be_written():
    strange = replace(county.PLACEHOLDER, file="data/\udcff.yaml")
    text = render("json", county.result((strange,)), View())
    text.encode()
    assert json.loads(text)["findings"][0]["file"] == "data/\udcff.yaml"
    for name in ("rich", "text", "github", "gitlab", "sarif", "junit", "markdown", "html"):
        render(name, county.result((strange,)), View(detail=True)).encode()
