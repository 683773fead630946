"""Document numbers (文号) folded to a key, where a number names one act and no other."""

from __future__ import annotations

import re
from functools import lru_cache

from quanze.text import fold

_STATE_COUNCIL = re.compile(r"国务院(?:令?(?:(?:19|20)\d\d年?)?第?(\d{1,4})号令?)")
_WITH_YEAR = re.compile(
    r"^(?P<organ>[^\d]{1,30}?)(?:令|公告)?[〔\[【(〈<{]?(?P<year>(?:19|20)\d\d)[〕\]】)〉>}]?年?第?(?P<number>\d{1,4})号"
)
_BEFORE_ORGAN = re.compile(r"^(?:日|中华人民共和国)+")


@lru_cache(maxsize=4096)
def number_key(text: str) -> str | None:
    """Return the key of a document number; None when the number alone names no single act.

    Orders of the State Council are numbered through (国务院令第412号, 国务院令2014年第649号,
    国务院第375号令 …); every other number needs its year (国发〔2015〕27号): 部令第6号 exists every year.
    """
    folded = fold(text[:200])
    order = _STATE_COUNCIL.search(folded)
    if order is not None:
        return f"国务院令{int(order[1])}"
    found = _WITH_YEAR.match(_BEFORE_ORGAN.sub("", folded))
    if found is None:
        return None
    organ = found["organ"].rstrip("第〔[【(").encode("utf-8", "ignore").decode()
    return f"{organ}{found['year']}-{int(found['number'])}" if organ else None
