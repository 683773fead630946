"""Markdown for the comment on a merge request: verdict, tables, causes; the places folded away."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from quanze.finding import SEVERITIES, SEVERITY_NAMES
from quanze.report import statistics, tally, wording
from quanze.report.layout import number, one_line
from quanze.result import by_rule, samples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.report.view import View
    from quanze.result import Cause, Result

#: A comment may hold 65,536 characters; what stands after the details must fit too.
_ROOM = 50_000
_TOP = 10
_ROWS = 30
_SPECIAL = re.compile(r"[\\`*_\[\]<>#!|~$]")


def _plain(text: str) -> str:
    """Escape a text so that it is shown as it is: no markup, no link, no mention, no emoji name."""
    escaped = _SPECIAL.sub(lambda found: "\\" + found.group(), one_line(text).replace("&", "&amp;"))
    return escaped.replace("\\<", "&lt;").replace("\\>", "&gt;").replace("@", "&#64;")


def _code(text: str) -> str:
    """Show a text as code, whatever back quotes it holds; a table's bar would still split the cell."""
    shown = one_line(text).replace("|", "¦")
    ticks = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    inner = f" {shown} " if shown.startswith("`") or shown.endswith("`") else shown
    return f"{ticks}{inner}{ticks}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], numeric: int) -> list[str]:
    """Return a table whose last `numeric` columns are right-aligned."""
    rule = ["---"] * (len(head) - numeric) + ["---:"] * numeric
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]


def _tally(title: str, rows: Sequence[tally.Row]) -> list[str]:
    names = [SEVERITY_NAMES[severity] for severity in SEVERITIES]
    cells = [[_plain(row.name), *(number(row.counts[s]) for s in SEVERITIES)] for row in rows[:_ROWS]]
    more = [f"\n… 还有 {len(rows) - _ROWS} 行"] if len(rows) > _ROWS else []
    return [*_table([title, *names], cells, 3), *more, ""]


def _step(result: Result, cause: Cause) -> str:
    """Return what to do next about a cause, on a line of its own in a cell."""
    remedy, command = wording.next_step(result, cause)
    parts = [_plain(remedy)] if remedy else []
    parts += [_code(command)] if command else []
    return "<br>→ " + "。".join(parts) if parts else ""


def _top(result: Result, causes: Sequence[Cause]) -> list[str]:
    """Return the gravest causes as a table; what holds for most of the list is marked."""
    rows = []
    for cause in causes[:_TOP]:
        told, more = wording.gist(result, cause)
        share = " (普遍现象)" if cause.aggregated else ""
        title = _plain(wording.title(result.label(cause.rule)))
        what = _plain(told) + more + share + _step(result, cause)
        rows.append([SEVERITY_NAMES[cause.severity], title, what, wording.amount(cause)])
    left = [f"\n… 还有 {len(causes) - _TOP} 种问题"] if len(causes) > _TOP else []
    return ["### 先看这些", "", *_table(["级别", "规则", "是什么, 怎么改", "数量"], rows, 1), *left, ""]


def _places(result: Result, cause: Cause, room: int, *, merged: bool) -> list[str]:
    """Return the places of a cause, folded, as many as fit into `room` characters."""
    label = result.label(cause.rule)
    shown = samples(cause.findings) if merged else cause.findings
    name = escape(one_line(wording.title(label)))  # no markup is read inside a summary
    title = f"{SEVERITY_NAMES[cause.severity]} {name} · {wording.amount(cause)}"
    lines = ["<details>", f"<summary>{title}</summary>", "", *(f"{_plain(t)}  " for t in wording.explained(label)), ""]
    used, kept = sum(map(len, lines)), 0
    for finding in shown:
        line = f"- {_code(wording.place(finding))} {_plain(finding.message)}"
        used += len(line) + 1
        if used > room:
            break
        lines.append(line)
        kept += 1
    left = len(cause.findings) - kept
    lines += [f"- … 还有 {number(left)} 处"] if left else []
    return [*lines, "", "</details>", ""] if kept else []


def _details(result: Result, causes: Sequence[Cause], view: View) -> list[str]:
    lines: list[str] = []
    for position, cause in enumerate(causes):
        room = _ROOM - sum(len(line) + 1 for line in lines)
        shown = _places(result, cause, room, merged=cause.aggregated and view.aggregate)
        if not shown:
            return [*lines, f"… 还有 {len(causes) - position} 种问题没有列出, 见 `quanze check --format text`", ""]
        lines += shown
    return lines


def _statistics(result: Result) -> list[str]:
    rows = [
        [SEVERITY_NAMES[row.severity], row.rule, _plain(row.name), number(row.findings), number(row.items)]
        for row in statistics.counts(result)
    ]
    return ["### 按规则", "", *_table(["级别", "代码", "名称", "处", "项"], rows, 2), ""]


def render(result: Result, view: View) -> str:
    """Return the comment: never longer than a code host takes."""
    causes = by_rule(result)
    lines = [f"## {_plain(wording.verdict(result))}", "", " · ".join(map(_plain, wording.heading(result))), ""]
    if causes:
        lines += _top(result, causes)
        lines += _tally("部门", tally.by_department(result)) + _tally("规则族", tally.by_family(result))
    if view.statistics:
        lines += _statistics(result)
    lines += [f"- {title}: {_plain(told)}" for title, told in wording.open_points(result)]
    lines += ["", *_details(result, causes, view)]
    return "\n".join([*lines, "---", "", " · ".join(map(_plain, wording.provenance(result)))]) + "\n"
