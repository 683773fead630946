"""Judging the places a citation names: articles, paragraphs, items of a text, items of an annex (BAS004 023 026)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.citation.judgement import Judgement, article_name, place_name
from quanze.citation.law import RECENT, is_dated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from quanze.citation.law import Law, LawIndex, LawVersion, Structure
    from quanze.citation.types import Citation, Reference


def judge_places(
    citation: Citation, law: Law, version: LawVersion, as_of: date, index: LawIndex
) -> Iterator[Judgement]:
    """Yield what is wrong, or cannot be told, of every place of a citation in a text."""
    if version.annex_items:
        yield from _annex(citation, law, version, as_of)
        return
    structure = index.structure(version)
    if not len(structure):
        return
    for reference in citation.references:
        if reference.article is None:
            continue
        missing = _missing(reference, structure)
        if missing is not None:
            yield _no_such_article(reference, missing, law, version, as_of, index)
        else:
            yield from _no_such_part(reference, structure, law, version, as_of)


def renumbered(citation: Citation, law: Law, version: LawVersion, as_of: date, index: LawIndex) -> Iterator[Judgement]:
    """Yield the places whose number was given to another provision less than two years ago.

    A citation without quotation or version may then mean the old number: the table cannot tell.
    """
    at = law.versions.index(version)
    if at == 0 or version.since is None or version.since < as_of - RECENT:
        return
    moved = index.moved(law.versions[at - 1], version)
    for reference in citation.references:
        new = moved.get((reference.article or 0, reference.sub or 0))
        if new is not None and reference.to is None:
            old_name, new_name = article_name(reference.article or 0, reference.sub or 0), article_name(*new)
            yield Judgement(
                "unknown",
                "BAS021",
                f"《{law.title}》自 {version.since.isoformat()} 起施行新文本，条号有变：原{old_name}今为{new_name}，"
                "没有引文，不能判断指的是哪一条",
                part="article",
                variant="renumbered",
                title=law.title,
                law_id=version.law_id,
                reference=reference,
                cause="条号有变",
                on=version.since,
                suggestion=new_name,
            )


def _annex(citation: Citation, law: Law, version: LawVersion, as_of: date) -> Iterator[Judgement]:
    """Judge a citation of an act that has no articles but an annex.

    Items of an annex are struck off by decisions the table does not have: of one that is there, an old text
    proves nothing.
    """
    for reference in citation.references:
        number = reference.article or reference.item
        if number is not None:
            fits = number <= version.annex_items
            yield Judgement(
                "fails",
                "BAS023",
                f"《{law.title}》没有条，只有附件的 {version.annex_items} 项：{place_name(reference)}不存在",
                part="article",
                title=law.title,
                law_id=version.law_id,
                reference=reference,
                suggestion=f"附件第{number}项" if fits else "",
                last_article=version.annex_items,
            )
    if citation.annex_item is not None and citation.annex_item > version.annex_items:
        yield Judgement(
            "fails",
            "BAS004",
            f"《{law.title}》附件共 {version.annex_items} 项，没有第{citation.annex_item}项",
            part="article",
            variant="annex",
            title=law.title,
            law_id=version.law_id,
            last_article=version.annex_items,
        )
    elif citation.annex_item is not None and is_dated(law, version, as_of):
        dated = version.dated.isoformat() if version.dated is not None else "日期不明"
        yield Judgement(
            "unknown",
            "BAS005",
            f"《{law.title}》附件的项目只核到 {dated}，此后陆续有取消、下放的，不能判断第{citation.annex_item}项是否仍然保留",
            part="article",
            variant="annex",
            title=law.title,
            law_id=version.law_id,
            cause="文本过旧",
        )


def _missing(reference: Reference, structure: Structure) -> tuple[int, int] | None:
    """Return the first end of a reference that is not in a text, as (article, sub)."""
    ends = [(reference.article or 0, reference.sub or 0)]
    if reference.to is not None:
        ends.append((reference.to, 0))
    return next((end for end in ends if not structure.has(*end)), None)


def _no_such_article(
    reference: Reference, missing: tuple[int, int], law: Law, version: LawVersion, as_of: date, index: LawIndex
) -> Judgement:
    name = article_name(*missing)
    if is_dated(law, version, as_of):
        return _too_old("BAS004", f"没有{name}", reference, law, version)
    if not version.complete or missing[0] in version.gaps:
        return Judgement(
            "unknown",
            "BAS004",
            f"法规表收录的《{law.title}》文本不全，不能判断有没有{name}",
            part="article",
            title=law.title,
            law_id=version.law_id,
            reference=reference,
            cause="文本不全",
        )
    article, sub = missing
    variant = "sub" if sub else "beyond" if article > version.last_article else "missing"
    text = f"{version.dated.isoformat()} 的文本" if version.dated is not None else "现行文本"
    reason = f"《{law.title}》没有{name}：{text}到{article_name(version.last_article)}为止"
    older = _older_text_with(missing, law, version, index)
    if older is not None and version.since is not None:
        reason += f"，旧文本才有，自 {version.since.isoformat()} 起改用新条号"
    return Judgement(
        "fails",
        "BAS004",
        reason,
        part="article",
        variant=variant,
        title=law.title,
        law_id=version.law_id,
        reference=reference,
        on=version.since,
        suggestion=_new_number(missing, older, version, index),
        last_article=version.last_article,
    )


def _older_text_with(place: tuple[int, int], law: Law, version: LawVersion, index: LawIndex) -> LawVersion | None:
    older = law.versions[: law.versions.index(version)]
    return next((text for text in reversed(older) if index.structure(text).has(*place)), None)


def _new_number(place: tuple[int, int], older: LawVersion | None, version: LawVersion, index: LawIndex) -> str:
    new = index.moved(older, version).get(place) if older is not None else None
    return article_name(*new) if new is not None else ""


def _no_such_part(
    reference: Reference, structure: Structure, law: Law, version: LawVersion, as_of: date
) -> Iterator[Judgement]:
    """Judge the paragraph and the item of an article that is there."""
    article, sub = reference.article or 0, reference.sub or 0
    name = article_name(article, sub)
    paragraphs = structure.paragraphs(article, sub)
    if not paragraphs:
        return
    items = structure.items(article, sub, reference.paragraph)
    if reference.paragraph is not None and reference.paragraph > paragraphs:
        what, variant = f"{name}共 {paragraphs} 款，没有第{reference.paragraph}款", "paragraph"
    elif reference.item is not None and reference.item > items:
        where = place_name(_paragraph_of(reference))
        what = f"{where}共 {items} 项，没有第{reference.item}项" if items else f"{where}没有分项"
        variant = "item"
    else:
        return
    if is_dated(law, version, as_of):
        yield _too_old("BAS026", what, reference, law, version)
        return
    yield Judgement(
        "fails",
        "BAS026",
        f"《{law.title}》{what}",
        part="article",
        variant=variant,
        title=law.title,
        law_id=version.law_id,
        reference=reference,
    )


def _paragraph_of(reference: Reference) -> Reference:
    """Return the article and paragraph of a reference without its item."""
    return type(reference)(article=reference.article, sub=reference.sub, paragraph=reference.paragraph)


def _too_old(rule: str, what: str, reference: Reference, law: Law, version: LawVersion) -> Judgement:
    dated = version.dated.isoformat() if version.dated is not None else "日期不明"
    return Judgement(
        "unknown",
        rule,
        f"法规表收录的《{law.title}》文本过旧（{dated}），该文本{what}，不能判断现行文本",
        part="article",
        title=law.title,
        law_id=version.law_id,
        reference=reference,
        cause="文本过旧",
    )
