"""What is wrong with a reference file as a whole: another kind of file, another register, an entry said twice."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from quanze.finding import Hit, Related
from quanze.model.calendar import CalendarYear
from quanze.model.catalogue import Batch, Catalogue
from quanze.model.configuration import Baseline, Waivers
from quanze.model.department import Department
from quanze.model.item import Item
from quanze.model.record import Record, key_of
from quanze.model.register import LawRegister, Register
from quanze.safe_name import safe_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quanze.rules.context import Filed
    from quanze.source import Document, Tree

#: What each kind of file is called, and the keys by which one is known.
_KINDS: Final[tuple[tuple[type[Record], str, frozenset[str]], ...]] = (
    (Item, "事项", frozenset(("编码", "类型", "实施主体"))),
    (Register, "登记册", frozenset(("登记册",))),
    (Catalogue, "通用目录", frozenset(("事项",))),
    (Batch, "放权批次", frozenset(("批次",))),
    (Department, "部门 (三定)", frozenset(("名称", "主要职责"))),
    (Department, "部门 (三定)", frozenset(("名称", "内设机构"))),
    (Waivers, "豁免", frozenset(("豁免",))),
    (Baseline, "基线", frozenset(("基线",))),
    (CalendarYear, "节假日", frozenset(("年份", "放假"))),
)
#: Registers of their own kind are registers.
_SAME: Final[dict[type[Record], type[Record]]] = {LawRegister: Register}
#: With fewer keys than this a file none of whose keys is known is taken for one with misspelt keys.
_SEVERAL: Final = 3

R = TypeVar("R", bound=Record)


def other_kind(root: dict[str, Tree], kind: type[Record]) -> Hit | None:
    """Return what to say of a file that is one of another kind, or of no kind that is known; None when it fits."""
    written, keys = frozenset(root), _keys(kind)
    if written <= keys:
        return None
    own = next((name for known, name, _ in _KINDS if known is _SAME.get(kind, kind)), "")
    fitting = len(written & keys)
    best = max(
        ((len(written & _keys(known)), name) for known, name, marks in _KINDS if name != own and marks <= written),
        default=(0, ""),
    )
    if best[0] > fitting or (own and not fitting and len(written) >= _SEVERAL):
        values = {"字段": "文件", "应为": f"应是{own}", "值": best[1] or f"别的内容 ({'、'.join([*root][:3])})"}
        return Hit((), values, key="文件")
    return None


def misfiled(file: str, department: str) -> Iterator[Hit]:
    """Report a file of a department whose name does not hold the department's (SCH013): it may hold a year more."""
    written = PurePosixPath(file).stem
    if safe_name(department) not in written:
        yield Hit(("名称",), {"现在": written, "应为": department}, variant="部门", key="名称")


@cache
def _keys(kind: type[Record]) -> frozenset[str]:
    return frozenset(key_of(info, name) for name, info in kind.model_fields.items())


def misnamed(file: str, register: str, registers: Collection[str]) -> Iterator[Hit]:
    """Yield what to say of a register whose file has the name of another one."""
    stem = PurePosixPath(file).stem
    if stem != register and stem in registers:
        yield Hit(("登记册",), {"现在": stem, "应为": register}, variant="登记册", key="登记册")


def twice(code: str, here: Filed[R], first: Filed[R], document: Document) -> Hit:
    """Return what to say of an entry whose code has been said before, in words of its own."""
    path = (*first.path, "编码")
    span = document.span(path)
    where = f" {first.file} 第" if first.file != here.file else "第"
    values = {"编码": code, "位置": f"{where} {span.line} 行"}
    related = (Related(first.file, path, "第一次写在这里", span.line, span.column),)
    return Hit((*here.path, "编码"), values, variant="编码", key=code, related=related)
