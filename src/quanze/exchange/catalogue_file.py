"""A catalogue (通用目录) that is a table — jsonl, xlsx, xls, csv — read as the document that says the same.

Each entry stands on the line of its row, so that a finding names the row; everything after reading
(types, vocabularies, rules) is the same as for a catalogue in YAML. Columns: 编码 名称 类型 层级 状态 设定依据
(法规/条款, several separated by ；), or 法规 and 条款 in columns of their own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from quanze.exchange.refusal import Refusal
from quanze.finding import FILE_START, Span
from quanze.os_reason import os_reason
from quanze.source import Limits, Problem, Reading, parse
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

#: Endings of tables, besides which YAML is read.
TABLES: Final = (".jsonl", ".xlsx", ".xls", ".csv")
_LIMITS: Final = Limits(bytes=64 << 20)
_HEADINGS: Final = {
    "编码": ("编码", "基本编码", "事项编码", "目录编码"),
    "名称": ("名称", "事项名称", "目录名称"),
    "类型": ("类型", "事项类型", "权力类型"),
    "层级": ("层级", "行使层级", "实施层级"),
    "状态": ("状态", "事项状态"),
    "版本": ("版本",),
    "设定依据": ("设定依据", "设定依据(法规/条款)", "法律依据", "依据"),
    "法规": ("法规", "设定依据(法规)", "设定依据法规", "法规名称"),
    "条款": ("条款", "设定依据(条款)", "设定依据条款"),
}
_HEADING_ROWS: Final = 10
_SPLIT: Final = re.compile(r"[、,，;；/\s]+")
_PARTS: Final = re.compile(r"[\n;；]+")
_CITED: Final = re.compile(
    r"《?(?P<law>[^《》/／]+?)》?\s*[/／]?\s*(?P<clause>第\s*[〇零一二三四五六七八九十百千\d]+\s*条.*)?"
)
_IN_USE: Final = "在用"

Entry = dict[str, object]


def read_catalogue_table(path: Path, name: str) -> Reading:
    """Read a table as a document of a catalogue. Raises nothing: what is wrong is a problem with its line."""
    from quanze.exchange.workbook.filetype import kind_of, unpacked  # noqa: PLC0415 - only where a table is met

    try:
        content = unpacked(path.read_bytes())
        kind = kind_of(content)
        if kind == "jsonl":
            rows, problems = _json_rows(content)
        else:
            rows, problems = list(_sheet_rows(content, name, kind)), []
    except OSError as error:
        return Reading(None, (_problem(f"文件打不开 ({os_reason(error)}); 请检查文件权限"),))
    except Refusal as refusal:
        return Reading(None, (_problem(refusal.sentence),))
    made = parse(_text(rows).encode("utf-8", "replace"), name, _LIMITS)
    return Reading(made.document, (*problems, *made.problems), made.text, made.omitted)


def _problem(sentence: str, line: int = 0) -> Problem:
    what, _, mend = sentence.partition("; ")
    span = Span(0, 0, line, 1, line, 1) if line else FILE_START
    return Problem("SCH001", span, {"说明": what, "怎么改": mend or "请核对文件"})


def _text(rows: Iterable[tuple[int, Entry]]) -> str:
    """Return YAML with every entry on its own line, the first line holding the beginning."""
    lines: list[str] = ['{"事项": [']
    for number, entry in rows:
        lines += [""] * (number - len(lines))
        lines[number - 1] += json.dumps(entry, ensure_ascii=False) + ","
    return "\n".join([*lines, "]}"]) + "\n"


def _json_rows(content: bytes) -> tuple[list[tuple[int, Entry]], list[Problem]]:
    from quanze.exchange.workbook.plain_text import decode  # noqa: PLC0415

    rows: list[tuple[int, Entry]] = []
    problems = []
    for number, line in enumerate(decode(content).split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
        except (json.JSONDecodeError, RecursionError):
            found = None
        if isinstance(found, dict):
            rows.append((number, dict(_entry(found))))
        else:
            problems.append(_problem("这一行不是完整的 JSON 对象; 每行应是一个目录事项, 请核对文件是否被截断", number))
    return rows, problems


def _entry(record: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the keys of an entry from a record of texts, lists and records; what is empty is left out."""
    named = {_key(heading): value for heading, value in record.items()}
    basis = named.pop("设定依据", None)
    laws, clauses = named.pop("法规", None), named.pop("条款", None)
    for key, value in named.items():
        if key is None or value in (None, "", []):
            continue
        if key == "层级" and isinstance(value, str):
            yield key, [word for word in _SPLIT.split(value) if word]
        else:
            yield key, _plain(value)
    if "状态" not in named or not named["状态"]:
        yield "状态", _IN_USE
    cited = list(_basis(basis)) + list(_paired(laws, clauses))
    if cited:
        yield "设定依据", cited


