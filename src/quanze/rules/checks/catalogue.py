"""Family CAT, claims: what the catalogue of the level above (通用目录) has, and what this list makes of it.

三级四同: name, type, code and setting basis are the same at the three levels.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent
from quanze.finding import Edit, Fix, Hit, Related, Unsure
from quanze.rules.check import ListHit, item_check, list_check, whole_list
from quanze.rules.checks.code_scheme import well_formed
from quanze.rules.checks.comparing import Place, basis_text, covers, difference, numbered_places, place_text, places
from quanze.rules.checks.matters import CANCELLED, handed_on
from quanze.text import fold, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.finding import Path
    from quanze.model.catalogue import CatalogueEntry, Refusal
    from quanze.model.item import Claim, Item
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

OWN = "自建"
_LOCAL_RANKS = frozenset(("地方性法规", "省级政府规章", "市级政府规章", "规范性文件"))
_OTHER_REASON = "其他"


def fingerprint(entry: CatalogueEntry) -> str:
    """Return the 目录指纹 of a catalogue entry: the first 12 hexadecimal digits of a SHA-256.

    It is taken over the four elements of 三级四同 (名称, 类型, 编码, 设定依据 without regard to their order)
    and 状态, as they are compared, so that a change of spacing or punctuation width is none. Raises
    FieldAbsent when one of them could not be read.
    """
    basis = basis_text((citation.law, citation.clause or citation.quote) for citation in entry.basis)
    text = "\x1f".join((entry.code, fold(entry.name), entry.type, *basis, entry.status))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _fingerprint_of(entry: CatalogueEntry, context: Context) -> str:
    return context.remember(("目录指纹", entry.code), lambda: fingerprint(entry))


@dataclass(frozen=True, slots=True)
class Difference:
    """One of the four elements in which an item differs: what it is in the item, and in the catalogue.

    `place` is where in the element it differs, () for the element as a whole.
    """

    element: str
    mine: str
    theirs: str
    detail: str = ""
    place: Path = ()


def differences(item: Item, entry: CatalogueEntry, context: Context) -> Iterator[Difference]:
    """Yield the elements in which a claimed item differs from its catalogue entry, in the order of the four.

    A sub-item that the list made of a main item of the catalogue has a name, code and basis of its own.
    """
    if item.type != entry.type:
        yield Difference("类型", item.type, entry.type)
    if item.parent is not None and item.parent == entry.code:
        return
    if item.name != entry.name and fold(item.name) != fold(entry.name):
        detail = difference(fold(item.name), fold(entry.name))
        yield Difference("名称", item.name, entry.name, detail)
    if context.profile.needs_official_code and item.code != entry.code:
        yield Difference("编码", item.code, entry.code)
    yield from _basis(item, entry, context)


def _basis(item: Item, entry: CatalogueEntry, context: Context) -> Iterator[Difference]:
    if not entry.basis or _same_text(item, entry):
        return
    numbered = tuple(numbered_places(item.basis, context.laws))
    mine, theirs = tuple(dict.fromkeys(one for _, one in numbered)), places(entry.basis, context.laws)
    lacking = [p for p in theirs if not any(covers(p, one) for one in mine)]
    added = [one for one in mine if not any(covers(p, one) for p in theirs)]
    if lacking or added:
        said = [f"缺 {'、'.join(map(place_text, lacking))}"] if lacking else []
        said += [f"多 {'、'.join(map(place_text, added))}"] if added else []
        own, others = ("、".join(map(place_text, group)) for group in (mine, theirs))
        entries = {index for index, one in numbered if one in added}
        place = _odd_one(item, entries.pop(), added, lacking) if len(entries) == 1 else ()
        yield Difference("设定依据", own, others, "; ".join(said), place)


def _odd_one(item: Item, index: int, added: list[Place], lacking: list[Place]) -> Path:
    """Return what of the one entry that the catalogue has not is the odd part: 条款 where the law is right."""
    entry = item.basis[index]
    if entry.clause and {law for law, _ in added} <= {law for law, _ in lacking}:
        return index, "条款"
    return (index, "法规") if entry.law else (index,)


def _same_text(item: Item, entry: CatalogueEntry) -> bool:
    """Say whether both bases are the same as they are written, which is the usual case and quickly known."""
    mine, theirs = item.basis, entry.basis
    if len(mine) != len(theirs):
        return False
    for one, other in zip(mine, theirs, strict=True):
        if not one.law or one.law != other.law or one.clause != other.clause:
            return False
        if not one.clause and one.quote != other.quote:  # a place that is given needs no wording
            return False
    return True


def _agrees(item: Item, entry: CatalogueEntry, claim: Claim | None, context: Context) -> bool:
    """Say whether an item has the four elements as the catalogue writes them, which is usual and quickly known."""
    return (
        item.name == entry.name
        and (item.code == entry.code or not context.profile.needs_official_code)
        and item.type == entry.type
        and (claim is None or claim.catalogue_code is None or claim.catalogue_code == entry.code)
        and (not entry.basis or _same_text(item, entry))
    )


def claimed_entry(item: Item, context: Context) -> Filed[CatalogueEntry] | None:
    """Return the catalogue entry an item claims (认领.目录编码, else its own code); None for one of its own.

    Where the two name different entries, the one that has the item's name is meant.
    """
    claim, catalogue = item.claim, context.catalogue or {}
    if claim is None:
        return catalogue.get(item.code)
    if claim.status == OWN:
        return None
    code = claim.catalogue_code
    if code is None:
        return catalogue.get(item.code)
    if is_absent(item.code) or item.code == code:
        return catalogue.get(code)
    name = "" if is_absent(item.name) else words_only(item.name)
    return catalogue.get(_meant(code, item.code, name, context))


def _meant(claimed: str, own: str, name: str, context: Context) -> str:
    """Return which of two codes an item claims by: 目录编码, or its own where that is right and the other is not."""
    catalogue = context.catalogue or {}
    if own not in catalogue or not context.profile.needs_official_code:
        return claimed
    entry = catalogue[own].record
    right = claimed not in catalogue or (not is_absent(entry.name) and words_only(entry.name) == name)
    return own if right else claimed


@item_check
def four_elements(item: Item, context: Context) -> Iterable[Hit]:
    """CAT007: a claimed item differs from the catalogue in one of the four elements.

    Where the catalogue itself has changed since the claim, CAT013 speaks.
    """
    filed = claimed_entry(item, context)
    if filed is None or _agrees(item, filed.record, item.claim, context) or item.status == CANCELLED:
        return ()
    return _differing(item, filed, context)


def _differing(item: Item, filed: Filed[CatalogueEntry], context: Context) -> Iterator[Hit]:
    entry, claim = filed.record, item.claim
    if claim is not None and claim.fingerprint and claim.fingerprint != _fingerprint_of(entry, context):
        return
    if claim is not None and claim.catalogue_code not in (None, entry.code) and _in_catalogue(claim, context):
        yield _wrong_claim(claim, entry, filed)
    for found in differences(item, entry, context):
        if found.element == "编码" and not well_formed(item.code, context):  # of its form CAT001 speaks
            continue
        values = {"本项": found.mine, "目录": found.theirs, "差别": found.detail}
        related = (Related(filed.file, (*filed.path, found.element), "通用目录"),)
        fix = _renaming(entry) if found.element == "名称" else None
        path = (found.element, *found.place)
        yield Hit(path, values, variant=found.element, key=found.element, related=related, fix=fix)


def _in_catalogue(claim: Claim, context: Context) -> bool:
    return claim.catalogue_code in (context.catalogue or {})


def _wrong_claim(claim: Claim, entry: CatalogueEntry, filed: Filed[CatalogueEntry]) -> Hit:
    values = {"本项": claim.catalogue_code, "目录": entry.code, "名称": entry.name}
    related = (Related(filed.file, (*filed.path, "编码"), "通用目录"),)
    path = ("认领", "目录编码")
    fix = Fix(f"目录编码改为 {entry.code}", (Edit(path, "value", entry.code),))
    return Hit(path, values, variant="目录编码", key="目录编码", related=related, fix=fix)


def _renaming(entry: CatalogueEntry) -> Fix:
    return Fix(f"名称改为“{entry.name}”", (Edit(("名称",), "value", entry.name),), safe=True)


@item_check
def catalogue_changed(item: Item, context: Context) -> Iterable[Hit]:
    """CAT013: the catalogue entry has changed since the item claimed it; the changed elements are listed."""
    claim = item.claim
    if claim is None or not claim.fingerprint or item.status == CANCELLED:
        return ()
    filed = claimed_entry(item, context)
    return () if filed is None else _changed(item, claim, filed, context)


def _changed(item: Item, claim: Claim, filed: Filed[CatalogueEntry], context: Context) -> Iterator[Hit]:
    entry, new = filed.record, _fingerprint_of(filed.record, context)
    if claim.fingerprint == new or entry.status == CANCELLED:  # of a cancelled entry CAT009 speaks
        return
    found = tuple(differences(item, entry, context))
    told = "; ".join(f"{d.element}: {d.detail or f'“{d.mine}”→“{d.theirs}”'}" for d in found)
    values = {"目录": entry.name, "变化": told, "要素": "、".join(d.element for d in found)}
    related = (Related(filed.file, filed.path, "通用目录"),)
    path = ("认领", "目录指纹")
    variant = "有变化" if found else "已一致"
    yield Hit(path, values, variant=variant, key=entry.code, related=related, fix=_following(found, entry, new))


def _following(found: tuple[Difference, ...], entry: CatalogueEntry, new: str) -> Fix | None:
    """Follow the catalogue where only the name changed; a change of basis or type is for people to judge."""
    mark = Edit(("认领", "目录指纹"), "value", new)
    if not found:
        return Fix("更新目录指纹", (mark,), safe=True)
    if [d.element for d in found] == ["名称"]:
        return Fix(f"名称改为“{entry.name}”", (Edit(("名称",), "value", entry.name), mark), safe=True)
    return None


@item_check
def outside_catalogue(item: Item, context: Context) -> Iterable[Hit | Unsure]:
    """CAT008: an item is not in the catalogue and does not say that it is the list's own, or not why."""
    claim, catalogue = item.claim, context.catalogue or {}
    if item.status == CANCELLED:
        return ()
    if claim is not None and claim.status == OWN:
        return _own_grounds(item, context)
    code = (claim.catalogue_code if claim is not None else None) or item.code
    if code in catalogue:
        return ()
    if claim is not None and claim.catalogue_code:
        return (Hit(("认领", "目录编码"), {"值": code}, variant="目录无此编码", key=code),)
    return (Hit(("认领",), {"值": code}, variant="没有声明", key="没有声明"),)


