"""What is wrong with a rule file, said so that its author finds the place."""

from __future__ import annotations


class RuleFileError(ValueError):
    """A rule file that cannot be used: the Chinese reason and the key it is under.

    `column` and `end_column` are 1-based code points of that key's value, 0 when the whole is meant.
    """

    def __init__(self, message: str, key: str, column: int = 0, end_column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.key = key
        self.column = column
        self.end_column = end_column
