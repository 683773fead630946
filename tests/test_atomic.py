"""Files are written whole or not at all, and nothing but the file meant is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quanze.atomic import write_atomically


def test_the_folder_is_made(tmp_path):
    write_atomically(tmp_path / "甲" / "乙.txt", b"1")
    assert (tmp_path / "甲" / "乙.txt").read_bytes() == b"1"


def test_nothing_is_left_beside_the_file(tmp_path):
    write_atomically(tmp_path / "甲.txt", b"1")
    write_atomically(tmp_path / "甲.txt", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["甲.txt"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "真.txt").write_bytes(b"1")
    (tmp_path / "链.txt").symlink_to("真.txt")
    write_atomically(tmp_path / "链.txt", b"2")
    assert (tmp_path / "链.txt").is_symlink()
    assert (tmp_path / "真.txt").read_bytes() == b"2"


@pytest.mark.skipif(os.name == "nt", reason="needs a device")
def test_a_device_is_written_to_and_not_replaced(tmp_path):
    write_atomically(Path(os.devnull), b"1")
    assert Path(os.devnull).is_char_device()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_a_pipe_is_written_to(tmp_path):
    reading, writing = os.pipe()
    write_atomically(Path(f"/dev/fd/{writing}"), b"1")
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        assert stream.read() == b"1"


@pytest.mark.parametrize("name", [".", "甲/乙/丙.txt"])
def test_what_cannot_be_written_is_named(tmp_path, name):
    (tmp_path / "甲").write_bytes(b"")
    with pytest.raises(OSError) as raised:
        write_atomically(tmp_path / name, b"1")
    assert raised.value.filename == str(tmp_path / name)
    assert (tmp_path / "甲").read_bytes() == b""
