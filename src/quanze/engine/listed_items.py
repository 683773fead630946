"""Every item of a list as it can be read: for commands that look at items without judging them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.engine.gathering import gather
from quanze.model.item import item_type
from quanze.model.validation import read_record
from quanze.rules.facts import Facts, facts_of
from quanze.source import Limits, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.engine.settings import Settings
    from quanze.model.item import Item
    from quanze.source import Document


@dataclass(frozen=True, slots=True)
class Listed:
    """One item: the document it is written in, the record, and the facts of it."""

    document: Document
    item: Item
    facts: Facts


def items_in(settings: Settings) -> Iterator[Listed]:
    """Yield every item that can be read, in order of files."""
    folder = settings.root / settings.configuration.paths.items
    parameters = settings.parameters
    limits = Limits(bytes=int(parameters["文件大小上限"]), depth=int(parameters["嵌套上限"]))
    for file in gather(folder, settings.root) if folder.is_dir() else ():
        document = read(file.path, file.name, limits).document
        if document is None:
            continue
        item, _hits = read_record(item_type(document.root.get("类型")), document.root, settings.vocabulary)
        if item is not None:
            yield Listed(document, item, facts_of(item, file.name))
