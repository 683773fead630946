"""BAS009–BAS019: whether what sets a power is of a rank that may set it (the matrix of citation.md).

A basis whose rank is not known neither proves nor refutes: when nothing known suffices and something
is unknown, the rule cannot tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.citation.rank import effect, highest, may_set
from quanze.finding import Hit, Unsure
from quanze.rules.check import item_check
from quanze.rules.checks.basis import one_year_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quanze.citation.rank import Power, Rank
    from quanze.model.item import Coercion, Item, Licence, Penalty
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited

_DOCUMENTS = frozenset(("规范性文件", "三定规定"))
_LOCAL = frozenset(("地方性法规", "省级政府规章"))
#: Licence classes that only the State may set (行政许可法15): qualification, and founding a legal person.
_STATE_ONLY = {"认可": "资格、资质", "登记": "企业或者其他组织的设立登记"}
_DISGUISED = re.compile("备案|登记|注册|年检|年报|监制|认定|认证|审定")


def _setting(item: Item, context: Context) -> tuple[Cited, ...]:
    """Return the citations that are given as setting the power."""
    judged = context.judging.basis(item) if context.judging else ()
    return tuple(cited for cited in judged if _role(item, cited) in (None, "设定"))


def _role(item: Item, cited: Cited) -> str | None:
    index = cited.path[-1]
    return item.basis[index].role if isinstance(index, int) and index < len(item.basis) else None


def _names(cited: Iterable[Cited]) -> str:
    return "、".join(dict.fromkeys(c.citation.title or c.citation.normalized or c.citation.number or "" for c in cited))


def _none_suffices(
    item: Item, context: Context, suffices: Callable[[Rank], bool], unknown: str = "未收录"
) -> Iterator[Hit | Unsure]:
    """Yield a hit on 设定依据 when no citation suffices, "cannot tell" when one of unknown rank might."""
    setting = _setting(item, context)
    if not setting or any(c.rank is not None and suffices(c.rank) for c in setting):
        return
    doubtful = [c for c in setting if c.rank is None]
    if doubtful:
        yield Unsure(unknown, _names(doubtful[:1]))
        return
    ranks = dict.fromkeys(str(c.rank) for c in setting)
    yield Hit(("设定依据",), {"依据": _names(setting), "位阶": "、".join(ranks)}, key="、".join(ranks))


@item_check
def licence(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS009: a licence that nothing of sufficient rank sets (行政许可法14, 15, 17)."""
    yield from _none_suffices(item, context, lambda rank: may_set("行政许可", (), rank).allowed)


@item_check
def provisional_licence(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS010: a licence set by a provincial rule alone holds for one year (行政许可法15)."""
    setting = _setting(item, context)
    known = [c for c in setting if c.rank is not None and may_set("行政许可", (), c.rank).allowed]
    if not known or any(c.rank != "省级政府规章" for c in known) or any(c.rank is None for c in setting):
        return
    for cited in known:
        law = cited.law
        since = next((v.since for v in law.versions if v.since), None) if law else None
        if since is not None and one_year_after(since) < context.as_of:
            yield Hit(cited.path, {"法规": cited.citation.title, "施行": since, "届满": one_year_after(since)})


@item_check
def licence_for_the_state_only(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS011: local law sets a licence that it may not set (行政许可法15 II)."""
    if item.licence_class not in _STATE_ONLY:
        return
    setting = _setting(item, context)
    ranks = [c.rank for c in setting]
    if not setting or None in ranks:
        return
    best = highest(rank for rank in ranks if rank is not None)
    if best in _LOCAL:
        yield Hit(
            ("许可类别",),
            {"许可类别": item.licence_class, "范围": _STATE_ONLY[item.licence_class], "依据": _names(setting)},
        )


@item_check
def penalty(item: Penalty, context: Context) -> Iterator[Hit | Unsure]:
    """BAS012: a penalty set by nothing but documents below a rule (行政处罚法16)."""
    yield from _none_suffices(item, context, lambda rank: rank not in _DOCUMENTS)


@item_check
def penalty_kinds(item: Penalty, context: Context) -> Iterator[Hit | Unsure]:
    """BAS013: a kind of penalty that no citation is of a rank to set (行政处罚法10–14)."""
    yield from _kinds(item, context, "行政处罚", item.penalty_kinds, "处罚种类")


@item_check
def coercive_measure(item: Coercion, context: Context) -> Iterator[Hit | Unsure]:
    """BAS014: a coercive measure that no citation is of a rank to set (行政强制法10, 11)."""
    if item.coercion_class == "措施":
        yield from _kinds(item, context, "强制措施", item.coercion_kinds, "强制种类")


def _kinds(item: Item, context: Context, power: Power, kinds: tuple[str, ...], key: str) -> Iterator[Hit | Unsure]:
    setting = _setting(item, context)
    if not setting or all(c.rank in _DOCUMENTS for c in setting):
        return  # BAS012 speaks of the whole
    doubtful = [c for c in setting if c.rank is None]
    for index, kind in enumerate(kinds):
        powers = [may_set(power, (kind,), c.rank) for c in setting if c.rank is not None]
        if any(one.allowed for one in powers):
            continue
        if doubtful:
            yield Unsure("未收录", _names(doubtful[:1]))
        else:
            ranks = "、".join(dict.fromkeys(str(c.rank) for c in setting))
            yield Hit((key, index), {"种类": kind, "位阶": ranks, "依据": _names(setting)}, key=kind)


@item_check
def coercive_execution(item: Coercion, context: Context) -> Iterator[Hit | Unsure]:
    """BAS015: execution by the administration itself that no law sets (行政强制法13)."""
    if item.coercion_class == "执行" and not item.court:
        yield from _none_suffices(item, context, lambda rank: rank == "法律")


@item_check
def licence_in_disguise(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """BAS018: a filing or registration that ends in a certificate, set by nothing above a rule."""
    outcome = item.guide.outcome if item.guide else None
    if outcome is None or outcome.kind not in ("证照", "批文"):
        return
    found = _DISGUISED.search(item.name)
    if found is None:
        return
    local = effect("地方性法规")
    for hit in _none_suffices(item, context, lambda rank: effect(rank) >= local):
        if isinstance(hit, Unsure):
            yield hit
        else:
            yield Hit(("名称",), {**hit.values, "字样": found.group()}, part=found.span())


@item_check
def burden_without_law(item: Item, context: Context) -> Iterator[Hit | Unsure]:
    """BAS019: a levy, inspection or confirmation set by nothing but documents (立法法91, 93)."""
    for hit in _none_suffices(item, context, lambda rank: rank not in _DOCUMENTS):
        if isinstance(hit, Unsure):
            yield hit
        else:
            yield Hit(hit.path, hit.values, key=hit.key, severity="error" if item.type == "行政征收" else "warning")
