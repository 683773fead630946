"""Duties (三定职责) and items, compared both ways: ORG003 from the item, ORG011 from the duty.

职责缺失: a duty that speaks of a power, and no item cites it. 职责偏离: an item cites a duty with which it
shares no word, while another duty of the department does. 未核定: a department whose duties are not
in the register. What is found is always explained by words that anyone can look up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent
from quanze.finding import Hit, Related
from quanze.rules.check import ListHit, item_check, list_check, whole_list
from quanze.rules.checks.department import allotment, plain_number
from quanze.rules.checks.matters import CANCELLED, handed_on
from quanze.rules.checks.wording import any_of, finder
from quanze.safe_name import safe_name
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.department import Department, Duty
    from quanze.model.item import Item
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

#: Shared words from which a duty may be called the one an item belongs to, and how sure that is.
_ENOUGH, _CONFIDENCE = 2, 0.6
_CLAUSE = re.compile(r"[^。；;，,]+")
#: What says nothing of the matter: between two of these stands a word of it.
_EMPTY = re.compile(
    r"[^\u4e00-\u9fff]+|中华人民共和国|未取得|未经|擅自|违反|不按照?|应当|规定|从事|进行|实施|行为|以及|或者|有关|相关|事项|单位|个人|"
    r"行政|许可|处罚|强制|征收|给付|检查|确认|奖励|裁决|审批|核准|核发|备案|登记|认定|证书?|监督|管理|工作|活动|负责|组织|依法|全[省市县区]|"
    r"[对的和与及或等在由并]"
)


@item_check
def without_duty(item: Item, context: Context) -> Iterable[Hit]:
    """ORG003: an item names no duty, one that the department has not, or one of quite another matter."""
    numbers = item.duties
    if not numbers:
        return (Hit(("三定职责",), {}, variant="没有写", key="没有写"),)
    allotted = allotment(item.department, context)
    if allotted is None or not allotted.filed.record.duties:
        return ()
    named = [allotted.duties.get(plain_number(written)) for written in numbers]
    cited = [duty for duty in named if duty is not None]
    if len(cited) < len(numbers):
        return [_no_such(numbers[i], i, allotted.filed) for i, duty in enumerate(named) if duty is None]
    anchor = context.replacements("类型锚词").get(item.type)
    if anchor and any(finder(anchor)(f"{duty.content}") for duty in cited):
        return ()
    return _astray(item, cited, allotted.filed)


def _no_such(written: str, index: int, filed: Filed[Department]) -> Hit:
    related = (Related(filed.file, (*filed.path, "主要职责"), "部门名册里的主要职责"),)
    known = "、".join(duty.number for duty in filed.record.duties)
    values = {"值": written, "部门": filed.record.name, "现有": known}
    return Hit(("三定职责", index), values, variant="无此职责", key=written, related=related)


def _astray(item: Item, cited: list[Duty], filed: Filed[Department]) -> Iterator[Hit]:
    text = "\n".join(f"{duty.content}" for duty in cited)
    words = matter_words(item.name)
    if not words or any(word in text for word in words):
        return
    found = [(d, shared) for d in filed.record.duties if len(shared := [w for w in words if w in d.content]) >= _ENOUGH]
    if not found:
        return
    other, shared = max(found, key=lambda pair: len(pair[1]))
    values = {
        "所引": "、".join(duty.number for duty in cited),
        "词": "、".join(_joined(item.name, shared)),
        "类型": item.type,
        "另一职责": other.number,
    }
    place = filed.record.duties.index(other)
    related = (Related(filed.file, (*filed.path, "主要职责", place, "内容"), "说到这些词的职责"),)
    yield Hit(
        ("三定职责",),
        values,
        variant="偏离",
        key=values["所引"],
        related=related,
        severity="warning",
        confidence=_CONFIDENCE,
    )


@lru_cache(maxsize=8192)
def matter_words(name: str) -> tuple[str, ...]:
    """Return the two-character words of a name that say what it is about, in order, each once."""
    pieces = (piece for piece in _EMPTY.split(fold(name)) if len(piece) >= 2)
    return tuple(dict.fromkeys(piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1)))


def _joined(name: str, words: list[str]) -> list[str]:
    """Return the shared words as they stand in the name: overlapping ones run together.

    Most Chinese words have two characters or four: the odd last one of a run is half a word.
    """
    text, covered = fold(name), set[int]()
    for word in words:
        start = text.find(word)
        covered |= {start, start + 1} if start >= 0 else set()
    marked = "".join(char if index in covered else " " for index, char in enumerate(text))
    return list(dict.fromkeys(run[: len(run) // 2 * 2] for run in marked.split())) or words


@list_check(whole_list, always=("",))
def duties_without_item(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ORG011: a duty speaks of a power, and no item of the department cites it.

    An item that cites no duty, or a wrong number, may be the one that is missed: of it ORG003 speaks. A power
    that was handed on to another level is accounted for.
    """
    items: dict[str, list[Facts]] = {}
    names = _other_names(context)
    for facts in every:
        if facts.status != CANCELLED or handed_on(facts):
            items.setdefault(names.get(facts.department, facts.department), []).append(facts)
    for name in sorted(context.departments or {}):
        filed = (context.departments or {})[name]
        if safe_name(name) in context.unread_in:
            continue  # the item that cites the duty may be one that could not be read
        try:
            hits = tuple(_uncovered(filed, items.get(name, []), context))
        except FieldAbsent:  # what could not be read of the register has its own finding
            continue
        yield from (ListHit(filed.file, hit) for hit in hits)


