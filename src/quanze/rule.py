"""A rule: what its file says of it, and what of it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from quanze.result import CRAFT, RuleLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import JsonValue

    from quanze.expression import Expression, Template
    from quanze.finding import Gate, Severity
    from quanze.rules.check import Check

#: Prefix → the family's name; the order of every listing.
FAMILIES: Final[Mapping[str, str]] = {
    "SCH": "文件与结构",
    "BAS": "法律依据",
    "LVL": "行使层级",
    "DEL": "放权委托",
    "ORG": "三定与主体",
    "SUP": "监管",
    "GUI": "办事指南",
    "CAT": "目录编码认领",
    "TIM": "时限",
    "FEE": "收费",
    "RES": "责任追责",
    "RSK": "廉政风险",
    "LIS": "整单",
    "ADJ": "动态调整",
    "STY": "文字格式",
    "WAV": "豁免与基线",
    "RUN": "运行",
}
#: Families whose errors only the guarded waiver file may waive (rulebook.md, rule of the house 2).
GUARDED_FAMILIES: Final = frozenset(("BAS", "LVL", "DEL", "ORG", "FEE"))


@dataclass(frozen=True, slots=True)
class Working:
    """What of a rule runs: made when it is first asked for, since a listing has no use for it."""

    check: Check | None
    condition: Expression | None
    messages: Mapping[str, Template]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what its file says of it, and what of it runs."""

    code: str
    name: str
    severity: Severity
    gate: Gate
    ground: str
    ground_checked: str
    statutes: tuple[str, ...]
    policies: tuple[str, ...]
    applies: Mapping[str, frozenset[str]]
    needs: tuple[str, ...]
    explanation: str
    remedy: str
    fix: str
    guarded: bool
    good: tuple[Mapping[str, JsonValue], ...]
    bad: tuple[Mapping[str, JsonValue], ...]
    file: str
    builtin: bool
    working: Callable[[], Working] = field(repr=False, compare=False)

    @property
    def check(self) -> Check | None:
        """What is looked for, None for rules that speak of reading."""
        return self.working().check

    @property
    def condition(self) -> Expression | None:
        """The condition an item must meet for the rule to apply, None without one."""
        return self.working().condition

    @property
    def messages(self) -> Mapping[str, Template]:
        """The messages by variant."""
        return self.working().messages

    @property
    def family(self) -> str:
        """The family's prefix (BAS); a local rule's is its own."""
        return self.code[:3]

    @property
    def family_name(self) -> str:
        """The family's Chinese name, 本地规则 for a local one."""
        return FAMILIES.get(self.family, "本地规则")


def label(rule: Rule) -> RuleLabel:
    """Return what reports print of a rule. A rule of the craft never claims a ground, whatever inspired it."""
    return RuleLabel(
        code=rule.code,
        name=rule.name,
        family=rule.family_name,
        severity=rule.severity,
        gate=rule.gate,
        grounds=CRAFT if rule.ground_checked == "engineering" else rule.ground,
        statutes=rule.statutes,
        policies=rule.policies,
        explanation=rule.explanation,
        remedy=rule.remedy,
    )
