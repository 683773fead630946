"""Why a file or a list cannot be taken in: one Chinese sentence with what to do next."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - it is an answer to the user, not a fault of the program
    """A file that is not read. `sentence` says what is wrong with it and how to mend that."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
