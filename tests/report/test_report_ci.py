"""Reports for CI servers: annotations, Code Quality, JUnit."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import county
from hypothesis import given
from hypothesis import strategies as st

from quanze.report import render
from quanze.report.view import View

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
#: What cannot stand in an XML 1.0 document even as a character reference.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def annotations(result, **view):
    """Read the workflow commands back as a runner does."""
    found = []
    for line in render("github", result, View(**view)).splitlines():
        match = COMMAND.fullmatch(line)
        if match and "file=" in match[2]:
            properties = dict(part.split("=", 1) for part in match[2].split(","))
            found.append(
                (match[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(match[3]))
            )
    return found


def unescaped(value):
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        value = value.replace(escape, char)
    return value


def test_an_annotation_says_what_where_why_and_how_to_mend_it():
    kind, properties, message = next(a for a in annotations(county.few()) if a[1]["title"].startswith("BAS005"))
    assert kind == "error"
    assert properties == {
        "file": county.PERMIT,
        "line": "5",
        "endLine": "5",
        "col": "9",
        "endColumn": "23",
        "title": "BAS005 依据已废止或失效",
    }
    assert message.splitlines() == [
        "《中华人民共和国环境影响评价法》自 2026-08-15 起废止, 由《示例生态法典》取代",
        "依据 (法定): 《示例生态法典》第一千二百四十二条: 自施行之日起, 原单行法同时废止",
        "依据 (政策): 示政办〔2021〕81号五(一): 设定依据已经废止的, 应当取消或者变更",
        "怎么改: 改引现行法中的对应条款, 报合法性审核后登记“变更要素”。",
    ]


def test_the_three_severities_have_three_commands():
    assert {kind for kind, _, _ in annotations(county.few())} == {"error", "warning", "notice"}


def test_a_name_with_the_runners_own_marks_survives():
    odd = replace(county.PLACEHOLDER, file="data/甲,乙:100%::x.yaml", message="占 100%, 第一行\n第二行::error::x")
    ((_, properties, message),) = annotations(county.result((odd,)))
    assert properties["file"] == "data/甲,乙:100%::x.yaml"
    assert message.splitlines()[0] == "占 100%, 第一行 第二行::error::x"


def test_what_most_of_the_list_has_is_one_annotation():
    assert len(annotations(county.common())) == 3
    assert len(annotations(county.common(), aggregate=False)) == 502
    told = next(message for _, properties, message in annotations(county.common()) if "RES006" in properties["title"])
    assert "共 500 项, 合并为一条" in told


def test_gitlab_reads_every_finding_with_a_fingerprint_of_its_own():
    twice = county.result((county.PLACEHOLDER, replace(county.PLACEHOLDER, message="另一句话"), county.REPEALED))
    issues = json.loads(render("gitlab", twice, View()))
    assert len(issues) == 3
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert county.PLACEHOLDER.fingerprint in {issue["fingerprint"] for issue in issues}
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}


def test_gitlab_gets_an_empty_array_for_a_clean_list():
    assert json.loads(render("gitlab", county.clean(), View())) == []


def suites(result):
    root = ET.fromstring(render("junit", result, View()))
    return {suite.get("name"): suite for suite in root.iter("testsuite")}


def test_junit_has_a_suite_for_each_department():
    assert set(county.DEPARTMENTS) <= set(suites(county.few()))
    assert suites(county.few())["示例县生态环境局"].attrib["failures"] == "2"


def test_only_an_error_fails_a_test():
    farming = suites(county.few())["示例县农业农村局"]
    assert len(farming.findall("testcase/failure")) == 1
    assert len(farming.findall("testcase/system-out")) == 3
    failure = farming.find("testcase/failure")
    assert failure.get("message") == county.PLACEHOLDER.message
    assert "怎么改: 改为本县实际行使该职权的机关的全称。" in failure.text


def test_the_counts_of_a_suite_are_those_of_its_tests():
    root = ET.fromstring(render("junit", county.crashed(), View()))
    for suite in (root, *root.iter("testsuite")):
        assert int(suite.get("tests")) == len(suite.findall(".//testcase"))
        assert int(suite.get("failures")) == len(suite.findall(".//failure"))
        assert int(suite.get("skipped")) == len(suite.findall(".//skipped"))
        assert int(suite.get("errors")) == len(suite.findall(".//error"))


def test_a_rule_that_crashed_is_an_error_and_one_not_run_is_skipped():
    found = suites(county.crashed())
    assert found["示例县生态环境局"].find("testcase/error").get("type") == "错误 RUN001"
    assert len(found["未执行的规则"].findall("testcase/skipped")) == 9


def test_items_without_an_error_are_one_passed_test():
    names = [case.get("name") for case in suites(county.few())["示例县农业农村局"].iter("testcase")]
    assert names[-1] == "其余 411 项没有错误"


@given(st.text(), st.text(min_size=1))
def test_any_text_in_a_list_gives_xml_that_parses(message, name):
    odd = replace(county.PLACEHOLDER, message=message, department=name, file=f"data/{name}.yaml")
    text = render("junit", county.result((odd,)), View())
    assert not NOT_XML.search(text)
    root = ET.fromstring(text)
    assert len(root.findall(".//failure")) == 1
