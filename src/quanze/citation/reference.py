"""Places in a law (条款串): 第十二条第一款第三项, lists that inherit, ranges, 之一, items of an annex.

    条款串 = 条款 { (、|，|；|和|及|与|或|以及|+) 条款 | (至|到|-|~) 第N条 }
    条款   = 第N条[之M] [第N款] [第N项|第(N)项|(N)] [第N目]

N is a Chinese or Arabic numeral or a list of them (第30、32、34条; 第一至三项). After a separator 第N款
inherits the article, 第N项 the article and paragraph, 第N目 all three. A range of articles stays one
reference with `to`; ranges of paragraphs, items and points are expanded, up to forty wide.
A bracketed (二) is an item only where a text does not follow at once: 第十条（一）取得… begins a quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from quanze.citation.numeral import to_int
from quanze.citation.types import Reference

ARTICLE, SUB, PARAGRAPH, ITEM, POINT = range(5)
#: Wider ranges of paragraphs, items or points are not read: no law has them.
WIDEST: Final = 40
#: A longer list is no citation; what is left of it is not read.
LONGEST: Final = 1000

_S: Final = r"\s{0,4}"
_C: Final = "〇零一二两三四五六七八九十百千廿卅"
N: Final = rf"(?:\d{{1,5}}|[{_C}](?:\s{{0,3}}[{_C}]){{0,10}})"
_PN: Final = rf"(?:\({_S}{N}{_S}\)|{N}|[①-⑳⑴-⒇㈠-㈩])"
_LIST: Final = rf"{_PN}(?:{_S}(?:[、,和及与至到~]|以及|--?){_S}(?:第{_S})?{_PN}|{_S}\({_S}{N}{_S}\)){{1,40}}"
_LEVEL: Final = r"(?P<level>条(?![件例约])|款(?!项)|项(?!目)|目(?![录的标前]))"
_SUB: Final = rf"(?:{_S}之{_S}(?P<sub>{N})(?!\s{{0,2}}[条款项]))?"
#: The ordinary form, read in one go: 第N条[之M][第N款][第N项][第N目].
_ORDINARY: Final = re.compile(
    rf"第{_S}({N}){_S}条(?![件例约])(?:{_S}之{_S}({N})(?!\s{{0,2}}[条款项]))?"
    rf"(?: ?第{_S}({N}){_S}款(?!项))?(?: ?第{_S}\(?({N})\)?{_S}项(?!目))?(?: ?第{_S}({N}){_S}目(?![录的标前]))?"
)
_UNIT: Final = re.compile(rf"(?P<di>第{_S})?(?P<n>{_PN}){_S}{_LEVEL}{_SUB}")
_LISTED: Final = re.compile(rf"(?P<di>第{_S})(?P<n>{_LIST}){_S}{_LEVEL}{_SUB}")
_NO_ARTICLE_WORD: Final = re.compile(rf"(?P<di>第{_S})(?P<n>{N})(?={_S}第{_S}{_PN}{_S}款)")
_NO_NUMBER: Final = re.compile(rf"本?条(?={_S}第{_S}{_PN}{_S}[款项])")
_BARE_ITEM: Final = re.compile(rf"\({_S}(?P<n>[{_C}]{{1,4}}|\d{{1,2}}){_S}\)项?")
_CLOSES: Final = re.compile(r"\s*(?:$|[、,;:。)(+至和及与]|以及|的?规定|第)")
_CLOSES_SPACED: Final = re.compile(r"\s*(?:$|[、;:)+])")
_ENDS: Final = re.compile(r" {0,20}(?:$|[、,;。+\n)至]|和第|及第)| {1,20}第")
_GOES_ON: Final = frozenset(" \n、,;+/和及与或以并至到~-第(本条" + _C + "0123456789")
_GAP: Final = re.compile(
    r"(?P<space>\s{0,40})(?:(?P<sep>(?:以及|或者|[、,;+/和及与或并]){1,2})\s{0,40}|(?P<to>至|到|~|--?)\s{0,8})?"
)
_CHAPTER: Final = re.compile(rf"(?:第{_S}{N}{_S}[编章节]\s{{0,20}}){{1,3}}(?=第{_S}{_PN}|本?条)")
_NUMBERS: Final = re.compile(rf"({N})|([①-⑳⑴-⒇㈠-㈩])|([至到~]|--?)")
_ANNEX: Final = re.compile(
    rf"(?:附{_S}[件表录]|[\u4e00-\u9fff]{{0,30}}?(?:目录|清单|名录)(?={_S}第)){_S}(?:{N}|[一二三四五六七八九十])?{_S}[:,]?{_S}(?:《[^《》\n]{{0,80}}》)?{_S}[之中的]?{_S}(?:目录)?{_S}"
    rf"(?:\([一二三四五六七八九十]{{1,3}}\){_S})?(?:第{_S}|序号{_S}:?{_S})?(?P<n>{N}){_S}项(?!目)"
)
_ANNEX_MORE: Final = re.compile(rf"{_S}[、,和及与]{_S}第?{_S}(?P<n>{N}){_S}项(?!目)")
_LONE_ITEM: Final = re.compile(rf"(?:目录)?{_S}第{_S}\(?{_S}(?P<n>{N}){_S}\)?{_S}项(?!目)")


@dataclass(slots=True)
class _Place:
    """One place while it is being read: article, sub, paragraph, item, point; last article; span."""

    parts: list[int | None]
    start: int
    end: int
    to: int | None = None

    def deeper(self, level: int, value: int, start: int, end: int) -> _Place:
        """Return the place that shares everything above a level with this one."""
        keep = SUB + 1 if level > SUB else 0
        parts = self.parts[: max(level, keep)] + [None] * (5 - max(level, keep))
        parts[level] = value
        return _Place(parts, start, end)

    def frozen(self) -> Reference:
        """Return the finished reference."""
        article, sub, paragraph, item, point = self.parts
        return Reference(article, sub, paragraph, item, point, self.to, (self.start, self.end))


@dataclass(frozen=True, slots=True)
class _Unit:
    """One 第N条 or 第N款: its level, its numbers (each with the end of its range), sub, place."""

    level: int
    numbers: tuple[tuple[int, int], ...]
    sub: int | None
    start: int
    end: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """The references read from one place on, and where reading ended."""

    items: tuple[Reference, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annex:
    """The items of an annex that an entry names, and where reading ended."""

    items: tuple[int, ...]
    end: int


@dataclass(slots=True)
class _Reader:
    """Reads one chain; `places` grows, `level` is the level of the last unit."""

    view: str
    places: list[_Place] = field(default_factory=list)
    level: int = -1

    def ordinary(self, start: int) -> int | None:
        """Take a whole reference in the ordinary form as a new place; return where it ends."""
        match = _ORDINARY.match(self.view, start)
        if match is None:
            return None
        parts = [None if group is None else to_int(group) for group in match.groups()]
        level = match.lastindex or 1
        if any(part is None and match[place] is not None for place, part in enumerate(parts, 1)):
            return None
        self.places.append(_Place(parts, start, match.end()))
        self.level = ARTICLE if level == SUB + 1 else level - 1
        return match.end()

    def begin(self, unit: _Unit, base: _Place | None) -> bool:
        """Take a unit as a new place that inherits from `base` what stands above its level."""
        base = base or _Place([None] * 5, unit.start, unit.end)
        added: list[_Place] = []
        for low, high in unit.numbers:
            if unit.level == ARTICLE:
                place = base.deeper(ARTICLE, low, unit.start, unit.end)
                place.to = high if high > low else None
                added.append(place)
            elif high - low >= WIDEST:
                return False
            else:
                added.extend(base.deeper(unit.level, value, unit.start, unit.end) for value in range(low, high + 1))
        if unit.sub is not None:
            added[-1].parts[SUB] = unit.sub
        self.places.extend(added)
        self.level = unit.level
        return True

    def refine(self, unit: _Unit) -> bool:
        """Take a unit as a deeper part of the last place: 第十二条 | 第一款."""
        last = self.places.pop()
        if last.to is not None:
            self.places.append(last)
            last = _Place([last.to, None, None, None, None], unit.start, unit.end)
        count = len(self.places)
        if not self.begin(unit, last):
            self.places.append(last)
            return False
        self.places[count].start = last.start
        return True

    def extend(self, unit: _Unit) -> bool:
        """Take a unit as the end of a range that the last place began."""
        last = self.places[-1]
        low, high = last.parts[unit.level], unit.numbers[0][0]
        if unit.level == ARTICLE:
            return self._extend_articles(unit)
        if unit.level != self.level or len(unit.numbers) > 1 or low is None or high <= low:
            return False
        if high - low >= WIDEST:
            return False
        more = [last.deeper(unit.level, value, unit.start, unit.end) for value in range(low + 1, high + 1)]
        self.places.extend(more)
        return True

    def _extend_articles(self, unit: _Unit) -> bool:
        """Take 至第N条: a range of articles, or of 第一百二十条之一至第一百二十条之六, which is expanded.

        A range that runs backwards is read as its two ends.
        """
        last, high = self.places[-1], unit.numbers[0][0]
        article, sub = last.parts[ARTICLE], last.parts[SUB]
        if len(unit.numbers) > 1 or last.to is not None or article is None:
            return False
        if high > article and unit.sub is None:
            last.to, last.end, self.level = high, unit.end, ARTICLE
            return True
        if high != article or sub is None or unit.sub is None or not 0 < unit.sub - sub < WIDEST:
            return self.begin(unit, None)
        for value in range(sub + 1, unit.sub + 1):
            self.places.append(_Place([article, value, None, None, None], unit.start, unit.end))
        return True


def read_chain(view: str, start: int, *, unmarked: bool = False, base: Reference | None = None) -> Chain | None:
    """Read a chain of references that begins at a place of a prepared text.

    `unmarked` allows the first unit to lack 第 (32条). `base` is what 第N款 or 第N项 inherits from at
    the start. Returns None when there is no reference at the place.
    """
    chapter = _CHAPTER.match(view, start)
    first = chapter.end() if chapter else start
    reader = _Reader(view)
    end = reader.ordinary(first)
    if end is None:
        unit = _unit(view, first, unmarked=unmarked)
        if unit is None or not reader.begin(unit, _place_of(base)):
            return None
        end = unit.end
    while len(reader.places) < LONGEST and (after := _step(reader, end)) is not None:
        end = after
    return Chain(tuple(place.frozen() for place in reader.places), start, end)


def _place_of(base: Reference | None) -> _Place | None:
    if base is None:
        return None
    return _Place([base.article, base.sub, base.paragraph, base.item, base.point], *base.span)


def _step(reader: _Reader, end: int) -> int | None:
    """Read one more unit behind a gap; return where it ends, None when the chain ends here."""
    view = reader.view
    if end >= len(view) or view[end] not in _GOES_ON:
        return None
    gap = _GAP.match(view, end)
    if gap is None or gap.end() >= len(view):
        return None
    place, spaced = gap.end(), bool(gap["space"])
    if gap["sep"]:
        chapter = _CHAPTER.match(view, place)
        place = chapter.end() if chapter else place
        if "\n" not in gap["space"] and (after := reader.ordinary(place)) is not None:
            return after
    unit = _unit(view, place, unmarked=not spaced or bool(gap["sep"])) or _item(reader, place, gap)
    if unit is None:
        return None
    if gap["to"]:
        taken = reader.extend(unit)
    elif gap["sep"]:
        taken = _joins(reader, unit, gap["sep"], gap["space"]) and reader.begin(unit, reader.places[-1])
    elif unit.level > reader.level:
        newline = "\n" in gap["space"]
        taken = (not newline or bool(_CLOSES.match(view, unit.end))) and reader.refine(unit)
    else:
        taken = unit.marked and _stands_alone(view, unit, spaced=spaced) and reader.begin(unit, reader.places[-1])
    return unit.end if taken else None


def _joins(reader: _Reader, unit: _Unit, separator: str, space: str) -> bool:
    """Say whether a unit behind a separator goes on with the list, rather than with a text."""
    if "\n" in space:
        return False
    return unit.marked or (separator[0] in "、和及与至" and unit.level == reader.level)


def _stands_alone(view: str, unit: _Unit, *, spaced: bool) -> bool:
    """Say whether a unit that only spaces divide from the last is one more of a list, not a quoted article."""
    return not spaced or bool(_ENDS.match(view, unit.end))


def _item(reader: _Reader, place: int, gap: re.Match[str]) -> _Unit | None:
    """Read an item that is only a bracketed number: 第十二条(二)、(三)."""
    match = _BARE_ITEM.match(reader.view, place) if reader.level >= ARTICLE else None
    if match is None:
        return None
    closes = _CLOSES_SPACED if gap["space"] and not gap["sep"] else _CLOSES
    value = to_int(match["n"])
    if value is None or not closes.match(reader.view, match.end()):
        return None
    return _Unit(ITEM, ((value, value),), None, match.start(), match.end(), marked=True)


def _unit(view: str, start: int, *, unmarked: bool) -> _Unit | None:
    """Read one unit: 第N条[之M], 第N款, 第N项, 第N目, with one number or a list of them."""
    match = _UNIT.match(view, start) or _LISTED.match(view, start)
    if match is None:
        return _incomplete(view, start)
    if match["di"] is None and not unmarked:
        return None
    numbers = _numbers(match["n"])
    level = {"条": ARTICLE, "款": PARAGRAPH, "项": ITEM, "目": POINT}[match["level"]]
    sub = to_int(match["sub"]) if match["sub"] and level == ARTICLE else None
    if not numbers:
        return None
    end = match.end() if level == ARTICLE else match.end("level")
    marked = match["di"] is not None or view[match.start()] == "("
    return _Unit(level, numbers, sub, match.start(), end, marked=marked)


def _incomplete(view: str, start: int) -> _Unit | None:
    """Read 第二十七第二款 (条 forgotten) and 条第二款 (number forgotten: no article)."""
    if match := _NO_ARTICLE_WORD.match(view, start):
        value = to_int(match["n"])
        return _Unit(ARTICLE, ((value, value),), None, match.start(), match.end(), marked=True) if value else None
    if match := _NO_NUMBER.match(view, start):
        unit = _unit(view, match.end(), unmarked=False) or None
        return unit and _Unit(unit.level, unit.numbers, None, start, unit.end, marked=True)
    return None


def _numbers(written: str) -> tuple[tuple[int, int], ...]:
    """Read the numbers of a unit, each with the end of its range; () when one cannot be read."""
    numbers: list[tuple[int, int]] = []
    reaching = False
    for match in _NUMBERS.finditer(written):
        if match[3]:
            reaching = True
            continue
        value = to_int(match[0])
        if value is None:
            return ()
        if reaching and numbers and value > numbers[-1][0]:
            numbers[-1] = (numbers[-1][0], value)
        else:
            numbers.append((value, value))
        reaching = False
    return tuple(numbers)


def read_annex(view: str, start: int, *, lone: bool) -> Annex | None:
    """Read 附件第N项、第M项, 附件1目录第N项; with `lone` also 第N项 alone, which can only be an item of an annex."""
    match = _ANNEX.match(view, start) or (_LONE_ITEM.match(view, start) if lone else None)
    items: list[int] = []
    end = start
    while match and len(items) < WIDEST and (value := to_int(match["n"])):
        items.append(value)
        end = match.end()
        match = _ANNEX_MORE.match(view, end)
    return Annex(tuple(items), end) if items else None
