"""The text of a new item: every field of its type in the model's order, with its hint beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_origin

from quanze.model.guide import Guide
from quanze.model.item import Item, Reviews, item_type
from quanze.model.validation import record_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.fields import FieldInfo

    from quanze.model.record import Record

#: Optional fields that nearly every item needs; the others are added when they are needed.
_USUAL = frozenset(
    (
        *("实施依据", "责任事项", "廉政风险", "环节", "依据", "法规", "条款", "对象"),
        *("措施", "方式", "电话", "网址", "表现", "防控措施", "责任人"),
    )
)
#: Records of which every field is shown.
_WHOLE = frozenset(("TimeLimit", "Outcome", "Remedies", "Review", "Material", "Step", "Supervision"))
#: Parts of the guide and the reviews that only some items have.
_RARE = frozenset(("特别程序", "联合办理", "中介服务", "告知承诺", "容缺受理", "通办范围", "延长时限"))


def new_item(
    type_: str,
    name: str,
    department: str,
    code: str,
    level: str,
    *,
    applied_for: bool,
    filled: Mapping[str, str] | None = None,
) -> str:
    """Return the YAML text of a new item; what has to be filled in is empty.

    `filled` are fields that are known already: key → the YAML behind its colon, on that line or, when it
    begins with a line feed, below it.
    """
    given = {
        "编码": f'"{code}"',
        "名称": _quoted(name),
        "类型": type_,
        "状态": "在用",
        "版本": "1",
        "实施主体": _quoted(department),
        "行使层级": f"[{level}]",
        **(filled or {}),
    }
    return "\n".join(_lines(item_type(type_), "", given, applied_for=applied_for)) + "\n"


def _quoted(text: str) -> str:
    """Return a text as a YAML scalar that is read back as it is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _lines(kind: type[Record], indent: str, given: Mapping[str, str], *, applied_for: bool) -> Iterator[str]:
    for info in kind.model_fields.values():
        key = info.alias or ""
        if key not in given and not _shown(kind, key, info, applied_for=applied_for):
            continue
        inner = record_in(info.annotation)
        note = f"  # {info.description}" if info.description else ""
        if key in given:
            yield f"{indent}{key}:{'' if given[key].startswith(chr(10)) else ' '}{given[key]}"
        elif inner is None:
            yield f"{indent}{key}:{note}"
        else:
            yield f"{indent}{key}:"
            yield from _inside(inner, indent, listed=_is_list(info), applied_for=applied_for)


def _inside(inner: type[Record], indent: str, *, listed: bool, applied_for: bool) -> Iterator[str]:
    first = True
    for line in _lines(inner, indent + ("    " if listed else "  "), {}, applied_for=applied_for):
        yield f"{indent}  - {line.strip()}" if listed and first else line
        first = False


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _shown(kind: type[Record], key: str, info: FieldInfo, *, applied_for: bool) -> bool:
    if info.is_required():
        return True
    if key == "办事指南":
        return applied_for
    if kind in (Guide, Reviews):
        return key not in _RARE
    if issubclass(kind, Item):
        own = _keys(kind) - _keys(Item)
        return key in own or key in _USUAL or (key == "裁量基准" and "处罚种类" in own)
    return key in _USUAL or kind.__name__ in _WHOLE


def _keys(kind: type[Record]) -> frozenset[str]:
    return frozenset(info.alias or "" for info in kind.model_fields.values())
