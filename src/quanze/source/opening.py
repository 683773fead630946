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
#: What is wrong, by the kind of thing a path leads to, and what to do about it.
_EXPLAINED = {
    "是目录": ("这是一个目录，不是文件", "给目录换一个不以 .yaml 结尾的名字，或者把里面的文件移到外面"),
    "不是普通文件": ("这不是普通文件（管道、设备或者套接字）", "换成普通的 YAML 文件"),
    "断开的链接": ("这个链接指向的文件不存在", "改正链接，或者把文件本身放到这里"),
    "循环链接": ("这个链接绕回了自己", "删去链接，把文件本身放到这里"),
    "文件不存在": ("没有这个文件", "核对文件名和所在的目录"),
    "没有权限": ("没有读取这个文件的权限", "请系统管理员给当前用户读取的权限"),
    "打不开": ("文件读不出来", "核对磁盘和网络盘是否正常，再试一次"),
}
_CAUSES = {errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.ELOOP: "循环链接", errno.EISDIR: "是目录"}


def read(path: Path, file: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a file, named `file` in what is reported. Raises nothing and reads at most the size limit.

    Whatever is no readable regular file is one problem: SCH001, its variant saying why.
    """
    try:
        content = _content(path, limits)
    except OSError as error:
        return Reading(None, (_unreadable(_cause(path, error), error.errno or 0),))
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
        return _unreadable("是目录")
    if not stat.S_ISREG(status.st_mode):
        return _unreadable("不是普通文件")
    return too_large(status.st_size, limits) if status.st_size > limits.bytes else None


def _cause(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "断开的链接" if path.is_symlink() else "文件不存在"
    return _CAUSES.get(error.errno or 0, "打不开")


def _unreadable(cause: str, number: int = 0) -> Problem:
    what, mend = _EXPLAINED[cause]
    values = {"说明": what, "怎么改": mend, "错误号": number}
    return Problem("SCH001", values=values, variant=cause, key=cause)
