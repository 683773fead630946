"""Reference files: what is missing, damaged or of another kind is one finding, and what needs it is not run."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from quanze.cli.tables import REFERENCE_TABLES
from quanze.engine.run import Request, prepare
from quanze.engine.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.engine.run import Prepared

FEES = "data/registers/收费目录清单.yaml"
CATALOGUE = "data/catalogue/示例省通用目录.yaml"
WATER = "data/departments/示例县水利局.yaml"
BATCH = "data/delegations/示例县相对集中行政许可权划转.yaml"


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The shipped list without its items: references are read whatever the items are."""
    for name in ("departments", "catalogue", "delegations", "registers"):
        shutil.copytree(root / "data" / name, tmp_path / "data" / name)
    shutil.copy(root / "quanze.yaml", tmp_path)
    return tmp_path


def prepared(folder: Path) -> Prepared:
    request = Request(dt.date(2026, 11, 22), gate="发布", tables=REFERENCE_TABLES)
    return prepare(load_settings(folder), request, other_lists=False)


def told(folder: Path) -> list[tuple[str, str, int, int]]:
    findings = prepared(folder).references.findings
    return [(one.rule, one.file, one.span.line, one.span.column) for one in findings]


def test_the_shipped_references_are_in_order(folder: Path) -> None:
    found = prepared(folder)
    assert found.references.findings == ()
    assert found.references.unreadable == {}
    needs = ("部门名册", "通用目录", "放权批次", "登记册.收费目录清单", "登记册.运行数据")
    assert [found.context.lacks(need) for need in needs] == [""] * 5


@pytest.mark.parametrize(
    ("file", "need", "said"),
    [
        (FEES, "登记册.收费目录清单", "收费目录清单"),
        (CATALOGUE, "通用目录", "通用目录"),
        (BATCH, "放权批次", "放权批次"),
        (WATER, "部门名册", "部门名册"),
    ],
)
@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"a: [1\nb: 2\n", "SCH001"),
        (b"", "SCH010"),
        (b"\xe4\xb8\xff", "SCH007"),
        ("豁免:\n  - {规则: BAS001, 理由: 另有安排}\n".encode(), "SCH005"),
    ],
    ids=["语法", "空", "编码", "另一种文件"],
)
def test_a_file_that_cannot_be_used_is_one_finding_and_what_needs_it_is_not_run(
    folder: Path, file: str, need: str, said: str, content: bytes, rule: str
) -> None:
    (folder / file).write_bytes(content)
    found = prepared(folder)
    (finding,) = found.references.findings
    assert (finding.rule, finding.file) == (rule, file)
    assert found.context.lacks(need) == f"{said}有文件读不出来 ({file})"
    others = {"部门名册", "通用目录", "放权批次", "登记册.运行数据"} - {need}
    assert not any(found.context.lacks(other) for other in others)


def test_a_folder_in_place_of_a_file_is_one_finding(folder: Path) -> None:
    (folder / FEES).unlink()
    (folder / FEES).mkdir()
    assert [rule for rule, *_ in told(folder)] == ["SCH001"]


def test_a_file_that_is_not_there_is_only_not_provided(folder: Path) -> None:
    (folder / FEES).unlink()
    found = prepared(folder)
    assert found.references.findings == ()
    assert found.context.lacks("登记册.收费目录清单") == "未提供收费目录清单"


def test_half_a_catalogue_is_none(folder: Path) -> None:
    (folder / "data/catalogue/另一份.yaml").write_text("事项: [\n", "utf-8")
    found = prepared(folder)
    assert found.context.catalogue is None
    assert len(found.references.findings) == 1


def test_another_kind_of_file_is_named(folder: Path) -> None:
    shutil.copy(folder / WATER, folder / FEES)
    (finding,) = prepared(folder).references.findings
    assert finding.message == "“文件”应是登记册, 现在是“部门 (三定)”"


def test_a_file_with_one_misspelt_key_is_still_of_its_kind(folder: Path) -> None:
    (folder / FEES).write_text("登记册: 收费目录清单\n条木: []\n", "utf-8")
    assert told(folder) == [("SCH003", FEES, 2, 1)]


def test_a_register_in_the_file_of_another_one(folder: Path) -> None:
    shutil.copy(folder / "data/registers/证明事项清单.yaml", folder / FEES)
    (finding,) = prepared(folder).references.findings
    assert (finding.rule, finding.message) == ("SCH013", "文件名是“收费目录清单”, 里面写的登记册是“证明事项清单”")


def test_an_entry_that_is_said_twice_in_words_of_its_own(folder: Path) -> None:
    text = '事项:\n  - {编码: "410119001000", 名称: 取水审批, 类型: 行政许可, 层级: [县级], 状态: 在用}\n'
    (folder / "data/catalogue/甲.yaml").write_text(text, "utf-8")
    (finding,) = prepared(folder).references.findings
    assert finding.rule == "SCH002"
    assert finding.message.startswith("编码“410119001000”写了两次, 内容不一样, 第一次在 data/catalogue/甲.yaml 第 2 行")
    (folder / "data/catalogue/甲.yaml").unlink()
    shutil.copy(folder / CATALOGUE, folder / "data/catalogue/甲.yaml")
    assert told(folder) == []


def test_a_register_may_be_a_table(folder: Path) -> None:
    (folder / FEES).unlink()
    (folder / "data/registers/收费目录清单.csv").write_bytes(
        "收费项目,收费标准,件数\n耕地开垦费,每平方米30元,\n污水处理费,,若干\n".encode("gbk")
    )
    found = prepared(folder)
    assert [one.record.name for one in found.context.registers["收费目录清单"]] == ["耕地开垦费", "污水处理费"]
    assert told(folder) == [("SCH005", "data/registers/收费目录清单.csv", 3, 3)]


def test_a_table_that_is_no_register_is_not_passed_over(folder: Path) -> None:
    (folder / "data/registers/新的.csv").write_text("名称\n甲\n", "utf-8")
    assert told(folder) == [("SCH001", "data/registers/新的.csv", 1, 1)]


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = folder / "data/registers"
    monkeypatch.setattr("os.access", lambda path, mode: path != locked)
    assert told(folder) == [("SCH001", "data/registers", 1, 1)]
