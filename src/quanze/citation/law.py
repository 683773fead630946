"""What the law table knows of a law: the frozen records that rules judge a citation by.

A *law* is a title with every text (*version*) the table has of it and every statement that repeals
it. The functions are pure: they choose by an as-of date, never by "the newest".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Protocol, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.citation.acting_level import Tenor
    from quanze.citation.rank import Rank

#: Why the table cannot tell: the law (or its text of that day) is not in it; the text is too old to
#: prove anything; no full text is attached; the text was collected with parts missing; the articles
#: were renumbered so recently that the old number may be meant.
Cause = Literal["未收录", "文本过旧", "无全文", "文本不全", "条号有变"]
CAUSES: tuple[Cause, ...] = get_args(Cause)

#: Ranks whose texts the table follows up to its cut-off date. Texts of every other rank were
#: collected here and there and may be decades old.
FOLLOWED: frozenset[Rank] = frozenset(("宪法", "法律", "行政法规", "司法解释"))
#: A text of a rank that is not followed proves that an article is missing only when it is this recent.
RECENT = timedelta(days=2 * 365)

#: An article of a text: (article, sub); sub 0 = none.
Place = tuple[int, int]

State = Literal["in_force", "not_yet", "repealed", "unknown"]


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One text of a law.

    `adopted` is the day this text was adopted or published, `effective` what the source records
    (often the law's first date), `since` the day from which this text is taken to be in force:
    `effective` when that is not before `adopted`, else `adopted` (then not `since_sure`).
    `articles` counts articles, `gaps` are article numbers below `last_article` that the source
    lacks; `complete` = its end is there. `annex_items` = items of an annex, of a text without articles.
    """

    law_id: str
    title: str
    promulgated: date | None
    adopted: date | None
    effective: date | None
    since: date | None
    since_sure: bool
    articles: int
    last_article: int
    gaps: tuple[int, ...] = ()
    complete: bool = True
    annex_items: int = 0

    @property
    def dated(self) -> date | None:
        """The day the text is dated: its adoption, else the day from which it is in force."""
        return self.adopted or self.since


