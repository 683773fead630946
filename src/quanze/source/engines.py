"""YAML events from libyaml's parser, or from the pure one where there is no wheel for the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

Engine = Literal["c", "pure"]


class Mark(Protocol):
    """A place in the text the parser was given."""

    index: int


class Event(Protocol):
    """One event. A scalar has all of this; a mapping or list no value and style; an end only its marks.

    `style` is one of ' " | > and empty or None for a plain scalar.
    """

    start_mark: Mark
    end_mark: Mark
    anchor: str | None
    tag: str | None
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

        compiled: Iterator[Event] = iter(_ruamel_yaml.CParser(text).get_event, None)
        return compiled
    from ruamel.yaml import YAML  # noqa: PLC0415

    pure: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
    return pure
