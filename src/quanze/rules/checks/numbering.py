"""The numbers of an enumeration as people write them into one cell or one list: 1. 2. 3., 一、二、, ①②.

An enumeration may run through several texts (the elements of a list, the duties of an item).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from quanze.citation.numeral import to_chinese, to_int

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHINESE = "一二三四五六七八九十"
#: Style → its number; group 1 are the figures. A figure behind the dot is a decimal or a date, unless it is a year.
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("1.", re.compile(r"(\d{1,2}(?:\s?/\s?\d{1,2})*)\s?[.．、](?:(?!\d)|(?=(?:19|20)\d\d年))")),
    ("1)", re.compile(r"(\d{1,2})[)）]")),
    ("(1)", re.compile(r"[(（](\d{1,2})[)）]")),
    ("一、", re.compile(rf"([{_CHINESE}]{{1,3}})[、.．](?![{_CHINESE}])")),
    ("(一)", re.compile(rf"[(（]([{_CHINESE}]{{1,3}})[)）]")),
    ("①", re.compile(r"([①-⑳])")),
)
_CHINESE_STYLES = frozenset(("一、", "(一)"))
_ENDS = '。；;：:！!）)”"．.'
#: What may be a number and does not stand amid a word: a first character, checked from behind.
_MAYBE = re.compile(rf"[\d(（{_CHINESE}①-⑳](?<![^\s{re.escape(_ENDS)}].)", re.DOTALL)
#: A line that only names a group (指导监督责任：): the numbers below it begin anew.
_TITLE = re.compile(r"(?:^|\n)[ \t\u3000]*(?:[^\n\d，,。；;：:、]{2,16})[：:]\s*$")
#: What stands before an enumeration that begins anew: a number of another style, a new line, the words of a title.
_BEGINS_ANEW = re.compile(rf"[(（][{_CHINESE}\d]|[{_CHINESE}]、|[①-⑳\n：:]")
#: What a text that is more than one plain statement has somewhere: a number, or the end of a statement.
_PARTED = re.compile(rf"[\n；;。：:\d(（①-⑳]|[{_CHINESE}][、.．]")
_EXCERPT = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,9}条")

Fault = Literal["拖拽", "跳号", "重复", "倒退"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of an enumeration: in which text, where its figures stand, what they say.

    `numbers` are several where a cell was dragged (4/5/6/7/8.).
    """

    text: int
    start: int
    end: int
    numbers: tuple[int, ...]
    written: str


@dataclass(frozen=True, slots=True)
class BrokenSequence:
    """An enumeration that does not run 1..n: its marks, the first that is wrong, how, and the right numbers."""

    marks: tuple[Mark, ...]
    wrong: Mark
    fault: Fault
    right: tuple[int, ...]
    chinese: bool

    @property
    def sequence(self) -> str:
        """The numbers as they are written, shortened: 1、2、4."""
        shown = [mark.written for mark in self.marks[:12]]
        return "、".join(shown) + ("……" if len(self.marks) > len(shown) else "")

    def corrections(self) -> Iterator[tuple[Mark, str]]:
        """Yield every mark that is numbered wrongly, with its right number in the style it is written in."""
        for mark, number in zip(self.marks, self.right, strict=True):
            if mark.numbers != (number,):
                yield mark, _written(number, mark.written)


@lru_cache(maxsize=4096)
def broken_sequences(texts: tuple[str, ...]) -> tuple[BrokenSequence, ...]:
    """Return the enumerations, at most one of every style, that are broken in a run of texts.

    A number counts only where a sentence begins. Excerpts of law, which keep the numbers of their
    items, are left out; so is a number that stands alone. Remembered, because lists repeat themselves.
    """
    found = []
    for style, marks in _marks(texts).items():
        alone = len(marks) == 1 and len(marks[0].numbers) == 1
        if alone or (style in _CHINESE_STYLES and any(_EXCERPT.search(text) for text in texts)):
            continue
        broken = _judge(texts, tuple(marks), dict(_STYLES)[style], chinese=style in _CHINESE_STYLES)
        if broken is not None:
            found.append(broken)
    return tuple(found)


def pieces(text: str) -> tuple[str, ...]:
    """Return the single statements of a text without their numbers; what only introduces them is left out."""
    if _PARTED.search(text) is None:
        return (text.strip(),) if text.strip() else ()
    found = []
    for line in re.split(r"[\n；;]|(?<=。)", _break_at_numbers(text)):
        piece = _without_number(line.strip())
        if piece and not piece.endswith(("：", ":")):
            found.append(piece)
    return tuple(found)


