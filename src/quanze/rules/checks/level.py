"""Family LVL: at which level a power is exercised, and at which level the law wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.citation.acting_level import tenor
from quanze.finding import Edit, Fix, Hit, Path, Unsure
from quanze.rules.check import item_check, text_check
from quanze.rules.checks.authority import REGULATIONS_OR_DECISIONS, STATUTES, authority
from quanze.rules.checks.bodies import is_township
from quanze.rules.checks.delegation import ENTRUSTED, STATUTORY, TOWNSHIP_EMPOWERMENT
from quanze.rules.checks.elements import is_cancelled, readable
from quanze.rules.checks.legal_level import LEVELS, STATE, TOWNSHIP
from quanze.rules.checks.wording import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.acting_level import Given, Tenor
    from quanze.model.item import Adjustment, Item, Penalty
    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

#: Bodies that sit in one place and belong to another: their own level says nothing of what they exercise.
_DISPATCHED: Final = frozenset(("派出机构", "垂直管理部门"))
_TAKEN_OVER: Final = "承接"
_FROM_ABOVE: Final = ("上级|[省市]级|下放|委托|授权|赋权",)
_EXERCISES: Final = ("处罚|罚款|实施|行使|查处|决定",)


@item_check
def not_of_this_list(item: Item, context: Context) -> Iterator[Hit]:
    """LVL002: the item is not exercised at the level of the list. A township's own items stand in a county's list."""
    if not context.level or context.level in item.levels or not item.levels:
        return
    if (
        TOWNSHIP in item.levels
        and LEVELS.index(TOWNSHIP) > _rank(context.level)
        and is_township(item.department, context)
    ):
        return
    values = {"层级": "、".join(item.levels), "清单层级": context.level}
    yield Hit(("行使层级",), values, key=values["层级"])


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one citation of 设定依据 says of the level: `said` None = its wording is not known."""

    path: Path
    said: Tenor | None
    quoted: bool

    @property
    def given(self) -> Given | None:
        """The level the wording gives the power to, None when that is not certain."""
        return self.said.given if self.said is not None else None

    @property
    def silent(self) -> bool:
        """Whether the wording is known and leaves open who acts."""
        return self.said is not None and self.said.silent


def _readings(item: Item, context: Context) -> tuple[_Reading, ...]:
    """Return what every citation that sets the power says: as quoted in the item, else as the law table knows it."""
    found: list[_Reading] = []
    if context.judging is None:
        quotes = ((index, entry.quote) for index, entry in enumerate(item.basis))
        return tuple(_quoted(("设定依据", index), quote or "") for index, quote in quotes)
    for cited in context.judging.setting(item):
        index = cited.path[-1]
        entry = item.basis[index] if isinstance(index, int) else None
        if entry is None or is_absent(entry):
            continue
        if entry.quote:
            if not any(one.path[:2] == cited.path for one in found):
                found.append(_quoted(cited.path, entry.quote))
        else:
            found.append(_Reading((*cited.path, "条款"), context.judging.tenor(cited), quoted=False))
    return tuple(found)


def _quoted(path: Path, quote: str) -> _Reading:
    return _Reading((*path, "原文"), tenor(quote) if quote else None, quoted=True)


def _higher(item: Item, readings: tuple[_Reading, ...]) -> tuple[_Reading, Given] | None:
    """Return the first wording that gives the power to a level above every level of the item.

    None when another wording may give it to the item's own level.
    """
    if not readings or not item.levels or any(one.said is not None and one.said.open for one in readings):
        return None
    highest = min(_rank(level) for level in item.levels)
    if item.type == "行政处罚":  # what a duty's article says of its licence is not said of the penalty
        readings = tuple(reading for reading in readings if reading.said is not None and reading.said.penal)
    above = ((reading, reading.given) for reading in readings)
    return next(((reading, g) for reading, g in above if g is not None and _rank(g.level) < highest), None)


def _values(item: Item, found: Given) -> dict[str, object]:
    return {"机关": found.words, "法定层级": found.level, "层级": "、".join(item.levels)}


def _unrecorded(item: Item) -> bool:
    """Say whether an item claims its power by law, with no record that it came down from above."""
    return item.delegation is None and item.source == STATUTORY and not is_cancelled(item)


@item_check
def below_legal_level(item: Item, context: Context) -> Iterator[Hit]:
    """LVL003: every wording is known, and they give the power to a higher level (种子001 三(一)).

    So they do when the item itself records that it was taken over from above (调整记录 承接).
    """
    if not _unrecorded(item):
        return
    taken_over = next((one for _, one in readable(item.adjustments) if _is_from_above(one)), None)
    if taken_over is not None:
        values = {"日期": taken_over.date or "", "层级": "、".join(item.levels)}
        yield Hit(("权力来源",), values, variant="承接", key=_TAKEN_OVER)
        return
    readings = _readings(item, context)
    found = _higher(item, readings)
    if found is not None and all(reading.said is not None for reading in readings):
        yield Hit(found[0].path, _values(item, found[1]), key=found[1].words)


