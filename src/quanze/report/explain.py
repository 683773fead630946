"""`quanze explain CODE`: what a rule means, on whose authority, and how to mend what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import SEVERITY_NAMES
from quanze.report import detail, frame, wording
from quanze.report.layout import labelled, one_line, wrap
from quanze.report.screen import joined
from quanze.report.style import Style
from quanze.report.view import View

if TYPE_CHECKING:
    from quanze.finding import Span
    from quanze.result import RuleLabel

_GUTTER = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """An example of a rule: a piece of YAML, the place a finding points at, and a remark."""

    text: str
    mark: Span | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RulePage:
    """What the page of a rule says, in words ready to be shown.

    `needs` names the reference files the rule cannot run without; `waivable` says whether a finding
    can be waived and by whom, `fixable` whether quanze can mend it.
    """

    label: RuleLabel
    wrong: tuple[Sample, ...] = ()
    right: tuple[Sample, ...] = ()
    needs: tuple[str, ...] = ()
    waivable: str = ""
    fixable: str = ""


def _example(sample: Sample, view: View, style: Style) -> list[str]:
    rows = frame.whole(sample.text.splitlines(), sample.mark, view.width - _GUTTER - 4)
    note = labelled("    ", one_line(sample.note), view.width) if sample.note else []
    return [*detail.framed(rows, _GUTTER, view, style), *note]


def _examples(title: str, samples: tuple[Sample, ...], view: View, style: Style) -> list[str]:
    lines = joined([_example(sample, view, style) for sample in samples])
    return [style.paint(title, "strong"), *lines] if lines else []


def _remarks(page: RulePage, view: View) -> list[str]:
    """Return which files the rule needs, whether it can be waived and whether it can be fixed."""
    needs = "、".join(page.needs) or "不需要别的资料"
    said = (("需要资料  ", needs), ("能否豁免  ", page.waivable), ("能否修复  ", page.fixable))
    return [line for name, text in said if text for line in labelled(name, one_line(text), view.width)]


def render(page: RulePage, view: View | None = None) -> str:
    """Return the page of a rule for a terminal, ending with a line end."""
    view = view or View()
    style, label = Style(view.color), page.label
    severity = style.paint(SEVERITY_NAMES[label.severity], label.severity)
    head = [
        style.paint(one_line(wording.title(label)), "strong"),
        f"{severity} · {label.family} · 从“{label.gate}”档位起检查",
    ]
    meaning = [line for part in label.explanation.splitlines() for line in wrap(one_line(part), view.width)]
    sections = [
        head,
        meaning,
        detail.authority(label, view.width, "依据  "),
        _examples("错误的写法", page.wrong, view, style),
        _examples("正确的写法", page.right, view, style),
        labelled("怎么改  ", one_line(label.remedy.strip()), view.width) if label.remedy.strip() else [],
        _remarks(page, view),
    ]
    return "\n".join(joined(sections)) + "\n"
