"""Which part of a list a report is of: the paths that were asked for. All of the list is read either way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.engine.gathering import report_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of the paths that were asked for, as reports write them; none for the whole list."""

    names: tuple[str, ...] = ()

    def holds(self, file: str) -> bool:
        """Say whether a file lies in what was asked for."""
        return not self.names or any(file == name or file.startswith(f"{name}/") for name in self.names)


def asked(paths: Sequence[Path], settings: Settings) -> Asked:
    """Return what the paths ask for. The root asks for all; without quanze.yaml only what is named is read at all."""
    names = tuple(dict.fromkeys(report_name(path, settings.root) for path in paths))
    return Asked() if "." in names or not settings.written else Asked(names)
