"""Full-width punctuation where YAML wants its own (SCH014).

Mostly it makes the text no YAML: then it is looked for on the lines where the parser gave up. Some of
it YAML takes for text, silently: this is looked for in the tree.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.source.branch import Branch
from quanze.source.failure import KEY, Cause
from quanze.source.lines import BREAK
from quanze.source.properties import GAP, content_start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.source.branch import Node
    from quanze.source.characters import Source
    from quanze.source.failure import Failure, Line

_COLON = re.compile(rf"{KEY}[ ]*(?P<colon>[：﹕∶︰][ \u3000\u00a0]*|:[ ]*[\u3000\u00a0][ \u3000\u00a0]*)")
_FLOW_COLON = re.compile(rf"[{{,，][ \u3000]*{KEY}(?P<colon>：[ \u3000]*)")
_FLOW_COMMA = re.compile(rf"(?P<comma>[，；、][ \u3000]*)(?={KEY}[ ]*[:：])")
_SHORT_LIST = re.compile(r"[\[［](?:[^\[\],，。；:：]{1,8}，)+[^\[\],，。；:：]{1,8}[\]］]")
_BRACKETS = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
_MARKS = {"＃": "#"} | dict.fromkeys("－—–―‐−", "-")
#: [2021]18号: the year of a document number in some brackets; what it stands behind is the issuer's sign.
_YEAR_AND_NUMBER = re.compile(r"[\[［〔【(（](?P<year>(?:19|20)\d\d)[\]］〕】)）]第?(?P<number>\d{1,5})号")
_NUMBER = re.compile(rf"(?<=[\u4e00-\u9fff]){_YEAR_AND_NUMBER.pattern}")
#: The name of the cause that STY003 has something to say of too.
NUMBER_IN_BRACKETS = "文号括号"
_REAL_COLON = re.compile(GAP + ":")
_COLON_IN_KEY = re.compile(rf"(?:^|(?<=，))[ \u3000]*{KEY}[ ]*(?P<colon>：[ \u3000]*)")
#: The names of the pairs in a key that YAML took for one.
KEY_IN_PAIR = re.compile(rf"(?:^|(?<=，))[ \u3000]*({KEY})[ ]*：")
_COMMA_IN_KEY = re.compile(rf"(?P<comma>，[ \u3000]*)(?={KEY}[ ]*：)")
_NO_SPACE_IN_KEY = re.compile(rf"{KEY}(?P<colon>:)[^/]")
#: The elements of a list, short as those of word lists are, with full-width commas between them.
SHORT_ELEMENTS = re.compile(r"[^，、。；：]{1,8}(?:，[^，、。；：]{1,8})+")
#: What makes a tree worth a second look; all of it is rare.
_RARE = ("\u3000", "\u00a0", "［", "｛", "－", "＂")
_PAIRS_ON_LINES = re.compile(r"：[^：\r\n]*+[\r\n]++[ ]++[^ \r\n：:]{1,30}：")
_PAIR_LINE = re.compile(rf"(?:^|(?<=[\r\n]))[ ]*{KEY}[ ]*(?P<colon>：[ \u3000]*)(?=[^\r\n])")
_WRAPPED = {"［": ("］", "]"), "｛": ("｝", "}")}
_WIDE_DASH = re.compile(r"(?:－[ \u3000]+|-[ ]*\u3000[ \u3000]*)(?=.)")
_SPACES = re.compile(r"[ \u3000\u00a0]*")
#: A code, date or address within full-width quotation marks: they were meant as YAML's.
_WIDE_QUOTES = re.compile(r"“[!-~]+”|＂[^＂\r\n]*＂|‘[!-~]+’")
_MAY_BE_QUOTED = re.compile(r"“[!-~]++”|‘[!-~]++’")
#: Spaces that are not YAML's, with how wide an editor sees them.
WIDE_SPACES = {"\u3000": "  ", "\u00a0": " "}


def wide_indentation(_: Failure, line: Line) -> Cause | None:
    """Explain indentation by full-width or non-breaking spaces."""
    if not any(char in WIDE_SPACES for char in line.indent):
        return None
    return _wide_spaces(line.indent, 0, len(line.indent), line.number, line.start)


def _wide_spaces(text: str, start: int, end: int, number: int, offset: int = 0) -> Cause:
    wide = [at for at in range(start, end) if text[at] in WIDE_SPACES]
    edits = tuple((offset + at, offset + at + 1, WIDE_SPACES[text[at]]) for at in wide)
    what = f"第 {number} 行的缩进或者间隔用了全角空格，YAML 只认半角空格"
    return Cause("空格", what, "把全角空格改成半角空格，缩进每级两个", offset + wide[0], offset + end, edits)


def wide_colon(_: Failure, line: Line) -> Cause | None:
    """Explain a full-width colon after a key, or a full-width space after its colon."""
    match = None if line.key else _COLON.match(line.rest)
    if match is None:
        return None
    start, end = (line.rest_start + at for at in match.span("colon"))
    edits = ((start, end, ":" if end == line.end else ": "),)
    if line.rest[match.start("colon")] == ":":
        what = f"第 {line.number} 行冒号后面是全角空格"
        return Cause("空格", what, "冒号后面改用一个半角空格", start, end, edits)
    what = f"第 {line.number} 行用了全角冒号“：”"
    return Cause("冒号", what, "改成半角冒号，后面空一格：“键: 值”", start, start + 1, edits)


def wide_mark(_: Failure, line: Line) -> Cause | None:
    """Explain a full-width # or - at the beginning of a line."""
    wide = line.rest[:1]
    narrow = _MARKS.get(wide)
    if narrow is None:
        return None
    start = line.rest_start
    end = start + 1 + len(line.rest[1:]) - len(line.rest[1:].lstrip())
    what = f"第 {line.number} 行开头的“{wide}”不是半角的“{narrow}”"
    mend = f"改成半角的“{narrow}”，后面空一格"
    return Cause("短横或井号", what, mend, start, start + 1, ((start, end, f"{narrow} "),))