def _key(heading: str) -> str | None:
    written = fold(heading)
    return next((key for key, known in _HEADINGS.items() if written in known), None)


def _plain(value: object) -> object:
    """Return a value with every scalar a text, as a YAML file holds it."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _basis(value: object) -> Iterator[object]:
    if isinstance(value, str):
        yield from (_citation(part.strip()) for part in _PARTS.split(value) if part.strip())
    elif isinstance(value, list):
        yield from (_citation(part) if isinstance(part, str) else _plain(part) for part in value)
    elif isinstance(value, dict):
        yield _plain(value)


def _citation(text: str) -> dict[str, str]:
    match = _CITED.fullmatch(text)
    if match is None:
        return {"原文": text}
    clause = match["clause"]
    return {"法规": match["law"].strip(), **({"条款": clause.strip()} if clause else {})}


def _paired(laws: object, clauses: object) -> Iterator[dict[str, str]]:
    """Yield what two columns say together: one law and clause a line, or one law for every clause."""
    titles = [part.strip().strip("《》") for part in _PARTS.split(str(laws or "")) if part.strip()]
    places = [part.strip() for part in _PARTS.split(str(clauses or "")) if part.strip()]
    if len(titles) == 1:
        titles *= max(1, len(places))
    for index, title in enumerate(titles):
        yield {"法规": title, **({"条款": places[index]} if index < len(places) else {})}


def _sheet_rows(content: bytes, name: str, kind: str) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of every sheet that has the columns, numbered by row and on over the sheets."""
    from quanze.exchange.workbook.plain_text import read_csv  # noqa: PLC0415
    from quanze.exchange.workbook.reader_process import Reader  # noqa: PLC0415

    with Reader() as reader:
        book = read_csv(content, name) if kind == "csv" else reader.read(content, name, kind)
    before = 0
    found = False
    for sheet in book.sheets:
        place = _heading_row(sheet.rows)
        if place is None:
            continue
        found = True
        headings = tuple(sheet.rows[place])
        numbered = zip(sheet.numbers[place + 1 :], sheet.rows[place + 1 :], strict=True)
        for number, entry in _joined(headings, numbered):
            yield before + number, entry
        before += sheet.numbers[-1] if sheet.numbers else 0
    if not found:
        raise Refusal("没有找到列名行; 通用目录的表要有“编码”“名称”两列")


def _heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    for place, row in enumerate(rows[:_HEADING_ROWS]):
        keys = {_key(cell) for cell in row if cell}
        if {"编码", "名称"} <= keys:
            return place
    return None


def _joined(headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Entry]]:
    """Yield entries; a row that only goes on with the basis belongs to the one before it."""
    last: tuple[int, Entry] | None = None
    for number, row in rows:
        record = {heading: cell.strip() for heading, cell in zip(headings, row, strict=False) if _key(heading)}
        entry = dict(_entry(record))
        if "编码" in entry or "名称" in entry:
            if last is not None:
                yield last
            last = (number, entry)
        elif "设定依据" in entry and last is not None:
            before, more = last[1].setdefault("设定依据", []), entry["设定依据"]
            if isinstance(before, list) and isinstance(more, list):
                before += more
    if last is not None:
        yield last
