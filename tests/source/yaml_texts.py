"""YAML as editors write it, made at random: a tree, and the same tree in all of YAML's ways of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hypothesis import strategies as st

KEYS = ("编码", "名称", "类型", "设定依据", "责任事项", "依据", "办事指南", "a", "x-1", "受理 条件")
_PLAIN = re.compile(r"[一-鿿A-Za-z0-9。，、（）《》“”😀]+(?: +[一-鿿A-Za-z0-9。，、（）《》“”😀]+)*")
CHARACTERS = "行政许可法第十二条，。《》“”（）：　abcXYZ019 😀𠮷'\"#:-&*!|>%@`,[]{}\\~?/="


@dataclass(frozen=True)
class Scalar:
    """A value, and the style in which it is written."""

    value: str
    style: str


def scalars() -> st.SearchStrategy[Scalar]:
    line = st.text(CHARACTERS, max_size=24)
    plain = st.from_regex(_PLAIN, fullmatch=True).filter(lambda text: len(text) < 30)
    # Lines without white space at their edges: folding would drop it.
    lines = st.lists(line.map(str.strip).filter(bool), min_size=1, max_size=4).map("\n".join)
    spaced = st.lists(line.map(str.strip).filter(bool), min_size=1, max_size=4).map("\n\n".join)
    block = lines.map(lambda text: text + "\n")
    return st.one_of(
        plain.map(lambda text: Scalar(text, "")),
        plain.map(lambda text: Scalar(text, "folded plain")),
        st.one_of(line, spaced).map(lambda text: Scalar(text, "'")),
        st.one_of(line, lines, spaced).map(lambda text: Scalar(text, '"')),
        st.one_of(line, lines).map(lambda text: Scalar(text, "escaped")),
        block.map(lambda text: Scalar(text, "|")),
        lines.map(lambda text: Scalar(text, "|-")),
        block.map(lambda text: Scalar(text, ">")),
    )


def trees() -> st.SearchStrategy[dict]:
    node = st.recursive(
        scalars(),
        lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)),
        max_leaves=12,
    )
    return st.dictionaries(st.sampled_from(KEYS), node, min_size=1, max_size=6)


def values(node: object) -> object:
    """The tree a reader must find."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, dict):
        return {key: values(inner) for key, inner in node.items()}
    return [values(inner) for inner in node]


def written(node: object, indent: int = 0, *, comments: bool = False) -> str:
    """The text of a mapping or list in block style, each line ending in a line feed."""
    lines = []
    entries = node.items() if isinstance(node, dict) else ((None, inner) for inner in node)
    for key, inner in entries:
        head = " " * indent + ("-" if key is None else f"{key}:")
        tail = "  # 注: 'x" if comments else ""
        if isinstance(inner, Scalar):
            lines.append(f"{head} {_scalar(inner, indent + 2, tail)}\n")
        elif not inner:
            lines.append(f"{head} {'{}' if isinstance(inner, dict) else '[]'}{tail}\n")
        elif _is_flat(inner):
            lines.append(f"{head} {_flow(inner)}{tail}\n")
        else:
            lines.append(f"{head}{tail}\n{written(inner, indent + 2, comments=comments)}")
    return "".join(lines)


def _is_flat(node: dict | list) -> bool:
    inner = node.values() if isinstance(node, dict) else node
    return all(isinstance(each, Scalar) and each.style in ("", "'", '"') and "\n" not in each.value for each in inner)


def _flow(node: dict | list) -> str:
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {_scalar(inner, 0, '')}" for key, inner in node.items()) + "}"
    return "[" + ", ".join(_scalar(inner, 0, "") for inner in node) + "]"


def _scalar(scalar: Scalar, indent: int, tail: str) -> str:
    value, gap = scalar.value, "\n" + " " * indent
    if scalar.style == "":
        return value + tail
    if scalar.style == "folded plain":
        return re.sub(r"(?<! ) (?! )", gap, value) + tail
    if scalar.style == "'":
        return "'" + value.replace("'", "''").replace("\n\n", "\n\n\n").replace("\n", gap) + "'" + tail
    if scalar.style == '"':
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", f"\\n\\{gap}\\x20\\{gap}")
        return '"' + escaped.replace("\\x20", "") + '"' + tail
    if scalar.style == "escaped":
        return '"' + "".join(_escape(at, char) for at, char in enumerate(value)) + '"' + tail
    body = value.rstrip("\n")
    if scalar.style == ">":  # a single space and a line break are both written as breaks
        body = re.sub(r"(?<! ) (?! )", "\n", body.replace("\n", "\n\n"))
    return scalar.style + tail + "".join(gap + line if line else "\n" for line in body.split("\n"))


def _escape(at: int, char: str) -> str:
    if char in '\\"' or char == "\n":
        return {"\\": "\\\\", '"': '\\"', "\n": "\\n"}[char]
    return f"\\U{ord(char):08x}" if ord(char) > 0xFFFF else f"\\u{ord(char):04x}" if at % 3 == 0 else char
