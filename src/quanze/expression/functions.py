"""The functions an expression may call, each under its Chinese name and, where Python has one, that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from quanze.expression import guards
from quanze.expression.fields import ANY, BOOL, DATE, NUMBER, Kind, KindName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ORDERED: Final[tuple[KindName, ...]] = ("number", "date", "text")


@dataclass(frozen=True, slots=True)
class Function:
    """A function: how it is written, what it takes and gives.

    `takes` names the kinds of each argument; `elements` those of the elements of a list among them.
    `special` is what the checker must see: a field, the text of a pattern, the text of a date.
    `variadic` functions take one list or several values and give what they were given.
    """

    usage: str
    run: Callable[..., object]
    takes: tuple[tuple[KindName, ...], ...]
    result: Kind
    elements: tuple[KindName, ...] = ()
    special: Literal["", "field", "pattern", "date"] = ""
    variadic: bool = False


_WORDS: Final[tuple[KindName, ...]] = ("text", "list")
_PRESENT: Final = Function("有(字段)", guards.present, ((),), BOOL, special="field")
_MISSING: Final = Function("无(字段)", guards.missing, ((),), BOOL, special="field")
_LENGTH: Final = Function("长度(列表或文字)", guards.length, (("list", "text"),), NUMBER)
_ANY: Final = Function("any(条件 for 甲 in 列表)", guards.any_of, (("list",),), BOOL, ("bool",))
_ALL: Final = Function("all(条件 for 甲 in 列表)", guards.all_of, (("list",),), BOOL, ("bool",))
_SUM: Final = Function("合计(甲.数值 for 甲 in 列表)", guards.total, (("list",),), NUMBER, ("number",))
_MIN: Final = Function("min(甲, 乙) 或 min(列表)", guards.least, (_ORDERED,), ANY, _ORDERED, variadic=True)
_MAX: Final = Function("max(甲, 乙) 或 max(列表)", guards.greatest, (_ORDERED,), ANY, _ORDERED, variadic=True)

FUNCTIONS: Final[Mapping[str, Function]] = {
    "有": _PRESENT,
    "无": _MISSING,
    "len": _LENGTH,
    "长度": _LENGTH,
    "any": _ANY,
    "任一": _ANY,
    "all": _ALL,
    "全部": _ALL,
    "sum": _SUM,
    "合计": _SUM,
    "min": _MIN,
    "最小": _MIN,
    "max": _MAX,
    "最大": _MAX,
    "匹配": Function('匹配(文字, "模式")', guards.matches, (("text",), ("text",)), BOOL, special="pattern"),
    "开头": Function("开头(文字, 词)", guards.begins, (("text",), _WORDS), BOOL, ("text",)),
    "结尾": Function("结尾(文字, 词)", guards.ends, (("text",), _WORDS), BOOL, ("text",)),
    "含": Function("含(文字, 词)", guards.includes, (("text",), _WORDS), BOOL, ("text",)),
    "日期": Function('日期("2021-10-01")', guards.day, (("text",),), DATE, special="date"),
    "天数": Function("天数(日期甲, 日期乙)", guards.days_between, (("date",), ("date",)), NUMBER),
}
