"""quanze rules new: five questions, asked or answered by options, and the rule file that follows from them."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, cast

from quanze.atomic import write_atomically
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.cli.this_list import this_list
from quanze.engine.field_sample import shape_of, with_numbers
from quanze.engine.new_rule import (
    CHOICES,
    VALUES,
    Answers,
    NewRuleError,
    read_check,
    read_code,
    read_field,
    read_ground,
    read_name,
    read_severity,
    refuse_unknown_words,
    rule_tree,
    split_check,
)
from quanze.engine.new_rule_examples import derive, problem_of
from quanze.engine.settings import SettingsError
from quanze.exchange.yaml_text import dump
from quanze.expression.fields import NUMBER, FieldTree, record_of
from quanze.model.item import ITEM_TYPES
from quanze.rulebook import FAMILIES, RuleDefect, builtin_directory, load, make_rule
from quanze.rules.fields import item_tree
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from quanze.engine.new_rule import CheckAnswer
    from quanze.engine.settings import Settings
    from quanze.exchange.yaml_text import Node
    from quanze.rulebook import Rule
    from quanze.source import Tree

T = TypeVar("T")
_REQUIRED_FORMS = ("必填", "不得为空")
#: The keys of a rule file that are numbers.
_NUMBERS = record_of(FieldTree("规则", {"值": ("value", NUMBER), "最多": ("limit", NUMBER)}))


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered on the command line; None = to be asked."""

    code: str | None
    name: str | None
    severity: str | None
    ground: str | None
    field: str | None
    check: str | None
    good: str | None
    bad: str | None


def run_new(given: Given) -> int:
    """Ask what is not given and write the rule's file. Raises SettingsError."""
    settings = this_list()
    folder = settings.root / settings.configuration.paths.rules
    answers = _answers(given, settings, folder)
    file = folder / f"{answers.code}.yaml"
    if file.exists():
        raise SettingsError("这个规则文件已经有了, 没有覆盖它", str(file))
    text = _with_examples(answers, given, settings)
    write_atomically(file, text.encode())
    name = file.relative_to(settings.root).as_posix() if file.is_relative_to(settings.root) else str(file)
    sys.stdout.write(f"新建了 {name}\n")
    sys.stdout.write(f"下一步  试用 quanze rules try {answers.code}; 测试例子 quanze rules test {answers.code}\n")
    return EXIT_CLEAN


def _answers(given: Given, settings: Settings, folder: Path) -> Answers:
    book = load(settings.vocabulary, folder, settings.root, examples=False, ready=False)
    taken = {*book.rules, *(problem.code for problem in book.problems)}
    families = () if folder.resolve() == builtin_directory() else tuple(FAMILIES)
    code, name = _code_and_name(given, lambda text: read_code(text, taken, families))
    severity = _ask("级别 (错误、警告或提示)", "--severity", given.severity, read_severity)
    ground = _ask("依据 (文件、条款; 工作上的要求写 本单位规定)", "--ground", given.ground, read_ground)
    while True:
        field = _ask("查哪个字段 (如 办事指南.承诺时限.数值)", "--field", given.field, read_field)
        answers = Answers(code, name, severity, ground, field, _check(given.check, settings))
        problem = _unfit(answers, settings)
        if not problem:
            return answers
        if given.field is not None and given.check is not None:
            raise SettingsError(problem)
        sys.stdout.write(f"  {problem}\n")


def _unfit(answers: Answers, settings: Settings) -> str:
    """Say why the field and the check do not go together, "" when they do."""
    try:
        refuse_unknown_words(answers, shape_of(answers.field, settings.vocabulary).words)
        _made(rule_tree(answers, _types(answers, settings)), answers.code, settings)
    except (NewRuleError, SettingsError) as error:
        return str(error)
    return ""


def _code_and_name(given: Given, code_of: Callable[[str], str]) -> tuple[str, str]:
    """Ask for code and name in one question; what was given is not asked for."""
    if given.code is None and given.name is None:

        def both(text: str) -> tuple[str, str]:
            code, _, name = text.strip().partition(" ")
            return code_of(code), read_name(name)

        return _ask("代码和名称 (如 SXJ001 承诺时限过长)", "代码和 --name", None, both)
    code = _ask("代码 (三个大写字母加三位数字, 如 SXJ001)", "代码", given.code, code_of)
    return code, _ask("名称", "--name", given.name, read_name)


