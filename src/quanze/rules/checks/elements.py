"""The elements of a list of an item that could be read, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from quanze.absent import FieldAbsent, is_absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quanze.finding import Path
    from quanze.model.item import Item

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


def duty_contents(item: Item) -> tuple[str, ...]:
    """Return 内容 of each of 责任事项, in order; "" where it could not be read.

    For checks that remember what they found in a run of texts.
    """
    try:
        found = tuple([duty.content for duty in item.responsibilities])
        hash(found)  # refused when one of them could not be read
    except FieldAbsent:
        if is_absent(item.responsibilities):
            return ()
        contents = ("" if is_absent(duty) else duty.content for duty in item.responsibilities)
        return tuple(["" if is_absent(content) else content for content in contents])
    return found


def is_cancelled(item: Item) -> bool:
    """Say whether an item is cancelled: nobody has to publish or keep up anything for it any more.

    An item whose 状态 is not written counts as in use.
    """
    return not is_absent(item.status) and item.status == "取消"
