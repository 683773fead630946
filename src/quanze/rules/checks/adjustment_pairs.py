"""Family ADJ, what only several items show: 承接 against 下放 of two lists, and where 合并 and 分设 lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Hit, Path, Related
from quanze.rules.check import ListHit, list_check, whole_list
from quanze.rules.checks.delegation_pairs import MOVED
from quanze.rules.checks.matters import CANCELLED, Matters, bodies_of, gave, is_among, last_adjustment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Context, Filed
    from quanze.rules.facts import Facts

_RETIRED: Final = "退役编码"
#: Sources of a power that moved from the level above for good.
_FROM_ABOVE: Final = frozenset(("上级下放", "上级授权"))
_TAKING: Final = frozenset(("承接", "收回", "上划"))
_GIVING: Final = frozenset(("下放", "收回", "上划"))
_ACCEPTED: Final = frozenset(("承接",))
_GIVEN: Final = frozenset(("下放",))
_REARRANGED: Final = frozenset(("合并", "分设"))
_MERGED_REASON: Final = re.compile("(?<!机构)(?<!部门)(?:合并|并入|归并)(?!机构|部门)|分设|拆分为|调整为")


@list_check(whole_list)
def not_in_pairs(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ005: 承接 here and 下放 there do not answer each other."""
    if context.upper is not None:
        upper = Matters(context.upper, context)
        bodies = bodies_of(context.upper)
        for facts in every:
            yield from _against_upper(facts, upper, bodies)
    if context.lower is not None:
        lower = Matters(context.lower, context)
        for facts in every:
            yield from _against_lower(facts, lower)


def _against_upper(facts: Facts, upper: Matters, bodies: frozenset[str]) -> Iterator[ListHit]:
    if facts.source not in _FROM_ABOVE or facts.status == CANCELLED or (facts.mode and facts.mode not in MOVED):
        return
    taken = last_adjustment(facts, _TAKING)
    givers = [giver for giver in upper.same(facts) if gave(giver, facts)]
    given = next((giver for giver in givers if _has(giver, _GIVEN)), None)
    if taken is not None and taken[1] == "承接":
        path: Path = ("调整记录", taken[0])
        if not givers and facts.grantor and is_among(facts.grantor, bodies):
            yield _single(facts, path, None, "上级没有这一项", facts.grantor)
        elif givers and given is None:
            yield _single(facts, path, givers[0], "上级没有下放", givers[0].department)
        elif not givers:
            other = next((one for one in upper.same(facts) if _has(one, _GIVEN)), None)
            if other is not None:
                yield _other_giver(facts, other)
    elif given is not None and not _has(facts, _ACCEPTED):
        yield _single(facts, ("调整记录",), given, "没有承接", given.department)


def _against_lower(facts: Facts, lower: Matters) -> Iterator[ListHit]:
    takers = [taker for taker in lower.same(facts) if gave(facts, taker)]
    if not takers:
        return
    given = last_adjustment(facts, _GIVING)
    accepted = next((taker for taker in takers if _has(taker, _ACCEPTED) and taker.source in _FROM_ABOVE), None)
    if given is not None and given[1] == "下放":
        if not any(_has(taker, _ACCEPTED) for taker in takers):
            yield _single(facts, ("调整记录", given[0]), takers[0], "下级没有承接", takers[0].department)
    elif accepted is not None and accepted.mode in MOVED and accepted.grantor and not _has(facts, _GIVEN):
        yield _single(facts, ("调整记录",), accepted, "没有下放", accepted.department)


def _other_giver(facts: Facts, other: Facts) -> ListHit:
    """Say that another body than the one named handed the power down."""
    values = {"对方": other.department, "名称": facts.name, "放权方": facts.grantor}
    related = (Related(other.file, ("实施主体",), "上级清单里下放的事项"),)
    hit = Hit(("放权", "放权方"), values, variant="放权方不符", key="放权方不符", related=related)
    return ListHit(facts.file, hit)


def _has(facts: Facts, kinds: frozenset[str]) -> bool:
    return last_adjustment(facts, kinds) is not None


def _single(facts: Facts, path: Path, other: Facts | None, variant: str, body: str) -> ListHit:
    related = (Related(other.file, ("调整记录",), "另一级清单里的同一事项"),) if other else ()
    return ListHit(
        facts.file, Hit(path, {"对方": body, "名称": facts.name}, variant=variant, key=variant, related=related)
    )


