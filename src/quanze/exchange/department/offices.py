"""The offices of a department: in numbered paragraphs, in a table, line by line, or all in one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.citation.numeral import to_int

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.source import Tree

#: An office as it is written into the department's file.
Office = dict[str, "Tree"]

_NAME = re.compile(r"(?P<name>[^。：:；;，,\n]{1,40})[。：:；;，,\n]?\s*")
#: Where a name is not set off from what the office does: 办公室负责文电, 办公室 承担机要.
_DOES = re.compile(
    r"(?<=[室科股处组队部站所办局委心会）)])[\s\u3000]*"
    r"(?=负责|承担|组织|拟[订定]|指导|综合协调|协助|协调|研究|贯彻|管理|监督|主管|参与|起草)"
)
_OFFICE_LIKE = re.compile(r"[室科股处组队部站所办局委心会库]$|[）)]$")
_MORE = re.compile(r"(?:^|\n)(?=(?:机关)?(?:党委|党总支|党支部|纪委|离退休[\u4e00-\u9fff]{0,8}[科处股室])[。：:])")
_PARTY = re.compile(r"^(?:机关)?(?:党委|党总支|党支部|纪委)$")
_SENTENCE = re.compile(r"[^。\n]+。?")
_HOW_MANY = re.compile(
    r"(?:等\s*)?(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})\s*个(?:职能|内设|工作)?(?:内设机构|科室|股室|处室|机构|科|股)"
)
_NAMED = re.compile(r"[^。\n]*(?:内设机构|科室|股室|处室)(?:如下|为|有|包括)?[：:](?P<names>[^。：:；;，,\n]+)。?")
_OWN_ARTICLE = re.compile(r"^(?:机关)?(?:党委|纪委|党总支|党支部)[。：:]?\s*(?=[负承主按])")
#: Not the 设 of 建设.
_SETS_UP = re.compile(r"(?<![建增])设(?:置|有|立)?")
_NAME_COLUMN = re.compile(r"内设机构|机构名称|[科处股]室|名称")
_DUTY_COLUMN = re.compile(r"职[责能]|工作任务")
_ORDER_COLUMN = re.compile(r"序号|编号")


def offices_in(text: str) -> Iterator[Office]:
    """Read the offices of one paragraph: its own, and those that stand behind it without a number."""
    for piece in _MORE.split(text):
        told = _DOES.sub("。", piece.strip(), count=1) if _runs_on(piece) else piece.strip()
        match = _NAME.match(told)
        if match:
            yield _office(match["name"], [told[match.end() :]])


def party_office(text: str) -> list[Office]:
    """Read 机关党委负责……, which has an article of its own; [] for any other text."""
    match = _OWN_ARTICLE.match(text)
    return [_office(match[0].strip(" 。：:"), [text[match.end() :]])] if match else []


def _runs_on(piece: str) -> bool:
    """Say whether what an office does begins before its name has been set off."""
    match, does = _NAME.match(piece.strip()), _DOES.search(piece.strip())
    return does is not None and (match is None or does.start() < len(match["name"]))


def _office(name: str, matters: Iterable[str]) -> Office:
    said: list[Tree] = [matter.strip() for matter in matters if matter.strip()]
    return {"名称": name.strip(), **({"负责事项": said} if said else {})}


def offices_in_lines(lines: Sequence[tuple[int, str]]) -> list[Office]:
    """Read offices that stand line by line without a number; [] when not every line is one."""
    found = [list(offices_in(text)) for _, text in lines]
    every = [office for offices in found for office in offices]
    return every if all(found) and all(_OFFICE_LIKE.search(name_of(office)) for office in every) else []


def offices_in_table(rows: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[list[Office], list[tuple[int, str]]]:
    """Read a table with a column of offices and one of what they do; return its rows that say no office too.

    Other columns are kept as text, each behind its heading. Without such columns no row is read.
    """
    if not rows:
        return [], []
    headings = rows[0][1]
    names = [place for place, cell in enumerate(headings) if _NAME_COLUMN.search(cell)]
    does = [place for place, cell in enumerate(headings) if _DUTY_COLUMN.search(cell) and place not in names[:1]]
    if not names or not does:
        return [], [(line, " ".join(filter(None, cells))) for line, cells in rows]
    found, left = [], []
    for line, cells in rows[1:]:
        name = cells[names[0]] if names[0] < len(cells) else ""
        if not name:
            left.append((line, " ".join(filter(None, cells))))
            continue
        more = [
            f"{headings[place] if place < len(headings) else ''}：{cell}"
            for place, cell in enumerate(cells)
            if cell and place not in (names[0], does[0]) and not _ORDER_COLUMN.search((*headings, *cells)[place])
        ]
        found.append(_office(name, [cells[does[0]] if does[0] < len(cells) else "", *more]))
    return found, left


def offices_in_sentence(text: str) -> tuple[str, list[Office]]:
    """Read 设办公室、水政科、水资源科3个内设机构: the sentence, and the offices."""
    for match in _SENTENCE.finditer(text):
        many = _HOW_MANY.search(match[0])
        begins = _SETS_UP.search(match[0], 0, many.start()) if many else None
        if many and begins:
            names = match[0][begins.end() : many.start()].split("、")
            return match[0], [_office(name, ()) for name in names if name.strip()]
    return "", []


def offices_named(text: str) -> tuple[str, list[Office]]:
    """Read 内设机构：办公室、水政科、水资源科。: the sentence, and the offices; "" where not every word is one."""
    for match in _NAMED.finditer(text):
        names = [name.strip() for name in match["names"].split("、")]
        if len(names) > 1 and all(_OFFICE_LIKE.search(name) for name in names):
            return match[0], [_office(name, ()) for name in names]
    return "", []


def doubts(lead: str, offices: Sequence[Office]) -> Iterator[str]:
    """Yield what to look at: fewer or more offices than the text counts, names that are hardly names."""
    many = _HOW_MANY.search(lead)
    told = to_int(many["count"]) if many else None
    party = sum(bool(_PARTY.match(name_of(office))) for office in offices)
    if many and told and told not in (len(offices), len(offices) - party):
        yield f"原文写着“{many[0]}”, 读出 {len(offices)} 个, 请核对有没有缺漏"
    for office in offices:
        if not _OFFICE_LIKE.search(name_of(office)):
            yield f"“{name_of(office)}”不像内设机构的名称, 请核对"


def name_of(office: Office) -> str:
    """Return an office's name."""
    return str(office["名称"])
