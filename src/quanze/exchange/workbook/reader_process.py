"""Read spreadsheets in a process of their own, so that a damaged file ends that process and not the import.

The native reader allocates what a file tells it to, and a wrong byte can tell it to allocate terabytes:
that ends the process at once, with no exception to catch. One process reads all files; when it dies the
file it was reading is refused and another one is started for the next.
"""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Self

from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook.sheet import Merge, Oddity, Sheet, Workbook
from quanze.exchange.workbook.tabular import CUT, read_workbook

if TYPE_CHECKING:
    from types import TracebackType

_HEAD = struct.Struct("<QQ")
#: A workbook that takes longer (seconds), or a reader that takes more memory (bytes), is refused.
_LONGEST = 300.0
_MOST_MEMORY = 4 * 1024**3
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from quanze.exchange.workbook.reader_process import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)


class Reader:
    """Reads workbooks in a process of its own, which is started when the first one comes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, content: bytes, name: str, kind: str) -> Workbook:
        """Read an .xls or .xlsx. Refusal when it is damaged, also when it brings the reader down."""
        process = self._process or self._start()
        if process is None:  # no process can be started here: better unprotected than not at all
            return read_workbook(content, name, kind)
        watch = threading.Timer(_LONGEST, process.kill)
        watch.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            _send(process.stdin, json.dumps([name, kind]).encode(), content)
            answer, _ = _receive(process.stdout)
        except (OSError, EOFError) as error:
            self.close()
            raise Refusal(CUT) from error
        finally:
            watch.cancel()
        return _workbook(json.loads(answer))

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[bytes] | None:
        command = [sys.executable, "-c", _START, json.dumps(sys.path)]
        pipe = subprocess.PIPE
        try:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603
        except OSError:
            return None
        return self._process


def serve(source: IO[bytes], sink: IO[bytes]) -> None:
    """Read workbooks as they come until there are no more: the other end of `Reader`."""
    _limit_memory()
    while True:
        try:
            head, content = _receive(source)
        except EOFError:
            return
        name, kind = json.loads(head)
        try:
            answer: dict[str, object] = {"book": asdict(read_workbook(content, name, kind))}
        except Refusal as refusal:
            answer = {"refusal": refusal.sentence}
        _send(sink, json.dumps(answer).encode(), b"")


def _limit_memory() -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _send(stream: IO[bytes], head: bytes, body: bytes) -> None:
    stream.write(_HEAD.pack(len(head), len(body)) + head)
    stream.write(body)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return head and body of a message. EOFError when the other end is gone."""
    head, body = _HEAD.unpack(_exactly(stream, _HEAD.size))
    return _exactly(stream, head), _exactly(stream, body)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _workbook(answer: dict[str, object]) -> Workbook:
    refusal, book = answer.get("refusal"), answer.get("book")
    if isinstance(refusal, str):
        raise Refusal(refusal)
    assert isinstance(book, dict)
    return Workbook(book["name"], book["kind"], tuple(map(_sheet, book["sheets"])), tuple(book["skipped"]))


def _sheet(fields: dict[str, object]) -> Sheet:
    """Make a sheet of its fields again, lists being the tuples they were."""
    made = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    for key, make in (("rows", tuple), ("merges", lambda one: Merge(**one)), ("oddities", lambda one: Oddity(**one))):
        listed = fields[key]
        assert isinstance(listed, list)
        made[key] = tuple(make(one) for one in listed)
    return Sheet(**made)  # type: ignore[arg-type]
