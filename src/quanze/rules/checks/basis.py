"""BAS on the law table: whether each citation is real, in force, and says what is claimed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.citation.judge import LAW_LEVEL
from quanze.citation.judgement import place_name
from quanze.citation.rank import effect
from quanze.finding import Edit, Fix, Hit, Related, Unsure
from quanze.rules.check import ItemCheck, item_check, text_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.judgement import Judgement
    from quanze.model.item import Item
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited
    from quanze.rules.texts import Texts

_FORBIDDEN_TYPE = re.compile("非行政许可(?:类)?(?:审批)?")
#: Ranks whose provisions are numbered, so that a citation can and must name one (BAS002).
_NUMBERED = frozenset(("法律", "行政法规", "地方性法规", "部门规章", "省级政府规章", "市级政府规章"))


def _hit(cited: Cited, judgement: Judgement) -> Hit:
    path, part = cited.place(judgement)
    values = {
        "说明": judgement.reason,
        "法规": judgement.title or cited.citation.title or cited.citation.normalized,
        "取代": judgement.successors,
        "建议": judgement.suggestion,
        "截至": judgement.cut_off,
    }
    cause = judgement.title or cited.citation.normalized
    return Hit(path, values, part=part, key=cause, fix=_fix(cited, judgement))


def _fix(cited: Cited, judgement: Judgement) -> Fix | None:
    """Offer what could be written instead; a title or number of a whole text is not replaced."""
    if not judgement.suggestion or cited.whole:
        return None
    path, part = cited.place(judgement)
    if path == cited.path:
        return None
    safe = judgement.rule == "BAS020"
    return Fix(f"改为“{judgement.suggestion}”", (Edit(path, part, judgement.suggestion),), safe=safe)


def judged(code: str) -> ItemCheck:
    """Return the check that reports what the law table says under one rule of citations.

    Only a citation that does not hold is a hit; one that cannot be told is counted by its reason. What
    is wrong with a law itself is said once in an item, with the other places where it is cited.
    """

    def run(item: Item, context: Context) -> Iterator[Hit | Unsure]:
        hits: dict[object, Hit] = {}
        for cited in context.judging.of(item) if context.judging else ():
            for judgement in cited.judgements:
                if judgement.rule != code or judgement.repeated:
                    continue
                if judgement.answer == "unknown":
                    yield Unsure(judgement.cause or "未收录", judgement.title or cited.citation.normalized)
                elif judgement.answer == "fails":
                    hit = _hit(cited, judgement)
                    cause = (hit.key, judgement.suggestion) if code in LAW_LEVEL else len(hits)
                    hits[cause] = _with_place(hits[cause], hit) if cause in hits else hit
        yield from hits.values()

    return ItemCheck(run)


def _with_place(first: Hit, again: Hit) -> Hit:
    """Add another place of the same cause to a hit."""
    return replace(first, related=(*first.related, Related("", again.path, "这里也引用了它")))


no_such_article = judged("BAS004")
repealed = judged("BAS005")
older_text = judged("BAS006")
not_yet_in_force = judged("BAS007")
quotation_differs = judged("BAS008")
wrong_rank_label = judged("BAS020")
quotation_elsewhere = judged("BAS021")
no_such_law = judged("BAS022")
annex_item_as_article = judged("BAS023")
incomplete = judged("BAS024")
no_such_paragraph = judged("BAS026")


@item_check
def not_in_table(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """BAS003: the law table does not have the document, so nothing can be said of it: said once in an item."""
    hits: dict[str, Hit] = {}
    for cited in context.judging.of(item) if context.judging else ():
        for judgement in cited.judgements:
            if judgement.rule != "BAS003" or judgement.repeated:
                continue
            yield Unsure(judgement.cause or "未收录", cited.citation.title or cited.citation.normalized)
            if judgement.part == "title":
                name, hit = cited.citation.normalized, _hit(cited, judgement)
                hits[name] = _with_place(hits[name], hit) if name in hits else hit
    yield from hits.values()


@item_check
def lacks_basis(item: Item, _context: Context) -> Iterator[Hit]:
    """BAS001: no 设定依据; for 公共服务 only a warning. An entry with a clause but no law is BAS024's."""
    if not any(entry.law or entry.number or entry.quote or entry.clause for entry in item.basis):
        yield Hit(("设定依据",), severity="warning" if item.type == "公共服务" else None)


@item_check
def names_no_article(item: Item, context: Context) -> Iterator[Hit]:
    """BAS002: a law that is divided into articles is cited without one, and nowhere in 设定依据 with one."""
    index = context.laws
    basis = context.judging.basis(item) if context.judging else ()
    named = {cited.citation.normalized for cited in basis if cited.citation.references}
    for cited in basis:
        citation = cited.citation
        if citation.normalized and citation.normalized in named:
            continue
        if citation.references or citation.annex_item or cited.rank not in _NUMBERED or cited.whole:
            continue
        newest = cited.law.versions[-1] if cited.law and cited.law.versions else None
        if index is not None and newest is not None and newest.articles:
            yield Hit((*cited.path, "条款"), {"法规": citation.title or citation.number or ""})


def _may_name_an_abolished_kind(text: str, _context: Context) -> bool:
    return "非行政许可" in text


@text_check(glance=_may_name_an_abolished_kind)
def abolished_kind_of_approval(texts: Texts, _context: Context) -> Iterator[Hit]:
    """BAS016: 非行政许可审批, a category that was abolished in 2015."""
    for path, text in texts.suspects:
        found = _FORBIDDEN_TYPE.search(text)
        if found and "原文" not in path:
            yield Hit(path, {"字样": found.group()}, part=found.span())


_PUBLIC = frozenset(("自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "其他组织"))


@item_check
def internal_approval_for_the_public(item: Item, _context: Context) -> Iterator[Hit]:
    """BAS017: an approval inside government that citizens or companies have to apply for."""
    extra = item.extra or {}
    named = " ".join((item.name, *(str(value) for value in extra.values() if isinstance(value, str))))
    if "内部审批" not in named or item.guide is None:
        return
    public = [(index, served) for index, served in enumerate(item.guide.served) if served in _PUBLIC]
    if public:
        yield Hit(("办事指南", "服务对象", public[0][0]), {"服务对象": "、".join(served for _, served in public)})


@item_check
def twice_or_out_of_order(item: Item, context: Context) -> Iterator[Hit]:
    """BAS025: the same citation twice, or a higher law after a lower one."""
    seen: dict[tuple[object, ...], Cited] = {}
    lowest: int | None = None
    for cited in context.judging.basis(item) if context.judging else ():
        citation = cited.citation
        name = cited.law.key if cited.law else citation.normalized
        places = tuple((r.article, r.sub, r.paragraph, r.item, r.point, r.to) for r in citation.references)
        key = (name, places, citation.annex_item)
        if name and key in seen and (places or citation.annex_item):
            what = "、".join(place_name(reference) for reference in citation.references)
            values = {"法规": citation.title or citation.normalized, "条款": what}
            yield Hit(cited.path, values, variant="重复", key=f"重复 {name}")
            continue
        seen[key] = cited
        if cited.rank is None:
            continue
        here = effect(cited.rank)
        if lowest is not None and here > lowest and not citation.continued and not citation.implicit:
            yield Hit(cited.path, {"法规": citation.title or citation.number, "位阶": cited.rank}, variant="倒序")
        lowest = here if lowest is None else min(lowest, here)


def one_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return dt.date(day.year + 1, 3, 1)
