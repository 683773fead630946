"""How a command leaves when nobody reads its output any more."""

from __future__ import annotations

import os
import sys


def leave_quietly() -> None:
    """Let nothing more be written to an output that nobody reads."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
