"""Judging citations against the law table: does the basis exist, is it in force, does it say so? Pure.

Three answers (principle 2: unknown is never a pass). One cause, one judgement: of a repealed law
nothing else is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.citation.judge_place import judge_places, renumbered
from quanze.citation.judge_quote import judge_quote
from quanze.citation.judgement import Judgement, article_name, place_name
from quanze.citation.law import standing
from quanze.citation.misspelt import is_misspelt, without_the_nation
from quanze.citation.rank import ranks_of_label
from quanze.citation.stated import stated_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from quanze.citation.law import Law, LawIndex, LawVersion, Standing
    from quanze.citation.types import Citation

#: From this likeness on the nearest title of the table is named with one that is not in it.
_ALIKE = 95.0
#: Rules that speak of the law as a whole, whichever article is cited.
LAW_LEVEL = frozenset(("BAS003", "BAS005", "BAS007", "BAS020", "BAS022", "BAS006"))


def judge_basis(citations: Sequence[Citation], as_of: date, index: LawIndex) -> tuple[tuple[Judgement, ...], ...]:
    """Judge the citations of one field in their order; one without a title of its own inherits the law.

    No citation at all is BAS001. What was said of a law is marked as `repeated` for the citations that
    only go on with it.
    """
    if not citations:
        return ((Judgement("fails", "BAS001", "没有填写设定依据"),),)
    judged: list[tuple[Judgement, ...]] = []
    title: str | None = None
    for citation in citations:
        goes_on = citation.implicit or citation.continued
        found = judge(citation, as_of, index, inherited=title if goes_on else None)
        if goes_on:
            found = tuple(replace(j, repeated=j.rule in LAW_LEVEL) for j in found)
        else:
            title = citation.title or citation.number
        judged.append(found)
    return tuple(judged)


def judge(citation: Citation, as_of: date, index: LawIndex, inherited: str | None = None) -> tuple[Judgement, ...]:
    """Judge one citation on a day; never empty.

    `inherited` is the title (or 文号) of the citation before it, for one without a law of its own.
    """
    title = citation.title or inherited or citation.normalized
    if not title and not citation.number:
        return (_without_a_law(citation),)
    law = index.find(title, citation.number or inherited)
    if law is None:
        return (_not_in_the_table(title or citation.number or "", as_of, index),)
    if citation.title and citation.number and index.find(citation.title) is None and not _amends(citation.title):
        return (_title_of_another_number(citation, law, as_of, index),)
    now = standing(law, as_of)
    if now.state == "in_force" and now.version is not None:
        holds = Judgement("holds", title=law.title, law_id=now.version.law_id)
        found = tuple(_in_force(citation, law, now, as_of, index)) or (holds,)
    else:
        found = (_not_in_force(citation, law, now, as_of, index),)
    return tuple(replace(judgement, cut_off=law.cut_off) for judgement in found)


def _in_force(citation: Citation, law: Law, now: Standing, as_of: date, index: LawIndex) -> Iterator[Judgement]:
    """Yield everything that is wrong or unknown of a citation of a law in force."""
    current = now.version
    assert current is not None
    version = current
    rank = _judge_rank(citation, law, version)
    if rank is not None:
        yield rank
    stated = _judge_version(citation, law, version, now.upcoming)
    if stated is not None:
        yield stated
        meant = stated_text(citation.version or "")
        cited = next((v for v in reversed(law.versions) if meant is not None and meant.is_of(v)), None)
        if cited is None:
            return
        version = cited
    articles = any(reference.article is not None for reference in citation.references)
    if citation.quote and not articles and citation.annex_item is None and not version.annex_items:
        yield _quote_without_an_article(citation, law, version)
        return
    places = tuple(judge_places(citation, law, version, as_of, index))
    if version is not current:
        places = _wrong_in_both(places, judge_places(citation, law, current, as_of, index))
    quote = None
    if citation.quote and not any(j.rule in ("BAS004", "BAS023") for j in places):
        quote = judge_quote(citation, law, version, as_of, index)
    if quote is None or quote.answer != "fails":
        yield from places
    if quote is not None:
        yield quote
    elif not citation.quote and not citation.version and not places:
        yield from renumbered(citation, law, version, as_of, index)


def _wrong_in_both(stated: tuple[Judgement, ...], in_force: Iterator[Judgement]) -> tuple[Judgement, ...]:
    """Return what is wrong of the places in the text named, without what is right in the text in force.

    That the text named is not the one in force is said already, and is the cause.
    """
    wrong = {judgement.reference for judgement in in_force}
    return tuple(judgement for judgement in stated if judgement.reference in wrong)


def _without_a_law(citation: Citation) -> Judgement:
    if citation.references:
        where = "、".join(place_name(reference) for reference in citation.references[:3])
        return Judgement("fails", "BAS024", f"只写了{where}，没有写是哪部法", part="entry", variant="no_law")
    if citation.quote:
        return Judgement("fails", "BAS024", "只有引文，没有写出自哪部法", part="entry", variant="no_law")
    return Judgement("unknown", "BAS003", "没有读出法规的名称", part="entry", variant="unread", cause="未收录")


def _amends(title: str) -> bool:
    """Say whether a title is that of an act which changes another one, whose number may then stand for it."""
    return "修改" in title or "修订" in title


def _title_of_another_number(citation: Citation, law: Law, as_of: date, index: LawIndex) -> Judgement:
    """Judge a title that is not in the table, cited with the number of a law that is: it is that law, or neither is."""
    title = citation.title or ""
    like = next((score for near, score in index.nearest(title) if near == law.title), 0.0)
    return _no_such_title(title, law.title, as_of, index) if like else _not_in_the_table(title, as_of, index)


def _not_in_the_table(title: str, as_of: date, index: LawIndex) -> Judgement:
    """Judge a title that is not in the table: wrongly written when one like it is, else unknown."""
    for rest in without_the_nation(title):
        law = index.find(rest)
        if law is not None and law.title.startswith("中华人民共和国"):
            return _no_such_title(title, law.title, as_of, index)
    nearest = index.nearest(title)
    for near, likeness in nearest:
        law = index.find(near)
        if is_misspelt(title, near, likeness, law.rank if law is not None else None):
            return _no_such_title(title, near, as_of, index)
    near, likeness = nearest[0] if nearest else ("", 0.0)
    reason = f"法规表没有收录《{title}》，不能判断是否现行有效"
    if likeness >= _ALIKE:
        reason += f"；题名最接近的是《{near}》，请核对是不是它"
    return Judgement("unknown", "BAS003", reason, part="title", cause="未收录")


def _no_such_title(title: str, near: str, as_of: date, index: LawIndex) -> Judgement:
    meant = index.find(near)
    now = standing(meant, as_of) if meant is not None else None
    ended = f"；但{_end(near, now)}" if now is not None and now.state == "repealed" else ""
    reason = f"查无《{title}》，题名最接近的是《{near}》{ended}"
    return Judgement("fails", "BAS022", reason, part="title", suggestion=near)


def _not_in_force(citation: Citation, law: Law, now: Standing, as_of: date, index: LawIndex) -> Judgement:
    law_id = now.version.law_id if now.version is not None else None
    if now.state == "repealed":
        return _repealed(citation, law, now, as_of, index)
    if now.state == "not_yet":
        upcoming = now.upcoming.law_id if now.upcoming is not None else None
        reason = f"《{law.title}》尚未施行，" + (f"自 {now.on.isoformat()} 起施行" if now.on else "施行日期未定")
        return Judgement("fails", "BAS007", reason, part="title", title=law.title, law_id=upcoming, on=now.on)
    reason = f"不能判断《{law.title}》是否有效：{now.reason}"
    return Judgement("unknown", "BAS005", reason, part="title", title=law.title, law_id=law_id, cause=now.cause)


def _repealed(citation: Citation, law: Law, now: Standing, as_of: date, index: LawIndex) -> Judgement:
    reason, successors = _end(law.title, now), _successors(now)
    for title, later in _later_ends(successors, as_of, index):
        reason += f"；{_end(title, later)}"
        successors = _successors(later)
    new = _new_places(citation, now, successors, as_of, index)
    return Judgement(
        "fails",
        "BAS005",
        reason + (f"，相近的条文是{new}" if new else ""),
        part="title",
        title=law.title,
        law_id=now.version.law_id if now.version is not None else None,
        on=now.on,
        successors=successors,
        suggestion=new,
    )


def _successors(now: Standing) -> tuple[str, ...]:
    return tuple(by for by in now.by if by)


def _end(title: str, now: Standing) -> str:
    """Say since when a repealed law is no longer in force, and what took its place."""
    reason = f"《{title}》" + (f"自 {now.on.isoformat()} 起废止" if now.on is not None else "已经失效")
    if successors := _successors(now):
        return reason + "，由" + "、".join(f"《{by}》" for by in successors) + "取代"
    return reason + (f"（{now.reason}）" if now.reason else "")


def _later_ends(successors: tuple[str, ...], as_of: date, index: LawIndex) -> Iterator[tuple[str, Standing]]:
    """Yield the successors that were repealed in their turn (环境噪声污染防治法 → 噪声污染防治法 → 生态环境法典)."""
    seen: set[str] = set()
    while len(successors) == 1 and successors[0] not in seen:
        seen.add(successors[0])
        law = index.find(successors[0])
        now = standing(law, as_of) if law is not None else None
        if law is None or now is None or now.state != "repealed":
            return
        yield law.title, now
        successors = _successors(now)


def _new_places(citation: Citation, now: Standing, successors: tuple[str, ...], as_of: date, index: LawIndex) -> str:
    """Return where the articles cited stand in the law that replaced theirs; "" when that is not known."""
    successor = index.find(successors[0]) if len(successors) == 1 else None
    text = standing(successor, as_of).version if successor is not None else None
    if successor is None or text is None or now.version is None:
        return ""
    moved = index.moved(now.version, text)
    places = [moved.get((reference.article or 0, reference.sub or 0)) for reference in citation.references]
    names = dict.fromkeys(article_name(*place) for place in places if place is not None)
    return f"《{successor.title}》" + "、".join(names) if names else ""


def _judge_rank(citation: Citation, law: Law, version: LawVersion) -> Judgement | None:
    """Compare the written 位阶标 with the rank in the table; None when it fits or cannot be compared."""
    allowed = ranks_of_label(citation.rank_label or "")
    if not allowed or law.rank is None or not law.rank_sure or law.rank in allowed:
        return None
    return Judgement(
        "fails",
        "BAS020",
        f"《{law.title}》是{law.rank}，不是{citation.rank_label}",
        part="rank",
        title=law.title,
        law_id=version.law_id,
        suggestion=law.rank,
    )


def _judge_version(citation: Citation, law: Law, version: LawVersion, upcoming: LawVersion | None) -> Judgement | None:
    """Compare the text a citation says it means with the text in force."""
    stated = stated_text(citation.version or "")
    if stated is None or version.dated is None or stated.is_of(version):
        return None
    common = Judgement("fails", "BAS006", part="version", title=law.title, law_id=version.law_id)
    text = version.dated.isoformat()
    if stated.is_before(version):
        reason = f"引用的是《{law.title}》{stated.year} 年的文本，现行的是 {text} 的文本"
        return replace(common, reason=reason, on=version.since, suggestion=_dated(version.dated))
    if upcoming is not None and upcoming.since is not None and stated.is_of(upcoming):
        reason = f"引用的《{law.title}》{stated.year} 年文本尚未施行，自 {upcoming.since.isoformat()} 起施行"
        return replace(common, rule="BAS007", reason=reason, law_id=upcoming.law_id, on=upcoming.since)
    reason = f"引用的是《{law.title}》{stated.year} 年的文本，法规表只收录到 {text} 的文本"
    return replace(common, answer="unknown", reason=reason, cause="文本过旧")


def _dated(day: date) -> str:
    """Name a text by its day: whether it was 修正 or 修订 the table does not know."""
    return f"{day.year}年{day.month}月{day.day}日文本"


def _quote_without_an_article(citation: Citation, law: Law, version: LawVersion) -> Judgement:
    place = "、".join(place_name(reference) for reference in citation.references)
    return Judgement(
        "fails",
        "BAS024",
        f"引了《{law.title}》的文字，" + (f"只写了{place}，" if place else "") + "没有写第几条",
        part="entry",
        variant="no_article",
        title=law.title,
        law_id=version.law_id,
    )
