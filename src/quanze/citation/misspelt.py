"""Whether a title that is not in the law table can only be another one wrongly written. Pure.

The table has every law (法) and every regulation of the State Council (条例): one of these that is not there
does not exist. Of any other act it has only some: 林业行政处罚程序规定 is not 农业行政处罚程序规定 misspelt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.citation.title import normalize_title, type_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.citation.rank import Rank

#: Likeness (0–100) from which on two titles are near whatever differs between them (rulebook, BAS022).
NEAR: Final = 90.0
#: Acts of which 暂行 or 试行 was dropped are other acts; so are acts on implementing.
_OTHER_ACT: Final = frozenset(("暂行", "试行", "实施", "补充", "临时"))
#: Titles of so many characters may have two of them wrong.
_LONG: Final = 8
#: Characters that are typed for one another; each group is one sound or one shape.
_CONFUSED: Final = (
    "例列", "护户", "监临鉴", "制治至置", "账帐", "定订", "布部", "施失实", "计记", "划化画", "检捡俭", "验险", "券卷", "竞竟",
    "侯候", "己已巳", "末未", "籍藉", "粮梁", "燃然", "辑缉", "象像", "坐座", "作做", "及级极", "里理", "使驶", "许可克", "查察",
    "经径", "权全", "与于", "法发", "处出", "罚法", "证正政", "征证", "安案按", "全权", "保报", "办辨辩", "辅铺", "境镜", "源原缘",
    "生声", "产场", "气汽", "船般", "务物", "厂场", "技枝", "析折", "效郊", "项顷", "批披", "殊珠", "申审", "拨拔", "赔陪", "偿尝",
    "渔鱼", "沙砂", "暴爆", "份分", "复覆", "反返", "像相", "备被", "捕补", "养样", "育誉", "构购", "贷贸", "销消", "货贷", "度渡",
)  # fmt: skip
_PAIRS: Final = frozenset(frozenset((a, b)) for group in _CONFUSED for a in group for b in group if a != b)
_COMPLETE: Final[frozenset[Rank | None]] = frozenset(("法律", "行政法规"))
_LOCAL: Final[frozenset[Rank | None]] = frozenset(("地方性法规", "省级政府规章", "市级政府规章"))


def is_misspelt(title: str, near: str, likeness: float, rank: Rank | None) -> bool:
    """Say whether a title can only be `near`, a title of the table that names the same place, wrongly written.

    `likeness` of the two is 0–100, `rank` that of the act near it.
    """
    key, other = normalize_title(title), normalize_title(near)
    kind, meant = type_word(title), type_word(near)
    changed = _changes(key, other)
    few = changed <= 1 or (changed == 2 and len(key) >= _LONG)
    adds = _adds_little(key, other) and key[:1] == other[:1]
    if kind == "法" and rank not in _LOCAL:
        return likeness >= NEAR or few or adds
    if not kind and meant:  # 条列, 管理办发: no act is called so
        return few
    if kind == "条例" and rank == "法律":
        return likeness >= NEAR
    if kind != meant or any((word in key) != (word in other) for word in _OTHER_ACT):
        return False
    if kind == "条例" and rank in _COMPLETE:
        return few or adds
    if likeness >= NEAR and _adds_little(key, other):
        return True
    return changed == 1 and _is_slip(key, other)


def _changes(first: str, second: str) -> int:
    """Return how many characters are replaced, left out, added, or changed places with the next one."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (a list without unknown titles does not pay for it)

    return int(OSA.distance(first, second))


def _adds_little(first: str, second: str) -> bool:
    """Say whether one text is the other with one or two characters left out."""
    shorter, longer = sorted((first, second), key=len)
    rest = iter(longer)
    return len(longer) - len(shorter) in (1, 2) and all(char in rest for char in shorter)


def _is_slip(first: str, second: str) -> bool:
    """Say whether the one change between two texts is two characters that are confused, or changed places."""
    if len(first) != len(second):
        return False
    differing = [frozenset(pair) for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differing) == 2 or all(pair in _PAIRS for pair in differing)


def without_the_nation(title: str) -> Iterator[str]:
    """Yield what a title may be without 中华人民共和国, where that is itself misspelt (中华人民国, 中华人民共合国)."""
    nation = "中华人民共和国"
    if title[:2] in ("中华", "华人") and not title.startswith(nation):
        for length in range(len(nation) + 1, 2, -1):
            if _changes(title[:length], nation) <= len(nation) - 4:
                yield title[length:]
