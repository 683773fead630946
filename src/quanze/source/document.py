"""A file as text: its tree, and where each part of it is in the source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quanze.source.branch import Branch
from quanze.source.lines import BREAK
from quanze.source.properties import GAP, content_start
from quanze.source.scalar import range_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.finding import Part, Path, Span
    from quanze.source.branch import Node
    from quanze.source.characters import Source
    from quanze.source.engines import Event
    from quanze.source.problem import Tree

#: What comes between a key and its value, or before an element.
_COLON = re.compile(GAP + ":")
_DASH = re.compile(GAP + "-")
_BLOCK_STYLES = ("|", ">")
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: 1-based line and column of its #, and its text from the # on."""

    line: int
    column: int
    text: str


class Document:
    """One file that could be read. `text` is its text without BOM, `root` the tree of its values.

    `refused` are the paths whose value is not what the file means: nothing can be said of it.
    """

    def __init__(
        self,
        file: str,
        source: Source,
        root: dict[str, Tree],
        branch: Branch,
        dropped: Iterable[Node] = (),
        refused: frozenset[Path] = frozenset(),
    ) -> None:
        self.file = file
        self.refused = refused
        self.text = source.text
        self.root = root
        self._source = source
        self._branch = branch
        self._dropped = dropped

    def line(self, number: int) -> str:
        """Return a line (1-based) of the text without its break; "" for a line that is not there."""
        return self._source.lines.line(number)

    def span(self, path: Path, part: Part = "value") -> Span:
        """Return where the key, the value or a range of characters of the value at a path is written.

        A range counts code points of the value; at the path `()` it counts those of the whole text.
        A path that is not in the file gives the key of its nearest ancestor, or the first key of
        that ancestor where it has none (an element of a list, the root).
        """
        if not path and isinstance(part, tuple):
            return self._source.lines.span(*part)
        place, found = self._find(path)
        if found and part != "key":
            return self._source.span(*self._extent(place, part))
        if place.key is not None:
            return self._source.span(*_scalar_extent(self._source.clean, place.key))
        if isinstance(place.node, Branch) and place.node.pairs:
            first = next(iter(place.node.pairs.values()))[0]
            return self._source.span(*_scalar_extent(self._source.clean, first))
        return self._source.span(*self._extent(place, "value"))

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments of the file, in its order."""
        clean = self._source.clean
        if "#" not in clean:
            return ()
        written = sorted(_text_range(clean, event) for event in _scalars((self._branch, *self._dropped)))
        found, following, at = [], 0, 0
        while match := _COMMENT.search(clean, at):
            while following < len(written) and written[following][1] <= match.start():
                following += 1
            if following < len(written) and written[following][0] <= match.start():
                at = written[following][1]
                continue
            at = match.end()
            span = self._source.span(*match.span())
            if self.text[span.start] == "#":  # not a directive that was made a comment for the parser
                found.append(Comment(span.line, span.column, match.group().rstrip()))
        return tuple(found)

    def _find(self, path: Path) -> tuple[_Place, bool]:
        """Return the place of a path, or that of the nearest ancestor and False."""
        place = _Place(self._branch, None, 0)
        for step in path:
            node = place.node
            if not isinstance(node, Branch):
                return place, False
            if node.pairs is not None:
                pair = node.pairs.get(step) if isinstance(step, str) else None
                if pair is None:
                    return place, False
                place = _Place(pair[1], pair[0], pair[0].end_mark.index)
            elif isinstance(step, int) and 0 <= step < len(node.nodes):
                place = _entry(node, step)
            else:
                return place, False
        return place, True

    def _extent(self, place: _Place, part: Part) -> tuple[int, int]:
        clean, node = self._source.clean, place.node
        if isinstance(node, Branch):
            return node.start.start_mark.index, _branch_end(clean, node)
        start, end = _value_extent(clean, place)
        if isinstance(part, tuple):
            found = range_in(clean[start:end], node.style or "", node.value, *part)
            if found is not None:
                return start + found[0], start + found[1]
        return start, end


def _scalars(nodes: Iterable[Node]) -> Iterator[Event]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Branch):
            yield node
        elif node.pairs is None:
            waiting += node.nodes
        else:
            waiting += (part for pair in node.pairs.values() for part in pair)


def _text_range(clean: str, event: Event) -> tuple[int, int]:
    """Return where a scalar is in which no # begins a comment: not the first line of a block."""
    start, end = _scalar_extent(clean, event)
    if event.style in _BLOCK_STYLES:
        header = BREAK.search(clean, start, end)
        start = header.start() if header else end
    return start, end


@dataclass(frozen=True, slots=True)
class _Place:
    """A node, its key (None in a list), and an offset after which its colon or dash comes."""

    node: Node
    key: Event | None
    before: int


def _entry(branch: Branch, index: int) -> _Place:
    node = branch.nodes[index - 1] if index else branch
    event = node.end if isinstance(node, Branch) and index else node.start if isinstance(node, Branch) else node
    mark = event.end_mark if index else event.start_mark
    return _Place(branch.nodes[index], None, mark.index)


def _branch_end(clean: str, branch: Branch) -> int:
    """Return where a mapping or list ends: at its bracket, or with its last value."""
    while branch.end.end_mark.index == branch.end.start_mark.index:
        if branch.pairs:
            key, node = next(reversed(branch.pairs.values()))
            place = _Place(node, key, key.end_mark.index)
        elif branch.nodes:
            place = _entry(branch, len(branch.nodes) - 1)
        else:
            return branch.start.end_mark.index
        if not isinstance(place.node, Branch):
            return _value_extent(clean, place)[1]
        branch = place.node
    return branch.end.end_mark.index


def _value_extent(clean: str, place: _Place) -> tuple[int, int]:
    """Return where a scalar value is; for one that is empty, the place after its colon or dash."""
    event = place.node
    assert not isinstance(event, Branch)
    if event.value or event.style:
        return _scalar_extent(clean, event)
    match = (_DASH if place.key is None else _COLON).match(clean, place.before)
    at = match.end() if match else place.before
    return at, at


def _scalar_extent(clean: str, event: Event) -> tuple[int, int]:
    """Return where a scalar is, without anchor and tag, and without the line break after a block."""
    start, end = event.start_mark.index, event.end_mark.index
    start = content_start(clean, start, end)
    if event.style in _BLOCK_STYLES:
        end = start + len(clean[start:end].rstrip())
    return start, end
