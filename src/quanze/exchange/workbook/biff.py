"""What an .xls says that its cells do not: a password, formula errors, how far the sheets reach.

Reads the record stream of BIFF8 (and BIFF5) workbooks; [MS-XLS] 2.4 gives the record numbers.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.exchange.workbook.sheet import Extent

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
_FORMULA, _BOOLERR = 0x0006, 0x0205
#: Records of one cell with a value: NUMBER LABEL RSTRING RK LABELSST.
_CELLS = frozenset((_FORMULA, _BOOLERR, 0x0203, 0x0204, 0x00D6, 0x027E, 0x00FD))
_MULRK = 0x00BD
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#DATA!"}


class DamagedError(Exception):
    """The record stream ends in the middle of a record or holds no workbook."""


@dataclass(frozen=True, slots=True)
class Records:
    """What was read of a workbook stream, by sheet in the order of the file."""

    encrypted: bool
    sheets: tuple[Extent, ...]


def scan(stream: bytes) -> Records:
    """Read the record stream of a workbook. DamagedError when it is cut short."""
    offsets: list[int] = []
    for number, at, size in _records(stream, 0):
        if number == _FILEPASS:
            return Records(encrypted=True, sheets=())
        if number == _BOUNDSHEET and size >= 4:
            offsets.append(struct.unpack_from("<I", stream, at)[0])
    return Records(encrypted=False, sheets=tuple(_extent(stream, offset) for offset in offsets))


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield (number, offset of the body, size) from a BOF record to its EOF."""
    depth = 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        if at + 4 + size > len(stream):
            raise DamagedError
        depth += (number == _BOF) - (number == _EOF)
        yield number, at + 4, size
        if depth <= 0:
            return
        at += 4 + size
    raise DamagedError


def _extent(stream: bytes, offset: int) -> Extent:
    rows = columns = 0
    errors: list[tuple[int, int, str]] = []
    for number, at, size in _records(stream, offset):
        if number in _CELLS and size >= 6:
            row, column = struct.unpack_from("<HH", stream, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            error = _error(stream, number, at, size)
            if error is not None:
                errors.append((row, column, error))
        elif number == _MULRK and size >= 6:
            row = struct.unpack_from("<H", stream, at)[0]
            last = struct.unpack_from("<H", stream, at + size - 2)[0]
            rows, columns = max(rows, row + 1), max(columns, last + 1)
    return Extent(rows, columns, tuple(errors))


def _error(stream: bytes, number: int, at: int, size: int) -> str | None:
    if number == _BOOLERR and size >= 8 and stream[at + 7] == 1:
        return ERRORS.get(stream[at + 6], "#ERR!")
    if number == _FORMULA and size >= 14 and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
        return ERRORS.get(stream[at + 8], "#ERR!")
    return None
