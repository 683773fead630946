"""Cells that hold a name or a word: laid out for print with breaks and spaces, here read as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quanze.exchange.columns.heading_words import LEVELS, TYPE_SYNONYMS, TYPES

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]"
#: White space that print layout put between two Chinese characters.
_LAYOUT_SPACE = re.compile(rf"(?<={_WIDE})\s+(?={_WIDE})")
_NUMBERED = re.compile(
    r"\s*(?:[（(]?\d{1,3}[)）][.．、]?|\d{1,3}\s*[.．、]|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳])\s*(?!\d)"
)
_TRAILING_SPACE = re.compile(r"[ \t\u3000\xa0]+(?=\n|$)")
#: A column of fewer characters breaks amid words; fewer lines prove nothing; lines that end so are lines.
_NARROW, _FEWEST_LINES, _ENDS = 14, 3, ("。", "；", ";", "：", ":")
_OFFICE = re.compile(
    r".*(科|处|室|股|队|局|站|中心|所|办|委|组|院|馆|厅|部|司|窗口|大厅|会|政府|银行|公司|学校|台|园|段|库|岗|[)）])"
)
_SEPARATORS = "、，,；;/／"
_OPENING, _CLOSING = "（(〔[【《“", "）)〕]】》”"


def one_line(text: str) -> str:
    """Return a name without the breaks and spaces that print layout put into it."""
    return " ".join(_LAYOUT_SPACE.sub("", text.strip()).split())


def prose(text: str) -> str:
    """Return a text of several lines without blanks at the ends of lines and around it."""
    return _TRAILING_SPACE.sub("", text).strip()


def unwrapped(text: str) -> str:
    """Return a sentence whose column was so narrow that it breaks amid words in one line; any other as `prose`."""
    trimmed = prose(text)
    lines = trimmed.split("\n")
    if len(lines) < _FEWEST_LINES or max(map(len, lines)) > _NARROW:
        return trimmed
    told = sum(line.endswith(_ENDS) for line in lines)
    return one_line(trimmed) if told * 3 <= len(lines) else trimmed


def without_number(name: str) -> str:
    """Return the name of a sub-item without the number written before it (2.建筑业企业资质审批)."""
    match = _NUMBERED.match(name)
    return name[match.end() :] if match and name[match.end() :] else name


def type_of(text: str) -> str:
    """Return the type of power a cell says, "" when it says none or more than one."""
    name = one_line(text)
    if name in TYPES:
        return name
    return next((meant for meant, ways in TYPE_SYNONYMS.items() if name in ways.split()), "")


def types_in(text: str) -> tuple[str, ...]:
    """Return every type of power named in a text, in the order of the official code table."""
    squeezed = "".join(text.split())
    return tuple(name for name in TYPES if name in squeezed)


@dataclass(frozen=True, slots=True)
class LevelCell:
    """What a level cell says: the levels (empty when it says none), and the text behind the level."""

    levels: tuple[str, ...]
    rest: str = ""


def read_levels(text: str) -> LevelCell:
    """Read 地州市级 → 市级, 省、市、县 → the three levels, 地州市级；负责… → the level and the rest."""
    name = _level_form(text)
    found = _all_levels(name)
    if found:
        return LevelCell(found)
    head, mark, rest = re.sub(r"[；;：:，,。]", "；", text, count=1).partition("；")
    found = _all_levels(_level_form(head)) if mark and rest.strip() else ()
    return LevelCell(found, text[len(head) + 1 :].strip()) if found else LevelCell(())


def _level_form(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _all_levels(name: str) -> tuple[str, ...]:
    """Return the levels of a list of level words, empty unless every word is one."""
    whole = _level(name)
    if whole:
        return (whole,)
    words = [word for word in re.split(r"[、,;/和及]", name) if word]
    levels = [_level(word) or _level(word + "级") for word in words]
    return tuple(dict.fromkeys(levels)) if len(words) > 1 and all(levels) else ()


def _level(name: str) -> str:
    return next((level for level, ways in LEVELS.items() if name in ways.split()), "")


def offices_in(text: str) -> tuple[str, ...]:
    """Split a cell of offices where every part is the name of an office; otherwise it stays whole."""
    lines = [one_line(line) for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and not all(_OFFICE.fullmatch(line.rstrip(_SEPARATORS + "。")) for line in lines):
        lines = ["".join(text.split())]
    parts = [part for line in lines for part in _outside_brackets(line)]
    if len(parts) > 1 and all(_OFFICE.fullmatch(part) for part in parts):
        return tuple(parts)
    whole = one_line(text)
    return (whole,) if whole else ()


def _outside_brackets(line: str) -> list[str]:
    depth, parts, start = 0, [], 0
    for place, char in enumerate(line):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth <= 0 and char in _SEPARATORS:
            parts.append(line[start:place])
            start = place + 1
    return [part for part in (one_line(part) for part in (*parts, line[start:])) if part]
