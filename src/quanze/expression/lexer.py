"""First reading of an expression: characters and words, before Python's parser sees any of it.

Only what the language has passes. Everything else is refused where it stands, in the words of somebody
who types Chinese: full-width punctuation, a single “=”, an unpaired quotation mark. What is left is
rewritten to plain Python on one line (且 → and, strings without escapes), with the way back to the
columns of the source.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from quanze.expression.errors import ExpressionError, quoted

#: Limits of an expression, before it is parsed.
MAX_SOURCE: Final = 2_000
MAX_BRACKETS: Final = 20

_TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    |(?P<text>"(?:[^"\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*"|'(?:[^'\\\x00-\x1f\x7f]|\\[^\x00-\x1f\x7f])*')
    |(?P<number>[0-9][0-9A-Za-z_.]*|\.[0-9]+)
    |(?P<name>[^\W\d]\w*)
    |(?P<sign>===|==|!=|<=|>=|\*\*|//|<<|>>|<>|->|:=|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER: Final = re.compile(r"(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{1,15})?")
_ESCAPE: Final = re.compile(r"""\\([\\"'])""")

_SIGNS: Final = frozenset(("==", "!=", "<=", ">=", "//", *"<>+-*/%()[],."))
_CLOSING: Final = {")": "(", "]": "["}
_LOGIC: Final = {"且": "and", "或": "or", "非": "not"}
_WORDS: Final = frozenset(("and", "or", "not", "in", "is", "if", "else", "for", "True", "False", "None"))

_INSTEAD: Final = {
    "=": "判断相等用“==”; 不能赋值, 也不能写参数名",
    "===": "判断相等用“==”",
    ":=": "不能赋值",
    "&&": "“并且”写作 and 或“且”",
    "||": "“或者”写作 or 或“或”",
    "&": "“并且”写作 and 或“且”",
    "|": "“或者”写作 or 或“或”",
    "!": "“不”写作 not 或“非”, 不等于写作“!=”",
    "<>": "不等于写作“!=”",
    "**": "不能用乘方“**”",
    "~": "“不”写作 not 或“非”",
    "{": "不能用花括号“{”; 列表写作 [甲, 乙]",
    "}": "不能用花括号“}”; 列表写作 [甲, 乙]",
    ":": "不能用冒号“:”",
    ";": "只能写一个式子, 不能用分号“;”",
    "#": "表达式里不能写注释“#”",
    "\\": "不能用反斜线“\\”",
    '"': "双引号没有配对",
    "'": "单引号没有配对",
    "≤": "请写作“<=”",
    "≥": "请写作“>=”",
    "≠": "请写作“!=”",
    "×": "乘号请写作“*”",
    "÷": "除号请写作“/”",
    "、": "请用半角逗号“,”分隔",
    "。": "层级之间用半角点“.”, 句末不加句号",
    "·": "层级之间用半角点“.”",
    "…": "不能用省略号",
    "《": "不能用书名号; 文字请放在半角引号里",
    "》": "不能用书名号; 文字请放在半角引号里",
    "【": "方括号请用半角“[”",
    "】": "方括号请用半角“]”",
}
#: Full-width quotation marks → the half-width one; the other full-width forms are computed.
_QUOTES: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "『": '"', "』": '"'}
_HALF: Final = {**_QUOTES, "＝": "=="}
_FULL_WIDTH_NAMES: Final = {
    "（": "括号", "）": "括号", "［": "方括号", "］": "方括号", "，": "逗号", "：": "冒号", "；": "分号", "．": "点",
    "＝": "等号", "＞": "大于号", "＜": "小于号", "！": "感叹号", "＂": "引号", "＇": "引号", "＊": "乘号",
    "／": "斜线", "＋": "加号", "－": "减号", "％": "百分号", "＿": "下划线",
}  # fmt: skip
_MEANT: Final = {
    "并且": "and 或“且”", "而且": "and 或“且”", "同时": "and 或“且”", "或者": "or 或“或”", "不是": "not 或“非”",
    "等于": "“==”", "不等于": "“!=”", "大于": "“>”", "小于": "“<”", "包含": "含(文字, 词)", "属于": "in",
    "AND": "and", "OR": "or", "NOT": "not", "true": "True", "false": "False", "null": "有(…) 或 无(…)",
    "none": "有(…) 或 无(…)", "真": "True", "假": "False",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexed:
    """An expression as Python; `origin[i]` is the 0-based offset in the source of its character i."""

    source: str
    python: str
    origin: tuple[int, ...]

    def columns(self, start: int, end: int) -> tuple[int, int]:
        """Return the 1-based source columns of a range of UTF-8 bytes of `python`, the end exclusive."""
        raw = self.python.encode()
        first = min(len(raw[:start].decode(errors="ignore")), len(self.origin) - 1)
        last = min(len(raw[:end].decode(errors="ignore")), len(self.origin) - 1)
        return self.origin[first] + 1, max(self.origin[last], self.origin[first] + 1) + 1

    def text(self, start: int, end: int) -> str:
        """Return the source text of a range of UTF-8 bytes of `python`."""
        column, end_column = self.columns(start, end)
        return self.source[column - 1 : end_column - 1].strip()


def lex(source: str) -> Lexed:
    """Rewrite an expression to plain Python. Raises ExpressionError for what the language lacks."""
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"表达式有 {len(source)} 个字, 最多 {MAX_SOURCE} 个字", MAX_SOURCE + 1)
    if not source.strip():
        raise ExpressionError("表达式是空的")
    return _Reading(source).finish()


