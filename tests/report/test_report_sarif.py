"""SARIF 2.1.0: valid, and pointing where the findings point."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urljoin

import county
import jsonschema
import pytest

from quanze.report import render
from quanze.report.view import View

SCHEMA = json.loads((Path(__file__).parent / "sarif_schema.json").read_text(encoding="utf-8"))


def log(result):
    return json.loads(render("sarif", result, View()))


def run(result):
    (only,) = log(result)["runs"]
    return only


@pytest.mark.parametrize("case", ["few", "common", "many", "clean", "crashed"])
def test_the_log_is_valid(case):
    result = county.many(300) if case == "many" else getattr(county, case)()
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(log(result))] == []


def test_the_schema_refuses_what_is_not_sarif():
    broken = log(county.few())
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(broken)


def test_a_place_is_a_relative_percent_encoded_uri_with_columns_in_code_points():
    found = next(r for r in run(county.few())["results"] if r["ruleId"] == "SCH008")
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].isascii()
    assert unquote(place["artifactLocation"]["uri"]) == county.BROKEN
    assert urljoin("file:///list/", place["artifactLocation"]["uri"]).endswith("%231.yaml")
    assert place["region"] == {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 10}
    assert run(county.few())["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("/清单/甲.yaml", "file:///%E6%B8%85%E5%8D%95/%E7%94%B2.yaml"),
        ("D:/清单/a b.yaml", "file:///D:/%E6%B8%85%E5%8D%95/a%20b.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
    ],
)
def test_files_outside_the_list_have_an_absolute_uri(file, uri):
    (found,) = run(county.result((replace(county.PLACEHOLDER, file=file),)))["results"]
    place = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri
    assert ("uriBaseId" in place) is not uri.startswith("file:")


def test_every_result_refers_to_its_rule():
    logged = run(county.few())
    rules = logged["tool"]["driver"]["rules"]
    assert all(rules[found["ruleIndex"]]["id"] == found["ruleId"] for found in logged["results"])


def test_a_rule_brings_its_authority_and_remedy():
    rule = next(r for r in run(county.few())["tool"]["driver"]["rules"] if r["id"] == "BAS005")
    assert rule["help"]["text"].splitlines()[1:] == [
        "事项引用的法律、法规已经废止或失效, 不能再作为设定依据。",
        "依据 (法定): 《示例生态法典》第一千二百四十二条: 自施行之日起, 原单行法同时废止",
        "依据 (政策): 示政办〔2021〕81号五(一): 设定依据已经废止的, 应当取消或者变更",
        "怎么改: 改引现行法中的对应条款, 报合法性审核后登记“变更要素”。",
    ]


def test_severities_and_fingerprints():
    found = {r["ruleId"]: r for r in run(county.few())["results"]}
    levels = {code: found[code]["level"] for code in ("BAS005", "SCH008", "STY004")}
    assert levels == {"BAS005": "error", "SCH008": "warning", "STY004": "note"}
    assert found["BAS005"]["partialFingerprints"] == {"quanze/v1": county.REPEALED.fingerprint}


def test_related_places_are_numbered():
    found = next(r for r in run(county.few())["results"] if r["ruleId"] == "BAS005")
    (other,) = found["relatedLocations"]
    assert other["id"] == 1
    assert other["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 9}


def test_rules_that_were_not_run_are_told():
    (invocation,) = run(county.few())["invocations"]
    assert invocation["executionSuccessful"] is True
    first = invocation["toolExecutionNotifications"][0]
    assert first["message"]["text"] == "未执行 CAT005: 未提供通用目录 (3214 项)"


def test_a_crash_is_no_successful_execution():
    (invocation,) = run(county.crashed())["invocations"]
    assert invocation["executionSuccessful"] is False
