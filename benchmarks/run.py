"""make bench: cold times, memory and ratios on lists of 3,200 and 32,000 items.

Everything is measured in one run on one machine, so only the ratios mean something elsewhere. The floor
is the fastest YAML parser of PyPI (oryaml) with pydantic over the same files; check-jsonschema and
yamllint are what people use today. Tools that are not installed are left out and said so.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SIZES = tuple(int(size) for size in os.environ.get("QUANZE_BENCH", "3200 32000").split())
#: Tools slower than this on the small list are not run on the large one.
PATIENCE = 60.0


def timed(command: list[str], cwd: Path) -> tuple[float, float, float]:
    """Run a command; return seconds on the clock, CPU seconds of all its processes, peak memory of the largest in MB."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(command: list[str], cwd: Path, runs: int = 3) -> tuple[float, float, float]:
    return min((timed(command, cwd) for _ in range(runs)), key=lambda run: run[0])


def tools(folder: Path) -> dict[str, list[str]]:
    """Return the commands to compare, those that are installed."""
    scripts = Path(sys.executable).parent
    files = [str(path) for path in sorted((folder / "data" / "items").rglob("*.yaml"))]
    quanze = str(scripts / "quanze")
    found = {
        "quanze": [quanze, "check", "--as-of", "2026-11-22", "--format", "json", "--output", str(folder / "o.json")],
        "quanze, one process": [
            *(quanze, "check", "--as-of", "2026-11-22", "--format", "json", "--output", str(folder / "o.json")),
            *("--jobs", "1"),
        ],
    }
    if importlib.util.find_spec("oryaml"):
        found["floor (oryaml + pydantic)"] = [sys.executable, str(HERE / "floor.py"), str(folder)]
    if shutil.which("check-jsonschema", path=str(scripts)):
        schema = str(ROOT / "schemas" / "item.json")
        found["check-jsonschema"] = [str(scripts / "check-jsonschema"), "--schemafile", schema, *files]
    if shutil.which("yamllint", path=str(scripts)):
        found["yamllint"] = [str(scripts / "yamllint"), "-d", "relaxed", str(folder / "data" / "items")]
    return found


def ratios(measured: dict[str, tuple[float, float]]) -> None:
    """Print quanze in multiples of the floor, and the others in multiples of quanze."""
    floor = measured.get("floor (oryaml + pydantic)")
    if floor:
        for name in ("quanze", "quanze, one process"):
            seconds, busy = measured[name]
            print(f"  {name + ' / floor':<28} {seconds / floor[0]:8.2f}     {busy / floor[1]:8.2f} by CPU s")
    for name in ("check-jsonschema", "yamllint"):
        if name in measured:
            print(f"  {name + ' / quanze':<28} {measured[name][0] / measured['quanze'][0]:8.2f}")


def main() -> None:
    slow: set[str] = set()
    for size in SIZES:
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "list"
            generate(size, folder, defects=0.05)
            print(f"\n{size:,} items, {sum(p.stat().st_size for p in folder.rglob('*.yaml')) / 1e6:.1f} MB")
            measured = {}
            for name, command in tools(folder).items():
                if name in slow:
                    print(f"  {name:<28} left out: over {PATIENCE:.0f} s on the smaller list")
                    continue
                runs = 5 if size <= 5000 and name.startswith(("quanze", "floor")) else 1
                seconds, busy, peak = best(command, folder, runs)
                measured[name] = seconds, busy
                slow |= {name} if seconds > PATIENCE / 10 and not name.startswith(("quanze", "floor")) else set()
                print(f"  {name:<28} {seconds:8.2f} s   {busy:8.2f} CPU s   peak {peak:6.0f} MB")
            ratios(measured)
            subprocess.run([sys.executable, str(HERE / "phases.py"), str(folder)], check=True)
    for name in ("oryaml", "check_jsonschema", "yamllint"):
        if importlib.util.find_spec(name) is None:
            print(f"{name} is not installed: pip install {name.replace('_', '-')}")


if __name__ == "__main__":
    main()
