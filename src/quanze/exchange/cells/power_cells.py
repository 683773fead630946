"""The cells that say who may do what at which level, and on which law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.exchange.cells.basis import read_basis
from quanze.exchange.columns.heading_words import LEVEL_AND_SPLIT
from quanze.exchange.columns.short_text import offices_in, one_line, prose, read_levels, unwrapped
from quanze.exchange.workbook.sheet import squeeze

if TYPE_CHECKING:
    from quanze.exchange.cells.draft import Draft
    from quanze.exchange.columns.rows import Cell, Row

#: A level is a word; a longer text in its column is something else.
_LONGEST_LEVEL = 12
#: Fields that take a word of the model's vocabulary or nothing.
_WORDS = {
    "主体性质": ("法定机关", "授权组织", "受委托组织", "其他"),
    "权力来源": ("法定本级行使", "上级下放", "上级授权", "同级授权", "上级委托", "同级委托"),
}


def fill(row: Row, draft: Draft) -> None:
    """Fill 承办机构, 共同实施, 行使层级, 权限划分, 设定依据, 实施依据 and 许可证件."""
    for cell in (*row.cells, *row.continued):
        filler = _FILLERS.get(cell.column.field)
        if filler is not None:
            filler(cell, draft)


def _offices(cell: Cell, draft: Draft) -> None:
    """承办机构 and 共同实施: a list where every part is the name of an office."""
    found = list(offices_in(cell.text))
    before = draft.fields.get(cell.column.field)
    known = list(before) if isinstance(before, list) else []
    draft.fields[cell.column.field] = [*known, *(office for office in found if office not in known)]


def _levels(cell: Cell, draft: Draft) -> None:
    read = read_levels(cell.text)
    if not read.levels and (len(squeeze(cell.text)) > _LONGEST_LEVEL or "负责" in cell.text):
        draft.keep(cell)
        told = f"层级栏里是职责文字“{one_line(cell.text)[:20]}…”, 疑似错位"
        draft.odd("层级栏错位", cell, told, "未猜测, 放入“扩展”")
        return
    draft.fields["行使层级"] = list(read.levels) or [one_line(cell.text)]
    if read.rest:
        draft.extra["层级栏其余文字"] = prose(read.rest)
        told = f"层级后面还有文字: “{one_line(read.rest)[:30]}”"
        draft.odd("层级栏多文", cell, told, "层级照取, 其余放入“扩展.层级栏其余文字”")
    if not read.levels:
        draft.odd("层级写法不明", cell, f"“{one_line(cell.text)}”", "原样保留在“行使层级”, 请改为市级、县级等")


def _split(cell: Cell, draft: Draft) -> None:
    if "权限划分" in draft.fields:
        draft.keep(cell)
    else:
        draft.fields["权限划分"] = unwrapped(cell.text)


def _basis(cell: Cell, draft: Draft) -> None:
    basis = read_basis(cell.text)
    before = draft.fields.get(cell.column.field)
    draft.fields[cell.column.field] = [*(before if isinstance(before, list) else ()), *basis.entries]
    report_unread(cell, basis.unread, draft)


def report_unread(cell: Cell, unread: tuple[str, ...], draft: Draft) -> None:
    """Report the parts of a cell of legal bases in which no law could be read."""
    for text in unread:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        draft.odd("依据未能拆分", cell, f"“{shown}”", f"原样保留在“扩展.原文.{cell.column.heading}”, 请补写法规和条款")


def _certificate(cell: Cell, draft: Draft) -> None:
    if draft.fields.get("类型") == "行政许可":
        draft.fields["许可证件"] = one_line(cell.text)
    else:
        draft.keep(cell)


def _word(cell: Cell, draft: Draft) -> None:
    word = one_line(cell.text)
    if word in _WORDS[cell.column.field]:
        draft.fields[cell.column.field] = word
    else:
        draft.keep(cell)


_FILLERS = {
    "主体性质": _word,
    "权力来源": _word,
    "承办机构": _offices,
    "共同实施": _offices,
    "行使层级": _levels,
    LEVEL_AND_SPLIT: _levels,
    "权限划分": _split,
    "设定依据": _basis,
    "实施依据": _basis,
    "许可证件": _certificate,
}
