"""Titles of laws: the form they are looked up by, and what is a title of a law and what is not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from quanze.text import fold

#: What the title of a law or of a normative document ends in.
LAW_TYPES: Final = (
    "法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "决议", "通知", "意见", "解释", "批复", "复函", "解答",
    "答复", "函", "方案", "目录", "名录", "清单", "标准", "规范", "规程", "程序", "纲要", "规划", "计划", "公告", "通告", "布告",
    "通报", "章程", "制度", "指引", "指南", "导则", "准则", "守则", "通则", "总则", "要点", "措施", "安排", "修正案", "公约",
    "协定", "议定书", "条约", "规章", "基准", "命令", "要求", "政策",
)  # fmt: skip
#: The types of which alone a bare title, without any 书名号, is made.
PLAIN_TYPES: Final = (
    "法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "通知", "意见", "解释", "规范", "规程", "通则", "准则",
)  # fmt: skip

_TYPES: Final = frozenset(LAW_TYPES)
_NO_LAW: Final = (
    "方法",
    "做法",
    "用法",
    "算法",
    "看法",
    "想法",
    "语法",
    "合法",
    "违法",
    "依法",
    "非法",
    "执法",
    "司法",
    "守法",
    "普法",
)
_BOOK_MARKS: Final = dict.fromkeys(map(ord, "《》〈〉<>«»≪≫‹›⟨⟩()[]{}【】〔〕〖〗「」『』\"'`"))
_NATION: Final = "中华人民共和国"
_VERSION: Final = re.compile(
    r"\((?:根据)?(?:(?:19|20)\d{2}(?:年|[.-])?(?:\d{1,2}(?:月|[.-])?(?:\d{1,2}日?)?)?)?(?:第?[一二三四五六七八九十\d]{1,3}次)?"
    r"(?:最新)?(?:修正案?|修订|修改|公布|发布|施行)(?:本|版|稿|后|文本)?\)$"
)
_NUMBER: Final = re.compile(r"\([^()]{0,40}(?:令|公告|[〔\[(]\d{4}[〕\])])[^()]{0,20}号\)$")
_LAST_BRACKET: Final = re.compile(r"(?<=.)[(（][^()（）]{1,24}[)）]\s*$")
_DEFINED: Final = re.compile(
    r"(?:(?:本|该|此|原|新|旧|上述|前述|实施|管理|暂行|试行|若干|有关|相关|监督|补充|具体|技术)){0,3}"
    r"(?:办法|条例|规定|细则|规则|决定|通知|意见|解释|目录|名录|方案|公告|公约|清单|标准|规范|规程|章程|法|纲要|规划|计划|指南|制度|准则|函|批复|答复|方法|措施|要求|通告|通报|基准|程序)"
)


@lru_cache(maxsize=4096)
def normalize_title(text: str) -> str:
    """Return the form in which the titles of laws are compared and looked up.

    Without 中华人民共和国, brackets and 书名号 of any kind, white space, and a trailing 文号 or version
    in brackets (国务院令第412号, 2019年修正); 试行 and （二） stay, without their brackets. "" for a text
    without a title.
    """
    title = fold(text)
    while shorter := _VERSION.sub("", _NUMBER.sub("", title.rstrip("》>〉"))):
        if shorter == title:
            break
        title = shorter
    title = title.translate(_BOOK_MARKS)
    return title.replace(_NATION, "") or title


def type_word(text: str) -> str:
    """Return the law-type word a title ends in, before any trailing brackets; "" when it ends in none."""
    title = _LAST_BRACKET.sub("", text.rstrip()).rstrip().rstrip("》〉>")
    if title.endswith(_NO_LAW):
        return ""
    return next((title[-length:] for length in (3, 2, 1) if title[-length:] in _TYPES), "")


def is_defined_term(text: str) -> bool:
    """Say whether a title only stands for one given before: 《办法》, 《实施细则》."""
    return _DEFINED.fullmatch(text.strip()) is not None


def is_law_title(text: str) -> bool:
    """Say whether what stands inside 《》 is the title of a law or normative document.

    《社会团体法人登记证书》 and the defined term 《办法》 are not.
    """
    return bool(type_word(text)) and not is_defined_term(text)
