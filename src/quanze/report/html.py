"""One self-contained page: no network, no script needed, readable on paper.

The small script in it only adds a search box; a browser without scripts shows the same findings.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from quanze.finding import SEVERITIES, SEVERITY_NAMES
from quanze.report import frame, tally, wording
from quanze.report.html_page import PAGE
from quanze.report.layout import number, one_line, right
from quanze.result import by_rule, samples, touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.finding import Finding
    from quanze.report.view import View
    from quanze.result import Cause, Result

#: Findings of one cause that are shown with their source; the others are folded into short lines.
_WITH_SOURCE = 20
#: Terminal columns of a source line in the page.
_FRAME_WIDTH = 96
_TOP = 20


def _text(text: str) -> str:
    return escape(one_line(text))


def _tag(name: str, content: str, css: str = "") -> str:
    return f'<{name} class="{css}">{content}</{name}>' if css else f"<{name}>{content}</{name}>"


def _badge(severity: str, name: str) -> str:
    return f'<span class="badge {severity}">{name}</span>'


def _anchor(cause: Cause) -> str:
    return escape(f"{cause.rule}-{cause.severity}")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; the cells are HTML already, the last columns numbers where the page says so."""
    body = "".join("<tr>" + "".join(_tag("td", cell) for cell in cells) + "</tr>\n" for cells in rows)
    heading = "".join(f'<th scope="col">{name}</th>' for name in head)
    return f"<table><thead><tr>{heading}</tr></thead><tbody>\n{body}</tbody></table>\n"


def _tally(title: str, rows: Iterable[tuple[str, Sequence[int]]]) -> str:
    head = [title, *(SEVERITY_NAMES[severity] for severity in SEVERITIES)]
    cells = ([_text(name), *(number(count) for count in counts)] for name, counts in rows)
    return _tag("div", _table(head, cells), "counts")


def _departments(result: Result) -> list[tuple[str, Sequence[int]]]:
    """Return every department with its counts, those without a finding last."""
    rows = tally.by_department(result)
    hit = {row.key for row in rows}
    clean = sorted(set(result.items_by_department) - hit)
    shown: list[tuple[str, Sequence[int]]] = [(row.name, [row.counts[s] for s in SEVERITIES]) for row in rows]
    return shown + [(wording.department(result, name), [0, 0, 0]) for name in clean]


def _summary(result: Result) -> str:
    """Return the verdict with the number of items that have errors, warnings and hints."""
    good = result.next_gate() is None and result.items > 0
    cards = "".join(
        _tag("li", f"{_badge(s, SEVERITY_NAMES[s])} <b>{number(touched(found))}</b> 项", "card")
        for s in SEVERITIES
        if (found := [f for f in result.findings if f.severity == s])
    )
    verdict = _tag("p", _text(wording.verdict(result)), f"verdict {'good' if good else 'bad'}")
    return verdict + (_tag("ul", cards, "cards") if cards else "") + "\n"


def _aside(result: Result) -> str:
    lines = [f"{title}: {told}" for title, told in wording.open_points(result)]
    return _tag("ul", "".join(_tag("li", _text(line)) for line in lines), "aside") + "\n" if lines else ""


def _step(result: Result, cause: Cause) -> str:
    """Return what to do next about a cause, with the command that lists it."""
    remedy, command = wording.next_step(result, cause)
    parts = [_text(remedy)] if remedy else []
    parts += [f"<code>{_text(command)}</code> 列出引用它的事项和改法"] if command else []
    return _tag("p", "→ " + "。".join(parts), "more") if parts else ""


def _top(result: Result, causes: Sequence[Cause]) -> str:
    rows = []
    for cause in causes[:_TOP]:
        told, more = wording.gist(result, cause)
        link = f'<a href="#{_anchor(cause)}">{_text(wording.title(result.label(cause.rule)))}</a>'
        remark = " <small>普遍现象</small>" if cause.aggregated else ""
        severity = _badge(cause.severity, SEVERITY_NAMES[cause.severity])
        rows.append((severity, link, _text(told) + more + remark + _step(result, cause), wording.amount(cause)))
    left = f"<p>… 还有 {len(causes) - _TOP} 种问题, 见下面逐条</p>" if len(causes) > _TOP else ""
    table = _table(("级别", "规则", "是什么, 怎么改", "数量"), rows)
    return "<h2>先看这些</h2>\n" + _tag("div", table + left, "top") + "\n"


