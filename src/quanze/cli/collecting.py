"""Commands that read a whole list: the garbage collector would look at everything again and again."""

from __future__ import annotations

import gc


def collect_rarely() -> None:
    """Let the garbage collector look seldom.

    Reading a list makes no cycles, and every live document is walked through again at every look: six
    times the reading time was measured.
    """
    gc.freeze()
    gc.set_threshold(200_000, 50, 100)