@list_check(whole_list, always=("",))
def open_ends(_key: str, every: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ADJ006: items were merged or divided, and what went in or what came out cannot be found."""
    ends = _Ends.of(every, context)
    for code, filed in ends.retired.items():
        yield from ends.of_retired(code, filed)
    for facts in every:
        last = last_adjustment(facts, _REARRANGED | {CANCELLED})
        if last is None or last[1] not in _REARRANGED:
            continue
        for hit in ends.of_item(facts, last[0], last[1]):
            yield ListHit(facts.file, hit)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The items and retired codes of a list; `targets` = every 去向 a retired code names."""

    own: Mapping[str, Facts]
    retired: Mapping[str, Filed[RegisterEntry]]
    targets: frozenset[str]
    code: re.Pattern[str]

    @classmethod
    def of(cls, every: tuple[Facts, ...], context: Context) -> _Ends:
        """Collect them."""
        retired = {
            filed.record.code: filed
            for filed in context.registers.get(_RETIRED, ())
            if not is_absent(filed.record.code) and filed.record.code
        }
        targets = frozenset(target for filed in retired.values() for target in _successors(filed.record))
        scheme = context.profile.code
        return cls(
            {f.code: f for f in every if f.code}, retired, targets, _code(scheme.pattern if scheme else r"\d{12}")
        )

    def of_retired(self, code: str, filed: Filed[RegisterEntry]) -> Iterator[ListHit]:
        """Find the 去向 of a retired code that leads nowhere."""
        entry = filed.record
        reason = "" if is_absent(entry.reason) else entry.reason or ""
        if not _successors(entry) and _MERGED_REASON.search(reason) and not self.code.search(reason):
            values = {"编码": code, "原话": reason}
            yield ListHit(filed.file, Hit((*filed.path, "原因"), values, variant="没有去向", key=code))
        for index, target in enumerate(_successors(entry)):
            if not self.code.fullmatch(target) or target in self.retired:
                continue  # a body's name says where the power went; a retired one has its own entry
            found = self.own.get(target)
            if found is None or found.status == CANCELLED:
                variant = "去向不存在" if found is None else "去向已取消"
                hit = Hit((*filed.path, "去向", index), {"编码": code, "去向": target}, variant=variant, key=target)
                yield ListHit(filed.file, hit)

    def of_item(self, facts: Facts, index: int, kind: str) -> Iterator[Hit]:
        """Find what is missing behind a record of 合并 or 分设."""
        named = [code for code in self._codes_in(facts.adjustment_notes[index]) if code != facts.code]
        path: Path = ("调整记录", index)
        values: dict[str, object] = {"类型": kind, "编码": facts.code}
        if facts.status == CANCELLED:
            entry = self.retired.get(facts.code)
            named += _successors(entry.record) if entry else ()
            if not named:
                yield Hit(path, values, variant="事项没有去向", key=kind)
        elif kind == "合并":
            yield from self._sources(facts, named, path, values)
            return
        for code in named:
            if self.code.fullmatch(code) and self._unknown(code):
                yield Hit(path, values | {"去向": code}, variant="去向不存在", key=code)

    def _sources(self, facts: Facts, named: list[str], path: Path, values: dict[str, object]) -> Iterator[Hit]:
        if not named and facts.code not in self.targets and not self._is_named_by_cancelled(facts.code):
            yield Hit(path, values, variant="没有来源", key=facts.code)
        for code in named:
            source = self.own.get(code)
            if source is not None and source.status != CANCELLED:
                related = (Related(source.file, ("状态",), "合并后仍然在用"),)
                yield Hit(path, values | {"来源": code}, variant="来源在用", key=code, related=related)
            elif self._unknown(code):
                yield Hit(path, values | {"来源": code}, variant="来源未退役", key=code)

    def _unknown(self, code: str) -> bool:
        return code not in self.own and code not in self.retired

    def _codes_in(self, text: str) -> Iterator[str]:
        return (match[0] for match in self.code.finditer(text))

    def _is_named_by_cancelled(self, code: str) -> bool:
        cancelled = (facts for facts in self.own.values() if facts.status == CANCELLED)
        return any(code in self._codes_in(note) for facts in cancelled for note in facts.adjustment_notes)


@cache
def _code(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])")


def _successors(entry: RegisterEntry) -> tuple[str, ...]:
    return () if is_absent(entry.successors) else tuple(code for code in entry.successors if not is_absent(code))
