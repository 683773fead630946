"""Write a tree of texts as YAML: deterministic, Chinese unfolded, quotation marks only where needed.

A scalar is quoted wherever any YAML reader (1.1 or 1.2) would take it for something other than the
text it is; a text of several lines is a literal block wherever a literal block can hold it exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

#: What an item file is made of. A str is always read back as that very text.
Node: TypeAlias = "str | int | bool | Sequence[Node] | Mapping[str, Node]"

_STEP = 2
#: At the start of a plain scalar these mean something else (or might, to a sloppy reader).
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_WORDS = frozenset(
    ("", "y", "n", "yes", "no", "true", "false", "on", "off", "null", "none", ".nan", ".inf", "nan", "inf")
)
#: Numbers in every base, dates, times, sexagesimals and what looks like one of them.
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9._][0-9a-fA-FxXoObB_,.:+\-/TtZzeE ]*")
#: Everything that cannot stand literally in a plain scalar or a literal block (YAML 1.1 c-printable,
#: less the characters that count as line breaks there).
_UNPRINTABLE = re.compile(
    "[^\\x20-\\x7e\\t\\n\\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0", "\x85": "\\N"}
_ESCAPES |= {"\u2028": "\\L", "\u2029": "\\P", "\a": "\\a", "\b": "\\b", "\x1b": "\\e"}


def dump(tree: Mapping[str, Node]) -> str:
    """Return a mapping as a YAML document ending in a line feed. Keys keep their order."""
    return "".join(f"{line}\n" for line in _mapping(tree, 0)) if tree else "{}\n"


def scalar(text: str) -> str:
    """Return a text as a scalar of one line: plain where every reader takes it for that text."""
    return text if _is_plain(text) else quoted(text)


def _is_plain(text: str) -> bool:
    if not text or text[0] in _INDICATORS or text != text.strip() or text.casefold() in _WORDS:
        return False
    if ": " in text or " #" in text or text.endswith(":") or "\n" in text or "\t" in text:
        return False
    return not _UNPRINTABLE.search(text) and not _NUMBER_LIKE.fullmatch(text)


def quoted(text: str) -> str:
    """Return a text as a scalar in double quotation marks."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    known = _ESCAPES.get(char)
    if known is not None:
        return known
    if not _UNPRINTABLE.match(char):
        return char
    number = ord(char)
    if number <= 0xFF:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _fits_block(text: str) -> bool:
    return "\n" in text and not text.isspace() and not _UNPRINTABLE.search(text)


def _block(text: str, indent: int) -> Iterator[str]:
    """Yield the header and the lines of a literal block whose content stands at an indentation."""
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    chomp = "-" if breaks == 0 else "" if breaks == 1 else "+"
    # Without the figure a reader takes the first line that is not blank for the measure.
    figure = str(_STEP) if text[0] in " \t\n" or text.split("\n", 1)[0].isspace() else ""
    yield f"|{figure}{chomp}"
    for line in body.split("\n") + [""] * (breaks - 1):
        yield " " * indent + line if line else ""


def _value(node: Node, indent: int) -> Iterator[str]:
    """Yield what follows a key or a dash: the rest of that line first, then the lines below it."""
    if isinstance(node, bool):
        yield " true" if node else " false"
    elif isinstance(node, int):
        yield f" {node}"
    elif isinstance(node, str):
        if _fits_block(node):
            lines = _block(node, indent)
            yield " " + next(lines)
            yield from lines
        else:
            yield " " + scalar(node)
    elif isinstance(node, Mapping):
        yield "" if node else " {}"
        yield from _mapping(node, indent)
    else:
        yield "" if node else " []"
        yield from _sequence(node, indent)


def _mapping(tree: Mapping[str, Node], indent: int) -> Iterator[str]:
    for key, node in tree.items():
        lines = _value(node, indent + _STEP)
        yield f"{' ' * indent}{scalar(key)}:{next(lines)}"
        yield from lines


def _sequence(nodes: Sequence[Node], indent: int) -> Iterator[str]:
    dash = " " * indent + "-"
    for node in nodes:
        if isinstance(node, Mapping) and node:
            first, *rest = _mapping(node, indent + _STEP)
            yield f"{dash} {first.lstrip(' ')}"
            yield from rest
        else:
            lines = _value(node, indent + _STEP)
            yield dash + next(lines)
            yield from lines
