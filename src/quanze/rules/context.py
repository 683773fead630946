"""What a check may know besides the item: the date, the list's settings, reference files, the law table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from quanze.rules.checks.wording import any_of
from quanze.rules.checks.working_days import NO_CALENDAR
from quanze.text import words_only

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Callable, Hashable, Mapping

    from quanze.citation.law import LawIndex
    from quanze.finding import Gate
    from quanze.model.catalogue import Batch, CatalogueEntry, Refusal
    from quanze.model.configuration import Profile
    from quanze.model.department import Department
    from quanze.model.register import RegisterEntry
    from quanze.rules.checks.working_days import Calendar
    from quanze.rules.facts import Facts
    from quanze.rules.judged import Judging

T = TypeVar("T")
#: Answers that are remembered at most; then all are forgotten.
MEMORY: Final = 65536
_NOTHING: Final = object()


@dataclass(frozen=True, slots=True)
class Filed(Generic[T]):
    """A record of a reference file: where it is written."""

    file: str
    path: tuple[str | int, ...]
    record: T


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a check may read. Reference data that is not there is None, never empty.

    `unread` are the names (codes) of item files that could not be read, `unread_in` those of the folders
    they lie in: they are there all the same.
    `unreadable` says of a need which file of it could not be read.

    `needs` of a rule are answered by `lacks`: 部门名册, 通用目录, 登记册.<名称>, 放权批次, 上级清单,
    下级清单, 上下级清单 (either of the two), 放权批次或上下级清单 (any of the three), 法规表, 法规全文.
    """

    as_of: dt.date
    gate: Gate
    level: str
    name: str
    division: str
    profile: Profile
    parameters: Mapping[str, float]
    departments: Mapping[str, Filed[Department]] | None = None
    #: The 三定 a department had before the one in force, the newest first.
    earlier: Mapping[str, tuple[Filed[Department], ...]] = field(default_factory=dict)
    catalogue: Mapping[str, Filed[CatalogueEntry]] | None = None
    refusals: Mapping[str, Filed[Refusal]] = field(default_factory=dict)
    registers: Mapping[str, tuple[Filed[RegisterEntry], ...]] = field(default_factory=dict)
    batches: Mapping[str, Filed[Batch]] | None = None
    laws: LawIndex | None = None
    has_law_text: bool = False
    judging: Judging | None = None
    upper: tuple[Facts, ...] | None = None
    lower: tuple[Facts, ...] | None = None
    previous: Mapping[str, Facts] | None = None
    unread: frozenset[str] = frozenset()
    unread_in: frozenset[str] = frozenset()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    calendar: Calendar = NO_CALENDAR
    #: Remembered by `remember`.
    _memory: dict[Hashable, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def lacks(self, need: str) -> str:
        """Return why a need of a rule is not met, as the report says it; "" when it is met."""
        kind, _, name = need.partition(".")
        other_list = self.upper is not None or self.lower is not None
        present = {
            "部门名册": self.departments is not None,
            "通用目录": self.catalogue is not None,
            "放权批次": self.batches is not None,
            "法规表": self.laws is not None,
            "法规全文": self.has_law_text,
            "上级清单": self.upper is not None,
            "下级清单": self.lower is not None,
            "上一状态": self.previous is not None,
            "上下级清单": other_list,
            "放权批次或上下级清单": other_list or self.batches is not None,
            "登记册": name in self.registers,
        }[kind]
        if present:
            return ""
        file = self.unreadable.get(need)
        return f"{name or kind}有文件读不出来 ({file})" if file else f"未提供{name or kind}"

    def remember(self, key: Hashable, find: Callable[[], T]) -> T:
        """Return what `find` finds, remembered under a key: what many items share is found out once.

        The answer may depend on the key and on this context alone. Its key names the question first.
        """
        found = self._memory.get(key, _NOTHING)
        if found is _NOTHING:
            if len(self._memory) >= MEMORY:
                self._memory.clear()
            found = self._memory[key] = find()
        return cast("T", found)

    def pattern(self, name: str) -> re.Pattern[str]:
        """Return the pattern that finds any word of a word list; one that finds nothing when there is no list."""
        return self.remember(("词表", name), lambda: any_of(self.phrases(name)))

    def register_names(self, name: str) -> frozenset[str]:
        """Return the names of the rows of a register, without punctuation; read once, asked for every item.

        Raises KeyError without the register, FieldAbsent when a name could not be read.
        """
        return self.remember(("登记册名称", name), lambda: self._names_of(name))

    def _names_of(self, register: str) -> frozenset[str]:
        rows = (filed.record.name for filed in self.registers[register])
        return frozenset(words_only(row) for row in rows if row)

    def parameter(self, name: str) -> float:
        """Return a number of the profile or of quanze.yaml."""
        return self.parameters[name]

    def phrases(self, name: str) -> tuple[str, ...]:
        """Return the words or patterns of a word list of the profile, () when it has none."""
        found = self.profile.phrases.get(name)
        return found.words if found else ()

    def replacements(self, name: str) -> Mapping[str, str]:
        """Return what a word list replaces by what."""
        found = self.profile.phrases.get(name)
        return found.replacements if found else {}

    def applied_for(self, item_type: str) -> bool:
        """Say whether items of a type are applied for (依申请)."""
        return item_type in self.profile.applied_for


#: The needs a rule may name; 登记册 is followed by a dot and the register's name.
NEEDS = frozenset(
    (
        "上一状态",
        "部门名册",
        "通用目录",
        "登记册",
        "放权批次",
        "法规表",
        "法规全文",
        "上级清单",
        "下级清单",
        "上下级清单",
        "放权批次或上下级清单",
    )
)
