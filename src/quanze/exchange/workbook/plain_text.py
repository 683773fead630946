"""Read workbooks that are plain text: .csv in the encodings met here, .jsonl with one row a line."""

from __future__ import annotations

import codecs
import csv
import io
import json
from typing import TYPE_CHECKING

from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook.sheet import MOST_CELLS, Sheet, Workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ENCODING = "不是 UTF-8 也不是 GB18030 编码的文字, 没有读取; 请用 WPS 或 Excel 打开后另存为 .xlsx 再导入"
_DELIMITERS = ",\t;"
_LONGEST_FIELD = 10_000_000


def decode(content: bytes) -> str:
    """Return the text of a file in UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal(_ENCODING) from error


def read_csv(content: bytes, name: str) -> Workbook:
    """Read a .csv as a workbook of one sheet. The number of a row is that of its first line."""
    text = decode(content)
    rows: list[list[str]] = []
    numbers: list[int] = []
    try:
        for number, row in _records(text):
            rows.append(row)
            numbers.append(number)
    except csv.Error as error:
        raise Refusal(
            f"第 {len(rows) + 1} 条记录不合 CSV 的写法 (引号不配对或单元格过长); 请另存为 .xlsx 再导入"
        ) from error
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise Refusal("表的行列过多, 没有读取; 请删除表外多余的行列后再导入")
    grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Workbook(name, "csv", (Sheet("", grid, tuple(numbers)),))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        line = 1
        for row in reader:
            yield line, [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    first = text[:100_000].split("\n")[:10]
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in first))


def read_json_rows(content: bytes) -> list[tuple[int, dict[str, object]]]:
    """Read one object a line (or one array of objects) with the number of its line; numbers stay as written."""
    text = decode(content)
    if text.lstrip().startswith("["):
        listed = _loads(text, 1)
        entries = listed if isinstance(listed, list) else [listed]
        return [(number, _record(entry, number)) for number, entry in enumerate(entries, 1)]
    lines = enumerate(text.split("\n"), 1)
    return [(number, _record(_loads(line, number), number)) for number, line in lines if line.strip()]


def _loads(text: str, line: int) -> object:
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise Refusal(f"第 {line} 行不是完整的 JSON, 没有读取; 请核对文件是否被截断, 每行应是一个对象") from error


def _record(entry: object, line: int) -> dict[str, object]:
    if isinstance(entry, dict):
        return {str(key): value for key, value in entry.items()}
    raise Refusal(f"第 {line} 行不是一个对象 (应以 {{ 开头), 没有读取; 每行应是一条事项")


def rows_as_sheets(records: list[tuple[int, dict[str, object]]], name: str) -> Workbook:
    """Lay rows of a workbook that were exported as JSON out as sheets again, one for each set of keys.

    A row's own `_文件` and `_表` name its sheet; other keys that begin with _ stay as columns.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[int, dict[str, object]]]] = {}
    for number, record in records:
        title = " ".join(str(record[key]) for key in ("_文件", "_表") if record.get(key))
        groups.setdefault((title, tuple(record)), []).append((number, record))
    sheets = []
    for (title, keys), members in groups.items():
        rows = [keys] + [tuple(flat_text(record[key]) for key in keys) for _, record in members]
        sheets.append(Sheet(title, tuple(rows), (0, *(number for number, _ in members)), lettered=False))
    return Workbook(name, "jsonl", tuple(sheets))


def flat_text(value: object) -> str:
    """Return a JSON value as the text of a cell: a list one element a line, an object as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list) and all(not isinstance(element, (list, dict)) for element in value):
        return "\n".join(flat_text(element) for element in value)
    return json.dumps(value, ensure_ascii=False)