@dataclass(frozen=True, slots=True)
class Repeal:
    """A statement that a law is repealed: by which law, in which article, from which day on.

    `on` None = the day is not known; `by` "" = the instrument is not known.
    """

    by: str
    by_article: int | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Law:
    """A title with its texts in the order of `since`, and what repeals it in the order of dates.

    `title` is the full official title; `rank` None = not known; `ended` = the source says that it
    is no longer in force (已废止, 已失效) without naming a day; `cut_off` = until when the table
    follows texts of this rank and region; `own` = from the list's own 法规补充.
    """

    key: str
    title: str
    rank: Rank | None
    rank_sure: bool = True
    region: str | None = None
    issuer: str | None = None
    number: str | None = None
    versions: tuple[LawVersion, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    ended: str = ""
    cut_off: date | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What a law is on a day.

    `version` is the text in force (or, when unknown, the newest one known); `on` the day it came
    or comes into force (in_force, not_yet) or was repealed; `by` the titles of what repealed it and
    `by_article` the article that says so; `upcoming` a text adopted but not yet in force;
    `cause` and `reason` (Chinese) say why the table cannot tell.
    """

    state: State
    version: LawVersion | None = None
    on: date | None = None
    by: tuple[str, ...] = ()
    by_article: int | None = None
    upcoming: LawVersion | None = None
    cause: Cause | None = None
    reason: str = ""


class Structure:
    """The articles of one text: how many paragraphs each has, and how many items each of them.

    An article with no paragraphs is one of which nothing but its number is known.
    """

    __slots__ = ("_articles",)

    def __init__(self, articles: Mapping[tuple[int, int], tuple[int, ...]]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    def has(self, article: int, sub: int = 0) -> bool:
        """Say whether 第 article 条 (之 sub; 0 = none) is in the text."""
        return (article, sub) in self._articles

    def paragraphs(self, article: int, sub: int = 0) -> int:
        """Return the number of 款 of an article; 0 when there is no such article."""
        return len(self._articles.get((article, sub), ()))

    def items(self, article: int, sub: int = 0, paragraph: int | None = None) -> int:
        """Return the number of 项 of a paragraph, or the largest number of any paragraph."""
        counts = self._articles.get((article, sub), ())
        if paragraph is None:
            return max(counts, default=0)
        return counts[paragraph - 1] if 0 < paragraph <= len(counts) else 0

    def articles(self) -> tuple[tuple[int, int], ...]:
        """Return every (article, sub) in the order of the text."""
        return tuple(self._articles)


class LawIndex(Protocol):
    """Where rules look laws up. The shipped table, a table with 法规补充, or a test's own."""

    @property
    def has_text(self) -> bool:
        """Whether full texts are attached."""
        ...

    def find(self, title: str, number: str | None = None) -> Law | None:
        """Return the law of a title (full, short, former), else of a 文号; None when not in the table."""
        ...

    def structure(self, version: LawVersion) -> Structure:
        """Return the articles of a text; an empty structure when the table has none."""
        ...

    def nearest(self, title: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        """Return the titles most like a title with their likeness 0–100, best first."""
        ...

    def text(self, version: LawVersion, article: int, sub: int = 0) -> str | None:
        """Return the text of an article; None without an attached text file or such an article."""
        ...

    def tenor(self, version: LawVersion, article: int, sub: int = 0, paragraph: int | None = None) -> Tenor | None:
        """Return what an article, or one paragraph of it, says of who acts; None when the table does not know."""
        ...

    def marks(self, version: LawVersion) -> Mapping[Place, frozenset[int]]:
        """Return the marks of the sentences of every article; {} when the table has none of this text."""
        ...

    def moved(self, older: LawVersion, newer: LawVersion) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Return where articles of an older text stand in a newer one, as (article, sub); {} when not known."""
        ...


def status(index: LawIndex, title: str, as_of: date) -> Standing:
    """Return what the law of a title is on a day; unknown for one that is not in the table."""
    law = index.find(title)
    if law is None:
        return Standing("unknown", cause="未收录", reason="法规表没有收录")
    return standing(law, as_of)


def in_force(index: LawIndex, title: str, as_of: date) -> LawVersion | None:
    """Return the text of a law in force on a day; None when there is none or it is not known."""
    now = status(index, title, as_of)
    return now.version if now.state == "in_force" else None


def is_dated(law: Law, version: LawVersion, as_of: date) -> bool:
    """Say whether a text is too old to prove that something is missing from the law on a day."""
    if law.own or law.rank in FOLLOWED:
        return False
    return version.dated is None or version.dated < as_of - RECENT


def standing(law: Law, as_of: date) -> Standing:
    """Return what a law is on a day: in force, not yet in force, repealed, or unknown."""
    started = [v for v in law.versions if v.since is None or v.since <= as_of]
    version = started[-1] if started else None
    repealed = _repealed(law, version, as_of)
    if repealed is not None:
        return repealed
    if version is None:
        return _before_the_first_text(law, as_of)
    upcoming = next((v for v in law.versions if v.since is not None and v.since > as_of), None)
    if law.ended and version is law.versions[-1]:
        return _ended_without_a_day(law, version, as_of)
    return Standing("in_force", version, on=version.since, upcoming=upcoming)


def _repealed(law: Law, version: LawVersion | None, as_of: date) -> Standing | None:
    """Return the standing of a law repealed on or before a day; a text that is newer revives the title."""
    began = version.since if version is not None else None
    effective = [r for r in law.repeals if r.on is not None and r.on <= as_of and (began is None or began <= r.on)]
    if not effective:
        return None
    first = effective[0].on
    by = tuple(dict.fromkeys(r.by for r in effective if r.by and r.on == first))
    return Standing("repealed", version, on=first, by=by, by_article=effective[0].by_article)


def _before_the_first_text(law: Law, as_of: date) -> Standing:
    """Return the standing on a day before every text of the table."""
    first = law.versions[0] if law.versions else None
    if first is None:
        return Standing("unknown", cause="未收录", reason="法规表只有它的废止记录，没有文本")
    if is_first_text(first) or (first.promulgated is not None and as_of < first.promulgated):
        return Standing("not_yet", on=first.since, upcoming=first)
    return Standing("unknown", first, cause="未收录", reason=f"法规表没有它在{as_of.isoformat()}施行的文本")


def _ended_without_a_day(law: Law, version: LawVersion, as_of: date) -> Standing:
    """Return the standing of a law that the source calls 已废止 or 已失效 without a day.

    已失效 of a rank that is followed is believed from the cut-off date on. 已废止 is not: a repeal has
    an instrument, and where a source names none it also said so of laws that are in force.
    """
    if law.own:
        return Standing("repealed", version, reason=f"法规补充记为{law.ended}，未写废止日期")
    day = law.cut_off.isoformat() if law.cut_off else "收录时"
    if law.ended == "已失效" and law.rank in FOLLOWED and law.cut_off is not None and as_of >= law.cut_off:
        return Standing("repealed", version, reason=f"截至{day}已记为{law.ended}，未载废止日期")
    reason = f"截至{day}表中文本记为{law.ended}，未载日期，也没有更新的文本"
    return Standing("unknown", version, cause="文本过旧", reason=reason)


def is_first_text(version: LawVersion) -> bool:
    """Say whether a text is the law as first promulgated, not an amended one."""
    if version.promulgated is None or version.adopted is None:
        return version.adopted is None
    return version.adopted - version.promulgated <= timedelta(days=92)
