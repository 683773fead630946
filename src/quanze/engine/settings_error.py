"""Settings that cannot be used."""

from __future__ import annotations


class SettingsError(Exception):
    """Settings that cannot be used (exit 2): a Chinese sentence and, where known, the place."""

    def __init__(self, message: str, file: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column
