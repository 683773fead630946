"""ADJ and LIS over two states of the list: what changed has a record, and what went went on record.

The state before is given by --since; a rule that needs it is reported as not run without it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit, Related
from quanze.rules.check import ListHit, list_check, whole_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts
    from quanze.source import Tree

#: The elements whose change needs a record: name in messages → path in the file.
ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "名称": ("名称",),
    "类型": ("类型",),
    "实施主体": ("实施主体",),
    "承办机构": ("承办机构",),
    "设定依据": ("设定依据",),
    "行使层级": ("行使层级",),
    "法定时限": ("办事指南", "法定时限"),
    "承诺时限": ("办事指南", "承诺时限"),
    "收费": ("办事指南", "收费"),
    "办理流程": ("办事指南", "办理流程"),
}
#: What must follow when the basis or the procedure changes.
FOLLOWING = {"责任事项": ("责任事项",)}
_ARRIVALS = frozenset(("新增", "承接", "分设"))
#: 状态 → the records that lead to it.
_LEADING = {
    "取消": frozenset(("取消", "下放", "收回", "上划", "合并", "分设", "转类")),
    "暂停": frozenset(("暂停",)),
}
#: Fewer items than this are too few for a change in number to say anything.
_FEW = 10


def element_digests(tree: Tree) -> tuple[tuple[str, str], ...]:
    """Return a digest of every element that is written, by name."""
    found = []
    for name, path in (*ELEMENTS.items(), *FOLLOWING.items()):
        node: Tree | None = tree
        for key in path:
            node = node.get(key) if isinstance(node, dict) else None
        if node is not None:
            text = json.dumps(node, ensure_ascii=False, sort_keys=True)
            found.append((name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]))
    return tuple(found)


def changed(before: Facts, after: Facts) -> tuple[str, ...]:
    """Return the names of the elements that differ between two states of an item."""
    old, new = dict(before.elements), dict(after.elements)
    return tuple(name for name in (*ELEMENTS, *FOLLOWING) if old.get(name) != new.get(name))


def _by_code(facts: Facts, _context: Context) -> Iterator[str]:
    if facts.code:
        yield facts.code


def _previous(code: str, context: Context) -> Facts | None:
    return (context.previous or {}).get(code)


def _new_records(before: Facts | None, after: Facts) -> tuple[str, ...]:
    """Return the kinds of the adjustments that were added since."""
    known = Counter(before.adjustments if before else ())
    added = Counter(after.adjustments) - known
    return tuple(kind for kind, _date in added)


@list_check(_by_code)
def changed_without_record(code: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ002: an element changed, and no adjustment was recorded."""
    before, after = _previous(code, context), group[0]
    if before is None or _new_records(before, after):
        return
    names = [name for name in changed(before, after) if name in ELEMENTS]
    if names:
        yield ListHit(after.file, Hit(ELEMENTS[names[0]], {"要素": names}, key="、".join(names)))


@list_check(whole_list, always=("",))
def gone_without_record(_key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ003: an item is gone, and its code is not among the retired ones."""
    present = {facts.code for facts in group} | context.unread
    retired = _retired(context)
    for code, before in (context.previous or {}).items():
        if code not in present and code not in retired:
            yield ListHit(before.file, Hit((), {"名称": before.name, "编码": code}, key=code))


@list_check(_by_code)
def new_without_record(code: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ004: an item is new, and no adjustment says where it comes from."""
    after = group[0]
    if _previous(code, context) is None and not any(kind in _ARRIVALS for kind, _ in after.adjustments):
        yield ListHit(after.file, Hit(("调整记录",), {"名称": after.name}))


@list_check(_by_code)
def duties_left_behind(code: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ008: the basis or the procedure changed, the duties that follow from it did not."""
    before, after = _previous(code, context), group[0]
    if before is None:
        return
    names = changed(before, after)
    moved = [name for name in ("设定依据", "办理流程") if name in names]
    if moved and "责任事项" not in names:
        yield ListHit(after.file, Hit(("责任事项",), {"要素": moved}))


@list_check(_by_code)
def unlawful_transition(code: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ010: a cancelled item is in use again without having been added anew; or no record led to the new 状态."""
    before, after = _previous(code, context), group[0]
    if before is None or before.status == after.status or not (before.status and after.status):
        return
    recorded = set(_new_records(before, after))
    values = {"以前": before.status, "现在": after.status}
    if before.status == "取消":
        if not recorded & _ARRIVALS:
            yield ListHit(after.file, Hit(("状态",), values))
    elif after.status in _LEADING and not recorded & _LEADING[after.status]:
        yield ListHit(after.file, Hit(("状态",), values, variant="没有记录"))


@list_check(whole_list, always=("",))
def sudden_number(_key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS011: the number of items of a body or a type leaps, and no adjustments account for it.

    That codes were retired says where items went, not why so many at once.
    """
    for attribute, key in (("department", "实施主体"), ("type", "类型")):
        for name, change in sorted(_changes(group, attribute, context).items()):
            leap = abs(len(change.come) - len(change.gone))
            if not name or change.before < _FEW or leap <= context.parameter("数量突变比例") * change.before:
                continue
            values = {"名称": name, "以前": change.before, "现在": change.after, "怎么变的": change.told()}
            related = tuple(Related(facts.file, (key,), "这一项没有新增的记录") for facts in change.come[:3])
            now = next((facts for facts in group if getattr(facts, attribute) == name), None)
            hit = Hit((key,) if now else (), values, key=name, related=related)
            yield ListHit(now.file if now else change.gone[0].file, hit)


@dataclass(slots=True)
class _Change:
    """How a body's or a type's number of items changed; what came and what went without an adjustment.

    `retired` is how many of those that went are among 退役编码.
    """

    before: int = 0
    after: int = 0
    come: list[Facts] = field(default_factory=list)
    gone: list[Facts] = field(default_factory=list)
    retired: int = 0

    def told(self) -> str:
        """Say what came and what went, for the message."""
        told = [f"新出现的 {len(self.come)} 项没有调整记录"] if self.come else []
        if self.retired:
            told.append(f"{self.retired} 项一次列入了退役编码")
        if len(self.gone) > self.retired:
            told.append(f"{len(self.gone) - self.retired} 项不见了, 没有调整记录, 也没有列入退役编码")
        return "; ".join(told)


def _changes(group: tuple[Facts, ...], attribute: str, context: Context) -> Mapping[str, _Change]:
    """Return the changes by the value of an attribute. An item that moved is gone here and comes there."""
    previous, retired = context.previous or {}, _retired(context)
    now = {facts.code: facts for facts in group if facts.code}
    found: defaultdict[str, _Change] = defaultdict(_Change)
    for code, after in now.items():
        before, name = previous.get(code), getattr(after, attribute)
        found[name].after += 1
        if (before is None or getattr(before, attribute) != name) and not _new_records(before, after):
            found[name].come.append(after)
    for code, before in previous.items():
        moved, change = now.get(code), found[getattr(before, attribute)]
        change.before += 1
        if moved is None and code in context.unread:
            change.after += 1
        elif moved is None:
            change.gone.append(before)
            change.retired += code in retired
        elif getattr(moved, attribute) != getattr(before, attribute) and not _new_records(before, moved):
            change.gone.append(before)
    return found


def _retired(context: Context) -> frozenset[str]:
    rows = (filed.record.code for filed in context.registers.get("退役编码", ()))
    return frozenset(code for code in rows if not is_absent(code) and code)
