"""From collected texts to laws: one law a title, its texts in order, what it is called and repealed by. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, get_args

from quanze.citation.law import FOLLOWED, Law, LawVersion, Repeal
from quanze.citation.rank import Rank
from quanze.laws import known, timeline
from quanze.laws.key import title_key
from quanze.laws.number import number_key
from quanze.laws.region import province_of
from quanze.laws.repeals import believed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from quanze.laws.facts import Facts, LawFact, RepealFact

_LOCAL: frozenset[Rank | None] = frozenset(("地方性法规", "省级政府规章", "市级政府规章"))
_ENDED = frozenset(("已废止", "已失效"))
#: A text with fewer articles may look like another by chance.
_DISTINCT = 10
_COURT = re.compile(r"^(?:最高人民法院|最高人民检察院|[、与和])+(?=关于)")
_PREFIX_NUMBER = re.compile(r"^[一-鿿]{2,4}〔\d{4}〕\d+号(?=关于)")
_ISSUER = re.compile(r"^日?(?P<name>[㐀-鿿、]{3,60}?)(?:关于)?$")
_NO_ISSUER = frozenset(("现予以", "号公布", "号令", "号文"))


@dataclass(slots=True)
class Families:
    """Every law by its key, further names and numbers → key, and what was odd in the sources."""

    laws: dict[str, Law] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    cut_offs: dict[str, date] = field(default_factory=dict)
    oddities: list[str] = field(default_factory=list)


def families_of(facts: Facts) -> Families:
    """Return the laws of the collected facts together with the acts written by hand."""
    families = Families()
    texts, also = _merge_same_texts(facts, families.oddities)
    families.cut_offs = _cut_offs(texts)
    repeals = believed((r for r in facts.repeals if not _of_a_former_title(r)), _promulgations(facts))
    grouped: dict[str, list[LawFact]] = {}
    for fact in texts:
        grouped.setdefault(title_key(fact.title), []).append(fact)
    for key in sorted(grouped):
        families.laws[key] = _law(key, grouped[key], facts, repeals.get(key, ()), families.cut_offs)
    for act in known.ACTS:
        law = _known_law(act)
        families.laws.setdefault(law.key, law)
    repealed = {title_key(statement.repealed): statement.repealed for statement in facts.repeals}
    for key in sorted(set(repeals) - set(families.laws)):
        families.laws[key] = Law(key, repealed[key], None, rank_sure=False, repeals=repeals[key])
    _add_names(families, texts, also)
    _add_numbers(families)
    return families


def _of_a_former_title(statement: RepealFact) -> bool:
    """Say whether an act repeals an older one that had the title it was itself first published under."""
    return known.FORMER_TITLES.get(statement.repealed) == statement.by


def _merge_same_texts(facts: Facts, oddities: list[str]) -> tuple[list[LawFact], dict[str, str]]:
    """Return the texts without those collected twice, and the shorter titles → the titles they stand for.

    A text under a title that only lacks the beginning of another (土地承包法, 农村土地承包法) is that law;
    a text under an unrelated title is kept where another text has the same first promulgation.
    """
    same: dict[tuple[object, ...], list[LawFact]] = {}
    texts: list[LawFact] = []
    for fact in (replace(fact, title=_PREFIX_NUMBER.sub("", fact.title)) for fact in facts.laws):
        articles = facts.structures.get(fact.law_id, {})
        if len(articles) < _DISTINCT:
            texts.append(fact)
        else:
            mark = (fact.effective or fact.adopted, tuple(sorted(articles.items())))
            same.setdefault(mark, []).append(fact)
    also: dict[str, str] = {}
    first = {(title_key(f.title), f.promulgated) for f in facts.laws if f.superseded}
    for copies in same.values():
        texts.extend(_one_of(copies, first, also, oddities))
    return sorted(texts, key=lambda fact: fact.law_id), also


def _one_of(
    copies: list[LawFact], first: set[tuple[str, date | None]], also: dict[str, str], oddities: list[str]
) -> list[LawFact]:
    """Return which of several copies of one text to keep; note what was left out."""
    by_key = {title_key(fact.title): fact for fact in copies}
    if len(by_key) < 2:
        return copies
    longest = max(by_key, key=lambda key: (len(key), key))
    kept: list[LawFact] = []
    for key, fact in by_key.items():
        if key != longest and longest.endswith(key):
            also[key] = longest
            oddities.append(f"同一文本收录了两次: 《{fact.title}》按《{by_key[longest].title}》处理")
        else:
            kept.append(fact)
    rooted = [fact for fact in kept if (title_key(fact.title), fact.promulgated) in first]
    if rooted and len({(fact.promulgated, fact.adopted) for fact in kept}) == 1:
        dropped = (fact for fact in kept if fact not in rooted)
        oddities.extend(f"文本与题名不符, 未采用: 《{fact.title}》 {fact.adopted}" for fact in dropped)
        kept = rooted
    still = any(fact.status not in _ENDED for fact in copies)
    return [replace(fact, status="未知") if still and fact.status in _ENDED else fact for fact in kept]


def _promulgations(facts: Facts) -> dict[str, date]:
    """Return the first day of promulgation recorded for each title."""
    days: dict[str, date] = {}
    for fact in facts.laws:
        if fact.promulgated is not None:
            days[fact.title] = min(fact.promulgated, days.get(fact.title, fact.promulgated))
    return days


def _law(
    key: str, texts: list[LawFact], facts: Facts, repeals: tuple[Repeal, ...], cut_offs: Mapping[str, date]
) -> Law:
    by_id = {fact.law_id: fact for fact in texts}
    versions = timeline.in_order(
        [timeline.version_of(f, facts.structures.get(f.law_id, {}), closed=_is_closed(f, facts)) for f in texts]
    )
    newest = by_id[versions[-1].law_id]
    rank = _rank(newest)
    region = _region(rank, newest)
    return Law(
        key=key,
        title=newest.title,
        rank=rank,
        rank_sure=rank is not None and all(f.rank_sure and f.rank == newest.rank for f in texts),
        region=region,
        issuer=_issuer(newest.issuer),
        number=next((f.number.lstrip("日") for f in reversed(texts) if f.number and number_key(f.number)), None),
        versions=versions,
        repeals=_with_recorded(repeals, texts),
        ended=newest.status if newest.status in _ENDED and newest.repealed_on is None else "",
        cut_off=_cut_off(rank, region, cut_offs),
    )


def _is_closed(fact: LawFact, facts: Facts) -> bool:
    return fact.law_id not in facts.unclosed or fact.rank in ("宪法", "法律")


def _rank(fact: LawFact) -> Rank | None:
    if fact.rank == "地方政府规章":
        municipal = fact.issuer is not None and "市人民政府" in fact.issuer and province_of(fact.issuer) is None
        return "市级政府规章" if municipal or province_of(fact.title) is None else "省级政府规章"
    return next((rank for rank in get_args(Rank) if rank == fact.rank), None)


def _region(rank: Rank | None, fact: LawFact) -> str | None:
    """Return the province of a local act; None for every other."""
    return fact.region or province_of(fact.title) if rank in _LOCAL else None


def _issuer(written: str | None) -> str | None:
    found = _ISSUER.match("".join(written.split())) if written else None
    name = found["name"] if found else ""
    return name if name and name not in _NO_ISSUER else None


def _with_recorded(repeals: tuple[Repeal, ...], texts: Iterable[LawFact]) -> tuple[Repeal, ...]:
    """Add the repeals that the texts themselves record, unless a statement says the same with its article."""
    stated = {title_key(repeal.by) for repeal in repeals}
    recorded = {
        Repeal(fact.repealed_by or "", None, fact.repealed_on)
        for fact in texts
        if fact.repealed_on is not None and title_key(fact.repealed_by or "") not in stated
    }
    both = (*repeals, *recorded)
    return tuple(sorted(both, key=lambda repeal: (repeal.on.isoformat() if repeal.on else "", repeal.by)))


def _known_law(act: known.KnownAct) -> Law:
    version = LawVersion(
        law_id=act.law_id,
        title=act.title,
        promulgated=act.promulgated,
        adopted=act.adopted,
        effective=act.effective,
        since=act.effective,
        since_sure=True,
        articles=0,
        last_article=0,
        annex_items=act.annex_items,
    )
    key = title_key(act.title)
    return Law(key, act.title, act.rank, issuer=act.issuer, number=act.number, versions=(version,), cut_off=act.adopted)


def _cut_offs(texts: Iterable[LawFact]) -> dict[str, date]:
    """Return until when texts were collected: by rank, and for local ranks also by region (地方性法规/河南省)."""
    cut_offs: dict[str, date] = {}
    for fact in texts:
        rank = _rank(fact)
        if rank is None or fact.adopted is None:
            continue
        region = _region(rank, fact)
        for name in {rank, f"{rank}/{region}" if region else rank}:
            cut_offs[name] = max(fact.adopted, cut_offs.get(name, fact.adopted))
    return dict(sorted(cut_offs.items()))


def _cut_off(rank: Rank | None, region: str | None, cut_offs: Mapping[str, date]) -> date | None:
    if rank is None:
        return None
    return cut_offs.get(rank) if rank in FOLLOWED or region is None else cut_offs.get(f"{rank}/{region}")


def _add_names(families: Families, texts: Iterable[LawFact], also: Mapping[str, str]) -> None:
    """Fill in every further name of a law; a name that could mean two laws is left out."""
    owners: dict[str, set[str]] = {}
    for name, key in _further_names(families, texts, also):
        if name and name not in families.laws and key in families.laws:
            owners.setdefault(name, set()).add(key)
    for name in sorted(owners):
        if len(owners[name]) == 1:
            families.names[name] = (next(iter(owners[name])), "别名")
        else:
            families.oddities.append(f"一个名称可指几部法, 未采用: {name}")


def _further_names(families: Families, texts: Iterable[LawFact], also: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (name, key of the law): aliases of the sources, short names, a court's act without the court."""
    for fact in texts:
        for alias in fact.aliases:
            yield title_key(alias), title_key(fact.title)
    for short, title in (*known.SHORT_NAMES.items(), *known.FORMER_TITLES.items()):
        yield title_key(short), title_key(title)
    yield from also.items()
    for key, law in families.laws.items():
        if law.rank == "司法解释":
            yield _COURT.sub("", key), key


def _add_numbers(families: Families) -> None:
    """Fill in the document numbers that name one law of the table and no other."""
    amendments = {number: title_key(act.title) for act in known.ACTS for number in act.amendments}
    found: dict[str, set[str]] = {}
    for number, owner in [*amendments.items(), *((law.number or "", law.key) for law in families.laws.values())]:
        key = number_key(number)
        if key is not None:
            found.setdefault(key, set()).add(owner)
    families.numbers = {key: next(iter(owners)) for key, owners in sorted(found.items()) if len(owners) == 1}
