"""Workers: files in their order, and only the main process hears that the user stops the command."""

from __future__ import annotations

import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from quanze.engine.gathering import File
from quanze.engine.workers import run_all, worker_count

FILES = [File(Path(f"{n}.yaml"), f"{n}.yaml") for n in range(200)]


@dataclass(frozen=True)
class Listening:
    """Answers for every file whether its process would be stopped by Ctrl-C."""

    def run(self, file):
        return file.name, signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def phase():
    return Listening()


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("processes", [1, 2, 3])
def test_only_the_main_process_is_interrupted(processes):
    answers = run_all(phase(), FILES, processes, phase, None)
    assert [name for name, _ in answers] == [file.name for file in FILES]
    assert {heard for _, heard in answers} == {processes == 1}


@pytest.mark.parametrize(("asked", "files", "used"), [(1, 10_000, 1), (4, 64, 1), (4, 65, 2), (0, 10, 1), (9, 0, 1)])
def test_there_are_never_more_processes_than_work(asked, files, used):
    assert worker_count(asked, files) == used
