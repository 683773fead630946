"""quanze rules list | show, and quanze explain."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.cli.rule_page import page_of, plain_page
from quanze.engine.settings import Settings, SettingsError, find_root, load_settings
from quanze.finding import SEVERITY_NAMES
from quanze.report.explain import render
from quanze.report.view import View
from quanze.rulebook import FAMILIES, Rulebook, UnknownRuleError, builtin_rule, load, nearest_rule, select
from quanze.text import pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.rule import Rule


def book_of(settings: Settings, *, examples: bool = True, ready: bool = True) -> Rulebook:
    """Return the rules of a list; see `rulebook.load`."""
    folder = settings.root / settings.configuration.paths.rules
    return load(settings.vocabulary, folder, settings.root, examples=examples, ready=ready)


def settings_here() -> Settings:
    """Return the settings of the list one is in, or the defaults. Raises SettingsError."""
    return load_settings(find_root(Path.cwd()) or Path.cwd())


def chosen(book: Rulebook, written: Sequence[str]) -> list[Rule]:
    """Return the rules that codes, families or names mean, all without any. Raises SettingsError."""
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
    """Return the rule of a code or name.

    Raises SettingsError: with the place where its file is wrong, or with the nearest one when there is none.
    """
    broken = next((problem for problem in book.problems if problem.code == written.upper()), None)
    if broken is not None and written.upper() not in book.rules:
        raise SettingsError(f"规则文件有误: {broken.message}", broken.file, broken.span.line, broken.span.column)
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


def print_json(value: object) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def run_list(only: Sequence[str], format_: str) -> int:
    """List rules. Raises SettingsError for an unknown one."""
    book = book_of(settings_here(), examples=format_ == "json", ready=False)
    rules = chosen(book, only)
    if format_ == "json":
        print_json([plain_page(rule) for rule in rules])
        return EXIT_CLEAN
    family = ""
    for rule in rules:
        if rule.family_name != family:
            family = rule.family_name
            sys.stdout.write(f"{rule.family} {family}\n")
        name = pad(rule.name, 44)
        sys.stdout.write(f"  {rule.code}  {SEVERITY_NAMES[rule.severity]}  {rule.gate}  {name}".rstrip() + "\n")
    sys.stdout.write(f"共 {len(rules)} 条。用 quanze explain 代码 查看一条规则\n")
    return tell_broken(book, only)


def tell_broken(book: Rulebook, only: Sequence[str] = ()) -> int:
    """Say which rule files are wrong, of those that were asked for; return the exit code."""
    asked = {code.strip().upper() for text in only for code in text.replace("，", ",").split(",")}
    problems = [problem for problem in book.problems if not asked or problem.code in asked]
    for problem in problems:
        place = f"{problem.file}:{problem.span.line}:{problem.span.column}"
        sys.stdout.write(f"{place}: 错误 RUN003 规则文件有误: {problem.message}\n")
    return EXIT_FINDINGS if problems else EXIT_CLEAN


def run_show(written: str, format_: str) -> int:
    """Show one rule. Raises SettingsError for an unknown one."""
    rule = _rule(written)
    if format_ == "json":
        print_json(plain_page(rule))
        return EXIT_CLEAN
    return _explain(rule)


def run_explain(written: str) -> int:
    """Explain one rule. Raises SettingsError for an unknown one."""
    return _explain(_rule(written))


def _rule(written: str) -> Rule:
    return builtin_rule(written.upper()) or rule_named(book_of(settings_here(), ready=False), written)


def _explain(rule: Rule) -> int:
    color = sys.stdout.isatty()
    sys.stdout.write(render(page_of(rule), View(width=100, color=color, unicode_boxes=color)))
    return EXIT_CLEAN
