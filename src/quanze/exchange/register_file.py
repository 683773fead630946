"""A register (登记册) that is a table, read as the document that says the same. Its file name says which it is."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from quanze.exchange.cited import citations_in
from quanze.exchange.reference_table import TableBuilder, problem, read_rows, words_in
from quanze.exchange.refusal import Refusal
from quanze.source import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanze.exchange.reference_table import Headings, Row
    from quanze.source import Tree

#: The registers whose rows fit into a table. 法规补充 has fields of its own, 本地编码 is written by quanze.
REGISTERS: Final = (
    *("行政许可事项清单", "收费目录清单", "证明事项清单", "中介服务清单"),
    *("监管事项目录", "退役编码", "运行数据", "公布汇总"),
)
_HEADINGS: Final[Headings] = {
    "名称": (
        *("名称", "事项名称", "项目名称", "收费项目", "收费项目名称", "证明名称", "证明事项名称", "证明材料名称"),
        *("中介服务名称", "中介服务事项", "中介服务事项名称", "监管事项名称", "许可事项名称", "类型"),
    ),
    "编码": ("编码", "事项编码", "基本编码", "目录编码", "监管事项编码"),
    "标准": ("标准", "收费标准"),
    "依据": ("依据", "设定依据", "收费依据", "法律依据", "文件依据"),
    "用途": ("用途", "证明用途"),
    "出具单位": ("出具单位", "开具单位", "出具机构"),
    "事项": ("事项", "对应事项", "关联事项", "权责事项", "对应事项编码", "涉及事项"),
    "部门": ("部门", "实施部门", "执收单位", "主管部门", "监管部门", "实施主体", "所属部门"),
    "日期": ("日期", "退役日期", "取消日期"),
    "原因": ("原因", "退役原因", "取消原因"),
    "去向": ("去向", "承接事项"),
    "数量": ("数量", "件数", "办件量", "办理件数", "办件数量", "项数"),
    "说明": ("说明", "备注"),
}
_NAMING: Final = frozenset(("名称", "编码", "部门"))
_SEVERAL: Final = frozenset(("事项", "去向"))
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?")
_SAID: Final = "登记册的表要有“名称”或者“编码”一列"
_UNKNOWN: Final = "看不出是哪一种登记册, 没有读入; 请把文件名改成登记册的名称: {}"
_OTHER: Final = "{}不能写成表格, 没有读入; 请写成 YAML"


def read_register_table(path: Path, name: str) -> Reading:
    """Read a table as a document of a register. Raises nothing: what is wrong is a problem with its line."""
    stem = PurePosixPath(name).stem
    register = next((known for known in REGISTERS if known in stem), "")
    if not register:
        other = next((known for known in ("法规补充", "本地编码") if known in stem), "")
        said = _OTHER.format(other) if other else _UNKNOWN.format("、".join(REGISTERS))
        return Reading(None, (problem(said),))
    try:
        read = read_rows(path, name, _HEADINGS, lambda keys: not keys.isdisjoint(_NAMING), _SAID)
    except Refusal as refusal:
        return Reading(None, (problem(refusal.sentence),))
    made = TableBuilder("条目")
    for row in read.rows:
        made.add(dict(_entry(row)), row)
    return Reading(made.document(name, read.text, {"登记册": register}), read.problems, read.text)


def _entry(row: Row) -> Iterator[tuple[str, Tree]]:
    for key, value in row.values.items():
        if key == "依据":
            yield key, list(citations_in(value))
        elif key == "日期" and isinstance(value, str) and (day := _MIDNIGHT.fullmatch(value)):
            yield key, day[1]
        else:
            yield key, words_in(value) if key in _SEVERAL else value
