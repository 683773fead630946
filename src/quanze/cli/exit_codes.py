"""The exit codes of quanze (architecture.md): scripts depend on them."""

from __future__ import annotations

EXIT_CLEAN = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_NOTHING = 3
EXIT_INTERNAL = 4
EXIT_INTERRUPTED = 130