def _is_from_above(adjustment: Adjustment) -> bool:
    """Say whether an adjustment records that the item came from above, not from another body of the same level."""
    return adjustment.kind == _TAKEN_OVER and any_of(_FROM_ABOVE).search(adjustment.note or "") is not None


@item_check
def wording_of_another_level(item: Item, context: Context) -> Iterator[Hit]:
    """LVL009: a wording that is quoted in the item, or the only one that is known, speaks of a higher level.

    A penalty has to be judged by all its provisions: the duty's licence may be the province's, the fine the
    county's.
    """
    if not _unrecorded(item):
        return
    readings = _readings(item, context)
    found = _higher(item, readings)
    if found is None:
        return
    known = all(reading.said is not None for reading in readings)
    if (known and not found[0].quoted) or (item.type == "行政处罚" and not known):
        return
    yield Hit(found[0].path, _values(item, found[1]), key=found[1].words)


@item_check
def exclusive_level_handed_down(item: Item, context: Context) -> Iterator[Hit]:
    """LVL004: what the law gives to a higher level alone was handed down for good, not entrusted.

    A law, regulation or decision of the State Council that allows it makes it lawful.
    """
    delegation = item.delegation
    if delegation is None or delegation.mode != "直接下放" or is_cancelled(item):
        return
    if delegation.decision is not None and delegation.decision.organ_level == STATE:
        return
    readings = _readings(item, context)
    found = _higher(item, readings)
    if found is None or not all(reading.said is not None for reading in readings):
        return
    if authority(delegation.legal_basis, context, REGULATIONS_OR_DECISIONS).answer in ("holds", "unknown"):
        return
    yield Hit(("放权", "方式"), _values(item, found[1]), key=found[1].words)


@item_check
def township_penalty_without_ground(item: Penalty, context: Context) -> Iterator[Hit | Unsure]:
    """LVL006: a township imposes a penalty though no law names it and it was neither empowered nor entrusted."""
    if TOWNSHIP not in item.levels or is_cancelled(item) or _only_helps(item):
        return
    if item.delegation is not None and item.delegation.mode in (TOWNSHIP_EMPOWERMENT, ENTRUSTED):
        return
    entries = (*item.basis, *item.implementing_basis)
    found = authority(entries, context, STATUTES)
    if found.answer == "unknown":
        yield found.unsure
    elif found.answer == "fails":
        yield Hit(("设定依据",), {"依据": found.names, "位阶": found.ranks}, variant="位阶", key=found.ranks)
    elif found.answer == "holds":
        readings = _readings(item, context)
        if any(reading.said is not None and reading.said.township for reading in readings):
            return
        if all(reading.said is not None for reading in readings) and not any(reading.silent for reading in readings):
            yield Hit(("设定依据",), {"依据": found.names}, variant="未提乡镇", key=found.names)
        else:
            yield Unsure("无全文", found.names)


def _only_helps(item: Item) -> bool:
    """Say whether 权限划分 leaves the township nothing but to report and assist."""
    part = (item.authority_split or {}).get(TOWNSHIP)
    return part is not None and any_of(_EXERCISES).search(part) is None


@item_check
def levels_not_divided(item: Item, context: Context) -> Iterator[Hit]:
    """LVL007: several levels exercise the power, and 权限划分 does not say what each does."""
    if len(item.levels) < 2:
        return
    split = item.authority_split
    if not split:
        yield Hit(("行使层级",), {"层级": "、".join(item.levels)}, variant="没有")
        return
    synonyms = context.profile.synonyms.get("行使层级", {})
    named = {synonyms.get(key, key) for key in split}
    missing = [level for level in item.levels if level not in named]
    if missing and not named.isdisjoint(LEVELS):
        yield Hit(("权限划分",), {"层级": "、".join(missing)}, variant="不全", key="、".join(missing))


@item_check
def body_of_another_level(item: Item, context: Context) -> Iterator[Hit]:
    """LVL008: the body is of a level at which the item is not exercised, and nothing was delegated.

    That the list's own level is missing is LVL002's to say.
    """
    if item.delegation is not None or not item.levels:
        return
    filed = (context.departments or {}).get(item.department)
    if filed is None:
        return
    record = filed.record
    if record.level is None or record.level in item.levels or record.level == context.level:
        return
    if record.vertical or record.nature in _DISPATCHED or item.source != STATUTORY:
        return
    values = {"主体": item.department, "主体层级": record.level, "层级": "、".join(item.levels)}
    yield Hit(("实施主体",), values, key=item.department)


def _is_level_in_other_words(key: str, text: str, context: Context) -> bool:
    return key == "行使层级" and text.strip() in context.profile.synonyms.get("行使层级", {})


@text_check(suspicion=_is_level_in_other_words)
def level_in_other_words(texts: Texts, context: Context) -> Iterator[Hit]:
    """LVL010: a level is written in a way that only the synonyms of the profile know (地州市级)."""
    synonyms = context.profile.synonyms.get("行使层级", {})
    for path, text in texts.suspects:
        word = synonyms.get(text.strip()) if path[0] == "行使层级" else None
        if word is not None:
            fix = Fix(f"改为“{word}”", (Edit(path, "value", word),), safe=True)
            yield Hit(path, {"值": text, "应为": word}, key=text, fix=fix)
