"""Ranks of legal sources: their order, the labels lists write for them, and who may set what.

The setting power is the matrix of 行政许可法 14–17, 行政处罚法 10–14 and 16, 行政强制法 10 and 13, as
data. Everything here is pure; which rank a law has is the law table's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Rank = Literal[
    "宪法",
    "法律",
    "行政法规",
    "国务院决定",
    "地方性法规",
    "部门规章",
    "省级政府规章",
    "市级政府规章",
    "规范性文件",
    "三定规定",
    "司法解释",
]
#: Every rank, in the order in which ranks are listed to a user.
RANKS: tuple[Rank, ...] = get_args(Rank)

#: 效力: a higher number prevails (立法法 98–100, 102). Departmental and provincial rules are equal.
EFFECT: Mapping[Rank, int] = {
    "宪法": 90,
    "法律": 80,
    "司法解释": 75,
    "行政法规": 70,
    "国务院决定": 65,
    "地方性法规": 60,
    "部门规章": 50,
    "省级政府规章": 50,
    "市级政府规章": 40,
    "规范性文件": 20,
    "三定规定": 10,
}

#: 位阶标 and 类别 as lists write them → the ranks they may stand for.
_LABELS: Mapping[str, tuple[Rank, ...]] = {
    "宪法": ("宪法",),
    "法律": ("法律", "宪法"),
    "行政法规": ("行政法规", "国务院决定"),
    "法规": ("行政法规", "国务院决定", "地方性法规"),
    "法律法规": ("法律", "宪法", "行政法规", "国务院决定", "地方性法规"),
    "地方性法规": ("地方性法规",),
    "地方法规": ("地方性法规",),
    "经济特区法规": ("地方性法规",),
    "自治条例": ("地方性法规",),
    "单行条例": ("地方性法规",),
    "部门规章": ("部门规章",),
    "地方政府规章": ("省级政府规章", "市级政府规章"),
    "政府规章": ("省级政府规章", "市级政府规章"),
    "地方规章": ("省级政府规章", "市级政府规章"),
    "省级政府规章": ("省级政府规章",),
    "省政府规章": ("省级政府规章",),
    "市级政府规章": ("市级政府规章",),
    "市政府规章": ("市级政府规章",),
    "规章": ("部门规章", "省级政府规章", "市级政府规章"),
    "规范性文件": ("规范性文件",),
    "国务院决定": ("国务院决定", "行政法规"),
    "三定规定": ("三定规定", "规范性文件"),
    "司法解释": ("司法解释",),
}


def ranks_of_label(label: str) -> tuple[Rank, ...]:
    """Return the ranks a written label may stand for; () for a label that names no rank."""
    return _LABELS.get(label.strip("【】[]（）() \t　"), ())


def effect(rank: Rank) -> int:
    """Return the 效力 of a rank: a higher number prevails over a lower one."""
    return EFFECT[rank]


def highest(ranks: Iterable[Rank]) -> Rank | None:
    """Return the rank with the highest 效力, the first of equals; None when there is none."""
    return max(ranks, key=effect, default=None)


Power = Literal["行政许可", "行政处罚", "强制措施", "强制执行"]


@dataclass(frozen=True, slots=True)
class SettingPower:
    """Whether a rank may set an item, and on whose authority the answer rests.

    `refused` are the kinds the rank may not set (the power itself when it may set none at all);
    `condition` is what must be true besides (临时, 限额, 地方性事务); `ground` names the article.
    """

    allowed: bool
    refused: tuple[str, ...] = ()
    condition: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell of the matrix: the kinds that are excluded or, if given, the only ones allowed."""

    ground: str
    only: frozenset[str] | None = None
    without: frozenset[str] = frozenset()
    condition: str = ""


_LIBERTY = frozenset({"行政拘留", "限制人身自由"})
_LICENCE_OF_BUSINESS = frozenset({"吊销营业执照"})
_RULES_MAY = frozenset({"警告", "通报批评", "罚款"})
_LIBERTY_AND_FUNDS = frozenset({"限制公民人身自由", "限制人身自由", "冻结"})
_SEALING = frozenset({"查封", "扣押"})
_NATIONAL_LICENCES = frozenset({"认可", "资格资质", "登记", "设立登记", "设立登记前置"})

