"""SARIF 2.1.0 for code-scanning dashboards and editors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from quanze.report import wording
from quanze.report.json import dumped
from quanze.report.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Finding, Related, Severity
    from quanze.report.json import Json
    from quanze.report.view import View
    from quanze.result import Result, RuleLabel

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "SRCROOT"
_DRIVE = re.compile(r"[A-Za-z]:/")


def _artifact(file: str) -> Json:
    """Return where a file is: a percent-encoded URI, relative to the list's root unless it is absolute."""
    uri = quote(file, safe="/", errors="surrogateescape")
    if file.startswith("/"):
        return {"uri": f"file://{uri}"}
    if _DRIVE.match(file):
        return {"uri": f"file:///{file[:2]}{quote(file[2:], safe='/', errors='surrogateescape')}"}
    return {"uri": uri, "uriBaseId": _ROOT}


def _location(finding: Finding) -> Json:
    span = finding.span
    region: Json = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    location: dict[str, Json] = {"physicalLocation": {"artifactLocation": _artifact(finding.file), "region": region}}
    if finding.path:
        keys = "/".join(map(str, finding.path))
        location["logicalLocations"] = [{"fullyQualifiedName": f"{finding.item}/{keys}", "kind": "member"}]
    return location


def _related(number: int, related: Related) -> Json:
    physical: dict[str, Json] = {"artifactLocation": _artifact(related.file)}
    if related.line:
        physical["region"] = {"startLine": related.line, "startColumn": max(1, related.column)}
    return {"id": number, "physicalLocation": physical, "message": {"text": one_line(related.note)}}


def _rule(label: RuleLabel) -> Json:
    """Describe a rule: name (left out where it is only the code again), meaning, authority, remedy."""
    short = label.name or label.code
    lines = [f"{label.code} {short}", *([label.explanation] if label.explanation else []), *wording.explained(label)]
    markdown = "\n\n".join([f"**{lines[0]}**", *lines[1:]])
    return {
        "id": label.code,
        **({"name": label.name} if label.name else {}),
        "shortDescription": {"text": short},
        "fullDescription": {"text": label.explanation or short},
        "help": {"text": "\n".join(lines), "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[label.severity]},
        "properties": {
            "tags": [label.family, label.gate],
            "gate": label.gate,
            "statutes": list(label.statutes),
            "policies": list(label.policies),
        },
    }


def _result(finding: Finding, index: int) -> Json:
    entry: dict[str, Json] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": one_line(finding.message)},
        "locations": [_location(finding)],
    }
    if finding.related:
        entry["relatedLocations"] = [_related(number, r) for number, r in enumerate(finding.related, 1)]
    if finding.fingerprint:
        entry["partialFingerprints"] = {"quanze/v1": finding.fingerprint}
    entry["properties"] = {
        "item": finding.item,
        "department": finding.department,
        "gate": finding.gate,
        "confidence": finding.confidence,
    }
    return entry


def _invocation(result: Result, index: Mapping[str, int]) -> Json:
    """Say whether every rule ran to its end, and which were not run at all and why."""
    notes: list[Json] = [
        {
            "level": "note",
            "message": {"text": f"未执行 {n.rule}: {one_line(n.reason)} ({n.items} 项)"},
            "associatedRule": {"id": n.rule, "index": index[n.rule]},
        }
        for n in result.not_run
    ]
    unconfigured = wording.unconfigured(result)
    notes += [{"level": "warning", "message": {"text": unconfigured}}] if unconfigured else []
    crashed = any(finding.rule == wording.CRASH for finding in result.findings)
    return {"executionSuccessful": not crashed, "toolExecutionNotifications": notes}


def _driver(result: Result, codes: list[str]) -> Json:
    return {
        "name": "quanze",
        "version": result.version,
        "language": "zh-CN",
        "rules": [_rule(result.label(code)) for code in codes],
        "properties": {"rulebook": result.rulebook},
    }


def render(result: Result, view: View) -> str:  # noqa: ARG001  every format has one signature
    """Return one SARIF run. Columns count code points; every finding is listed."""
    codes = sorted({f.rule for f in result.findings} | {n.rule for n in result.not_run})
    index = {code: position for position, code in enumerate(codes)}
    table = result.law_table
    run: dict[str, Json] = {
        "tool": {"driver": _driver(result, codes)},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "清单的根目录"}}},
        "invocations": [_invocation(result, index)],
        "results": [_result(finding, index[finding.rule]) for finding in result.findings],
        "properties": {
            "list": result.name,
            "asOf": result.as_of,
            "lawTable": {"cutOff": table.cut_off, "sha256": table.sha256} if table else None,
            "commit": result.commit,
            "gate": result.gate,
            "passes": result.passes,
            "verdict": wording.verdict(result),
            "scope": list(result.scope.paths) if result.scope else None,
            "unknown": [{"reason": u.reason, "count": u.count} for u in result.unknown],
        },
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})
