"""Family CAT, codes: their form, what their parts mean, and that each names one item for ever."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit, Related
from quanze.rules.check import ListHit, item_check, list_check, whole_list
from quanze.rules.checks.credit_code import wrong_with
from quanze.rules.checks.department import CANCELLED, registered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.configuration import CodeScheme
    from quanze.model.item import Item
    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

_RETIRED = "退役编码"


@lru_cache(maxsize=64)
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.ASCII)


def _fits(code: str, scheme: CodeScheme) -> bool:
    return bool(code) and _pattern(scheme.pattern).fullmatch(code) is not None


def well_formed(code: str, context: Context) -> bool:
    """Say whether a code has the form the profile gives, if it gives one."""
    return context.profile.code is None or _fits(code, context.profile.code)


def part(code: str, scheme: CodeScheme, name: str) -> str:
    """Return a named part of a code, "" where the scheme or the code has none."""
    start, end = scheme.parts.get(name, (0, 0))
    return code[start:end] if len(code) >= end else ""


@item_check
def malformed(item: Item, context: Context) -> Iterable[Hit]:
    """CAT001: the code has not the form the profile gives."""
    scheme = context.profile.code
    if scheme is None or _fits(item.code, scheme):
        return ()
    values = {"值": item.code, "位数": len(item.code), "说明": scheme.description}
    strange = sorted({char for char in item.code if not char.isascii()})
    variant = "全角" if strange else "格式"
    return (Hit(("编码",), {**values, "字符": "、".join(strange)}, variant=variant, key=variant),)


@item_check
def task_code_inconsistent(item: Item, context: Context) -> Iterable[Hit]:
    """CAT002: 实施编码 is not made of the body's credit code, the level and the item's own code, or is not written."""
    scheme, code = context.profile.task_code, item.task_code
    if scheme is None or not context.profile.needs_official_code:
        return ()
    if not code:
        return _not_written(item, context)
    if not _fits(code, scheme):
        values = {"值": code, "位数": len(code), "说明": scheme.description}
        return (Hit(("实施编码",), values, variant="格式", key="格式"),)
    return _wrong_parts(item, code, scheme, context)


def _not_written(item: Item, context: Context) -> tuple[Hit, ...]:
    if not context.applied_for(item.type) or item.status == CANCELLED:
        return ()
    return (Hit(("实施编码",), {"类型": item.type}, variant="没有写", key="没有写", gate="发布"),)


def _wrong_parts(item: Item, code: str, scheme: CodeScheme, context: Context) -> tuple[Hit, ...]:
    """Find the parts that are not what they should be; nothing is said where there is nothing to compare with."""
    wrong: list[Hit] = []
    allowed = context.remember(("实施编码", item.department, item.levels), lambda: _expected(item, context))
    own = (item.code,) if well_formed(item.code, context) else ()  # of a malformed code CAT001 speaks
    for name, right in (*allowed, ("基本编码", own)):
        start, end = scheme.parts.get(name, (0, 0))
        written = code[start:end]
        if right and end and written not in right:
            values = {"值": written, "应为": "、".join(right), "部分": name}
            edit = Edit(("实施编码",), (start, end), right[0])
            fix = Fix(f"{name}改为 {right[0]}", (edit,)) if len(right) == 1 else None
            wrong.append(Hit(("实施编码",), values, variant=name, part=(start, end), key=name, fix=fix))
    return tuple(wrong)


def _expected(item: Item, context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the parts of 实施编码 may be for a body and its levels; () where nothing is known.

    A credit code of the register that cannot be right proves nothing: of it ORG010 speaks.
    """
    filed = registered(item, context)
    credit = filed.record.credit_code if filed is not None else None
    levels = context.profile.level_codes
    return (
        ("信用代码", (credit,) if credit and wrong_with(credit) is None else ()),
        ("层级", tuple(levels[level] for level in item.levels if level in levels)),
    )


@item_check
def parts_contradict(item: Item, context: Context) -> Iterable[Hit]:
    """CAT003: the type or the sub-item number inside the code is not that of the item."""
    scheme = context.profile.code
    if scheme is None or not context.profile.needs_official_code or not _fits(item.code, scheme):
        return ()
    number = part(item.code, scheme, "子项")
    plain = not item.parent and not item.sub_items and not number.strip("0")
    if plain and part(item.code, scheme, "类型") == context.profile.type_codes.get(item.type):
        return ()
    return _contradictions(item, scheme, context)


