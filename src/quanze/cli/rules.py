"""quanze rules list | show | test, and quanze explain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.cli.rule_page import page_of, plain_page
from quanze.engine.examples import run_examples
from quanze.engine.law_table import example_laws
from quanze.engine.settings import Settings, SettingsError, find_root, load_settings
from quanze.finding import SEVERITY_NAMES
from quanze.report.explain import render
from quanze.report.view import View
from quanze.rulebook import FAMILIES, Rulebook, UnknownRuleError, load, nearest_rule, select
from quanze.text import pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.engine.examples import ExampleOutcome
    from quanze.rulebook import Rule


def _settings() -> Settings:
    return load_settings(find_root(Path.cwd()) or Path.cwd())


def _book() -> Rulebook:
    settings = _settings()
    return load(settings.vocabulary, settings.root / settings.configuration.paths.rules)


def _chosen(book: Rulebook, written: Sequence[str]) -> list[Rule]:
    parts = [part for text in written for part in text.replace("，", ",").split(",")]
    try:
        codes = select(book, parts) if written else frozenset(book.rules)
    except UnknownRuleError as error:
        raise _unknown(error.written, error.nearest) from None
    return [rule for code, rule in book.rules.items() if code in codes]


def _unknown(written: str, nearest: str) -> SettingsError:
    guess = f", 是否“{nearest}”? " if nearest else "。"
    return SettingsError(f"没有规则“{written}”{guess}用 quanze rules list 查看全部规则")


def rule_named(book: Rulebook, written: str) -> Rule:
    """Return the rule of a code or name. Raises SettingsError with the nearest one when there is none."""
    rules = [rule for rule in book.rules.values() if written.upper() == rule.code or written == rule.name]
    if not rules:
        raise _no_such_rule(book, written)
    return rules[0]


def _no_such_rule(book: Rulebook, written: str) -> SettingsError:
    """Say what was probably meant: a family, rules whose name holds the word, or the nearest rule."""
    prefix = next((code for code, name in FAMILIES.items() if written.upper() == code or written == name), "")
    if prefix:
        return SettingsError(f"“{written}”是一族规则, 用 quanze rules list {prefix} 列出, 再解释其中一条")
    holding = [rule for rule in book.rules.values() if len(written) > 1 and written in rule.name]
    if holding:
        named = "、".join(f"{rule.code} {rule.name}" for rule in holding[:5])
        return SettingsError(f"没有规则“{written}”。名称里有它的: {named}{' 等' if len(holding) > 5 else ''}")
    return _unknown(written, nearest_rule(book, written))


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def run_list(only: Sequence[str], format_: str) -> int:
    """List rules. Raises SettingsError for an unknown one."""
    book = _book()
    rules = _chosen(book, only)
    if format_ == "json":
        _print_json([plain_page(rule) for rule in rules])
        return EXIT_CLEAN
    family = ""
    for rule in rules:
        if rule.family_name != family:
            family = rule.family_name
            sys.stdout.write(f"{rule.family} {family}\n")
        name = pad(rule.name, 44)
        sys.stdout.write(f"  {rule.code}  {SEVERITY_NAMES[rule.severity]}  {rule.gate}  {name}".rstrip() + "\n")
    sys.stdout.write(f"共 {len(rules)} 条。用 quanze explain 代码 查看一条规则\n")
    return _broken(book)


def _broken(book: Rulebook) -> int:
    for problem in book.problems:
        place = f"{problem.file}:{problem.span.line}:{problem.span.column}"
        sys.stdout.write(f"{place}: 错误 RUN003 规则文件有误: {problem.message}\n")
    return EXIT_FINDINGS if book.problems else EXIT_CLEAN


def run_show(written: str, format_: str) -> int:
    """Show one rule. Raises SettingsError for an unknown one."""
    rule = rule_named(_book(), written)
    if format_ == "json":
        _print_json(plain_page(rule))
        return EXIT_CLEAN
    return _explain(rule)


def run_explain(written: str) -> int:
    """Explain one rule. Raises SettingsError for an unknown one."""
    return _explain(rule_named(_book(), written))


def _explain(rule: Rule) -> int:
    color = sys.stdout.isatty()
    sys.stdout.write(render(page_of(rule), View(width=100, color=color, unicode_boxes=color)))
    return EXIT_CLEAN


def run_test(only: Sequence[str], format_: str) -> int:
    """Run the examples of rules; exit 1 when one does not do what it should."""
    book = _book()
    rules = _chosen(book, only)
    laws = example_laws()
    outcomes = [outcome for rule in rules for outcome in run_examples(rule, laws)]
    wrong = [outcome for outcome in outcomes if outcome.problem]
    lacking = [rule.code for rule in rules if not rule.good or not rule.bad]
    if format_ == "json":
        shown = [{"rule": o.rule, "kind": o.kind, "number": o.number, "problem": o.problem} for o in outcomes]
        problems = [
            {"file": p.file, "line": p.span.line, "column": p.span.column, "message": p.message} for p in book.problems
        ]
        _print_json({"examples": shown, "without_examples": lacking, "broken_rules": problems})
    else:
        _tell(rules, outcomes, wrong, lacking)
    broken = _broken(book) if format_ != "json" else EXIT_FINDINGS if book.problems else EXIT_CLEAN
    return EXIT_FINDINGS if wrong or lacking or broken else EXIT_CLEAN


def _tell(
    rules: Sequence[Rule], outcomes: Sequence[ExampleOutcome], wrong: Sequence[ExampleOutcome], lacking: Sequence[str]
) -> None:
    files = {rule.code: rule.file for rule in rules}
    for outcome in wrong:
        place = f"{files[outcome.rule]}: {outcome.rule} {outcome.kind}第 {outcome.number} 个"
        sys.stdout.write(f"{place}: {outcome.problem}\n")
    for code in lacking:
        sys.stdout.write(f"{files[code]}: {code} 缺正例或反例\n")
    sys.stdout.write(f"规则 {len(rules)} 条, 例子 {len(outcomes)} 个, 不符 {len(wrong)} 个\n")
