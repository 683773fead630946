"""What somebody probably meant who wrote a name that does not exist."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.expression.fields import FieldTree, Kind

_DEPTH = 4
_LOGIC = "且或非"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like this one, "" if none is like it."""
    # One of two Chinese characters is much of a name, three of five letters are nothing.
    found = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.7 if name.isascii() else 0.5)
    return found[0] if found else ""


def unknown_field(path: str, tree: FieldTree, name: str) -> str:
    """Return the message for a field that a record at a path (as written, "" for an item) does not have."""
    near = nearest(name, tree.fields)
    if near:
        return f"没有字段“{name}”, 是否“{near}”?"
    within = f"“{path}”下" if path else ""
    deeper = _elsewhere(tree, name)
    if deeper:
        return f"{within}没有字段“{name}”, 是否“{path}{'.' if path else ''}{deeper}”?"
    shown = list(tree.fields)
    listed = "、".join(shown[:12]) + ("等" if len(shown) > 12 else "")
    return f"{within}没有字段“{name}”; 可以用的字段有 {listed}"


def unknown_function(name: str, known: Iterable[str]) -> str:
    """Return the message for a call of something that is no function."""
    if name[0] in _LOGIC and len(name) > 1:
        return f"没有函数“{name}”; “{name[0]}”两边要有空格"
    near = nearest(name, known)
    return f"没有函数“{name}”, 是否“{near}”?" if near else f"没有函数“{name}”; 可以用的函数有 {'、'.join(known)}"


def unknown_name(name: str, kinds: Mapping[str, Kind], others: Iterable[str], hint: str = "") -> str:
    """Return the message for a name that is neither given nor a loop variable."""
    if name[0] in _LOGIC and len(name) > 1:
        return f"没有名字“{name}”; “{name[0]}”两边要有空格"
    near = nearest(name, [*kinds, *others])
    if near:
        return f"没有名字“{name}”, 是否“{near}”?"
    for root, kind in kinds.items():
        inside = _elsewhere(kind.record, name) if kind.record is not None else ""
        if inside:
            return f"没有名字“{name}”, 是否“{root}.{inside}”?"
    return f"没有名字“{name}”; 可以用 {'、'.join(kinds)}{hint}"


def _elsewhere(tree: FieldTree, name: str) -> str:
    """Return the shortest dotted path below a record at which there is a field of this name."""
    level: list[tuple[str, FieldTree]] = [("", tree)]
    for _ in range(_DEPTH):
        below: list[tuple[str, FieldTree]] = []
        for prefix, record in level:
            if name in record.fields:
                return prefix + name
            below += [(f"{prefix}{key}.", kind.record) for key, (_, kind) in record.fields.items() if kind.record]
        level = below
    return ""
