"""Split a cell's text at the numbers of its enumeration, without losing a character.

`split` gives back pieces that join to the very text; every function here keeps that promise.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

_CHINESE = "〇零一二三四五六七八九十百"
#: The ways an enumeration is numbered: its style, and how a number of that style looks. The number may
#: have been dragged into a run (4/5/6/7/8.). A figure after the dot is a decimal, not an enumeration.
_STYLES: tuple[tuple[str, str], ...] = (
    ("1.", r"\d{1,3}(?:\s*/\s*\d{1,3})*\s*[.．、](?!\d)"),
    ("1)", r"\d{1,2}[)）]"),
    ("(1)", r"[(（]\d{1,2}[)）][、.．]?"),
    ("一、", rf"[{_CHINESE}]{{1,3}}[、.．]"),
    ("(一)", rf"[(（][{_CHINESE}]{{1,3}}[)）][、.．]?"),
    ("①", r"[①-⑳]"),
)
_ENDS = '。；;：:！!）)”"'
#: 直接实施责任： — the title of a group of duties, possibly broken over lines, at the start of a line.
_LABEL = re.compile(r"(?:[^\s，,。；;：:、\d.．（(【《]\s*){2,12}?责\s*任\s*[：:](?!\s*\Z)")
_STAGE = re.compile(r"([^\s，,。；;：:、\d]{2,10}?)(?:阶段)?责任\s*[：:。]")
_LINE = re.compile(r"[^\n]*\n?")
#: Titles of groups by who is responsible; they name no stage of a procedure.
_NO_STAGES = ("直接", "指导", "监督指导", "主体", "领导", "共同", "其他", "其它", "部门", "单位", "相应", "法律")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A split text: what stands before the first number, and the numbered pieces (untrimmed)."""

    lead: str
    pieces: tuple[str, ...]


def split(text: str) -> Enumeration:
    """Split a text at the numbers of its outermost enumeration, else at lines that are sentences; else all is lead."""
    starts = _starts(text) or _sentences(text)
    if not starts:
        return Enumeration(text, ())
    bounds = [*starts, len(text)]
    pieces = tuple(text[start:end] for start, end in itertools.pairwise(bounds))
    return Enumeration(text[: starts[0]], pieces)


def _starts(text: str) -> list[int]:
    """Return where the pieces begin: at a number, or at the title of a group before it."""
    labels = [match for match in _LABEL.finditer(text) if _is_title(text, match)]
    found = {style: _numbers(text, pattern) for style, pattern in _STYLES}
    style = min((name for name in found if found[name]), key=lambda name: found[name][0], default="")
    starts = []
    for start in _with_first(text, found[style]) if style else ():
        title = next(
            (label for label in labels if label.end() <= start and not text[label.end() : start].strip()), None
        )
        starts.append(title.start() if title else start)
    first = starts[0] if starts else 0
    return sorted({*starts, *(label.start() for label in labels if label.start() >= first)})


def _sentences(text: str) -> list[int]:
    """Return where the lines begin when every one but the last ends a sentence; a line ending in ： leads."""
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    if len(lines) < 2 or not all(line[0].rstrip().endswith(("；", ";", "。", "：", ":")) for line in lines[:-1]):
        return []
    leading = lines[0][0].rstrip().endswith(("：", ":"))
    return [line.start() for line in lines[1 if leading else 0 :]]


def _numbers(text: str, pattern: str) -> list[int]:
    return [match.start() for match in re.finditer(pattern, text) if _begins(text, match.start())]


def _with_first(text: str, starts: list[int]) -> list[int]:
    """Add the 1. that a writer glued to the sentence before it (…的责任1.不担当…)."""
    if text[starts[0]] != "2":
        return starts
    glued = re.search(r"(?<![\d第.])1\s*[.．、](?!\d)", text[: starts[0]])
    return [glued.start(), *starts] if glued else starts


def _begins(text: str, place: int) -> bool:
    """Say whether a place can begin a piece: at the start of a line, or after the end of a sentence."""
    told = text[:place].rstrip()
    return not told or told[-1] in _ENDS or "\n" in text[len(told) : place]


def _is_title(text: str, label: re.Match[str]) -> bool:
    """Say whether …责任： begins a group. Amid hard-wrapped lines only the usual titles are trusted."""
    told = text[: label.start()].rstrip()
    if not told or told[-1] in _ENDS:
        return True
    usual = _squeezed(label[0]).startswith(_NO_STAGES) or "阶段" in _squeezed(label[0])
    return usual and _begins(text, label.start())


def stage_of(piece: str) -> str:
    """Return the stage (环节) that a piece of duties names itself (1.受理责任：… → 受理), "" when none."""
    rest = piece.strip()
    label = _LABEL.match(rest)
    if label and _squeezed(label[0]).startswith(_NO_STAGES):
        rest = rest[label.end() :].lstrip()
    for _, pattern in _STYLES:
        number = re.match(pattern, rest)
        if number:
            rest = rest[number.end() :].lstrip()
            break
    named = _STAGE.match(rest)
    return "" if named is None or named[1].startswith(_NO_STAGES) else named[1]


def _squeezed(text: str) -> str:
    return "".join(text.split())
