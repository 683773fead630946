"""quanze import: workbooks in, item files and a health report out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_USAGE
from quanze.cli.sample_item import remove_sample
from quanze.engine.settings import SettingsError
from quanze.exchange.health_text import as_json, render
from quanze.exchange.intake.run import import_files
from quanze.exchange.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What a 三定规定 is written in, and no workbook.
_TEXTS = (".docx", ".doc", ".wps", ".txt")


def run_import(
    files: Sequence[Path], into: Path, department: str | None, mapping: Path | None, *, dry_run: bool, format_: str
) -> int:
    """Import workbooks; exit 2 when one of them could not be read. Raises SettingsError."""
    try:
        report = import_files(files, into, department=department, mapping=mapping, dry_run=dry_run)
    except Refusal as refusal:
        raise SettingsError(refusal.sentence, str(into)) from None
    removed = () if dry_run or not report.items else remove_sample(into)
    if format_ == "json":
        sys.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(render(report))
        if removed:
            sys.stdout.write(f"移走了 quanze init 写的样例: {'、'.join(removed)}\n")
        if any(file.suffix.lower() in _TEXTS for file in files):
            sys.stdout.write("三定规定要加 --kind 三定: quanze import --kind 三定 文件\n")
    return EXIT_USAGE if report.refused else EXIT_CLEAN
