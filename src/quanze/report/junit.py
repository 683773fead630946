"""JUnit XML: a suite for each department, so that a CI server shows who has to mend what.

Only an error fails a test, as only an error keeps a list from its gate; warnings and hints are told
by tests that pass. A rule that was not run is a skipped test, a rule that crashed an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from quanze.finding import SEVERITY_NAMES
from quanze.report import wording
from quanze.report.layout import number, visible
from quanze.report.text import line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.finding import Finding
    from quanze.report.view import View
    from quanze.result import Result

_SKIPPED = "未执行的规则"


def _element(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element; characters that XML cannot hold are shown as symbols."""
    child = ET.SubElement(parent, tag, {name: visible(value) for name, value in attributes.items()})
    child.text = "\n".join(visible(part) for part in text.split("\n")) or None
    return child


def _told(result: Result, finding: Finding) -> str:
    """Return the finding on a line, then its authority and how to mend it."""
    return "\n".join([line(result, finding), *wording.explained(result.label(finding.rule))])


def _case(suite: ET.Element, result: Result, finding: Finding) -> None:
    title = wording.title(result.label(finding.rule))
    where = f"{finding.item or finding.file} 第 {finding.span.line} 行第 {finding.span.column} 列"
    name = f"{title} · {where}"
    case = _element(suite, "testcase", name=name, classname=suite.get("name", ""), file=finding.file)
    kind = f"{SEVERITY_NAMES[finding.severity]} {finding.rule}"
    told = _told(result, finding)
    if finding.rule == wording.CRASH:
        _element(case, "error", told, type=kind, message=finding.message)
    elif finding.severity == "error":
        _element(case, "failure", told, type=kind, message=finding.message)
    else:
        _element(case, "system-out", told)


def _counted(suite: ET.Element) -> ET.Element:
    """Write into a suite how many tests it has and how they ended."""
    counts = {
        "tests": len(suite.findall(".//testcase")),
        "failures": len(suite.findall(".//failure")),
        "errors": len(suite.findall(".//error")),
        "skipped": len(suite.findall(".//skipped")),
    }
    for name, count in counts.items():
        suite.set(name, str(count))
    return suite


def _suite(root: ET.Element, result: Result, department: str, findings: Iterable[Finding]) -> None:
    """Add the suite of a department: its findings, and one passed test for the items without an error."""
    suite = _element(root, "testsuite", name=department or wording.NO_DEPARTMENT)
    failed = set()
    for finding in findings:
        _case(suite, result, finding)
        failed |= {finding.item} if finding.severity == "error" else set()
    rest = result.items_by_department.get(department, 0) - len(failed)
    if rest > 0:
        name = f"{'其余 ' if failed else ''}{number(rest)} 项没有错误"
        _element(suite, "testcase", name=name, classname=suite.get("name", ""))
    _counted(suite)


def render(result: Result, view: View) -> str:  # noqa: ARG001  every format has one signature
    """Return the XML document: suites by department in the order of their names, then what was not run."""
    by_department: dict[str, list[Finding]] = {name: [] for name in result.items_by_department}
    for finding in result.findings:
        by_department.setdefault(finding.department, []).append(finding)
    root = ET.Element("testsuites", {"name": visible(result.name)})
    for name in sorted(by_department):
        _suite(root, result, name, by_department[name])
    if result.not_run:
        suite = _element(root, "testsuite", name=_SKIPPED)
        for skipped in result.not_run:
            name = wording.title(result.label(skipped.rule))
            case = _element(suite, "testcase", name=name, classname=_SKIPPED)
            _element(case, "skipped", message=f"{skipped.reason} ({number(skipped.items)} 项)")
        _counted(suite)
    verdict = _element(root, "testsuite", name="结论")
    properties = _element(verdict, "properties")
    _element(properties, "property", name="结论", value=wording.verdict(result))
    _element(properties, "property", name="来源", value=" · ".join(wording.provenance(result)))
    _counted(verdict)
    _counted(root)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
