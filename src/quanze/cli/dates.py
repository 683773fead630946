"""The day a list is judged at, as it is written on the command line."""

from __future__ import annotations

import datetime as dt

from quanze.engine.settings import SettingsError


def as_of_date(written: str | None) -> dt.date:
    """Return the day of --as-of, today when it is not given. Raises SettingsError."""
    if written is None:
        return dt.date.today()  # noqa: DTZ011 - the office's own day
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise SettingsError(f"--as-of 的日期“{written}”不对, 应写成 2026-11-22 这样") from None
