"""Comparing a report with its golden file, or rewriting that file."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def golden(request):
    """Return a check that a text is what the golden file of a name holds."""

    def check(name, text):
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode(), f"{name} 与基准不同; 确认无误后运行 pytest --update-golden"

    return check
