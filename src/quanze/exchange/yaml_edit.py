"""Changes of a YAML file as edits of its text: everything that is not changed stays byte for byte.

Nothing is believed: the edited text is read again, and unless it says exactly what it should, there is no
edited text.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from quanze.exchange.yaml_text import dump, quoted, scalar
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.exchange.yaml_text import Node
    from quanze.finding import Path
    from quanze.source import Document, Tree

_BOM = b"\xef\xbb\xbf"
#: Characters that mean something inside [ ] and { }.
_FLOW = frozenset(",[]{}")


class EditError(Exception):
    """A file that cannot be changed by an edit; its text says in Chinese what to do by hand."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters [start, end) of a text."""

    start: int
    end: int
    text: str


def set_scalar(document: Document, path: Path, value: str) -> TextEdit:
    """Return the edit that writes another text for a scalar that is there."""
    span = document.span(path)
    old = document.text[span.start : span.end]
    inside = isinstance(_at(document.root, path[:-1]), (dict, list)) and _in_flow(document, path)
    plain = _flow_scalar(value) if inside else scalar(value)
    text = quoted(value) if old[:1] in ("'", '"') else plain
    return TextEdit(span.start, span.end, text if old else f" {text}")


def set_key(document: Document, path: Path, value: str) -> TextEdit:
    """Return the edit that writes a text under a key, which is added to its mapping when it is not there."""
    mapping = _at(document.root, path[:-1])
    if isinstance(mapping, dict) and path[-1] in mapping:
        return set_scalar(document, path, value)
    return add_key(document, path[:-1], str(path[-1]), value)


def add_key(document: Document, path: Path, key: str, node: Node) -> TextEdit:
    """Return the edit that adds a key at the end of a mapping. Raises EditError for what is no mapping."""
    mapping = _at(document.root, path)
    if not isinstance(mapping, dict) or not mapping:
        raise EditError(f"“{_named(path)}”不是一组字段, 请手工补上“{key}”")
    text, span = document.text, document.span(path) if path else None
    if span is not None and text[span.start] == "{":
        return TextEdit(span.end - 1, span.end - 1, f", {_flow_scalar(key)}: {flow(node)}")
    last = next(reversed(mapping))
    first = document.span((*path, next(iter(mapping))), "key")
    at = _line_end(text, document.span((*path, last)).end)
    lines = dump({key: node}).rstrip("\n").split("\n")
    return _inserted(text, at, lines, " " * (first.column - 1))


def appended(document: Document, path: Path, node: Mapping[str, Node]) -> TextEdit:
    """Return the edit that adds an element at the end of a list, which is made when it is not there."""
    elements = _at(document.root, path)
    if elements is None:
        return add_key(document, path[:-1], str(path[-1]), [node])
    count = len(elements) if isinstance(elements, list) else 0
    return with_elements(document, path, tuple(range(count)), [node])


def with_elements(document: Document, path: Path, kept: Sequence[int], added: Sequence[Mapping[str, Node]]) -> TextEdit:
    """Return the edit that leaves some elements of a list as they are written and adds others behind them.

    Raises EditError when the list is not written so that this can be done.
    """
    elements = _at(document.root, path)
    if elements == "" and not kept:
        return _new_list(document, path, added)
    if not isinstance(elements, list):
        raise EditError(f"“{_named(path)}”没有写成列表, 请手工改")
    text, span = document.text, document.span(path)
    if text[span.start] == "[":
        old = [document.span((*path, n)) for n in kept]
        parts = [*(text[s.start : s.end] for s in old), *map(flow, added)]
        return TextEdit(span.start, span.end, f"[{', '.join(parts)}]")
    starts = [_dash(document, (*path, n)) for n in range(len(elements))]
    end = _line_end(text, document.span((*path, len(elements) - 1)).end)
    ends = [*starts[1:], end]
    indent = text[starts[0] : text.index("-", starts[0])]
    slices = [text[starts[n] : ends[n]].rstrip("\r\n") for n in kept]
    in_braces = all(text[document.span((*path, n)).start] == "{" for n in range(len(elements)))
    for node in added:
        lines = [f"- {flow(node)}"] if in_braces else _element(node)
        slices.append("\n".join(indent + line for line in lines))
    return TextEdit(starts[0], end, _breaks(text, "\n".join(slices)))


