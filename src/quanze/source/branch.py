"""The nodes of a document, with the events that made them: what spans are found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from quanze.source.engines import Event

#: A node of a document: a scalar is its event.
Node: TypeAlias = Union["Branch", "Event"]


class Branch:
    """A mapping or a list: its first and last event, and its entries as they are in the tree.

    Of each key of a mapping, `pairs` has its event and the node of its value; in a list it is None.
    `nodes` are the elements of a list.
    """

    __slots__ = ("end", "nodes", "pairs", "start")

    def __init__(self, start: Event, pairs: dict[str, tuple[Event, Node]] | None, nodes: list[Node]) -> None:
        self.start = start
        self.end = start
        self.pairs = pairs
        self.nodes = nodes
