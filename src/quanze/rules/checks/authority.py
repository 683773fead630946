"""Whether what is cited for a demand is of a rank that may make it (优化营商环境条例 35, 43, 44; 行政许可法 58).

A citation of unknown rank neither proves nor refutes: when nothing known suffices and something is
unknown, the answer is unknown, and that is never a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from quanze.finding import Unsure
from quanze.model.basis import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.citation.rank import Rank
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited

STATUTES: Final[frozenset[Rank]] = frozenset(("宪法", "法律", "行政法规"))
REGULATIONS: Final[frozenset[Rank]] = STATUTES | {"地方性法规"}
#: 法律、法规、国务院决定.
REGULATIONS_OR_DECISIONS: Final[frozenset[Rank]] = REGULATIONS | {"国务院决定"}
#: 法律、法规、规章; a decision of the State Council stands above every rule.
RULES_AND_ABOVE: Final[frozenset[Rank]] = REGULATIONS_OR_DECISIONS | {"部门规章", "省级政府规章", "市级政府规章"}


@dataclass(frozen=True, slots=True)
class Authority:
    """What a list of citations amounts to.

    `answer`: none = nothing is cited; holds = something of sufficient rank; fails = everything is known and
    nothing suffices; unknown = something is cited whose rank is not known. `names` and `ranks` say what
    suffices, does not, or is not known, for messages.
    """

    answer: Literal["none", "holds", "fails", "unknown"]
    names: str = ""
    ranks: str = ""

    @property
    def unsure(self) -> Unsure:
        """What is counted when the answer is unknown."""
        return Unsure("未收录", self.names)


NOTHING: Final = Authority("none")


def authority(entries: tuple[Citation, ...], context: Context, ranks: frozenset[Rank], but: str = "") -> Authority:
    """Say whether any of the citations is of one of the ranks.

    `but` is the title of a law that does not count, without 中华人民共和国 (the general law that something
    special is asked to depart from).
    """
    if not entries or context.judging is None:
        return NOTHING
    counted = [cited for cited in context.judging.entries(entries, ()) if not but or cited.citation.normalized != but]
    if not counted:
        return NOTHING
    graded = [(cited, _rank(cited)) for cited in counted]
    sufficient = [cited for cited, rank in graded if rank in ranks]
    if sufficient:
        return Authority("holds", _names(sufficient))
    unknown = [cited for cited, rank in graded if rank is None]
    if unknown:
        return Authority("unknown", _names(unknown))
    return Authority("fails", _names(counted), "、".join(dict.fromkeys(str(rank) for _, rank in graded)))


def authority_in_text(text: str, context: Context, ranks: frozenset[Rank], but: str = "") -> Authority:
    """Say the same of the laws that a sentence names in 《》; none when it names no law."""
    if "《" not in text:
        return NOTHING
    return authority((Citation.model_validate({"原文": text}),), context, ranks, but)


def _rank(cited: Cited) -> Rank | None:
    return None if cited.law is not None and not cited.law.rank_sure else cited.rank


def _names(cited: Iterable[Cited]) -> str:
    documents = [one.citation for one in cited]
    titles = [document.title or document.normalized or document.number or "" for document in documents]
    return "、".join(title for title in dict.fromkeys(titles) if title)
