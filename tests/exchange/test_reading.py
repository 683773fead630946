"""From a sheet to items: headings, merges, notes, and the places where a workbook went wrong."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from quanze.exchange.cells.basis import read_basis
from quanze.exchange.columns.headings import field_table, find_headings, normal
from quanze.exchange.intake.new_list import placeholder_bodies
from quanze.exchange.intake.reading import ReadFile, read_file
from quanze.exchange.intake.run import import_files
from quanze.exchange.workbook.reader_process import Reader
from quanze.exchange.workbook.sheet import Merge, Sheet

from . import books

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.exchange.health import Accident, FileReport

TABLE = field_table({})


def sheet(*rows: tuple[str, ...], merges: tuple[Merge, ...] = ()) -> Sheet:
    width = max(map(len, rows))
    return Sheet("表", tuple(row + ("",) * (width - len(row)) for row in rows), tuple(range(1, len(rows) + 1)), merges)


def read(path: Path, department: str = "") -> ReadFile:
    with Reader() as reader:
        return read_file(path, TABLE, department, reader, placeholder_bodies(path.parent))


def trees(path: Path, department: str = "") -> list[dict[str, Any]]:
    return [item.tree for _, item in read(path, department).items]


def kinds(report: FileReport) -> list[str]:
    return [accident.kind for accident in report.accidents]


def one(report: FileReport, kind: str) -> Accident:
    (found,) = [accident for accident in report.accidents if accident.kind == kind]
    return found


# Headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("事项\n名称", "名称"),
        ("实  施  依  据", "设定依据"),
        ("权力名称（主项）", "名称"),
        ("权力名称(子项", "子项名称"),
        ("法定期限（天/日）", "办事指南.法定时限"),
        ("实施层级及\n权限", "层级及权限"),
        ("追责对\n象范围", "追责.对象"),
        ("审批时限/承诺时限", "办事指南.承诺时限"),
    ],
)
def test_a_heading_is_known_however_it_is_laid_out(heading: str, field: str) -> None:
    assert TABLE[normal(heading)] == field


@pytest.mark.parametrize("above", range(5))
def test_the_heading_row_is_found_below_title_unit_and_date(above: int) -> None:
    rows = [("示例市权责清单",)] * above + [("序号", "事项名称", "权力类型", "实施依据", "行使主体")]
    headings = find_headings(sheet(*rows), TABLE)
    assert headings is not None
    assert headings.first == above


def test_a_sheet_without_headings_is_no_table() -> None:
    assert find_headings(sheet(("填表说明",), ("一、事项名称要规范。",)), TABLE) is None


def test_a_heading_over_two_columns_is_level_and_powers() -> None:
    headings = find_headings(
        sheet(("事项名称", "实施依据", "行使主体", "实施层级及权限", "", "备注"), merges=(Merge(0, 3, 0, 4),)), TABLE
    )
    assert headings is not None
    assert [column.field for column in headings.columns][3:] == ["层级及权限", "权限划分", "扩展"]


def test_headings_of_two_rows_are_joined() -> None:
    upper = ("序号", "职权名称", "", "权力类型", "实施依据", "实施主体")
    lower = ("", "项目", "子项", "", "", "")
    headings = find_headings(sheet(upper, lower, ("1", "甲"), merges=(Merge(0, 1, 0, 2),)), TABLE)
    assert headings is not None
    assert (headings.first, headings.last) == (0, 1)
    assert [column.field for column in headings.columns][1:3] == ["名称", "子项名称"]


def test_of_two_columns_for_one_field_the_usual_heading_is_it() -> None:
    headings = find_headings(sheet(("责任主体", "事项名称", "类型", "依据", "行使主体")), TABLE)
    assert headings is not None
    assert [column.field for column in headings.columns] == ["扩展", "名称", "类型", "设定依据", "实施主体"]


def test_setting_and_implementing_basis_stay_apart() -> None:
    headings = find_headings(sheet(("事项名称", "类型", "设定依据", "实施依据", "实施主体")), TABLE)
    assert headings is not None
    assert [column.field for column in headings.columns][2:4] == ["设定依据", "实施依据"]


# Items


def test_a_row_becomes_an_item(tmp_path: Path) -> None:
    (tree,) = trees(books.simple(tmp_path / "a.xlsx", books.row()))
    assert tree["名称"] == "对损毁档案行为的处罚"
    assert tree["类型"] == "行政处罚"
    assert (tree["状态"], tree["版本"]) == ("在用", 1)
    assert tree["实施主体"] == "示例市档案局"
    assert tree["承办机构"] == ["法规科"]
    assert tree["行使层级"] == ["市级"]
    assert tree["权限划分"] == "负责本级的处罚"
    assert tree["设定依据"] == [
        {
            "法规": "中华人民共和国档案法",
            "版本": "2020年6月20日修订",
            "条款": "第四十九条",
            "原文": "违反本法规定的，给予警告。",
            "类别": "法律",
        }
    ]
    assert [duty["内容"] for duty in tree["责任事项"]] == ["直接实施责任：\n1.公示依据。", "2.依法处罚。"]
    assert tree["责任事项"][0]["依据"] == [{"法规": "中华人民共和国行政处罚法", "条款": "第五十四条"}]
    assert tree["追责"] == {"对象": ["1.具体承办人；", "2.单位负责人。"], "情形": ["1.没有依据的；", "2.违反程序的。"]}
    extra = tree["扩展"]
    assert extra["来源"] == {"工作簿": "a.xlsx", "工作表": "Sheet1", "行": 3, "序号": "1"}
    assert extra["追责情形导语"] == "有下列情形的，应承担相应责任："
    assert extra["部门职责"] == "主管档案工作"
    assert extra["原文"]["实施依据"] == books.LAW
    assert extra["原文"]["实施层级及权限"] == "地州市级"


@pytest.mark.parametrize("tag", ["规章", "法规", "行政法规"])
def test_a_rank_tag_is_kept_as_written(tag: str) -> None:
    (entry,) = read_basis(f"【{tag}】《甲条例》（2017年修订）" + " " * 150 + "\n    第五条：正文。").entries
    assert (entry["法规"], entry["条款"], entry["类别"]) == ("甲条例", "第五条", tag)


def test_nothing_the_workbook_does_not_say_is_invented(tmp_path: Path) -> None:
    (tree,) = trees(books.simple(tmp_path / "a.xlsx", books.row()))
    for key in ("主体性质", "权力来源", "三定职责", "监管", "投诉举报", "审核", "办事指南", "认领"):
        assert key not in tree


@pytest.mark.parametrize("suffix", [".csv", ".gb.csv", ".bom.csv", ".jsonl"])
def test_plain_text_gives_the_same_item(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"清单{suffix}"
    headings = ["事项名称", "权力类型", "实施依据", "行使主体"]
    values = ["对“甲”的处罚", "行政处罚", "《档案法》第一条：\n“引文, 逗号”", "示例市档案局"]
    if suffix == ".jsonl":
        path.write_text(json.dumps(dict(zip(headings, values, strict=True)) | {"空": None}), "utf-8")
    else:
        text = ",".join(headings) + "\r\n" + ",".join('"' + value + '"' for value in values) + "\r\n"
        path.write_bytes(text.encode({".csv": "utf-8", ".gb.csv": "gb18030", ".bom.csv": "utf-8-sig"}[suffix]))
    (tree,) = trees(path)
    assert (tree["名称"], tree["类型"], tree["实施主体"]) == ("对“甲”的处罚", "行政处罚", "示例市档案局")
    assert tree["设定依据"][0]["条款"] == "第一条"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('事项名称,"甲\n', "第 1 条记录不合 CSV 的写法"),
        ('{"a": 1}\n{"a": \n', "第 2 行不是完整的 JSON"),
        ('["a"]\n', "第 1 行不是一个对象"),
        (b"\xb1\xe0\xba\xc5,\xff\xff\n", "不是 UTF-8 也不是 GB18030"),
    ],
)
def test_damaged_plain_text_is_one_sentence(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "清单.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert said in read(path).report.refusal


def test_merged_cells_are_filled_down_and_only_they(tmp_path: Path) -> None:
    rows = [
        list(books.HEADINGS),
        books.row(1, "主项", 子项名称="1.甲项内容的审批"),
        books.row(None, None, 子项名称="2.乙项内容的审批"),
        books.row(2, "另一项"),
        books.row(None, None),
    ]
    path = books.xlsx(tmp_path / "a.xlsx", {"表": rows}, merges={"表": ("A2:A3", "B2:B3")})
    result = read(path)
    names = [item.text("名称") for _, item in result.items]
    assert names == ["甲项内容的审批", "乙项内容的审批", "另一项", ""]
    first, second, third, fourth = [item.tree for _, item in result.items]
    assert [tree["扩展"].get("主项名称") for tree in (first, second, third)] == ["主项", "主项", None]
    assert second["扩展"]["原文"]["子项名称"] == "2.乙项内容的审批"
    assert "序号" in second["扩展"]["来源"]
    assert "序号" not in fourth["扩展"]["来源"]
    assert one(result.report, "名称为空").cell == "B5"


def test_rows_merged_into_one_item_go_on_with_it(tmp_path: Path) -> None:
    rows = [
        ["序号", "职权名称", "职权类别", "实施依据", "实施主体", "责任事项", "责任科室", "办理期限"],
        ["1", "取水许可", "行政许可", "《水法》第四十八条", "示例县水利局", "1.受理责任：公示材料。", "窗口科", "5 日"],
        [None, None, None, None, None, "2.审查责任：审核材料。", "水政科", "35日"],
    ]
    path = books.xlsx(tmp_path / "a.xlsx", {"表": rows}, merges={"表": tuple(f"{c}2:{c}3" for c in "ABCDE")})
    result = read(path)
    (item,) = [item for _, item in result.items]
    assert [duty["环节"] for duty in item.tree["责任事项"]] == ["受理", "审查"]
    assert item.tree["承办机构"] == ["窗口科", "水政科"]
    assert item.tree["扩展"]["分行"] == [
        {"行": 3, "责任事项": "2.审查责任：审核材料。", "责任科室": "水政科", "办理期限": "35日"}
    ]
    assert [(note.kind, note.row) for note in result.report.notes] == [("续行", 3)]
    assert result.report.ledger.found == result.report.ledger.in_items == 11


def test_text_hidden_inside_a_merge_is_kept_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    line = ["1", "对甲的处罚", "", "行政处罚", books.LAW, "示例市档案局"]
    path.write_bytes(
        books.xls(
            [list(books.HEADINGS), line, ["", "", "", "", "藏起来的依据"]],
            merges=tuple((1, 2, column, column) for column in range(6)),
        )
    )
    result = read(path)
    (item,) = [item for _, item in result.items]
    assert item.tree["扩展"]["合并格内容"] == [{"行": 3, "实施依据": "藏起来的依据"}]
    assert one(result.report, "合并格藏文").cell == "E3"
    assert [(note.kind, note.row) for note in result.report.notes] == [("合并格", 3)]


def test_footnotes_sections_and_repeated_headings_are_no_items(tmp_path: Path) -> None:
    rows = [
        ["示例县权责清单"],
        ["序号", "事项名称", "实施依据", "行使主体"],
        ["一、行政许可（共1项）"],
        ["1", "甲许可", "《甲法》第一条", "示例县甲局"],
        ["序号", "事项名称", "实施依据", "行使主体"],
        ["二、行政处罚"],
        ["2", "对乙的处罚", "《乙法》第二条", "示例县甲局"],
        [None, None, None, None],
        ["备注：本清单由示例县甲局负责解释。"],
        ["合计", None, "2项", None],
    ]
    path = books.xlsx(tmp_path / "a.xlsx", {"表": rows}, merges={"表": ("A3:D3", "A9:D9")})
    result = read(path)
    assert [(item.text("名称"), item.text("类型")) for _, item in result.items] == [
        ("甲许可", "行政许可"),
        ("对乙的处罚", "行政处罚"),
    ]
    assert [(note.kind, note.row) for note in result.report.notes] == [
        ("小标题", 3), ("重复列名", 5), ("小标题", 6), ("脚注", 9), ("脚注", 10),
    ]  # fmt: skip
    ledger = result.report.ledger
    assert (ledger.found, ledger.in_items, ledger.in_notes, ledger.in_report) == (17, 8, 9, 0)


def test_a_row_without_any_name_is_listed_not_guessed(tmp_path: Path) -> None:
    path = books.simple(tmp_path / "a.xlsx", books.row(), [None] * 13 + ["孤零零的追责情形", "又一格"])
    report = read(path).report
    assert [(note.kind, note.row, note.text) for note in report.notes] == [("无名行", 4, "孤零零的追责情形 又一格")]
    assert report.ledger.in_report == 2


def test_sheets_by_type_and_by_department_speak_where_their_cells_are_silent(tmp_path: Path) -> None:
    headings = ["序号", "事项名称", "实施依据"]
    line = ["1", "甲事项", "《甲法》第一条"]
    path = books.xlsx(
        tmp_path / "a.xlsx",
        {"行政许可（1项）": [headings, line], "县民政局": [headings, line], "Sheet3": [headings, line]},
    )
    found = trees(path, "县政府办公室")
    assert [tree.get("类型") for tree in found] == ["行政许可", None, None]
    assert [tree["实施主体"] for tree in found] == ["县政府办公室", "县民政局", "县政府办公室"]


def test_a_sheet_that_is_no_list_is_named_with_what_it_holds(tmp_path: Path) -> None:
    path = books.xlsx(
        tmp_path / "a.xlsx", {"说明": [["填表说明"], ["第一条"]], "清单": [list(books.HEADINGS), books.row()], "空": []}
    )
    report = read(path).report
    assert [(sheet.name, sheet.items) for sheet in report.sheets] == [("说明", 0), ("清单", 1)]
    assert "2 个非空单元格没有读入" in one(report, "没有读入的表").detail


def test_a_tail_of_empty_columns_is_no_matter(tmp_path: Path) -> None:
    path = books.simple(tmp_path / "a.xlsx", [*books.row(), *[""] * 240, "尾巴"])
    (tree,) = trees(path)
    assert tree["扩展"]["IV列（无列名）"] == "尾巴"


def test_the_users_mapping_names_unknown_headings(tmp_path: Path) -> None:
    rows = [
        ["序号", "干啥的", "权力类型", "实施依据", "谁来干"],
        ["1", "甲许可", "行政许可", "《甲法》第一条", "县甲局"],
    ]
    path = books.xlsx(tmp_path / "a.xlsx", {"表": rows})
    mapping = tmp_path / "对照.yaml"
    mapping.write_text("干啥的: 名称\n谁来干: 实施主体\n", "utf-8")
    import_files([path], tmp_path / "清单", mapping=mapping)
    text = (tmp_path / "清单/data/items/县甲局/L0010001000.yaml").read_text("utf-8")
    assert "名称: 甲许可" in text


# Accidents


def test_an_xlsx_error_cell_a_date_and_a_long_number_are_told(tmp_path: Path) -> None:
    rows = [[*books.HEADINGS], books.row(备注=dt.date(2024, 1, 2)), books.row(2, 备注=123456789012345678), books.row(3)]
    path = books.xlsx(tmp_path / "a.xlsx", {"表": rows}, errors=(("表", "J4", "#REF!"),))
    result = read(path)
    assert next(item.tree["扩展"].get("备注") for _, item in result.items) == "2024-01-02"
    assert one(result.report, "成了日期").cell == "O2"
    assert "末几位" in one(result.report, "成了数字").detail
    assert one(result.report, "公式错误").cell == "J4"
    assert result.items[2][1].tree["扩展"]["部门职责"] == "#REF!"


def test_a_serial_number_stored_as_a_number_is_no_accident(tmp_path: Path) -> None:
    result = read(books.simple(tmp_path / "a.xlsx", books.row(1.0)))
    assert result.items[0][1].tree["扩展"]["来源"]["序号"] == "1"
    assert kinds(result.report) == []


def test_dragged_numbers_are_found_in_a_cell_and_down_a_column(tmp_path: Path) -> None:
    rows = [books.row(n, f"对{n}号行为的处罚".replace(str(n), "甲乙丙丁戊"[n - 1])) for n in range(1, 5)]
    for index, line in enumerate(rows):
        line[9] = f"依照{2020 + index}年第1号文件主管档案工作"
    rows[0][12] = "1.具体承办人；2.内设机构负责人；4/5/6/7/8.单位法定代表人"
    report = read(books.simple(tmp_path / "a.xlsx", *rows)).report
    assert one(report, "序号拖拽自增").cell == "M3"
    run = one(report, "数字逐行自增")
    assert (run.cell, "第 3–6 行" in run.detail) == ("J3", True)


def test_placeholders_shifted_columns_two_types_and_duplicates(tmp_path: Path) -> None:
    path = books.simple(
        tmp_path / "a.xlsx",
        books.row(1, "甲", 行使主体="地州市农业农村局"),
        books.row(2, "乙", 层级="负责本行政区域档案工作监督检查。"),
        books.row(3, "丙", 权力类型="行政检查、行政处罚"),
        books.row(4, "丁"),
        books.row(5, "丁"),
        books.row(6, "戊", 层级="区级市级都行"),
        books.row(7, "己", 层级="地州市级；负责初审"),
        sheet="行政处罚（9项）",
    )
    result = read(path)
    report = result.report
    assert one(report, "占位主体").cell == "F3"
    assert one(report, "层级栏错位").cell == "H4"
    assert "行使层级" not in result.items[1][1].tree
    assert result.items[1][1].tree["扩展"]["实施层级及权限"] == "负责本行政区域档案工作监督检查。"
    assert one(report, "一格多种类型").cell == "D5"
    assert result.items[2][1].tree["类型"] == "行政检查、行政处罚"
    assert "第 6 行" in one(report, "重复行").detail
    assert result.items[5][1].tree["行使层级"] == ["区级市级都行"]
    assert one(report, "层级写法不明").cell == "H8"
    assert result.items[6][1].tree["行使层级"] == ["市级"]
    assert result.items[6][1].tree["扩展"]["层级栏其余文字"] == "负责初审"
    assert "写 9 项, 实有 7 行" in one(report, "项数不符").detail


def test_a_title_that_counts_eleven_but_holds_ten_because_two_serials_were_joined(tmp_path: Path) -> None:
    path = books.simple(tmp_path / "a.xlsx", books.row(1, "甲"), books.row("2,3", "乙"), sheet="行政处罚（3项）")
    assert "序号 2,3 合写" in one(read(path).report, "项数不符").detail


def test_a_hidden_sheet_is_read_and_told(tmp_path: Path) -> None:
    path = books.xlsx(
        tmp_path / "a.xlsx",
        {"表": [list(books.HEADINGS), books.row()], "藏": [list(books.HEADINGS), books.row(1, "乙")]},
        hidden=("藏",),
    )
    report = read(path).report
    assert one(report, "隐藏的表").sheet == "藏"
    assert report.items == 2


def test_a_basis_that_names_no_law_is_kept_whole_and_told(tmp_path: Path) -> None:
    result = read(books.simple(tmp_path / "a.xlsx", books.row(实施依据="按照上级有关要求办理")))
    assert result.items[0][1].tree["设定依据"] == [{"原文": "按照上级有关要求办理"}]
    assert one(result.report, "依据未能拆分").cell == "E3"


def test_guide_columns(tmp_path: Path) -> None:
    rows = [
        [
            "事项名称",
            "类型",
            "依据",
            "实施主体",
            "法定时限",
            "承诺时限",
            "申请材料",
            "服务对象",
            "收费标准",
            "办件类型",
            "办理地点",
        ],
        [
            "甲许可",
            "行政许可",
            "《甲法》第一条",
            "县甲局",
            "20(工作日)",
            "5 日",
            "1.申请书；\n2.身份证。",
            "自然人、企业法人",
            "不收费",
            "秒办",
            "无",
        ],
    ]
    (tree,) = trees(books.xlsx(tmp_path / "a.xlsx", {"表": rows}))
    assert tree["办事指南"] == {
        "服务对象": ["自然人", "企业法人"],
        "申请材料": [{"名称": "申请书"}, {"名称": "身份证"}],
        "法定时限": {"数值": 20, "单位": "工作日"},
        "承诺时限": {"说明": "5 日"},
        "收费": {"是否": False},
    }
    assert (tree["扩展"]["办件类型"], tree["扩展"]["办理地点"]) == ("秒办", "无")
    assert tree["扩展"]["原文"]["申请材料"] == "1.申请书；\n2.身份证。"


def test_placeholders_are_those_of_the_profile_of_the_list(tmp_path):
    root = tmp_path / "清单"
    root.mkdir()
    (root / "quanze.yaml").write_text("清单: {名称: 试验, 口径: 本县.yaml}\n", "utf-8")
    (root / "本县.yaml").write_text("口径: 本县\n名称: 本县\n基于: zwfw\n词表: {占位主体: {词: [本级甲局]}}\n", "utf-8")
    book = books.simple(
        tmp_path / "a.xlsx", books.row(1, "甲", 行使主体="本级甲局"), books.row(2, "乙", 行使主体="地州市农业农村局")
    )
    (report,) = import_files([book], root).files
    assert one(report, "占位主体").cell == "F3"
    (report,) = import_files([book], tmp_path / "新").files
    assert one(report, "占位主体").cell == "F4"
