"""quanze departments: who answers for what, and whether duties and items fit together."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

from quanze.cli.collecting import collect_rarely
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_NOTHING
from quanze.cli.tables import REFERENCE_TABLES
from quanze.cli.this_list import this_list
from quanze.engine.department_coverage import department_report
from quanze.engine.listed_items import items_in
from quanze.engine.run import Request, prepare
from quanze.engine.settings import SettingsError
from quanze.report.layout import number, right
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quanze.engine.department_coverage import Coverage, DepartmentReport
    from quanze.engine.exercise import Exercise

#: Columns that a name has at least, and a number.
_NAME, _CELL = 20, 5
#: Columns where nothing limits them: in a file, in a pipe.
_NO_LIMIT = 1000
_CONTENT = 60
_CODES = 5


def run_departments(as_of: str | None, format_: str) -> int:
    """Show the departments of a list. Raises SettingsError."""
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    settings = this_list()
    collect_rarely()
    request = Request(as_of_date(as_of), tables=REFERENCE_TABLES)
    context = prepare(settings, request, other_lists=False).context
    report = department_report(items_in(settings), context)
    if format_ == "json":
        sys.stdout.write(json.dumps(_plain(report), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(report)) + "\n")
    return EXIT_CLEAN if report.items or report.roster else EXIT_NOTHING


def _plain(report: DepartmentReport) -> dict[str, object]:
    return {
        "items": report.items,
        "cancelled": report.cancelled,
        "roster": report.roster,
        "departments": [_plain_department(one) for one in report.coverage],
        "ended": [
            {"name": e.name, "since": e.since or None, "successors": list(e.heirs), "items": dict(e.uses)}
            for e in report.ended
        ],
        "unlisted": [{"name": u.name, "items": dict(u.uses), "samples": list(u.samples)} for u in report.unlisted],
        "exercise": _plain_exercise(report.exercise) if report.exercise is not None else None,
    }


def _plain_exercise(found: Exercise) -> dict[str, object]:
    never = [{"department": department, "items": list(items)} for department, items in found.never]
    return {"never_exercised": never, "outside_the_list": list(found.outside)}


def _plain_department(one: Coverage) -> dict[str, object]:
    gaps = [{"number": gap.number, "content": gap.content, "power": gap.power or None} for gap in one.gaps]
    return {
        "name": one.name,
        "in_roster": one.in_roster,
        "counts": dict(one.counts),
        "total": sum(one.counts.values()),
        "duties": one.duties,
        "duties_without_item": gaps,
        "items_without_duty": list(one.without_duty),
        "items_with_unknown_duty": [{"item": m.item, "duty": m.duty} for m in one.misplaced if not m.right],
        "items_astray": [
            {"item": m.item, "duty": m.duty, "words": m.words, "right": m.right} for m in one.misplaced if m.right
        ],
    }


def _lines(report: DepartmentReport) -> Iterator[str]:
    used = [one for one in report.coverage if sum(one.counts.values())]
    cancelled = f" (另有已取消 {report.cancelled:,} 项)" if report.cancelled else ""
    if report.items:
        yield f"{len(used):,} 个部门有事项 {report.items:,} 项{cancelled}"
        yield ""
        yield from table(report)
    else:
        yield f"没有事项{cancelled}。用 quanze import 导入部门的表格, 或者用 quanze new 新建"
    yield ""
    yield from _roster(report)
    if report.items:
        yield from _exercise(report.exercise)


def _exercise(found: Exercise | None) -> Iterator[str]:
    if found is None:
        yield "没有运行数据 (data/registers), 从未行使的事项没有核对"
        return
    never = sum(len(items) for _, items in found.never)
    yield f"从未行使 (运行数据里没有) {never:,} 项" if never else "从未行使  没有"
    for department, items in found.never:
        more = " 等" if len(items) > _CODES else ""
        yield f"  {department}  {len(items):,} 项: {'、'.join(items[:_CODES])}{more}"
    if found.outside:
        more = " 等" if len(found.outside) > _CODES else ""
        yield f"清单之外行使的 {len(found.outside):,} 项: {'、'.join(found.outside[:_CODES])}{more}"


def _roster(report: DepartmentReport) -> Iterator[str]:
    if not report.roster:
        yield "没有部门名册 (data/departments), 职责没有核对。用 quanze import --kind 三定 读入三定规定"
        return
    yield "三定职责"
    yield from (line for one in report.coverage if one.in_roster for line in _duties(one))
    for title, rows in (("已撤销仍在使用", _ended(report)), ("名册里没有", _unlisted(report))):
        listed = list(rows)
        yield title if listed else f"{title}  没有"
        yield from listed


def table(report: DepartmentReport) -> Iterator[str]:
    """Yield the table; its first column is as wide as the names, or as the terminal lets it be."""
    heads = [*(_short_type(kind) for kind in report.types), "合计"]
    totals = [sum(one.counts.get(kind, 0) for one in report.coverage) for kind in report.types]
    last = [number(count) for count in (*totals, sum(totals))]
    cells = [max(_CELL, 1 + width(figure)) for figure in last]
    names = {one.name: one.short_name for one in report.coverage}
    room = shutil.get_terminal_size((_NO_LIMIT, 0)).columns - sum(cells) if sys.stdout.isatty() else _NO_LIMIT
    column = min(max(width(name) for name in (*names.values(), "合计")), max(room, _NAME))
    yield pad("部门", column) + "".join(right(head, cell) for head, cell in zip(heads, cells, strict=True))
    for one in report.coverage:
        counts = [one.counts.get(kind, 0) for kind in report.types]
        figures = (number(count) if count else "·" for count in (*counts, sum(counts)))
        row = "".join(right(figure, cell) for figure, cell in zip(figures, cells, strict=True))
        yield pad(clip_middle(names[one.name], column), column) + row
    yield pad("合计", column) + "".join(right(figure, cell) for figure, cell in zip(last, cells, strict=True))


def clip_middle(name: str, columns: int) -> str:
    """Shorten a name to a number of terminal columns in its middle: names differ at both ends."""
    if width(name) <= columns:
        return name
    tail, room = "", (columns - 2) // 2
    for char in reversed(name):
        if width(char + tail) > room:
            break
        tail = char + tail
    return clip(name, columns - width(tail)) + tail


def _short_type(kind: str) -> str:
    short = {"其他行政权力": "其他", "公共服务": "服务"}.get(kind, kind.removeprefix("行政"))
    return clip(short, _CELL) if width(short) >= _CELL else short


def _duties(one: Coverage) -> Iterator[str]:
    if not one.duties:
        yield f"  {one.name}  名册里没有写职责, 未核定"
    else:
        yield f"  {one.name}  职责 {one.duties} 条, 有事项的 {one.duties - len(one.gaps)} 条"
    for gap in one.gaps:
        kind = "应有事项" if gap.power else "没有事项"
        yield f"    {kind}  {gap.number}  {clip(' '.join((gap.power or gap.content).split()), _CONTENT)}"
    yield from _items("没有写职责的事项", one.without_duty)
    yield from _items("写了三定里没有的职责", [f"{m.item} {m.duty}" for m in one.misplaced if not m.right])
    for m in one.misplaced:
        if m.right:
            yield f"    职责偏离  {m.item} 写的是 {m.duty}, 名称里的“{m.words}”在 {m.right}"


def _items(title: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        more = " 等" if len(items) > _CODES else ""
        yield f"    {title} {len(items):,} 项: {'、'.join(items[:_CODES])}{more}"


def _told(uses: Mapping[str, int]) -> str:
    return ", ".join(f"{field} {items:,} 项" for field, items in uses.items())


def _ended(report: DepartmentReport) -> Iterator[str]:
    for one in report.ended:
        since = f" ({one.since} 起)" if one.since else ""
        heirs = f" → {'、'.join(one.heirs)}" if one.heirs else ""
        yield f"  {one.name}{since}{heirs}  {_told(one.uses)}"


def _unlisted(report: DepartmentReport) -> Iterator[str]:
    for one in report.unlisted:
        yield f"  {one.name}  {_told(one.uses)}, 如 {'、'.join(one.samples)}"
