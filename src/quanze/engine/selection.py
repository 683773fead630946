"""Which rules run, and with which severity: quanze.yaml and the command line together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quanze.engine.settings import SettingsError
from quanze.finding import SEVERITY_NAMES
from quanze.rulebook import UnknownRuleError, select
from quanze.rules.check import ItemCheck, ListCheck, TextCheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.engine.settings import Settings
    from quanze.finding import Severity
    from quanze.rulebook import Rule, Rulebook
    from quanze.rules.context import Context

#: Without these nothing can be said of a file, whatever was selected.
ALWAYS = frozenset(("SCH001", "SCH007", "SCH009", "SCH010", "SCH011", "RUN001", "RUN003"))


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules of one run. `lacking` holds why a selected rule cannot run here.

    `configured` is the number of rules quanze.yaml lets run; `narrowed` the number the command line left
    of them, None when it left all.
    """

    speaking: Mapping[str, Rule]
    item_rules: tuple[Rule, ...]
    list_rules: tuple[Rule, ...]
    lacking: Mapping[str, str]
    severities: Mapping[str, Severity]
    configured: int
    narrowed: int | None = None


def choose(book: Rulebook, settings: Settings, wanted: Iterable[str], unwanted: Iterable[str]) -> Selection:
    """Choose the rules by configuration and command line. Raises SettingsError for an unknown rule.

    Which of them lack reference data is known only later (`with_context`).
    """
    own, asked = settings.configuration.rules, tuple(wanted)
    off = _configured(book, settings, own.ignore, "忽略")
    configured = (_configured(book, settings, own.select, "只用") if own.select else frozenset(book.rules)) - off
    chosen = (_codes(book, asked, "--select") - off if asked else configured) - _codes(book, unwanted, "--ignore")
    if not chosen:
        _refuse_broken(book, asked)
        told = "一条规则也没有留下, 没有检查"
        raise settings.wrong(told, ("规则",)) if not configured else SettingsError(told, "--select、--ignore")
    narrowed = None if chosen >= configured else len(chosen)
    rules = [rule for code, rule in book.rules.items() if code in chosen]
    speaking = {code: rule for code, rule in book.rules.items() if code in chosen or code in ALWAYS}
    item_rules = tuple(rule for rule in rules if isinstance(rule.check, (ItemCheck, TextCheck)))
    list_rules = tuple(rule for rule in rules if isinstance(rule.check, ListCheck))
    return Selection(speaking, item_rules, list_rules, {}, _severities(book, settings), len(configured), narrowed)


def _refuse_broken(book: Rulebook, asked: Iterable[str]) -> None:
    """Raise SettingsError for a rule that was asked for and whose file is wrong."""
    codes = {text.strip().upper() for text in asked}
    for problem in book.problems:
        if problem.code in codes:
            raise SettingsError(
                f"规则文件有误: {problem.message}", problem.file, problem.span.line, problem.span.column
            )


def with_context(selection: Selection, context: Context) -> Selection:
    """Take out the rules whose reference data is not there, and keep why."""
    lacking = {}
    for rule in (*selection.item_rules, *selection.list_rules):
        reason = next((why for why in map(context.lacks, rule.needs) if why), "")
        if reason:
            lacking[rule.code] = reason
    return replace(
        selection,
        item_rules=tuple(rule for rule in selection.item_rules if rule.code not in lacking),
        list_rules=tuple(rule for rule in selection.list_rules if rule.code not in lacking),
        lacking=lacking,
    )


def _codes(book: Rulebook, written: Iterable[str], where: str) -> frozenset[str]:
    try:
        return select(book, written)
    except UnknownRuleError as error:
        raise SettingsError(_unknown(error), where) from None


def _configured(book: Rulebook, settings: Settings, written: Sequence[str], key: str) -> frozenset[str]:
    """Return the codes that a list of quanze.yaml means. Raises SettingsError at the one that means none."""
    found: set[str] = set()
    for index, text in enumerate(written):
        try:
            found |= select(book, (text,))
        except UnknownRuleError as error:
            raise settings.wrong(_unknown(error), ("规则", key, index)) from None
    return frozenset(found)


def _unknown(error: UnknownRuleError) -> str:
    guess = f", 是否“{error.nearest}”?" if error.nearest else ""
    return f"没有规则“{error.written}”{guess} 用 quanze rules list 查看全部规则"


def _severities(book: Rulebook, settings: Settings) -> dict[str, Severity]:
    words: dict[str, Severity] = {name: severity for severity, name in SEVERITY_NAMES.items()}
    words |= {severity: severity for severity in SEVERITY_NAMES}
    found: dict[str, Severity] = {}
    for written, severity in settings.configuration.rules.severities.items():
        if severity not in words:
            raise settings.wrong(f"级别“{severity}”不对, 应为 错误、警告、提示 之一", ("规则", "级别", written))
        try:
            found |= dict.fromkeys(select(book, (written,)), words[severity])
        except UnknownRuleError as error:
            raise settings.wrong(_unknown(error), ("规则", "级别", written), "key") from None
    return found
