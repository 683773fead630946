"""ADJ and LIS over two states of the list: what changed has a record, and what went went on record.

The state before is given by --since; a rule that needs it is reported as not run without it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

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
    retired = {entry.record.code for entry in context.registers.get("退役编码", ())}
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
    """ADJ010: a cancelled item is in use again without having been added anew."""
    before, after = _previous(code, context), group[0]
    if before is None or before.status != "取消" or after.status == "取消":
        return
    if not set(_new_records(before, after)) & _ARRIVALS:
        yield ListHit(after.file, Hit(("状态",), {"以前": before.status, "现在": after.status}))


@list_check(whole_list, always=("",))
def sudden_number(_key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS011: the number of items of a body or a type leaps, and no adjustments account for it."""
    previous = context.previous or {}
    share = context.parameter("数量突变比例")
    for attribute, key in (("department", "实施主体"), ("type", "类型")):
        before = Counter(getattr(facts, attribute) for facts in previous.values())
        after = Counter(getattr(facts, attribute) for facts in group)
        for name in sorted(before.keys() & after.keys()):
            recorded = sum(
                bool(_new_records(previous.get(facts.code), facts))
                for facts in group
                if getattr(facts, attribute) == name
            )
            leap = abs(after[name] - before[name])
            if before[name] >= _FEW and leap - recorded > share * before[name]:
                one = next(facts for facts in group if getattr(facts, attribute) == name)
                values = {"名称": name, "以前": before[name], "现在": after[name]}
                related = tuple(
                    Related(facts.file, (key,), "这一项是新的")
                    for facts in group
                    if getattr(facts, attribute) == name and facts.code not in previous
                )[:3]
                yield ListHit(one.file, Hit((key,), values, key=name, related=related))
