"""The cells of the service guide: taken where they say what the model asks, otherwise kept as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.exchange.cells.enumeration import split
from quanze.exchange.columns.short_text import one_line, prose, without_number
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from quanze.exchange.cells.draft import Draft
    from quanze.exchange.columns.rows import Cell, Row
    from quanze.exchange.yaml_text import Node

_GUIDE = "办事指南."
#: The order of the guide's keys (the model's).
_KEYS = (
    *("服务对象", "受理条件", "申请材料", "法定时限", "承诺时限", "办件类型", "办理形式", "到现场次数", "必须现场原因"),
    *("办理地点", "办理时间", "咨询电话", "监督电话", "收费", "结果", "通办范围"),
)
_SERVED = ("自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "行政机关", "其他组织")
_FORMS = ("窗口", "网上", "快递", "自助")
_CASES = ("即办件", "承诺件")
_FREE = ("不收费", "否", "不收取", "免费", "不收取费用")
_LIMIT = re.compile(r"(\d{1,4})\s*[(（]?\s*(个?工作日|自然日)\s*[)）]?")
_WORDS = re.compile(r"[、，,；;/\s]+")


def fill(row: Row, draft: Draft) -> None:
    """Fill 办事指南 and 投诉举报.电话."""
    guide: dict[str, Node] = {}
    for cell in (*row.cells, *row.continued):
        field = cell.column.field
        if field == "投诉举报.电话" and is_placeholder(cell.text):
            draft.keep(cell)
        elif field == "投诉举报.电话":
            draft.fields["投诉举报"] = {"电话": one_line(cell.text)}
        elif field.startswith(_GUIDE):
            _put(cell, field.removeprefix(_GUIDE), guide, draft)
    draft.fields["办事指南"] = {key: guide[key] for key in _KEYS if key in guide}


def _put(cell: Cell, name: str, guide: dict[str, Node], draft: Draft) -> None:
    """Put a cell into the guide in the form of its field; into 扩展 when it is not of that form."""
    text = one_line(cell.text)
    value = None if is_placeholder(text) else _value(name, cell.text)
    name = name.partition(".")[0]
    if value is None or name in guide:
        draft.keep(cell)
        return
    guide[name] = value


def _value(name: str, text: str) -> Node | None:
    word = one_line(text)
    if name in ("法定时限", "承诺时限"):
        return read_limit(word)
    if name == "服务对象":
        return _all_of(text, _SERVED)
    if name == "办理形式":
        return _all_of(text, _FORMS)
    if name == "办件类型":
        return word if word in _CASES else None
    if name == "到现场次数":
        return int(word) if word.isascii() and word.isdigit() else None
    if name == "收费":
        return {"是否": False} if word in _FREE else None
    if name == "结果.名称":
        return {"名称": word}
    if name == "受理条件":
        return [{"内容": prose(piece)} for piece in _pieces(text)]
    if name == "申请材料":
        return [{"名称": without_number(one_line(piece)).rstrip("；;。")} for piece in _pieces(text)]
    return prose(text) if name in _KEYS else None


def read_limit(text: str) -> dict[str, Node]:
    """Read 20个工作日 or 20(工作日) as a limit; a bare number has no unit; anything else is its 说明."""
    match = _LIMIT.fullmatch(text)
    if match:
        return {"数值": int(match[1]), "单位": "自然日" if match[2] == "自然日" else "工作日"}
    return {"数值": int(text)} if text.isascii() and text.isdigit() and len(text) <= 4 else {"说明": text}


def _all_of(text: str, words: tuple[str, ...]) -> list[Node] | None:
    parts = [part for part in _WORDS.split(text) if part]
    return list(dict.fromkeys(parts)) if parts and all(part in words for part in parts) else None


def _pieces(text: str) -> list[str]:
    """Split at the numbers where every line is numbered or there is one line only, else at the lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and any(without_number(line) == line for line in lines):
        return lines
    found = split(text)
    return [piece for piece in (found.lead, *found.pieces) if piece.strip()]
