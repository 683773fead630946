"""The scalar types of the model: every scalar arrives as text and is typed here, never by YAML.

Each type says in Chinese what it expects; the message becomes the finding SCH005 or SCH006.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

#: Vocabulary name → its words; the validation context of every record.
Vocabularies = Mapping[str, tuple[str, ...]]
#: Vocabulary name → {way of writing that is understood: the word that is meant}.
Synonyms = Mapping[str, Mapping[str, str]]

_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_INTEGER = re.compile(r"[+-]?[0-9]{1,15}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")
_PUBLICATION = re.compile(r"\d{4}\s*[-./年〔\[(（]|https?://|www\.")
#: What YAML and its readers take for a truth value, and the Chinese words.
_TRUTH = {
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "是"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "否"), False),
}


def wrong(expected: str, value: object) -> PydanticCustomError:
    """Return the error that a value is not what a field expects, for the finding SCH005."""
    return PydanticCustomError("wrong", "{expected}", {"expected": expected, "value": shown(value)})


def shown(value: object) -> str:
    """Return a value of the text tree as a message quotes it (at most 40 characters)."""
    if isinstance(value, Mapping):
        return "一组字段"
    if isinstance(value, list):
        return "一个列表"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise wrong("应为一段文字", value)


def read_integer(value: object) -> int:
    """Read a whole number as written (half-width digits, at most 15)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        return int(value)
    raise wrong("应为整数", value)


def read_number(value: object) -> int | float:
    """Read a number; a whole one stays int, so that 20 is never shown as 20.0."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        number = float(value)
        return int(number) if number.is_integer() else number
    raise wrong("应为数字", value)


def read_count(value: object) -> int:
    """Read a whole number that counts something: not less than 0."""
    count = read_integer(value)
    if count < 0:
        raise wrong("不能小于 0", value)
    return count


def read_amount(value: object) -> int | float:
    """Read a number that measures something (days, yuan): not less than 0."""
    amount = read_number(value)
    if amount < 0:
        raise wrong("不能小于 0", value)
    return amount


def read_truth(value: object) -> bool:
    """Read true/false or 是/否; yes and on are understood too (SCH012 asks for other words)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip() in _TRUTH:
        return _TRUTH[value.strip()]
    raise wrong("应为 true 或 false (也可写 是、否)", value)


def read_date(value: object) -> dt.date:
    """Read 2021-10-01; 2021年10月1日 and 2021.10.1 are understood too (STY008 asks for ISO)."""
    if isinstance(value, dt.date):
        return value
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise wrong("应为日期, 例如 2021-10-01", value)
    try:
        return dt.date(*(int(part) for part in match.groups()))
    except ValueError:
        raise wrong("没有这一天, 应为日期, 例如 2021-10-01", value) from None


def read_published(value: object) -> bool:
    """Read whether something was published: true/false, 是/否, or the date, number or address of the publication."""
    if isinstance(value, str) and value.strip() not in _TRUTH:
        if _PUBLICATION.search(value):
            return True
        raise wrong("应为 true 或 false, 也可以写公布的日期、文号或者网址", value)
    return read_truth(value)


def one_or_many(value: object) -> object:
    """Take a single record or text for a list of one."""
    return [value] if isinstance(value, (Mapping, str)) else value


def text_as(name: str) -> Callable[[object], object]:
    """Return a reader that takes a bare text for a record with only that key."""

    def read(value: object) -> object:
        return {name: value} if isinstance(value, (str, bool)) else value

    return read


def texts_as(name: str) -> Callable[[object], object]:
    """Return a reader that takes a bare text for a record with only that key, alone or in a list."""

    def read(value: object) -> object:
        if isinstance(value, list):
            return [{name: one} if isinstance(one, str) else one for one in value]
        return [{name: value}] if isinstance(value, str) else value

    return read


def _schema(**kinds: Any) -> WithJsonSchema:
    return WithJsonSchema(dict(kinds))


Text = Annotated[str, BeforeValidator(_text), _schema(type="string", minLength=1)]
Integer = Annotated[
    int,
    BeforeValidator(read_integer),
    _schema(anyOf=[{"type": "integer"}, {"type": "string", "pattern": r"^\s*[+-]?\d{1,15}\s*$"}]),
]
Count = Annotated[
    int,
    BeforeValidator(read_count),
    _schema(anyOf=[{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\s*\+?\d{1,15}\s*$"}]),
]
Number = Annotated[
    int | float,
    BeforeValidator(read_number),
    _schema(anyOf=[{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d{1,15}(\.\d{1,6})?\s*$"}]),
]
Amount = Annotated[
    int | float,
    BeforeValidator(read_amount),
    _schema(
        anyOf=[{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\s*\+?\d{1,15}(\.\d{1,6})?\s*$"}]
    ),
]
Truth = Annotated[
    bool,
    BeforeValidator(read_truth),
    _schema(anyOf=[{"type": "boolean"}, {"type": "string", "pattern": rf"^\s*({'|'.join(_TRUTH)})\s*$"}]),
]
Published = Annotated[bool, BeforeValidator(read_published), _schema(anyOf=[{"type": "boolean"}, {"type": "string"}])]
Date = Annotated[
    dt.date,
    BeforeValidator(read_date),
    _schema(type="string", pattern=r"^\s*\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?\s*$"),
]
#: Texts; a single one may be written without the list.
Texts = Annotated[tuple[Text, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])]


@dataclass(frozen=True, slots=True)
class Word:
    """A text that must be a word of the named vocabulary of the list's profile.

    A way of writing that the profile knows as a synonym (地州市级) is read as the word it means.
    Raises the custom error `word` with the vocabulary's name and the value.
    """

    vocabulary: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Check the word after the text itself was read."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Leave the vocabulary's name; the schema writer puts a profile's words in its place."""
        return {"type": "string", "x-词表": self.vocabulary}

    def _check(self, value: str, info: core_schema.ValidationInfo[Any]) -> str:
        words: Vocabularies = info.context["words"]
        allowed = words.get(self.vocabulary, ())
        if value in allowed:
            return value
        synonyms: Synonyms = info.context["synonyms"]
        meant = synonyms.get(self.vocabulary, {}).get(value)
        if meant is None:
            raise PydanticCustomError("word", "{vocabulary}", {"vocabulary": self.vocabulary, "value": value})
        return meant
