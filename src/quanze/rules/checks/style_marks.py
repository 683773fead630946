"""Family STY, marks: pairs of brackets and quotation marks, widths of characters, white space."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit, Path
from quanze.rules.check import text_check
from quanze.rules.checks.wording import NAMES_OF_DOCUMENTS, QUOTED, last_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: Closing mark → the opening marks it may close. Half-width and full-width round brackets mix in
#: practice; that is a question of width (STY009), not of pairs. 〈〉 and <> also mean "less, greater".
_PAIRS = {"》": "《", "）": "（(", ")": "（(", "”": "“", "’": "‘", "】": "【", "〕": "〔", "」": "「", "』": "『"}
_OPENING = "《（(“‘【〔「『"
_MARK = re.escape(_OPENING + "".join(_PAIRS))
_MARKS = re.compile(f"[\n{_MARK}]")
#: A text whose marks all stand in pairs with nothing but words inside: most texts. Possessive, so it never goes back.
_SIMPLY_PAIRED = re.compile(
    rf"(?:[^{_MARK}]++|（[^{_MARK}\n]*+）|《[^{_MARK}\n]*+》|“[^{_MARK}\n]*+”|〔[^{_MARK}\n]*+〕)*+"
)
_NUMBER_BEFORE = re.compile(r"(?:^|[\s，。；：、,;:“（(])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])$")
#: Texts whose form STY005 and STY008 judge.
_OTHER_RULES = frozenset(("条款", "电话", "咨询电话", "监督电话"))
_NOT_OWN = QUOTED | NAMES_OF_DOCUMENTS | _OTHER_RULES
_SHOWN = 12
_NAMES = {"《": "书名号", "（": "括号", "(": "括号", "“": "引号", "‘": "引号"}

_CJK = "\u3400-\u9fff"
_WIDE_LETTERS = re.compile(r"[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff]+")
_ENDS = "，。；、：！？）】》”"
_SPACES = re.compile(
    rf"(?<=[{_CJK}{_ENDS}])(?<![条章节款项]) (?=[{_CJK}])|(?<=[{_CJK}]) (?=[{_ENDS}])"
    r"|[ \t\u3000]*[\u00a0\u2000-\u200a\u202f\u205f][ \t\u00a0\u2000-\u200a\u3000]*"
    r"|(?<=\S)[ \t\u3000]{2,}(?=\S)|(?<=\S)\u3000(?=\S)|(?<=\S)[ \t\u3000]+(?=\n)|[ \t\u3000]+\Z|\A[ \t\u3000]+"
)
_HALF_MARKS = re.compile(rf"(?<=[{_CJK}])[,;:?!](?=[{_CJK}“《（]|\s*(?:\n|\Z))|(?<=[）”》])[,;:?!](?=[{_CJK}])")
#: A full stop between words stands for 、 or the like; at the end of a line it is one.
_HALF_STOPS = re.compile(rf"(?<=[{_CJK}])(?<![一二三四五六七八九十])\.(?:(?=[{_CJK}])|(?P<last>(?=\s*(?:\n|\Z))))")
_HALF_QUOTES = re.compile(rf'"[^"\n]*[{_CJK}][^"\n]*"')
_HALF_BRACKETS = re.compile(rf"(?<=[{_CJK}])\(([^()\n]*[{_CJK}][^()\n]*)\)|\(([^()\n]*[{_CJK}][^()\n]*)\)(?=[{_CJK}])")
#: What a full stop between words should be, only the writer knows.
_STOP = "半角句点"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
#: One of these, or white space where none is needed, may mean something to find.
_ODD = re.compile(r"[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
_HALF = re.compile(rf'[,;:?!().](?:(?<=[{_CJK}）”》].)|(?=[{_CJK}]))|"[^"\n]*[{_CJK}]')
_SPACED = re.compile(rf" (?<=[{_CJK}{_ENDS}].)(?=[{_CJK}{_ENDS}])")
_SPACINGS = ("  ", " \n", "\n ")


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A mark without its partner: where it stands and whether the opening or the closing one is missing."""

    place: int
    mark: str
    opening: bool


def unpaired(text: str) -> tuple[Unpaired, ...]:
    """Return the marks of a text that have no partner, in order.

    Marks may be nested to any depth. The closing bracket of a number (1) 一）) needs no opening one; a quotation
    over several paragraphs opens each of them anew and closes the last.
    """
    waiting: list[tuple[str, int]] = []
    alone: list[Unpaired] = []
    for match in _MARKS.finditer(text):
        place, char = match.start(), match[0]
        if char in _OPENING:
            if char in "“‘" and waiting and waiting[-1][0] == char and _begins_paragraph(text, place):
                waiting.pop()
            waiting.append((char, place))
        elif char in _PAIRS:
            alone += _close(text, place, waiting)
    alone += (Unpaired(place, mark, opening=True) for mark, place in waiting)
    return tuple(sorted(alone, key=lambda one: one.place))


