"""The commonest mistakes that make a text no YAML, each recognised and explained by one function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.source.failure import KEY, Cause

if TYPE_CHECKING:
    from quanze.source.failure import Failure, Line

_NO_SPACE = re.compile(rf"{KEY}(?P<colon>:)(?=[^\s:/])")
_FLOW_NO_SPACE = re.compile(rf"[{{,][ ]*{KEY}(?P<colon>:)(?=[^\s:/])")
_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*+"'), "'": re.compile(r"'(?:[^']|'')*+'")}
_AFTER_QUOTE = re.compile(r"[ \t]*(?![ \t,\]}:]|#)(?P<text>.+)", re.DOTALL)
_DASH_NO_SPACE = re.compile(r"-[^\s-]")
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")
_SIGNS = "%@`,]}&*!|>?"
_QUOTE_IT = '给整个值加上英文引号：“键: "值"”'
_PAIRED = {"[": "]", "{": "}"}
#: How many lines above are searched for a quotation mark that was left open.
_REACH = 400
#: How many characters of a line are quoted in an explanation.
_NAMED = 20


def tab(_: Failure, line: Line) -> Cause | None:
    """Explain a tab in the indentation."""
    if "\t" not in line.indent or not line.rest:
        return None
    at = line.start + line.indent.index("\t")
    mend = "删去制表符，改用半角空格缩进（每级两个），并与同级的行左对齐"
    return Cause("制表符", f"第 {line.number} 行用制表符（Tab）缩进", mend, at, line.start + len(line.indent))


def merge_conflict(_: Failure, line: Line) -> Cause | None:
    """Explain the marks that git leaves where two versions of a file disagree."""
    if line.indent or not line.rest.startswith(_CONFLICT):
        return None
    what = f"第 {line.number} 行是 git 合并冲突的标记“{line.rest[:7]}”"
    mend = "在两个版本里选定一个，删去另一个和“<<<<<<<”“=======”“>>>>>>>”三行标记"
    return Cause("合并冲突", what, mend, line.start, line.end)


def no_space_after_colon(_: Failure, line: Line) -> Cause | None:
    """Explain a colon with the value right after it."""
    match = _NO_SPACE.match(line.rest) if not line.key else _FLOW_NO_SPACE.search(line.value)
    if match is None or (line.key and line.value[:1] not in _PAIRED):
        return None
    at = (line.value_start if line.key else line.rest_start) + match.start("colon")
    what = f"第 {line.number} 行的冒号后面没有空格"
    return Cause("冒号后缺空格", what, "在冒号后面加一个空格：“键: 值”", at, at + 1)


def no_space_after_dash(failure: Failure) -> Cause | None:
    """Explain a dash with the element right after it."""
    line = failure.at
    if line.key or not _DASH_NO_SPACE.match(line.rest):
        return None
    at = line.rest_start
    what = f"第 {line.number} 行的短横“-”后面没有空格"
    return Cause("短横后缺空格", what, "在短横后面加一个空格：“- 内容”", at, at + 1)


def text_after_quote(_: Failure, line: Line) -> Cause | None:
    """Explain text that goes on after a closing quotation mark."""
    closed = _CLOSED.get(line.value[:1])
    quoted = closed.match(line.value) if closed else None
    after = _AFTER_QUOTE.fullmatch(line.value, quoted.end()) if quoted else None
    if after is None:
        return None
    start = line.value_start + after.start("text")
    mend = "让一对引号包住整个值；值里面的引号改用中文引号“”"
    return Cause("引号后有文字", f"第 {line.number} 行在引号结束之后还有文字", mend, start, line.end)


def open_quote(failure: Failure) -> Cause | None:
    """Explain a quotation mark that is not closed, though the parser may have gone on for long."""
    if "quoted scalar" in failure.doing and "end of stream" in failure.problem:
        return _open_quote(failure.text[failure.context], failure.line_at(failure.context).number, failure.context)
    at = failure.at
    for number in range(at.number, max(0, at.number - _REACH), -1):
        line = failure.line(number)
        sign = line.value[:1]
        if sign in _CLOSED and not _CLOSED[sign].match(line.value) and _closes_badly(failure, sign, line.value_start):
            return _open_quote(sign, number, line.value_start)
    return None


def _closes_badly(failure: Failure, sign: str, start: int) -> bool:
    """Say whether what a mark opens over several lines ends amid a line: then it was not meant to."""
    quoted = _CLOSED[sign].match(failure.text, start)
    if quoted is None:
        return True
    return _AFTER_QUOTE.fullmatch(failure.text, quoted.end(), failure.line_at(quoted.end()).end) is not None


def _open_quote(sign: str, number: int, at: int) -> Cause:
    mend = f"在值的末尾补上英文引号 {sign}（中文引号“”不能用来收尾）"
    return Cause("引号未闭合", f"第 {number} 行的引号 {sign} 没有配对", mend, at, at + 1)


def open_bracket(failure: Failure) -> Cause | None:
    """Explain a bracket that is not closed, or whose closing one became a comment."""
    if "flow" not in failure.doing:
        return None
    opened = failure.context
    if "flow node" in failure.doing:  # the parser names the element it misses, not the bracket
        opened = max(failure.text.rfind("[", 0, failure.offset), failure.text.rfind("{", 0, failure.offset))
    sign = failure.text[opened : opened + 1] if opened >= 0 else ""
    if sign not in _PAIRED:
        return None
    start = failure.line_at(opened)
    comment = failure.text.find(" #", opened, start.end)
    if comment >= 0:
        what = f"第 {start.number} 行的“ #”以后都成了注释，“{sign}”因此没有配对"
        return Cause("井号成了注释", what, "含“#”的内容用英文引号括起来", comment + 1, comment + 2)
    if failure.at.number > start.number or "stream end" in failure.problem:
        what = f"第 {start.number} 行的“{sign}”没有配对的“{_PAIRED[sign]}”"
        return Cause("括号未闭合", what, f"在末尾补上“{_PAIRED[sign]}”", opened, opened + 1)
    if "got ':'" in failure.problem:
        what = f"第 {start.number} 行的括号里，值中有英文冒号加空格“: ”"
        return Cause(
            "值中有冒号", what, "给这个值加上英文引号，或者改用全角冒号“：”", failure.offset, failure.offset + 1
        )
    if "flow node" in failure.doing:
        what = f"第 {start.number} 行的括号里多了一个逗号，或者少了一项"
        return Cause("多余的逗号", what, "删去多余的逗号", failure.offset, failure.offset + 1)
    what = f"第 {start.number} 行的括号里，各项之间缺少英文逗号"
    return Cause("缺逗号", what, "各项之间用英文逗号加空格“, ”隔开", failure.offset, failure.offset + 1)


def stray_bracket(failure: Failure) -> Cause | None:
    """Explain a closing bracket that nothing opened."""
    sign = failure.text[failure.offset : failure.offset + 1]
    if sign not in ("]", "}") or "block" not in failure.doing:
        return None
    what = f"第 {failure.at.number} 行多了一个“{sign}”"
    mend = f"删去多余的“{sign}”；它是值的一部分时，给整个值加上英文引号"
    return Cause("多余的括号", what, mend, failure.offset, failure.offset + 1)


def sign_at_start(failure: Failure) -> Cause | None:
    """Explain a value that begins with a sign that means something to YAML."""
    line = failure.at
    sign = line.value[:1]
    if not sign or sign not in _SIGNS:
        return None
    what = f"第 {line.number} 行的值以“{sign}”开头，这个符号在 YAML 里另有含义"
    if sign == "!":  # what YAML calls a tag, and this reader refuses
        end = line.value_start + len(line.value.split()[0])
        return Cause("标签", what, _QUOTE_IT, line.value_start, end, code="SCH009", variant="标签")
    return Cause("特殊符号开头", what, _QUOTE_IT, line.value_start, line.value_start + 1)


def escape(failure: Failure) -> Cause | None:
    """Explain a backslash within double quotes."""
    if "escape" not in failure.problem:
        return None
    at = failure.text.rfind("\\", failure.context, failure.offset + 1)
    what = f"第 {failure.at.number} 行双引号里的反斜杠“\\”写法不对"
    return Cause("反斜杠", what, "把双引号改成单引号，或者把“\\”写成“\\\\”", at, at + 1)


def list_after_colon(failure: Failure) -> Cause | None:
    """Explain a list that begins on the line of its key."""
    if "sequence entries are not allowed" not in failure.problem:
        return None
    mend = "把“- ”移到下一行；短横是值的一部分时，给整个值加上英文引号"
    what = f"第 {failure.at.number} 行冒号后面直接写了“- ”"
    return Cause("列表写在冒号后", what, mend, failure.offset, failure.offset + 1)


def colon_in_value(failure: Failure) -> Cause | None:
    """Explain a value in which a colon is followed by a space."""
    line = failure.at
    if "mapping values are not allowed" not in failure.problem or failure.offset < line.value_start or not line.key:
        return None
    what = f"第 {line.number} 行的值里有英文冒号加空格“: ”，会被当成又一个键"
    mend = "给整个值加上英文引号，或者把值里的冒号改成全角“：”"
    return Cause("值中有冒号", what, mend, failure.offset, failure.offset + 1)


def mixed_list(failure: Failure) -> Cause | None:
    """Explain elements of a list and keys at one level."""
    line = failure.at
    is_key = "block collection" in failure.doing and "'?'" in failure.problem
    if not is_key and not ("block mapping" in failure.doing and "'-'" in failure.problem):
        return None
    what = f"第 {line.number} 行：同一级里既有列表“- ”，又有“键: 值”"
    mend = "列表的每一项都以“- ”开头；键不属于这个列表时，与列表的上一级键左对齐"
    return Cause("列表与键混用", what, mend, line.rest_start, line.end)


def indentation(failure: Failure) -> Cause | None:
    """Explain a line that is aligned with none of the lines above it."""
    line = failure.at
    above = failure.above(line)
    if above is None or not (line.key or line.dashes):
        return None
    if _width(line) > _width(above) and above.value and (above.key or above.dashes):
        mend = f"应与上一行“{_name(above)}”左对齐"
    else:
        levels = _levels(failure, line)
        if not levels or _width(line) in [_width(level) for level in levels]:
            return None
        mend = "应与" + "或者".join(f"第 {level.number} 行“{_name(level)}”" for level in levels[:2]) + "左对齐"
    return Cause("缩进", f"第 {line.number} 行的缩进不对", mend, line.start + len(line.indent), line.end)


def _width(line: Line) -> int:
    return len(line.indent)


def _name(line: Line) -> str:
    text = line.dashes + (line.key or line.value)
    return text if len(text) <= _NAMED else text[:_NAMED] + "…"


def _levels(failure: Failure, line: Line) -> list[Line]:
    """Return the lines above whose levels are still open, the nearest first."""
    levels: list[Line] = []
    above = failure.above(line)
    while above is not None and len(levels) < _REACH:
        if (above.key or above.dashes) and (not levels or _width(above) < _width(levels[-1])):
            levels.append(above)
        above = failure.above(above) if above.indent or above.dashes else None
    return levels


def no_colon(failure: Failure) -> Cause | None:
    """Explain a line that is neither a pair nor an element of a list."""
    if "could not find expected ':'" not in failure.problem or failure.context < 0:
        return None
    line = failure.line_at(failure.context)
    what = f"第 {line.number} 行缺少冒号"
    mend = "写成“键: 值”；这一行是上一行的继续时，把它并到上一行"
    return Cause("缺冒号", what, mend, line.rest_start, line.end)


def unknown(failure: Failure) -> Cause:
    """Name the place where no cause is known."""
    line = failure.at
    at = failure.offset if line.start <= failure.offset <= line.end else line.rest_start
    what = f"第 {line.number} 行附近不合 YAML 写法"
    mend = "检查这一行和上一行：冒号后面有没有空格，引号和括号是否成对，缩进是否对齐"
    return Cause("原因不明", what, mend, at, at)
