"""The report on a terminal: the first screen, below it the findings in full."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.report import detail, statistics, wording
from quanze.report.layout import wrap
from quanze.report.screen import joined, screen_of
from quanze.report.style import Style

if TYPE_CHECKING:
    from quanze.report.screen import Screen
    from quanze.report.view import View
    from quanze.result import Result

#: Up to so many causes the findings in full say everything; a table above them would say it twice.
_FEW = 3
#: Sentences are not wider than this, however wide the terminal is.
_READABLE = 120


def _in_full(screen: Screen) -> list[list[str]]:
    """Return the findings of a screen as blocks, those that hold for most of the list last."""
    result, style = screen.result, screen.style
    view = replace(screen.view, width=min(screen.view.width, _READABLE))
    blocks = detail.findings_in_full(result, screen.causes, view, style)
    return blocks + [detail.common(result, cause, view, style) for cause in screen.common]


def render(result: Result, view: View) -> str:
    """Return the report for a terminal: at most 40 lines, with `view.detail` the findings in full too."""
    screen = screen_of(result, view, Style(view.color))
    blocks = _in_full(screen) if view.detail else []
    counted = statistics.lines(result, view)
    if blocks and len(screen.causes) + len(screen.common) <= _FEW:
        sections = [screen.head(), screen.crash(), *blocks, counted, screen.aside(), screen.tail()]
    else:
        closing = [screen.style.paint(line, "strong") for line in wrap(wording.verdict(result), view.width)]
        sections = [screen.lines(), *blocks, counted, closing if blocks else []]
    return "\n".join(joined(sections)) + "\n"
