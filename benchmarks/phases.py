"""Where the time of a check goes, on one core: reading, typing, rules, list rules, report; and the slowest rules."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import time
from pathlib import Path

started = time.perf_counter()

from quanze.engine.gathering import gather  # noqa: E402
from quanze.engine.list_phase import ListPhase  # noqa: E402
from quanze.engine.run import Request, check, prepare  # noqa: E402
from quanze.engine.settings import load_settings  # noqa: E402
from quanze.model.item import item_type  # noqa: E402
from quanze.model.validation import read_record  # noqa: E402
from quanze.report import render  # noqa: E402
from quanze.report.view import View  # noqa: E402
from quanze.source import read  # noqa: E402


def main() -> None:
    folder = Path(sys.argv[1])
    gc.disable()  # every document is kept here, which a check does not do
    marks = [("imports", time.perf_counter() - started)]

    def mark(name: str, since: float) -> None:
        marks.append((name, time.perf_counter() - since))

    now = time.perf_counter()
    settings = load_settings(folder)
    request = Request(dt.date(2026, 11, 22), timed=True)
    prepared = prepare(settings, request)
    mark("settings, rules, references", now)
    files = gather(folder / "data" / "items", folder)
    now = time.perf_counter()
    readings = [read(file.path, file.name) for file in files]
    mark("reading YAML with spans", now)
    documents = [reading.document for reading in readings if reading.document]
    now = time.perf_counter()
    for document in documents:
        read_record(item_type(document.root.get("类型")), document.root, settings.vocabulary)
    mark("typing (model)", now)
    phase = prepared.item_phase()
    now = time.perf_counter()
    outcomes = [phase.judge(document) for document in documents]
    mark("typing + item rules + places", now)
    facts = tuple(outcome.facts for outcome in outcomes if outcome.facts)
    selection = prepared.selection
    by_name = {document.file: document for document in documents}
    now = time.perf_counter()
    ListPhase(prepared.context, selection.list_rules, selection.speaking, selection.severities, by_name.get).run(facts)
    mark("list rules", now)
    result = check(settings, request).result
    now = time.perf_counter()
    render("json", result, View())
    mark("JSON report", now)
    for name, seconds in marks:
        print(f"    {name:<30} {seconds:7.2f} s")
    total = sum(entry.seconds for entry in result.timing)
    print(f"    all rules {total:.2f} s; the slowest: ", end="")
    print(", ".join(f"{entry.rule} {100 * entry.seconds / total:.0f} %" for entry in result.timing[:6]))


if __name__ == "__main__":
    main()
