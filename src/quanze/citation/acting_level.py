"""Which level of government a provision gives a power to, read out of its wording.

A wording is believed only when it leaves no doubt: every organ it names is of a level, and nothing in it
speaks of a lower one, of entrusting, or of organs without a level (有关部门, 登记机关). All else is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

STATE: Final = "国家级"
PROVINCE: Final = "省级"
CITY: Final = "市级"
#: The levels a power can come down from, highest first.
UPPER: Final = (STATE, PROVINCE, CITY)

_TITLE: Final = re.compile(r"《[^《》]*》|〔[^〔〕]*〕")
#: Words that name a county or lower body, whoever serves as one, or a body of no level at all.
_LOWER: Final = re.compile(
    r"县|旗|乡|镇|街道|村民|居民|社区|市辖区|不设区|区人民政府|各区|区级|基层|派出|所在地(?!的?(?:省|自治|直辖|设区|地级))|当地|地方各级|各级|下级|上一级|上级"
    r"|本级|同级|委托|授权|下放|取消|分级|管辖|权限|或者其|(?<!直辖)(?<!设区的)(?<!设区)市、|(?:市|州)[（(]"
)
#: What the State Council only lays down, not does: 按照国务院规定的…, 由国务院交通运输主管部门制定.
_RULES_MADE: Final = re.compile(
    r"(?:按照|依照|根据|符合|执行)?(?:国家|国务院)[^，。；：]{0,40}?(?:规定|制定|公布|确定|标准|目录|办法|条例|决定|名录)"
)
_WORDS: Final = {
    STATE: "国务院",
    PROVINCE: (
        r"省、自治区、直辖市(?:级)?|省[（(]自治区、直辖市[）)](?:级)?|省级|自治区级?|直辖市级?"
        r"|(?<![外跨出入])省(?=人民政府|[\u4e00-\u9fff]{2,12}(?:主管|行政|管理)?(?:部门|厅|局))"
    ),
    CITY: (
        r"设区的?市(?:[、和或]?(?:者)?自治州)?(?:级)?|地级以上市|地级市|省辖市|自治州级?|地州市级?|(?<![县州地区直辖])市级"
    ),
}
_NAMES: Final = {level: re.compile(words) for level, words in _WORDS.items()}
#: An organ of a level: 省、自治区、直辖市人民政府农业主管部门.
_ORGAN: Final = re.compile(
    rf"(?:{'|'.join(_WORDS.values())})(?:以上)?(?:地方)?"
    r"(?:人民政府(?:的|及其)?[\u4e00-\u9fff、]{0,24}?(?:部门|机关|机构|委员会|厅|局)|人民政府"
    r"|(?:的)?[\u4e00-\u9fff、]{0,24}?(?:部门|机关|机构|委员会|厅|局|政府))"
)
#: An organ that was named before: 受理申请的交通运输主管部门, 该部门.
_NAMED_BEFORE: Final = re.compile(
    r"(?:受理|收到|接到)(?:前款|上述|该项?)?(?:规定的)?(?:申请|备案|报告)(?:材料)?的[\u4e00-\u9fff]{0,24}?(?:部门|机关|机构|人民政府)"
    r"|(?:前[一二两]?款|本条)(?:第[一二三四五]款)?规定的[\u4e00-\u9fff]{0,16}?(?:部门|机关|机构|人民政府)"
    r"|[该其](?:部门|机关|机构|人民政府)"
)
_FREE_ORGAN: Final = re.compile("部门|机关|机构|政府|委员会")
_POWER: Final = (
    "批准|审批|许可|核发|颁发|发给|登记|认定|审核|审查|审定|确认|核准|备案|处罚|处以|罚款|责令|警告|没收|吊销|查封|扣押|征收|收取"
    "|检查|奖励|裁决|负责|决定|同意"
)
#: The marked organ does something, or is turned to; that it lays down rules gives it no power over a case.
_GIVEN: Final = re.compile(
    rf"◆[^。；◆]{{0,60}}?(?:{_POWER})"
    r"|(?:向|报|经|由|报经|报请|取得)(?:所在地的?)?◆(?![^。；]{0,4}(?:制定|制订|规定|公布|会同|统一|另行))"
)
_HINT: Final = re.compile("国务院|省|自治|直辖|设区|地级|市级|地州市|州级")
_TOWNSHIP: Final = re.compile("乡|镇|街道")
_PENALTY: Final = re.compile("处罚|罚款|责令|警告|没收|吊销|暂扣|取消")


@dataclass(frozen=True, slots=True)
class Given:
    """The lowest level a wording gives a power to, and the organ as it is named there."""

    level: str
    words: str


@dataclass(frozen=True, slots=True)
class Tenor:
    """What the wording of a provision says of who acts.

    `given` = the level it gives the power to, None when that is not certain; `silent` = it names no organ at
    all; `township` = it speaks of townships or streets; `penal` = it speaks of a penalty.
    """

    given: Given | None
    silent: bool
    township: bool
    penal: bool

    @property
    def open(self) -> bool:
        """Whether it may give the power to any level: it names organs, and not of one level alone."""
        return self.given is None and not self.silent


@lru_cache(maxsize=8192)
def tenor(text: str) -> Tenor:
    """Read the wording of a provision, or of several together."""
    return Tenor(given(text), is_silent(text), bool(_TOWNSHIP.search(text)), bool(_PENALTY.search(text)))


def together(tenors: tuple[Tenor, ...]) -> Tenor:
    """Return what several provisions say together; at least one."""
    levels = [one.given for one in tenors if one.given is not None]
    lowest = max(levels, key=lambda one: UPPER.index(one.level)) if levels else None
    return Tenor(
        given=lowest if not any(one.open for one in tenors) else None,
        silent=all(one.silent for one in tenors),
        township=any(one.township for one in tenors),
        penal=any(one.penal for one in tenors),
    )


def is_silent(text: str) -> bool:
    """Say whether a wording names no organ at all, so that it leaves open who acts."""
    stripped = _TITLE.sub("", text)
    return _FREE_ORGAN.search(stripped) is None and _LOWER.search(stripped) is None


@lru_cache(maxsize=8192)
def given(text: str) -> Given | None:
    """Return the lowest level a provision gives a power to, None when that is not certain."""
    if not _HINT.search(text):
        return None
    stripped = _RULES_MADE.sub("", _TITLE.sub("", text))
    if _LOWER.search(stripped):
        return None
    found = [(_level_of(match), match.group()) for match in _ORGAN.finditer(stripped)]
    marked = _NAMED_BEFORE.sub("", _ORGAN.sub("◆", stripped))
    if not found or _FREE_ORGAN.search(marked) or not _GIVEN.search(marked):
        return None
    level, words = max(found, key=lambda one: UPPER.index(one[0]))
    return Given(level, words)


def _level_of(organ: re.Match[str]) -> str:
    """Return the lowest level in the name of an organ (直辖市或者设区的市…部门)."""
    for level in reversed(UPPER):
        name = _NAMES[level].search(organ.string, organ.start())
        if name and name.start() < organ.end():
            return level
    return STATE  # not reached: an organ begins with one of the names