class _Reading:
    """One pass over the characters of an expression."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.origin: list[int] = []
        self.brackets: list[tuple[str, int]] = []
        self.last = ""  # kind of the last token that was no white space
        self.after_dot = False
        self.unfinished = False

    def finish(self) -> Lexed:
        """Read everything; return the result."""
        for match in _TOKEN.finditer(self.source):
            kind, text, start = match.lastgroup or "", match.group(), match.start()
            if kind == "space":
                if self.parts:  # Python takes white space at the start for an indent
                    self._put(" " * len(text), start, len(text))
                continue
            getattr(self, f"_{kind}")(text, start)
            self.last, self.unfinished, self.after_dot = kind, self._is_open(kind, text), text == "."
        if self.brackets:
            bracket, start = self.brackets[-1]
            raise ExpressionError(f"括号“{bracket}”没有配对", start + 1)
        if self.unfinished:
            raise ExpressionError("表达式没有写完", len(self.source.rstrip()) + 1)
        return Lexed(self.source, "".join(self.parts), (*self.origin, len(self.source)))

    def _is_open(self, kind: str, text: str) -> bool:
        """Say whether something must follow this token."""
        if kind == "name":
            return not self.after_dot and (text in _LOGIC or (text in _WORDS and text.islower()))
        return kind == "sign" and text not in _CLOSING

    def _put(self, python: str, start: int, length: int) -> None:
        """Emit Python for source[start:start + length]; one to one where it has the same length."""
        self.parts.append(python)
        if len(python) == length:
            self.origin.extend(range(start, start + length))
        else:
            self.origin.extend([start] * len(python))

    def _text(self, text: str, start: int) -> None:
        if self.last == "text":
            raise ExpressionError("两段文字之间缺少逗号或者运算符", start + 1, start + 1 + len(text))
        # Only quotation marks and the backslash itself are escaped, so that a pattern \d needs no doubling.
        value = _ESCAPE.sub(r"\1", text[1:-1])
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ExpressionError("文字里有不成字的编码", start + 1, start + 1 + len(text)) from None
        self._put(repr(value), start, len(text))

    def _number(self, text: str, start: int) -> None:
        following = self.source[start + len(text) : start + len(text) + 1]
        if not _NUMBER.fullmatch(text) or following.isalnum() or following == "_":
            hint = "数字只写成 70 或 0.7 的样子, 后面的词用空格隔开"
            raise ExpressionError(f"数字“{quoted(text)}”写法不对, {hint}", start + 1, start + 1 + len(text))
        self._put(text, start, len(text))

    def _name(self, text: str, start: int) -> None:
        end = start + len(text)
        if self.source[end : end + 1] in ('"', "'") and text not in _WORDS and text not in _LOGIC:
            raise ExpressionError(f"引号前面不能有“{quoted(text)}”", start + 1, end + 1)
        if text.startswith("_") or "__" in text:
            reason = "不能以下划线开头, 也不能有连续下划线"
            raise ExpressionError(f"名字“{quoted(text)}”不能用: {reason}", start + 1, end + 1)
        if not self.after_dot:
            if text in _MEANT:
                raise ExpressionError(f"“{text}”请写作 {_MEANT[text]}", start + 1, end + 1)
            text = _LOGIC.get(text, text)
        if keyword.iskeyword(text) and text not in _WORDS:
            raise ExpressionError(f"不能用“{text}”", start + 1, end + 1)
        if not text.isidentifier():
            bad = next(i for i in range(len(text)) if not text[: i + 1].isidentifier())
            self._sign(text[bad], start + bad)
        full_width = next((i for i, char in enumerate(text) if "\uff01" <= char <= "\uff5e"), None)
        if full_width is not None:
            self._sign(text[full_width], start + full_width)
        plain = unicodedata.normalize("NFKC", text)  # as Python does; 金 of a PDF is the 金 of the model
        if plain != text and any(char.isascii() for char in plain if char not in text):
            raise ExpressionError(f"名字“{quoted(text)}”里有变形的字, 请写作“{quoted(plain)}”", start + 1, end + 1)
        self._put(plain, start, end - start)

    def _sign(self, text: str, start: int) -> None:
        if text not in _SIGNS:
            raise ExpressionError(_why_not(text), start + 1, start + 1 + len(text))
        if text in "([":
            self.brackets.append((text, start))
            if len(self.brackets) > MAX_BRACKETS:
                raise ExpressionError(f"括号套得太深, 最多 {MAX_BRACKETS} 层", start + 1)
        elif text in _CLOSING and (not self.brackets or self.brackets.pop()[0] != _CLOSING[text]):
            raise ExpressionError(f"括号“{text}”没有配对", start + 1)
        self._put(text, start, len(text))


def _why_not(sign: str) -> str:
    """Explain why a character cannot stand outside a text, and what to write instead."""
    if sign in _INSTEAD:
        return _INSTEAD[sign]
    half = _HALF.get(sign) or (chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else "")
    if half:
        name = "引号" if sign in _QUOTES else _FULL_WIDTH_NAMES.get(sign, "字符")
        return f"这里是全角{name}“{sign}”, 请改为半角“{half}”"
    if sign == "\u3000":
        return "这里是全角空格, 请改为半角空格"
    if not sign.isprintable() or unicodedata.category(sign[0]) == "Mn":
        return f"这里有看不见的字符 U+{ord(sign):04X}, 请删去"
    return f"不能用“{sign}”"
