"""The day a list is judged at, as it is written on the command line."""

from __future__ import annotations

import datetime as dt

from quanze.engine.settings import SettingsError


def as_of_date(written: str | None) -> dt.date:
    """Return the day of --as-of, today when it is not given.

    2026-11-22, 2026年11月22日 and 2026.11.22 are understood. Raises SettingsError.
    """
    if written is None:
        return dt.date.today()  # noqa: DTZ011 - the office's own day
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return _as_officials_write(written)


def _as_officials_write(written: str) -> dt.date:
    from pydantic_core import PydanticCustomError

    from quanze.model.values import read_date

    try:
        return read_date(written)
    except PydanticCustomError:
        raise SettingsError(f"--as-of 的日期“{written}”不对, 应写成 2026-11-22 这样") from None
