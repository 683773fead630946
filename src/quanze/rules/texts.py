"""The texts of one item as they are written, each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.source import Tree

#: Subtrees whose content nobody of this list wrote for publication.
_SKIPPED = frozenset(("扩展",))


@dataclass(frozen=True, slots=True)
class Texts:
    """Every scalar of an item outside 扩展, in document order.

    `joined` holds all of them, separated by line feeds: a check looks there first and goes through
    the single texts only when something is to be found.
    """

    every: tuple[tuple[Path, str], ...]
    joined: str

    @classmethod
    def of(cls, root: Tree) -> Texts:
        """Collect the texts of a text tree."""
        every = tuple(_walk(root, ()))
        return cls(every, "\n".join(text for _, text in every))

    def at(self, *path: str | int) -> Iterator[tuple[Path, str]]:
        """Yield the texts at or below a path; a path without list indices means every element."""
        for where, text in self.every:
            if where[: len(path)] == path or tuple(p for p in where if isinstance(p, str))[: len(path)] == path:
                yield where, text


def _walk(tree: Tree, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for name, value in tree.items():
            if name not in _SKIPPED:
                yield from _walk(value, (*path, name))
    else:
        for index, value in enumerate(tree):
            yield from _walk(value, (*path, index))
