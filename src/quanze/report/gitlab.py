"""Code Quality report for GitLab: a JSON array of places with a fingerprint each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from quanze.report import wording
from quanze.report.json import dumped
from quanze.report.layout import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Finding, Severity
    from quanze.report.json import Json
    from quanze.report.view import View
    from quanze.result import Result

_SEVERITIES: Mapping[Severity, str] = {"error": "critical", "warning": "minor", "info": "info"}


def _distinct(fingerprint: str, seen: dict[str, int]) -> str:
    """Name a finding so that no two of a report share a name: GitLab drops the second otherwise."""
    count = seen[fingerprint] = seen.get(fingerprint, 0) + 1
    return fingerprint if count == 1 else hashlib.sha256(f"{fingerprint}\x1f{count}".encode()).hexdigest()[:16]


def _issue(result: Result, finding: Finding, fingerprint: str) -> Json:
    title = one_line(wording.title(result.label(finding.rule)))
    return {
        "description": f"{title}: {one_line(finding.message)}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.file, "lines": {"begin": finding.span.line, "end": finding.span.end_line}},
    }


def render(result: Result, view: View) -> str:  # noqa: ARG001  every format has one signature
    """Return every finding as one issue of the array; there is no room for a summary in this format."""
    seen: dict[str, int] = {}
    return dumped([_issue(result, f, _distinct(f.fingerprint, seen)) for f in result.findings])
