"""One rule file → a Rule, or what is wrong with it and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, cast

from quanze.finding import FILE_START, Gate, Part, Path, Span
from quanze.model.rule import RuleFile
from quanze.model.validation import first_cause, read_record, sentence
from quanze.rule import FAMILIES, GUARDED_FAMILIES, Rule, Working
from quanze.rules import metadata
from quanze.rules.errors import RuleFileError
from quanze.source import Document, Reading, Tree, parse, read
from quanze.source.sentence import sentence as fault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from quanze.model.validation import Vocabulary

_GOOD: Final = "\n正例:".encode()
#: The beginning of a line behind the examples that is none of their own.
_OTHER_KEY: Final = re.compile("^(?!正例:|反例:)[^\\s#]".encode(), re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """What is wrong with a rule file (RUN003): where and why, in Chinese."""

    file: str
    code: str
    message: str
    span: Span = FILE_START
    path: Path = ()
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class RuleDefect:
    """What is wrong with the tree of a rule file, and where in it."""

    code: str
    message: str
    path: Path
    part: Part = "value"


def load_local(path: FilePath, name: str, vocabulary: Vocabulary, taken: Mapping[str, Rule]) -> Rule | RuleProblem:
    """Load a rule file of the list; what is wrong with it is a value, not an exception.

    `taken` are the rules there are already.
    """
    reading = read(path, name)
    document = reading.document
    if document is None or reading.damage:
        return _damaged(reading, name, builtin=False)
    made = make_rule(document.root, name, vocabulary, builtin=False)
    if isinstance(made, Rule) and made.code in taken:
        other = taken[made.code]
        where = "内置规则" if other.builtin else other.file
        told = f"代码 {made.code} 已经是“{other.name}”({where}), 请换一个没有用过的代码"
        made = RuleDefect(made.code, told, ("代码",))
    return made if isinstance(made, Rule) else _placed(made, document, builtin=False)


def load_builtin(
    content: bytes, name: str, vocabulary: Vocabulary, *, examples: bool, ready: bool
) -> Rule | RuleProblem:
    """Load a rule file that ships with quanze from its bytes; see `rulebook.load` for `examples` and `ready`."""
    reading = parse(content if examples else without_examples(content), name)
    document = reading.document
    if document is None or reading.damage:
        return _damaged(reading, name, builtin=True)
    made = make_rule(document.root, name, vocabulary, builtin=True, ready=ready)
    return made if isinstance(made, Rule) else _placed(made, document, builtin=True)


def without_examples(content: bytes) -> bytes:
    """Return a rule file up to its examples, which are more than half of it; the whole where a key follows them."""
    start = content.find(_GOOD)
    return content[: start + 1] if start >= 0 and not _OTHER_KEY.search(content, start + 1) else content


def _damaged(reading: Reading, name: str, *, builtin: bool) -> RuleProblem:
    problem = reading.damage[0]
    return RuleProblem(name, PurePosixPath(name).stem, fault(problem), problem.span, builtin=builtin)


def _placed(defect: RuleDefect, document: Document, *, builtin: bool) -> RuleProblem:
    code = defect.code or PurePosixPath(document.file).stem
    span = document.span(defect.path, defect.part)
    return RuleProblem(document.file, code, defect.message, span, defect.path, builtin)


def make_rule(tree: Tree, file: str, vocabulary: Vocabulary, *, builtin: bool, ready: bool = True) -> Rule | RuleDefect:
    """Make a rule of the text tree of a rule file; a built-in one is made ready to run only when asked."""
    record, hits = read_record(RuleFile, tree, vocabulary)
    code = tree.get("代码") if isinstance(tree, dict) else None
    code = code if isinstance(code, str) else ""
    if record is None or hits:
        found = first_cause(hits)
        return RuleDefect(code, sentence(found), found.hit.path, found.hit.part)
    try:
        metadata.check_needs(record)
        if not builtin:
            metadata.check_local(record, vocabulary, FAMILIES)
        rule = _rule(record, file, builtin=builtin)
        if ready or not builtin:
            rule.working()
    except RuleFileError as error:
        part: Part = (error.column - 1, error.end_column - 1) if error.column else "value"
        return RuleDefect(code, error.message, _key_path(tree, error), part)
    return rule


def _key_path(tree: Tree, error: RuleFileError) -> Path:
    """Return where to point: at the key, or where that is lacking at what asks for it."""
    if not isinstance(tree, dict):
        return ()
    key = next((key for key in (error.key, "检查", "要求", "代码") if key in tree), error.key)
    return (key, 0) if key == error.key and isinstance(tree[key], list) and error.column else (key,)


def _rule(record: RuleFile, file: str, *, builtin: bool) -> Rule:
    return Rule(
        code=record.code,
        name=record.name,
        severity=record.severity,
        gate=cast("Gate", record.gate),
        ground=record.ground.text,
        ground_checked=record.ground.checked,
        statutes=record.ground.statutes,
        policies=record.ground.policies,
        applies={field: frozenset(words) for field, words in record.applies.items() if field},
        needs=metadata.needs(record),
        explanation=record.explanation,
        remedy=record.remedy,
        fix=record.fix,
        guarded=record.guarded if record.guarded is not None else record.code[:3] in GUARDED_FAMILIES,
        good=record.good,
        bad=record.bad,
        file=file,
        builtin=builtin,
        working=cache(partial(_working, record, builtin=builtin)),
    )


def _working(record: RuleFile, *, builtin: bool) -> Working:
    """Make what of a rule runs. Raises RuleFileError naming the key that is wrong."""
    from quanze.rules import build  # noqa: PLC0415 - the model of items and every check come with it

    condition = record.applies.get("")
    return Working(
        check=build.check(record),
        condition=build.expression(condition[0], "适用") if condition else None,
        messages=build.messages(record, builtin=builtin),
    )
