"""What may stand before a title: 序号, 位阶标, 根据|设定依据:, and the labels of the 字段式."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quanze.citation.types import Range

#: The 位阶标 met in published lists, longest first.
RANKS: Final = (
    "国务院部门规范性文件", "国务院规范性文件", "地方规范性文件", "部门规范性文件", "行政规范性文件", "其他规范性文件",
    "经济特区法规", "国务院部门文件", "省级政府规章", "市级政府规章", "地方政府规章", "国务院决定", "国务院文件",
    "地方性法规", "规范性文件", "规范文件", "党内法规", "三定规定", "法律解释", "司法解释", "行政法规", "自治条例",
    "单行条例", "部门规章", "部委规章", "部委文件", "政府规章", "地方规章", "国际条约", "法律", "法规", "规章", "宪法",
)  # fmt: skip
_RANK: Final = "|".join(RANKS)
_LABEL: Final = re.compile(
    rf"【\s{{0,4}}([^【】\n\d]{{0,14}}?(?:法|法律|法规|规章|文件|规定|决定|解释|令|条约|公约|标准|政策|制度|条例))\s{{0,4}}】|[\[(〔【]\s{{0,4}}({_RANK})\s{{0,4}}[\])〕】]|({_RANK})\s{{0,2}}】"
    rf"|({_RANK})\s{{0,2}}(?::|(?=\s{{0,8}}《))"
)
_ORDINAL: Final = re.compile(
    r"(?:\d{1,3}(?:[-.]\d{1,3}){0,2}(?!\d)\s{0,3}(?:[、.):,]{1,2}|(?=[《【〈\[])|(?=\s))"
    r"|\(\s{0,2}(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s{0,2}\)[、.]?|[①-⑳⑴-⒇⒈-⒛㈠-㈩][、.]?"
    r"|[一二三四五六七八九十]{1,3}[、.])\s{0,20}"
)
_ORDINAL_BEFORE: Final = re.compile(
    r"(?:(?<![\d第附表图])\d{1,3}(?:[-.]\d{1,3}){0,2}\s{0,3}[、.):]{0,2}|\(\s{0,2}(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s{0,2}\)[、.]?"
    r"|[①-⑳⑴-⒇⒈-⒛㈠-㈩][、.]?|(?<![\u4e00-\u9fff])[一二三四五六七八九十]{1,3}[、.])\s{0,20}$"
)
_WORD: Final = re.compile(
    r"[\u4e00-\u9fff、]{0,8}?(?:依据|根据)(?:为|是|如下|有|主要有)?\s{0,3}[\d一二三四五六七八九十]{0,2}\s{0,3}:"
    r"|(?:法律法规|规范性文件|法律依据|法规|法律|依据|文件|政策)?(?:名称|题名|标题)\s{0,3}:"
    r"|(?:根据|经)?[^《》〈〉\n。:]{0,40}《[^《》\n]{1,80}》[^《》\n。:]{0,12}(?:修正|修订|修改|公布|发布)的\s{0,4}(?=《)"
    r"|[\u4e00-\u9fff、 ]{2,60}?(?:政府|公厅|公室|厅|局|部|委|会|院|署|行|组)\s{0,3}(?=《\s{0,3}(?:关于|印发|转发|批转))"
    r"|(?:主要)?(?:根据|依据|依照|按照|参照|参见|参考|遵照|违反|适用)|(?:详见|见|按|据|和|及|与|或|并)(?=\s{0,3}[《〈])|依(?!法|托)"
    r"|[\u4e00-\u9fff]{1,20}?[省市区县州](?=《)|【[^【】\n]{1,16}】"
)
#: A place inside a text where an entry may begin with one of these labels.
WORD_ANCHOR: Final = r"依据\s{0,3}[\d一二三四五六七八九十]{0,2}\s{0,3}:|名称\s{0,3}:"
_LONGEST_FIELD: Final = 400
_SPACE: Final = re.compile(r"\s*+")

_NUMBER_FIELD: Final = r"(?:依据|法规|文件|发布|发文)?(?:文号|字号|令号)"
_CLAUSE_FIELD: Final = r"(?:具体|依据|法律|法规|适用)?(?:条款号|条款序号|条文号|条号|法条|条目|条款|条文序号)"
_QUOTE_FIELD: Final = r"(?:条款|条文|法条|依据|具体|法律)?(?:内容|原文|条文)"
_OTHER_FIELD: Final = (
    r"(?:实施|施行|颁布|发布|生效|公布|制定|颁发|修订)(?:日期|时间|机关|单位|部门)"
    r"|(?:依据|法规)?(?:类型|类别)|(?:法律|效力|依据)?(?:层级|级别|位阶|效力)|有效期限?"
)
_FIELD: Final = re.compile(
    rf"[;,。、\s]{{0,20}}(?:(?P<number>{_NUMBER_FIELD})|(?P<clause>{_CLAUSE_FIELD})|(?P<quote>{_QUOTE_FIELD})|(?P<other>{_OTHER_FIELD}))"
    r"\s{0,3}:\s{0,8}"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before a title: where the entry starts and the title may begin, and what was met."""

    start: int
    end: int
    ordinal: bool = False
    word: bool = False
    rank: Range | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """The label of a part of the 字段式: what it announces, and where its value begins."""

    kind: str
    end: int


def skip_space(view: str, start: int) -> int:
    """Return the place of the first character that is no white space."""
    match = _SPACE.match(view, start)
    return match.end() if match else start


def read_lead(view: str, start: int) -> Lead:
    """Read ordinals, rank labels and introducing words, in whatever order they come, at most four."""
    place = first = skip_space(view, start)
    ordinal = word = False
    rank: Range | None = None
    for _ in range(4):
        if match := _LABEL.match(view, place):
            rank = rank or next(match.span(group) for group in range(1, 5) if match[group])
        elif not ordinal and (match := _ORDINAL.match(view, place)):
            ordinal = True
        elif match := _WORD.match(view, place):
            word = True
        else:
            break
        place = skip_space(view, match.end())
    return Lead(first, place, ordinal, word, rank)


def is_label(view: str, start: int) -> bool:
    """Say whether a rank label stands at a place."""
    return _LABEL.match(view, start) is not None


def ordinal_before(view: str, place: int) -> int | None:
    """Return where an ordinal begins that ends at a place; None when there is none."""
    first = max(0, place - 24)
    match = _ORDINAL_BEFORE.search(view[first:place])
    return first + match.start() if match else None


def read_field(view: str, start: int) -> Field | None:
    """Read a label of the 字段式 (依据文号: 条款号: 条款内容:) behind separators."""
    match = _FIELD.match(view, start)
    return Field(match.lastgroup or "", match.end()) if match else None


def field_end(view: str, start: int) -> int:
    """Return where the value of a field ends: at a semicolon, a line break or the next label."""
    limit = min(len(view), start + _LONGEST_FIELD)
    for stop in (";", "\n"):
        found = view.find(stop, start, limit)
        limit = found if found >= 0 else limit
    return limit
