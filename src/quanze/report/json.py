"""The JSON report: the contract scripts depend on. Every finding is listed, nothing is aggregated."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from quanze.finding import GATES, SEVERITIES
from quanze.report import statistics, tally, wording

if TYPE_CHECKING:
    from quanze.finding import Finding
    from quanze.report.view import View
    from quanze.result import Result

SCHEMA_VERSION = 1
#: A JSON document of any of our reports.
Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumped(document: Json, indent: int | None = 1) -> str:
    """Return a document as JSON text that any UTF-8 stream can take, ending with a line end.

    A lone surrogate (a file name that is not UTF-8) is escaped; all else stays readable.
    """
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def _finding(result: Result, finding: Finding) -> Json:
    label, span = result.label(finding.rule), finding.span
    related: list[Json] = [
        {"file": r.file, "path": list(r.path), "note": r.note, "line": r.line, "column": r.column}
        for r in finding.related
    ]
    return {
        "rule": finding.rule,
        "name": label.name,
        "severity": finding.severity,
        "gate": finding.gate,
        "message": finding.message,
        "file": finding.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "path": list(finding.path),
        "item": finding.item,
        "department": finding.department,
        "cause": finding.cause,
        "confidence": finding.confidence,
        "ground": label.grounds,
        "statutes": list(label.statutes),
        "policies": list(label.policies),
        "related": related,
        "fixable": finding.fix is not None and finding.fix.safe,
        "fix": {"title": finding.fix.title, "safe": finding.fix.safe} if finding.fix else None,
        "fingerprint": finding.fingerprint,
    }


def _list(result: Result) -> Json:
    """Return the list's name, its gate, which it passes, and its departments with the items they have."""
    hit = {row.key: row.counts for row in tally.by_department(result)}
    departments: list[Json] = [
        {
            "name": name,
            "short_name": result.short_names.get(name, name),
            "items": result.items_by_department.get(name, 0),
            **{severity: hit[name][severity] if name in hit else 0 for severity in SEVERITIES},
        }
        for name in sorted({*result.items_by_department, *hit} - {""})
    ]
    return {
        "name": result.name,
        "gate": result.gate,
        "passes": result.passes,
        "blocking": {gate: result.blocking.get(gate, 0) for gate in GATES},
        "verdict": wording.verdict(result),
        "configured": result.configured,
        "scope": _scope(result),
        "rules_used": result.narrowed,
        "rules_switched_off": result.switched_off,
        "departments": departments,
    }


def _scope(result: Result) -> Json:
    """Return what the findings are restricted to, null for the whole list."""
    scope = result.scope
    return {"paths": list(scope.paths), "items": scope.items, "files": scope.files} if scope else None


def _summary(result: Result) -> Json:
    not_run: list[Json] = [{"rule": n.rule, "reason": n.reason, "items": n.items} for n in result.not_run]
    unknown: list[Json] = [{"reason": u.reason, "count": u.count, "samples": list(u.samples)} for u in result.unknown]
    return {
        "items": result.items,
        "files": result.files,
        **{severity: result.count(severity) for severity in SEVERITIES},
        "waived": result.waived,
        "baselined": result.baselined,
        "not_run": not_run,
        "unknown": unknown,
    }


def _statistics(result: Result) -> Json:
    return [
        {"rule": row.rule, "name": row.name, "severity": row.severity, "findings": row.findings, "items": row.items}
        for row in statistics.counts(result)
    ]


def render(result: Result, view: View) -> str:
    """Return the report as one JSON object; keys and findings stand in a fixed order."""
    table = result.law_table
    document: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "quanze", "version": result.version, "rulebook": result.rulebook},
        "as_of": result.as_of,
        "law_table": {"cut_off": table.cut_off, "sha256": table.sha256} if table else None,
        "commit": result.commit,
        "list": _list(result),
        "summary": _summary(result),
        "findings": [_finding(result, finding) for finding in result.findings],
    }
    if view.statistics:
        document["statistics"] = _statistics(result)
    if result.timing:
        document["timing"] = [{"rule": t.rule, "seconds": t.seconds} for t in result.timing]
    return dumped(document)
