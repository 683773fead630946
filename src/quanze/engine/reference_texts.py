"""Rules on texts over the reference files that editors write: departments and delegation batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.engine.locating import Owner, finding_of
from quanze.finding import Hit
from quanze.rules.check import TextCheck
from quanze.rules.suspects import Suspects
from quanze.rules.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quanze.finding import Finding, Severity
    from quanze.rulebook import Rule
    from quanze.rules.context import Context
    from quanze.source import Document

#: Confidential numbers, document numbers, dates and telephones, pairs of marks. How duties are worded is the
#: business of the 三定规定 they are copied from.
_RULES: Final = frozenset(("LIS008", "STY003", "STY008", "STY012"))


def worded_findings(
    documents: Iterable[Document], rules: Sequence[Rule], context: Context, severities: Mapping[str, Severity]
) -> Iterator[Finding]:
    """Yield what the rules that are chosen and apply to any text find in some reference files."""
    checks = [(rule, rule.check) for rule in rules if rule.code in _RULES and isinstance(rule.check, TextCheck)]
    suspects = Suspects([check for _, check in checks], context)
    for document in documents:
        texts = Texts(document.root)
        concerned = suspects.concerned(texts)
        for rule, check in checks:
            bit = suspects.bit(check)
            for hit in check.run(suspects.shown(texts, bit), context) if bit & concerned else ():
                if isinstance(hit, Hit):
                    yield finding_of(rule, hit, document, Owner(), {}, severities)
