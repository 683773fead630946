"""The first screen: what to do first, how the list stands, what was not judged. At most 40 lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quanze.finding import SEVERITIES, SEVERITY_NAMES
from quanze.report import tally, wording
from quanze.report.cause_lines import WIDE, cause_lines
from quanze.report.layout import flow, hung, number, one_line, right, table, wrap
from quanze.result import blocks, by_rule
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.report.style import Style
    from quanze.report.view import View
    from quanze.result import Cause, Result

#: Lines of the first screen, however many findings there are.
ROWS = 40
_GAP = "     "


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many causes the screen shows, how many of them in full, how many common ones, how many table rows."""

    causes: int
    full: int
    common: int
    rows: int
    samples: bool = False


#: From generous to frugal; the last one fits any result. Twenty causes at most: what is left is counted.
_PLANS = (
    *(_Plan(20, 20, 8, 8, samples=True), _Plan(20, 20, 6, 8, samples=True), _Plan(20, 20, 6, 8), _Plan(20, 20, 4, 6)),
    *(_Plan(20, 12, 4, 6), _Plan(20, 8, 4, 5), _Plan(20, 5, 3, 5), _Plan(20, 4, 3, 4), _Plan(18, 4, 3, 4)),
    *(_Plan(16, 4, 2, 4), _Plan(14, 4, 2, 4), _Plan(12, 4, 2, 4), _Plan(10, 4, 2, 4), _Plan(8, 4, 2, 3)),
    *(_Plan(7, 3, 2, 3), _Plan(6, 3, 2, 3), _Plan(5, 3, 1, 3), _Plan(4, 2, 1, 2), _Plan(3, 1, 1, 2)),
    *(_Plan(2, 1, 1, 1), _Plan(1, 1, 1, 1), _Plan(1, 0, 1, 1), _Plan(1, 0, 0, 1)),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """Builds the first screen of one result.

    `causes` are those that hit single items, `common` those that hold for most of the list.
    """

    result: Result
    view: View
    style: Style
    causes: tuple[Cause, ...]
    common: tuple[Cause, ...]

    def lines(self) -> list[str]:
        """Return at most ROWS lines, none wider than the view (a command is never cut)."""
        lines: list[str] = []
        for plan in _PLANS:
            lines = self._compose(plan)
            if len(lines) <= ROWS:
                break
        return lines

    def _compose(self, plan: _Plan) -> list[str]:
        ranked, common = self._ranked()
        worst = [SEVERITIES.index(group[0].severity) for group in (ranked, common) if group]
        first, second = self._first(ranked, plan), self._common(common, plan)
        if len(worst) == 2 and worst[1] < worst[0]:
            first, second = second, first
        sections = (self.head(), self.crash(), first, second, self._tables(plan.rows), self.aside(), self.tail())
        return joined(sections)

    def _ranked(self) -> tuple[tuple[Cause, ...], tuple[Cause, ...]]:
        """Return what to look at first, and apart what most of the list has and no gate waits for."""
        common = tuple(cause for cause in self.common if not blocks(self.result, cause))
        apart = set(map(id, common))
        both = {id(cause): cause for cause in (*self.causes, *self.common)}
        order = {(cause.rule, cause.severity): place for place, cause in enumerate(by_rule(self.result))}
        ranked = [cause for name, cause in both.items() if name not in apart]
        return tuple(sorted(ranked, key=lambda c: order[c.rule, c.severity])), common

    def head(self) -> list[str]:
        """Return the heading of the report."""
        name, *facts = wording.heading(self.result)
        first, *rest = flow([clip(name, self.view.width), *facts], self.view.width)
        return [self.style.paint(first, "strong"), *rest]

    def crash(self) -> list[str]:
        """Return what to do about rules that crashed: the line to send on. Empty when none did."""
        crashes = [f for f in self.result.findings if f.rule == wording.CRASH]
        if not crashes:
            return []
        more = f" (共 {number(len(crashes))} 处)" if len(crashes) > 1 else ""
        told = f"内部错误 {wording.CRASH}{more}: 有规则没有运行完, 其余结果照常列出。请把下面这一行发给维护者"
        report = f"{wording.place(crashes[0])} {one_line(crashes[0].message)}"
        lines = wrap(f"quanze {self.result.version} {wording.CRASH} {report}", self.view.width - 2)
        return [*wrap(told, self.view.width), *("  " + line for line in lines[:3])]

    def _first(self, causes: Sequence[Cause], plan: _Plan) -> list[str]:
        if not causes:
            return []
        shown, left = causes[: plan.causes], len(causes) - plan.causes
        ahead = self.result.next_gate()
        blocking = sum(blocks(self.result, cause) for cause in causes)
        title = f"先看这些 (前 {blocking} 种挡住“{ahead}”)" if 0 < blocking < len(causes) else "先看这些"
        layout = cause_lines(self.result, shown, self.style, self.view.width)
        lines = [self.style.paint(title, "strong")]
        for rank, cause in enumerate(shown, 1):
            lines += layout.shown(cause, right(str(rank), 2), full=rank <= plan.full)
        return [*lines, f"   … 还有 {left} 种问题, 见 {self._check()} --statistics"] if left > 0 else lines

    def _common(self, causes: Sequence[Cause], plan: _Plan) -> list[str]:
        if not causes or not plan.common:
            return []
        share = f"{self.result.aggregate_share:.0%}"
        title = "普遍现象 (" + ("超过两成事项" if share == "20%" else f"超过 {share} 的事项") + ", 合并为一条)"
        shown, left = causes[: plan.common], len(causes) - plan.common
        layout = cause_lines(self.result, shown, self.style, self.view.width)
        lines = [self.style.paint(title, "strong")]
        for cause in shown:
            lines += layout.shown(cause, "  ", full=plan.samples)
            lines += [layout.samples(cause)] if plan.samples else []
        return [*lines, f"   … 还有 {left} 种普遍现象, 见 {self._check()} --statistics"] if left > 0 else lines

    def _tables(self, limit: int) -> list[str]:
        departments = tally.by_department(self.result)
        families = tally.by_family(self.result)
        if not departments:
            return []
        longest = 36 if self.view.width >= WIDE else 20
        left = self._table("按部门", departments, limit, longest, "个部门")
        right_table = self._table("按规则族", families, limit, longest, "个规则族")
        size = max(map(width, left))
        if size + len(_GAP) + max(map(width, right_table)) > self.view.width:
            return [*self._headed(left), *self._headed(right_table)]
        pairs = zip_longest(left, right_table, fillvalue="")
        return self._headed([(pad(a, size) + _GAP + b).rstrip() for a, b in pairs])

    def _headed(self, lines: Sequence[str]) -> list[str]:
        return [self.style.paint(lines[0], "strong"), *lines[1:]]

    def _table(self, title: str, rows: Sequence[tally.Row], limit: int, longest: int, unit: str) -> list[str]:
        name = min(longest, max(width(title), *(width(row.name) + 1 for row in rows[:limit])))
        cells = [(title, *(SEVERITY_NAMES[s] for s in SEVERITIES))]
        cells += [(f" {row.name}", *(number(row.counts[s]) for s in SEVERITIES)) for row in rows[:limit]]
        left = len(rows) - limit
        return [*table(cells, name), *([f" … 还有 {left} {unit}"] if left > 0 else [])]

    def aside(self) -> list[str]:
        """Return what was not run, what could not be judged and what is only counted."""
        points = wording.open_points(self.result)
        skipped = [told for title, told in points if title == "未执行"]
        others = [f"{pad(title, 8)}  {told}" for title, told in points if title != "未执行"]
        lines = hung("未执行    ", self._not_run(skipped)) if skipped else []
        return [clip(line, self.view.width) for line in lines] + [
            line for told in others for line in wrap(told, self.view.width)
        ]

    def _not_run(self, reasons: Sequence[str]) -> list[str]:
        """Return the reasons why rules were not run, as many as stand on two lines."""
        lines: list[str] = []
        for count in range(len(reasons), 0, -1):
            left = [f"还有 {len(reasons) - count} 种原因"] if count < len(reasons) else []
            lines = flow([*reasons[:count], *left], self.view.width - 10)
            if len(lines) <= 2:
                break
        return lines[:2]

    def tail(self) -> list[str]:
        """Return the verdict, the next steps and what the verdict is re-derived from."""
        good = self.result.next_gate() is None
        told = wrap(wording.verdict(self.result), self.view.width)
        steps = flow(self._steps(), self.view.width) if self.result.findings else []
        source = flow(wording.provenance(self.result, as_of=False), self.view.width)
        return [
            *(self.style.paint(line, "good" if good else "strong") for line in told),
            *steps,
            *(self.style.paint(line, "faint") for line in source),
        ]

    def _steps(self) -> list[str]:
        """Name the commands that lead on, each for a thing the reader may want next."""
        ranked, common = self._ranked()
        rules = [cause.rule for cause in (*ranked, *common)]
        worst = next((rule for rule in rules if rule != wording.CRASH), rules[0])
        check = self._check()
        steps = [
            f"为什么、怎么改 quanze explain {worst} (或其他代码)",
            f"逐处列出 {check} --select {worst} --format text",
            f"网页报告 {check} --format html -o 报告.html",
        ]
        folder = self._worst_folder()
        only = f"只看一个部门 {self._check(folder)}"
        return [*steps, *([only] if folder and self._may_narrow() and width(only) <= self.view.width else [])]

    def _check(self, folder: str = "") -> str:
        """Return the command of a further check, of a folder or of the one path that was asked for."""
        paths = self.result.scope.paths if self.result.scope else ()
        path = folder or (wording.argument(paths[0]) if len(paths) == 1 else "")
        return " ".join(("quanze check", *([path] if path else []), *self.view.asked))

    def _may_narrow(self) -> bool:
        return self.result.departments > 1 and self.result.scope is None

    def _worst_folder(self) -> str:
        """Return the folder that holds the files of the department with most errors, "" if none does."""
        worst = next((row.key for row in tally.by_department(self.result) if row.key), "")
        folders = {f.file.rpartition("/")[0] for f in self.result.findings if worst and f.department == worst}
        return wording.argument(folders.pop()) if len(folders) == 1 else ""


def joined(sections: Sequence[Sequence[str]]) -> list[str]:
    """Put sections one after the other with a blank line between."""
    lines: list[str] = []
    for section in sections:
        lines += [*([""] if lines and section else []), *section]
    return lines


def screen_of(result: Result, view: View, style: Style) -> Screen:
    """Prepare the first screen of a result: its causes, and apart what holds for most of the list."""
    groups: dict[bool, list[Cause]] = {False: [], True: []}
    for cause in by_rule(result):
        groups[cause.aggregated and view.aggregate].append(cause)
    return Screen(result, view, style, tuple(groups[False]), tuple(groups[True]))
