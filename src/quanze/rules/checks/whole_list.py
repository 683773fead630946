"""Family LIS, what only the whole list shows: duplicates, near names, sums, powers outside the list."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Edit, Fix, Hit, Related
from quanze.rules.check import ListHit, list_check, whole_list
from quanze.rules.checks.batches import arithmetic, listed, unreconciled
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.catalogue import Batch
    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

CANCELLED = "取消"
_RUNNING = "运行数据"
_TOTALS = "公布汇总"
_TOTAL_WORDS = frozenset(("合计", "总计", "总数", "共计", "总项数"))
_OTHER_POWER = "其他行政权力"
#: Groups of one basis are small; a larger one is compared only between neighbours of the sorted names.
_WINDOW = 12
#: Likeness (0–100) from which a name outside the list is taken for another way of writing one on it.
_NEAR = 88.0


@list_check(whole_list, always=("",))
def exercised_outside_the_list(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS001: what was really exercised is not on the list, or was cancelled."""
    rows = context.registers.get(_RUNNING, ())
    if not rows:
        return
    listed = [*(f for f in every if f.status == CANCELLED), *(f for f in every if f.status != CANCELLED)]
    by_name = {facts.name_folded: facts for facts in listed if facts.name_folded}
    by_code = {facts.task_code: facts for facts in listed if facts.task_code}
    by_code |= {facts.code: facts for facts in listed if facts.code}
    for filed in rows:
        entry = filed.record
        if not _readable(entry.code, entry.name, entry.count):
            continue
        code, name = entry.code or "", entry.name or ""
        found = by_code.get(code) or by_name.get(words_only(name))
        if (found is not None and found.status != CANCELLED) or entry.count == 0 or not (code or name):
            continue
        values = {"名称": name or code, "数量": entry.count if entry.count is not None else "若干"}
        path = (*filed.path, "名称" if name else "编码")
        if found is not None:
            cancelled = (Related(found.file, ("状态",), "清单里已经取消"),)
            yield ListHit(filed.file, Hit(path, values, variant="已取消", key=code or name, related=cancelled))
            continue
        near = _nearest(words_only(name), by_name) if name else None
        values["近似"] = near.name if near else ""
        related = (Related(near.file, ("名称",), "清单里名称相近的事项"),) if near else ()
        variant = "近似" if near else "清单之外"
        yield ListHit(filed.file, Hit(path, values, variant=variant, key=code or name, related=related))


def _readable(*values: object) -> bool:
    """Say whether every field a check is going to use could be read; what could not has its own finding."""
    return True not in map(is_absent, values)


