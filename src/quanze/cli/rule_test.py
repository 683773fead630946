"""quanze rules test: the examples of rules are their tests."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.cli.rules import book_of, chosen, print_json, settings_here, tell_broken
from quanze.engine.examples import run_examples
from quanze.engine.law_table import example_laws
from quanze.rulebook import builtin_directory
from quanze.source import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.engine.examples import ExampleOutcome
    from quanze.finding import Path as TreePath
    from quanze.rule import Rule


@dataclass(frozen=True, slots=True)
class _Tested:
    """What the examples of some rules gave: those that do not do what they should, rules that lack one."""

    rules: Sequence[Rule]
    outcomes: Sequence[ExampleOutcome]

    @property
    def wrong(self) -> list[ExampleOutcome]:
        return [outcome for outcome in self.outcomes if outcome.problem]

    @property
    def lacking(self) -> list[Rule]:
        return [rule for rule in self.rules if not rule.good or not rule.bad]


def run_test(only: Sequence[str], format_: str) -> int:
    """Run the examples of rules; exit 1 when one does not do what it should. Raises SettingsError."""
    settings = settings_here()
    book = book_of(settings)
    rules, laws = chosen(book, only), example_laws()
    profile = settings.profile
    outcomes = [o for rule in rules for o in run_examples(rule, laws, None if rule.builtin else profile)]
    tested = _Tested(rules, outcomes)
    if format_ == "json":
        shown = [{"rule": o.rule, "kind": o.kind, "number": o.number, "problem": o.problem} for o in tested.outcomes]
        problems = [
            {"file": p.file, "line": p.span.line, "column": p.span.column, "message": p.message} for p in book.problems
        ]
        without = [rule.code for rule in tested.lacking]
        print_json({"examples": shown, "without_examples": without, "broken_rules": problems})
        broken = EXIT_FINDINGS if book.problems else EXIT_CLEAN
    else:
        _tell(tested, settings.root)
        broken = tell_broken(book, only)
    return EXIT_FINDINGS if tested.wrong or tested.lacking or broken else EXIT_CLEAN


def _tell(tested: _Tested, root: Path) -> None:
    by_code = {rule.code: rule for rule in tested.rules}
    for outcome in tested.wrong:
        place = _place(by_code[outcome.rule], root, (outcome.kind, outcome.number - 1))
        sys.stdout.write(f"{place}: {outcome.rule} {outcome.kind}第 {outcome.number} 个: {outcome.problem}\n")
    for rule in tested.lacking:
        lacking = "、".join(kind for kind, examples in (("正例", rule.good), ("反例", rule.bad)) if not examples)
        sys.stdout.write(f"{_place(rule, root, ())}: {rule.code} 没有{lacking}; 正例、反例至少各写一个\n")
    counts = f"例子 {len(tested.outcomes)} 个, 不符 {len(tested.wrong)} 个"
    sys.stdout.write(f"规则 {len(tested.rules)} 条, {counts}\n")


def _place(rule: Rule, root: Path, path: TreePath) -> str:
    """Return file, line and column of a part of a rule's file."""
    file = (builtin_directory().parent if rule.builtin else root) / rule.file
    document = read(file, rule.file).document
    span = document.span(path) if document is not None else None
    return f"{rule.file}:{span.line}:{span.column}" if span is not None else rule.file
