"""quanze import: workbooks in, one YAML file an item out, and a health report that loses nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.atomic import write_atomically
from quanze.exchange.columns.headings import field_table
from quanze.exchange.columns.mapping import read_mapping
from quanze.exchange.health import Accident, FileReport, ImportReport
from quanze.exchange.intake.item_writer import Step, carry_out, existing_items, plan
from quanze.exchange.intake.new_list import CONFIGURATION, list_paths, new_configuration, placeholder_bodies
from quanze.exchange.intake.placing import Found, Placed, place_items
from quanze.exchange.intake.reading import read_file
from quanze.exchange.intake.register import NAME, Registered, read_register
from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook.reader_process import Reader
from quanze.os_reason import os_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def import_files(
    files: Sequence[Path],
    into: Path,
    *,
    department: str | None = None,
    mapping: Path | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import workbooks into the list at `into`, which is made when it is not there.

    `department` stands for an 实施主体 that a workbook does not give; `mapping` is a YAML file heading →
    field; with `dry_run` nothing is written. A file that cannot be read is told in its report and stops
    no other. Raises Refusal when the list itself, its register or the mapping cannot be used.
    """
    table = field_table(read_mapping(mapping) if mapping else {})
    paths = list_paths(into)
    registry = into / paths.registers / NAME
    register = _register(registry)
    with Reader() as reader:
        bodies = placeholder_bodies(into)
        read = [read_file(path, table, department or "", reader, bodies) for path in dict.fromkeys(files)]
    existing = existing_items(into, paths.items)
    found = [
        Found(source, result.report.name, sheet, item)
        for source, result in enumerate(read)
        for sheet, item in result.items
    ]
    placed = place_items(found, register, paths.items, existing)
    steps = plan(into, placed, existing)
    created = "" if paths.exists or not placed else CONFIGURATION
    if not dry_run and placed:
        if created:
            _write_configuration(into, placed)
        carry_out(into, steps, register, registry)
    reports = tuple(
        _completed(result.report, [step for step in steps if step.placed.source == source], register)
        for source, result in enumerate(read)
    )
    return ImportReport(reports, str(into), dry_run, created)


def _register(path: Path) -> tuple[Registered, ...]:
    try:
        return read_register(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise Refusal(f"{NAME} 无法读取 ({os_reason(error)}), 没有导入; 它记着已分配的编码, 请检查文件权限") from error


def _write_configuration(into: Path, placed: Sequence[Placed]) -> None:
    try:
        write_atomically(into / CONFIGURATION, new_configuration(into, placed).encode())
    except OSError as error:
        raise Refusal(
            f"{CONFIGURATION} 写不进去 ({os_reason(error)}), 没有写任何事项; 请检查磁盘空间和文件夹权限"
        ) from error


def _completed(report: FileReport, steps: Sequence[Step], register: Sequence[Registered]) -> FileReport:
    """Add to the report of a file what became of its items."""
    if report.refusal:
        return report
    fates = Counter(step.fate for step in steps)
    folders = dict.fromkeys(step.entry.file.rpartition("/")[0] for step in steps)
    return replace(
        report,
        folders=tuple(folders),
        fates=tuple((fate, fates[fate]) for fate in ("新写", "更新", "未变", "保留") if fates[fate]),
        differences=tuple(step.difference for step in steps if step.difference),
        accidents=(*report.accidents, *_clashes(steps), *_gone(report.name, steps, register)),
    )


def _clashes(steps: Sequence[Step]) -> Iterator[Accident]:
    for step in steps:
        item = step.placed.item
        if step.placed.clash:
            told = f"编码 {step.placed.code} 已用于前面的事项, 这里是“{item.text('名称')}”"
            outcome = f"仍写出, 文件为 {step.entry.file.rpartition('/')[2]}, 请核对编码"
            yield Accident(
                "编码重复", step.placed.sheet, told, outcome, f"第 {item.row.number} 行", item.row.number, "编码"
            )


def _gone(name: str, steps: Sequence[Step], register: Sequence[Registered]) -> Iterator[Accident]:
    """Name the items an earlier import took from the workbook of this name and this one did not find."""
    found = {(step.placed.again.code, step.placed.again.file) for step in steps if step.placed.again}
    lost = [entry for entry in register if entry.workbook == name and (entry.code, entry.file) not in found]
    if lost:
        codes = "、".join(entry.code for entry in lost[:5]) + (" 等" if len(lost) > 5 else "")
        told = f"上次从这个工作簿导入的 {len(lost)} 项这次没有找到: {codes}"
        yield Accident("不再出现的事项", "", told, "原有文件未动; 确已取消的请把“状态”改为取消并登记调整")
