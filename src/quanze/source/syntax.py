"""Why a text is not YAML, in words for its editor: SCH001, or SCH014 where full-width punctuation is why."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quanze.source import causes, fullwidth
from quanze.source.failure import Cause, Failure, reported
from quanze.source.tree import Built, build

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

    from quanze.source.characters import Source
    from quanze.source.engines import Engine
    from quanze.source.problem import Limits, Problem

#: What can be seen on a line; asked of every line that may hold the mistake.
_ON_A_LINE = (
    causes.merge_conflict,
    fullwidth.wide_indentation,
    causes.tab,
    fullwidth.wide_mark,
    fullwidth.wide_colon,
    fullwidth.wide_in_brackets,
    fullwidth.number_in_brackets,
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
#: Up to so many characters a text is parsed again to learn more about what is wrong with it, and as
#: often as makes no more than so many characters in all.
_LARGE = 200_000
_EFFORT = 500_000
#: What is wrong with a line whose indentation was made of full-width spaces: not more than one of them says.
_GUESSED = frozenset(("缩进", "列表与键混用", "缺冒号"))
#: How many times a text is parsed again for a peculiarity of the pure parser.
_RETRIES = 20
_FIRST_EMPTY_LINE = re.compile(r"(?P<break>[ ]*(?:\r\n|\r|\n))(?P<spaces>[ ]+)(?=[\r\n])")
#: What libyaml takes for indentation or for a comment, and the pure parser does not.
_TAB_FIRST = re.compile(r"(?:^|[\r\n]) *\t[ \t]*[^ \t\r\n]")
_COMMENT_AFTER_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*#")


def attempt(text: str, engine: Engine, limits: Limits) -> Built | Failure:
    """Build the tree of a clean text, or say where the parser gave up."""
    from ruamel.yaml.error import MarkedYAMLError  # noqa: PLC0415

    for _ in range(_RETRIES):
        try:
            return build(text, engine, limits)
        except MarkedYAMLError as error:
            failure = _failure(text, error)
        if "more indented follow up" not in failure.doing:
            break
        text = _without_spaces_on_first_empty_line(text, failure.context)
    return failure


def _failure(text: str, error: MarkedYAMLError) -> Failure:
    place, context = error.problem_mark or error.context_mark, error.context_mark
    return Failure(
        text,
        place.index if place else 0,
        error.problem or "",
        error.context or "",
        context.index if context else -1,
    )


def _without_spaces_on_first_empty_line(text: str, end: int) -> str:
    """Move the spaces of the first empty line in a block to the line above, where they mean nothing.

    The pure parser, unlike YAML, takes them for the indentation of the block, whose first text is at
    `end`. All offsets of text stay as they are.
    """
    start = len(text[:end].rstrip(" \r\n"))
    white = text[start:end]
    match = _FIRST_EMPTY_LINE.match(white)
    if match is None:
        return text
    return text[:start] + match["spaces"] + match["break"] + white[match.end() :] + text[end:]


def judged(text: str, engine: Engine, limits: Limits) -> Built | Failure:
    """Build the tree of a clean text with one result whichever parser does it first.

    The pure parser has the last word on what libyaml refuses (it is the stricter: https://… within
    braces, anchors in Chinese) and on what this reader refuses; it is fifteen times slower.
    """
    if engine == "pure":
        return attempt(text, engine, limits)
    built = attempt(text, engine, limits)
    if isinstance(built, Built):
        doubtful = any(note.code == "SCH009" for note in built.notes.kept) or _parsers_differ(text)
        return attempt(text, "pure", limits) if doubtful and len(text) <= _LARGE else built
    return built if len(text) > _LARGE and "unexpected ':'" not in built.problem else attempt(text, "pure", limits)


def _parsers_differ(text: str) -> bool:
    if "\t" in text and _TAB_FIRST.search(text):
        return True
    if "\n..." in text or "\r..." in text:
        return True
    return "#" in text and _COMMENT_AFTER_BLOCK_SIGN.search(text) is not None


def explain(source: Source, failure: Failure, limits: Limits) -> list[Problem]:
    """Explain a syntax error; where full-width punctuation is why, also what is wrong after it."""
    problems: list[Problem] = []
    outcome: Built | Failure = failure
    is_large = len(failure.text) > _LARGE
    #: Where each character of the text, mended so far, is in the clean text.
    origin = range(len(failure.text) + 1) if is_large else list(range(len(failure.text) + 1))
    while isinstance(outcome, Failure):
        cause = _cause(outcome)
        if problems and problems[-1].key == "空格" and cause.name in _GUESSED:
            break  # how wide the full-width spaces were meant to be is our guess
        problems.append(reported(cause, source, origin=origin))
        if cause.name == fullwidth.NUMBER_IN_BRACKETS:
            problems.append(_as_style(problems[-1]))
        tries = min(limits.problems, _EFFORT // max(1, len(failure.text)))
        if not cause.edits or isinstance(origin, range) or len(problems) >= tries:
            break
        text = outcome.text
        for start, end, replacement in reversed(cause.edits):
            text = text[:start] + replacement + text[end:]
            origin[start:end] = [origin[start]] * len(replacement)
        outcome = attempt(text, "pure", limits)
    return problems


def _as_style(problem: Problem) -> Problem:
    """Return the problem of a document number that is no YAML as a question of style, which it also is (STY003)."""
    written = str(problem.values["名称"])
    right = fullwidth.right_number(written)
    return replace(problem, code="STY003", values={"值": written, "改为": right, "处": 1}, fix=None)


def _cause(failure: Failure) -> Cause:
    found = (ask(failure) for ask in _AS_A_WHOLE)
    cause = cause_on_lines(failure) or next((cause for cause in found if cause is not None), None)
    return cause or causes.unknown(failure)


def cause_on_lines(failure: Failure) -> Cause | None:
    """Return the mistake that can be seen on one of the suspect lines, if any."""
    found = (look(failure, line) for line in failure.suspects for look in _ON_A_LINE)
    return next((cause for cause in found if cause is not None), None)
