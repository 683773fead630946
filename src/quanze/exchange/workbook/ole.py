"""Compound files (OLE2), the container of .xls and of every encrypted workbook: names and streams.

Only as much as is needed to say what a file is before it is handed to the reader. Every chain is
bounded by the number of sectors, so that a damaged file ends in an error and never in a loop.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # every larger number marks the end of a chain or a free sector
_ENTRY = 128
_SMALL = 64


class DamagedError(Exception):
    """The compound file contradicts itself or ends too early."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stream or storage of the directory."""

    name: str
    start: int
    size: int
    is_root: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """An opened compound file."""

    content: bytes
    sector: int
    table: tuple[int, ...]
    small_table: tuple[int, ...]
    small_cutoff: int
    entries: tuple[Entry, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of all streams and storages."""
        return frozenset(entry.name for entry in self.entries)

    def stream(self, name: str) -> bytes:
        """Return a stream by its name. KeyError when there is none, DamagedError when it is cut short."""
        entry = next((entry for entry in self.entries if entry.name == name), None)
        if entry is None:
            raise KeyError(name)
        if entry.size >= self.small_cutoff:
            return self._exactly(self._big(entry.start), entry.size)
        root = next((entry for entry in self.entries if entry.is_root), None)
        pool = self._big(root.start) if root else b""
        parts = (pool[at * _SMALL : (at + 1) * _SMALL] for at in _chain(self.small_table, entry.start))
        return self._exactly(b"".join(parts), entry.size)

    def _big(self, start: int) -> bytes:
        return b"".join(_sector(self.content, self.sector, at) for at in _chain(self.table, start))

    @staticmethod
    def _exactly(content: bytes, size: int) -> bytes:
        if len(content) < size:
            raise DamagedError
        return content[:size]


def open_compound(content: bytes) -> Compound:
    """Read the header, the tables and the directory. DamagedError when they are not there."""
    try:
        return _open(content)
    except (struct.error, UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise DamagedError from error


def _open(content: bytes) -> Compound:
    shift = struct.unpack_from("<H", content, 30)[0]
    if content[:8] != MAGIC or shift not in (9, 12):
        raise DamagedError
    sector = 1 << shift
    directory, _, cutoff, small_start, _, more, more_count = struct.unpack_from("<7I", content, 48)
    places = [at for at in struct.unpack_from("<109I", content, 76) if at < _END]
    for _ in range(min(more_count, len(content) // sector)):
        if more >= _END:
            break
        *rest, more = struct.unpack(f"<{sector // 4}I", _sector(content, sector, more))
        places += [at for at in rest if at < _END]
    table = _numbers(b"".join(_sector(content, sector, at) for at in places))
    small = b"".join(_sector(content, sector, at) for at in _chain(table, small_start))
    listing = b"".join(_sector(content, sector, at) for at in _chain(table, directory))
    return Compound(content, sector, table, _numbers(small), cutoff, tuple(_entries(listing)))


def _sector(content: bytes, size: int, at: int) -> bytes:
    start = (at + 1) * size
    found = content[start : start + size]
    if not found:
        raise DamagedError
    return found.ljust(size, b"\0")  # writers may leave the last sector short


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content)


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    left = len(table)
    while start < _END:
        if start >= len(table) or left < 0:
            raise DamagedError
        yield start
        start = table[start]
        left -= 1


def _entries(listing: bytes) -> Iterator[Entry]:
    for offset in range(0, len(listing) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", listing, offset + 64)
        if kind in (1, 2, 5) and 2 <= length <= 64:
            name = listing[offset : offset + length - 2].decode("utf-16-le")
            start, size = struct.unpack_from("<II", listing, offset + 116)
            yield Entry(name, start, size, kind == 5)
