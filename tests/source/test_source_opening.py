"""Files that are none, or that cannot be read: one clear finding each, and nothing is waited for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from quanze.source import Limits, Reading, read

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of this kind are POSIX's")


def told(reading: Reading) -> list[tuple[str, str, str]]:
    assert reading.document is None
    return [(problem.code, problem.variant, problem.key) for problem in reading.problems]


def test_a_file_is_read_under_the_name_it_is_reported_by(tmp_path: Path) -> None:
    path = tmp_path / "示例县民政局.yaml"
    path.write_bytes("名称: 甲\n".encode())
    document = read(path, "data/示例县民政局.yaml").document
    assert document is not None
    assert (document.file, document.root) == ("data/示例县民政局.yaml", {"名称": "甲"})


def test_a_missing_file(tmp_path: Path) -> None:
    assert told(read(tmp_path / "无.yaml", "无.yaml")) == [("SCH001", "文件不存在", "文件不存在")]


def test_a_directory_named_like_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.mkdir()
    (problem,) = read(path, "x.yaml").problems
    assert (problem.code, problem.variant) == ("SCH001", "是目录")
    assert problem.values["说明"] == "这是一个目录，不是文件"


@posix
def test_a_broken_link(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.symlink_to(tmp_path / "没有")
    assert told(read(path, "x.yaml")) == [("SCH001", "断开的链接", "断开的链接")]


@posix
def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.symlink_to(path)
    assert told(read(path, "x.yaml")) == [("SCH001", "循环链接", "循环链接")]


@posix
def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "y.yaml").write_bytes("名称: 甲\n".encode())
    path = tmp_path / "x.yaml"
    path.symlink_to(tmp_path / "y.yaml")
    assert read(path, "x.yaml").document is not None


@posix
def test_a_file_without_permission(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0)
    assert told(read(path, "x.yaml")) == [("SCH001", "没有权限", "没有权限")]


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    os.mkfifo(path)
    assert told(read(path, "x.yaml")) == [("SCH001", "不是普通文件", "不是普通文件")]


@posix
def test_a_device_without_end_is_not_read() -> None:
    assert told(read(Path("/dev/zero"), "zero")) == [("SCH001", "不是普通文件", "不是普通文件")]


def test_a_file_of_200_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    (problem,) = read(path, "x.yaml").problems
    assert (problem.code, problem.variant) == ("SCH011", "过大")
    assert problem.values == {"大小": "200,000,000 字节", "上限": "1,048,576 字节"}


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 12")
    assert read(path, "x.yaml", Limits(bytes=5)).document is not None
    assert told(read(path, "x.yaml", Limits(bytes=4))) == [("SCH011", "过大", "")]
