"""The exit codes of architecture.md, through the real console script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--as-of", "2026-11-22")


def test_clean_list_is_0(run, small_list):
    done = run("check", small_list, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有发现问题" in done.stdout


def test_findings_are_1(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("状态: 在用", "状态: 有效"), "utf-8")
    done = run("check", small_list, *DAY)
    assert done.returncode == 1
    assert "SCH006" in done.stdout


def test_warnings_alone_are_0_unless_asked_for(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("名称: 公共", "名称: 公\u200b共"), "utf-8")
    assert run("check", small_list, *DAY).returncode == 0
    assert run("check", small_list, *DAY, "--fail-on", "warning").returncode == 1
    assert run("check", small_list, *DAY, "--fail-on", "警告").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--select", "BAS999"), "没有规则“BAS999”"),
        (("check", "--ignore", "法律衣据"), "是否“法律依据”?"),
        (("check", "--format", "word"), "--format 没有“word”"),
        (("check", "--as-of", "明天"), "应写成 2026-11-22 这样"),
        (("check", "没有这个文件"), "没有这个文件或文件夹"),
        (("check", "--nosuch"), "没有选项 --nosuch"),
        (("chekc",), "没有命令 chekc, 是否 check?"),
        (("explain",), "还缺"),
        (("explain", "BAS999"), "没有规则“BAS999”"),
    ],
)
def test_usage_errors_are_2_and_chinese(run, small_list, arguments, said):
    done = run(*arguments, cwd=small_list)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "Usage" not in done.stderr


def test_configuration_error_is_2_with_its_place(run, small_list):
    settings = small_list / "quanze.yaml"
    settings.write_text(settings.read_text("utf-8").replace("档位: 采集", "挡位: 采集"), "utf-8")
    done = run("check", small_list, *DAY)
    assert done.returncode == 2
    assert "quanze.yaml:5:3" in done.stderr
    assert "没有“挡位”这一项, 是否“档位”?" in done.stderr


def test_no_list_at_all_is_2(run, tmp_path):
    done = run("check")
    assert done.returncode == 2
    assert "quanze init" in done.stderr


def test_nothing_checked_is_3(run, small_list, sample):
    sample.unlink()
    done = run("check", small_list, *DAY)
    assert done.returncode == 3


def test_a_folder_that_holds_nothing_of_the_list_is_3(run, small_list):
    (small_list / "草稿").mkdir()
    done = run("check", "草稿", *DAY, cwd=small_list)
    assert done.returncode == 3
    assert "草稿 不在这个清单里" in done.stdout


@pytest.mark.parametrize("path", ["quanze.yaml", "waivers.yaml", "data/departments", "rules", "data", "."])
def test_reference_files_and_settings_are_of_the_list(run, small_list, path):
    assert run("check", path, *DAY, cwd=small_list).returncode == 0


def test_rules_none_of_which_could_run_are_3(run, small_list):
    done = run("check", "--select", "ADJ002", *DAY, cwd=small_list)
    assert done.returncode == 3
    assert "未执行  ADJ002" in done.stdout


def test_no_rule_left_is_2(run, small_list):
    done = run("check", "--select", "STY", "--ignore", "文字格式", cwd=small_list)
    assert done.returncode == 2
    assert "一条规则也没有留下" in done.stderr


def test_crashed_rule_is_4_and_the_other_results_are_shown(run, small_list, sample):
    rule = small_list / "rules" / "SXJ001.yaml"
    rule.write_text(
        "代码: SXJ001\n名称: 除以零\n级别: error\n依据: 本地规定\n要求: 1 / (事项.版本 - 1) > 0\n位置: 版本\n消息: 版本不对\n",
        "utf-8",
    )
    sample.write_text(sample.read_text("utf-8").replace("状态: 在用", "状态: 有效"), "utf-8")
    done = run("check", small_list, *DAY)
    assert done.returncode == 4
    assert "RUN001" in done.stdout
    assert "SCH006" in done.stdout


def test_the_format_never_changes_the_code(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("状态: 在用", "状态: 有效"), "utf-8")
    formats = ("rich", "text", "json", "github", "gitlab", "sarif", "junit", "markdown", "html")
    codes = {format_: run("check", small_list, *DAY, "--format", format_).returncode for format_ in formats}
    assert set(codes.values()) == {1}, codes


def test_check_changes_no_file(run, small_list):
    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in small_list.rglob("*") if path.is_file()}

    before = contents()
    run("check", small_list, *DAY)
    assert contents() == before
