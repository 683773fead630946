"""The user's own table of headings (--map FILE): which column of a workbook is which field."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from quanze.exchange.columns.heading_words import SYNONYMS
from quanze.exchange.columns.headings import field_table
from quanze.exchange.refusal import Refusal
from quanze.os_reason import os_reason
from quanze.source import parse

if TYPE_CHECKING:
    from pathlib import Path

_FORM = "应逐行写“列名: 字段”, 例如“项目: 名称”"


def read_mapping(path: Path) -> dict[str, str]:
    """Read heading → field. Refusal when the file cannot be read or names a field that does not exist."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"列名对照 {path.name} 无法读取 ({os_reason(error)}); 请核对 --map 的路径") from error
    document = parse(content, path.name).document
    if document is None:
        raise Refusal(f"列名对照 {path.name} 读不懂; {_FORM}")
    mapping: dict[str, str] = {}
    for heading, field in document.root.items():
        if not isinstance(field, str):
            raise Refusal(f"列名对照 {path.name} 的“{heading}”写法不对; {_FORM}")
        if field not in SYNONYMS:
            table = {name: name for name in SYNONYMS} | field_table({})
            near = difflib.get_close_matches(field, table, 1, 0.5)
            meant = f", 是否“{table[near[0]]}”?" if near else ""
            raise Refusal(
                f"列名对照 {path.name}: “{heading}”对应的字段“{field}”不存在{meant} 可用的字段: {'、'.join(SYNONYMS)}"
            )
        mapping[heading] = field
    return mapping
