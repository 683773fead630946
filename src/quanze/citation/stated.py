"""Which text of a law a citation says it means: （2019年修正）, （…根据2018年10月26日…修正）."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quanze.citation.law import LawVersion

_CLAUSE = re.compile(r"[；;。]|[，,、](?=\s*(?:自|根据|(?:19|20)\d\d))")
_AMENDED = re.compile(r"修正|修订|修改|年版|年本|版本")
_QUOTED = re.compile(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》|（[^（）]*令[^（）]*）")
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?:\s*年\s*(?P<month>\d{1,2})\s*月|\s*年|[.-](?P<month2>\d{1,2}))?")
_BEGINS = re.compile(r"施行|实施|生效|执行")
#: The text is named by nothing but its day or year: 2003-08-27, 2019年, 2018版, 2021年12月24日文本.
_ALONE = re.compile(
    r"\s*(?P<year>(?:19|20)\d\d)\s*(?:[-./年]\s*(?P<month>\d{1,2})(?:\s*[-./月]\s*\d{1,2}\s*日?)?|年)?\s*(?:版|本|文本)?\s*"
)
#: A decision is often published weeks after it was passed; the table knows only one of the two days.
_PUBLISHED = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class StatedText:
    """The year, and the month when it is given, in which the text a citation means was amended."""

    year: int
    month: int | None = None

    def is_of(self, version: LawVersion) -> bool:
        """Say whether a version can be the text meant: amended then, or come into force in that year."""
        days = [day for day in (version.adopted, version.since, version.dated) if day is not None]
        return self.year in {day.year for day in days} or any(self._just_before(day) for day in days[:1])

    def is_before(self, version: LawVersion) -> bool:
        """Say whether the text meant is older than a version."""
        return version.dated is not None and self.year < version.dated.year and not self.is_of(version)

    def _just_before(self, day: date) -> bool:
        """Say whether a text was amended late in one year and published early in the next."""
        month = self.month or 12
        return self.year == day.year - 1 and day - date(self.year, min(max(month, 1), 12), 28) <= _PUBLISHED


@lru_cache(maxsize=4096)
def stated_text(version: str) -> StatedText | None:
    """Return the newest amendment a written version names; None when it names none.

    Days of adoption and of coming into force (自…起施行) are not amendments.
    """
    alone = _ALONE.fullmatch(version)
    if alone is not None:
        return StatedText(int(alone["year"]), int(alone["month"]) if alone["month"] else None)
    found: list[StatedText] = []
    for clause in _CLAUSE.split(_QUOTED.sub("", version[:3000])):
        end = max((amended.end() for amended in _AMENDED.finditer(clause)), default=0)
        for match in _DATE.finditer(clause, 0, end):
            if not _BEGINS.search(clause, match.end(), match.end() + 8):
                month = match["month"] or match["month2"]
                found.append(StatedText(int(match["year"]), int(month) if month else None))
    return max(found, key=lambda text: (text.year, text.month or 0), default=None)
