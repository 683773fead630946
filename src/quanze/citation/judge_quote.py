"""Judging a quotation against the text of the article it names (BAS008, BAS021)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.citation.judgement import Judgement, article_name
from quanze.citation.law import is_dated
from quanze.citation.likeness import SAME, likeness, pieces, same_numbers, stands_in
from quanze.citation.marks import article_of, marks
from quanze.citation.marks import stands_in as stands_there
from quanze.citation.wording_change import difference

if TYPE_CHECKING:
    from datetime import date

    from quanze.citation.judgement import Answer, Part
    from quanze.citation.law import Law, LawIndex, LawVersion, Place
    from quanze.citation.types import Citation

#: A wider range of articles is not compared as a whole.
_WIDEST = 30


def judge_quote(citation: Citation, law: Law, version: LawVersion, as_of: date, index: LawIndex) -> Judgement | None:
    """Return what is wrong with the quotation of a citation, or why it cannot be told; None when it is right.

    Found under another number of the text in force = BAS021; in an older text, or nowhere = BAS008.
    """
    places = _places(citation)
    texts = [text for place in places if (text := index.text(version, *place)) is not None]
    if not texts:
        return _by_marks(citation, places, law, version, index)
    quoted = pieces(citation.quote or "")
    if not quoted:
        return None
    if likeness(quoted, "".join(texts)) >= SAME and same_numbers(quoted, "".join(texts)):
        return None
    if is_dated(law, version, as_of):
        return _differs_from_an_old_text(law, version)
    named = "、".join(article_name(*place) for place in places)
    elsewhere = _standing_elsewhere(quoted, places, version, index)
    if elsewhere is not None:
        now = article_name(*elsewhere)
        reason = f"引文现在是《{law.title}》{now}的内容，不是{named}"
        return _judgement("fails", "BAS021", reason, law, version, part="article", suggestion=now)
    stale = _stale(quoted, places, law, version, index)
    if stale is not None:
        return stale
    reason = f"引文与《{law.title}》{named}的文本不符：{difference(citation.quote or '', ''.join(texts))}"
    return _judgement("fails", "BAS008", reason, law, version, variant="differs")


def _by_marks(
    citation: Citation, places: list[Place], law: Law, version: LawVersion, index: LawIndex
) -> Judgement | None:
    """Judge a quotation where the text is not at hand, by the marks of its sentences."""
    quoted, articles = marks(citation.quote or ""), index.marks(version)
    if not quoted:
        return None
    here = {mark for place in places for mark in articles.get(place, ())}
    known = {mark for _, mark in quoted}
    if known <= here:
        return None
    now = article_of(quoted, articles) if known.isdisjoint(here) and articles else None
    if now is not None:
        named = "、".join(article_name(*place) for place in places)
        reason = f"引文现在是《{law.title}》{article_name(*now)}的内容，不是{named}"
        return _judgement("fails", "BAS021", reason, law, version, part="article", suggestion=article_name(*now))
    stale = _stale_by_marks(quoted, places, law, version, index)
    return stale or _judgement(
        "unknown", "BAS008", f"没有《{law.title}》的全文，引文没有核对", law, version, cause=True
    )


def _stale_by_marks(
    quoted: tuple[tuple[int, int], ...], places: list[Place], law: Law, version: LawVersion, index: LawIndex
) -> Judgement | None:
    """Say under which number the article of an older text stands now that the quotation is from."""
    for older in reversed(law.versions[: law.versions.index(version)]):
        articles, moved = index.marks(older), index.moved(older, version)
        for place in places:
            if place in moved and stands_there(quoted, articles.get(place, frozenset())):
                return _moved(place, moved[place], law, older, version)
    return None


def _moved(place: Place, now: Place, law: Law, older: LawVersion, version: LawVersion) -> Judgement:
    changed = f"，自 {version.since.isoformat()} 起已经修改" if version.since is not None else "，已经修改"
    dated = f" {older.dated.isoformat()} " if older.dated is not None else "旧"
    reason = f"引文是《{law.title}》{dated}文本的{article_name(*place)}{changed}，今为{article_name(*now)}"
    return _judgement("fails", "BAS021", reason, law, version, part="article", suggestion=article_name(*now))


def _places(citation: Citation) -> list[Place]:
    """Return the articles a citation names, ranges expanded, in order and once each."""
    places: list[Place] = []
    for reference in citation.references:
        if reference.article is None:
            continue
        places.append((reference.article, reference.sub or 0))
        if reference.to is not None and reference.article < reference.to <= reference.article + _WIDEST:
            places.extend((number, 0) for number in range(reference.article + 1, reference.to + 1))
    return list(dict.fromkeys(places))


def _standing_elsewhere(
    quoted: tuple[str, ...], places: list[Place], version: LawVersion, index: LawIndex
) -> Place | None:
    for place in index.structure(version).articles():
        if place not in places:
            text = index.text(version, *place)
            if text is not None and stands_in(quoted, text):
                return place
    return None


def _stale(
    quoted: tuple[str, ...], places: list[Place], law: Law, version: LawVersion, index: LawIndex
) -> Judgement | None:
    """Say from which day on the wording quoted, of an older text, is no longer the law."""
    for older in reversed(law.versions[: law.versions.index(version)]):
        moved = index.moved(older, version)
        for place in places:
            text = index.text(older, *place)
            if text is None or likeness(quoted, text) < SAME:
                continue
            if place in moved:
                return _moved(place, moved[place], law, older, version)
            changed = f"，自 {version.since.isoformat()} 起已经修改" if version.since is not None else "，已经修改"
            dated = f" {older.dated.isoformat()} " if older.dated is not None else "旧"
            reason = f"引文是《{law.title}》{dated}文本的{article_name(*place)}{changed}"
            return _judgement("fails", "BAS008", reason, law, version, variant="stale")
    return None


def _differs_from_an_old_text(law: Law, version: LawVersion) -> Judgement:
    dated = version.dated.isoformat() if version.dated is not None else "日期不明"
    return Judgement(
        "unknown",
        "BAS008",
        f"法规表收录的《{law.title}》文本过旧（{dated}），引文与它不同不能说明问题",
        part="quote",
        title=law.title,
        law_id=version.law_id,
        cause="文本过旧",
    )


def _judgement(
    answer: Answer,
    rule: str,
    reason: str,
    law: Law,
    version: LawVersion,
    *,
    part: Part = "quote",
    variant: str = "",
    suggestion: str = "",
    cause: bool = False,
) -> Judgement:
    return Judgement(
        answer,
        rule,
        reason,
        part=part,
        variant=variant,
        title=law.title,
        law_id=version.law_id,
        cause="无全文" if cause else None,
        on=version.since if answer == "fails" else None,
        suggestion=suggestion,
    )
