"""What stands before the first section of a 三定规定: the notice that issued it, title, number, date, standing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.citation.numeral import to_int

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.exchange.department.lines import Line

_TITLE = re.compile(
    r"《?(?P<name>[^《》\n，。：；]{2,40}?)(?:的)?"
    r"(?:(?:职能配置|主要职责|职责配置|机构职能|机构设置|机构编制)[^《》\n，。：；]{0,20}|[“”\"]?三定[“”\"]?)"
    r"(?:规定|方案)(?:[（(]试行[)）])?》?"
)
_ISSUED = re.compile(r"^.*印发")
_ENCLOSED = re.compile(r"^附件\s*\d*\s*[：:.]?\s*")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[【（(]\d{4}[〕\]】）)]\s*第?\s*\d{1,4}\s*号")
_NUMERAL = r"[〇○零一二三四五六七八九十\d]"
_DAY = re.compile(
    rf"(?P<year>{_NUMERAL}{{4}})\s*年\s*(?P<month>{_NUMERAL}{{1,3}})\s*月\s*(?P<day>{_NUMERAL}{{1,3}})\s*日"
)
#: 样例县农业农村局（样例县乡村振兴局): the second name is that of a plate, not of another body.
_PLATE = re.compile(r"(?P<name>.+?)\s*[（(](?P<plate>[^（）()]+)[）)]")
_NOTICE = re.compile(r"^各[^。]*[：:]$|印发|遵照执行|贯彻(?:落实|执行)(?:[。！]|$)|^(?:此件|抄送|主送|附件)")
_PURPOSE = re.compile(r"^(?:根据|依据|按照|为了?|经)|制定本(?:规定|方案)")
_BRACKETS = "（）() \t\u3000"
_BLANK = " \t\u3000\xa0\ufeff\u200b"
#: A line of a title ends with none of these unless it is the last.
_ENDS = ("。", "：", ":", "；")
#: A line with a document number that is longer than this only mentions it.
_LONGEST = 40

_LEVELS = (
    ("国家级", re.compile(r"^国家")),
    ("乡级", re.compile(r"(?:[镇乡]|街道)(?:党政机关|党委|人民政府|办事处)?$")),
    ("省级", re.compile(r"^[^市县区]*(?:省|自治区)")),
    ("县级", re.compile(r"^[^县]*[县旗]")),
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the beginning says; "" = nothing. `notice`, `purpose` and `standing` are kept word for word.

    `unread` are its lines (number, text) that are none of these.
    """

    name: str = ""
    plate: str = ""
    number: str = ""
    date: str = ""
    notice: str = ""
    purpose: str = ""
    standing: str = ""
    unread: tuple[tuple[int, str], ...] = ()


def read_head(lines: Sequence[tuple[int, str]], standing: re.Pattern[str]) -> Head:
    """Read the lines before the first section; `standing` tells the sentence on what kind of body it is."""
    name, titled, end = _title(lines)
    number = date = ""
    kept: dict[str, list[str]] = {"notice": [], "purpose": [], "standing": []}
    unread = []
    for place, (line, text) in enumerate(lines):
        bare = text.strip(_BRACKETS)
        numbered, day = _NUMBER.search(text), _DAY.search(text)
        if numbered and not number and len(text) <= _LONGEST and not _PURPOSE.search(text):
            number = numbered[0]
        if day and day[0] == bare and not date:
            date = iso_day(day[0])
            continue
        if line in titled or (numbered and numbered[0] == bare and numbered[0] == number):
            continue
        kind = _kind(text, standing, before_title=place < end)
        if kind:
            kept[kind].append(text)
        else:
            unread.append((line, text))
    plate = _PLATE.fullmatch(name)
    return Head(
        plate["name"] if plate else name,
        plate["plate"] if plate else "",
        number,
        date,
        **{kind: "\n".join(texts) for kind, texts in kept.items()},
        unread=tuple(unread),
    )


def _kind(text: str, standing: re.Pattern[str], *, before_title: bool) -> str:
    if before_title:
        return "notice"
    if standing.search(text):
        return "standing"
    if _NOTICE.search(text):
        return "notice"
    return "purpose" if _PURPOSE.search(text) else ""


def _title(lines: Sequence[tuple[int, str]]) -> tuple[str, frozenset[int], int]:
    """Return the department the title names, the lines that are nothing but a title, and how many lines it closes.

    A notice names it before the regulation itself does; the last title is the regulation's own.
    """
    name, titled, end = "", set[int](), 0
    place = 0
    while place < len(lines):
        size, title = _title_at(lines, place)
        if title is not None:
            name, end = title["name"].strip(), place + size
            if title.span() == (0, len(title.string)):
                titled |= {line for line, _ in lines[place:end]}
        place += size
    return name, frozenset(titled), end


def departments_in(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Divide a text that holds the 三定规定 of several bodies where the title of another one stands on its own."""
    numbered = [(number, line.text.strip(_BLANK)) for number, line in enumerate(lines)]
    filled = [(number, text) for number, text in numbered if text]
    starts, current, place = [0], "", 0
    while place < len(filled):
        size, title = _title_at(filled, place)
        if title is not None and title.span() == (0, len(title.string)):
            name = title["name"].strip()
            if current and name != current:
                starts.append(filled[place][0])
            current = name
        place += size
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _title_at(lines: Sequence[tuple[int, str]], place: int) -> tuple[int, re.Match[str] | None]:
    """Return how many lines a title at a place takes, and the title; 1 and None where none begins."""
    for size in (1, 2, 3):
        group = [text for _, text in lines[place : place + size]]
        if len(group) < size or any(text.endswith(_ENDS) for text in group[:-1]):
            break
        if size > 1 and _match(group[-1]):  # the last line is one by itself
            break
        title = _match("".join(group))
        if title is not None:
            return size, title
    return 1, None


def _match(text: str) -> re.Match[str] | None:
    bare = _ENCLOSED.sub("", text)
    return _TITLE.search(_ISSUED.sub("", bare)) if len(bare) <= 2 * _LONGEST else None


def iso_day(text: str) -> str:
    """Return a date in Chinese (2019年3月20日, 二〇一九年三月二十日) as 2019-03-20, "" when it is none."""
    found = _DAY.search(text)
    parts = [to_int(found[part]) for part in ("year", "month", "day")] if found else []
    year, month, day = parts if len(parts) == 3 else (None, None, None)
    return f"{year}-{month:02}-{day:02}" if year and month and day else ""


def level_of(name: str) -> str:
    """Return the level a body's name tells, "" when it tells none (an 市 may be either)."""
    return next((level for level, pattern in _LEVELS if pattern.search(name)), "")
