"""Titles without 书名号: 中华人民共和国水法(主席令…)第四十八条, 治安管理处罚法第23条, 国务院对…的决定 ….

A bare title is only read where an entry may begin, and believed when an article, a document number
or a version follows it; alone it is believed where nothing else could stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.citation.number import number_here
from quanze.citation.title import PLAIN_TYPES, is_defined_term

if TYPE_CHECKING:
    from quanze.citation.passage import Passage
    from quanze.citation.types import Range

_N: Final = r"[\d〇零一二两三四五六七八九十百千廿卅]"
#: Characters of a title up to the first article, space or punctuation; 第 counts unless it begins an article.
#: Not possessive: before 3.11.5 Python loses the end of a possessive group that has a quantifier inside.
_RUN: Final = re.compile(
    rf"(?:[\u4e00-\u7b2b\u7b2d-\u9fffA-Za-z·、]|第(?!\s{{0,3}}\(?{_N}{{1,9}}\s{{0,3}}\)?[条款项编章节、至])"
    r"|[《〈][^《》〈〉\n]{1,120}[》〉](?=的?(?:实施|若干|有关|办法|细则|条例|规定|决定|解释|补充|暂行|管理|通知|意见|批复|公告))){2,90}"
)
_JOINED: Final = re.compile(r"(法典|法|条例|办法|规定|细则|规则|决定|通知)(?:[、和及与]|以及)")
_TYPE: Final = re.compile(r"法典|法|条例|办法|规定|细则|规则|决定|通知|意见")
_LAW_AND_RULE: Final = re.compile(r"(?<=[法例则])的?规定的?$|(?<=[法例则定])的$")
_ISSUER: Final = re.compile(r"(?:中华人民共和国)?(?:国务院|主席|[\u4e00-\u9fff]{1,16}[部委局署行会府])(?:令|公告|第)")
_IMPLAUSIBLE: Final = re.compile(
    r"有关(?:法律|法规|规定)|相关(?:法律|法规|规定)|法律法规|法律、|法规、|应当|不得|依照|责令|可以|处以|下列|上述|以下"
    r"|^(?:[的之和及与或等该此其按将由]|本(?!溪)|对(?!外)|未(?!成年)|经(?!济|营|纪))"
)
_NO_TITLE: Final = ("方法", "办法和", "合法", "违法", "依法", "非法", "执法", "司法", "守法", "普法", "立法")


def read_bare_title(passage: Passage, start: int) -> Range | None:
    """Return the range of what may be a bare title at a place, up to its law-type word; None when there is none."""
    view = passage.view
    run = _RUN.match(view, start)
    if run is None:
        return None
    piece = _LAW_AND_RULE.sub("", run.group().rstrip("、"))
    end = start + len(piece)
    if joined := _JOINED.search(piece):
        end = start + joined.end(1)
    elif not piece.endswith(PLAIN_TYPES):
        found = _before_number(passage, run)
        if found is None:
            return None
        end = found
    title = view[start:end]
    if title.endswith(_NO_TITLE) or len(title) < 2 or is_defined_term(title) or _IMPLAUSIBLE.search(title):
        return None
    return (start, end)


def _before_number(passage: Passage, run: re.Match[str]) -> int | None:
    """Find the law-type word directly before a document number: 工伤保险条例国务院令第375号."""
    if passage.view.find("号", run.end(), run.end() + 24) < 0:
        return None
    for match in _TYPE.finditer(passage.view, *run.span()):
        if _ISSUER.match(passage.view, match.end()) and number_here(passage, match.end()):
            return match.end()
    return None
