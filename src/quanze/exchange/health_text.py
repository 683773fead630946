"""The health report as a person reads it, and as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quanze.exchange.health import Accident, FileReport, ImportReport, Ledger

_CELL = re.compile(r"([A-Z]+)(\d+)")
_PLACE_WIDTH, _DETAIL_WIDTH = 26, 56
_WORDS = {"新写": "新写", "更新": "更新", "未变": "未变", "保留": "手工改过, 保留"}


def render(report: ImportReport, columns: int = 160) -> str:
    """Return the report as text: every accident with its place, those that say the same in one line.

    What was done with an accident stands on a line of its own where a line would be wider than `columns`.
    """
    lines: list[str] = []
    for file in report.files:
        lines += [*_file(file, report, columns), ""]
    lines += _summary(report)
    return "\n".join(lines) + "\n"


def as_json(report: ImportReport) -> str:
    """Return the report as one JSON document, every accident listed."""
    files = [{**asdict(file), "rows": file.rows, "items": file.items} for file in report.files]
    whole = {
        "schema_version": 1,
        "into": report.into,
        "dry_run": report.dry_run,
        "created": report.created,
        "items": report.items,
        "files": files,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _file(file: FileReport, report: ImportReport, columns: int) -> Iterator[str]:
    if file.refusal:
        yield f"没有读取 {file.name}"
        yield f"  {file.refusal}"
        return
    fates = dict(file.fates)
    wrote = "将写出" if report.dry_run else "写出"
    if set(fates) <= {"新写"}:
        became = f"{wrote} {file.items:,} 项"
    else:
        became = f"事项 {file.items:,} 项 ({' · '.join(f'{_WORDS[fate]} {count:,}' for fate, count in file.fates)})"
    folders = "、".join(file.folders[:2]) + (f" 等 {len(file.folders)} 个文件夹" if len(file.folders) > 2 else "")
    read = sum(1 for sheet in file.sheets if not sheet.unread)
    yield f"导入 {file.name}   表 {read} 张 · 数据行 {file.rows:,} · {became}" + (f" → {folders}" if folders else "")
    if file.types:
        yield "  " + " · ".join(f"{name} {count:,}" for name, count in file.types)
    yield from _accidents(file.accidents, columns)
    yield from _differences(file)
    yield from _not_items(file)
    if file.ledger.found:
        yield _balance(file.ledger)
    yield from (f"  [{note.sheet}!{note.row}]  {note.kind}: {note.text}" for note in file.notes if note.text)


def _accidents(accidents: Sequence[Accident], columns: int) -> Iterator[str]:
    if not accidents:
        yield "体检  没有发现异常"
        return
    yield f"体检  {len(accidents):,} 处"
    groups: dict[tuple[str, ...], list[Accident]] = {}
    for accident in accidents:
        key = (accident.kind, accident.sheet, accident.column, accident.detail, accident.outcome)
        groups.setdefault(key, []).append(accident)
    for group in groups.values():
        yield from _lines(group[0], group, columns)


def _lines(first: Accident, group: Sequence[Accident], columns: int) -> list[str]:
    where = _place(first.sheet, [accident.cell for accident in group if accident.cell])
    detail = first.detail if first.kind in first.detail else f"{first.kind}: {first.detail}"
    times = f" ({len(group):,} 处)" if len(group) > 1 else ""
    told = f"  {pad(where, _PLACE_WIDTH)} {pad(clip(detail + times, 100), _DETAIL_WIDTH)}"
    if width(told) + 2 + width(first.outcome) <= columns:
        return [f"{told}  {first.outcome}"]
    return [told.rstrip(), f"      → {first.outcome}"]


def _place(sheet: str, cells: Sequence[str]) -> str:
    if not cells:
        return f"[{sheet or '文件'}]"
    return f"[{sheet}!{_ranges(cells)}]" if sheet else f"[{_ranges(cells)}]"


def _ranges(cells: Sequence[str]) -> str:
    """Return cells of one column as ranges: F2–F255, F260."""
    spans: list[list[str]] = []
    for cell in cells:
        before = _CELL.fullmatch(spans[-1][-1]) if spans else None
        now = _CELL.fullmatch(cell)
        if before and now and before[1] == now[1] and int(now[2]) == int(before[2]) + 1:
            spans[-1].append(cell)
        else:
            spans.append([cell])
    texts = [span[0] if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans]
    return "、".join(texts)


def _differences(file: FileReport) -> Iterator[str]:
    if not file.differences:
        return
    yield f"手工改过的事项  {len(file.differences):,} 项与这次的工作簿不同, 文件未动, 请逐项核对"
    for difference in file.differences:
        yield f"  {difference.file}: 工作簿里的 {'、'.join(difference.fields)} 有变化"


def _not_items(file: FileReport) -> Iterator[str]:
    reasons = {
        "续行": "与上一事项合并单元格, 内容并入该事项",
        "合并格": "整行被合并单元格盖住, 看不见的文字并入上一事项的“扩展.合并格内容”",
        "无名行": "没有事项名称, 未写成事项, 内容列在下面",
    }
    for note in file.notes:
        if note.kind in reasons:
            yield f"  [{note.sheet}!{note.row}]  第 {note.row} 行没有写成事项: {reasons[note.kind]}"


def _balance(ledger: Ledger) -> str:
    parts = [f"{ledger.found:,} 个非空单元格", f"{ledger.in_items:,} 个进入事项"]
    if ledger.in_notes:
        parts.append(f"{ledger.in_notes:,} 个是脚注或小标题 (列在下面)")
    if ledger.in_report:
        parts.append(f"{ledger.in_report:,} 个只列在下面")
    return f"没有丢失: {', '.join(parts)}"


def _summary(report: ImportReport) -> Iterator[str]:
    read = [file for file in report.files if not file.refusal]
    if len(report.files) > 1:
        refused = f", {len(report.refused):,} 个没有读取" if report.refused else ""
        rows = sum(file.rows for file in read)
        yield f"合计 {len(read):,} 个工作簿{refused} · 数据行 {rows:,} · 事项 {report.items:,} 项"
    if report.created:
        yield f"{'将新建' if report.dry_run else '已新建'} {report.created} (档位 采集), 请核对清单名称并补写区划"
    if report.dry_run:
        yield "这是试运行 (--dry-run), 没有写任何文件"
    elif report.items:
        yield f"下一步  quanze check{'' if report.into in ('', '.') else ' ' + report.into}"
