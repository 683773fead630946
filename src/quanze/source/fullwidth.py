"""Full-width punctuation where YAML wants its own (SCH014), on a line of a text that is not YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.source.failure import KEY, Cause

if TYPE_CHECKING:
    from quanze.source.failure import Failure, Line

_COLON = re.compile(rf"{KEY}[ ]*(?P<colon>：[ \u3000\u00a0]*|:[ ]*[\u3000\u00a0][ \u3000\u00a0]*)")
_FLOW_COLON = re.compile(rf"[{{,，][ \u3000]*{KEY}(?P<colon>：[ \u3000]*)")
_FLOW_COMMA = re.compile(rf"(?P<comma>，[ \u3000]*)(?={KEY}[ ]*[:：])")
_SHORT_LIST = re.compile(r"[\[［](?:[^\[\],，。；:：]{1,8}，)+[^\[\],，。；:：]{1,8}[\]］]")
_BRACKETS = {"［": "[", "］": "]", "｛": "{", "｝": "}"}
_MARKS = {"＃": ("＃", "#", "# "), "－": ("－", "-", "- ")}
#: Spaces that are not YAML's, with how wide an editor sees them.
WIDE_SPACES = {"\u3000": "  ", "\u00a0": " "}


def wide_indentation(_: Failure, line: Line) -> Cause | None:
    """Explain indentation by full-width or non-breaking spaces."""
    places = [line.start + at for at, char in enumerate(line.indent) if char in WIDE_SPACES]
    if not places:
        return None
    edits = tuple((at, at + 1, WIDE_SPACES[line.indent[at - line.start]]) for at in places)
    what = f"第 {line.number} 行开头是全角空格，YAML 的缩进只能用半角空格"
    return Cause("空格", what, "把全角空格改成半角空格，每级两个", places[0], line.rest_start, edits)


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
    wide, narrow, replacement = _MARKS.get(line.rest[:1], ("", "", ""))
    if not wide:
        return None
    start = line.rest_start
    end = start + 1 + len(line.rest[1:]) - len(line.rest[1:].lstrip())
    what = f"第 {line.number} 行开头是全角的“{wide}”"
    return Cause("短横或井号", what, f"改成半角的“{narrow}”，后面空一格", start, start + 1, ((start, end, replacement),))


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
    name = {"：": "冒号", "，": "逗号"}.get(wide, "括号")
    return Cause(name, what, f"改成半角的“{placed[0][2].strip()}”", start, start + 1, tuple(placed))
