"""Why a text is not YAML, in words for its editor: SCH001, or SCH014 where full-width punctuation is why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.source import causes, fullwidth
from quanze.source.failure import Cause, Failure
from quanze.source.problem import Problem, text_fix
from quanze.source.tree import Built, build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.source.characters import Source
    from quanze.source.engines import Engine
    from quanze.source.problem import Limits

#: What can be seen on a line; asked of every line that may hold the mistake.
_ON_A_LINE = (
    fullwidth.wide_indentation,
    causes.tab,
    fullwidth.wide_mark,
    fullwidth.wide_colon,
    fullwidth.wide_in_brackets,
    causes.no_space_after_colon,
    causes.text_after_quote,
)
#: What is asked next, in this order, of the failure as a whole.
_AS_A_WHOLE = (
    causes.escape,
    causes.open_quote,
    causes.list_after_colon,
    causes.colon_in_value,
    causes.open_bracket,
    causes.stray_bracket,
    causes.sign_at_start,
    causes.no_space_after_dash,
    causes.mixed_list,
    causes.no_colon,
    causes.indentation,
)
#: Up to so many characters a text is parsed again to learn more about what is wrong with it.
_LARGE = 200_000
#: What libyaml takes for a comment, for nothing or for indentation, and the pure parser does not.
_PARSERS_DIFFER = re.compile(r"[|>][-+0-9]*#|(?:^|(?<=\r))(?:\.\.\.| *\t[ \t]*[^ \t\r\n])", re.MULTILINE)


def attempt(text: str, engine: Engine, limits: Limits) -> Built | Failure:
    """Build the tree of a clean text, or say where the parser gave up."""
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    try:
        return build(text, engine, limits)
    except MarkedYAMLError as error:
        place, context = error.problem_mark or error.context_mark, error.context_mark
        return Failure(
            text,
            place.index if place else 0,
            error.problem or "",
            error.context or "",
            context.index if context else -1,
        )


def judged(text: str, engine: Engine, limits: Limits) -> Built | Failure:
    """Build the tree of a clean text with one result whichever parser does it first.

    The pure parser has the last word on what libyaml refuses (it is the stricter: https://… within
    braces, anchors in Chinese) and on what this reader refuses; it is fifteen times slower.
    """
    if engine == "pure":
        return attempt(text, engine, limits)
    built = attempt(text, engine, limits)
    if isinstance(built, Built):
        refused = any(note.code == "SCH009" for note in built.notes.kept) or _PARSERS_DIFFER.search(text)
        return attempt(text, "pure", limits) if refused and len(text) <= _LARGE else built
    return built if len(text) > _LARGE and "unexpected ':'" not in built.problem else attempt(text, "pure", limits)


def explain(source: Source, failure: Failure, limits: Limits) -> list[Problem]:
    """Explain a syntax error; where full-width punctuation is why, also what is wrong after it."""
    problems: list[Problem] = []
    outcome: Built | Failure = failure
    is_large = len(failure.text) > _LARGE
    #: Where each character of the text, mended so far, is in the clean text.
    origin = range(len(failure.text) + 1) if is_large else list(range(len(failure.text) + 1))
    while isinstance(outcome, Failure):
        cause = _cause(outcome)
        problems.append(_problem(source, cause, origin))
        if not cause.edits or isinstance(origin, range) or len(problems) >= limits.problems:
            break
        text = outcome.text
        for start, end, replacement in reversed(cause.edits):
            text = text[:start] + replacement + text[end:]
            origin[start:end] = [origin[start]] * len(replacement)
        outcome = attempt(text, "pure", limits)
    return problems


def _cause(failure: Failure) -> Cause:
    for line in failure.suspects:
        for look in _ON_A_LINE:
            cause = look(failure, line)
            if cause is not None:
                return cause
    found = (ask(failure) for ask in _AS_A_WHOLE)
    return next((cause for cause in found if cause is not None), None) or causes.unknown(failure)


def _problem(source: Source, cause: Cause, origin: Sequence[int]) -> Problem:
    at = source.span(origin[cause.start], origin[cause.end])
    values = {
        "说明": cause.what,
        "怎么改": cause.mend,
        "原行": source.lines.line(at.line),
        "行": at.line,
        "列": at.column,
    }
    part = (at.start, at.end)
    if not cause.edits:
        return Problem("SCH001", at, values, part=part, key=cause.name)
    places = ((source.span(origin[start], origin[end]), text) for start, end, text in cause.edits)
    fix = text_fix(cause.mend, ((place.start, place.end, text) for place, text in places))
    return Problem("SCH014", at, values, part=part, key=cause.name, fix=fix)
