"""What is wrong with a file as one Chinese sentence, for files that have no rule to speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanze.source.problem import Problem

_SENTENCES = {
    "SCH002": "“{键}”写了两次, 第一次在第 {首行} 行",
    "SCH007": "文件不是 UTF-8 编码, 请用编辑器另存为 UTF-8",
    "SCH009": "用了锚点、别名、标签、合并键或者“---”分隔的多份内容, 这里不能用",
    "SCH010": "文件是空的, 或者不是“字段: 值”的写法",
    "SCH011": "文件太大, 或者字段套字段太深",
}


def sentence(problem: Problem) -> str:
    """Return what is wrong with a file, without its place."""
    told = _SENTENCES.get(problem.code)
    if told is not None:
        return told.format(**problem.values) if problem.code == "SCH002" else told
    return str(problem.values.get("说明") or "文件读不出来")
