"""quanze check --since: two states of a list, the earlier one from git."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="没有 git")


def git(folder, *arguments):
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.cn", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *settings, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(small_list):
    git(small_list, "init", "-q")
    git(small_list, "add", "-A")
    git(small_list, "commit", "-qm", "一")
    return small_list


def rules(run, folder, *arguments):
    done = run("check", *arguments, "--gate", "审核", "--format", "json", "--as-of", "2026-11-22", cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    return {f["rule"] for f in report["findings"]}, {entry["rule"] for entry in report["summary"]["not_run"]}


def test_without_an_earlier_state_the_rules_on_changes_are_not_run(run, committed):
    found, not_run = rules(run, committed)
    assert "ADJ002" in not_run
    assert "ADJ002" not in found


def test_a_change_without_a_record(run, committed, sample):
    sample.write_text(sample.read_text("utf-8").replace("承办机构: [服务股]", "承办机构: [借阅股]"), "utf-8")
    found, not_run = rules(run, committed, "--since", "HEAD")
    assert "ADJ002" in found
    assert "ADJ002" not in not_run


def test_nothing_changed(run, committed):
    found, _ = rules(run, committed, "--since", "HEAD")
    assert not found & {"ADJ002", "ADJ003", "ADJ004", "ADJ008", "ADJ010", "LIS011"}


def test_a_file_that_is_gone_is_named_though_it_is_gone(run, committed, sample):
    sample.unlink()
    (committed / "data/items/示例县图书馆管理局/L0010002000.yaml").write_text(
        "编码: L0010002000\n名称: 新事项\n", "utf-8"
    )
    done = run("check", "--since", "HEAD", "--gate", "审核", cwd=committed)
    assert f"{sample.name}:1:1: 错误 ADJ003" in done.stdout
    assert "ADJ004" in done.stdout


def test_an_unknown_revision_is_a_usage_error(run, committed):
    done = run("check", "--since", "没有这个版本", cwd=committed)
    assert done.returncode == 2
    assert "没有版本“没有这个版本”" in done.stderr


@pytest.mark.parametrize("nothing", ["", " ", "-n"])
def test_what_cannot_be_a_revision_is_no_reason_to_compare_nothing(run, committed, nothing):
    done = run("check", f"--since={nothing}", cwd=committed)
    assert done.returncode == 2
    assert "不是一个版本, 没有比较" in done.stderr


def test_a_shallow_clone_says_how_to_get_the_rest(run, committed, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", committed.as_uri(), "浅")
    done = run("check", "--since", "HEAD~1", cwd=tmp_path / "浅")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr
    assert run("check", "--since", "HEAD", cwd=tmp_path / "浅").returncode == 0


def test_outside_git_there_is_nothing_to_compare_with(run, small_list):
    done = run("check", "--since", "HEAD", cwd=small_list)
    assert done.returncode == 2
    assert "清单不在 git 里" in done.stderr


def test_a_list_in_a_folder_of_a_repository(run, small_list, tmp_path):
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "一")
    found, _ = rules(run, small_list, "--since", "HEAD")
    assert "ADJ004" not in found
