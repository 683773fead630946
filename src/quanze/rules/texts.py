"""The texts of one item as they are written, each with the key it stands under and its path."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING

from quanze.text import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from quanze.finding import Path
    from quanze.source import Tree

#: Subtrees whose content nobody of this list wrote for publication.
_SKIPPED = frozenset(("扩展",))


class Texts:
    """Every scalar of an item outside 扩展, in document order.

    `keys` holds the key each text stands under (the elements of a list stand under the list's key);
    `suspects` the texts, with their paths, that the check at work has to see (`TextCheck.may_concern`).
    Paths are made when something asks for them: of most items nothing does.
    """

    __slots__ = ("_paths", "keys", "root", "suspects", "texts")

    def __init__(self, root: Tree) -> None:
        self.root = root
        self.keys: list[str] = []
        self.texts: list[str] = []
        self.suspects: tuple[tuple[Path, str], ...] = ()
        self._paths: list[Path] | None = None
        _collect(root, "", self.keys, self.texts)

    @property
    def paths(self) -> list[Path]:
        """The paths of the texts, in the same order."""
        if self._paths is None:
            self._paths = list(_paths(self.root, ()))
        return self._paths

    @property
    def top(self) -> tuple[str, ...]:
        """The keys of the item itself, in the order in which they are written."""
        return tuple(self.root) if isinstance(self.root, dict) else ()

    @property
    def filled(self) -> bool:
        """Say whether no text only stands where a value should be (无, 待补充, /)."""
        return PLACEHOLDERS.isdisjoint(map(str.strip, self.texts))

    def under(self, names: Container[str]) -> Iterator[tuple[Path, str]]:
        """Yield the texts that stand under one of some keys, in document order."""
        return compress(zip(self.paths, self.texts, strict=True), map(names.__contains__, self.keys))


def _collect(tree: Tree, key: str, keys: list[str], texts: list[str]) -> None:
    """Append the texts of a tree and the keys they stand under to two lists."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if isinstance(value, str) and name not in _SKIPPED:  # most of a tree: not worth a call each
                keys.append(name)
                texts.append(value)
            elif name not in _SKIPPED:
                _collect(value, name, keys, texts)
    elif isinstance(tree, list):
        for value in tree:
            if isinstance(value, str):
                keys.append(key)
                texts.append(value)
            else:
                _collect(value, key, keys, texts)
    else:
        keys.append(key)
        texts.append(tree)


def _paths(tree: Tree, path: Path) -> Iterator[Path]:
    """Yield the paths of the texts of a tree, in the order in which they are collected."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name not in _SKIPPED:
                yield from _paths(value, (*path, name))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _paths(value, (*path, index))
    else:
        yield path
