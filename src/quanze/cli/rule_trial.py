"""quanze rules try: what one rule finds on the real list, whatever the gate."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_NOTHING
from quanze.cli.rules import book_of, rule_named
from quanze.cli.tables import REFERENCE_TABLES
from quanze.cli.this_list import this_list
from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError
from quanze.report.text import line
from quanze.result import touched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.finding import Finding
    from quanze.result import Result

#: Findings that are shown; the others are counted.
_SHOWN = 20
_CRASH = "RUN001"


def run_try(written: str, paths: Sequence[Path], as_of: str | None) -> int:
    """Show what one rule finds. Raises SettingsError for an unknown or broken one."""
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise SettingsError("没有这个文件或文件夹", str(missing))
    settings = this_list(paths[0] if paths else None)
    rule = rule_named(book_of(settings, examples=False), written)
    request = Request(
        as_of_date(as_of), tuple(paths), select=(rule.code,), gate="发布", jobs=0, tables=REFERENCE_TABLES
    )
    checked = check(settings, request)
    result = checked.result
    sys.stdout.write(f"{rule.code} {rule.name}\n")
    if checked.crashed:
        _show(result, [finding for finding in result.findings if finding.rule == _CRASH])
        return EXIT_INTERNAL
    if result.not_run:
        sys.stdout.write(f"没有执行: {result.not_run[0].reason}\n")
        return EXIT_NOTHING
    found = [finding for finding in result.findings if finding.rule == rule.code]
    _show(result, found)
    waived = f", 另有 {result.waived:,} 处已豁免" if result.waived else ""
    sys.stdout.write(f"{result.items:,} 个事项, {touched(found):,} 个有这个问题, 共 {len(found):,} 处{waived}\n")
    if found:
        return EXIT_FINDINGS
    return EXIT_CLEAN if result.items else EXIT_NOTHING


def _show(result: Result, found: Sequence[Finding]) -> None:
    for finding in found[:_SHOWN]:
        sys.stdout.write(line(result, finding) + "\n")
    if len(found) > _SHOWN:
        sys.stdout.write(f"…… 另有 {len(found) - _SHOWN:,} 处\n")
