"""Reference files that are tables (jsonl, xlsx, xls, csv): their rows under known headings, and their places.

What is read becomes a document like that of a YAML file, so that everything after reading (types,
vocabularies, rules) is the same. A place in it is a row and a column: of the sheet in a workbook (column 3 =
C), of the text in jsonl.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from quanze.exchange.refusal import Refusal
from quanze.finding import FILE_START, Span
from quanze.os_reason import os_reason
from quanze.source import Document, Problem
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path as FilePath

    from quanze.exchange.workbook.sheet import Sheet
    from quanze.finding import Part, Path
    from quanze.source import Comment, Tree

#: Endings of tables, besides which YAML is read.
TABLES: Final = (".jsonl", ".xlsx", ".xls", ".csv")
_HEADING_ROWS: Final = 10
_KEY: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\s*:\s*')
#: What stands between the words of one cell.
_BETWEEN: Final = re.compile(r"[、,，;；/\s]+")

#: Key of the model → the headings under which tables have it.
Headings = dict[str, tuple[str, ...]]
#: Says by the keys that a row names whether it is the row of headings.
Heads = Callable[[frozenset[str]], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1, what it says under each key, and the column of each.

    `sheet` is the name of its sheet, "" where there are none. Values are texts, in jsonl also lists and
    mappings of them.
    """

    number: int
    values: Mapping[str, Tree]
    columns: Mapping[str, int]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table; the headings found, by sheet, with the row they stand in; what is wrong with it.

    `text` is the text of a jsonl file, "" for a workbook.
    """

    rows: tuple[Row, ...]
    headings: tuple[tuple[str, int, frozenset[str]], ...] = ()
    problems: tuple[Problem, ...] = ()
    text: str = ""


class TableDocument(Document):
    """A table as the document that says the same. `places` are the places of its records and their keys."""

    def __init__(
        self, file: str, root: dict[str, Tree], key: str, places: Sequence[tuple[int, Mapping[str, int]]], text: str
    ) -> None:
        self.file, self.root, self.text, self.refused = file, root, text, frozenset()
        self._key, self._places = key, places

    def line(self, number: int) -> str:
        """Return a line (1-based) of a jsonl file without its break; "" for a line that is not there."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def span(self, path: Path, part: Part = "value") -> Span:
        """Return the cell a path stands in, the beginning of its row, or that of the file."""
        del part  # a cell is as near as a place in a table can be given
        record = path[1] if len(path) > 1 and path[0] == self._key else None
        if not isinstance(record, int) or not 0 <= record < len(self._places):
            return FILE_START
        row, columns = self._places[record]
        column = columns.get(path[2], 0) if len(path) > 2 and isinstance(path[2], str) else 0
        column = column or min(columns.values(), default=1)
        return Span(0, 0, row, column, row, column)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """No comments: a table has none."""
        return ()


def problem(sentence: str, line: int = 0) -> Problem:
    """Return a problem with a table: `sentence` says what is wrong, and behind “; ” how to mend it."""
    what, _, mend = sentence.partition("; ")
    span = Span(0, 0, line, 1, line, 1) if line else FILE_START
    return Problem("SCH001", span, {"说明": what, "怎么改": mend or "请核对文件"})


def read_rows(path: FilePath, name: str, headings: Headings, heads: Heads, said: str) -> Rows:
    """Read a table. `heads` tells its row of headings by the keys in it, `said` tells a user what they are.

    Raises Refusal for a file that is no such table.
    """
    from quanze.exchange.workbook.filetype import kind_of, unpacked  # noqa: PLC0415 - only where a table is met

    try:
        content = unpacked(path.read_bytes())
    except OSError as error:
        raise Refusal(f"文件打不开 ({os_reason(error)}); 请检查文件权限") from error
    kind = kind_of(content)
    if kind == "jsonl":
        return _json_rows(content, headings)
    found = tuple(_sheets(content, name, kind, headings, heads))
    if not found:
        raise Refusal(f"没有找到列名行; {said}")
    titles = tuple((sheet.name, row, keys) for sheet, row, keys, _ in found)
    rows = tuple(row for _, _, _, own in found for row in own)
    if not rows:
        raise Refusal("表里只有列名, 没有内容; 请核对是不是选错了文件")
    return Rows(rows, titles)