def _other_names(context: Context) -> dict[str, str]:
    """Return the department that every short and former name stands for: that it is written is another rule's."""
    departments = context.departments or {}
    found: dict[str, str] = {}
    for name, filed in departments.items():
        short, former = filed.record.short_name, filed.record.predecessors
        for other in (*(() if is_absent(short) else (short,)), *(() if is_absent(former) else former)):
            if not is_absent(other) and other and other not in departments:
                found.setdefault(other, name)
    return found


def _uncovered(filed: Filed[Department], own: list[Facts], context: Context) -> Iterator[Hit]:
    record = filed.record
    if record.valid_to is not None and record.valid_to <= context.as_of:
        return
    if not record.duties:
        if own:
            yield Hit(
                (*filed.path, "主要职责"), {"部门": record.name}, variant="未核定", key=record.name, severity="info"
            )
        return
    cited = {plain_number(number) for facts in own for number in facts.duties}
    known = {plain_number(duty.number) for duty in record.duties}
    astray = [facts for facts in own if not known.issuperset(map(plain_number, facts.duties)) or not facts.duties]
    strewn = {word for facts in astray for word in matter_words(facts.name)}
    for index, duty in enumerate(record.duties):
        if plain_number(duty.number) in cited or not strewn.isdisjoint(_pairs(fold(duty.content))):
            continue
        clause = power_clause(duty, context)
        if clause and not any(fold(moved.matter) in fold(duty.content) for moved in record.transfers):
            values = {"部门": record.name, "职责": duty.number, "句": clause}
            yield Hit(
                (*filed.path, "主要职责", index, "内容"), values, variant="缺失", key=f"{record.name} {duty.number}"
            )


def _pairs(text: str) -> Iterator[str]:
    return (text[i : i + 2] for i in range(len(text) - 1))


def power_clause(duty: Duty, context: Context) -> str:
    """Return the clause of a duty that speaks of exercising a power, "" when none does.

    Clauses that speak of guiding, drafting, or of the department's own affairs do not count.
    """
    powers = (*context.phrases("职权用语"), *duty.keywords)
    others = any_of(context.phrases("非职权用语"))
    for match in _CLAUSE.finditer(f"{duty.content}"):
        clause = match[0].strip()
        if any(word in clause for word in powers) and not others.search(clause):
            return clause
    return ""
