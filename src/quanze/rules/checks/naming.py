"""Family CAT, names: of licences as the register of licences has them, and as their type demands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit, Related
from quanze.rules.check import ListHit, item_check, list_check, whole_list
from quanze.rules.checks.code_scheme import part, well_formed
from quanze.rules.checks.comparing import difference
from quanze.rules.checks.department import CANCELLED
from quanze.rules.checks.wording import any_of
from quanze.text import fold, words_only

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quanze.model.item import Item
    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

_LICENCES = "行政许可事项清单"
_OTHER_POWER, _PENALTY = "其他行政权力", "行政处罚"
#: Types by which an authority acts of its own accord: the name of another type fits none of them.
_OF_OWN_ACCORD = frozenset((_PENALTY, "行政强制", "行政征收", "行政检查"))
#: Likeness (0–100) from which a name of the register is shown as the one that may be meant.
_NEAR = 80.0
#: The case of a 业务办理项 behind the name of its item: 港口经营许可（首次申请）.
_CASE = re.compile(r"[（(][^（）()]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class _Licences:
    """The register of licences by name and by code."""

    by_name: dict[str, Filed[RegisterEntry]]
    by_code: dict[str, Filed[RegisterEntry]]

    @classmethod
    def of(cls, context: Context) -> _Licences:
        rows = context.registers.get(_LICENCES, ())
        named = ((filed.record.name, filed) for filed in rows)
        coded = ((filed.record.code, filed) for filed in rows)
        return cls(
            {words_only(name): filed for name, filed in named if isinstance(name, str)},
            {code: filed for code, filed in coded if isinstance(code, str)},
        )

    def named(self, facts: Facts) -> Filed[RegisterEntry] | None:
        """Return the row that has a licence's name, the case in brackets behind it left out."""
        return self.by_name.get(facts.name_folded) or self.by_name.get(words_only(_CASE.sub("", facts.name)))


@list_check(whole_list)
def not_registered(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """CAT010: a licence is not on the register of licences, or has another name there.

    A sub-item stands under its main item, which is the one the register names.
    """
    licences = _Licences.of(context)
    for facts in every:
        if facts.status == CANCELLED or not facts.name_folded:
            continue
        row = licences.named(facts)
        if row is not None:
            if _coded_otherwise(facts, row, licences, context):
                yield ListHit(facts.file, _recoded(facts, row))
            continue
        filed = licences.by_code.get(facts.code)
        if filed is not None:
            yield ListHit(facts.file, _renamed(facts, filed))
        elif not facts.parent or facts.parent not in licences.by_code:
            yield ListHit(facts.file, _missing(facts, licences))


def _coded_otherwise(facts: Facts, row: Filed[RegisterEntry], licences: _Licences, context: Context) -> bool:
    """Say whether the register has a licence under another code of the list's own scheme and division.

    The register of the State Council numbers its licences in its own way: such a code says nothing.
    """
    scheme, code = context.profile.code, row.record.code
    if scheme is None or not context.profile.needs_official_code or not isinstance(code, str) or not facts.code:
        return False
    if facts.code in licences.by_code or facts.parent == code:
        return False
    same_place = part(code, scheme, "区划") == part(facts.code, scheme, "区划")
    return same_place and well_formed(code, context) and well_formed(facts.code, context)


def _recoded(facts: Facts, filed: Filed[RegisterEntry]) -> Hit:
    values = {"值": facts.name, "应为": filed.record.code, "编码": facts.code}
    related = (Related(filed.file, (*filed.path, "编码"), f"登记册.{_LICENCES}"),)
    return Hit(("编码",), values, variant="编码不一致", key=facts.code, related=related)


def _renamed(facts: Facts, filed: Filed[RegisterEntry]) -> Hit:
    name = filed.record.name if isinstance(filed.record.name, str) else ""
    values = {"值": facts.name, "应为": name, "差别": difference(fold(facts.name), fold(name))}
    related = (Related(filed.file, (*filed.path, "名称"), f"登记册.{_LICENCES}"),)
    fix = Fix(f"改为“{name}”", (Edit(("名称",), "value", name),)) if name else None
    return Hit(("名称",), values, variant="名称不一致", key=facts.code, related=related, fix=fix)


def _missing(facts: Facts, licences: _Licences) -> Hit:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only when something is wrong

    best = process.extractOne(facts.name_folded, list(licences.by_name), scorer=fuzz.ratio, score_cutoff=_NEAR)
    filed = licences.by_name[best[0]] if best else None
    near = filed.record.name if filed is not None else ""
    values = {"值": facts.name, "近似": near, "差别": difference(fold(facts.name), fold(near)) if near else ""}
    related = (Related(filed.file, (*filed.path, "名称"), "名称相近的许可"),) if filed is not None else ()
    return Hit(("名称",), values, variant="近似" if near else "不在清单", key=facts.name_folded, related=related)


@item_check
def name_of_another_type(item: Item, context: Context) -> Iterable[Hit]:
    """CAT011: the name is that of another type. An approval may well be another power than a licence."""
    name, written = item.name, item.type
    own, others = context.remember(("CAT011", written), lambda: _patterns(written, context))
    if own is not None and own.search(name):
        return ()
    return _of_another(name, written, own, others)


def _patterns(written: str, context: Context) -> tuple[re.Pattern[str] | None, tuple[tuple[str, re.Pattern[str]], ...]]:
    """Return what the names of a type look like, None when it has no such names, and those of the types to tell."""
    every = {kind: any_of((pattern,)) for kind, pattern in context.replacements("名称类型").items() if pattern}
    others = ((kind, pattern) for kind, pattern in every.items() if kind != written and _told(kind, written))
    return every.get(written), tuple(others)


def _of_another(
    name: str, written: str, own: re.Pattern[str] | None, others: tuple[tuple[str, re.Pattern[str]], ...]
) -> tuple[Hit, ...]:
    folded = fold(name)
    if own is not None and own.search(folded):
        return ()
    for kind, pattern in others:
        found = pattern.search(folded)
        if found:
            values = {"名称": name, "类型": written, "应为": kind, "词": found[0]}
            return (Hit(("类型",), values, key=f"{kind} {written}"),)
    return ()


def _told(kind: str, written: str) -> bool:
    """Say whether a name of one type is worth telling of an item of another.

    Penalties are named alike everywhere. Types that are applied for (许可、确认、给付…) are told apart by
    their basis more than by their names: 营业前消防安全检查 is a licence.
    """
    return kind == _PENALTY or written == _OTHER_POWER or written in _OF_OWN_ACCORD
