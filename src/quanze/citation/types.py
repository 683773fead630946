"""What a citation of law says: the frozen records that the parser makes and the rules read."""

from __future__ import annotations

from dataclasses import dataclass

#: Half-open range of code points in the text that was parsed.
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """One place in a law: 第 article 条之 sub, 第 paragraph 款, 第 item 项, 第 point 目.

    Numbers count from 1; None = not given. `to` is the last article of a range of articles
    (第五条至第九条), None otherwise; ranges of paragraphs and items are expanded by the parser.
    """

    article: int | None = None
    sub: int | None = None
    paragraph: int | None = None
    item: int | None = None
    point: int | None = None
    to: int | None = None
    span: Range = (0, 0)


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation as read from a text, every part with its place.

    `title` is as written inside 《》 (None when implicit or absent), `normalized` the folded form
    laws are looked up by (`normalize_title`); `rank_label` the written 位阶标 (法律, 部门规章 …);
    `number` the 文号 as written; `version` a written 2019年修正 …; `annex_item` the number of 附件第N项;
    `implicit` = no title of its own: the law of the previous citation, or an orphan when there is
    none; `continued` = goes on with the citation before: one more article of the same law with a
    quotation of its own, everything said of the law repeated without spans; `unread` = what the
    parser could not read of this entry (a citation with nothing else says where no law was found).
    """

    span: Range
    title: str | None = None
    normalized: str = ""
    references: tuple[Reference, ...] = ()
    annex_item: int | None = None
    number: str | None = None
    version: str | None = None
    rank_label: str | None = None
    quote: str | None = None
    implicit: bool = False
    unread: str = ""
    title_span: Range | None = None
    number_span: Range | None = None
    version_span: Range | None = None
    rank_span: Range | None = None
    quote_span: Range | None = None
    continued: bool = False
    unread_span: Range | None = None

    @property
    def unread_only(self) -> bool:
        """Whether nothing could be read: no law, no number, no place."""
        return not (self.title or self.number or self.version or self.references or self.annex_item)


@dataclass(frozen=True, slots=True)
class References:
    """What a 条款 field says: its places in a law, or the number of an item of the annex.

    `unread` = the part of the field that could not be read, "" when all of it was.
    """

    items: tuple[Reference, ...] = ()
    annex_item: int | None = None
    unread: str = ""
    unread_span: Range | None = None
