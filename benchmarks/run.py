"""make bench: cold times, memory and ratios on lists of 3,200 and 32,000 items.

Everything is measured in one run on one machine, so only the ratios mean something elsewhere. The floor
is the fastest YAML parser of PyPI (oryaml) with pydantic over the same files; check-jsonschema and
yamllint are what people use today. Tools that are not installed are left out and said so.
"""

from __future__ import annotations

import importlib.util
import os
import resource
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


def timed(command: list[str], cwd: Path) -> tuple[float, float, int]:
    """Run a command; return seconds, peak memory of the largest process in MB, exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    started = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(peak, before) / 1024, done.returncode


def best(command: list[str], cwd: Path, runs: int = 3) -> tuple[float, float, int]:
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
                seconds, peak, _ = best(
                    command, folder, 3 if size <= 5000 and name.startswith(("quanze", "floor")) else 1
                )
                measured[name] = seconds
                slow |= {name} if seconds > PATIENCE / 10 and not name.startswith(("quanze", "floor")) else set()
                print(f"  {name:<28} {seconds:8.2f} s   peak {peak:6.0f} MB")
            floor = measured.get("floor (oryaml + pydantic)")
            if floor:
                print(f"  quanze / floor               {measured['quanze'] / floor:8.2f}")
            subprocess.run([sys.executable, str(HERE / "phases.py"), str(folder)], check=True)
    for name in ("oryaml", "check_jsonschema", "yamllint"):
        if importlib.util.find_spec(name) is None:
            print(f"{name} is not installed: pip install {name.replace('_', '-')}")


if __name__ == "__main__":
    main()
