"""A workbook as it was read: sheets of text, with what the file said of merges and odd values."""

from __future__ import annotations

from dataclasses import dataclass

#: The largest rectangle of values of one sheet that is taken in.
MOST_CELLS = 4_000_000


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range: 0-based rows and columns, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Oddity:
    """A cell whose value was not plain text: 0-based place, what it was, and the text it became."""

    row: int
    column: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows and columns of one sheet hold values; which cells are formula errors (row, column, text)."""

    rows: int
    columns: int
    errors: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of equal length, every cell as text ("" = empty).

    `numbers` are the 1-based numbers of the rows in the file, which is what a report names; `lettered`
    says whether its columns have letters (rows of JSON have keys only).
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    merges: tuple[Merge, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    hidden: bool = False
    lettered: bool = True

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file: its name, what it is by its bytes (`kind`), and its sheets in order.

    `skipped` names the sheets that hold no table (charts, macro sheets).
    """

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    skipped: tuple[str, ...] = ()


def column_name(column: int) -> str:
    """Return the letters of a 0-based column: 0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 0-based column of letters: A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - 64
    return number - 1


def squeeze(text: str) -> str:
    """Return a text without any white space: what stays the same however a cell was laid out."""
    return "".join(text.split())
