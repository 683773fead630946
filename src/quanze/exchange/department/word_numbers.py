"""The numbers that Word counts by itself: word/numbering.xml, and the styles that are numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from quanze.citation.numeral import LARGEST, to_chinese

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
#: How Word counts → how the number is written.
_CHINESE: Final = frozenset(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand")
)
_DIGITS: Final = (
    "〇一二三四五六七八九",
    frozenset(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand")),
)
_CIRCLES: Final = ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese")))
_NOTHING: Final = frozenset(("bullet", "none"))
_LEVELS: Final = 9
#: Styles are based on one another; a file in which they go in circles must end.
_DEEPEST: Final = 20


def value_of(attributes: dict[str, str], name: str = "val") -> str:
    """Return an attribute of a Word element, "" without it."""
    return attributes.get(f"{WORD}{name}", "")


def number_of(attributes: dict[str, str], name: str = "val") -> int | None:
    """Return an attribute that is a number, None when it is none."""
    value = value_of(attributes, name)
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= len(str(LARGEST)) else None


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered: `pattern` as Word has it, %1 being the number of level 1."""

    start: int = 1
    counting: str = "decimal"
    pattern: str = ""
    arabic: bool = False


@dataclass(slots=True)
class _Style:
    """A paragraph style: its list and level, the style it is based on, whether it belongs to a table of contents."""

    number: str = ""
    level: int | None = None
    based_on: str = ""
    contents: bool = False


@dataclass(slots=True)
class Styles:
    """word/styles.xml: which styles are numbered."""

    styles: dict[str, _Style] = field(default_factory=dict)
    _style: _Style = field(default_factory=_Style)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one element."""
        name = tag.removeprefix(WORD)
        if name == "style":
            self._style = self.styles.setdefault(value_of(attributes, "styleId"), _Style())
        elif name == "name":
            self._style.contents = value_of(attributes).lower().startswith("toc ")
        elif name == "basedOn":
            self._style.based_on = value_of(attributes)
        elif name == "numId":
            self._style.number = value_of(attributes)
        elif name == "ilvl":
            self._style.level = number_of(attributes)

    def end(self, tag: str) -> None:
        """End one element: nothing is left to do."""

    def is_contents(self, style: str) -> bool:
        """Say whether paragraphs of a style are a table of contents."""
        found = self.styles.get(style)
        return found is not None and found.contents

    def numbered(self, style: str) -> tuple[str, int | None]:
        """Return the list and level a style is counted in, "" and None when it is in none."""
        number, level = "", None
        for _ in range(_DEEPEST):
            found = self.styles.get(style)
            if found is None:
                break
            number, level = number or found.number, level if level is not None else found.level
            style = found.based_on
        return number, level


@dataclass(slots=True)
class Numbering:
    """word/numbering.xml: lists and how each of their levels is numbered; what each has counted to."""

    kinds: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    #: style → level of a list, by the list's kind.
    by_style: dict[tuple[str, str], int] = field(default_factory=dict)
    #: list → the levels at which it begins anew, and with what number.
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _kind: str = ""
    _list: str = ""
    _place: int = 0
    _level: _Level = field(default_factory=_Level)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take one element."""
        name = tag.removeprefix(WORD)
        if name == "abstractNum":
            self._kind = value_of(attributes, "abstractNumId")
        elif name == "num":
            self._list = value_of(attributes, "numId")
        elif name == "abstractNumId":
            self.lists[self._list] = value_of(attributes)
        elif name == "lvlOverride":
            self._place = number_of(attributes, "ilvl") or 0
        elif name == "startOverride":
            self.restarts.setdefault(self._list, {})[self._place] = number_of(attributes) or 1
        else:
            self._in_level(name, attributes)

    def _in_level(self, name: str, attributes: dict[str, str]) -> None:
        if name == "lvl":
            self._level = _Level()
            self._place = number_of(attributes, "ilvl") or 0
            if not self._list:  # a level that one list overrides is not the level of its kind
                self.kinds.setdefault(self._kind, {})[self._place] = self._level
        elif name == "start":
            self._level.start = number_of(attributes) or 1
        elif name == "numFmt":
            self._level.counting = value_of(attributes)
        elif name == "lvlText":
            self._level.pattern = value_of(attributes)
        elif name == "isLgl":
            self._level.arabic = value_of(attributes) not in ("0", "false")
        elif name == "pStyle":
            self.by_style[self._kind, value_of(attributes)] = self._place

    def end(self, tag: str) -> None:
        """End one element: nothing is left to do."""

    def level_of(self, number: str, style: str) -> int:
        """Return the level of a list that a style stands for, 0 when none does."""
        return self.by_style.get((self.lists.get(number, ""), style), 0)

    def next(self, number: str, level: int) -> str:
        """Count a paragraph of a list on and return what stands before it, "" for a bullet or no number."""
        kind = self.lists.get(number, "")
        levels = self.kinds.get(kind, {})
        here = levels.get(level)
        if here is None or level >= _LEVELS or here.counting in _NOTHING:
            return ""
        counts = self.counts.setdefault(kind, [0] * _LEVELS)
        anew = self.restarts.get(number, {}).pop(level, None)
        if anew is not None:
            counts[level] = anew
        else:
            counts[level] = counts[level] + 1 if counts[level] else here.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        shown = here.pattern
        for place in range(level + 1):
            counted = counts[place] or levels.get(place, here).start
            counting = "decimal" if here.arabic else levels.get(place, here).counting
            shown = shown.replace(f"%{place + 1}", _written(counted, counting))
        return shown


def _written(number: int, counting: str) -> str:
    """Write a number in one of Word's ways; in Arabic figures where it is one that no 三定规定 uses."""
    if not 1 <= number <= LARGEST:
        return str(number)
    if counting in _CHINESE:
        return to_chinese(number)
    if counting in _DIGITS[1]:
        return "".join(_DIGITS[0][int(digit)] for digit in str(number))
    if counting in _CIRCLES[1] and number <= len(_CIRCLES[0]):
        return _CIRCLES[0][number - 1]
    return str(number)
