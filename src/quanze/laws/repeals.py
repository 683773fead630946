"""Which repeal statements can be believed, and for which title. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from quanze.citation.law import Repeal
from quanze.laws.key import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.laws.facts import RepealFact

#: Only a part of the act named before these words is repealed (《…》中有关…的规定同时废止).
_PART = re.compile(r"中的|中有关|中关于|有关|第[一二三四五六七八九十百零〇\d]+[章节条款项]|部分条款")
#: A decision that amends is named in passing (根据《关于修改…的决定》修正的《…》同时废止), not repealed.
_AMENDING = re.compile(r"^.{0,40}?关于修[改正订].*决定$")
_FROM = re.compile(r"自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日起")
_FROM_PROMULGATION = re.compile(r"自(?:公布|发布|颁布|通过|即)之?日起?")
_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_INNER = str.maketrans("《》", "〈〉")


def believed(statements: Iterable[RepealFact], promulgated: Mapping[str, date]) -> Mapping[str, tuple[Repeal, ...]]:
    """Return what repeals a title, by its key, in the order of dates.

    `promulgated` = title of a law → the day of its first promulgation.

    Left out: an act that repeals its own former text, a repeal of only a part, amending decisions
    named in passing, statements without a day, and the same closing article found under two titles.
    """
    found: dict[str, dict[str, list[tuple[str, Repeal]]]] = {}
    for statement in statements:
        key, by = title_key(statement.repealed), title_key(statement.by)
        if not key or key == by or statement.of_itself or statement.on is None or _is_partial(statement):
            continue
        if _AMENDING.match(statement.repealed):
            continue
        repeal = Repeal(statement.by, statement.by_article, _day(statement, promulgated.get(statement.by)))
        found.setdefault(key, {}).setdefault(statement.context, []).append((by, repeal))
    return {key: _in_order(key, contexts) for key, contexts in found.items()}


def _in_order(key: str, contexts: Mapping[str, list[tuple[str, Repeal]]]) -> tuple[Repeal, ...]:
    """Take one statement of each closing article: the one by the title most like the repealed one."""
    chosen = {max(same, key=lambda pair: (len(set(pair[0]) & set(key)), pair[0]))[1] for same in contexts.values()}
    return tuple(sorted(chosen, key=lambda repeal: (repeal.on.isoformat() if repeal.on else "", repeal.by)))


def _day(statement: RepealFact, promulgated: date | None) -> date | None:
    """Return the day of a repeal.

    A source that knows only an amended text gives the day of the amendment; the closing article
    itself names the day (本法自2006年3月1日起施行), or the day of promulgation is meant.
    """
    named = _FROM.search(statement.context)
    if named is not None:
        year, month, day = (int(number) for number in named.groups())
        try:
            return date(year, month, day)
        except ValueError:
            return statement.on
    if promulgated is None or statement.on is None or not _FROM_PROMULGATION.search(statement.context):
        return statement.on
    newest = max((int(year) for year in _YEAR.findall(statement.context)), default=0)
    return min(promulgated, statement.on) if promulgated.year >= newest else statement.on


def _is_partial(statement: RepealFact) -> bool:
    """Say whether only a part of the act is repealed: what stands between its title and the next one."""
    context = statement.context.translate(_INNER)
    title = statement.repealed.translate(_INNER)
    at = context.find(f"〈{title}〉")
    if at < 0:
        return False
    tail = context[at + len(title) + 2 :]
    tail = re.split(r"〈|废止|失效", re.sub(r"^[（(][^）)]*[）)]", "", tail), maxsplit=1)[0]
    return _PART.search(tail) is not None
