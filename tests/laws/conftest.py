"""Fixtures of the law table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quanze.laws.table import LawTable

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def table() -> Iterator[LawTable]:
    """The table that ships with the program."""
    shipped = LawTable.open()
    yield shipped
    shipped.close()
