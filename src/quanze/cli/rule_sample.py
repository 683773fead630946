"""An example of a rule as a reader sees it: the YAML, the marked place, and what else it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from quanze.exchange.yaml_text import dump
from quanze.finding import Span
from quanze.report.explain import Sample
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic import JsonValue

    from quanze.exchange.yaml_text import Node
    from quanze.source import Tree

#: What an example says about itself, not about the item it shows.
_REMARKS = ("位置", "环境", "第", "数量", "文件", "报告")
#: What an example shows besides an item: key → how the piece is headed.
_PIECES = {"规则": "规则文件", "豁免": "waivers.yaml 里的一条豁免"}
#: Settings of an example that a remark names; every other one is reference files, shown with their content.
_SETTINGS = ("核对日期", "档位", "层级", "区划", "口径", "参数")
_REFERENCE = "参照资料, 不在事项文件里"
#: Where a place begins that is in a waiver or in a row of a register.
_WHOLE = ("豁免", "条目")
_LINE = re.compile(r"第(\d+)行")


def sample_of(example: Mapping[str, JsonValue], *, wrong: bool) -> Sample:
    """Return an example as it is shown; only in a wrong one is a place marked."""
    if "字节" in example:
        return Sample("", note=f"文件的字节: {example['字节']}")
    place = str(example.get("位置") or "") if wrong else ""
    if "文本" in example:
        return _text_sample(str(example["文本"]), place)
    setting = example.get("环境")
    setting = setting if isinstance(setting, dict) else {}
    remarks = _remarks(example, setting)
    pieces = _pieces(example, setting)
    text = "".join(f"# {head}\n{dump(tree)}" if head else dump(tree) for head, tree in pieces)
    mark, missing = _mark(pieces, place.split("."), int(str(example.get("第", 1)))) if place else (None, "")
    if missing:
        remarks.append(f"缺“{missing}”")
    return Sample(text, mark, "; ".join(remarks))


def _pieces(example: Mapping[str, JsonValue], setting: Mapping[str, JsonValue]) -> list[tuple[str, Mapping[str, Node]]]:
    """Return what an example shows as (heading, tree): each item, rule or waiver, then the reference files."""
    shown: list[tuple[str, JsonValue]] = [(head, example[key]) for key, head in _PIECES.items() if key in example]
    items = example.get("事项")
    if isinstance(items, list):
        shown += [(f"第 {number} 个事项" if len(items) > 1 else "", item) for number, item in enumerate(items, 1)]
    own = {name: value for name, value in example.items() if name not in (*_REMARKS, *_PIECES, "事项")}
    shown += [("事项" if shown else "", own)] if own else []
    shown += [(_REFERENCE, {name: value}) for name, value in setting.items() if name not in _SETTINGS]
    return [(head, cast("Mapping[str, Node]", tree)) for head, tree in shown if isinstance(tree, dict)]


def _remarks(example: Mapping[str, JsonValue], setting: Mapping[str, JsonValue]) -> list[str]:
    """Say what else an example is about: the file's name, the date, the list's settings, what was found before."""
    remarks = [f"文件名 {example['文件']}"] if "文件" in example else []
    reported = example.get("报告")
    if isinstance(reported, dict):
        remarks.append("检查报了 " + " ".join(str(value) for value in reported.values()))
    for name in _SETTINGS:
        value = setting.get(name)
        if isinstance(value, dict):
            remarks += [f"参数“{parameter}”为 {number}" for parameter, number in value.items()]
        elif value is not None:
            remarks.append(f"{name} {value}")
    return remarks


def _text_sample(text: str, place: str) -> Sample:
    """Return a file as it is written, with the line or the field marked."""
    line = _LINE.fullmatch(place)
    if line:
        number = int(line.group(1))
        row = text.split("\n")[number - 1]
        return Sample(text, Span(0, 0, number, 1, number, len(row) + 1))
    document = parse(text.encode(), "示例.yaml").document if place else None
    if document is None:
        return Sample(text)
    path, missing = _reached(document.root, place.split("."), ())
    return Sample(text, document.span(path) if path else None, f"缺“{missing}”" if missing else "")


def _mark(pieces: list[tuple[str, Mapping[str, Node]]], names: list[str], number: int) -> tuple[Span | None, str]:
    """Return where a place is in the text of the pieces, and the name of what is not there.

    A place that is in no piece is that of the item of that number (from 1), as far as it exists there.
    """
    found: list[tuple[bool, int, Span | None, str]] = []
    line = 0
    for at, (head, tree) in enumerate(pieces):
        line += bool(head)
        text = dump(tree)
        document = parse(text.encode(), "示例.yaml").document
        if document is not None:
            path, missing = _place_in(document.root, names, head)
            span = document.span(path, "key" if missing else "value") if path else None
            found.append((bool(missing), abs(at + 1 - number), _lower(span, line) if span else None, missing))
        line += text.count("\n")
    _missing, _off, mark, missing = min(found, key=lambda one: one[:2])
    return mark, missing


def _place_in(tree: Tree, names: list[str], head: str) -> tuple[tuple[str | int, ...], str]:
    """Return the path of a place in a piece as far as it exists, and the name of what is not there."""
    if head in (*_PIECES.values(), _REFERENCE) and names[0] in _WHOLE:
        names = names[1:]
    if head != _REFERENCE:
        return _reached(tree, names, ())
    starts = _branches(tree, ())
    return min((_reached(node, names, path) for path, node in starts), key=lambda one: (bool(one[1]), len(one[0])))


def _branches(tree: Tree, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Tree]]:
    """Yield every mapping inside a tree, the outer ones first."""
    if isinstance(tree, dict):
        yield path, tree
    steps: Iterable[tuple[str | int, Tree]] = ()
    if isinstance(tree, (dict, list)):
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for step, inner in steps:
        yield from _branches(inner, (*path, step))


def _lower(span: Span, lines: int) -> Span:
    return replace(span, line=span.line + lines, end_line=span.end_line + lines)


def _reached(tree: Tree, names: list[str], path: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], str]:
    """Follow names as far as they exist; return the path and the first name that does not.

    In a list the first element that has the place is meant.
    """
    if not names:
        return path, ""
    if isinstance(tree, list):
        inside = [_reached(element, names, (*path, index)) for index, element in enumerate(tree)]
        return min(inside, key=lambda reached: bool(reached[1]), default=(path, names[0]))
    if isinstance(tree, dict) and names[0] in tree:
        return _reached(tree[names[0]], names[1:], (*path, names[0]))
    return path, names[0]
