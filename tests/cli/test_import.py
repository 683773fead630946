"""quanze import through the real console script: what is named, what is told, what comes next."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = ("实施主体", "类型", "名称", "实施层级", "实施依据")
LINE = ("某县民政局", "行政许可", "社会团体成立登记", "县级", "《社会团体登记管理条例》第九条")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as departments hand it in: workbooks, the lock of an open one, other things."""
    folder = tmp_path / "表格 汇总"
    (folder / "旧的").mkdir(parents=True)
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(LINE)
    book.save(folder / "民政局.xlsx")
    (folder / "~$民政局.xlsx").write_bytes(b"lock")
    (folder / "说明.txt").write_text("请按期报送", "utf-8")
    return folder


def test_a_folder_stands_for_the_workbooks_in_it(run, folder):
    done = run("import", folder, "--into", "清单")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("导入 ") == 1
    assert "导入 民政局.xlsx   表 1 张 · 数据行 1 · 写出 1 项" in done.stdout


def test_a_pattern_that_no_shell_has_filled_in(run, folder):
    shutil.copy(folder / "民政局.xlsx", folder / "另一个局.xlsx")
    done = run("import", f"{folder}/*局.xlsx", "--dry-run")
    assert "合计 2 个工作簿" in done.stdout
    none = run("import", f"{folder}/*.xls", "--dry-run")
    assert none.returncode == 2
    assert "没有读取 *.xls\n  没有这个文件" in none.stdout


@pytest.mark.parametrize(("named", "told"), [(".", "没有读取 .\n"), ("旧的", "没有读取 旧的\n")])
def test_a_folder_without_workbooks_is_named(run, folder, named, told):
    done = run("import", named, cwd=folder if named == "旧的" else folder / "旧的")
    assert done.returncode == 2
    assert told in done.stdout
    assert "里面没有 xls、xlsx 工作簿" in done.stdout


def test_the_next_step_names_the_list(run, folder):
    assert run("import", folder, "--into", "我的清单").stdout.endswith("下一步  quanze check 我的清单\n")
    assert run("import", folder, cwd=folder).stdout.endswith("下一步  quanze check\n")


def test_the_json_form_is_one_document(run, folder):
    report = json.loads(run("import", folder, "--into", "清单", "--format", "json").stdout)
    assert (report["schema_version"], report["items"], report["created"]) == (1, 1, "quanze.yaml")
    assert [file["name"] for file in report["files"]] == ["民政局.xlsx"]


def test_what_cannot_be_used_is_said_without_a_dot_for_the_folder(run, folder):
    done = run("import", folder, "--map", "没有.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("错误  列名对照 没有.yaml 无法读取")


def test_the_log_of_imports_is_no_register_of_the_list(run, folder):
    run("import", folder, "--into", "清单")
    done = run("check", "清单", "--format", "json")
    files = {finding["file"] for finding in json.loads(done.stdout)["findings"]}
    assert files
    assert not {file for file in files if file.endswith(".jsonl")}


def test_a_list_is_found_from_a_folder_in_it(run, small_list, folder):
    below = small_list / "表格"
    shutil.copytree(folder, below)
    done = run("import", "民政局.xlsx", cwd=below)
    assert done.returncode == 0, done.stderr
    assert f"清单在上级文件夹: {small_list}" in done.stdout
    assert (small_list / "data/items/某县民政局").is_dir()
    assert not (below / "quanze.yaml").exists()
