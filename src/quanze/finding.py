"""Span, Edit, Fix, Hit, Finding: the types that every part of quanze speaks.

A check yields *hits*: a path into the document and what is wrong there. Only the engine turns a
path into lines and columns, and a hit into a *finding*.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "info"]
Gate = Literal["采集", "审核", "发布"]

#: Most severe first; the order of every report.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
#: The words a user reads for a severity.
SEVERITY_NAMES: Mapping[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
#: The gates of a list, each containing the one before it (采集 ⊂ 审核 ⊂ 发布).
GATES: tuple[Gate, ...] = ("采集", "审核", "发布")

#: Keys (Chinese, as in the file) and 0-based list indices from the root of a document.
Path = tuple[str | int, ...]
#: Which part of the node at a path is meant: its key, its value, or the half-open range of
#: characters (code points) of its text.
Part = Literal["key", "value"] | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of source text: 0-based code-point offsets [start, end), 1-based lines and columns."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


#: Where a finding about a whole file points when there is nothing in it to point at.
FILE_START = Span(0, 0, 1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the part of the node at a path by a text."""

    path: Path
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a hit. A safe fix changes no meaning; any other is only suggested."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding. The engine fills in line and column.

    `file` "" means the file of the finding itself.
    """

    file: str
    path: Path
    note: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check reports of one place.

    `values` fill the rule's message template; `variant` names which template when a rule has
    several; `key` tells two hits of one rule at one path apart and is the cause by which hits are
    aggregated (a repealed law's title, a placeholder); `confidence` is 0.0–1.0.
    """

    path: Path
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    part: Part = "value"
    key: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None
    gate: Gate | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Unsure:
    """What a check could judge neither way (未收录, 文本过旧, 无全文): counted, never a finding."""

    reason: str
    what: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one rule at one place, ready to be reported.

    `file` is relative to the list's root with forward slashes; `item` is the 编码 of the item, ""
    outside an item; `department` the item's 实施主体, "" outside an item; `cause` is what findings
    of one rule are aggregated by.
    """

    rule: str
    severity: Severity
    gate: Gate
    message: str
    file: str
    path: Path
    span: Span
    item: str = ""
    department: str = ""
    part: Part = "value"
    cause: str = ""
    confidence: float = 1.0
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    fingerprint: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """The order of findings in every report: file, line, column, rule; then what is left."""
        return (self.file, self.span.line, self.span.column, self.rule, self.cause, self.message)


def fingerprint(rule: str, owner: str, path: tuple[str, ...], key: str) -> str:
    """Name a finding so that moved lines and renamed files do not change it.

    `owner` is the item's 编码, or the file name outside an item; in `path` a list index is
    replaced by the element's own key where it has one. Returns 16 hexadecimal digits.
    """
    text = "\x1f".join((rule, owner, *path, "", key))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
