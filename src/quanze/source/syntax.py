"""Why a file is not YAML, in words for its editor (SCH001)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.source.problem import Problem

if TYPE_CHECKING:
    from quanze.source.characters import Source


def explain(source: Source, offset: int) -> list[Problem]:
    """Explain the syntax error that the parser met at an offset of the clean text."""
    at = source.span(offset, offset)
    values = {"原行": source.lines.line(at.line), "行": at.line, "列": at.column, "说明": f"第 {at.line} 行不合 YAML 写法", "怎么改": "检查这一行的冒号、引号、括号和缩进"}
    return [Problem("SCH001", at, values, part=(at.start, at.end))]
