"""A text that a pattern matches, so that a new rule comes with examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.expression.automaton import bits

if TYPE_CHECKING:
    from quanze.expression.automaton import Automaton, Chars
    from quanze.expression.pattern import SafePattern

#: Characters that are tried where a place takes many, plainest first, and the longest text that is written.
_PLAIN: Final = "示例文字1a，-"
_LONGEST: Final = 200


def sample(pattern: SafePattern) -> str | None:
    """Return a shortest text the whole of which a pattern matches, None where that is empty or too long."""
    automaton = pattern.automaton
    came_from = _ways(automaton)
    ending = next((place for place in came_from if automaton.whole.last_at_end >> place & 1), None)
    written = []
    while ending is not None:
        written.append(_char(automaton.chars[ending]))
        ending = came_from[ending]
    text = "".join(reversed(written))
    return text if 0 < len(text) <= _LONGEST and pattern.matches_whole(text) else None


def _ways(automaton: Automaton) -> dict[int, int | None]:
    """Return every place that can be come to, nearest first, with the one before it; None before a first one."""
    came_from: dict[int, int | None] = dict.fromkeys(bits(automaton.whole.first_at_start))
    waiting = list(came_from)
    for place in waiting:
        for later in bits(automaton.following[place]):
            if later not in came_from:
                came_from[later] = place
                waiting.append(later)
    return came_from


def _char(chars: Chars) -> str:
    """Return a character that a place takes; "" where none of the plain ones and none of its own is one."""
    if not chars.negated and chars.ranges:
        return chars.ranges[0][0]
    return next((char for char in _PLAIN if chars.take(char)), " ")
