"""docs/fields.md: every field of every file, generated from the models."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Union, get_args, get_origin

from pydantic import BeforeValidator

from quanze.finding import GATES
from quanze.model.catalogue import Batch, Catalogue
from quanze.model.configuration import Configuration, Waivers
from quanze.model.department import Department
from quanze.model.item import ITEM_TYPES, Item
from quanze.model.record import Record, key_of, speaker
from quanze.model.register import LawRegister, Register
from quanze.model.rule import RuleFile
from quanze.model.validation import record_in
from quanze.model.values import Amount, Count, Date, Integer, Number, Truth, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic.fields import FieldInfo

    from quanze.finding import Gate
    from quanze.rulebook import Rule

#: (heading, record, where its files are); the order of the page.
FILES: tuple[tuple[str, type[Record], str], ...] = (
    ("权责事项", Item, "data/items/实施主体/编码.yaml, 一个事项一个文件"),
    ("部门 (三定)", Department, "data/departments/部门名称.yaml"),
    ("通用目录", Catalogue, "data/catalogue/"),
    ("放权批次", Batch, "data/delegations/"),
    ("登记册", Register, "data/registers/"),
    ("法规补充", LawRegister, "data/registers/法规补充.yaml"),
    ("豁免", Waivers, "waivers.yaml"),
    ("配置", Configuration, "quanze.yaml"),
    ("规则文件", RuleFile, "rules/族/代码.yaml"),
)
_SCALARS = ((Date, "日期"), (Integer, "整数"), (Count, "整数"), (Number, "数字"), (Amount, "数字"), (Truth, "是或否"))


_OPENING = """\
每个文件可以写哪些字段、怎么写、哪些必填、缺了由哪条规则报。本页由数据模型生成 (`make docs`), 不要手工修改。编辑器里的\
补全用的是同一个模型 ([schemas/](../schemas))。

- 日期写成 2021-10-01。整数、数字不带单位。是或否写 true、false 或者 是、否。
- 列表每行一个“- ”; 标“可只写一项”的, 只有一项时可以不写成列表。
- “必填”一栏写的是从哪一档起必须有。其他字段有就写, 没有就不写, 不要写“无”“待补充”。有些字段在一定情形下才必填\
 (例如不是法定本级行使的要有“放权”), 由[规则](rules/README.md)检查。
- 这里没有的内容放在“扩展”里, quanze 原样保留。"""


def page(words: Mapping[str, Sequence[str]], rules: Sequence[Rule]) -> str:
    """Return the page; `words` = the vocabularies, by name."""
    gates = {rule.code: rule.gate for rule in rules}
    parts = ["# 字段", _OPENING]
    told: set[type[Record]] = set()
    for title, record, where in FILES:
        parts += [f"## {title}", f"文件: {where}", *_tables(record, gates, told)]
        if record is Item:
            parts += _types(gates)
    parts += ["## 词表", "口径 (profile) 可以改词表; 下面是默认口径的。", _vocabularies(words)]
    return "\n\n".join(parts) + "\n"


def _types(gates: Mapping[str, Gate]) -> Iterator[str]:
    """Yield the tables of what each type of item has besides the common fields."""
    for written, kind in ITEM_TYPES.items():
        own = [name for name in kind.model_fields if name not in Item.model_fields]
        if own:
            yield f"### {written}另有"
            yield _table(kind, own, gates)


def _tables(record: type[Record], gates: Mapping[str, Gate], told: set[type[Record]]) -> Iterator[str]:
    """Yield the table of a record and of every record inside it that was not `told` before."""
    yield _table(record, list(record.model_fields), gates)
    for kind in _inside(record):
        if kind not in told:
            told.add(kind)
            yield f"### {_title(kind)}"
            yield _table(kind, list(kind.model_fields), gates)


def _inside(record: type[Record]) -> list[type[Record]]:
    """Return the records inside a record in the order of their first use."""
    found: list[type[Record]] = []
    waiting = [record]
    while waiting:
        kind = waiting.pop(0)
        inner = [record_in(info.annotation) for info in kind.model_fields.values()]
        new = [one for one in dict.fromkeys(inner) if one is not None and one not in found]
        found += new
        waiting += new
    return found


def _title(kind: type[Record]) -> str:
    """Return what the docstring of a record says it is: 责任事项: what the body must do … → 责任事项."""
    head = (kind.__doc__ or kind.__name__).strip().split("\n")[0]
    return _NAMES.get(kind.__name__) or head.partition(":")[0]


#: Records whose docstring does not begin with their Chinese name.
_NAMES = {
    "Citation": "依据",
    "Review": "审核的每一步",
    "Ground": "规则的依据",
    "LocalLaw": "法规补充的条目",
    "Waiver": "豁免的条目",
}


def _table(kind: type[Record], names: Sequence[str], gates: Mapping[str, Gate]) -> str:
    rows = [_row(kind.model_fields[name], name, gates) for name in names]
    return "\n".join(["| 字段 | 写什么 | 必填 | 缺了由谁报 |", "|---|---|---|---|", *rows])


def _row(info: FieldInfo, name: str, gates: Mapping[str, Gate]) -> str:
    speaks = speaker(info)
    shape, note = _shape(info.annotation, tuple(info.metadata)), info.description or ""
    told = note if note.startswith(shape) else "; ".join(part for part in (shape, note) if part)
    mandatory = info.is_required()
    gate = f"{speaks.gate or gates.get(speaks.absent, GATES[0])}起" if mandatory else ""
    rule = f"[{speaks.absent}](rules/{speaks.absent}.md)" if mandatory else ""
    return f"| {key_of(info, name)} | {told} | {gate} | {rule} |"


def _shape(annotation: object, metadata: tuple[object, ...] = ()) -> str:
    """Say in Chinese what a field holds."""
    named = next((m.vocabulary for m in metadata if isinstance(m, Word)), None)
    if named:
        return f"词表“{named}”"
    for kind, words in _SCALARS:
        if annotation == kind or set(get_args(kind)[1:]) & set(metadata):
            return words
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*arguments[1:], *metadata))
    if origin in (Union, UnionType):
        return _shape(next(a for a in arguments if a is not type(None)), metadata)
    if origin is tuple:
        single = any(isinstance(m, BeforeValidator) for m in metadata)
        return f"列表, 每项: {_shape(arguments[0])}" + (" (可只写一项)" if single else "")
    if origin is dict:
        return "若干“键: 值”"
    record = record_in(annotation)
    return f"见[{_title(record)}](#{_title(record)})" if record else "文字"


def _vocabularies(words: Mapping[str, Sequence[str]]) -> str:
    return "\n".join(["| 词表 | 可用的词 |", "|---|---|", *(f"| {n} | {'、'.join(words[n])} |" for n in words)])
