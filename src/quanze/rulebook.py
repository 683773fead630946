"""The rulebook: rule files → Rules, one file a rule; selection by code, family or Chinese name.

A rule file that is wrong is one problem with its line and column; every other rule still runs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Final

from quanze.finding import GATES
from quanze.rule import FAMILIES, GUARDED_FAMILIES, Rule
from quanze.rule_file import RuleDefect, RuleProblem, load_builtin, load_local, make_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.model.validation import Vocabulary

__all__ = [
    "FAMILIES",
    "GUARDED_FAMILIES",
    "Rule",
    "RuleDefect",
    "RuleProblem",
    "Rulebook",
    "UnknownRuleError",
    "builtin_directory",
    "builtin_rule",
    "load",
    "make_rule",
    "nearest_rule",
    "select",
]

_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")


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


def load(
    vocabulary: Vocabulary,
    local: FilePath | None = None,
    root: FilePath | None = None,
    *,
    examples: bool = True,
    ready: bool = True,
) -> Rulebook:
    """Load the built-in rules and, from `local`, those of the list, whose files are named from its `root`.

    A local rule may not take the code of another one. Without `examples` those of the built-in rules are
    left unread, and `good` and `bad` are empty. Without `ready` the built-in rules are not made ready to
    run: what is wrong with a check or a condition of theirs is then not said.
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
            if directory is builtin:
                loaded = load_builtin(content, name, vocabulary, examples=examples, ready=ready)
            else:
                named = path.relative_to(root).as_posix() if root and path.is_relative_to(root) else name
                loaded = load_local(path, named, vocabulary, rules)
            if isinstance(loaded, RuleProblem):
                problems.append(loaded)
            else:
                rules[loaded.code] = loaded
    order = list(FAMILIES)
    place = {code: (order.index(code[:3]) if code[:3] in FAMILIES else len(order), code) for code in rules}
    ordered = {code: rules[code] for code in sorted(rules, key=place.__getitem__)}
    return Rulebook(ordered, tuple(problems), digest.hexdigest())


def _files(directory: FilePath) -> list[FilePath]:
    """Return the rule files of a folder in one order on every machine; what an editor hides or locks is none."""
    found = (path for path in directory.rglob("*") if path.suffix.lower() in (".yaml", ".yml"))
    return sorted((path for path in found if not path.name.startswith((".", "~$"))), key=FilePath.as_posix)


def builtin_rule(code: str) -> Rule | None:
    """Return a built-in rule by its code without reading any other, None when there is none."""
    path = builtin_directory() / code[:3] / f"{code}.yaml"
    if not _CODE.fullmatch(code) or not path.is_file():
        return None
    words: Vocabulary = {"words": {"档位": GATES}, "synonyms": {}}
    name = path.relative_to(builtin_directory().parent).as_posix()
    made = load_builtin(path.read_bytes(), name, words, examples=True, ready=False)
    return made if isinstance(made, Rule) else None


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
