"""quanze schema: JSON Schemas for editors and other tools."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.atomic import write_atomically
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.engine.settings import SettingsError, find_root, load_settings
from quanze.model.schema import NAMES, schema

if TYPE_CHECKING:
    from quanze.model.validation import Vocabulary


def run_schema(kind: str | None, write: Path | None) -> int:
    """Print one schema or the names of all, or write all of them. Raises SettingsError."""
    if kind is not None and kind not in NAMES:
        raise SettingsError(f"没有“{kind}”这种文件, 可用的有: {'、'.join(NAMES)}")
    vocabulary = load_settings(find_root(Path.cwd()) or Path.cwd()).vocabulary
    if write is not None:
        for name in NAMES if kind is None else (kind,):
            write_atomically(write / f"{name}.json", schema_text(name, vocabulary).encode())
        return EXIT_CLEAN
    sys.stdout.write("\n".join(NAMES) + "\n" if kind is None else schema_text(kind, vocabulary))
    return EXIT_CLEAN


def schema_text(name: str, vocabulary: Vocabulary) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema(name, vocabulary), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
