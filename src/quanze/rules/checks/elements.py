"""The elements of a list of an item that could be read, with their places."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from quanze.absent import FieldAbsent, is_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quanze.finding import Path
    from quanze.model.guide import Condition, Material, Step
    from quanze.model.item import Item, Responsibility

T = TypeVar("T")


def readable(elements: Sequence[T]) -> Iterator[tuple[int, T]]:
    """Yield (index from 0, element); a broken element has its own finding and hides no other."""
    for index, element in enumerate(elements):
        if not is_absent(element):
            yield index, element


def worded(elements: Sequence[T], text: Callable[[T], str | None]) -> Iterator[tuple[int, T, str]]:
    """Yield (index from 0, element, text) for the elements of which that text is written and could be read."""
    for index, element in readable(elements):
        written = text(element)
        if not is_absent(written) and written is not None:
            yield index, element, written


def duty_texts(item: Item) -> Iterator[tuple[Path, str]]:
    """Yield (path, 内容) of 责任事项, for checks that look for a wording there; nothing where it could not be read."""
    if not is_absent(item.responsibilities):
        for index, _, content in worded(item.responsibilities, lambda duty: duty.content):
            yield duty_path(index), content


def duty_path(index: int) -> Path:
    """Return the path of 内容 of one of 责任事项."""
    return ("责任事项", index, "内容")


def texts_of(elements: Sequence[T], text: Callable[[T], str]) -> tuple[str, ...]:
    """Return a text of each of some elements, in order; "" where it could not be read.

    The fast way to look at all of them: for a first look, and for what is remembered of a run of texts.
    """
    try:
        found = tuple(map(text, elements))
        hash(found)  # refused when one of them could not be read
    except FieldAbsent:
        if is_absent(elements):
            return ()
        written = ("" if is_absent(element) else text(element) for element in elements)
        return tuple(["" if is_absent(one) else one for one in written])
    return found


#: For `texts_of`: 名称 of a material, 内容 of a condition or a duty, 环节 of a step.
NAME: Callable[[Material], str] = attrgetter("name")
CONTENT: Callable[[Condition | Responsibility], str] = attrgetter("content")
STAGE: Callable[[Step], str] = attrgetter("stage")


def duty_contents(item: Item) -> tuple[str, ...]:
    """Return 内容 of each of 责任事项, in order; "" where it could not be read."""
    return texts_of(item.responsibilities, CONTENT)


def is_cancelled(item: Item) -> bool:
    """Say whether an item is cancelled: nobody has to publish or keep up anything for it any more.

    An item whose 状态 is not written counts as in use.
    """
    return not is_absent(item.status) and item.status == "取消"
