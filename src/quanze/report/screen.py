"""The first screen: what to do first, how the list stands, what was not judged. At most 40 lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quanze.finding import SEVERITIES, SEVERITY_NAMES
from quanze.report import tally, wording
from quanze.report.layout import flow, number, one_line, right, table, wrap
from quanze.result import by_rule, samples
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanze.report.style import Style
    from quanze.report.view import View
    from quanze.result import Cause, Result

#: Lines of the first screen, however many findings there are.
ROWS = 40
#: From this width on a cause and its gist share a line.
_WIDE = 100
_GAP = "     "


@dataclass(frozen=True, slots=True)
class _Plan:
    """How many causes, common phenomena and table rows the screen may show."""

    causes: int
    common: int
    rows: int


def _plans() -> Iterator[_Plan]:
    """From generous to frugal; the last one fits any result."""
    for size in range(10, 0, -1):
        yield _Plan(size, max(1, (size + 1) // 3), max(1, min(8, size)))


@dataclass(frozen=True, slots=True)
class Screen:
    """Builds the first screen of one result."""

    result: Result
    view: View
    style: Style
    causes: tuple[Cause, ...]
    common: tuple[Cause, ...]

    def lines(self) -> list[str]:
        """Return at most ROWS lines, none wider than the view (a command is never cut)."""
        lines: list[str] = []
        for plan in _plans():
            lines = self._compose(plan)
            if len(lines) <= ROWS:
                break
        return lines

    def _compose(self, plan: _Plan) -> list[str]:
        worst = [SEVERITIES.index(group[0].severity) for group in (self.causes, self.common) if group]
        first, second = self._causes(plan.causes), self._common(plan.common)
        if len(worst) == 2 and worst[1] < worst[0]:
            first, second = second, first
        sections = (self.head(), self.crash(), first, second, self._tables(plan.rows), self.aside(), self.tail())
        return joined(sections)

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

    def _causes(self, limit: int) -> list[str]:
        if not self.causes:
            return []
        lines = [self.style.paint("先看这些", "strong")]
        names = min(30, max(width(self.result.label(c.rule).name) for c in self.causes[:limit]))
        for rank, cause in enumerate(self.causes[:limit], 1):
            lines += self._cause(cause, right(str(rank), 2), names)
            if rank == 1:
                command = f"quanze check --select {cause.rule} --format text"
                lines.append(f"     {self.style.paint(command, 'faint')}   列出全部")
        left = len(self.causes) - limit
        return [*lines, f"   … 还有 {left} 种问题, 见 quanze check --statistics"] if left > 0 else lines

    def _common(self, limit: int) -> list[str]:
        if not self.common:
            return []
        share = f"{self.result.aggregate_share:.0%}"
        title = "普遍现象 (" + ("超过两成事项" if share == "20%" else f"超过 {share} 的事项") + ", 合并为一条)"
        lines = [self.style.paint(title, "strong")]
        names = min(30, max(width(self.result.label(c.rule).name) for c in self.common[:limit]))
        for cause in self.common[:limit]:
            lines += self._cause(cause, "  ", names)
            shown = "、".join(one_line(f.item or f.file) for f in samples(cause.findings))
            lines.append(f"     {clip('例如 ' + shown, self.view.width - 5)}")
        left = len(self.common) - limit
        return [*lines, f"   … 还有 {left} 种普遍现象, 见 quanze check --statistics"] if left > 0 else lines

    def _cause(self, cause: Cause, rank: str, names: int) -> list[str]:
        """Show a cause: on a wide screen in one line, else with its gist on a second."""
        label, paint = self.result.label(cause.rule), self.style.paint
        name, count = pad(clip(one_line(label.name), names), names), right(wording.amount(cause), 10)
        start = f"{rank} {paint(SEVERITY_NAMES[cause.severity], cause.severity)} {paint(cause.rule, 'strong')}  "
        line = f"{start}{name} {count}"
        used = width(f"{rank} 错误 {cause.rule}  {name} {count}")
        told, more = wording.gist(self.result, cause)
        mend = wording.mendable(cause)
        more += f"   {mend}" if mend else ""
        if self.view.width >= _WIDE:
            return [f"{line}  {clip(told, self.view.width - used - 2 - width(more))}{more}"]
        return [line, f"     {clip(told, self.view.width - 5 - width(more))}{more}"]

    def _tables(self, limit: int) -> list[str]:
        departments = tally.by_department(self.result)
        families = tally.by_family(self.result)
        if not departments:
            return []
        longest = 36 if self.view.width >= _WIDE else 20
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
        skipped, open_citations = wording.not_run(self.result), wording.unknown(self.result)
        parts = [f"未执行  {skipped[0]}"] if skipped else []
        parts += [f"        {line}" for line in skipped[1:3]]
        parts += [f"        … 还有 {len(skipped) - 3} 种原因"] if len(skipped) > 3 else []
        last = f"无法判断  {open_citations}" if open_citations else ""
        if len(parts) == 1 and last and width(parts[0] + _GAP + last) <= self.view.width:
            parts, last = [parts[0] + _GAP + last], ""
        known = wording.set_aside(self.result)
        return [clip(part, self.view.width) for part in (*parts, last, known) if part]

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
        steps = ["逐条查看 quanze check --format text", "网页报告 quanze check --format html -o 报告.html"]
        folder = self._worst_folder()
        only = f"只看一个部门 quanze check {folder}"
        if folder and self.result.departments > 1 and width(only) <= self.view.width:
            steps.append(only)
        worst = (self.causes or self.common)[0].rule
        return [*steps, f"为什么 quanze explain {worst}"]

    def _worst_folder(self) -> str:
        """Return the folder that holds the files of the department with most errors, "" if none does."""
        worst = next((row.key for row in tally.by_department(self.result) if row.key), "")
        folders = {f.file.rpartition("/")[0] for f in self.result.findings if worst and f.department == worst}
        folder = one_line(folders.pop()) if len(folders) == 1 else ""
        return f'"{folder}"' if " " in folder else folder


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
