"""The floor: the fastest YAML parser there is, and pydantic, over the items of a list. No spans, no rules."""

from __future__ import annotations

import sys
from pathlib import Path

import oryaml

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.model.item import item_type
from quanze.model.validation import read_record


def as_text(value: object) -> object:
    """Return a parsed value with every scalar as text, as the model wants it."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: inner if isinstance(inner, str) else as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def main() -> None:
    words = vocabulary_of(load_profile("zwfw", Path()))
    for path in sorted((Path(sys.argv[1]) / "data" / "items").rglob("*.yaml")):
        try:
            tree = as_text(oryaml.loads(path.read_bytes()))
        except Exception:  # noqa: BLE001 - files with a planted defect
            continue
        read_record(item_type(tree.get("类型")), tree, words, filled=True)


if __name__ == "__main__":
    main()
