"""The health report: what an editor reads, and the same as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quanze.exchange.health_text import as_json, render
from quanze.exchange.intake.run import import_files

from . import books

if TYPE_CHECKING:
    from pathlib import Path


def test_the_report_reads_like_its_sketch(tmp_path: Path) -> None:
    lines = [books.row(index, name, 行使主体="地州市农业农村局") for index, name in enumerate("甲乙丙", 1)]
    path = books.simple(
        tmp_path / "农业局.xlsx",
        *lines,
        books.row(4, "丁", 层级="负责本行政区域的监督检查。"),
        ["注：仅供示例。"],
        sheet="行政处罚（5项）",
    )
    locked = tmp_path / "密.xls"
    locked.write_bytes(books.compound({"EncryptedPackage": b""}))
    report = import_files([path, locked], tmp_path / "清单")
    assert [line.rstrip() for line in render(report).splitlines()] == [
        "导入 农业局.xlsx   表 1 张 · 数据行 4 · 写出 4 项 → data/items/地州市农业农村局、data/items/示例市档案局",
        "  行政处罚 4",
        "体检  5 处",
        "  [行政处罚（5项）]          项数不符: 表名写 5 项, 实有 4 行                          按实有行数导入, 请核对",
        "  [行政处罚（5项）!F3–F5]   占位主体: 实施主体是占位或泛称: “地州市农业农村局” (3 处)  原样保留, 见 ORG012, 请改为本级单位",
        "  [行政处罚（5项）!H6]       层级栏错位: 层级栏里是职责文字“负责本行政区域的监督检查。…”, 疑似错位  未猜测, 放入“扩展”",
        "没有丢失: 53 个非空单元格, 52 个进入事项, 1 个是脚注或小标题 (列在下面)",
        "  [行政处罚（5项）!7]  脚注: 注：仅供示例。",
        "",
        "没有读取 密.xls",
        "  有打开密码, 没有读取; 请用 WPS 或 Excel 输入密码打开, 去掉密码后另存再导入",
        "",
        "合计 1 个工作簿, 1 个没有读取 · 数据行 4 · 事项 4 项",
        "已新建 quanze.yaml (档位 采集), 请核对清单名称并补写区划",
        f"下一步  quanze check {tmp_path / '清单'}",
    ]


def test_a_second_import_says_what_became_of_the_files(tmp_path: Path) -> None:
    path = books.simple(tmp_path / "a.xlsx", books.row(1, "甲"), books.row(2, "乙"))
    root = tmp_path / "清单"
    import_files([path], root)
    edited = root / "data/items/示例市档案局/L0010002000.yaml"
    edited.write_text(edited.read_text("utf-8") + "监管: {责任单位: 示例市档案局}\n", "utf-8")
    books.simple(path, books.row(1, "甲"), books.row(2, "乙", 备注="改了"))
    text = render(import_files([path], root))
    assert "事项 2 项 (未变 1 · 手工改过, 保留 1)" in text
    assert "手工改过的事项  1 项与这次的工作簿不同, 文件未动, 请逐项核对" in text
    assert "  data/items/示例市档案局/L0010002000.yaml: 工作簿里的 扩展 有变化" in text
    dry = render(import_files([path], root, dry_run=True))
    assert "这是试运行 (--dry-run), 没有写任何文件" in dry


def test_the_json_form_lists_every_accident(tmp_path: Path) -> None:
    path = books.simple(tmp_path / "a.xlsx", *(books.row(n, f"事项{n}甲", 行使主体="县市区某局") for n in range(1, 9)))
    report = json.loads(as_json(import_files([path], tmp_path / "清单")))
    (file,) = report["files"]
    assert (report["schema_version"], report["items"], file["rows"], file["items"]) == (1, 8, 8, 8)
    assert [accident["cell"] for accident in file["accidents"] if accident["kind"] == "占位主体"] == [
        f"F{n}" for n in range(3, 11)
    ]
    ledger = file["ledger"]
    assert ledger["found"] == ledger["in_items"] + ledger["in_notes"] + ledger["in_report"]