def _contradictions(item: Item, scheme: CodeScheme, context: Context) -> Iterator[Hit]:
    yield from _type(item, scheme, context)
    number = part(item.code, scheme, "子项")
    if not number:
        return
    start, end = scheme.parts["子项"]
    values = {"值": number, "编码": item.code, "主项": item.parent or ""}
    sub_item = number != "0" * len(number)
    if sub_item and item.sub_items:
        yield Hit(("编码",), values, variant="子项有子项", part=(start, end), key="子项")
    elif not sub_item and item.parent:
        yield Hit(("编码",), values, variant="主项有主项", part=(start, end), key="主项")
    elif sub_item and not item.parent:
        yield Hit(("编码",), values, variant="子项没有主项", part=(start, end), key="没有主项", severity="warning")
    elif sub_item and item.parent and item.parent[:start] != item.code[:start]:
        yield Hit(("主项",), values, variant="不同主项", key="不同主项")
    if not sub_item:
        yield from _strange_sub_items(item, scheme)


def _strange_sub_items(item: Item, scheme: CodeScheme) -> Iterator[Hit]:
    """Find codes under 子项 that are not those of sub-items of this main item."""
    start, end = scheme.parts["子项"]
    for index, code in enumerate(item.sub_items):
        if _fits(code, scheme) and (code[:start] != item.code[:start] or not code[start:end].strip("0")):
            yield Hit(("子项", index), {"值": code, "编码": item.code}, variant="不是子项", key=code)


def _type(item: Item, scheme: CodeScheme, context: Context) -> Iterator[Hit]:
    written, codes = part(item.code, scheme, "类型"), context.profile.type_codes
    right = codes.get(item.type)
    if written and right and written != right:
        meant = next((kind for kind, code in codes.items() if code == written), "")
        values = {"值": written, "类型": item.type, "应为": right, "编码类型": meant}
        place = scheme.parts["类型"]
        variant = "类型" if meant else "未知类型"
        yield Hit(("编码",), values, variant=variant, part=(place[0], place[1]), key=f"{written} {item.type}")


def _codes(facts: Facts, _context: Context) -> Iterator[str]:
    if facts.code:
        yield f"编码\t{facts.code}"
    if facts.task_code:
        yield f"实施编码\t{facts.task_code}"


@list_check(_codes)
def duplicate(key: str, group: tuple[Facts, ...], _context: Context) -> Iterator[ListHit]:
    """CAT004: a code names two items.

    Bodies of one list may have the same item of the catalogue, and one item several 业务办理项: where
    every 实施编码 is another one, it is 实施编码 that names the item.
    """
    if len(group) < 2:
        return
    field, _, code = key.partition("\t")
    own = {facts.task_code for facts in group}
    if field == "编码" and "" not in own and len(own) == len(group):
        return
    first, *others = sorted(group, key=lambda facts: (not _is_filed_under(facts, code), facts.file))
    for facts in others:
        values = {"字段": field, "值": code, "另一项": first.name, "部门": first.department}
        related = (Related(first.file, (field,), "先用这个编码的事项"),)
        yield ListHit(facts.file, Hit((field,), values, key=code, related=related))


def _is_filed_under(facts: Facts, code: str) -> bool:
    """Say whether an item's file is named after a code: it had the code first."""
    return facts.file.rpartition("/")[2].startswith(f"{code}.")


@list_check(whole_list)
def retired(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """CAT012: an item has a code that was retired. A cancelled item keeps its own."""
    rows = {filed.record.code: filed for filed in context.registers.get(_RETIRED, ()) if _written(filed.record.code)}
    for facts in every:
        for field, code in (("编码", facts.code), ("实施编码", facts.task_code)):
            if code in rows and facts.status != CANCELLED:
                yield ListHit(facts.file, _reused(field, code, rows[code]))


def _written(text: object) -> bool:
    return isinstance(text, str) and bool(text)


def _reused(field: str, code: str, filed: Filed[RegisterEntry]) -> Hit:
    former = filed.record.name if _written(filed.record.name) else ""
    related = (Related(filed.file, (*filed.path, "编码"), f"登记册.{_RETIRED}"),)
    values = {"字段": field, "值": code, "原事项": former}
    variant = "有名称" if former else "没有名称"
    return Hit((field,), values, variant=variant, key=code, related=related)
