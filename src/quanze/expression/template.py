"""Message templates: a Chinese sentence with fields in it.

`事项“{事项.名称}”由上级下放, 未写明放权批次`. Between the braces stands a dotted name and nothing else; a
brace itself is written twice.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from quanze.absent import ABSENT, FieldAbsent
from quanze.expression.errors import ExpressionError, quoted
from quanze.expression.fields import KIND_WORDS, FieldTree, Kind, known_names
from quanze.expression.suggestion import nearest, unknown_field, unknown_name

#: Characters of a template; what is shown of a value that is not there.
MAX_TEMPLATE: Final = 2_000
EMPTY: Final = "（空）"

_PIECE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")
_WIDE: Final = re.compile(r"｛[\w.]*｝")
_NO_RECORDS: Final = (str, int, float, list, tuple, dict, dt.date, Decimal)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A field in a template: the name it is reached from, and the attributes below it."""

    name: str
    attributes: tuple[str, ...] = ()

    def read(self, values: Mapping[str, object]) -> object:
        """Return the value; None when anything on the way is not there."""
        value: object = values.get(self.name)
        for attribute in self.attributes:
            if value is None or value is ABSENT or isinstance(value, _NO_RECORDS):
                return None
            try:
                value = getattr(value, attribute, None)
            except FieldAbsent:
                return None
        return value


@dataclass(frozen=True, slots=True)
class Template:
    """A checked template: text and placeholders in their order."""

    source: str
    pieces: tuple[str | Placeholder, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names that must be given for it to be rendered in full."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Placeholder))

    def render(self, values: Mapping[str, object]) -> str:
        """Return the sentence; what is not given is shown as （空）."""
        return "".join(piece if isinstance(piece, str) else shown(piece.read(values)) for piece in self.pieces)


def shown(value: object) -> str:
    """Return a value as a Chinese sentence shows it: 是, 2021-10-01, 20, 市级、县级, （空）."""
    if value is None or value is ABSENT:
        return EMPTY
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (list, tuple)):
        return "、".join(shown(element) for element in value) or EMPTY
    if isinstance(value, AbstractSet):
        return shown(sorted(value, key=str))
    if isinstance(value, Mapping):
        return "、".join(f"{key}: {shown(element)}" for key, element in value.items()) or EMPTY
    if isinstance(value, (float, Decimal)):
        plain = format(Decimal(format(value, ".15g")), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value) or EMPTY  # a date's text is 2021-10-01


def compile_template(
    text: str, names: Mapping[str, FieldTree | Kind], *, free: AbstractSet[str] | None = None
) -> Template:
    """Check a template and return it.

    Dotted names are checked against `names`, 核对日期 and 清单. A single name that is not among them must
    be in `free`; without `free` every single name passes. Raises ExpressionError with its columns.
    """
    if len(text) > MAX_TEMPLATE:
        raise ExpressionError(f"消息有 {len(text)} 个字, 最多 {MAX_TEMPLATE} 个字", MAX_TEMPLATE + 1)
    known = known_names(names)
    pieces: list[str | Placeholder] = []
    for match in _PIECE.finditer(text):
        piece, column = match.group(), match.start() + 1
        if match[1] is not None:
            pieces.append(_placeholder(match[1], column + 1, known, free))
        elif piece in "{}":
            raise ExpressionError(f"花括号“{piece}”没有配对; 花括号本身写两遍“{piece * 2}”", column)
        elif wide := _WIDE.search(piece):
            place = column + wide.start()
            raise ExpressionError("这里是全角花括号, 请改为半角“{”“}”", place, place + len(wide.group()))
        else:
            pieces.append(piece[0] if piece in ("{{", "}}") else piece)
    return Template(text, tuple(pieces))


def _placeholder(
    text: str, column: int, known: Mapping[str, tuple[str, Kind]], free: AbstractSet[str] | None
) -> Placeholder:
    words = text.split(".")
    for word in words:
        if not word.isidentifier() or word.startswith("_") or "__" in word:
            raise ExpressionError(
                f"花括号里只能写字段名, 例如 {{事项.名称}}; “{quoted(text)}”不是", column, column + max(len(text), 1)
            )
    root, *keys = (unicodedata.normalize("NFKC", word) for word in words)
    if root not in known:
        if not keys and (free is None or root in free):
            return Placeholder(root)
        near = nearest(root, free or ())
        kinds = {name: kind for name, (_, kind) in known.items()}
        message = f"没有名字“{quoted(root)}”, 是否“{near}”?" if near else unknown_name(quoted(root), kinds, free or ())
        raise ExpressionError(message, column, column + len(words[0]))
    given, kind = known[root]
    return Placeholder(given, _attributes(words, keys, column, kind))


def _attributes(words: list[str], keys: list[str], column: int, kind: Kind) -> tuple[str, ...]:
    """Follow the keys from a root; refuse a field that does not exist, or that is no single value."""
    attributes = []
    path, here = words[0], column + len(words[0]) + 1
    for word, key in zip(words[1:], keys, strict=True):
        if kind.record is None:
            raise ExpressionError(
                f"“{path}”是{KIND_WORDS[kind.name]}, 后面不能再写“.{quoted(word)}”", here, here + len(word)
            )
        found = kind.record.find(key)
        if found is None:
            raise ExpressionError(unknown_field(path, kind.record, quoted(key)), here, here + len(word))
        attributes.append(found[0])
        kind, path, here = found[1], f"{path}.{word}", here + len(word) + 1
    if "record" in (kind.name, kind.element.name if kind.element else ""):
        what = "一组字段" if kind.name == "record" else "一组字段的列表"
        raise ExpressionError(f"“{path}”是{what}, 不能直接写进消息, 请写到具体的字段", column, here - 1)
    return tuple(attributes)
