"""quanze check through the real console script: formats, the shipped list, the design's examples."""

from __future__ import annotations

import json
import os
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
