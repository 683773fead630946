"""Which commit a list was checked at."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def commit_of(root: Path) -> str | None:
    """Return the full hash of the commit that is checked out, None outside git or without commits."""
    command = ["git", "-C", str(root), "rev-parse", "--verify", "--quiet", "HEAD"]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, timeout=10)  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError):
        return None
    text = answer.stdout.decode("ascii", "replace").strip()
    return text if answer.returncode == 0 and text else None
