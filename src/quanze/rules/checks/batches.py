"""Delegation batches (放权批次): the items they name, where they name them, and what these add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.rules.checks.elements import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.model.catalogue import Batch


def listed(batch: Batch) -> Iterator[tuple[Path, str]]:
    """Yield every item a batch names with its place, in the order of the file; an item may come twice."""
    for position, office in readable(() if is_absent(batch.by_office) else batch.by_office):
        for index, code in readable(() if is_absent(office.items) else office.items):
            yield ("按处室", position, "事项", index), code
    for index, code in readable(() if is_absent(batch.items) else batch.items):
        yield ("事项", index), code


def arithmetic(batch: Batch) -> tuple[int | None, int]:
    """Return the declared total and the computed one: the offices' items less those they share.

    17 + 9 + 29 − 1 = 54: an item that two offices name is counted once, whether 共管 says so or the codes
    do. A batch without 按处室 has as many items as it lists. The declared total is None when it is not
    written.
    """
    declared = None if is_absent(batch.total) else batch.total
    offices = [office for _, office in readable(() if is_absent(batch.by_office) else batch.by_office)]
    codes = [code for _, code in listed(batch)]
    if not offices:
        return declared, len(set(codes))
    answered = [code for office in offices for _, code in readable(() if is_absent(office.items) else office.items)]
    if batch.shared is None or is_absent(batch.shared):
        return declared, len(set(answered))
    return declared, len(answered) - batch.shared
