"""quanze check: options in, report and exit code out."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from quanze.atomic import write_atomically
from quanze.cli.collecting import collect_rarely
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_NOTHING
from quanze.cli.leaving import leave_quietly
from quanze.cli.progress import progress_bar
from quanze.cli.tables import REFERENCE_TABLES
from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError, find_root, load_settings
from quanze.finding import GATES, SEVERITIES, SEVERITY_NAMES
from quanze.history.previous import read_previous
from quanze.report import FORMATS, render
from quanze.report.view import View
from quanze.report.wording import argument
from quanze.result import by_rule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quanze.engine.settings import Settings
    from quanze.finding import Gate, Severity
    from quanze.result import Result

#: Formats that programs read: they are UTF-8 whatever the code page of the computer.
_FOR_PROGRAMS = frozenset(("json", "sarif", "gitlab", "junit", "html"))
#: Findings, after aggregation, up to which a terminal shows every one in full.
_FEW = 20
#: Columns of a terminal that are used at most.
_WIDEST = 200
#: Where the source reader ends a line.
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of quanze check as they were written."""

    paths: tuple[Path, ...]
    as_of: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    format: str | None
    output: Path | None
    fail_on: str
    gate: str | None
    statistics: bool
    aggregate: bool
    timing: bool
    jobs: int
    since: str | None


def run_check(options: CheckOptions) -> int:
    """Check a list, write the report, return the exit code. Raises SettingsError."""
    terminal = options.output is None and sys.stdout.isatty()
    format_ = _one_of("--format", options.format or ("rich" if terminal else "text"), FORMATS)
    fail_on = _severity(options.fail_on)
    if options.jobs < 0:
        raise SettingsError(f"--jobs 不能是负数, 现在是 {options.jobs}; 0 是自行决定")
    settings = load_settings(_root(options.paths))
    request = Request(
        as_of=as_of_date(options.as_of),
        paths=options.paths,
        select=_split(options.select),
        ignore=_split(options.ignore),
        gate=cast("Gate", _one_of("--gate", options.gate, GATES)) if options.gate else None,
        timed=options.timing,
        jobs=options.jobs,
        tables=REFERENCE_TABLES,
        previous=None if options.since is None else read_previous(settings, options.since),
    )
    collect_rarely()
    with progress_bar() as progress:
        checked = check(settings, request, progress)
    result = checked.result
    text = render(format_, result, _view(options, format_, settings, result, terminal=terminal))
    if options.output is None:
        _print(text, for_a_program=format_ in _FOR_PROGRAMS)
    else:
        write_atomically(options.output, text.encode())
    return _exit_code(result, fail_on, crashed=checked.crashed)


def _print(text: str, *, for_a_program: bool) -> None:
    """Write the report, for a program always as UTF-8; a reader that has seen enough does not change the verdict."""
    try:
        if for_a_program and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        leave_quietly()


def _exit_code(result: Result, fail_on: str, *, crashed: bool) -> int:
    if crashed:
        return EXIT_INTERNAL
    least = list(SEVERITIES).index(cast("Severity", fail_on))
    if any(SEVERITIES.index(finding.severity) <= least for finding in result.findings):
        return EXIT_FINDINGS
    return EXIT_NOTHING if result.empty or result.idle else EXIT_CLEAN


def _root(paths: Sequence[Path]) -> Path:
    """Return the root of the list the paths belong to. Raises SettingsError when there is none."""
    if not paths:
        root = find_root(Path.cwd())
        if root is None:
            raise SettingsError("这里和上级文件夹都没有 quanze.yaml。先用 quanze init 新建清单, 或者写明要检查的路径")
        return root
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise SettingsError("没有这个文件或文件夹", str(path))
    roots = {find_root(path) for path in paths}
    if len(roots) > 1:
        raise SettingsError("这些路径不属于同一个清单, 请分开检查")
    found = roots.pop()
    if found is not None:
        return found
    first = paths[0]
    return first if first.is_dir() and len(paths) == 1 else Path.cwd()


def _one_of(option: str, written: str, allowed: Sequence[str] | object) -> str:
    names = list(cast("Sequence[str]", allowed))
    if written not in names:
        raise SettingsError(f"{option} 没有“{written}”, 可用的有: {'、'.join(names)}")
    return written


def _severity(written: str) -> str:
    """Return a severity written as its word or as reports name it (警告)."""
    named = {name: severity for severity, name in SEVERITY_NAMES.items()}
    return _one_of("--fail-on", named.get(written, written), SEVERITIES)


def _split(written: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for text in written for code in text.replace("，", ",").split(",") if code.strip())


def _view(options: CheckOptions, format_: str, settings: Settings, result: Result, *, terminal: bool) -> View:
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST) if terminal else 80
    plain = not terminal or any(map(os.environ.get, ("NO_COLOR", "CI"))) or os.environ.get("TERM") == "dumb"
    few = sum(1 if cause.aggregated else len(cause.findings) for cause in by_rule(result)) <= _FEW
    return View(
        width=max(width, 60),
        color=not plain,
        unicode_boxes=not plain,
        lines=_lines(settings),
        aggregate=options.aggregate,
        statistics=options.statistics,
        asked=_repeated(options),
        detail=few or (bool(options.paths) and format_ == "rich" and not _whole(options.paths, settings)),
    )


def _repeated(options: CheckOptions) -> tuple[str, ...]:
    """Return the options a further check needs to see the same findings."""
    written = (("--gate", options.gate), ("--as-of", options.as_of), ("--since", options.since))
    return tuple(f"{name} {argument(value)}" for name, value in written if value)


def _whole(paths: Sequence[Path], settings: Settings) -> bool:
    return all(path.absolute() == settings.root.absolute() for path in paths)


def _lines(settings: Settings) -> Callable[[str], Sequence[str]]:
    """Return a reader of source lines for frames; a file that cannot be shown has none."""
    from functools import lru_cache

    from quanze.source import read

    @lru_cache(maxsize=64)
    def lines(name: str) -> tuple[str, ...]:
        path = settings.root / name
        is_table = REFERENCE_TABLES.takes(name)
        reading = REFERENCE_TABLES.read(path, name, settings) if is_table else read(path, name)
        if reading.text or is_table:  # the bytes of a workbook are no lines
            return tuple(_LINE_END.split(reading.text)) if reading.text else ()
        if not os.path.isfile(path):  # noqa: PTH113 - a pipe would be waited for, a circular link raises
            return ()
        try:
            with path.open("rb") as stream:
                return tuple(_LINE_END.split(stream.read(1 << 20).decode("utf-8", "replace")))
        except OSError:
            return ()

    return lines
