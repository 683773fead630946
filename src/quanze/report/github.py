"""Annotations for GitHub Actions (and Gitea): one workflow command a finding.

The platform shows only the first few annotations of a step, so what holds for most of the list is
one annotation with three samples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.report import wording
from quanze.report.layout import one_line, visible
from quanze.result import by_rule, samples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Finding, Severity
    from quanze.report.view import View
    from quanze.result import Cause, Result

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def _text(value: str) -> str:
    """Escape the message of a workflow command."""
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    """Escape a property of a workflow command."""
    return _text(value).replace(":", "%3A").replace(",", "%2C")


def _annotation(result: Result, finding: Finding, more: str = "") -> str:
    label, span = result.label(finding.rule), finding.span
    properties = [
        ("file", visible(finding.file)),
        ("line", str(span.line)),
        ("endLine", str(span.end_line)),
        ("col", str(span.column)),
        *(
            [("endColumn", str(span.end_column))]
            if span.line == span.end_line and span.end_column > span.column
            else []
        ),
        ("title", one_line(wording.title(label))),
    ]
    told = [one_line(finding.message) + more, *wording.explained(label)]
    head = ",".join(f"{name}={_property(value)}" for name, value in properties)
    return f"::{_COMMANDS[finding.severity]} {head}::{_text(chr(10).join(told))}"


def _aggregated(result: Result, cause: Cause) -> str:
    first, *others = samples(cause.findings)
    alike = "、".join(wording.place(f) for f in others)
    return _annotation(result, first, f" (共 {wording.amount(cause)}, 合并为一条; 同类 {alike})")


def render(result: Result, view: View) -> str:
    """Return the annotations, single findings in the order of the files, then verdict and provenance."""
    common = [cause for cause in by_rule(result) if cause.aggregated and view.aggregate]
    merged = {(cause.rule, cause.severity) for cause in common}
    lines = [_annotation(result, f) for f in result.findings if (f.rule, f.severity) not in merged]
    lines += [_aggregated(result, cause) for cause in common]
    lines += [f"{title}  {told}" for title, told in wording.open_points(result)]
    lines += [f"::notice title=quanze::{_text(wording.verdict(result))}", " · ".join(wording.provenance(result))]
    return "\n".join(lines) + "\n"
