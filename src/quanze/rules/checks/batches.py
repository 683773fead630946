"""Delegation batches (放权批次): the items they name, what these add up to, and the items that name a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit, Related
from quanze.rules.check import ListHit
from quanze.rules.checks.elements import readable
from quanze.rules.checks.matters import CANCELLED
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.model.catalogue import Batch
    from quanze.model.delegation import Delegation
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts


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


def filed_batch(delegation: Delegation, context: Context) -> Filed[Batch] | None:
    """Return the batch a delegation belongs to; None when it names none, or one that is not on file."""
    return (context.batches or {}).get(delegation.batch) if delegation.batch else None


def unreconciled(every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """Find items that name a batch which does not list them, or which is not on file."""
    batches = context.batches or {}
    numbered = {name: _named_in(filed.record) for name, filed in batches.items()}
    for facts in every:
        if not facts.batch or facts.status == CANCELLED or not batches:
            continue
        filed = batches.get(facts.batch)
        values = {"批次": facts.batch, "名称": facts.name, "现有": "、".join(sorted(batches))}
        if filed is None:
            hit = Hit(("放权", "批次"), values, variant="没有这一批", key=facts.batch, severity="warning")
            yield ListHit(facts.file, hit)
        elif numbered[facts.batch].isdisjoint((facts.code, facts.catalogue_code, facts.name_folded)):
            related = (Related(filed.file, filed.path, "这一批的事项"),)
            hit = Hit(("放权", "批次"), values, "批次没有列", key=facts.batch, related=related, severity="warning")
            yield ListHit(facts.file, hit)


def _named_in(batch: Batch) -> frozenset[str]:
    """Return the codes and folded names of the items a batch lists."""
    return frozenset(form for _, written in listed(batch) for form in (written, words_only(written)))