_LICENSING: Mapping[Rank, _Cell] = {
    "法律": _Cell("行政许可法第十四条第一款"),
    "行政法规": _Cell("行政许可法第十四条第一款"),
    "国务院决定": _Cell("行政许可法第十四条第二款", condition="必要时；除临时性行政许可外应当及时提请立法"),
    "地方性法规": _Cell(
        "行政许可法第十五条",
        without=_NATIONAL_LICENCES,
        condition="不得设定应当由国家统一确定的资格、资质，不得设定企业或者其他组织的设立登记及其前置性许可",
    ),
    "省级政府规章": _Cell(
        "行政许可法第十五条",
        without=_NATIONAL_LICENCES,
        condition="临时性行政许可，实施满一年需要继续实施的应当提请制定地方性法规",
    ),
}
_PENALTIES: Mapping[Rank, _Cell] = {
    "法律": _Cell("行政处罚法第十条"),
    "行政法规": _Cell("行政处罚法第十一条第一款", without=_LIBERTY),
    "地方性法规": _Cell("行政处罚法第十二条第一款", without=_LIBERTY | _LICENCE_OF_BUSINESS),
    "部门规章": _Cell("行政处罚法第十三条第二款", only=_RULES_MAY, condition="罚款的限额由国务院规定"),
    "省级政府规章": _Cell(
        "行政处罚法第十四条第二款", only=_RULES_MAY, condition="罚款的限额由省级人民代表大会常务委员会规定"
    ),
    "市级政府规章": _Cell(
        "行政处罚法第十四条第二款", only=_RULES_MAY, condition="罚款的限额由省级人民代表大会常务委员会规定"
    ),
}
_MEASURES: Mapping[Rank, _Cell] = {
    "法律": _Cell("行政强制法第十条第一款"),
    "行政法规": _Cell(
        "行政强制法第十条第二款",
        without=_LIBERTY_AND_FUNDS,
        condition="尚未制定法律且属于国务院行政管理职权事项，或者法律规定由行政法规规定具体管理措施",
    ),
    "地方性法规": _Cell("行政强制法第十条第三款", only=_SEALING, condition="尚未制定法律、行政法规，且属于地方性事务"),
}
_EXECUTION: Mapping[Rank, _Cell] = {"法律": _Cell("行政强制法第十三条第一款")}

#: power → (what each rank may set, the article that shuts out every rank not named there).
MATRIX: Mapping[Power, tuple[Mapping[Rank, _Cell], str]] = {
    "行政许可": (_LICENSING, "行政许可法第十七条"),
    "行政处罚": (_PENALTIES, "行政处罚法第十六条"),
    "强制措施": (_MEASURES, "行政强制法第十条第四款"),
    "强制执行": (_EXECUTION, "行政强制法第十三条第一款"),
}


def may_set(power: Power, kinds: Iterable[str], rank: Rank) -> SettingPower:
    """Say whether a basis of a rank may set a power with all the given kinds.

    `kinds` are the item's 处罚种类, 强制种类 or 许可类别 in the words of the model (警告, 查封, 认可 …);
    none given = only whether the rank may set such a power at all.
    """
    cells, shut_out = MATRIX[power]
    cell = cells.get(rank)
    if cell is None:
        return SettingPower(allowed=False, refused=(power,), ground=shut_out)
    refused = tuple(kind for kind in kinds if kind in cell.without or (cell.only is not None and kind not in cell.only))
    return SettingPower(allowed=not refused, refused=refused, condition=cell.condition, ground=cell.ground)


def ranks_that_may_set(power: Power, kinds: Iterable[str] = ()) -> tuple[Rank, ...]:
    """Return the ranks that may set a power with all the given kinds, highest first."""
    wanted = tuple(kinds)
    return tuple(rank for rank in RANKS if may_set(power, wanted, rank).allowed)
