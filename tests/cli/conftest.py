"""The real console script, and small lists to run it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def script() -> str:
    """The console script that belongs to this Python."""
    found = shutil.which("quanze", path=str(Path(sys.executable).parent))
    assert found, "quanze is not installed beside this Python"
    return found


@pytest.fixture
def run(script: str, tmp_path: Path) -> Run:
    """Run quanze in a folder (tmp_path unless told) and return what it printed."""

    def call(
        *arguments: object, cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [script, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            cwd=cwd or tmp_path,
            env={**os.environ, **(env or {})},
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture
def small_list(tmp_path: Path, run: Run) -> Path:
    """A new list as quanze init makes it: one sample item, nothing wrong with it."""
    done = run("init", "清单")
    assert done.returncode == 0, done.stderr
    return tmp_path / "清单"


@pytest.fixture
def sample(small_list: Path) -> Path:
    """The one item of the small list."""
    (found,) = (small_list / "data/items").rglob("*.yaml")
    return found
