"""The rulebook: rule files → Rules, one file a rule; selection by code, family or Chinese name.

A rule file that is wrong is one problem with its line and column; every other rule still runs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, cast

from quanze.finding import FILE_START, Gate, Part, Path, Severity, Span
from quanze.model.rule import RuleFile
from quanze.model.validation import first_cause, read_record, sentence
from quanze.rules import build, metadata
from quanze.rules.errors import RuleFileError
from quanze.source import Tree, read
from quanze.source.sentence import sentence as fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic import JsonValue

    from quanze.expression import Expression, Template
    from quanze.model.validation import Vocabulary
    from quanze.rules.check import Check

#: Prefix → the family's name; the order of every listing.
FAMILIES: Mapping[str, str] = {
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
GUARDED_FAMILIES = frozenset(("BAS", "LVL", "DEL", "ORG", "FEE"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, ready to run. `check` is None for rules that speak of reading."""

    code: str
    name: str
    severity: Severity
    gate: Gate
    ground: str
    ground_checked: str
    statutes: tuple[str, ...]
    policies: tuple[str, ...]
    applies: Mapping[str, frozenset[str]]
    condition: Expression | None
    needs: tuple[str, ...]
    check: Check | None
    messages: Mapping[str, Template]
    explanation: str
    remedy: str
    fix: str
    guarded: bool
    good: tuple[Mapping[str, JsonValue], ...]
    bad: tuple[Mapping[str, JsonValue], ...]
    file: str
    builtin: bool

    @property
    def family(self) -> str:
        """The family's prefix (BAS); a local rule's is its own."""
        return self.code[:3]

    @property
    def family_name(self) -> str:
        """The family's Chinese name, 本地规则 for a local one."""
        return FAMILIES.get(self.family, "本地规则")


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
class Rulebook:
    """All rules by code, in order of family and code; what could not be loaded; the checksum."""

    rules: Mapping[str, Rule]
    problems: tuple[RuleProblem, ...]
    sha256: str


class UnknownRuleError(ValueError):
    """A code, family or name that no rule has; `nearest` is what was probably meant."""

    def __init__(self, written: str, nearest: str) -> None:
        super().__init__(written)
        self.written = written
        self.nearest = nearest


def builtin_directory() -> FilePath:
    """Return the folder of the built-in rule files: inside the wheel, or the checkout's rules/."""
    shipped = FilePath(__file__).parent / "_shipped" / "rules"
    return shipped if shipped.is_dir() else FilePath(__file__).resolve().parents[2] / "rules"


def load(vocabulary: Vocabulary, local: FilePath | None = None) -> Rulebook:
    """Load the built-in rules and, from `local`, those of the list.

    A local rule may not take the code of another one.
    """
    rules: dict[str, Rule] = {}
    problems: list[RuleProblem] = []
    digest = hashlib.sha256()
    builtin = builtin_directory()
    for directory in (builtin, local):
        if directory is None or not directory.is_dir() or (directory is local and directory.resolve() == builtin):
            continue
        for path in _files(directory):
            name = path.relative_to(directory.parent).as_posix()
            content = path.read_bytes() if path.is_file() else b""
            digest.update(name.encode() + b"\0" + content.replace(b"\r\n", b"\n") + b"\0")
            loaded = load_file(path, name, vocabulary, builtin=directory is builtin, taken=rules)
            if isinstance(loaded, RuleProblem):
                problems.append(loaded)
            else:
                rules[loaded.code] = loaded
    order = list(FAMILIES)
    place = {code: (order.index(code[:3]) if code[:3] in FAMILIES else len(order), code) for code in rules}
    ordered = {code: rules[code] for code in sorted(rules, key=place.__getitem__)}
    return Rulebook(ordered, tuple(problems), digest.hexdigest())