def _nearest(name: str, by_name: dict[str, Facts]) -> Facts | None:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only when something is wrong

    best = process.extractOne(name, list(by_name), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return by_name[best[0]] if best else None


#: The group of all items, in which main items are looked for.
_EVERY = ""


def _same_name(facts: Facts, _context: Context) -> tuple[str, ...]:
    if facts.name_folded and facts.department and facts.status != CANCELLED:
        return _EVERY, f"{facts.department}\t{facts.type}\t{facts.parent}\t{facts.name_folded}"
    return (_EVERY,)


@list_check(_same_name, always=(_EVERY,), least=2)
def duplicates_and_orphans(key: str, group: tuple[Facts, ...], context: Context) -> Iterable[ListHit]:
    """LIS002: one department has an item twice; or a sub-item names a main item that is not there."""
    return _twins(group) if key != _EVERY else _orphans(group, context)


def _twins(group: tuple[Facts, ...]) -> Iterator[ListHit]:
    for position, facts in enumerate(group[1:], 1):
        twin = next((other for other in group[:position] if _same_level(facts, other)), None)
        if twin is not None:
            values = {"名称": facts.name, "部门": facts.department, "另一项": twin.key}
            related = (Related(twin.file, ("名称",), "同名的事项"),)
            yield ListHit(facts.file, Hit(("名称",), values, variant="重复", key=facts.name_folded, related=related))


def _orphans(every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    codes = {facts.code for facts in every} | context.unread
    for facts in every:
        if facts.parent and facts.parent not in codes:
            yield ListHit(facts.file, Hit(("主项",), {"主项": facts.parent}, variant="孤儿", key=facts.parent))


def _same_level(one: Facts, other: Facts) -> bool:
    """Say whether two items meet at a level; what is not written may be any."""
    return not one.levels or not other.levels or not set(one.levels).isdisjoint(other.levels)


@list_check(whole_list, always=("",))
def published_totals(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS003: a published total (register 公布汇总: 名称, 部门, 数量) is not the number of items."""
    counted = [facts for facts in every if facts.status != CANCELLED]
    types = Counter(facts.type for facts in counted)
    departments = Counter(facts.department for facts in counted)
    both = Counter((facts.department, facts.type) for facts in counted)
    synonyms = context.profile.synonyms.get("类型", {})
    known = context.profile.vocabularies.get("类型", ())
    for filed in context.registers.get(_TOTALS, ()):
        entry = filed.record
        if not _readable(entry.name, entry.department, entry.count) or entry.count is None:
            continue
        name = (entry.name or "").strip()
        kind = synonyms.get(name, name)
        if not name or name in _TOTAL_WORDS:
            actual = departments[entry.department] if entry.department else len(counted)
        elif kind in known:
            actual = both[entry.department, kind] if entry.department else types[kind]
        elif name in departments:
            actual = departments[name]
        else:
            values = {"名称": name}
            yield ListHit(filed.file, Hit((*filed.path, "名称"), values, variant="不识", key=name, severity="info"))
            continue
        if actual != entry.count:
            yield _unequal(filed, entry, entry.count, actual)


def _unequal(filed: Filed[RegisterEntry], entry: RegisterEntry, published: int, actual: int) -> ListHit:
    what = "".join(part for part in (entry.department, entry.name) if part) or "合计"
    values = {"名称": what, "公布": published, "实有": actual, "相差": abs(actual - published)}
    path = (*filed.path, "数量")
    fix = Fix("改为实有的项数", (Edit(path, "value", str(actual)),))
    return ListHit(filed.file, Hit(path, values, variant="不符", key=what, fix=fix))


@list_check(whole_list)
def too_many_other_powers(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS009: 其他行政权力 makes up an unusual share of the list. One finding, at the first such item."""
    counted = [facts for facts in every if facts.status != CANCELLED]
    others = [facts for facts in counted if facts.type == _OTHER_POWER]
    if len(counted) < context.parameter("占比最少项数"):
        return
    share, limit = len(others) / len(counted), context.parameter("其他权力占比")
    if others and share > limit:
        values = {"数量": len(others), "总数": len(counted), "占比": f"{share:.1%}", "界限": f"{limit:.0%}"}
        yield ListHit(others[0].file, Hit(("类型",), values, key=_OTHER_POWER))


#: What two names of one matter may differ in without meaning anything else.
_EMPTY_WORDS = re.compile(r"权限内|的|等|行为|事项|依法|以及|或者|[与和及或]")
_VARIANTS = re.compile("[帐迳佈輛陞讚]")
_LIKE_CHARACTERS = str.maketrans("帐迳佈輛陞讚", "账径布辆升赞")


@cache
def _plain(name: str) -> str:
    """Return a folded name without what may be there or not, and with one form of every character."""
    return _EMPTY_WORDS.sub("", name.translate(_LIKE_CHARACTERS) if _VARIANTS.search(name) else name)


_TAB = "\t"


def _near_keys(facts: Facts, _context: Context) -> tuple[str, ...]:
    if not facts.name_folded or not facts.department or facts.status == CANCELLED:
        return ()
    where = f"{facts.department}\t{facts.type}\t{facts.parent}\t"
    alike = f"字形\t{where}{_plain(facts.name_folded)}"
    basis = facts.basis if len(facts.basis) < 2 else sorted(facts.basis)
    return (alike, f"依据\t{where}{_TAB.join(basis)}") if any(basis) else (alike,)


@list_check(_near_keys, least=2)
def near_names(key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS010: two names of one department mean the same item.

    They differ in a variant character, in an empty word, or in so little that one of them is a slip.
    """
    by_basis = key.startswith("依据")
    ordered = sorted(group, key=lambda facts: (facts.name_folded, facts.file))
    for position, facts in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + (_WINDOW if by_basis else 1)]:
            if facts.name_folded == other.name_folded or not _same_level(facts, other):
                continue
            if by_basis and not _slip(facts.name_folded, other.name_folded, context.parameter("名称近似度")):
                continue
            first, second = sorted((facts, other), key=lambda one: (one.code, one.file))
            values = {"名称": second.name, "另一名称": first.name, "另一项": first.key}
            related = (Related(first.file, ("名称",), "名称近似的事项"),)
            yield ListHit(second.file, Hit(("名称",), values, key=first.name_folded, related=related))


def _slip(one: str, other: str, likeness: float) -> bool:
    """Say whether two different names are so alike that one is a slip of the other.

    Names that are the same but for empty words are left to the other group. A word that is replaced
    by another (设立 → 变更, 甲级 → 乙级) makes another item, however long the rest.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - needed only where bases are the same
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    if _plain(one) == _plain(other) or fuzz.ratio(one, other) < likeness:
        return False
    changed = {edit.tag for edit in Indel.editops(one, other)}
    return len(changed) == 1


@list_check(whole_list, always=("",))
def batch_sums(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """LIS012: the items of a delegation batch do not add up to its declared total (17 + 9 + 29 − 1 = 54).

    Nor does it add up when an item says it belongs to a batch that does not list it.
    """
    yield from unreconciled(every, context)
    for name in sorted(context.batches or {}):
        filed = (context.batches or {})[name]
        hit = _unbalanced(filed.record)
        if hit is not None:
            yield ListHit(filed.file, hit)


def _unbalanced(batch: Batch) -> Hit | None:
    if not _readable(batch.total, batch.by_office, batch.items, batch.shared):
        return None
    if not all(_readable(office) and _readable(office.items) for office in batch.by_office):
        return None
    declared, computed = arithmetic(batch)
    codes = [code for _, code in listed(batch)]
    if declared is None or not (codes or batch.by_office):
        return None
    distinct = len(set(codes))
    sums = "＋".join(str(len(office.items)) for office in batch.by_office) or str(len(batch.items))
    values = {"批次": batch.name, "合计": declared, "实列": distinct, "算式": sums}
    if distinct != declared:
        return Hit(("合计",), values, variant="项数", key=batch.name)
    if computed != declared:
        values |= {"共管": batch.shared or 0, "重复": len(codes) - distinct, "差": computed}
        return Hit(("共管",) if batch.shared is not None else ("合计",), values, variant="共管", key=batch.name)
    return None
