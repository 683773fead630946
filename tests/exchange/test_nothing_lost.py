"""Whatever a sheet holds, every cell below its headings can be found again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quanze.exchange.cells.compose import Setting, compose
from quanze.exchange.cells.draft import Origin
from quanze.exchange.cells.ledger import balance, holds, pieces_of
from quanze.exchange.columns.headings import field_table, find_headings
from quanze.exchange.columns.rows import find_rows
from quanze.exchange.workbook.sheet import Merge, Sheet, squeeze
from quanze.exchange.yaml_text import dump
from quanze.source import parse

TABLE = field_table({})
CELL = st.one_of(
    st.just(""),
    st.sampled_from(
        (
            *(
                "1",
                "2,3",
                "行政许可",
                "行政检查、行政处罚",
                "地州市级",
                "地州市级；负责初审",
                "负责本行政区域的监督检查工作",
                "无",
                "/",
            ),
            *(
                "法规科、执法支队",
                "对损毁档案的处罚",
                "1.房地产估价机构资质核准",
                "1.甲；\n2.乙。",
                "有下列情形的：\n1.甲；\n2.乙",
            ),
            *(
                "【法律】《档案法》（2020年修订）\n第一条：引文。",
                "《甲法》第一条；《乙法》第二条",
                "20(工作日)",
                "不收费",
                "自然人、企业法人",
            ),
            *(
                "直接实施责任：\n1.受理责任：公示。",
                "市统\n计局",
                "备注：说明。",
                "合计",
                "一、行政许可",
                "#REF!",
                "  空 白  ",
            ),
        )
    ),
    # Invisible characters are written as they are, and SCH008 takes them out when the file is read.
    st.text(st.characters(exclude_categories=("Cs", "Cf")), max_size=12),
)
HEADING = st.sampled_from(
    (
        *(
            "序号",
            "子项名称",
            "权力类型",
            "实施依据",
            "行使主体",
            "承办机构",
            "实施层级及权限",
            "",
            "责任事项内容",
            "责任事项依据",
        ),
        *(
            "追责对象范围",
            "追责情形",
            "备注",
            "备注",
            "没见过的列",
            "法定时限",
            "承诺时限",
            "申请材料",
            "服务对象",
            "收费标准",
            "编码",
        ),
        *("投诉电话", "许可证件", "权力来源", "行使层级", "设定依据"),
    )
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    headings = ("事项名称", "权力类型", "实施主体", *draw(st.lists(HEADING, max_size=7)))
    width = len(headings)
    rows = draw(st.lists(st.lists(CELL, min_size=width, max_size=width).map(tuple), min_size=1, max_size=6))
    merges, taken = [], set()
    for _ in range(draw(st.integers(0, 4))):
        top, left = draw(st.integers(1, len(rows))), draw(st.integers(0, width - 1))
        merge = Merge(
            top, left, min(len(rows), top + draw(st.integers(0, 2))), min(width - 1, left + draw(st.integers(0, 2)))
        )
        cells = {(r, c) for r in range(merge.top, merge.bottom + 1) for c in range(merge.left, merge.right + 1)}
        if not cells & taken:
            taken |= cells
            merges.append(merge)
    return Sheet("表", (headings, *rows), tuple(range(1, len(rows) + 2)), tuple(merges))


@given(sheets())
@settings(max_examples=400, deadline=None)
def test_every_cell_is_in_an_item_or_in_a_note(sheet: Sheet) -> None:
    headings = find_headings(sheet, TABLE)
    assert headings is not None
    rows = find_rows(sheet, headings)
    # `balance` raises when one cell went nowhere or to two places.
    ledger = balance(sheet, headings, rows)
    assert ledger.found == ledger.in_items + ledger.in_notes + ledger.in_report
    noted = {squeeze(cell.text) for note in rows.notes for cell in note.cells}
    written: set[str] = set()
    for row in rows.items:
        tree = compose(row, Setting(Origin("册", "表", sheet.numbers))).tree
        pieces = pieces_of(tree)
        written |= {squeeze(cell.text) for cell in (*row.cells, *row.continued, *row.concealed)}
        assert all(holds(pieces, squeeze(cell.text)) for cell in (*row.cells, *row.continued, *row.concealed))
    for line in sheet.rows[1:]:
        for text in line:
            assert not text.strip() or squeeze(text) in written or squeeze(text) in noted


@given(sheets())
@settings(max_examples=100, deadline=None)
def test_every_item_is_a_file_that_reads_back(sheet: Sheet) -> None:
    headings = find_headings(sheet, TABLE)
    assert headings is not None
    for row in find_rows(sheet, headings).items:
        tree = compose(row, Setting(Origin("册", "表", sheet.numbers))).tree
        document = parse(dump(tree).encode(), "甲.yaml").document
        assert document is not None
        assert pieces_of(document.root) == pieces_of(tree)


@given(st.lists(st.text("甲乙丙12", min_size=1, max_size=4), max_size=6), st.text("甲乙丙12", max_size=14))
@settings(max_examples=300)
def test_a_text_is_held_where_pieces_join_to_it(pieces: list[str], text: str) -> None:
    def joins(rest: str) -> bool:
        return not rest or any(joins(rest[len(piece) :]) for piece in pieces if rest.startswith(piece))

    assert holds(frozenset(pieces), text) == joins(text)
