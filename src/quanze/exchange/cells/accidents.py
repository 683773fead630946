"""Accidents that only show over a whole sheet: dragged numbers, placeholders, duplicates, wrong counts."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.cells.enumeration import split
from quanze.exchange.columns.heading_words import EXTRA, SERIAL
from quanze.exchange.columns.rows import place
from quanze.exchange.columns.short_text import one_line, types_in
from quanze.exchange.health import Accident
from quanze.exchange.workbook.sheet import column_name, squeeze
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.exchange.cells.compose import Composed
    from quanze.exchange.columns.headings import Column, Headings
    from quanze.exchange.columns.rows import Cell, Rows
    from quanze.exchange.workbook.sheet import Sheet

_DRAGGED = re.compile(r"\d{1,3}(?:\s*/\s*\d{1,3}){2,}\s*[.．、]?.{0,12}")
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\s*\d{1,3}(?=\s*[.．、])")
_SAID = re.compile(r"[（(]\s*(?:共\s*)?(\d{1,4})\s*项\s*[)）]")
_JOINED_SERIAL = re.compile(r"\d+\s*[,，、\-—~至]\s*\d+")
#: Fields that are numbers by nature: that Excel stored them as numbers changed nothing.
_NUMERIC = (SERIAL, "办事指南.法定时限", "办事指南.承诺时限", "办事指南.到现场次数", "版本")
_SHORTEST_RUN = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with all that was made of it.

    `placeholder` finds, in a folded name, that a template names a body in general (ORG012); None = not asked.
    """

    sheet: Sheet
    headings: Headings
    rows: Rows
    items: tuple[Composed, ...]
    placeholder: re.Pattern[str] | None = None

    def at(self, kind: str, cell: Cell, detail: str, outcome: str) -> Accident:
        """Make an accident at a cell."""
        number = self.sheet.numbers[cell.row]
        where = place(cell, self.sheet)
        return Accident(kind, self.sheet.name, detail, outcome, where, number, cell.column.heading)

    def empty(self, kind: str, item: Composed, field: str, detail: str, outcome: str) -> Accident:
        """Make an accident at a cell that is empty, or at the row when the sheet has no such column."""
        column = self.headings.column(field)
        letters = column_name(column.index if column else 0)
        where = f"{letters}{item.row.number}" if self.sheet.lettered else f"第 {item.row.number} 行"
        heading = column.heading if column else ""
        return Accident(kind, self.sheet.name, detail, outcome, where, item.row.number, heading)

    def of(self, kind: str, detail: str, outcome: str) -> Accident:
        """Make an accident of the whole sheet."""
        return Accident(kind, self.sheet.name, detail, outcome)


def sheet_accidents(table: Table) -> tuple[Accident, ...]:
    """Return every accident of a sheet, those of the sheet first, then by row."""
    whole = [*_hidden(table), *_wrong_count(table), *_unknown_headings(table)]
    cells = [accident for item in table.items for accident in item.accidents]
    finders = (_dragged, _dragged_down, _broken_numbers, _placeholders, _duplicates, _empty_fields, _typed_by_excel)
    for find in finders:
        cells += find(table)
    return (*whole, *sorted(cells, key=lambda accident: (accident.row, accident.cell, accident.kind)))


def _hidden(table: Table) -> Iterator[Accident]:
    if table.sheet.hidden:
        yield table.of("隐藏的表", f"表是隐藏的, 有 {len(table.items)} 行数据", "照常导入, 请核对是否应当公开")


def _wrong_count(table: Table) -> Iterator[Accident]:
    said = _SAID.search(table.sheet.name) or _SAID.search(table.rows.title)
    count = len(table.items)
    if said is None or int(said[1]) == count:
        return
    where = "表名" if _SAID.search(table.sheet.name) else "标题"
    serials = [one_line(item.row.text(SERIAL)) for item in table.items]
    joined = [serial for serial in serials if _JOINED_SERIAL.fullmatch(serial)]
    why = f" (序号 {'、'.join(joined)} 合写)" if joined else ""
    yield table.of("项数不符", f"{where}写 {said[1]} 项, 实有 {count} 行{why}", "按实有行数导入, 请核对")