def wide_in_brackets(_: Failure, line: Line) -> Cause | None:
    """Explain full-width colons, commas and brackets within [ ] and { } on one line."""
    value = line.value
    if value[:1] not in ("[", "{", "［", "｛"):
        return None
    edits = [(*match.span("colon"), ": ") for match in _FLOW_COLON.finditer(value)]
    edits += [(*match.span("comma"), ", ") for match in _FLOW_COMMA.finditer(value)]
    for short in _SHORT_LIST.finditer(value):
        edits += [(at, at + 1, ", ") for at in range(*short.span()) if value[at] == "，"]
    edits += [(at, at + 1, _BRACKETS[char]) for at, char in enumerate(value) if char in _BRACKETS]
    if not edits:
        return None
    placed = sorted({(line.value_start + start, line.value_start + end, text) for start, end, text in edits})
    start = placed[0][0]
    wide = value[start - line.value_start]
    what = f"第 {line.number} 行的括号里用了全角标点“{wide}”"
    name = {"：": "冒号", "，": "逗号", "；": "逗号", "、": "逗号"}.get(wide, "括号")
    return Cause(name, what, f"改成半角的“{placed[0][2].strip()}”", start, start + 1, tuple(placed))


def number_in_brackets(_: Failure, line: Line) -> Cause | None:
    """Explain the year of a document number in square brackets, which within [ ] and { } begins a list."""
    numbers = _NUMBER.finditer(line.value) if line.value[:1] in ("[", "{") else iter(())
    found = next((number for number in numbers if {"[", "]"} & set(number[0])), None)
    if found is None:
        return None
    start = line.value_start + found.start()
    year = start + 1, start + 1 + len(found["year"])
    edits = ((start, year[0], "〔"), (year[1], year[1] + 1, "〕"))
    what = f"第 {line.number} 行文号里的半角方括号“[ ]”在花括号、方括号里会被当成列表"
    mend = f"年份改用六角括号“〔{found['year']}〕”"
    return Cause(NUMBER_IN_BRACKETS, what, mend, start, line.value_start + found.end(), edits, "SCH001")


def right_number(written: str) -> str:
    """Return the year and number of a document as they are written: 〔2021〕18号."""
    found = _YEAR_AND_NUMBER.search(written)
    return f"〔{found['year']}〕{found['number']}号" if found else written


