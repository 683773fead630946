"""From the bytes of a file to its document and what is wrong with it as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from quanze.source.branch import Branch
from quanze.source.characters import Source, unseen_characters
from quanze.source.decoding import decode
from quanze.source.document import Document
from quanze.source.engines import best_engine
from quanze.source.failure import Failure, reported
from quanze.source.fullwidth import KEY_IN_PAIR, in_tree
from quanze.source.notes import problems_of
from quanze.source.problem import DEFAULT_LIMITS, Problem
from quanze.source.syntax import cause_on_lines, explain, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.finding import Path
    from quanze.source.engines import Engine
    from quanze.source.problem import Limits
    from quanze.source.tree import Built

#: A directive (%YAML, %TAG) with what may stand before it: nothing but comments.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*+(%)[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: its document, or None where nothing can be checked further.

    `text` is the decoded text without BOM, "" where there is none; `omitted` the number of problems
    that are not listed because there are too many of their kind.
    """

    document: Document | None
    problems: tuple[Problem, ...] = ()
    text: str = ""
    omitted: int = 0

    @property
    def damage(self) -> tuple[Problem, ...]:
        """The problems that make the content doubtful: all but invisible characters and missing quotes."""
        return tuple(problem for problem in self.problems if problem.code not in ("SCH008", "SCH012"))


def parse(content: bytes, file: str, limits: Limits = DEFAULT_LIMITS, engine: Engine | None = None) -> Reading:
    """Read the bytes of a file. Raises nothing: whatever is wrong is a problem with its place."""
    if len(content) > limits.bytes:
        return Reading(None, (too_large(len(content), limits),))
    decoded = decode(content)
    if decoded.text is None:
        return Reading(None, decoded.problems)
    source = Source(decoded.text)
    problems = [*decoded.problems, *unseen_characters(source), *_without_directives(source)]
    built = judged(source.clean, engine or best_engine(), limits)
    if isinstance(built, Failure):
        return Reading(None, (*problems, *explain(source, built, limits)), source.text)
    problems += problems_of(built.notes, source, file)
    if isinstance(built.root, dict) and isinstance(built.node, Branch) and _has_content(built):
        problems += [
            reported(cause, source, path) for path, cause in islice(in_tree(source, built.node), limits.problems)
        ]
        refused = built.notes.refused.union(*map(_refused, problems))
        document = Document(file, source, built.root, built.node, built.dropped, frozenset(refused))
        return Reading(document, tuple(problems), source.text, built.notes.omitted)
    if not built.stopped:
        problems += _not_a_mapping(built, source, limits)
    return Reading(None, tuple(problems), source.text, built.notes.omitted)


def _has_content(built: Built) -> bool:
    """Say whether a mapping can be worked with: it was read to its end, and is not just {}."""
    return built.stopped != "过深" and (bool(built.root) or bool(built.notes.kept))


def _refused(problem: Problem) -> Iterator[Path]:
    """Yield the paths whose values are not what is meant, where full-width punctuation stands for syntax."""
    path = problem.path
    if not path or problem.code != "SCH014":
        return
    yield path
    written = path[-1]
    if problem.key == "冒号" and isinstance(written, str):  # a key that holds one pair or several
        yield from ((*path[:-1], name.strip()) for name in KEY_IN_PAIR.findall(written))
    elif isinstance(written, str):
        yield (*path[:-1], written.strip())


def too_large(size: int, limits: Limits) -> Problem:
    """Report a file of more bytes than the limit."""
    return Problem("SCH011", values={"大小": f"{size:,} 字节", "上限": f"{limits.bytes:,} 字节"}, variant="过大")


def _without_directives(source: Source) -> list[Problem]:
    """Report directives, and make comments of them for the parser: each % becomes a #."""
    if not source.clean.startswith("%") and "\n%" not in source.clean and "\r%" not in source.clean:
        return []
    places, at = [], 0
    while match := _DIRECTIVE.match(source.clean, at):
        places.append((match.start(1), match.end()))
        at = match.end()
    if not places:
        return []
    pieces, at = [], 0
    for start, _ in places:
        pieces += [source.clean[at:start], "#"]
        at = start + 1
    first = source.span(*places[0])
    values = {"名称": source.text[first.start : first.end]}
    source.clean = "".join(pieces) + source.clean[at:]
    return [Problem("SCH009", first, values, "指令", part=(first.start, first.end))]


def _not_a_mapping(built: Built, source: Source, limits: Limits) -> list[Problem]:
    if not built.root and not isinstance(built.root, list):
        is_comment = built.root != {} and source.clean.strip()
        return [Problem("SCH010", variant="只有注释" if is_comment else "空文件")]
    if isinstance(built.root, str) and not isinstance(built.node, Branch) and built.node is not None:
        failure = Failure(source.clean, built.node.start_mark.index, "not a mapping")
        if cause_on_lines(failure) is not None:
            return explain(source, failure, limits)
    what = "列表" if isinstance(built.root, list) else "一段文字"
    return [Problem("SCH010", source.span(0, 0), {"实为": what}, "不是映射")]
