"""Where the time of a check goes, in CPU seconds of one core; and the slowest rules.

CPU seconds, not the clock on the wall: a machine that is busy with something else counts less.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import sys
import time
from pathlib import Path

started = time.process_time()

from quanze.engine.gathering import gather  # noqa: E402
from quanze.engine.list_phase import ListPhase  # noqa: E402
from quanze.engine.run import Request, check, prepare  # noqa: E402
from quanze.engine.settings import load_settings  # noqa: E402
from quanze.model.item import item_type  # noqa: E402
from quanze.model.validation import read_record  # noqa: E402
from quanze.report import render  # noqa: E402
from quanze.report.view import View  # noqa: E402
from quanze.source import read  # noqa: E402

#: Items that are kept in memory at a time, so that a large list is measured too.
BATCH = 3200
AS_OF = dt.date(2026, 11, 22)


class Marks:
    """CPU seconds by phase, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {"imports": time.process_time() - started}

    def time(self, name: str, work, *arguments: object) -> object:  # noqa: ANN001
        since = time.process_time()
        outcome = work(*arguments)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - since
        return outcome


def main() -> None:
    folder = Path(sys.argv[1])
    gc.disable()  # every document of a batch is kept here, which a check does not do
    marks = Marks()
    settings = marks.time("settings", load_settings, folder)
    prepared = marks.time("rulebook, references, law table", prepare, settings, Request(AS_OF))
    whole = prepared.item_phase()
    # the same without rules, and with those that do not ask the law table
    bare = dataclasses.replace(whole, rules=())
    plain = dataclasses.replace(whole, context=dataclasses.replace(whole.context, judging=None))
    files = gather(folder / "data" / "items", folder)
    facts = []
    for first in range(0, len(files), BATCH):
        batch = files[first : first + BATCH]
        readings = marks.time("reading YAML with spans", lambda some: [read(f.path, f.name) for f in some], batch)
        documents = [reading.document for reading in readings if reading.document]
        marks.time("typing (model)", typed, documents, settings.vocabulary)
        marks.time("typing, facts, texts", judged, bare, documents)
        marks.time("… and rules without citations", judged, plain, documents)
        outcomes = marks.time("… and rules on citations", judged, whole, documents)
        facts += [outcome.facts for outcome in outcomes if outcome.facts]
    selection = prepared.selection
    phase = ListPhase(prepared.context, selection.list_rules, selection.speaking, selection.severities, lambda _: None)
    marks.time("list rules", phase.run, tuple(facts))
    result = check(settings, Request(AS_OF, timed=True)).result
    marks.time("JSON report", render, "json", result, View())
    report(marks.seconds, result)


def typed(documents, vocabulary) -> None:  # noqa: ANN001
    for document in documents:
        read_record(item_type(document.root.get("类型")), document.root, vocabulary)


def judged(phase, documents) -> list:  # noqa: ANN001
    return [phase.judge(document) for document in documents]


def report(seconds: dict[str, float], result) -> None:  # noqa: ANN001
    for name, spent in seconds.items():
        print(f"    {name:<34} {spent:7.2f} s")
    texts, plain, whole = (seconds[n] for n in list(seconds) if "texts" in n or n.startswith("…"))
    print(
        f"    → item rules {plain - texts:.2f} s, list rules {seconds['list rules']:.2f} s, citations {whole - plain:.2f} s"
    )
    rules = [entry for entry in result.timing if entry.rule[-3:].isdigit()]
    total = sum(entry.seconds for entry in rules)
    slowest = ", ".join(f"{entry.rule} {100 * entry.seconds / total:.0f} %" for entry in rules[:6])
    print(f"    the slowest rules (--timing): {slowest}")


if __name__ == "__main__":
    main()
