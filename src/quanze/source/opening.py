"""Opening a file of a list, whatever it turns out to be, without ever waiting for it."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from quanze.source.problem import DEFAULT_LIMITS, Problem
from quanze.source.reading import Reading, parse, too_large

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.source.problem import Limits

#: Not to wait for the other end of a pipe, nor to translate line ends; neither flag is everywhere.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_CAUSES = {errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.ELOOP: "循环链接", errno.EISDIR: "是目录"}


def read(path: Path, file: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a file, named `file` in what is reported. Raises nothing and reads at most the size limit.

    What is no readable regular file is one problem (SCH001, variant 打不开 or one of its causes).
    """
    try:
        content = _content(path, limits)
    except OSError as error:
        return Reading(None, (_unreadable(path, error),))
    return parse(content, file, limits) if isinstance(content, bytes) else Reading(None, (content,))


def _content(path: Path, limits: Limits) -> bytes | Problem:
    """Return the bytes of a file, or why it is not read; raises OSError where it cannot be opened."""
    found = _refusal(path.stat(), limits)
    if found is not None:
        return found
    handle = os.open(path, _FLAGS)
    with os.fdopen(handle, "rb") as stream:
        # Asked again of what was opened: it may have been replaced in between.
        found = _refusal(os.fstat(handle), limits)
        if found is not None:
            return found
        content = stream.read(limits.bytes + 1)
    return content if len(content) <= limits.bytes else too_large(len(content), limits)


def _refusal(status: os.stat_result, limits: Limits) -> Problem | None:
    if stat.S_ISDIR(status.st_mode):
        return Problem("SCH001", variant="是目录")
    if not stat.S_ISREG(status.st_mode):
        return Problem("SCH001", variant="不是普通文件")
    return too_large(status.st_size, limits) if status.st_size > limits.bytes else None


def _unreadable(path: Path, error: OSError) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("SCH001", variant="断开的链接" if path.is_symlink() else "文件不存在")
    return Problem("SCH001", variant=_CAUSES.get(error.errno or 0, "打不开"), values={"错误号": error.errno or 0})
