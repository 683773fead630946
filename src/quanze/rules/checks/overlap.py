"""ORG006: two departments have the same power by the same basis, and neither says that they share it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent
from quanze.finding import Hit, Related
from quanze.rules.check import ListHit, list_check
from quanze.rules.checks.comparing import near
from quanze.rules.checks.department import CANCELLED
from quanze.text import fold, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts

#: Groups of one basis are small; a larger one is compared only between neighbours of the sorted names.
_WINDOW = 12
#: Kinds of bodies of which a county has many, each with the same powers in its own place.
_MANY = frozenset(("乡镇政府", "街道办事处", "派出机构"))
_NATION = "中华人民共和国"
#: Every basis is read, so a table does what folding would do more slowly, and only where there is a mark.
_MARKS = str.maketrans("（）", "()", "《》<>〈〉 \u3000\n\t")
_MARKED = re.compile("[（）《》<>〈〉\u3000\n\t]")


def _by_basis(facts: Facts, _context: Context) -> Iterator[str]:
    if not facts.department or not facts.name_folded or facts.status == CANCELLED:
        return
    basis = sorted({_plain(text) for text in facts.basis} - {""})
    if basis:
        yield f"{facts.type}\t" + "\t".join(basis)


def _plain(text: str) -> str:
    """Return a basis without what may be written or not."""
    text = text.replace(_NATION, "")
    return text.translate(_MARKS) if _MARKED.search(text) else text.replace(" ", "")


@list_check(_by_basis)
def same_power_twice(key: str, group: tuple[Facts, ...], context: Context) -> Iterable[ListHit]:
    """ORG006: items of one type, one basis and nearly one name in two departments that do not share them."""
    if len(group) < 2 or len({facts.department for facts in group}) < 2:
        return ()
    return _twice(key, group, context)


def _twice(key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    likeness = context.parameter("交叉名称近似度")
    ordered = sorted(group, key=lambda facts: (facts.name_folded, facts.department, facts.code, facts.file))
    told: set[tuple[str, str]] = set()
    for position, facts in enumerate(ordered):
        for other in ordered[position + 1 : position + 1 + _WINDOW]:
            if facts.department == other.department or not near(facts.name_folded, other.name_folded, likeness):
                continue
            first, second = sorted((facts, other), key=lambda one: (one.department, one.code, one.file))
            pair = (second.file, first.department)
            if pair in told or _shared(first, second, context):
                continue
            told.add(pair)
            yield _hit(first, second, key)


def _hit(first: Facts, second: Facts, key: str) -> ListHit:
    values = {
        "名称": second.name,
        "部门": second.department,
        "另一部门": first.department,
        "另一项": first.key,
        "依据": "、".join(key.split("\t")[1:]),
    }
    related = (Related(first.file, ("名称",), f"{first.department}的同一职权"),)
    return ListHit(second.file, Hit(("实施主体",), values, key=f"{first.department} {first.key}", related=related))


def _shared(one: Facts, other: Facts, context: Context) -> bool:
    """Say whether two items lawfully stand side by side."""
    return (
        _apart(one, other)
        or _joint(one, other)
        or _joint(other, one)
        or (_one_of_many(one.department, context) and _one_of_many(other.department, context))
        or _divided(one, other.department, context)
        or _divided(other, one.department, context)
    )


def _apart(one: Facts, other: Facts) -> bool:
    """Say whether two items do not meet at a level; where one level is not known nobody can tell."""
    if not one.levels and not other.levels:
        return False
    return set(one.levels).isdisjoint(other.levels)


def _joint(one: Facts, other: Facts) -> bool:
    named = (*one.joint_departments, one.lead_department, one.grantor, one.grantee)
    return other.department in named


def _one_of_many(department: str, context: Context) -> bool:
    filed = (context.departments or {}).get(department)
    nature = filed.record.nature if filed is not None else None
    if isinstance(nature, str):
        return nature in _MANY
    return context.pattern("同类主体").search(fold(department)) is not None


def _divided(one: Facts, other: str, context: Context) -> bool:
    """Say whether the department's 职责边界 with the other one settles the matter."""
    filed = (context.departments or {}).get(one.department)
    if filed is None:
        return False
    try:
        matters = [words_only(border.matter) for border in filed.record.boundaries if border.other == other]
    except FieldAbsent:
        return False
    return any(matter in one.name_folded or one.name_folded in matter for matter in matters if matter)
