"""What the departments of a list answer for: items by type, duties (三定) and items compared both ways."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import FieldAbsent, is_absent, means_absent
from quanze.engine.exercise import Exercise, exercise
from quanze.finding import Hit
from quanze.rules.checks.department import CANCELLED, office_named, plain_number
from quanze.rules.checks.duties import power_clause, without_duty
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quanze.engine.listed_items import Listed
    from quanze.model.department import Department
    from quanze.rules.context import Context
    from quanze.rules.facts import Facts


_RUNNING = "运行数据"


@dataclass(frozen=True, slots=True)
class DutyGap:
    """A duty that no item cites; `power` is the clause of it that speaks of exercising a power.

    "" = it speaks of none, or of one that was transferred to another body (划转).
    """

    number: str
    content: str
    power: str


@dataclass(frozen=True, slots=True)
class Misplaced:
    """An item whose duty is not the right one. `duty` is what it cites.

    `right` is the duty its words stand in and `words` those words; "" = the department has no duty `duty`.
    """

    item: str
    duty: str
    right: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One department: items by type, how many duties it has, which no item cites, which items cite none.

    `misplaced` are the items that cite a duty which is not theirs. `short_name` is its full name where
    another department has the same short one.
    """

    name: str
    short_name: str
    counts: Mapping[str, int]
    duties: int
    gaps: tuple[DutyGap, ...]
    without_duty: tuple[str, ...]
    misplaced: tuple[Misplaced, ...]
    in_roster: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A body or office that no longer exists and that items still name; `uses` counts items by field."""

    name: str
    since: str
    heirs: tuple[str, ...]
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A body that items name and the roster does not have."""

    name: str
    uses: Mapping[str, int]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DepartmentReport:
    """Everything `quanze departments` tells. Without a roster only the counts say anything.

    `exercise` is None where the list has no records of use (运行数据).
    """

    roster: bool
    items: int
    cancelled: int
    types: tuple[str, ...]
    coverage: tuple[Coverage, ...]
    ended: tuple[Ended, ...]
    unlisted: tuple[Unlisted, ...]
    exercise: Exercise | None = None


def department_report(every: Iterable[Listed], context: Context) -> DepartmentReport:
    """Compare the items of a list with its roster of departments."""
    listed, misplaced = [], {}
    for one in every:
        listed.append(one.facts)
        if one.facts.status != CANCELLED:
            misplaced[one.facts.file] = tuple(_misplaced(one, context))
    living = tuple(facts for facts in listed if facts.status != CANCELLED)
    present = Counter(facts.type for facts in living)
    known = context.profile.vocabularies.get("类型", ())
    types = (*(kind for kind in known if present[kind]), *sorted(present.keys() - set(known)))
    departments = {name: filed.record for name, filed in (context.departments or {}).items()}
    has_roster = bool(departments)
    return DepartmentReport(
        roster=has_roster,
        items=len(living),
        cancelled=len(listed) - len(living),
        types=types,
        coverage=tuple(_coverage(living, departments, misplaced, context)),
        ended=tuple(_ended(living, departments, context)) if has_roster else (),
        unlisted=tuple(_unlisted(living, departments)) if has_roster else (),
        exercise=exercise(living, rows) if (rows := context.registers.get(_RUNNING)) is not None else None,
    )


def _misplaced(one: Listed, context: Context) -> Iterator[Misplaced]:
    """Yield what ORG003 finds of the duties an item does cite."""
    try:
        hits = [hit for hit in without_duty.run(one.item, context) if isinstance(hit, Hit)]
    except (FieldAbsent, TypeError) as error:  # what could not be read of the item has its own finding
        if not means_absent(error):
            raise
        return
    for hit in hits:
        if hit.variant == "无此职责":
            yield Misplaced(one.facts.key, str(hit.values["值"]))
        elif hit.variant == "偏离":
            yield Misplaced(one.facts.key, str(hit.values["所引"]), str(hit.values["另一职责"]), str(hit.values["词"]))


