"""What the JSON Schema of rule files says beyond their model: which fields, checks and words there are.

An editor completes from it, and underlines what `quanze rules test` would refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from quanze.model.item import ITEM_TYPES
from quanze.model.rule import FILTERS, FORMS, UNIQUE_FIELDS
from quanze.model.validation import record_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.model.record import Record

#: How deep field paths are listed.
_DEPTH: Final = 5
_COMPARISONS: Final = ("<=", "<", ">=", ">", "==", "!=")
_NEEDS: Final = (
    *("部门名册", "通用目录", "放权批次", "法规表", "法规全文", "上级清单", "下级清单", "上一状态"),
    *("上下级清单", "放权批次或上下级清单"),
)
#: What of a rule file says how it is checked; one of them is written.
_WAYS: Final = ("检查", "要求", "代码实现")


def refine(made: dict[str, Any], words: Mapping[str, Any]) -> None:
    """Put into the schema of rule files what may be written in each place."""
    registers = [str(name) for name in words.get("登记册", ())]
    made["$defs"]["字段路径"] = {"type": "string", "enum": sorted(set(_paths()))}
    path = {"$ref": "#/$defs/字段路径"}
    properties = made["properties"]
    properties["代码"]["pattern"] = "^[A-Z]{3}[0-9]{3}$"
    properties["检查"]["enum"] = [*FORMS, "读取"]
    properties["比较"]["enum"] = list(_COMPARISONS)
    properties["引用"]["enum"] = ["部门名册", "通用目录", *registers]
    for name in ("位置", "另一字段"):
        properties[name] = {**path, "description": properties[name]["description"]}
    properties["字段"] |= _one_or_many(path)
    needs = {"type": "string", "enum": [*_NEEDS, *(f"登记册.{name}" for name in registers)]}
    properties["需要"] |= _one_or_many(needs)
    filters = {name: _one_or_many({"type": "string", "x-词表": name}) for name in FILTERS}
    by_field = {"type": "object", "properties": filters, "additionalProperties": False}
    properties["适用"]["anyOf"] = [{"type": "string", "minLength": 1}, by_field]
    properties["代码实现"]["pattern"] = r"^quanze\.rules\.checks\."
    properties["正例"]["minItems"] = properties["反例"]["minItems"] = 1
    shows_a_file = [{"required": [key]} for key in ("位置", "文本", "字节")]
    properties["反例"]["items"]["anyOf"] = shows_a_file
    made["required"] = [*made["required"], "消息", "正例", "反例"]
    made["allOf"] = [_one_way(), *_forms()]


def _one_or_many(single: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [single, {"type": "array", "items": single, "minItems": 1}]}


def _one_way() -> dict[str, Any]:
    return {"oneOf": [{"required": [way]} for way in _WAYS]}


def _forms() -> Iterator[dict[str, Any]]:
    """Yield for each form what must be filled in and what must not."""
    every = {key for form in FORMS.values() for key in (*form.keys, *form.either)}
    for name, form in FORMS.items():
        condition = {"properties": {"检查": {"const": name}}, "required": ["检查"]}
        wanted: dict[str, Any] = {"required": list(form.keys)}
        if form.either:
            wanted["anyOf"] = [{"required": [key]} for key in form.either]
        if name == "数值比较":
            wanted["not"] = {"required": list(form.either)}
        unwanted: dict[str, Any] = dict.fromkeys(sorted(every.difference(form.keys, form.either)), False)
        wanted["properties"] = {**unwanted, "字段": _field_of(name)}
        yield {"if": condition, "then": wanted}
    yield {"if": {"required": ["要求"]}, "then": {"required": ["位置"]}}


def _field_of(form: str) -> dict[str, Any]:
    """Return what stands under 字段: two different fields for 成对, one for every other form."""
    if form == "成对":
        return {"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": True}
    one = {"enum": list(UNIQUE_FIELDS)} if form == "唯一" else {"type": "string"}
    return {"anyOf": [one, {"type": "array", "items": one, "maxItems": 1}]}


def _paths() -> Iterator[str]:
    for kind in ITEM_TYPES.values():
        yield from _below(kind, "", _DEPTH)


def _below(kind: type[Record], prefix: str, depth: int) -> Iterator[str]:
    for name, info in kind.model_fields.items():
        path = prefix + (info.alias or name)
        yield path
        inner = record_in(info.annotation)
        if inner is not None and depth > 1:
            yield from _below(inner, f"{path}.", depth - 1)
