"""Whether a law table is the one that was built: its checksum, its pages, what it says of itself."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.atomic import write_atomically
from quanze.laws import schema
from quanze.laws.error import LawTableError
from quanze.laws.table import LawTable, connect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found: the checksum written beside the table (None = there is none) and the real one.

    `sound` = every page of the file can be read; `problem` says in Chinese what is wrong, "" when
    nothing is; `metadata` is what the table says of itself.
    """

    path: Path
    expected: str | None
    actual: str
    sound: bool
    problem: str
    metadata: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Whether the table is sound and is the one its checksum names."""
        return not self.problem


def checksum_path(table: Path) -> Path:
    """Return where the checksum of a table is written."""
    return table.with_name(f"{table.name}.sha256")


def write_checksum(table: Path, content: bytes) -> None:
    """Write the checksum of a table beside it, in the form of sha256sum."""
    line = f"{hashlib.sha256(content).hexdigest()}  {table.name}\n"
    write_atomically(checksum_path(table), line.encode("ascii", "backslashreplace"))


def verify(path: Path | None = None) -> Verification:
    """Verify a table (None = the shipped one). Raises LawTableError when it cannot be opened at all."""
    path = path or schema.shipped_table()
    with_metadata = LawTable.open(path)
    expected = _expected(checksum_path(path))
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    sound = _is_sound(path)
    if not sound:
        problem = "文件损坏，有的页读不出"
    elif expected is None:
        problem = f"没有校验和文件 {checksum_path(path).name}"
    elif expected != actual:
        problem = "校验和不符：文件被改动过，或者没有拷贝完整"
    else:
        problem = ""
    return Verification(path, expected, actual, sound, problem, with_metadata.metadata)


def _expected(path: Path) -> str | None:
    try:
        found = _SHA256.search(path.read_text(encoding="ascii", errors="replace"))
    except OSError:
        return None
    return found.group() if found else None


def _is_sound(path: Path) -> bool:
    try:
        connection = connect(path)
        try:
            return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
        finally:
            connection.close()
    except (sqlite3.DatabaseError, LawTableError):
        return False
