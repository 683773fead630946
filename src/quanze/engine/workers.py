"""The item phase over many files: in this process, or in several. The outcome is the same."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quanze.engine.gathering import File
    from quanze.engine.item_phase import ItemOutcome, ItemPhase

#: Files one worker takes at a time; below twice as many, starting workers costs more than it saves.
_CHUNK = 64
#: Files from which on several processes are used when nobody says how many.
_MANY_FILES = 600

#: In a worker process: its phase. Set once when the process starts, never in the main process.
_phase: list[ItemPhase] = []


def worker_count(asked: int, files: int) -> int:
    """Return how many processes to use: what was asked (0 = decide), never more than there is work for."""
    wanted = asked if asked > 0 else (_processors() if files >= _MANY_FILES else 1)
    return max(1, min(wanted, -(-files // _CHUNK)))


def _processors() -> int:
    """Return the processors this process may use, which in a container are fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_all(
    phase: ItemPhase,
    files: Sequence[File],
    asked: int,
    prepare: Callable[[], ItemPhase],
    progress: Callable[[int, int], None] | None,
) -> list[ItemOutcome]:
    """Run the phase over every file, in their order. `prepare` makes the phase anew in another process."""
    count = worker_count(asked, len(files))
    outcomes = map(phase.run, files) if count == 1 else _in_workers(phase, files, count, prepare)
    return list(_counted(outcomes, len(files), progress))


def _counted(
    outcomes: Iterable[ItemOutcome], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[ItemOutcome]:
    for done, outcome in enumerate(outcomes, 1):
        if progress is not None:
            progress(done, total)
        yield outcome


def _in_workers(
    phase: ItemPhase, files: Sequence[File], count: int, prepare: Callable[[], ItemPhase]
) -> Iterator[ItemOutcome]:
    # forked workers inherit the phase as it is; elsewhere each makes its own
    gc.freeze()  # what was loaded stays shared: a collector that walks through it would copy its pages
    with _forking(phase, count) if sys.platform == "linux" else _spawning(prepare, count) as pool:
        yield from pool.map(_run, files, chunksize=_CHUNK)


def _forking(phase: ItemPhase, count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_inherit, initargs=(phase,))


def _spawning(prepare: Callable[[], ItemPhase], count: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_make, initargs=(prepare,))


def _inherit(phase: ItemPhase) -> None:
    _leave_interrupts()
    _phase.append(phase)


def _make(prepare: Callable[[], ItemPhase]) -> None:
    _leave_interrupts()
    _phase.append(prepare())


def _leave_interrupts() -> None:
    """Let only the main process hear Ctrl-C: a worker that dies half-way through an answer is waited for for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(file: File) -> ItemOutcome:
    return _phase[0].run(file)
