"""Which files belong to a list, in one order on every machine."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

YAML_ENDINGS = (".yaml", ".yml")
#: The log of imports. It lies among the registers and is none: only quanze import reads it.
IMPORT_LOG = "导入登记.jsonl"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the list: where it is, and its name in reports (relative, forward slashes, NFC)."""

    path: Path
    name: str


def report_name(path: Path, root: Path) -> str:
    """Return the name of a file in reports: relative to the list's root where it lies below it."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - folds “..” away, follows no link
    try:
        relative = absolute.relative_to(os.path.abspath(root))  # noqa: PTH100
    except ValueError:
        relative = absolute
    return unicodedata.normalize("NFC", relative.as_posix())


def gather(folder: Path, root: Path, endings: tuple[str, ...] = YAML_ENDINGS) -> tuple[File, ...]:
    """Return every YAML file below a folder, or every file with such an ending, ordered by name; not IMPORT_LOG.

    Links to folders are followed once; a link that leads back into its own folder is not. Folders
    named like a YAML file, broken links and whatever else has such a name are returned too: reading
    them gives the finding that says what they are.
    """
    found: list[File] = []
    _walk(folder, root, endings, found, set())
    return tuple(sorted(found, key=lambda file: file.name))


def _walk(folder: Path, root: Path, endings: tuple[str, ...], found: list[File], seen: set[str]) -> None:
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "~$")):  # hidden, or the lock of a workbook that is open
            continue
        if unicodedata.normalize("NFC", entry.name) == IMPORT_LOG:
            continue
        if entry.name.lower().endswith(endings):
            found.append(File(path, report_name(path, root)))
        if os.path.isdir(path):  # noqa: PTH112 - a circular link, a locked folder: no error here
            _walk(path, root, endings, found, seen)
