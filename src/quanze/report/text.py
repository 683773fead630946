"""The plain report: one line a finding, made for grep and for an editor's list of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.finding import SEVERITY_NAMES
from quanze.report import statistics, wording
from quanze.report.layout import one_line

if TYPE_CHECKING:
    from quanze.finding import Finding
    from quanze.report.view import View
    from quanze.result import Result


def line(result: Result, finding: Finding) -> str:
    """Return one finding as file:line:column: severity code name: message."""
    title = one_line(wording.title(result.label(finding.rule)))
    return f"{wording.place(finding)}: {SEVERITY_NAMES[finding.severity]} {title}: {one_line(finding.message)}"


def render(result: Result, view: View) -> str:
    """Return every finding on a line of its own, then after a blank line the verdict and its provenance."""
    lines = [line(result, finding) for finding in result.findings]
    lines += [""] if lines else []
    counted = statistics.lines(result, view)
    lines += [*counted, ""] if counted else []
    lines += [f"{title}  {told}" for title, told in wording.open_points(result)]
    return "\n".join([*lines, wording.verdict(result), " · ".join(wording.provenance(result))]) + "\n"
