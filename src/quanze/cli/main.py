"""The quanze command. Nothing heavy is imported before a command asks for it."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_INTERNAL, EXIT_INTERRUPTED, EXIT_USAGE
from quanze.cli.leaving import leave_quietly
from quanze.os_reason import REASONS


def main() -> None:
    """Run the command line; the exit codes are those of architecture.md."""
    arguments = sys.argv[1:]
    _speak_chinese()
    if arguments in (["--version"], ["-V"]):
        import quanze

        sys.stdout.write(f"quanze {quanze.__version__}\n")
        return
    sys.exit(_run(arguments))


def _speak_chinese() -> None:
    """Write UTF-8 wherever the output goes, or the code page PYTHONIOENCODING asks for.

    A character that a code page lacks is shown by its number; a closed output takes everything and shows nothing.
    """
    asked = os.environ.get("PYTHONIOENCODING", "").partition(":")[0]
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=(asked and stream.encoding) or "utf-8", errors="backslashreplace")


def _run(arguments: list[str]) -> int:
    from quanze.cli.app import app
    from quanze.cli.words import usage_sentence

    try:
        code = app(args=arguments, prog_name="quanze", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return interrupted()
    except (BrokenPipeError, SystemExit):
        # the reader (head, less) has seen enough; the command library says so by leaving
        leave_quietly()
        return EXIT_CLEAN
    except Exception as error:  # noqa: BLE001 - an editor never sees a traceback
        return _explain(error, usage_sentence)
    if code == EXIT_INTERRUPTED:  # the command library was interrupted and says so by a number
        return interrupted()
    return code if isinstance(code, int) else EXIT_CLEAN


def _explain(error: Exception, usage_sentence: object) -> int:
    kind = type(error).__name__
    if kind == "Exit":
        return int(getattr(error, "exit_code", EXIT_CLEAN))
    if kind == "Abort":
        return interrupted()
    if kind == "NoArgsIsHelpError":  # a group that is called without a command shows its help
        sys.stderr.write(str(getattr(error, "message", "")).rstrip() + "\n")
        return EXIT_USAGE
    if kind == "SettingsError":
        return usage_error(str(getattr(error, "message", "")), _place(error))
    if kind == "BrokenProcessPool" or isinstance(error, MemoryError):
        sys.stderr.write("内部错误 RUN001: 内存不够, 或者检查用的进程被系统结束了。请加上 --jobs 1 再试\n")
        return EXIT_INTERNAL
    if isinstance(error, FileNotFoundError) and not _is_somewhere():
        return usage_error("当前文件夹已经不在了, 请换到别的文件夹再运行")
    if isinstance(error, OSError) and error.errno in REASONS and (error.filename or error.errno == errno.ENOSPC):
        if error.filename is None:  # the output that was redirected to a full disk; it is flushed again at the end
            leave_quietly()
        return usage_error(REASONS[error.errno], os.fsdecode(error.filename or "输出"))
    if hasattr(error, "format_message") and callable(usage_sentence):
        told = usage_sentence(error)
        stop = " " if told.endswith("?") else "。"
        return usage_error(f"{told}{stop}用 quanze --help 或 quanze <命令> --help 查看用法")
    return internal_error(error)


def _is_somewhere() -> bool:
    """Say whether the current folder is still there."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _place(error: Exception) -> str:
    file, line, column = (getattr(error, name, 0) for name in ("file", "line", "column"))
    return f"{file}:{line}:{column}" if line else str(file or "")


def usage_error(message: str, place: str = "") -> int:
    """Say what is wrong with the command line or the configuration; return exit code 2."""
    sys.stderr.write(f"错误  {place + '  ' if place else ''}{message}\n")
    return EXIT_USAGE


def interrupted() -> int:
    """Say that the user stopped the command; return exit code 130."""
    sys.stderr.write("\n已中断。\n")
    return EXIT_INTERRUPTED


def internal_error(error: Exception) -> int:
    """Say that quanze itself failed, and leave the details in a file; return exit code 4."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="quanze-", suffix=".log", delete=False) as log:
        traceback.print_exception(error, file=log)
    sys.stderr.write(f"内部错误 RUN001: {type(error).__name__}。\n请把下面这个文件发给维护者: {log.name}\n")
    return EXIT_INTERNAL


if __name__ == "__main__":
    main()