def _check(given: str | None, settings: Settings) -> CheckAnswer:
    """Ask for the check and, where its name was all that was said, for its value."""
    if given is None:
        for number, (form, meaning) in enumerate(CHOICES.items(), 1):
            sys.stdout.write(f"  {number:2} {form}  {meaning}\n")

    def read(text: str) -> CheckAnswer | str:
        form, value = split_check(text)
        return form if form in VALUES and not value else read_check(form, value, settings.profile)

    answer = _ask("怎么查 (名称或者号码, 或者直接写条件)", "--check", given, read)
    if not isinstance(answer, str):
        return answer
    value = "" if given is not None else None
    return _ask(VALUES[answer], "--check", value, lambda text: read_check(answer, text.strip(), settings.profile))


def _ask(question: str, option: str, given: str | None, read: Callable[[str], T]) -> T:
    """Return an answer: the given one, or what is typed; one that cannot be used is asked for again."""
    if given is not None:
        try:
            return read(given)
        except NewRuleError as error:
            raise SettingsError(str(error)) from None
    while True:
        sys.stdout.write(f"{question}: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stdout.write("\n")
            raise SettingsError(f"还缺 {option}; 请在终端里回答, 或者用选项写明")
        try:
            return read(line)
        except NewRuleError as error:
            sys.stdout.write(f"  {error}\n")


def _with_examples(answers: Answers, given: Given, settings: Settings) -> str:
    """Return the text of the rule's file with examples that were tried. Raises SettingsError."""
    tree = rule_tree(answers, _types(answers, settings))
    rule = _made(tree, answers.code, settings)
    written = [_example(text, option) for text, option in ((given.good, "--good"), (given.bad, "--bad"))]
    good, bad = written
    if good is None or bad is None:
        derived = derive(rule, answers, settings.profile, settings.vocabulary)
        good, bad = good or derived[0], bad or derived[1]
    if good is None or bad is None:
        raise SettingsError(_no_example(answers, "--good" if good is None else "--bad"))
    bad = {**bad, "位置": bad.get("位置", answers.field.written)}
    for example, option in ((good, "--good"), (bad, "--bad")):
        problem = problem_of(rule, example, settings.profile, bad=example is bad)
        if problem:
            raise SettingsError(f"{option} 的例子不合这条规则: {problem}")
    item = record_of(item_tree())
    examples = {"正例": [with_numbers(good, item)], "反例": [with_numbers(bad, item)]}
    text = dump({**cast("Mapping[str, Node]", with_numbers(tree, _NUMBERS)), **examples})
    document = parse(text.encode(), f"{answers.code}.yaml").document
    _made(document.root if document is not None else {}, answers.code, settings)
    return text


def _types(answers: Answers, settings: Settings) -> tuple[str, ...]:
    """Return the types a rule is for where its field is not one of every item; () for all types."""
    types = shape_of(answers.field, settings.vocabulary).types
    if answers.check.form == "必填" and answers.field.steps[0][0] == "办事指南":
        return settings.profile.applied_for
    return types if len(types) < len(ITEM_TYPES) else ()


def _made(tree: Mapping[str, Tree], code: str, settings: Settings) -> Rule:
    own = (settings.root / settings.configuration.paths.rules).resolve() == builtin_directory()
    made = make_rule(dict(tree), f"{code}.yaml", settings.vocabulary, builtin=own)
    if isinstance(made, RuleDefect):
        raise SettingsError(made.message)
    return made


def _example(text: str | None, option: str) -> dict[str, Tree] | None:
    if text is None:
        return None
    document = parse(text.encode(), option).document
    if document is None:
        raise SettingsError(f"{option} 要写成一组字段, 如 '{{类型: 行政许可, 版本: 2}}'")
    return document.root


def _no_example(answers: Answers, option: str) -> str:
    if option == "--bad" and answers.check.form in _REQUIRED_FORMS:
        return f"“{answers.field.written}”本来就必须写, 没有写会由内置规则报告; 请换一种检查"
    what = "不该报的" if option == "--good" else "该报的"
    return f"推不出一个{what}例子, 请用 {option} 写明, 写成一组字段, 如 {option} '{{类型: 行政许可, 版本: 2}}'"
