"""BAS009–BAS019: whether what sets a power is of a rank that may set it (the matrix of citation.md).

A basis whose rank is not known neither proves nor refutes: when nothing known suffices and something
is unknown, the rule cannot tell.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.citation.rank import effect, highest, may_set
from quanze.finding import Hit, Unsure
from quanze.rules.check import item_check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quanze.citation.rank import Power, Rank
    from quanze.model.item import Coercion, Item, Licence, Penalty
    from quanze.rules.context import Context
    from quanze.rules.judged import Cited

_DOCUMENTS: Final = frozenset(("规范性文件", "三定规定"))
_LOCAL: Final = frozenset(("地方性法规", "省级政府规章"))
#: Licence classes that only the State may set (行政许可法15): qualification, and founding a legal person.
_STATE_ONLY: Final = {"认可": "资格、资质", "登记": "企业或者其他组织的设立登记"}
_DISGUISED: Final = re.compile("备案|登记|注册|年检|年报|监制|认定|认证|审定")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _names(cited: Iterable[Cited]) -> str:
    return "、".join(dict.fromkeys(c.citation.title or c.citation.normalized or c.citation.number or "" for c in cited))


def _ranks(cited: Iterable[Cited]) -> str:
    """Name the ranks of citations, in their order."""
    return "、".join(dict.fromkeys(rank for one in cited for rank in one.ranks))


def _none_suffices(item: Item, context: Context, suffices: Callable[[Rank], bool]) -> Iterator[Hit | Unsure]:
    """Yield a hit on 设定依据 when no citation suffices, "cannot tell" when one of unknown rank might."""
    setting = context.judging.setting(item) if context.judging else ()
    doubtful: Cited | None = None
    for cited in setting:
        answers = {suffices(rank) for rank in cited.ranks}
        if answers == {True}:
            return
        if answers != {False}:
            doubtful = doubtful or cited
    if doubtful is not None:
        yield Unsure("未收录", _names((doubtful,)))
    elif setting:
        ranks = _ranks(setting)
        yield Hit(("设定依据",), {"依据": _names(setting), "位阶": ranks}, key=ranks)


@lru_cache(maxsize=256)
def _may(power: Power, kind: str, rank: Rank) -> bool:
    """Say whether a rank may set a power of a kind ("" = at all)."""
    return may_set(power, (kind,) if kind else (), rank).allowed


@item_check
def licence(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS009: a licence that nothing of sufficient rank sets (行政许可法14, 15, 17)."""
    yield from _none_suffices(item, context, lambda rank: _may("行政许可", "", rank))


@item_check
def provisional_licence(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS010: a licence set by a provincial rule alone holds for one year (行政许可法15)."""
    setting = context.judging.setting(item) if context.judging else ()
    if not any(cited.rank == "省级政府规章" for cited in setting):
        return
    if any(
        not cited.ranks or any(r != "省级政府规章" and _may("行政许可", "", r) for r in cited.ranks)
        for cited in setting
    ):
        return
    for cited in setting:
        since = _in_force_since(cited) if cited.rank == "省级政府规章" else None
        if since is not None and one_year_after(since) < context.as_of:
            yield Hit(cited.path, {"法规": cited.citation.title, "施行": since, "届满": one_year_after(since)})
        year = _latest_year(cited) if cited.law is None and cited.rank == "省级政府规章" else 0
        if year and dt.date(year + 1, 12, 31) < context.as_of:
            yield Hit(cited.path, {"法规": cited.citation.title, "施行": f"{year} 年", "届满": f"{year + 1} 年底"})


def _in_force_since(cited: Cited) -> dt.date | None:
    """Return the day from which a law of the table is in force."""
    versions = cited.law.versions if cited.law is not None else ()
    return next((version.since for version in versions if version.since), None)


def _latest_year(cited: Cited) -> int:
    """Return the latest year a document is dated by where the table does not have it, 0 when it names none."""
    years = _YEAR.findall(f"{cited.citation.version or ''} {cited.citation.number or ''}")
    return max(map(int, years), default=0)


def one_year_after(day: dt.date) -> dt.date:
    """Return the same day of the next year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return dt.date(day.year + 1, 3, 1)


@item_check
def licence_for_the_state_only(item: Licence, context: Context) -> Iterator[Hit | Unsure]:
    """BAS011: local law sets a licence that it may not set (行政许可法15 II)."""
    if item.licence_class not in _STATE_ONLY or context.judging is None:
        return
    setting = context.judging.setting(item)
    ranks = [cited.rank for cited in setting]
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
    setting = context.judging.setting(item) if context.judging else ()
    if not setting or (power == "行政处罚" and all(_DOCUMENTS.issuperset(c.ranks or ("",)) for c in setting)):
        return  # BAS012 speaks of the whole
    for index, kind in enumerate(kinds):
        answers = [{_may(power, kind, rank) for rank in cited.ranks} for cited in setting]
        if {True} in answers:
            continue
        doubtful = next((cited for cited, answer in zip(setting, answers, strict=True) if answer != {False}), None)
        if doubtful is not None:
            yield Unsure("未收录", _names((doubtful,)))
        else:
            yield Hit((key, index), {"种类": kind, "位阶": _ranks(setting), "依据": _names(setting)}, key=kind)


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
