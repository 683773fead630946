"""YAML events to a tree of text, with what later says where each part of it is.

One pass over the events. What YAML can do beyond mappings, lists and text — anchors, aliases,
merge keys, tags, several documents — is refused, and so are duplicate keys (the first is kept).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, Union

from quanze.source.engines import events
from quanze.source.retyped import retyped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Path
    from quanze.source.engines import Engine, Event
    from quanze.source.problem import Limits, Tree

#: A node of a document: a scalar is its event.
Node: TypeAlias = Union["Branch", "Event"]


class Branch:
    """A mapping or a list: its first and last event, and its entries as they are in the tree.

    A mapping has `pairs`: of each key its event and the node of its value. A list has `nodes`.
    """

    __slots__ = ("end", "nodes", "pairs", "start")

    def __init__(self, start: Event, pairs: dict[str, tuple[Event, Node]] | None) -> None:
        self.start = start
        self.end = start
        self.pairs = pairs
        self.nodes: list[Node] = []


@dataclass(frozen=True, slots=True)
class Note:
    """Something met on the way: at an event; of a key that is there twice, also at its `first` event."""

    code: str
    variant: str
    path: Path
    event: Event
    first: Event | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Built:
    """What becomes of the events. `root` and `node` are None for a file with nothing in it.

    `omitted` counts the notes left out because there were too many of one code; `too_deep` and
    `several` (documents) say why the reading stopped before the end.
    """

    root: Tree | None = None
    node: Node | None = None
    notes: list[Note] = field(default_factory=list)
    omitted: int = 0
    too_deep: bool = False
    several: bool = False


def build(text: str, engine: Engine, limits: Limits) -> Built:
    """Read the events of a text into a tree; stops at a second document and at the depth limit.

    Raises ruamel's MarkedYAMLError at a syntax error.
    """
    from ruamel.yaml import events as kinds  # noqa: PLC0415

    builder = _Builder(limits)
    handlers = {
        kinds.ScalarEvent: builder.scalar,
        kinds.MappingStartEvent: builder.mapping,
        kinds.SequenceStartEvent: builder.sequence,
        kinds.MappingEndEvent: builder.close,
        kinds.SequenceEndEvent: builder.close,
        kinds.AliasEvent: builder.alias,
        kinds.DocumentStartEvent: builder.document,
    }
    for event in events(text, engine):
        handler = handlers.get(type(event))
        if handler is not None:
            handler(event)
            if builder.stopped:
                break
    return builder.built


class _Frame:
    """A mapping (`table`) or list being read.

    `key` is what waits for its value, `name` its text; `dropped` says that this value is not kept.
    """

    __slots__ = ("branch", "dropped", "items", "key", "name", "pairs", "table")

    def __init__(self, table: dict[str, Tree] | None, items: list[Tree], branch: Branch) -> None:
        self.table = table
        self.items = items
        self.branch = branch
        self.pairs = branch.pairs
        self.key: Event | None = None
        self.name = ""
        self.dropped = False


class _Builder:
    """The state of one pass over the events."""

    def __init__(self, limits: Limits) -> None:
        self.built = Built()
        self.stopped = False
        self._limits = limits
        self._counts: dict[str, int] = {}
        self._documents = 0
        self._frame: _Frame | None = None
        self._stack: list[_Frame | None] = []

    def scalar(self, event: Event) -> None:
        """Take a scalar: a key or a value. Called for most events, hence without detours."""
        value = event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        frame = self._frame
        if frame is None:
            self.built.root, self.built.node = value, event
            return
        table = frame.table
        if table is not None and frame.key is None:
            frame.key = event
            frame.name = value
            if value in table or (value == "<<" and not event.style):
                self._refuse_key(frame, event)
            return
        if value.isascii() and not event.style:
            self._note_retyped(event)
        if table is None:
            frame.items.append(value)
            frame.branch.nodes.append(event)
        else:
            if not frame.dropped:
                table[frame.name] = value
                frame.pairs[frame.name] = (frame.key, event)  # type: ignore[index,assignment]  # a mapping has both
            frame.dropped = False
            frame.key = None

    def mapping(self, event: Event) -> None:
        """Begin a mapping."""
        table: dict[str, Tree] = {}
        self._open(_Frame(table, [], Branch(event, {})), table, event)

    def sequence(self, event: Event) -> None:
        """Begin a list."""
        items: list[Tree] = []
        self._open(_Frame(None, items, Branch(event, None)), items, event)

    def close(self, event: Event) -> None:
        """End a mapping or list."""
        if self._frame is not None:
            self._frame.branch.end = event
        self._frame = self._stack.pop()

    def alias(self, event: Event) -> None:
        """Leave out what stands in place of a value: it is never expanded, so it cannot explode."""
        frame = self._frame
        if frame is not None and frame.table is not None and frame.key is None:
            self._drop_key(frame, event, "别名")
            return
        if frame is None or not (frame.dropped and frame.name == "<<"):
            self._note("SCH009", "别名", self._path(), event, 名称=event.anchor)
        if frame is not None:
            frame.key, frame.dropped = None, False

    def document(self, event: Event) -> None:
        """Begin a document: only one is read."""
        self._documents += 1
        if self._documents > 1:
            self._note("SCH009", "多文档", (), event)
            self.built.several = self.stopped = True

    def _open(self, inner: _Frame, tree: Tree, event: Event) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        outer = self._frame
        if len(self._stack) >= self._limits.depth:
            self._note("SCH011", "过深", self._path(), event, 上限=self._limits.depth)
            self.built.too_deep = self.stopped = True
        elif outer is None:
            self.built.root, self.built.node = tree, inner.branch
        elif outer.table is None:
            outer.items.append(tree)
            outer.branch.nodes.append(inner.branch)
        elif outer.key is None:
            self._drop_key(outer, event, "复杂键")
        else:
            if not outer.dropped:
                outer.table[outer.name] = tree
                outer.pairs[outer.name] = (outer.key, inner.branch)  # type: ignore[index]  # it is a mapping
            outer.key, outer.dropped = None, False
        self._stack.append(outer)
        self._frame = inner

    def _path(self) -> Path:
        """Return the path of the node that is being read, with the key it belongs to."""
        outer = [frame.name if frame.table is not None else len(frame.items) - 1 for frame in self._stack if frame]
        frame = self._frame
        if frame is None:
            return ()
        return (*outer, frame.name if frame.table is not None else len(frame.items))

    def _note(
        self, code: str, variant: str, path: Path, event: Event, first: Event | None = None, **values: object
    ) -> None:
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count > self._limits.problems:
            self.built.omitted += 1
        else:
            self.built.notes.append(Note(code, variant, path, event, first, values))

    def _refuse_properties(self, event: Event) -> None:
        frame = self._frame
        path = self._path()
        if frame is not None and frame.table is not None and frame.key is None:
            path = path[:-1]
        if event.anchor is not None:
            self._note("SCH009", "锚点", path, event, 名称=event.anchor)
        if event.tag is not None:
            self._note("SCH009", "标签", path, event, 名称=event.tag)

    def _refuse_key(self, frame: _Frame, event: Event) -> None:
        """Report a key that is there already or that merges; leave its value out."""
        first = (frame.pairs or {}).get(event.value)
        if first is None:
            self._note("SCH009", "合并键", self._path()[:-1], event)
        else:
            self._note("SCH002", "", self._path(), event, first[0], 键=event.value)
        frame.dropped = True

    def _drop_key(self, frame: _Frame, event: Event, variant: str) -> None:
        frame.key, frame.name, frame.dropped = event, "", True
        self._note("SCH009", variant, self._path()[:-1], event)

    def _note_retyped(self, event: Event) -> None:
        changed = retyped(event.value)
        if changed is not None:
            self._note("SCH012", changed[0], self._path(), event, 值=event.value, 变成=changed[1])