def _unknown_headings(table: Table) -> Iterator[Accident]:
    held: Counter[int] = Counter()
    for cell in _cells(table):
        held[cell.column.index] += 1
    for column in table.headings.columns:
        if column.field == EXTRA and not column.known and held[column.index]:
            letters = column_name(column.index)
            unnamed = "无列名" in column.heading
            told = f"{letters} 列没有列名" if unnamed else f"不认识的列名“{column.heading}” ({letters} 列)"
            mend = "请核对是否表外的内容" if unnamed else "可用 --map 指定它是哪个字段"
            yield table.of("列名不明", f"{told}, 有 {held[column.index]} 格内容", f"放入“扩展”; {mend}")
    fields = Counter(column.heading for column in table.headings.columns)
    for column in table.headings.columns:
        if column.field == EXTRA and column.known and fields[column.heading] > 1 and held[column.index]:
            told = f"列名“{column.heading}”重复 ({column_name(column.index)} 列)"
            yield table.of("列名重复", told, "与前一列相同的不再重复, 不同的放入“扩展”")


def _cells(table: Table) -> Iterator[Cell]:
    """Yield every cell of the items once: one filled down from above counts where it is written."""
    for item in table.items:
        yield from (cell for cell in item.row.cells if not cell.filled)
        yield from item.row.continued
        yield from item.row.concealed


def _dragged(table: Table) -> Iterator[Accident]:
    for cell in _cells(table):
        found = _DRAGGED.search(cell.text)
        if found:
            yield table.at("序号拖拽自增", cell, f"“{one_line(found[0])}”", "原样保留, 见 RES008")


def _dragged_down(table: Table) -> Iterator[Accident]:
    """Find runs down a column in which one number grows by one and all else stays the same."""
    for column in table.headings.columns if table.sheet.lettered else ():
        if column.field in (*_NUMERIC, "编码", "实施编码", "子项名称"):
            continue
        for run in _runs([cell for cell in _cells(table) if cell.column is column]):
            first, last = run[0], run[-1]
            number = table.sheet.numbers
            changed = _changed(first.text, run[1].text)
            told = f"第 {number[first.row]}–{number[last.row]} 行只有一个数字逐行加一: “{changed}”"
            yield table.at("数字逐行自增", first, told, "原样保留, 像是下拉填充造成, 请核对原文")


