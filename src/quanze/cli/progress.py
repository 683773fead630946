"""A progress bar on a terminal, once there are many files."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.engine.run import Progress

#: Files from which on a bar is shown.
_MANY_FILES = 500


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Give what draws the bar on standard error; None where nobody looks at a terminal."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("检查"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, visible=False)

        def show(done: int, total: int) -> None:
            if total >= _MANY_FILES:
                bar.update(task, completed=done, total=total, visible=True)

        yield show
