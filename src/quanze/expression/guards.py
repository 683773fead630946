"""What an expression may do with values while it is evaluated.

Every access, loop, sum and call of a compiled expression goes through a function of this module. A
value that is not there (None, or a field that could not be read) passes through field access and 有/无,
and raises FieldAbsent wherever it is used: the expression then does not apply.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from quanze.absent import ABSENT, FieldAbsent
from quanze.expression.errors import BudgetExceeded, EvaluationError
from quanze.expression.pattern import safe_pattern
from quanze.text import is_placeholder

#: Limits of values met at evaluation: characters of a text, size of a number.
MAX_TEXT: Final = 100_000
MAX_NUMBER: Final = 10**30

_NUMBERS: Final = frozenset((int, float))
_NO_RECORDS: Final = frozenset((str, int, float, bool, list, tuple, dict, dt.date, dt.datetime, Decimal))
#: Lists compare equal to lists however the model keeps them, amounts of money calculate with numbers.
_PLAIN: Final[Mapping[type, Callable[[object], object]]] = {list: tuple, Decimal: float}  # type: ignore[dict-item]


class Meter:
    """The steps an evaluation has left."""

    __slots__ = ("left",)

    def __init__(self, budget: int) -> None:
        self.left = budget

    def spend(self, steps: int) -> None:
        """Take steps from the budget. Raises BudgetExceeded when none are left."""
        self.left -= steps
        if self.left < 0:
            raise BudgetExceeded("计算量太大, 已经停下; 请减少嵌套的 for")


def field_of(record: object, attribute: str) -> object:
    """Return a field of a record; None when the record or the field is not there."""
    if record is None or record is ABSENT:
        return None
    if type(record) in _NO_RECORDS:
        raise EvaluationError("这里的值不是一组字段")
    try:
        return getattr(record, attribute, None)
    except FieldAbsent:
        return None


def used(value: object) -> object:
    """Return a value that is about to be used. Raises FieldAbsent when it is not there."""
    if value is None or value is ABSENT:
        raise FieldAbsent
    plain = _PLAIN.get(type(value))
    return value if plain is None else plain(value)


def used_field(record: object, attribute: str) -> object:
    """Return a field of a record that is about to be used. Raises FieldAbsent when it is not there."""
    value = field_of(record, attribute)
    if value is None or value is ABSENT:
        raise FieldAbsent(attribute)
    plain = _PLAIN.get(type(value))
    return value if plain is None else plain(value)


def element(values: object, index: int) -> object:
    """Return the element of a list at an index; None when the list or the element is not there."""
    if values is None or values is ABSENT:
        return None
    if not isinstance(values, (list, tuple)):
        raise EvaluationError("只有列表可以取第几个")
    return values[index] if -len(values) <= index < len(values) else None


def elements(values: object, meter: Meter, steps: int) -> Iterator[object]:
    """Go through a list; `steps` is what each element costs."""
    if not isinstance(values, (list, tuple)):
        raise EvaluationError("for … in 后面不是列表")
    meter.spend(len(values) * steps)
    return iter(values)


def contains(values: object, wanted: object, meter: Meter) -> bool:
    """Say whether a list has an element, a set of keys a key, or a text a part."""
    if isinstance(values, (list, tuple, dict)):
        meter.spend(len(values))
        return wanted in values
    if isinstance(values, str) and isinstance(wanted, str):
        meter.spend(1 + len(values) // 100)
        return wanted in values
    raise EvaluationError("in 的右边应为列表, 或者左右都是文字")


def add(left: object, right: object, meter: Meter) -> object:
    """Add two numbers, or join two texts."""
    if isinstance(left, str) and isinstance(right, str):
        meter.spend(1 + (len(left) + len(right)) // 100)
        if len(left) + len(right) > MAX_TEXT:
            raise EvaluationError(f"文字太长, 超过 {MAX_TEXT} 个字")
        return left + right
    first, second = _numbers(left, right)
    return _rounded(first + second)


def subtract(left: object, right: object) -> object:
    """Subtract two numbers."""
    first, second = _numbers(left, right)
    return _rounded(first - second)


def multiply(left: object, right: object) -> object:
    """Multiply two numbers."""
    first, second = _numbers(left, right)
    return _rounded(first * second)


def divide(left: object, right: object) -> object:
    """Divide two numbers."""
    first, second = _divisible(left, right)
    return _rounded(first / second)


def floor_divide(left: object, right: object) -> object:
    """Divide two numbers, rounding down."""
    first, second = _divisible(left, right)
    return _rounded(first // second)


def remainder(left: object, right: object) -> object:
    """Return the remainder of a division."""
    first, second = _divisible(left, right)
    return _rounded(first % second)


def negative(value: object) -> object:
    """Change the sign of a number."""
    return -_numbers(value, 0)[0]


def _numbers(left: object, right: object) -> tuple[int | float, int | float]:
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return left, right  # type: ignore[return-value]
    raise EvaluationError("只有数字可以计算")


def _divisible(left: object, right: object) -> tuple[int | float, int | float]:
    first, second = _numbers(left, right)
    if not second:
        raise EvaluationError("除数是零")
    return first, second


def _rounded(number: float) -> float:
    """Take away the noise of binary fractions: seven tenths of 90 days are 63 days, not 62.99…9."""
    if not -MAX_NUMBER < number < MAX_NUMBER:
        raise EvaluationError("数字太大")
    return number if type(number) is int else round(number, 9)


def present(_meter: Meter, value: object) -> bool:
    """有: say whether a value is written; an empty list and words such as 待补充 are none."""
    if value is None or value is ABSENT:
        return False
    if isinstance(value, str):
        return not is_placeholder(value)
    return bool(value) if isinstance(value, (list, tuple, dict)) else True


def missing(meter: Meter, value: object) -> bool:
    """无: say whether a value is not written."""
    return not present(meter, value)


def length(meter: Meter, value: object) -> int:
    """长度: number of elements of a list, or of characters of a text."""
    if isinstance(value, str):
        return len(value)
    return len(_listed(meter, value))


def any_of(_meter: Meter, values: Iterable[object]) -> bool:
    """任一: say whether one of the conditions holds."""
    return any(values)


def all_of(_meter: Meter, values: Iterable[object]) -> bool:
    """全部: say whether all conditions hold."""
    return all(values)


def total(meter: Meter, values: object) -> object:
    """合计: sum of a list of numbers, 0 for an empty list."""
    result: object = 0
    for value in _listed(meter, values):
        result = add(result, used(value), meter)
    return result


def least(meter: Meter, *values: object) -> object:
    """最小: the least of several values or of a list. An empty list has none."""
    return min(_comparable(meter, values))  # type: ignore[type-var]


def greatest(meter: Meter, *values: object) -> object:
    """最大: the greatest of several values or of a list. An empty list has none."""
    return max(_comparable(meter, values))  # type: ignore[type-var]


def _comparable(meter: Meter, values: tuple[object, ...]) -> list[object]:
    listed = _listed(meter, values[0]) if len(values) == 1 else values
    if not listed:
        raise FieldAbsent
    return [used(value) for value in listed]


def _listed(meter: Meter, values: object) -> tuple[object, ...] | list[object]:
    if isinstance(values, (list, tuple)):
        meter.spend(len(values))
        return values
    if isinstance(values, Iterator):  # a generator, whose source has been paid for
        return list(values)
    raise EvaluationError("这里应为列表")


def matches(meter: Meter, text: object, pattern: str) -> bool:
    """匹配: say whether a pattern occurs in a text."""
    written = _text(text)
    meter.spend(1 + len(written) // 4)
    return safe_pattern(pattern).found_in(written)


def begins(meter: Meter, text: object, words: object) -> bool:
    """开头: say whether a text begins with a word, or with one of a list of words."""
    return _text(text).startswith(_words(meter, words))


def ends(meter: Meter, text: object, words: object) -> bool:
    """结尾: say whether a text ends with a word, or with one of a list of words."""
    return _text(text).endswith(_words(meter, words))


def includes(meter: Meter, text: object, words: object) -> bool:
    """含: say whether a text has a word in it, or one of a list of words."""
    written, wanted = _text(text), _words(meter, words)
    meter.spend((1 + len(written) // 100) * len(wanted))
    return any(word in written for word in wanted)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise EvaluationError("这里应为文字")
    if len(value) > MAX_TEXT:
        raise EvaluationError(f"文字太长, 超过 {MAX_TEXT} 个字")
    return value


def _words(meter: Meter, value: object) -> tuple[str, ...]:
    words = (value,) if isinstance(value, str) else _listed(meter, value)
    meter.spend(len(words))
    return tuple(_text(used(word)) for word in words)


def day(_meter: Meter, text: str) -> dt.date:
    """日期: the date written in a text, which was checked when the expression was compiled."""
    return dt.date.fromisoformat(text)


def days_between(_meter: Meter, first: object, second: object) -> int:
    """天数: days from the first date to the second, negative when the second is earlier."""
    if not isinstance(first, dt.date) or not isinstance(second, dt.date):
        raise EvaluationError("天数(…) 里应为两个日期")
    return second.toordinal() - first.toordinal()
