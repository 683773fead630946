"""The files that quanze claim writes: read whole, edited in a few places, and never when they are damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.engine.settings import SettingsError
from quanze.exchange.yaml_edit import EditError, edited
from quanze.source import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.engine.settings import Settings
    from quanze.exchange.yaml_edit import TextEdit
    from quanze.exchange.yaml_text import Node
    from quanze.model.basis import Citation
    from quanze.model.catalogue import Refusal
    from quanze.rules.context import Filed
    from quanze.source import Document, Tree


def document_of(file: Path, name: str) -> Document:
    """Return the document of a file that can be edited. Raises SettingsError for one that is damaged."""
    reading = read(file, name)
    if reading.document is None or reading.damage:
        raise SettingsError("这个文件有错, 先用 quanze check 改正", name)
    return reading.document


def edited_content(content: bytes, document: Document, edits: Sequence[TextEdit], expected: Tree) -> bytes:
    """Return the content after the edits, which must mean `expected`. Raises SettingsError."""
    try:
        return edited(content, document, edits, expected)
    except EditError as error:
        raise SettingsError(str(error), document.file) from None


def written(citation: Citation) -> dict[str, Node]:
    """Return a citation with the keys it is written with."""
    found = {info.alias or name: getattr(citation, name) for name, info in type(citation).model_fields.items()}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def place_of(refusal: Filed[Refusal], settings: Settings) -> str:
    """Return the file and line of a refusal, for a person to find it."""
    reading = read(settings.root / refusal.file, refusal.file)
    line = reading.document.span(refusal.path).line if reading.document else 1
    return f"{refusal.file}:{line}"
