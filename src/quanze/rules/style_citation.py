"""Family STY, citations: brackets of document numbers, titles of laws, numerals of articles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.citation.numeral import to_chinese, to_int
from quanze.citation.parse import parse_references
from quanze.finding import Edit, Fix, Hit, Path
from quanze.rules.check import text_check
from quanze.rules.wording import QUOTED, last_key, own_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.types import References
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: 豫政办[2021]第70号: the year in a wrong bracket, or 第 before the number, or both. 令 and 公告 have no such year.
_FILE_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![令告])"
    r"(?P<open>[\[［【(（〔﹝〖])\s?(?P<year>(?:19|20)\d\d)\s?年?\s?(?P<close>[\]］】)）〕﹞〗])\s?(?P<di>第?)\s?(?P<number>\d{1,5})\s?号"
)
_FULL_TITLE = "中华人民共和国"
_TITLE_KEYS = frozenset(("名称", "法规", "文件", "条款", "文号"))
_BOOK_MARKS = re.compile(r"^\s*《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》\s*$")
#: 依照行政许可法第三十八条: a title that neither stands in 《》 nor is a part of one.
_BARE_TITLE = re.compile(
    r"(?:依据|根据|依照|按照|违反)(?P<title>[\u4e00-\u9fff]{2,40}?(?:法|条例))(?=第[〇零一二三四五六七八九十百千\d]{1,9}条)"
)

_ARABIC = re.compile(r"第\s?(?P<n>[\d０-９]{1,4}(?:\s?[、,，]\s?[\d０-９]{1,4})*)\s?(?P<unit>[条款项目])|条之(?P<sub>[\d０-９]{1,3})")
_BRACKETED = re.compile(r"第?\s?[(（]\s?(?P<n>[一二三四五六七八九十]{1,3}|[\d０-９]{1,3})\s?[)）]\s?(?P<unit>[项目])")
_SPACED = re.compile(r"(?<=[第〇零一二三四五六七八九十百千条款项])[ \u3000\u00a0]+(?=[第〇零一二三四五六七八九十百千条款项])")
#: Annexes number their items in figures (国务院令第412号附件第66项).
_ANNEX = re.compile(r"附件|附表|附录|目录|清单|名录|序号")


@text_check
def brackets_of_file_numbers(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY003: the year of a document number stands in another bracket than 〔〕, or 第 stands before the number."""
    if not _FILE_NUMBER.search(texts.joined):
        return
    for path, text in own_words(texts):
        for match in _FILE_NUMBER.finditer(text):
            right = f"〔{match['year']}〕{match['number']}号"
            if match[0] != right:
                start = max(0, match.start() - 8)
                fix = Fix(f"改为“{right}”", (Edit(path, match.span(), right),), safe=True)
                values = {"值": text[start : match.end()], "改为": right}
                yield Hit(path, values, part=match.span(), key=match[0], fix=fix)


@text_check
def titles_of_laws(texts: Texts, context: Context) -> Iterator[Hit]:
    """STY004: 法规 holds 书名号 or a short title, or a text names a law without 《》."""
    for path, text in own_words(texts):
        key = last_key(path)
        if key == "法规":
            yield from _law_field(path, text, context)
        elif key not in _TITLE_KEYS and "第" in text:
            yield from _bare_titles(path, text, context)


def _law_field(path: Path, text: str, context: Context) -> Iterator[Hit]:
    marked = _BOOK_MARKS.match(text)
    title = marked["title"].strip() if marked else text.strip()
    full = _full_title(title, context)
    better = full or (title if marked else "")
    if better and better != text:
        variant = "简称" if full else "书名号"
        fix = Fix(f"改为“{better}”", (Edit(path, "value", better),), safe=True)
        yield Hit(path, {"值": text, "改为": better}, variant=variant, key=title, fix=fix)


def _bare_titles(path: Path, text: str, context: Context) -> Iterator[Hit]:
    for match in _BARE_TITLE.finditer(text):
        title = match["title"]
        if context.laws is None or context.laws.find(title) is None:
            continue
        better = f"《{_full_title(title, context) or title}》"
        fix = Fix(f"改为“{better}”", (Edit(path, match.span("title"), better),), safe=True)
        values = {"值": title, "改为": better}
        yield Hit(path, values, variant="无书名号", part=match.span("title"), key=title, fix=fix)


def _full_title(title: str, context: Context) -> str:
    """Return the full title of a law of the state that is written without 中华人民共和国, else ""."""
    if context.laws is None or title.startswith(_FULL_TITLE):
        return ""
    law = context.laws.find(title)
    return law.title if law is not None and law.title == _FULL_TITLE + title else ""


@text_check
def numerals_of_articles(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY005: a 条款 is not written as laws are drafted: 第24条, 第（三）项, 第 十二 条."""
    for path, text in own_words(texts, QUOTED):
        if last_key(path) != "条款" or _ANNEX.search(text):
            continue
        better = official_form(text)
        if better != text:
            same = _places(parse_references(text)) == _places(parse_references(better))
            fix = Fix(f"改为“{better}”", (Edit(path, "value", better),), safe=same)
            yield Hit(path, {"值": text, "改为": better}, fix=fix)


def official_form(clause: str) -> str:
    """Return a 条款 with Chinese numerals, without brackets and spaces in them: 第24条第(3)项 → 第二十四条第三项."""
    return _SPACED.sub("", _ARABIC.sub(_in_chinese, _BRACKETED.sub(_without_brackets, clause)))


def _without_brackets(match: re.Match[str]) -> str:
    number = to_int(match["n"])
    return f"第{to_chinese(number)}{match['unit']}" if number else match[0]


def _in_chinese(match: re.Match[str]) -> str:
    if match["sub"]:
        number = to_int(match["sub"])
        return f"条之{to_chinese(number)}" if number else match[0]
    numbers = [to_int(part) for part in re.split(r"[、,，]", match["n"])]
    return "、".join(f"第{to_chinese(number)}{match['unit']}" for number in numbers if number) if all(numbers) else match[0]


def _places(read: References) -> References:
    """Return what a clause says without where it says it."""
    return replace(read, items=tuple(replace(item, span=(0, 0)) for item in read.items), unread_span=None)
