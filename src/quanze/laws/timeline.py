"""From when a text is in force: what the collected dates allow to say. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.citation.law import LawVersion

if TYPE_CHECKING:
    from datetime import date

    from quanze.laws.facts import LawFact
    from quanze.laws.pack import Articles


def since(adopted: date | None, promulgated: date | None, effective: date | None) -> tuple[date | None, bool]:
    """Return the day from which a text is in force, and whether that is sure.

    The effective date of an amended law is often its first one: then the text is in force from the
    day it was adopted at the earliest, and the amending decision may name a later one (not sure).
    """
    if adopted is None:
        return (effective, True) if effective is not None else (promulgated, False)
    if effective is None:
        return adopted, False
    return (effective, True) if effective >= adopted else (adopted, False)


def version_of(fact: LawFact, articles: Articles, *, closed: bool) -> LawVersion:
    """Return the version a collected text stands for."""
    began, sure = since(fact.adopted, fact.promulgated, fact.effective)
    numbers = [article for article, _sub in articles]
    return LawVersion(
        law_id=fact.law_id,
        title=fact.title,
        promulgated=fact.promulgated,
        adopted=fact.adopted,
        effective=fact.effective,
        since=began,
        since_sure=sure,
        articles=len(articles),
        last_article=max(numbers, default=fact.last_article),
        gaps=tuple(fact.gaps),
        complete=closed,
    )


def in_order(versions: list[LawVersion]) -> tuple[LawVersion, ...]:
    """Return the versions in the order in which they came into force, those of no known day first."""

    def order(version: LawVersion) -> tuple[str, str, str]:
        began = version.since.isoformat() if version.since else ""
        adopted = version.adopted.isoformat() if version.adopted else ""
        return (began, adopted, version.law_id)

    return tuple(sorted(versions, key=order))