def _json_rows(content: bytes, headings: Headings) -> Rows:
    from quanze.exchange.workbook.plain_text import decode  # noqa: PLC0415

    text = decode(content)
    rows, problems = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
        except (json.JSONDecodeError, RecursionError):
            found = None
        if isinstance(found, dict):
            columns = {match[1]: match.end() + 1 for match in reversed(list(_KEY.finditer(line)))}
            cells = ((key, _plain(value), columns.get(key, 1)) for key, value in found.items())
            rows.append(_row(number, cells, keys_of(found, headings)))
        else:
            problems.append(problem("这一行不是完整的 JSON 对象; 每行应是一条记录, 请核对文件是否被截断", number))
    return Rows(tuple(rows), (), tuple(problems), text)


def _row(number: int, cells: Iterable[tuple[str, Tree, int]], keys: Mapping[str, str], sheet: str = "") -> Row:
    known = [(keys[heading], value, column) for heading, value, column in cells if heading in keys]
    filled = [(key, value, column) for key, value, column in known if value not in ("", [], {})]
    values, columns = {key: value for key, value, _ in filled}, {key: column for key, _, column in filled}
    return Row(number, values, columns, sheet)


def keys_of(titles: Iterable[str], headings: Headings) -> dict[str, str]:
    """Return the key that each title stands for; of several titles of one key, the one it is named first by."""
    found: dict[str, tuple[int, str]] = {}
    for title in titles:
        written = fold(title)
        for key, known in headings.items():
            if written in known and known.index(written) < found.get(key, (len(known), ""))[0]:
                found[key] = known.index(written), title
    return {title: key for key, (_, title) in found.items()}


def words_in(value: Tree) -> Tree:
    """Return the words of a cell that names several (市级、县级); a list stays as it is."""
    return [word for word in _BETWEEN.split(value) if word] if isinstance(value, str) else value


def _plain(value: object) -> Tree:
    """Return a value with every scalar a text, as a YAML file holds it; null is ""."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value).strip()


def _sheets(
    content: bytes, name: str, kind: str, headings: Headings, heads: Heads
) -> Iterator[tuple[Sheet, int, frozenset[str], list[Row]]]:
    """Yield every sheet that has the headings, the row they stand in, the keys they name, and the rows below."""
    from quanze.exchange.workbook.plain_text import read_csv  # noqa: PLC0415
    from quanze.exchange.workbook.reader_process import Reader  # noqa: PLC0415

    with Reader() as reader:
        book = read_csv(content, name) if kind == "csv" else reader.read(content, name, kind)
    for sheet in book.sheets:
        for place, titles in enumerate(sheet.rows[:_HEADING_ROWS]):
            keys = keys_of(titles, headings)
            if heads(frozenset(keys.values())):
                numbered = zip(sheet.numbers[place + 1 :], sheet.rows[place + 1 :], strict=True)
                rows = [_row(number, _cells(titles, cells), keys, sheet.name) for number, cells in numbered]
                yield sheet, sheet.numbers[place], frozenset(keys.values()), [row for row in rows if row.values]
                break


def _cells(titles: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, Tree, int]]:
    for column, (title, cell) in enumerate(zip(titles, cells, strict=False), 1):
        yield title, cell.strip(), column


@dataclass(slots=True)
class TableBuilder:
    """The document of a table while its records are put together, under one key of its root."""

    key: str
    records: list[Tree] = field(default_factory=list)
    places: list[tuple[int, Mapping[str, int]]] = field(default_factory=list)

    def add(self, record: dict[str, Tree], row: Row) -> None:
        """Add a record that begins in a row."""
        self.records.append(record)
        self.places.append((row.number, row.columns))

    def document(self, file: str, text: str, more: Mapping[str, Tree] | None = None) -> TableDocument:
        """Return the document; `more` stands in its root beside the records."""
        return TableDocument(file, {**(more or {}), self.key: self.records}, self.key, self.places, text)
