"""quanze check through the real console script: formats, the shipped list, the design's examples."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

DAY = ("--as-of", "2026-11-22")


def test_the_shipped_list_is_clean_at_publication(run, root):
    done = run("check", root, *DAY, "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, report["findings"][:3]
    assert report["summary"]["items"] >= 60
    assert report["summary"]["error"] == 0
    assert report["list"]["gate"] == "发布"


def test_no_error_on_the_examples_of_the_design(run, design):
    done = run("check", design / "examples", *DAY, "--format", "json")
    report = json.loads(done.stdout)
    assert [f for f in report["findings"] if f["severity"] == "error"] == []
    assert [f for f in report["findings"] if f["rule"].startswith("SCH")] == []
    assert done.returncode == 0


CONTRACT = {"schema_version", "tool", "as_of", "law_table", "commit", "summary", "findings"}
SUMMARY = {"items", "files", "error", "warning", "info", "waived", "baselined", "not_run"}
FINDING = {
    *("rule", "severity", "message", "file", "line", "column", "end_line", "end_column"),
    *("path", "item", "ground", "related", "fixable", "fingerprint"),
}


def test_json_is_the_contract(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("第三十三条", "第九百条"), "utf-8")
    report = json.loads(run("check", small_list, *DAY, "--format", "json").stdout)
    assert report.keys() >= CONTRACT
    assert report["schema_version"] == 1
    assert report["tool"].keys() >= {"name", "version", "rulebook"}
    assert report["summary"].keys() >= SUMMARY
    assert report["law_table"].keys() >= {"cut_off", "sha256"}
    (finding,) = report["findings"]
    assert finding.keys() >= FINDING
    assert finding["rule"] == "BAS004"
    assert finding["path"] == ["设定依据", 0, "条款"]
    line = sample.read_text("utf-8").splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "第九百条"


def test_junit_parses(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("第三十三条", "第九百条"), "utf-8")
    tree = ET.fromstring(run("check", small_list, *DAY, "--format", "junit").stdout)
    assert tree.findall(".//failure")


def test_output_goes_to_a_file(run, small_list, tmp_path):
    done = run("check", small_list, *DAY, "--format", "sarif", "--output", tmp_path / "报告.sarif")
    assert done.stdout == ""
    assert json.loads((tmp_path / "报告.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_same_bytes_under_any_hash_seed(run, root):
    texts = {run("check", root, *DAY, "--format", "json", env={"PYTHONHASHSEED": seed}).stdout for seed in "012"}
    assert len(texts) == 1


def test_a_list_in_a_chinese_folder_named_from_elsewhere(run, small_list, tmp_path):
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    assert run("check", "../清单", *DAY, cwd=elsewhere).returncode == 0
    assert run("check", *DAY, cwd=small_list / "data" / "items").returncode == 0


def test_no_path_means_the_nearest_list(run, small_list):
    assert run("check", *DAY, cwd=small_list / "data").returncode == 0


def test_loose_files_without_a_list(run, sample, tmp_path):
    loose = tmp_path / "散" / "事项.yaml"
    loose.parent.mkdir()
    loose.write_text(sample.read_text("utf-8").replace("第三十三条", "第九百条"), "utf-8")
    done = run("check", loose, *DAY, cwd=tmp_path)
    assert done.returncode == 1
    assert "BAS004" in done.stdout


def test_a_part_of_the_list_named_in_a_roundabout_way(run, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("第三十三条", "第九百条"), "utf-8")
    name = f"rules/../{sample.relative_to(small_list)}"
    done = run("check", name, *DAY, "--format", "json", cwd=small_list)
    report = json.loads(done.stdout)
    assert done.returncode == 1
    scope = {"paths": [sample.relative_to(small_list).as_posix()], "items": 1, "files": 1}
    assert report["list"]["scope"] == scope
    assert [finding["rule"] for finding in report["findings"]] == ["BAS004"]


def test_a_part_of_the_list_counts_what_is_in_it(run, small_list, sample):
    folder = small_list / "data/items/另一个局"
    folder.mkdir()
    shutil.copy(sample, folder / "L0020001000.yaml")
    report = json.loads(run("check", folder, *DAY, "--format", "json").stdout)
    assert report["summary"]["items"] == 2
    assert report["list"]["scope"]["items"] == 1
    assert {skipped["items"] for skipped in report["summary"]["not_run"]} <= {0, 1}


def test_some_of_the_rules_pass_no_gate(run, small_list):
    report = json.loads(run("check", small_list, *DAY, "--select", "STY", "--format", "json").stdout)
    assert (report["list"]["passes"], report["list"]["rules_used"]) == (None, 13)
    assert "不判断能否通过档位" in report["list"]["verdict"]
    whole = json.loads(run("check", small_list, *DAY, "--format", "json").stdout)
    assert (whole["list"]["passes"] is not None, whole["list"]["rules_used"]) == (True, None)


def test_rules_that_quanze_yaml_leaves_out_are_counted(run, small_list):
    settings = small_list / "quanze.yaml"
    settings.write_text(settings.read_text("utf-8") + "规则: {忽略: [文字格式]}\n", "utf-8")
    done = run("check", small_list, *DAY)
    assert done.returncode == 0, done.stderr
    assert ", 未选用 13 条" in done.stdout


def test_a_folder_beside_the_list_is_not_of_it(run, small_list, sample, tmp_path):
    loose = tmp_path / "散"
    loose.mkdir()
    shutil.copy(sample, loose)
    done = run("check", "../散", *DAY, cwd=small_list)
    assert "没有 quanze.yaml" in done.stdout


def test_files_without_quanze_yaml_are_said_to_be_judged_without_it(run, sample, tmp_path):
    loose = tmp_path / "散"
    loose.mkdir()
    shutil.copy(sample, loose)
    assert "没有 quanze.yaml, 这里的 YAML 文件都当作事项" in run("check", loose, *DAY).stdout


def test_times_are_shown_where_they_are_asked_for(run, small_list):
    assert "用时 (秒)" in run("check", small_list, *DAY, "--timing").stdout
    assert "用时 (秒)" not in run("check", small_list, *DAY, "--statistics").stdout


@pytest.mark.parametrize("day", ["2026年11月22日", "2026.11.22", "2026-11-22"])
def test_a_day_as_officials_write_it(run, small_list, day):
    report = json.loads(run("check", small_list, "--as-of", day, "--format", "json").stdout)
    assert report["as_of"] == "2026-11-22"


def test_a_code_page_is_honoured_but_not_for_programs(script, small_list, sample):
    sample.write_text(sample.read_text("utf-8").replace("状态: 在用", "状态: 在𠮷用"), "utf-8")

    def output(*more):
        env = {**os.environ, "PYTHONIOENCODING": "gbk"}
        done = subprocess.run([script, "check", *DAY, *more], cwd=small_list, env=env, capture_output=True, check=False)
        assert done.returncode == 1, done.stderr
        return done.stdout

    assert "\\U00020bb7" in output().decode("gbk")
    for format_ in ("json", "sarif", "gitlab", "junit", "html"):
        assert "𠮷" in output("--format", format_).decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这种管道")
def test_a_report_with_source_lines_waits_for_no_pipe(run, small_list):
    folder = small_list / "data/items/甲"
    folder.mkdir()
    os.mkfifo(folder / "管道.yaml")
    (folder / "圈.yaml").symlink_to("圈.yaml")
    for format_ in ("rich", "html"):
        done = run("check", small_list, *DAY, "--format", format_)
        assert done.returncode == 1, done.stderr
        assert "管道.yaml" in done.stdout
