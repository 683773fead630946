"""The paragraphs (款) of an article: its lines, with the items (项) that follow one."""

from __future__ import annotations

import re
from typing import Final

_ITEM: Final = re.compile(r"\s*[（(]\s*[〇零一二三四五六七八九十百]{1,5}\s*[）)]")


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of the text of an article in their order, each with its items."""
    found: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        if found and _ITEM.match(line):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return tuple(found)


def paragraph(text: str, number: int | None) -> str:
    """Return one paragraph of an article (1 = the first), all of it without a number, "" for one that is not there."""
    if number is None:
        return text
    found = paragraphs(text)
    return found[number - 1] if 0 < number <= len(found) else ""


def items(text: str) -> tuple[int, ...]:
    """Return the number of items of each paragraph of an article."""
    return tuple(sum(1 for line in one.split("\n")[1:] if _ITEM.match(line)) for one in paragraphs(text))
