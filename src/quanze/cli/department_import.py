"""quanze import --kind 三定: 三定规定 in, department files and what could not be read out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_USAGE
from quanze.cli.this_list import this_list
from quanze.engine.settings import SettingsError
from quanze.exchange.department.files import import_departments
from quanze.text import clip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quanze.exchange.department.files import DepartmentImport

_TOLD = {
    "新写": "新写",
    "更新": "更新 (上次读入以后没有人改过)",
    "未变": "没有变化",
    "保留": "手工改过, 没有覆盖",
}
_WIDE = 70
_NEXT = "下一步  对照原文核对, 再用 quanze departments 看职责和事项的对应"


def run_department_import(
    kind: str, files: Sequence[Path], into: Path, name: str | None, *, dry_run: bool, format_: str
) -> int:
    """Read 三定规定; exit 2 when one of them could not be read. Raises SettingsError."""
    if kind != "三定":
        raise SettingsError(f"--kind 没有“{kind}”, 可用的有: 事项、三定")
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    if name and len(files) > 1:
        raise SettingsError("--department 只能和一个文件一起用")
    settings = this_list(into)
    folder = settings.configuration.paths.departments
    found = import_departments(files, settings.root, folder, name or "", dry_run=dry_run)
    if format_ == "json":
        sys.stdout.write(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2) + "\n")
    else:
        lines = [line for one in found for line in _lines(one, dry_run=dry_run)]
        if not all(one.refusal for one in found):
            lines.append(_NEXT)
        sys.stdout.write("\n".join(lines) + "\n")
    return EXIT_USAGE if any(one.refusal for one in found) else EXIT_CLEAN


def _plain(one: DepartmentImport) -> dict[str, object]:
    if one.refusal:
        return {"source": one.source, "refusal": one.refusal}
    return {
        "source": one.source,
        "name": one.name,
        "file": one.target,
        "fate": one.fate,
        "counts": dict(one.counts),
        "unread": [{"place": place, "text": text} for place, text in one.unread],
        "notes": [{"place": place, "text": text} for place, text in one.notes],
        "differing": list(one.differing),
    }


def _lines(one: DepartmentImport, *, dry_run: bool) -> Iterator[str]:
    if one.refusal:
        yield f"没有读入 {one.source}  {one.refusal}"
        return
    told = f"{_TOLD[one.fate]}{', 没有写出 (--dry-run)' if dry_run else ''}"
    yield f"读入 {one.source} → {one.target}  {told}"
    yield f"  {one.name}  " + " · ".join(f"{key} {count}" for key, count in one.counts)
    if one.differing:
        yield f"  和这次读出的不同: {'、'.join(one.differing)}; 要用这次的, 先移走原来的文件"
    if one.notes:
        yield f"  请核对 {len(one.notes)} 处"
        yield from (f"    {place}{'  ' if place else ''}{text}" for place, text in one.notes)
    if one.unread:
        yield f"  没有读懂 {len(one.unread)} 处, 原文记在“扩展”的“没有读懂”里, 请对照补到相应的字段"
        yield from (f"    {place}  {clip(' '.join(text.split()), _WIDE)}" for place, text in one.unread)
