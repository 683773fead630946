"""The rank of a document that no table has, where its title or number leaves no doubt of it. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.citation.title import type_word

if TYPE_CHECKING:
    from quanze.citation.rank import Rank

#: 职能配置、内设机构和人员编制规定, 主要职责内设机构和人员编制规定, 三定规定.
_ESTABLISHMENT: Final = re.compile(
    r"三定[”\"]?(?:规定|方案)|(?:内设机构|人员编制|职能配置).{0,12}(?:规定|方案|批复|通知)$"
)
#: Forms of which only documents are made; 公告 and 决定 may also be those of a legislature.
_DOCUMENTS: Final = frozenset(
    ("通知", "通告", "通报", "意见", "函", "复函", "批复", "答复", "方案", "要点", "计划", "纪要")
)
#: A congress and its committees legislate, courts interpret, the State Council decides: their papers may be more.
_MAY_BE_MORE: Final = re.compile(r"人民代表大会|人大|人常|人民法院|人民检察院|^国务院(?!办公厅).*决定$")
#: A county or township enacts nothing but documents; 自治县…条例 are its congress's.
_COUNTY: Final = re.compile(
    r"^[㐀-鿿]{1,4}?(?<!贫困)(?<!重点)(?<!试点)(?<!示范)(?:(?<!自治)县|旗)(?![级域城乡市区])(?!.*条例$)"
)
#: 示政办〔2023〕6号: rules and regulations are promulgated by order (令) since 规章制定程序条例 (2002).
_NUMBER: Final = re.compile(r"^[^令]{1,20}[〔\[【(（](?P<year>(?:19|20)\d\d)[〕\]】)）]第?\d{1,5}号$")
_ORDERS_SINCE: Final = 2002
_ENACTED: Final = frozenset(("法", "法典", "条例"))


@lru_cache(maxsize=4096)
def rank_of_document(title: str, number: str) -> Rank | None:
    """Return 规范性文件 or 三定规定 for a document that can be nothing more; None when it may be, or is not known."""
    title, number = title.strip(), "".join(number.split())
    if _ESTABLISHMENT.search(title):
        return "三定规定"
    kind = type_word(title)
    if kind in _ENACTED or _MAY_BE_MORE.search(title) or _MAY_BE_MORE.search(number):
        return None
    numbered = _NUMBER.match(number)
    late = numbered is not None and int(numbered["year"]) >= _ORDERS_SINCE
    return "规范性文件" if kind in _DOCUMENTS or late or _COUNTY.match(title) else None
