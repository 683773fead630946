"""The sample of a new list: there to look at, gone when real items arrive, kept when somebody worked on it."""

from __future__ import annotations

import pytest

TABLE = "部门,类型,名称,实施层级,实施依据\n某县民政局,行政许可,社会团体成立登记,县级,《社会团体登记管理条例》第九条\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "民政局.csv"
    file.write_text(TABLE, "utf-8")
    return file


def test_the_sample_is_gone_after_the_first_import(run, small_list, sample, table):
    done = run("import", table, cwd=small_list)
    assert done.returncode == 0, done.stderr
    assert "移走了 quanze init 写的样例" in done.stdout
    assert not sample.parent.exists()
    assert not list((small_list / "data/departments").iterdir())
    assert "ORG001" not in run("check", cwd=small_list).stdout.partition("未执行")[0]


def test_a_sample_that_was_edited_stays(run, small_list, sample, table):
    sample.write_text(sample.read_text("utf-8").replace("免费借阅", "借阅"), "utf-8")
    run("import", table, cwd=small_list)
    assert sample.is_file()


def test_a_trial_run_removes_nothing(run, small_list, sample, table):
    assert run("import", table, "--dry-run", cwd=small_list).returncode == 0
    assert sample.is_file()


def test_init_on_a_list_says_that_nothing_changed(run, small_list):
    done = run("init", cwd=small_list)
    assert done.returncode == 0
    assert "没有改动" in done.stdout
    assert "新建了" not in done.stdout
