"""What a check is: a pure function over one item, the texts of one item, or one group of the list.

A rule file names its check (`代码实现: quanze.rules.checks.basis:lacks_basis`); these decorators say of
which kind it is. Checks yield hits and know neither files nor lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from quanze.finding import Hit, Path, Unsure

if TYPE_CHECKING:
    from quanze.model.item import Item
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts
    from quanze.rules.texts import Texts


@dataclass(frozen=True, slots=True)
class ListHit:
    """A hit of a list check: in which file (as `Facts.file` names it) and where in it."""

    file: str
    hit: Hit


OneItem = TypeVar("OneItem", bound="Item")
ItemFunction = Callable[["Item", "Context"], Iterable[Hit | Unsure]]
TextFunction = Callable[["Texts", "Context"], Iterable[Hit | Unsure]]
#: (text, context): may a text hold something to report? Also asked of several, separated by line feeds.
Glance = Callable[[str, "Context"], bool]
#: (key, text, context): the same of one text that stands under a key.
Suspicion = Callable[[str, str, "Context"], bool]
KeyFunction = Callable[["Facts", "Context"], Iterable[str]]
GroupFunction = Callable[[str, "tuple[Facts, ...]", "Context"], Iterable[ListHit]]


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """Judges one item by itself."""

    run: ItemFunction


@dataclass(frozen=True, slots=True)
class TextCheck:
    """Judges the texts of one item as they are written.

    A check may say which texts it has to see at all (`Texts.suspects`); it then runs only over items that
    have one. `glance` is asked of many texts at once, separated by line feeds, and of each of them apart;
    `but` are keys whose texts it never sees. `suspicion` is asked of one text under its key. Of both a yes
    may be wrong and a no never is, and the answer depends on nothing else: it is remembered for the list.
    """

    run: TextFunction
    glance: Glance | None = None
    but: frozenset[str] = frozenset()
    suspicion: Suspicion | None = None

    @property
    def selects(self) -> bool:
        """Say whether the check sees only some of the texts."""
        return self.glance is not None or self.suspicion is not None

    def may_concern(self, key: str, text: str, context: Context) -> bool:
        """Say whether the check has to see a text that stands under a key."""
        if self.suspicion is not None:
            return self.suspicion(key, text, context)
        return key not in self.but and self.glance is not None and self.glance(text, context)


@dataclass(frozen=True, slots=True)
class ListCheck:
    """Judges one group of the list at a time: `key` puts the facts of an item into groups.

    A key function that yields the same text for every item makes one group of the whole list; a
    group that is judged even when the list is empty is named in `always`. Groups of fewer items than
    `least` are not judged.
    """

    key: KeyFunction
    run: GroupFunction
    always: tuple[str, ...] = ()
    least: int = 1


Check = ItemCheck | TextCheck | ListCheck


def item_check(function: Callable[[OneItem, Context], Iterable[Hit | Unsure]]) -> ItemCheck:
    """Declare a check over (item, context).

    A check of one type's own fields names that type; its rule file then applies to no other (适用).
    """
    return ItemCheck(cast("ItemFunction", function))


def text_check(
    *, glance: Glance | None = None, but: frozenset[str] = frozenset(), suspicion: Suspicion | None = None
) -> Callable[[TextFunction], TextCheck]:
    """Declare a check over (texts, context), with what says which texts it has to see."""

    def declare(function: TextFunction) -> TextCheck:
        return TextCheck(function, glance, but, suspicion)

    return declare


def list_check(
    key: KeyFunction, *, always: tuple[str, ...] = (), least: int = 1
) -> Callable[[GroupFunction], ListCheck]:
    """Declare a check over (key, group, context), with the key that makes the groups."""

    def declare(function: GroupFunction) -> ListCheck:
        return ListCheck(key, function, always, least)

    return declare


def whole_list(_facts: Facts, _context: Context) -> Iterator[str]:
    """Put every item into one group."""
    yield ""


def at(*path: str | int) -> Path:
    """Return a path; reads well where a hit is made."""
    return path
