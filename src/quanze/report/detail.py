"""Findings in full: place, message, source frame, authority, how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.finding import SEVERITY_NAMES
from quanze.report import frame, wording
from quanze.report.layout import flow, hung, labelled, number, one_line, right, wrap
from quanze.result import samples
from quanze.text import clip, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.finding import Finding, Span
    from quanze.report.style import Style
    from quanze.report.view import View
    from quanze.result import Cause, Result, RuleLabel

_CERTAIN = 1.0
#: Columns below which a name says nothing.
_NAME = 10


def _headline(finding: Finding, label: RuleLabel, view: View, style: Style) -> list[str]:
    """Return severity, code, name and message, wrapped, the severity and code coloured."""
    severity = SEVERITY_NAMES[finding.severity]
    told = f"{severity} {one_line(wording.title(label))}: {one_line(finding.message)}"
    first, *rest = wrap(told, view.width)
    bare = f"{severity} {finding.rule}"
    painted = f"{style.paint(severity, finding.severity)} {style.paint(finding.rule, 'strong')}"
    return [first.replace(bare, painted, 1) if first.startswith(bare) else first, *rest]


def framed(rows: Sequence[frame.Row], gutter: int, view: View, style: Style) -> list[str]:
    """Return source lines behind their numbers, and under a marked one its carets."""
    bar = "│" if view.unicode_boxes else "|"
    shown = []
    for row in rows:
        shown.append((style.paint(f"{right(str(row.number), gutter)} {bar} ", "faint") + row.text).rstrip())
        if row.pointed:
            carets = row.caret.lstrip()
            blank = " " * (len(row.caret) - len(carets))
            shown.append(style.paint(f"{' ' * gutter} {bar} ", "faint") + blank + style.paint(carets, "error"))
    return shown


def source(lines: Sequence[str], span: Span, view: View, style: Style) -> list[str]:
    """Return the source frame of a span; empty when the source has no such line."""
    gutter = max(4, len(str(span.line + 1)) + 1)
    return framed(frame.rows(lines, span, view.width - gutter - 4), gutter, view, style)


def authority(label: RuleLabel, columns: int, title: str = "  依据  ") -> list[str]:
    """Return the grounds of a rule, statute and policy apart, one line each and wrapped."""
    lines: list[str] = []
    for kind, ground in wording.grounds(label):
        head = title if not lines else " " * width(title)
        lines += labelled(f"{head}{kind}  " if kind else head, one_line(ground), columns)
    return lines


def _mending(finding: Finding, label: RuleLabel, columns: int) -> list[str]:
    lines = []
    if finding.confidence < _CERTAIN:
        lines.append(f"  把握  {finding.confidence:.0%}, 请人工核对")
    if finding.fix:
        kind = "可修复" if finding.fix.safe else "建议"
        lines += labelled(f"  {kind}  ", one_line(finding.fix.title), columns)
    return [*lines, *labelled("  怎么改  ", one_line(label.remedy.strip()), columns, f"quanze explain {label.code}")]


def _related(finding: Finding, columns: int) -> list[str]:
    lines: list[str] = []
    for other in finding.related:
        at = one_line(f"{other.file}:{other.line}:{other.column}" if other.line else other.file)
        lines += hung("  另见  ", flow([at, *wrap(one_line(other.note), columns - 8)], columns - 8, " "))
    return lines


def _place(result: Result, finding: Finding, view: View, style: Style) -> str:
    """Return where a finding is, and beside it the name of the item as far as there is room."""
    place = wording.place(finding)
    room = view.width - width(place) - 2
    name = clip(one_line(result.item_names.get(finding.file, "")), room) if room >= _NAME else ""
    return style.paint(place, "place") + (f"  {name}" if name else "")


def block(result: Result, finding: Finding, view: View, style: Style, *, again: bool) -> list[str]:
    """Return one finding in full. `again` = its rule's ground and remedy were just shown."""
    label = result.label(finding.rule)
    lines = [_place(result, finding, view, style), *_headline(finding, label, view, style)]
    lines += source(view.lines(finding.file), finding.span, view, style)
    lines += _related(finding, view.width)
    if again:
        return [*lines, f"  依据、怎么改  同上一条 {label.code}"]
    return lines + authority(label, view.width) + _mending(finding, label, view.width)


def common(result: Result, cause: Cause, view: View, style: Style) -> list[str]:
    """Return a cause that hits most of the list: its first finding in full, two more places, the count."""
    first, *others = samples(cause.findings)
    lines = block(result, first, view, style, again=False)
    if others:
        lines += hung("  同类  ", flow(map(wording.place, others), view.width - 8, "  "))
    count = f"{wording.amount(cause)}, {number(len(cause.findings))} 处, 合并为一条。逐条列出"
    return lines + labelled("  合计  ", count, view.width, "quanze check --no-aggregate")


def findings_in_full(result: Result, causes: Iterable[Cause], view: View, style: Style) -> list[list[str]]:
    """Return a block for each finding in the order of the files; the ground once for a run of one rule."""
    blocks: list[list[str]] = []
    before = ""
    for finding in sorted((f for cause in causes for f in cause.findings), key=lambda f: f.order):
        same = finding.rule == before and not finding.fix and finding.confidence >= _CERTAIN
        blocks.append(block(result, finding, view, style, again=same))
        before = finding.rule
    return blocks
