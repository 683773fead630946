"""View: how a report is to be shown, apart from what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def _no_lines(_file: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class View:
    """How a report is to be shown.

    `width` in terminal columns (80 suffice); `color` allows ANSI styling; `unicode_boxes` allows │ in
    place of |; `lines` gives the source lines of a file without their line ends, none when it cannot
    be read; `aggregate` shows what hits most of the list once with three samples; `statistics`
    appends the counts of every rule; `detail` shows the findings in full below the first screen;
    `asked` are the options that a further check has to repeat to see the same (--gate 发布).
    """

    width: int = 80
    color: bool = False
    unicode_boxes: bool = False
    lines: Callable[[str], Sequence[str]] = _no_lines
    aggregate: bool = True
    statistics: bool = False
    detail: bool = False
    asked: tuple[str, ...] = ()