def _source(finding: Finding, view: View) -> str:
    rows = frame.rows(view.lines(finding.file), finding.span, _FRAME_WIDTH)
    shown = []
    for row in rows:
        marked = f"<mark>{escape(row.marked)}</mark>" if row.pointed else ""
        line = escape(row.before) + marked + escape(row.after)
        shown.append(f"<i>{right(str(row.number), 5)} │ </i>{line}")
    return f"<pre>{chr(10).join(shown)}</pre>" if shown else ""


def _finding(result: Result, finding: Finding, view: View | None) -> str:
    """Return one finding; with a view its source, related places and remedy too."""
    owner = " ".join(part for part in (finding.item, result.item_names.get(finding.file, "")) if part)
    where = " · ".join((*([owner] if owner else []), wording.department(result, finding.department)))
    parts = [f'<p class="place"><code>{escape(wording.place(finding))}</code> <small>{_text(where)}</small></p>']
    parts.append(_tag("p", _text(finding.message)))
    if view:
        parts.append(_source(finding, view))
        for other in finding.related:
            at = f"{other.file}:{other.line}:{other.column}" if other.line else other.file
            parts.append(_tag("p", f"另见 <code>{_text(at)}</code> {_text(other.note)}", "more"))
        if finding.fix:
            kind = "可修复" if finding.fix.safe else "建议"
            parts.append(_tag("p", f"{kind}: {_text(finding.fix.title)}", "more"))
        if finding.confidence < 1:
            parts.append(_tag("p", f"把握 {finding.confidence:.0%}, 请人工核对", "more"))
    return _tag("li", "".join(parts), "finding") + "\n"


def _explained(result: Result, cause: Cause) -> str:
    label = result.label(cause.rule)
    rows = [("是什么", label.explanation)] if label.explanation else []
    rows += [(f"依据 ({kind})" if kind else "依据", text) for kind, text in wording.grounds(label)]
    rows += [("怎么改", label.remedy)] if label.remedy else []
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{_text(text)}</dd>" for name, text in rows) + "</dl>\n"


def _section(result: Result, cause: Cause, view: View) -> str:
    """Return a cause: its meaning and authority once, some findings with source, the others folded."""
    merged = cause.aggregated and view.aggregate
    first = samples(cause.findings) if merged else cause.findings[:_WITH_SOURCE]
    shown = {id(finding) for finding in first}
    rest = [finding for finding in cause.findings if id(finding) not in shown]
    title = f"{_badge(cause.severity, SEVERITY_NAMES[cause.severity])} {_text(wording.title(result.label(cause.rule)))}"
    body = _explained(result, cause)
    body += _tag("ol", "".join(_finding(result, finding, view) for finding in first), "findings")
    if rest:
        others = _tag("ol", "".join(_finding(result, finding, None) for finding in rest), "findings")
        body += f"<details><summary>其余 {number(len(rest))} 处</summary>{others}</details>"
    heading = f"<h3>{title} <small>{wording.amount(cause)}</small></h3>"
    return f'<section class="cause" id="{_anchor(cause)}">{heading}\n{body}</section>\n'


def render(result: Result, view: View) -> str:
    """Return the page: verdict, what to look at first, tables, then every finding by cause."""
    causes = by_rule(result)
    families = [(row.name, [row.counts[s] for s in SEVERITIES]) for row in tally.by_family(result)]
    body = _tag("h1", _text(result.name)) + _tag("p", _text(" · ".join(wording.heading(result)[1:])), "heading")
    body += "\n" + _summary(result)
    if causes:
        tables = _tally("部门", _departments(result)) + _tally("规则族", families)
        body += _top(result, causes) + _tag("div", tables, "tables") + "\n"
    body += _aside(result)
    if causes:
        body += "<h2>逐条</h2>\n" + "".join(_section(result, cause, view) for cause in causes)
    source = _text(" · ".join(wording.provenance(result)))
    return PAGE.format(title=_text(f"{result.name} 检查报告"), body=body, source=source)