def _break_at_numbers(text: str) -> str:
    starts = [start for start in _begins(text) if start and _STYLES[0][1].match(text, start)]
    return "\n".join(text[first:last] for first, last in pairwise([0, *starts, len(text)]))


def _without_number(line: str) -> str:
    for _, pattern in _STYLES:
        match = pattern.match(line)
        if match:
            return line[match.end() :].lstrip(" .．、")
    return line


def _marks(texts: tuple[str, ...]) -> dict[str, list[Mark]]:
    """Return the numbers of the texts by style, in order."""
    found: dict[str, list[Mark]] = {}
    for index, text in enumerate(texts):
        for start in _begins(text):
            for style, pattern in _STYLES:
                match = pattern.match(text, start)
                if match is None:
                    continue
                numbers = tuple(to_int(part) or 0 for part in match[1].split("/"))
                if all(numbers):
                    found.setdefault(style, []).append(Mark(index, match.start(1), match.end(1), numbers, match[1]))
                break
    return found


def maybe_numbered(lines: str) -> bool:
    """Say whether any of several texts, one a line, has something that may be a number of an enumeration."""
    return _MAYBE.search(lines) is not None


def _begins(text: str) -> Iterator[int]:
    """Yield where a number may begin a sentence: at the start, on a new line, behind a sentence's end."""
    for match in _MAYBE.finditer(text):
        start = told = match.start()
        while told and text[told - 1].isspace():
            told -= 1
        if not told or text[told - 1] in _ENDS or "\n" in text[told:start]:
            yield start


def _judge(
    texts: tuple[str, ...], marks: tuple[Mark, ...], pattern: re.Pattern[str], *, chinese: bool
) -> BrokenSequence | None:
    """Walk through the numbers; an enumeration may begin anew at 1, and an outer one go on behind an inner one."""
    outer: list[tuple[int, int]] = []
    last, right = 0, 0
    wrong: tuple[Mark, Fault] | None = None
    rights: list[int] = []
    before: Mark | None = None
    for mark in marks:
        number = mark.numbers[0]
        fault: Fault | None = None
        if len(mark.numbers) > 1:
            fault, right = "拖拽", right + 1
        elif number == last + 1 or (number > last and _hidden(texts, before, mark, last, pattern)):
            right += number - last
        elif number == 1 and not _repeated(texts, before, mark):
            outer = [] if _titled(texts, mark) else [*outer, (last, right)]
            right = 1
        elif 1 < number <= last and _hidden(texts, before, mark, 0, pattern):
            right = number
        elif any(number == left + 1 for left, _ in outer):
            while outer[-1][0] + 1 != number:
                outer.pop()
            right = outer.pop()[1] + 1
        else:
            fault = "跳号" if number > last + 1 else "重复" if number == last else "倒退"
            right = 1 if _titled(texts, mark) else right + 1
        if fault and wrong is None:
            wrong = mark, fault
        rights.append(right)
        last, before = mark.numbers[-1], mark
    return BrokenSequence(marks, *wrong, tuple(rights), chinese) if wrong else None


def _titled(texts: tuple[str, ...], mark: Mark) -> bool:
    """Say whether the title of a group stands right before a mark, or a new duty begins with it."""
    return _TITLE.search(texts[mark.text][: mark.start]) is not None


def _repeated(texts: tuple[str, ...], before: Mark | None, mark: Mark) -> bool:
    """Say whether a 1 follows a 1 in one sentence, with nothing between them that begins an inner enumeration."""
    if before is None or before.numbers != (1,) or before.text != mark.text:
        return False
    return _BEGINS_ANEW.search(texts[mark.text], before.end, mark.start) is None


def _hidden(texts: tuple[str, ...], before: Mark | None, mark: Mark, last: int, pattern: re.Pattern[str]) -> bool:
    """Say whether the numbers from `last` on that seem to be missing before a mark do stand there, amid a sentence."""
    number = mark.numbers[0]
    seen: set[int] = set()
    for index in range(before.text if before else 0, mark.text + 1):
        start = before.end if before and index == before.text else 0
        end = mark.start if index == mark.text else len(texts[index])
        seen.update(to_int(match[1]) or 0 for match in pattern.finditer(texts[index], start, end))
    return seen.issuperset(range(last + 1, number))


def _written(number: int, like: str) -> str:
    """Write a number in the style of another."""
    if like[0] in _CHINESE:
        return to_chinese(number)
    return chr(ord("①") + number - 1) if "①" <= like[0] <= "⑳" else str(number)