def _close(text: str, place: int, waiting: list[tuple[str, int]]) -> list[Unpaired]:
    """Close the innermost mark that fits; what stands open inside it stays alone."""
    char = text[place]
    partners = _PAIRS[char]
    if char == "’" and text[place - 1 : place].isascii() and text[place + 1 : place + 2].isascii():
        return []
    position = next((i for i in range(len(waiting) - 1, -1, -1) if waiting[i][0] in partners), None)
    if position is None:
        numbered = char in "）)" and _NUMBER_BEFORE.search(text, max(0, place - 5), place)
        return [] if numbered else [Unpaired(place, char, opening=False)]
    inner = [Unpaired(where, mark, opening=True) for mark, where in waiting[position + 1 :]]
    del waiting[position:]
    return inner


def _begins_paragraph(text: str, place: int) -> bool:
    before = text[:place].rstrip(" \t\u3000")
    return not before or before.endswith("\n")


def _may_be_unpaired(text: str, _context: Context) -> bool:
    return not _evidently_paired(text)


@text_check(glance=_may_be_unpaired)
def marks_without_partner(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY012: a bracket, 书名号 or quotation mark is opened and not closed, or the other way round.

    Quotations of law are judged too: one that was cut off in the middle shows here.
    """
    for path, text in texts.suspects:
        found = unpaired(text)
        if found:
            first = found[0]
            around = text[max(0, first.place - _SHOWN) : first.place + _SHOWN + 1]
            name = _NAMES.get(first.mark if first.opening else _PAIRS[first.mark][0], "括号")
            values = {"名": name, "命中": first.mark, "附近": " ".join(around.split()), "处": len(found)}
            variant = "没有收尾" if first.opening else "没有开头"
            part = (first.place, first.place + 1)
            yield Hit(path, values, variant=variant, part=part, key=first.mark)


def _evidently_paired(lines: str) -> bool:
    """Say whether every mark of every line has its partner in that line, without looking any closer."""
    if _SIMPLY_PAIRED.fullmatch(lines):
        return True
    waiting: list[str] = []
    for mark in _MARKS.findall(lines):
        if mark in _OPENING:
            waiting.append(mark)
        elif mark == "\n":
            if waiting:
                return False
        elif not waiting or waiting.pop() not in _PAIRS[mark]:
            return False
    return not waiting


def _may_be_odd(text: str, _context: Context) -> bool:
    lines = f"\n{text}\n"  # white space at the ends of a text is odd too
    spaced = any(spacing in lines for spacing in _SPACINGS)
    return spaced or any(odd.search(text) is not None for odd in (_ODD, _HALF, _SPACED))


@text_check(glance=_may_be_odd, but=_NOT_OWN)
def widths_and_spaces(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY009: full-width figures, half-width punctuation in Chinese text, odd or needless white space."""
    for path, text in texts.suspects:
        edits: list[tuple[str, int, int, str]] = sorted(_repairs(text), key=lambda repair: repair[1])
        if edits:
            yield _repaired(path, edits)


def _repairs(text: str) -> Iterator[tuple[str, int, int, str]]:
    """Yield (what is odd, start, end, what belongs there); the ranges do not overlap."""
    for match in _WIDE_LETTERS.finditer(text):
        better = unicodedata.normalize("NFKC", match[0])
        if better != match[0]:
            yield "全角字母数字", match.start(), match.end(), better
    for match in _SPACES.finditer(text):
        yield "多余的空白", match.start(), match.end(), _space(text, match)
    for match in _HALF_MARKS.finditer(text):
        yield "半角标点", match.start(), match.end(), _FULL[match[0]]
    for match in _HALF_STOPS.finditer(text):
        yield _STOP, match.start(), match.end(), "、" if match["last"] is None else "。"
    for kind, pattern, opening, closing in (
        ("半角括号", _HALF_BRACKETS, "（", "）"),
        ("半角引号", _HALF_QUOTES, "“", "”"),
    ):
        for match in pattern.finditer(text):
            yield kind, match.start(), match.start() + 1, opening
            yield kind, match.end() - 1, match.end(), closing


def _space(text: str, match: re.Match[str]) -> str:
    """Return what white space becomes: nothing between Chinese characters and at the ends, else one space."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    latin = before.isascii() and after.isascii() and before.strip() and after.strip()
    return " " if latin else ""


def _repaired(path: Path, repairs: list[tuple[str, int, int, str]]) -> Hit:
    kinds = tuple(dict.fromkeys(kind for kind, *_ in repairs))
    edits = tuple(Edit(path, (start, end), better) for _, start, end, better in repairs)
    _, start, end, _ = repairs[0]
    values = {"写法": "、".join(kinds), "处": len(repairs), "字段": last_key(path)}
    fix = Fix("改为规范的写法", edits, safe=_STOP not in kinds)
    return Hit(path, values, part=(start, end), key=kinds[0], fix=fix)
