"""YAML events from libyaml's parser, or from the pure one where there is no wheel for the machine."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal, Protocol

from quanze.source.scalar import places

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 256
#: Tabs after something else on their line or on an empty one: not those of the indentation, which are a mistake.
_INNER_TABS = re.compile(r"(?<=[^ \t\r\n])[ \t]+|(?<![ \t])[ \t]++(?=[\r\n]|\Z)")

Engine = Literal["c", "pure"]


class Mark(Protocol):
    """A place in the text the parser was given."""

    index: int


class Event(Protocol):
    """One event. A scalar has all of this; a mapping or list no value and style; an end only its marks.

    `ctag` is what `tag` is made of, and None with it, but costs nothing to ask for.
    `style` is one of ' " | > and empty or None for a plain scalar.
    """

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
    ctag: object | None
    value: str
    style: str | None


def best_engine() -> Engine:
    """Return "c" where the compiled parser can be imported, else "pure"."""
    try:
        import _ruamel_yaml  # noqa: F401, PLC0415
    except ImportError:
        return "pure"
    return "c"


def events(text: str, engine: Engine) -> Iterator[Event]:
    """Yield the events of a text; raises ruamel's MarkedYAMLError at a syntax error."""
    if engine == "c":
        import _ruamel_yaml  # noqa: PLC0415

        return chain.from_iterable(_batches(iter(_ruamel_yaml.CParser(text).get_event, None)))
    from ruamel.yaml import YAML  # noqa: PLC0415

    if "\t" not in text:
        return chain.from_iterable(_batches(YAML(typ="safe", pure=True).parse(text)))
    spaced = _INNER_TABS.sub(lambda match: " " * len(match.group()), text)
    return _with_tabs(YAML(typ="safe", pure=True).parse(spaced), text)


def _with_tabs(stream: Iterator[Event], text: str) -> Iterator[Event]:
    """Give scalars back the tabs that were spaces to the pure parser, which knows them in quotes only."""
    for event in stream:
        value = getattr(event, "value", None)
        raw = text[event.start_mark.index : event.end_mark.index] if value else ""
        if value and "\t" in raw:
            found = places(raw.replace("\t", " "), event.style or "", value)
            if found is not None:
                event.value = "".join(map(_tab_or_char, value, [raw[start:end] for start, end in found]))
        yield event


def _tab_or_char(char: str, written: str) -> str:
    return "\t" if char == " " and written == "\t" else char


def _batches(stream: Iterator[Event]) -> Iterator[list[Event]]:
    """Take a few hundred events at a time: a tenth faster than parser and tree by turns."""
    while True:
        batch: list[Event] = []
        try:
            batch.extend(islice(stream, _BATCH))
        except Exception:
            yield batch  # what came before the error
            raise
        if not batch:
            return
        yield batch
