"""What a change of law means for a list: every citation of a law, and where its articles stand now. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from quanze.citation.judge import judge
from quanze.citation.judgement import verdict
from quanze.citation.law import standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quanze.citation.judgement import Judgement
    from quanze.citation.law import Law, LawIndex, Standing
    from quanze.citation.types import Citation

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Affected(Generic[Owner]):
    """One citation of the law: where it is written, and what is said of it on the day.

    `judgement.suggestion` names the article to cite instead, where it is known.
    """

    owner: Owner
    citation: Citation
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Affects(Generic[Owner]):
    """A law, what it is on the day, and every citation of it in the order given."""

    law: Law
    standing: Standing
    cited: tuple[Affected[Owner], ...]

    @property
    def to_rebase(self) -> tuple[Affected[Owner], ...]:
        """The citations that do not hold any more."""
        return tuple(one for one in self.cited if one.judgement.answer == "fails")


def affected(
    title: str, cited: Iterable[tuple[Owner, Citation]], as_of: date, index: LawIndex
) -> Affects[Owner] | None:
    """Return every citation of a law, under whatever name it is cited; None for a law not in the table.

    `cited` are the citations of a list with what they belong to (an item and a path). A citation
    without a title of its own carries the title of the one before it as `normalized`.
    """
    law = index.find(title)
    if law is None:
        return None
    found: list[Affected[Owner]] = []
    for owner, citation in cited:
        named = citation.title or citation.normalized
        other = index.find(named, citation.number) if named or citation.number else None
        if other is not None and other.key == law.key:
            found.append(Affected(owner, citation, verdict(judge(citation, as_of, index))))
    return Affects(law, standing(law, as_of), tuple(found))
