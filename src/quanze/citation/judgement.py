"""What is said of one citation: it holds, it does not hold, or the table cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quanze.citation.numeral import LARGEST, to_chinese

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from quanze.citation.law import Cause
    from quanze.citation.types import Reference

Answer = Literal["holds", "fails", "unknown"]
#: Which part of the citation a judgement is about; "entry" = the citation as a whole.
Part = Literal["title", "number", "article", "quote", "rank", "version", "entry"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement on one citation.

    `rule` is the rule it belongs to ("" when the citation holds), `reason` a Chinese sentence,
    `variant` tells causes of one rule apart, `title` is the official title and `law_id` the text
    judged by; `reference` the place meant, `cause` why the table cannot tell; `on` the day of a
    repeal or of coming into force; `successors` the titles of what replaced the law; `suggestion`
    what could be written instead of the part; `last_article` the number of the law's last article;
    `cut_off` the day up to which the table follows laws of this rank and region; `repeated` = said
    already of the citation before, of which this one is the next article: true, but no finding.
    """

    answer: Answer
    rule: str = ""
    reason: str = ""
    part: Part = "entry"
    variant: str = ""
    title: str = ""
    law_id: str | None = None
    reference: Reference | None = None
    cause: Cause | None = None
    on: date | None = None
    successors: tuple[str, ...] = ()
    suggestion: str = ""
    last_article: int | None = None
    cut_off: date | None = None
    repeated: bool = False


_GRAVITY: dict[Answer, int] = {"holds": 0, "unknown": 1, "fails": 2}


def verdict(judgements: Iterable[Judgement]) -> Judgement:
    """Return the one judgement that decides: a failure before "cannot tell" before "holds", the first of equals."""
    return max(judgements, key=lambda judgement: _GRAVITY[judgement.answer], default=Judgement("holds"))


def article_name(article: int, sub: int = 0) -> str:
    """Write an article in the official form: 第二十六条, 第二百八十七条之一. Numbers above 9999 stay Arabic."""
    return f"第{_numeral(article)}条" + (f"之{_numeral(sub)}" if sub else "")


def place_name(reference: Reference) -> str:
    """Write a place in the official form: 第十二条第一款第三项; 第五条至第九条 for a range."""
    name = article_name(reference.article, reference.sub or 0) if reference.article is not None else ""
    if reference.to is not None:
        name += f"至{article_name(reference.to)}"
    for number, level in ((reference.paragraph, "款"), (reference.item, "项"), (reference.point, "目")):
        if number is not None:
            name += f"第{_numeral(number)}{level}"
    return name


def _numeral(number: int) -> str:
    return to_chinese(number) if 0 < number <= LARGEST else str(number)