def _coverage(
    living: Sequence[Facts],
    departments: Mapping[str, Department],
    misplaced: Mapping[str, tuple[Misplaced, ...]],
    context: Context,
) -> Iterator[Coverage]:
    by_name: dict[str, list[Facts]] = {name: [] for name in sorted(departments)}
    for facts in living:
        by_name.setdefault(facts.department, []).append(facts)
    known_as = _known_as(departments)
    cited: dict[str, set[str]] = {}
    for facts in living:
        body = known_as.get(facts.department, facts.department)
        cited.setdefault(body, set()).update(map(plain_number, facts.duties))
    short_names = Counter(_short(record) or name for name, record in departments.items())
    for name, own in sorted(by_name.items()):
        record = departments.get(name)
        duties = record.duties if record is not None and not is_absent(record.duties) else ()
        in_force = record is not None and (is_absent(record.valid_to) or not _over(record, context))
        short = _short(record) if record is not None else ""
        yield Coverage(
            name=name,
            short_name=short if short and short_names[short] == 1 else name,
            counts=Counter(facts.type for facts in own),
            duties=len(duties),
            gaps=tuple(_gaps(record, cited.get(name, set()), context)) if record is not None and in_force else (),
            without_duty=tuple(facts.key for facts in own if not facts.duties),
            misplaced=tuple(one for facts in own for one in misplaced.get(facts.file, ())),
            in_roster=record is not None,
        )


def _short(record: Department) -> str:
    return "" if is_absent(record.short_name) or record.short_name is None else record.short_name


def _known_as(departments: Mapping[str, Department]) -> dict[str, str]:
    """Return the department that a short or former name stands for: that it is written so is another rule's."""
    found: dict[str, str] = {}
    for name, record in departments.items():
        former = () if is_absent(record.predecessors) else record.predecessors
        for other in (_short(record), *former):
            if other and other not in departments:
                found.setdefault(other, name)
    return found


def _over(record: Department, context: Context) -> bool:
    return record.valid_to is not None and record.valid_to <= context.as_of


def _gaps(record: Department, cited: set[str], context: Context) -> Iterator[DutyGap]:
    if is_absent(record.duties):
        return
    for duty in record.duties:
        try:
            if plain_number(duty.number) not in cited:
                moved = any(fold(transfer.matter) in fold(duty.content) for transfer in record.transfers)
                yield DutyGap(duty.number, duty.content, "" if moved else power_clause(duty, context))
        except (FieldAbsent, TypeError):  # what could not be read of a duty has its own finding
            continue


def _named(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield every body an item names, with the field it stands in."""
    yield facts.department, "实施主体"
    yield from ((name, "共同实施") for name in facts.joint_departments)
    yield from ((name, "监管责任单位") for name in facts.supervision_owners)


def _uses(living: Iterable[Facts]) -> dict[str, dict[str, list[str]]]:
    """Return body → field → the items that name it there."""
    found: dict[str, dict[str, list[str]]] = {}
    for facts in living:
        for name, field in dict.fromkeys(_named(facts)):
            if name:
                found.setdefault(name, {}).setdefault(field, []).append(facts.key)
    return found


def _counted(uses: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return {field: len(items) for field, items in uses.items()}


def _ended(living: Sequence[Facts], departments: Mapping[str, Department], context: Context) -> Iterator[Ended]:
    heirs: dict[str, list[str]] = {}
    for name, record in departments.items():
        for former in () if is_absent(record.predecessors) else record.predecessors:
            heirs.setdefault(former, []).append(name)
    for name, uses in sorted(_uses(living).items()):
        body = departments.get(name)
        if body is not None and not is_absent(body.valid_to) and _over(body, context):
            own = () if is_absent(body.successors) else body.successors
            yield Ended(name, str(body.valid_to), own or tuple(heirs.get(name, ())), _counted(uses))
        elif body is None and name in heirs:
            yield Ended(name, "", tuple(heirs[name]), _counted(uses))
    yield from _ended_offices(living, departments, context)


def _ended_offices(living: Sequence[Facts], departments: Mapping[str, Department], context: Context) -> Iterator[Ended]:
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for facts in living:
        record = departments.get(facts.department)
        if record is None or is_absent(record.offices):
            continue
        for written in facts.offices:
            office = office_named(record, written)
            if office is None or is_absent(office.abolished) or office.abolished is None:
                continue
            if office.abolished <= context.as_of:
                counts[facts.department, office.name, str(office.abolished), office.successor or ""] += 1
    for (department, office_name, since, heir), items in sorted(counts.items()):
        yield Ended(f"{department} {office_name}", since, (heir,) if heir else (), {"承办机构": items})


def _unlisted(living: Sequence[Facts], departments: Mapping[str, Department]) -> Iterator[Unlisted]:
    former = {name for r in departments.values() if not is_absent(r.predecessors) for name in r.predecessors}
    for name, uses in sorted(_uses(living).items()):
        if name not in departments and name not in former:
            samples = dict.fromkeys(item for items in uses.values() for item in items)
            yield Unlisted(name, _counted(uses), tuple(samples)[:3])