def _runs(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    run: list[Cell] = []
    at = -1
    for cell in cells:
        step = _step(run[-1].text, cell.text) if run else None
        if run and step is not None and (len(run) == 1 or step == at):
            run.append(cell)
            at = step
            continue
        if len(run) >= _SHORTEST_RUN:
            yield run
        # The last cell of a run may begin another one at another place.
        run = [run[-1], cell] if run and step is not None else [cell]
        at = step if step is not None else -1
    if len(run) >= _SHORTEST_RUN:
        yield run


def _step(before: str, after: str) -> int | None:
    """Return which number of a text grew by one while all else stayed, None when that is not so."""
    if before == after or _DIGITS.sub("#", before) != _DIGITS.sub("#", after):
        return None
    pairs = zip(_DIGITS.findall(before), _DIGITS.findall(after), strict=True)
    changed = [(index, int(new) - int(old)) for index, (old, new) in enumerate(pairs) if old != new]
    return changed[0][0] if len(changed) == 1 and changed[0][1] == 1 else None


def _changed(before: str, after: str) -> str:
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    return one_line(before[max(0, start - 4) : start + 14])


def _broken_numbers(table: Table) -> Iterator[Accident]:
    """Find enumerations whose numbers skip (1. 2. 4.); a new group may begin at 1 again."""
    for cell in _cells(table):
        if cell.column.field.startswith(("责任事项", "追责")) and not cell.column.field.endswith("依据"):
            numbers = [int(found[0]) for piece in split(cell.text).pieces if (found := _NUMBER.search(piece))]
            skips = any(new not in (old + 1, 1) for old, new in itertools.pairwise(numbers))
            if skips or (numbers and numbers[0] != 1):
                told = "、".join(map(str, numbers))
                yield table.at("序号不连续", cell, f"编号为 {told}", "原样保留, 见 RES008")


def _placeholders(table: Table) -> Iterator[Accident]:
    if table.placeholder is None:
        return
    for cell in _cells(table):
        if cell.column.field in ("实施主体", "承办机构") and table.placeholder.search(fold(cell.text)):
            who = "实施主体" if cell.column.field == "实施主体" else "承办机构"
            told = f"{who}是占位或泛称: “{one_line(cell.text)}”"
            yield table.at("占位主体", cell, told, "原样保留, 见 ORG012, 请改为本级单位")


def _duplicates(table: Table) -> Iterator[Accident]:
    seen: dict[tuple[str, ...], list[Composed]] = defaultdict(list)
    for item in table.items:
        if item.main or item.sub:
            key = (item.text("实施主体"), item.text("类型"), squeeze(item.main), squeeze(item.sub))
            seen[key].append(item)
    for (_, kind, *_), same in seen.items():
        rows = "、".join(str(item.row.number) for item in same)
        for item in same[1:]:
            whole = _content(item) == _content(same[0])
            told = f"{'整行' if whole else '部门、类型和名称'}与第 {same[0].row.number} 行相同: “{item.text('名称')}”"
            outcome = f"各写一项 (第 {rows} 行), 请合并或改名" + ("" if kind else "; 类型为空")
            cell = next(iter(item.row.cells))
            yield table.at("重复行", cell, told, outcome)


def _content(item: Composed) -> tuple[str, ...]:
    return tuple(squeeze(cell.text) for cell in item.row.cells if cell.column.field != SERIAL)


def _empty_fields(table: Table) -> Iterator[Accident]:
    for item in table.items:
        if not item.text("名称"):
            yield table.empty("名称为空", item, "名称", "有内容的行没有事项名称", "写出的事项缺“名称”, 请补写")
        for field in ("类型", "实施主体"):
            if table.headings.column(field) is not None and not item.row.text(field):
                filled = item.text(field)
                outcome = f"按{'表名' if field == '类型' else '表名或 --department'}记为“{filled}”, 请核对"
                told = f"“{field}”一格是空的"
                yield table.empty(f"{field}为空", item, field, told, outcome if filled else "留空, 请补写")
        written = types_in(item.row.text("类型"))
        named = types_in(table.sheet.name)
        if len(written) == 1 and len(named) == 1 and written != named:
            told = f"表名是{named[0]}, 类型栏写“{written[0]}”"
            yield table.empty("类型与表名不符", item, "类型", told, "以类型栏为准, 请核对")


def _typed_by_excel(table: Table) -> Iterator[Accident]:
    columns = {column.index: column for column in table.headings.columns}
    held = {(cell.row, cell.column.index): cell for cell in _cells(table)}
    for oddity in table.sheet.oddities:
        cell = held.get((oddity.row, oddity.column))
        if cell is not None:
            yield from _excel(table, cell, oddity.kind, columns[oddity.column])


def _excel(table: Table, cell: Cell, kind: str, column: Column) -> Iterable[Accident]:
    if kind == "公式错误":
        return (table.at(kind, cell, f"公式算不出结果: {cell.text}", "原样保留, 请在工作簿里改正后重新导入"),)
    if kind == "日期":
        return (table.at("成了日期", cell, f"Excel 把内容存成了日期 {cell.text}", "按日期保留, 请核对原来写的是什么"),)
    if kind == "长数字":
        told = f"Excel 把长数字 {cell.text} 存成了数值, 末几位已不可靠"
        return (table.at("成了数字", cell, told, "原样保留, 请按原件改正; 编码列应设为文本格式"),)
    if column.field in _NUMERIC or kind == "时间":
        return ()
    return (table.at("成了数字", cell, f"Excel 把内容存成了{kind} {cell.text}", "原样保留; 若有前导零请补回"),)