def _files(directory: FilePath) -> list[FilePath]:
    """Return the rule files of a folder in one order on every machine; what an editor hides is none."""
    found = (path for path in directory.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
    return sorted((path for path in found if not path.name.startswith(".")), key=FilePath.as_posix)


def load_file(
    path: FilePath, name: str, vocabulary: Vocabulary, *, builtin: bool, taken: Mapping[str, Rule]
) -> Rule | RuleProblem:
    """Load one rule file; what is wrong with it is a value, not an exception. `taken` are the rules there are."""
    reading = read(path, name)
    document, damage = reading.document, reading.damage
    if document is None or damage:
        problem = damage[0]
        return RuleProblem(name, path.stem, fault(problem), problem.span, builtin=builtin)
    made = make_rule(document.root, name, vocabulary, builtin=builtin)
    if isinstance(made, Rule) and made.code in taken:
        other = taken[made.code]
        where = "内置规则" if other.builtin else other.file
        told = f"代码 {made.code} 已经是“{other.name}”({where}), 请换一个没有用过的代码"
        made = RuleDefect(made.code, told, ("代码",))
    if isinstance(made, Rule):
        return made
    span = document.span(made.path, made.part)
    return RuleProblem(name, made.code or path.stem, made.message, span, made.path, builtin)


@dataclass(frozen=True, slots=True)
class RuleDefect:
    """What is wrong with the tree of a rule file, and where in it."""

    code: str
    message: str
    path: Path
    part: Part = "value"


def make_rule(tree: Tree, file: str, vocabulary: Vocabulary, *, builtin: bool) -> Rule | RuleDefect:
    """Make a rule of the text tree of a rule file."""
    record, hits = read_record(RuleFile, tree, vocabulary)
    code = tree.get("代码") if isinstance(tree, dict) else None
    code = code if isinstance(code, str) else ""
    if record is None or hits:
        found = first_cause(hits)
        return RuleDefect(code, sentence(found), found.hit.path, found.hit.part)
    try:
        return _rule(record, file, vocabulary, builtin=builtin)
    except RuleFileError as error:
        part: Part = (error.column - 1, error.end_column - 1) if error.column else "value"
        return RuleDefect(code, error.message, _key_path(tree, error), part)


def _key_path(tree: Tree, error: RuleFileError) -> Path:
    """Return where to point: at the key, or where that is lacking at what asks for it."""
    if not isinstance(tree, dict):
        return ()
    key = next((key for key in (error.key, "检查", "要求", "代码") if key in tree), error.key)
    return (key, 0) if key == error.key and isinstance(tree[key], list) and error.column else (key,)


def _rule(record: RuleFile, file: str, vocabulary: Vocabulary, *, builtin: bool) -> Rule:
    """Make a rule of a record. Raises RuleFileError naming the key that is wrong."""
    metadata.check_needs(record)
    if not builtin:
        metadata.check_local(record, vocabulary, FAMILIES)
    condition = record.applies.get("")
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
        condition=build.expression(condition[0], "适用") if condition else None,
        needs=build.needs(record),
        check=build.check(record),
        messages=build.messages(record, builtin=builtin),
        explanation=record.explanation,
        remedy=record.remedy,
        fix=record.fix,
        guarded=record.guarded if record.guarded is not None else record.code[:3] in GUARDED_FAMILIES,
        good=record.good,
        bad=record.bad,
        file=file,
        builtin=builtin,
    )


def select(book: Rulebook, written: Iterable[str]) -> frozenset[str]:
    """Return the codes that codes, families (BAS, 法律依据) or names mean. Raises UnknownRuleError.

    The code of a rule file that is wrong means nothing: what is wrong with it is told elsewhere.
    """
    chosen: set[str] = set()
    broken = {problem.code for problem in book.problems}
    families = {name: prefix for prefix, name in FAMILIES.items()}
    by_name = {rule.name: code for code, rule in book.rules.items()}
    for text in written:
        wanted = text.strip()
        prefix = families.get(wanted, wanted.upper())
        if wanted.upper() in book.rules:
            chosen.add(wanted.upper())
        elif wanted in by_name:
            chosen.add(by_name[wanted])
        elif prefix in FAMILIES or any(rule.family == prefix for rule in book.rules.values()):
            chosen.update(code for code, rule in book.rules.items() if rule.family == prefix)
        elif wanted and wanted.upper() not in broken:
            raise UnknownRuleError(wanted, nearest_rule(book, wanted))
    return frozenset(chosen)


def nearest_rule(book: Rulebook, written: str) -> str:
    """Return the code, family or name nearest to a written one, "" when nothing is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed only to explain a mistake

    known = [*book.rules, *FAMILIES.values(), *(rule.name for rule in book.rules.values())]
    best = process.extractOne(written.upper(), known, scorer=fuzz.ratio, score_cutoff=60)
    return str(best[0]) if best else ""
