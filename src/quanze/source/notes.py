"""What a pass over the events meets that is not as it should be, and the problems made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from quanze.finding import Edit, Fix, Related
from quanze.source import fullwidth
from quanze.source.branch import Branch
from quanze.source.failure import reported
from quanze.source.problem import Problem
from quanze.source.properties import property_range
from quanze.source.retyped import RETYPED_STARTS, retyped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Path
    from quanze.source.branch import Node
    from quanze.source.characters import Source
    from quanze.source.engines import Event
    from quanze.source.problem import Tree

#: A mapping or list that another one within it interrupts: table, pairs, items, nodes, branch, key,
#: name, and whether the other one is its key; the local variables of `build`.
Frame: TypeAlias = tuple[
    "dict[str, Tree] | None",
    "dict[str, tuple[Event, Node]]",
    "list[Tree]",
    "list[Node]",
    "Branch | None",
    "Event | None",
    str,
    bool,
]


#: What a plain scalar begins with that is looked at: what may be re-typed, and nothing at all.
REMARKABLE_STARTS = RETYPED_STARTS | {""}


_SAID_ONCE = frozenset(("SCH009",))
#: What is refused so that the value that was meant is not in the tree.
_LOSING = frozenset(("别名", "合并键", "多文档", "复杂键"))
#: What of it would have brought fields to a mapping, and what stands in a path for any of these.
_BRINGING, MERGED = frozenset(("合并键", "多文档")), "<<"


@dataclass(frozen=True, slots=True)
class Note:
    """Something met at an event; of a key that is there twice, also at its `first` event."""

    code: str
    variant: str
    path: Path
    event: Event
    first: Event | None = None
    values: Mapping[str, object] = field(default_factory=dict)


class Notes:
    """The notes of one pass, at most `limit` of one code; `omitted` counts those beyond it.

    `refused` are the paths, of all of them, whose values are lost. `stack` is that of the pass, for the
    paths. The methods take what the pass is at: the table or the items being read, and the text of the key
    that waits for its value.
    """

    def __init__(self, stack: list[Frame], limit: int) -> None:
        self.kept: list[Note] = []
        self.omitted = 0
        self.refused: set[Path] = set()
        self._stack = stack
        self._limit = limit
        self._counts: dict[str, int] = {}

    def path(self, table: dict[str, Tree] | None, items: list[Tree], name: str) -> Path:
        """Return the path of the node that is being read. The file, a list of one, is no part of it."""
        if not self._stack:
            return ()
        around = (len(frame[2]) - 1 if frame[0] is None else frame[6] for frame in self._stack[1:])
        return (*around, len(items) if table is None else name)

    def add(
        self, code: str, variant: str, path: Path, event: Event, first: Event | None = None, **values: object
    ) -> None:
        """Keep a note, or only count it where there are many of its code already.

        What is refused as such (SCH009) is said once of each kind: a bomb of aliases is one mistake.
        """
        kind, limit = (f"{code} {variant}", 1) if code in _SAID_ONCE else (code, self._limit)
        if variant in _LOSING:
            self.refused.add((*path, MERGED) if variant in _BRINGING else path)
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count > limit:
            self.omitted += 1
        else:
            self.kept.append(Note(code, variant, path, event, first, values))

    def properties(
        self, event: Event, table: dict[str, Tree] | None, items: list[Tree], key: Event | None, name: str
    ) -> None:
        """Note the anchor and the tag of a scalar, mapping or list, if it has any."""
        if event.anchor is None and event.ctag is None:
            return
        path = self.path(table, items, name)
        if table is not None and key is None:
            path = path[:-1]
        if getattr(event, "value", None) == "" and not event.style:
            self.refused.add(path)  # what was meant as the value became the anchor
        if event.anchor is not None:
            self.add("SCH009", "锚点", path, event, 名称=event.anchor)
        if event.tag is not None:
            self.add("SCH009", "标签", path, event, 名称=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def key(
        self, event: Event, table: dict[str, Tree], items: list[Tree], pairs: dict[str, tuple[Event, Node]]
    ) -> bool:
        """Note a key that is there already or that merges; say whether its value is left out."""
        first = pairs.get(event.value)
        path = self.path(table, items, event.value)
        if first is not None:
            self.add("SCH002", "", path, event, first[0], 键=event.value)
        elif not event.style:  # a quoted "<<" is a key like any other
            self.add("SCH009", "合并键", path[:-1], event)
        return first is not None or not event.style

    def scalar(
        self, event: Event, table: dict[str, Tree] | None, items: list[Tree], key: Event | None, name: str
    ) -> None:
        """Note a plain scalar that other tools would change, or an empty one after a key with a colon in it.

        A tag says what a scalar is, and is refused.
        """
        if event.style or event.ctag is not None:
            return
        if not event.value:
            if key is not None and ("：" in name or ":" in name) and not key.style:
                self.add("SCH014", "冒号", self.path(table, items, name), key)
            return
        changed = retyped(event.value)
        if changed is not None:
            path = self.path(table, items, name)
            self.add("SCH012", changed[0], path, event, 值=event.value, 变成=changed[1])

    def only_element(self, node: Node, end: Event) -> None:
        """Note the only element of a list in brackets, at its end, that is several with full-width commas."""
        if isinstance(node, Branch) or node.style or end.start_mark.index == end.end_mark.index:
            return
        if "，" in node.value and fullwidth.SHORT_ELEMENTS.fullmatch(node.value):
            self.add("SCH014", "逗号", self.path(None, [], ""), node)


def problems_of(notes: Notes, source: Source, file: str) -> list[Problem]:
    """Return the problems that the notes report, with their spans, related places and fixes."""
    found = (_problem(note, source, file) for note in notes.kept)
    return [problem for problem in found if problem is not None]


def _problem(note: Note, source: Source, file: str) -> Problem | None:
    start, end = note.event.start_mark.index, note.event.end_mark.index
    if note.code == "SCH014":
        explained = fullwidth.in_key if note.variant == "冒号" else fullwidth.in_only_element
        cause = explained(source, start, end)
        return None if cause is None else reported(cause, source, note.path)
    if note.variant in ("锚点", "标签"):
        start, end = property_range(source.clean, start)
    at = source.span(start, end)
    values = dict(note.values)
    if note.first is not None:
        first = source.span(note.first.start_mark.index, note.first.end_mark.index)
        values["首行"] = first.line
        related = Related(file, note.path, "第一次出现在这里", first.line, first.column)
        return Problem(note.code, at, values, note.variant, note.path, "key", related=(related,))
    fix = None
    if note.code == "SCH012":
        fix = Fix("加上引号", (Edit(note.path, "value", f'"{note.event.value}"'),), safe=True)
    return Problem(note.code, at, values, note.variant, note.path, key=note.variant, fix=fix)
