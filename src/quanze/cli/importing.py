"""quanze import: workbooks in, item files and a health report out."""

from __future__ import annotations

import glob
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_USAGE
from quanze.cli.sample_item import remove_sample
from quanze.engine.settings import SettingsError, find_root
from quanze.exchange.health_text import as_json, render
from quanze.exchange.intake.run import import_files
from quanze.exchange.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: What is read of a folder; a table of another kind has to be named.
_WORKBOOKS = (".xls", ".xlsx", ".et")
#: So begins what Excel and WPS put beside a workbook while it is open.
_LOCK = "~$"
#: Columns that are used at most.
_WIDEST = 160

#: What a 三定规定 is written in, and no workbook.
_TEXTS = (".docx", ".doc", ".wps", ".txt")


def run_import(
    files: Sequence[Path], into: Path, department: str | None, mapping: Path | None, *, dry_run: bool, format_: str
) -> int:
    """Import workbooks; exit 2 when one of them could not be read. Raises SettingsError.

    Where no list is named it is the nearest one, upwards from here; a new one is made where there is none.
    """
    above = find_root(Path.cwd()) if into == Path() else None
    outside = above is not None and above != Path.cwd()
    into = above if above is not None and outside else into
    named = tuple(path for path in workbooks(files) if not path.name.startswith(_LOCK)) or tuple(files)
    try:
        report = import_files(named, into, department=department, mapping=mapping, dry_run=dry_run)
    except Refusal as refusal:
        raise SettingsError(refusal.sentence, "" if into == Path() else str(into)) from None
    removed = () if dry_run or not report.items else remove_sample(into)
    if format_ == "json":
        sys.stdout.write(as_json(report))
    else:
        sys.stdout.write(render(report, _columns()))
        if outside:
            sys.stdout.write(f"清单在上级文件夹: {into}\n")
        if removed:
            sys.stdout.write(f"移走了 quanze init 写的样例: {'、'.join(removed)}\n")
        if any(file.suffix.lower() in _TEXTS for file in files):
            sys.stdout.write("三定规定要加 --kind 三定: quanze import --kind 三定 文件\n")
    return EXIT_USAGE if report.refused else EXIT_CLEAN


def workbooks(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that are meant: of a folder its workbooks, of a pattern (*.xlsx) what fits it.

    Windows leaves patterns to the program. What names nothing is yielded as it is, to be told of.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(child for child in path.iterdir() if _is_workbook(child))
            yield from inside or [path]
        elif not path.exists() and glob.has_magic(str(path)):
            fitting = sorted(Path(name) for name in glob.glob(str(path)))  # noqa: PTH207 - any folder may be a pattern
            yield from fitting or [path]
        else:
            yield path


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in _WORKBOOKS and not path.name.startswith((".", _LOCK)) and path.is_file()


def _columns() -> int:
    if not sys.stdout.isatty():
        return _WIDEST
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