def _new_list(document: Document, path: Path, added: Sequence[Mapping[str, Node]]) -> TextEdit:
    span = document.span(path)
    column = document.span(path, "key").column
    lines = [" " * (column + 1) + line for node in added for line in _element(node)]
    return TextEdit(span.start, span.end, _breaks(document.text, "\n" + "\n".join(lines)))


def edited(content: bytes, document: Document, edits: Iterable[TextEdit], expected: Tree) -> bytes:
    """Return the bytes of a file after some edits.

    Raises EditError when the file is not UTF-8, or when it would not say exactly `expected` afterwards.
    """
    bom = _BOM if content.startswith(_BOM) else b""
    if content[len(bom) :] != document.text.encode("utf-8", "surrogatepass"):
        raise EditError("文件不是 UTF-8 编码, 请先另存为 UTF-8")
    text = document.text
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    changed = bom + text.encode()
    reading = parse(changed, document.file)
    if reading.document is None or reading.document.root != expected:
        raise EditError("这个文件的写法不能自动修改, 没有改动, 请手工改")
    return changed


def changed_tree(root: Tree, changes: Iterable[tuple[Path, Tree]]) -> Tree:
    """Return a copy of a tree with other values at some paths."""
    made = copy.deepcopy(root)
    for path, value in changes:
        node = _at(made, path[:-1])
        if isinstance(node, (dict, list)):
            cast("dict[object, Tree]", node)[path[-1]] = value
    return made


def flow(node: Node) -> str:
    """Return a tree on one line, in brackets."""
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, int):
        return str(node)
    if isinstance(node, str):
        return _flow_scalar(node)
    if hasattr(node, "items"):
        return "{" + ", ".join(f"{_flow_scalar(key)}: {flow(value)}" for key, value in node.items()) + "}"
    return "[" + ", ".join(map(flow, node)) + "]"


def _flow_scalar(text: str) -> str:
    return quoted(text) if _FLOW & set(text) else scalar(text)


def _at(root: Tree, path: Path) -> Tree | None:
    node: Tree | None = root
    for step in path:
        if isinstance(node, dict) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def _in_flow(document: Document, path: Path) -> bool:
    """Say whether any of the mappings and lists around a value is written in brackets."""
    outer = (path[:end] for end in range(1, len(path)))
    return any(document.text[document.span(part).start : document.span(part).start + 1] in ("{", "[") for part in outer)


def _named(path: Path) -> str:
    return ".".join(str(step) for step in path) or "文件"


def _line_end(text: str, start: int) -> int:
    """Return where the line ends in which a place lies, before its break."""
    found = [place for mark in "\r\n" if (place := text.find(mark, start)) >= 0]
    return min(found, default=len(text))


def _dash(document: Document, path: Path) -> int:
    """Return where the line of an element of a block list begins, with its dash."""
    text, start = document.text, document.span(path).start
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if text[line:start].strip() != "-":
        raise EditError(f"“{_named(path[:-1])}”的列表不是一行一个“- ”, 请手工改")
    return line


def _element(node: Mapping[str, Node]) -> list[str]:
    first, *rest = dump(node).rstrip("\n").split("\n")
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _breaks(text: str, new: str) -> str:
    """Return a new piece with the line breaks that the text has."""
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def _inserted(text: str, at: int, lines: Sequence[str], indent: str) -> TextEdit:
    return TextEdit(at, at, _breaks(text, "".join(f"\n{indent}{line}" for line in lines)))