def in_key(source: Source, start: int, end: int) -> Cause | None:
    """Explain a key without a value, [start, end) of the clean text, that is a pair with a colon YAML does not see."""
    if _REAL_COLON.match(source.clean, end):
        return None
    text, number = source.clean[start:end], source.span(start, end).line
    edits = [(*match.span("colon"), ": ") for match in _COLON_IN_KEY.finditer(text)]
    if edits:
        edits += [(*match.span("comma"), ", ") for match in _COMMA_IN_KEY.finditer(text)]
        placed = tuple(sorted((start + first, start + last, new) for first, last, new in edits))
        what = f"第 {number} 行用了全角冒号“：”"
        return Cause("冒号", what, "改成半角冒号，后面空一格：“键: 值”", placed[0][0], placed[0][0] + 1, placed)
    match = _NO_SPACE_IN_KEY.match(text)
    if match is None:
        return None
    at = start + match.start("colon")
    what = f"第 {number} 行的冒号后面没有空格"
    return Cause("冒号后缺空格", what, "在冒号后面加一个空格：“键: 值”", at, at + 1)


def in_only_element(source: Source, start: int, end: int) -> Cause:
    """Explain the only element of a bracketed list when it is several with full-width commas between them."""
    text = source.clean[start:end]
    edits = tuple((start + at, start + at + 1, ", ") for at, char in enumerate(text) if char == "，")
    at = edits[0][0]
    what = f"第 {source.span(start, end).line} 行的列表用全角逗号“，”分隔，YAML 把它当成一项"
    return Cause("逗号", what, "改成半角逗号，后面空一格", at, at + 1, edits)


def in_tree(source: Source, branch: Branch) -> Iterator[tuple[Path, Cause]]:
    """Yield what full-width spaces, dashes, brackets and quotes YAML took for text, with the paths."""
    clean = source.clean
    if any(char in clean for char in _RARE) or _PAIRS_ON_LINES.search(clean) or _MAY_BE_QUOTED.search(clean):
        yield from _in_branch(source, branch, ())


def _in_branch(source: Source, branch: Branch, path: Path) -> Iterator[tuple[Path, Cause]]:
    entries: list[tuple[str | int, Node]] = list(enumerate(branch.nodes))
    for name, (key, node) in (branch.pairs or {}).items():
        entries.append((name, node))
        if name[:1] in WIDE_SPACES and not key.style:
            at = content_start(source.clean, key.start_mark.index, key.end_mark.index)
            yield (*path, name), _wide_space_before(source, at)
    for step, node in entries:
        if isinstance(node, Branch):
            yield from _in_branch(source, node, (*path, step))
        elif not node.style:
            cause = _in_value(source, node.value, node.start_mark.index, node.end_mark.index)
            if cause is not None:
                yield (*path, step), cause


def _wide_space_before(source: Source, start: int) -> Cause:
    match = _SPACES.match(source.clean, start)
    end = match.end() if match else start
    return _wide_spaces(source.clean, start, end, source.span(start, end).line)


def _in_value(source: Source, value: str, start: int, end: int) -> Cause | None:
    number = source.span(start, start).line
    if not source.clean.startswith(value, start):
        return _pairs_on_lines(source.clean[start:end], start, number)
    dash = _WIDE_DASH.match(value)
    if dash is not None:
        what = f"第 {number} 行的短横或者它后面的空格是全角的"
        return Cause("短横", what, "改成半角的“- ”", start, start + 1, ((start, start + dash.end(), "- "),))
    quoted = _WIDE_QUOTES.fullmatch(value)
    if quoted is not None:
        what = f"第 {number} 行的引号“{value[0]}{value[-1]}”是全角的，YAML 把它们当成值的一部分"
        marks = ((start, start + 1, '"'), (start + len(value) - 1, start + len(value), '"'))
        return Cause("引号", what, '改成半角的引号“"”', start, start + 1, marks)
    if value[-1:] not in _WRAPPED.get(value[:1], ()):
        return None
    edits = tuple((start + at, start + at + 1, _BRACKETS[char]) for at, char in enumerate(value) if char in _BRACKETS)
    what = f"第 {number} 行的括号“{value[0]}{value[-1]}”是全角的，YAML 把它们当成文字"
    return Cause("括号", what, "改成半角的括号", start, start + 1, edits)


def _pairs_on_lines(raw: str, start: int, number: int) -> Cause | None:
    """Explain a plain text over several lines each of which is a pair with a full-width colon."""
    pairs = list(_PAIR_LINE.finditer(raw))
    if len(pairs) < 2 or len(pairs) != len([line for line in BREAK.split(raw) if line.strip()]):
        return None
    edits = tuple((start + pair.start("colon"), start + pair.end("colon"), ": ") for pair in pairs)
    what = f"第 {number} 行起的几行用了全角冒号“：”，YAML 把它们连成了一段文字"
    return Cause("冒号", what, "改成半角冒号，后面空一格：“键: 值”", edits[0][0], edits[0][0] + 1, edits)
