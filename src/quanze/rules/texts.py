"""The texts of one item as they are written, each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from typing import TYPE_CHECKING

from quanze.text import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from quanze.finding import Path
    from quanze.source import Tree

_TEXT = itemgetter(1)
#: Subtrees whose content nobody of this list wrote for publication.
_SKIPPED = frozenset(("扩展",))


@dataclass(frozen=True, slots=True)
class Texts:
    """Every scalar of an item outside 扩展, in document order.

    `keys` holds the key each of them stands under (the elements of a list stand under the list's key).
    `joined` holds all of them, separated by line feeds: a check looks there first and goes through
    the single texts only when something is to be found.
    """

    every: tuple[tuple[Path, str], ...]
    keys: tuple[str, ...]
    joined: str

    @classmethod
    def of(cls, root: Tree) -> Texts:
        """Collect the texts of a text tree."""
        every: list[tuple[Path, str]] = []
        keys: list[str] = []
        _collect(root, (), "", every, keys)
        return cls(tuple(every), tuple(keys), "\n".join([text for _, text in every]))

    def has_placeholder(self) -> bool:
        """Say whether any text only stands where a value should be."""
        return not PLACEHOLDERS.isdisjoint(map(str.strip, map(_TEXT, self.every)))

    def under(self, names: Container[str]) -> Iterator[tuple[Path, str]]:
        """Yield the texts that stand under one of some keys, in document order."""
        return compress(self.every, map(names.__contains__, self.keys))

    def but(self, names: Container[str]) -> Iterator[tuple[Path, str]]:
        """Yield the texts that stand under none of some keys, in document order."""
        return (one for one, key in zip(self.every, self.keys, strict=True) if key not in names)


def _collect(tree: Tree, path: Path, key: str, every: list[tuple[Path, str]], keys: list[str]) -> None:
    """Append the texts below a path to two lists; nested generators would pass each text up level by level."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if isinstance(value, str) and name not in _SKIPPED:  # most of a tree: not worth a call each
                every.append(((*path, name), value))
                keys.append(name)
            elif name not in _SKIPPED:
                _collect(value, (*path, name), name, every, keys)
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            _collect(value, (*path, index), key, every, keys)
    else:
        every.append((path, tree))
        keys.append(key)
