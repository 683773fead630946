"""BAS on the law table: whether each citation is real, in force, and says what is claimed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.citation.judge import LAW_LEVEL
from quanze.citation.judgement import place_name
from quanze.citation.rank import effect
from quanze.finding import Edit, Fix, Hit, Related, Unsure
from quanze.rules.check import ItemCheck, item_check, text_check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.citation.judgement import Judgement
    from quanze.model.item import Item
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited, Said
    from quanze.rules.texts import Texts

_FORBIDDEN_TYPE: Final = re.compile("非行政许可(?:类)?(?:审批)?")
#: Ranks whose provisions are numbered, so that a citation can and must name one (BAS002).
_NUMBERED: Final = frozenset(("法律", "行政法规", "地方性法规", "部门规章", "省级政府规章", "市级政府规章"))


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


#: Rules that may offer what to write instead (rulebook.json, fix); of a repealed law only people can say it.
_OFFERS: Final = frozenset(("BAS006", "BAS020", "BAS021", "BAS022", "BAS023"))


def _fix(cited: Cited, judgement: Judgement) -> Fix | None:
    """Offer what could be written instead; a title or number of a whole text is not replaced."""
    if not judgement.suggestion or cited.whole or judgement.rule not in _OFFERS:
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

    def run(item: Item, context: Context) -> Iterable[Hit | Unsure]:
        said = context.judging.said(item, code) if context.judging else ()
        return _told(code, said) if said else ()

    return ItemCheck(run)


def _told(code: str, said: Sequence[Said]) -> Iterator[Hit | Unsure]:
    hits: dict[object, Hit] = {}
    for cited, judgement in said:
        if judgement.answer == "unknown":
            yield Unsure(judgement.cause or "未收录", judgement.title or _name(cited))
        else:
            hit = _hit(cited, judgement)
            cause = (hit.key, judgement.suggestion) if code in LAW_LEVEL else len(hits)
            hits[cause] = _with_place(hits[cause], hit) if cause in hits else hit
    yield from hits.values()


def _name(cited: Cited) -> str:
    citation = cited.citation
    return citation.title or citation.normalized or citation.number or ""


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
def not_in_table(item: Item, context: Context) -> Iterable[Hit | Unsure]:
    """BAS003: the law table does not have the document, so nothing can be said of it: said once in an item."""
    said = context.judging.said(item, "BAS003") if context.judging else ()
    return _unknown(said) if said else ()


def _unknown(said: Sequence[Said]) -> Iterator[Hit | Unsure]:
    hits: dict[str, Hit] = {}
    for cited, judgement in said:
        yield Unsure(judgement.cause or "未收录", _name(cited))
        if judgement.part == "title":
            name, hit = cited.citation.normalized or _name(cited), _hit(cited, judgement)
            hits[name] = _with_place(hits[name], hit) if name in hits else hit
    yield from hits.values()


@item_check
def lacks_basis(item: Item, _context: Context) -> Iterator[Hit]:
    """BAS001: no 设定依据; for 公共服务 only a warning. An entry with a clause but no law is BAS024's.

    What only says how the power is exercised (角色 实施, 程序, 责任) sets nothing.
    """
    written = [entry for entry in item.basis if entry.law or entry.number or entry.quote or entry.clause]
    if not written:
        variant = ""
    elif any(is_absent(entry.role) or entry.role in (None, "设定") for entry in written):
        return
    else:
        variant = "没有设定的"
    yield Hit(("设定依据",), variant=variant, severity="warning" if item.type == "公共服务" else None)


@item_check
def names_no_article(item: Item, context: Context) -> Iterable[Hit]:
    """BAS002: a law that is divided into articles is cited without one, and nowhere in 设定依据 with one."""
    basis = context.judging.basis(item) if context.judging else ()
    bare = [cited for cited in basis if not _names_article(cited)]
    return _without_article(bare, basis) if bare else ()


def _names_article(cited: Cited) -> bool:
    citation = cited.citation
    return citation.annex_item is not None or any(reference.article is not None for reference in citation.references)


def _without_article(bare: list[Cited], basis: tuple[Cited, ...]) -> Iterator[Hit]:
    named = {cited.citation.normalized for cited in basis if _names_article(cited)}
    for cited in bare:
        citation = cited.citation
        if cited.whole or cited.rank not in _NUMBERED or (citation.normalized and citation.normalized in named):
            continue
        if any(judgement.rule == "BAS024" for judgement in cited.judgements):
            continue  # a quotation without its article: said there
        versions = cited.law.versions if cited.law is not None else ()
        if cited.law is None or (versions and versions[-1].articles):
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


_PUBLIC: Final = frozenset(("自然人", "企业法人", "事业法人", "社会组织法人", "非法人企业", "其他组织"))


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
def twice_or_out_of_order(item: Item, context: Context) -> Iterable[Hit]:
    """BAS025: the same citation twice in a list, or a higher law after a lower one in 设定依据."""
    if context.judging is None:
        return ()
    again, basis = context.judging.again(item), context.judging.basis(item)
    return (*map(_repeated, again), *_rising(basis, again)) if again or len(basis) > 1 else ()


def _repeated(cited: Cited) -> Hit:
    citation = cited.citation
    what = "、".join(place_name(reference) for reference in citation.references)
    values = {"法规": citation.title or citation.normalized, "条款": what}
    return Hit(cited.path, values, variant="重复", key=f"重复 {citation.normalized}")


def _rising(basis: tuple[Cited, ...], again: Sequence[Cited]) -> Iterator[Hit]:
    """Yield the citations of a higher law than one before them."""
    lowest: int | None = None
    for cited in basis:
        if cited.rank is None or any(cited is one for one in again):
            continue
        citation, here = cited.citation, effect(cited.rank)
        if lowest is not None and here > lowest and not citation.continued and not citation.implicit:
            yield Hit(cited.path, {"法规": citation.title or citation.number, "位阶": cited.rank}, variant="倒序")
        lowest = here if lowest is None else min(lowest, here)