def _own_grounds(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """Ask an item of the list's own for a local basis, a delegation, or a reason."""
    claim = item.claim
    if (claim is not None and claim.reason) or item.source != "法定本级行使" or context.judging is None:
        return
    cited = context.judging.basis(item)
    if not cited or any(one.rank in _LOCAL_RANKS for one in cited):
        return
    unknown = next((one for one in cited if one.rank is None), None)
    if unknown is not None:
        yield Unsure("未收录", unknown.citation.normalized)
    else:
        yield Hit(("认领", "理由"), {"值": item.name}, variant="自建无理由", key="自建无理由")


@item_check
def cancelled_in_catalogue(item: Item, context: Context) -> Iterable[Hit]:
    """CAT009: the catalogue has cancelled the item, and the list still uses it."""
    filed = claimed_entry(item, context)
    if filed is None or filed.record.status != CANCELLED or item.status == CANCELLED:
        return ()
    values = {"值": item.status, "目录": filed.record.name}
    related = (Related(filed.file, (*filed.path, "状态"), "通用目录"),)
    return (Hit(("状态",), values, key=filed.record.code, related=related),)


@list_check(whole_list, always=("",))
def unclaimed(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """CAT005: an entry for this level is neither claimed nor refused; or it is both.

    What the list has handed on to another level, with a record of it, is accounted for.
    """
    claims: dict[str, Facts] = {}
    moved: set[str] = set()
    for facts in every:
        if handed_on(facts):
            moved |= {facts.code, facts.catalogue_code}
        elif facts.status != CANCELLED and facts.claim_status != OWN:
            code = facts.catalogue_code or facts.code
            if code != facts.code:
                code = _meant(code, facts.code, facts.name_folded, context)
            claims.setdefault(code, facts)
    levels = {context.level} if context.level else {level for facts in every for level in facts.levels}
    for code, filed in (context.catalogue or {}).items():
        refusal, claim = context.refusals.get(code), claims.get(code)
        if refusal is not None and claim is not None:
            related = (Related(claim.file, ("认领",), "已经认领的事项"),)
            hit = Hit((*refusal.path, "编码"), {"编码": code, "名称": claim.name}, "又认领", key=code, related=related)
            yield ListHit(refusal.file, hit)
        elif refusal is None and claim is None and code not in moved and _is_missed(code, filed, levels, context):
            values = {"编码": code, "名称": filed.record.name}
            yield ListHit(filed.file, Hit((*filed.path, "编码"), values, variant="未认领", key=code))


def _is_missed(code: str, filed: Filed[CatalogueEntry], levels: set[str], context: Context) -> bool:
    return code not in context.unread and _concerns(filed.record, levels)


def _concerns(entry: CatalogueEntry, levels: set[str]) -> bool:
    """Say whether an entry is in use at one of the levels; one without levels is for every level."""
    try:
        return (
            entry.status != CANCELLED and bool(entry.name) and (not entry.levels or not levels.isdisjoint(entry.levels))
        )
    except FieldAbsent:  # what could not be read of the catalogue has its own finding
        return False


@list_check(whole_list, always=("",))
def poor_refusals(_key: str, _every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """CAT006: a refusal for 其他 is not explained, or refuses what the catalogue does not have."""
    least = int(context.parameter("不认领说明长度"))
    for code, filed in context.refusals.items():
        if context.catalogue is not None and code not in context.catalogue:
            yield ListHit(filed.file, Hit((*filed.path, "编码"), {"编码": code}, variant="目录没有", key=code))
        elif _unexplained(filed.record, least):
            length = len(fold(filed.record.note or ""))
            values = {"编码": code, "字数": length, "最少": least}
            yield ListHit(filed.file, Hit((*filed.path, "说明"), values, variant="说明过短", key=code))


def _unexplained(refusal: Refusal, least: int) -> bool:
    if is_absent(refusal.reason) or is_absent(refusal.note) or refusal.reason != _OTHER_REASON:
        return False
    return len(fold(refusal.note or "")) < least
