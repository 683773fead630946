"""What the source reader hands on: its limits, and each thing wrong with a file as such."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.finding import FILE_START, Edit, Fix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.finding import Part, Path, Related, Span

#: A document as text: every scalar is kept as it is written.
Tree = dict[str, "Tree"] | list["Tree"] | str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused (SCH011).

    `bytes` is the size of a file, `depth` the number of mappings and lists within one another (the
    root is 1), `problems` how many problems of one code are listed for one file.
    """

    bytes: int = 1 << 20
    depth: int = 50
    problems: int = 50


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, before any model sees it; the engine makes a finding of it.

    `span` is resolved already, since a file with a syntax error has no paths. `values` fill the
    message of the rule `code`, `variant` names which of its messages. An edit of `fix` at the path
    `()` with a range of characters is a range of the text of the file; a fix without edits mends
    the file by writing its text out as UTF-8 without BOM. `related` has its lines and columns.
    """

    code: str
    span: Span = FILE_START
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    path: Path = ()
    part: Part = "value"
    key: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def text_fix(title: str, edits: Iterable[tuple[int, int, str]], *, safe: bool = False) -> Fix:
    """Return the fix that replaces ranges [start, end) of a file's text (code points)."""
    return Fix(title, tuple(Edit((), (start, end), text) for start, end, text in edits), safe)
