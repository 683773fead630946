"""Which texts of an item its text checks have to see: asked once of every text, however often the list has it.

A list says the same things over and over: nine texts of ten stand word for word in another item.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.rules.check import TextCheck
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: Texts that are remembered; a list with more different ones is asked anew.
_REMEMBERED = 100_000


class Suspects:
    """Knows, of every text under its key, the checks that have to see it, as the bits of a number."""

    def __init__(self, checks: Iterable[TextCheck], context: Context) -> None:
        selecting = dict.fromkeys(check for check in checks if check.selects)
        self._bits = {check: 1 << position for position, check in enumerate(selecting)}
        self._context = context
        self._known: dict[tuple[str, str], int] = {}

    def bit(self, check: TextCheck) -> int:
        """Return the bit of a check, 0 for one that has to see every text."""
        return self._bits.get(check, 0)

    def concerned(self, texts: Texts) -> int:
        """Return the checks that have to see some text of an item, as bits."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        pairs = list(zip(texts.keys, texts.texts, strict=True))
        answers = list(map(self._known.get, pairs))
        if None in answers:
            self._learn(dict.fromkeys([pair for pair, answer in zip(pairs, answers, strict=True) if answer is None]))
            answers = list(map(self._known.__getitem__, pairs))
        return reduce(or_, set(answers), 0)

    def shown(self, texts: Texts, bit: int) -> Texts:
        """Return the texts of an item with those as suspects that the check of a bit has to see (bit 0: none)."""
        if not bit:
            return texts
        known = self._known
        found = enumerate(zip(texts.keys, texts.texts, strict=True))
        texts.suspects = tuple((texts.paths[place], pair[1]) for place, pair in found if known[pair] & bit)
        return texts

    def _learn(self, unknown: dict[tuple[str, str], None]) -> None:
        lines = "\n".join([text for _, text in unknown])
        self._known.update(dict.fromkeys(unknown, 0))
        for check, bit in self._bits.items():
            if check.glance is None or check.glance(lines, self._context):
                for key, text in unknown:
                    if check.may_concern(key, text, self._context):
                        self._known[key, text] |= bit
