"""quanze departments: who answers for what, and whether duties and items fit together."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from quanze.cli.collecting import collect_rarely
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_NOTHING
from quanze.cli.this_list import this_list
from quanze.engine.department_coverage import department_report
from quanze.engine.listed_items import items_in
from quanze.engine.run import Request, prepare
from quanze.engine.settings import SettingsError
from quanze.report.layout import right
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.engine.department_coverage import Coverage, DepartmentReport

_NAME, _CELL = 20, 5
_CONTENT = 60
_CODES = 5


def run_departments(as_of: str | None, format_: str) -> int:
    """Show the departments of a list. Raises SettingsError."""
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    settings = this_list()
    collect_rarely()
    context = prepare(settings, Request(as_of_date(as_of)), other_lists=False).context
    report = department_report((listed.facts for listed in items_in(settings)), context)
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
    }


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
    }


def _lines(report: DepartmentReport) -> Iterator[str]:
    used = [one for one in report.coverage if sum(one.counts.values())]
    cancelled = f" (另有已取消 {report.cancelled:,} 项)" if report.cancelled else ""
    yield f"{len(used)} 个部门有事项 {report.items:,} 项{cancelled}"
    yield ""
    yield from _table(report)
    yield ""
    if not report.roster:
        yield "没有部门名册 (data/departments), 职责没有核对。用 quanze import --kind 三定 读入三定规定"
        return
    yield "三定职责"
    yield from (line for one in report.coverage if one.in_roster for line in _duties(one))
    for title, rows in (("已撤销仍在使用", _ended(report)), ("名册里没有", _unlisted(report))):
        listed = list(rows)
        yield title if listed else f"{title}  没有"
        yield from listed


def _table(report: DepartmentReport) -> Iterator[str]:
    heads = [_short_type(kind) for kind in report.types]
    yield pad("部门", _NAME) + "".join(right(head, _CELL) for head in (*heads, "合计"))
    for one in report.coverage:
        counts = [one.counts.get(kind, 0) for kind in report.types]
        name = pad(clip(one.short_name, _NAME), _NAME)
        yield name + "".join(right(f"{count:,}" if count else "·", _CELL) for count in (*counts, sum(counts)))
    totals = [sum(one.counts.get(kind, 0) for one in report.coverage) for kind in report.types]
    yield pad("合计", _NAME) + "".join(right(f"{count:,}", _CELL) for count in (*totals, sum(totals)))


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
        yield f"    {kind}  {gap.number}  {clip(gap.power or gap.content, _CONTENT)}"
    if one.without_duty:
        more = " 等" if len(one.without_duty) > _CODES else ""
        yield f"    没有写职责的事项 {len(one.without_duty):,} 项: {'、'.join(one.without_duty[:_CODES])}{more}"


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
