"""Wrong usage: one Chinese sentence that says what is wrong, exit code 2, never an internal error."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

WRONG = [
    (("cite", "甲", "乙"), "多出了参数: 乙"),
    (("cheek",), "没有命令 cheek, 是否 check? 用"),
    (("check", "--as-of"), "选项 --as-of 后面要跟一个值"),
    (("check", "--jobs", "x"), "--jobs 的值不对: 应为整数"),
    (("check", "--jobs", "-1"), "--jobs 不能是负数"),
    (("laws", "show", "行政许可法", "--format", "xml"), "--format 的值不对: 没有“xml”, 可用的有: text、json"),
    (("rules", "list", "--format", "xml"), "没有“xml”"),
    (("explain", "BAS"), "“BAS”是一族规则, 用 quanze rules list BAS 列出"),
    (("explain", "法律依据"), "用 quanze rules list BAS 列出"),
    (("explain", "废止"), "名称里有它的: BAS005 依据已废止或失效"),
    (("explain", "XXX999"), "没有规则“XXX999”。"),
    (("check", "--output", "."), "这是文件夹, 不是文件"),
    (("schema", "--write", "quanze.yaml"), "quanze.yaml"),
]


@pytest.mark.parametrize(("arguments", "told"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_usage_is_one_sentence(run, small_list, arguments, told):
    done = run(*arguments, cwd=small_list)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "内部错误" not in done.stderr


def test_a_reader_that_stops_reading_does_not_change_the_verdict(script, small_list, sample):
    sample.write_text("名称: 甲\n" * 2, "utf-8")
    unread, output = os.pipe()
    os.close(unread)
    with os.fdopen(output, "wb") as stream:
        done = subprocess.run([script, "check"], cwd=small_list, stdout=stream, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("arguments", [("schema", "item"), ("rules", "list", "SCH")])
def test_a_reader_that_stops_reading_is_no_failure(script, tmp_path, arguments):
    unread, output = os.pipe()
    os.close(unread)
    with os.fdopen(output, "wb") as stream:
        done = subprocess.run([script, *arguments], cwd=tmp_path, stdout=stream, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_citations_are_read_in_the_encoding_they_come_in(script, tmp_path, encoding):
    text = "《中华人民共和国行政许可法》第十二条\r\n".encode(encoding)
    done = subprocess.run([script, "cite"], input=text, capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "有效  法规现行有效" in done.stdout.decode()


def test_nothing_to_cite_is_said(run):
    done = run("cite", "")
    assert done.returncode == 3
    assert "没有要读的文字" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_output_on_a_full_disk_is_said(script, small_list):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([script, "check"], cwd=small_list, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "错误  输出  磁盘满了, 没有写成\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
def test_a_closed_output_is_no_failure(script, small_list):
    done = subprocess.run(f"{script} explain BAS005 >&-", shell=True, cwd=small_list, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
