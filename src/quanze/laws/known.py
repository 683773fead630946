"""Facts the crawled sources lack, written by hand and read in the official texts.

Only what a citation in a real list needs and no source has: acts whose content is an annex, former
titles, and the short names that laws themselves define (以下简称…) or that every office writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.citation.rank import Rank


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act that no source has: its facts, and the number of items of its annex (0 = none)."""

    law_id: str
    title: str
    rank: Rank
    issuer: str
    number: str
    promulgated: date
    effective: date
    adopted: date
    annex_items: int
    amendments: tuple[str, ...] = ()


_LICENCES = "国务院对确需保留的行政审批项目设定行政许可的决定"

#: 国务院令第412号 says "共500项"; 548 and 671 amend items of its annex (行政许可法第十四条第二款).
ACTS: tuple[KnownAct, ...] = (
    KnownAct(
        law_id="gwyl-412",
        title=_LICENCES,
        rank="国务院决定",
        issuer="国务院",
        number="国务院令第412号",
        promulgated=date(2004, 6, 29),
        effective=date(2004, 7, 1),
        adopted=date(2016, 8, 25),
        annex_items=500,
        amendments=("国务院令第548号", "国务院令第671号"),
    ),
)

#: Short name → the title it stands for. The first group is defined in laws by 以下简称.
SHORT_NAMES: Mapping[str, str] = {
    "保密法": "中华人民共和国保守国家秘密法",
    "商检法": "中华人民共和国进出口商品检验法",
    "税收征管法": "中华人民共和国税收征收管理法",
    "税收征管法实施细则": "中华人民共和国税收征收管理法实施细则",
    "政务处分法": "中华人民共和国公职人员政务处分法",
    "监督法": "中华人民共和国各级人民代表大会常务委员会监督法",
    "代表法": "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法",
    "选举法": "中华人民共和国全国人民代表大会和地方各级人民代表大会选举法",
    "地方组织法": "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法",
    "民诉法": "中华人民共和国民事诉讼法",
    "刑诉法": "中华人民共和国刑事诉讼法",
    "行诉法": "中华人民共和国行政诉讼法",
    "反恐法": "中华人民共和国反恐怖主义法",
    "未保法": "中华人民共和国未成年人保护法",
}

#: Former title → the title of today. The act of 2012 was published under the title of the one of 1999 that it
#: repeals, and renamed in 2022 (农业农村部令2022年第1号): who cites the old title means the act of 2012.
FORMER_TITLES: Mapping[str, str] = {
    "饲料添加剂和添加剂预混合饲料产品批准文号管理办法": "饲料添加剂产品批准文号管理办法",
}
