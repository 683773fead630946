"""Which files belong to a list, whatever the file system holds."""

from __future__ import annotations

import os
import unicodedata

import pytest

from quanze.engine.gathering import gather, report_name


def names(folder):
    return [file.name for file in gather(folder, folder)]


def test_every_yaml_file_once_in_one_order(tmp_path):
    for name in ("乙/2.yaml", "甲/1.yml", "甲/0.YAML", "甲/说明.txt", ".git/x.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a: b\n")
    assert names(tmp_path) == ["乙/2.yaml", "甲/0.YAML", "甲/1.yml"]


def test_a_folder_named_like_a_file_is_returned_and_entered(tmp_path):
    (tmp_path / "甲.yaml").mkdir()
    (tmp_path / "甲.yaml" / "1.yaml").write_text("a: b\n")
    assert names(tmp_path) == ["甲.yaml", "甲.yaml/1.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="符号链接要有管理员权限")
def test_a_loop_of_links_ends(tmp_path):
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "1.yaml").write_text("a: b\n")
    (tmp_path / "甲" / "回来").symlink_to(tmp_path)
    (tmp_path / "断.yaml").symlink_to(tmp_path / "没有")
    (tmp_path / "圈.yaml").symlink_to(tmp_path / "圈.yaml")
    assert names(tmp_path) == ["圈.yaml", "断.yaml", "甲/1.yaml"]


def test_names_in_reports_are_composed(tmp_path):
    decomposed = unicodedata.normalize("NFD", "é甲.yaml")
    (tmp_path / decomposed).write_text("a: b\n")
    assert names(tmp_path) == [unicodedata.normalize("NFC", "é甲.yaml")]


def test_a_file_outside_the_list_keeps_its_whole_name(tmp_path):
    inside, outside = tmp_path / "清单", tmp_path / "别处.yaml"
    assert report_name(outside, inside).endswith("/别处.yaml")
    assert report_name(inside / "a" / "b.yaml", inside) == "a/b.yaml"
