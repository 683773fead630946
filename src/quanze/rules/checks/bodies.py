"""What kind of body a name stands for: as the register of departments says, else as the name itself gives away."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.rules.checks.wording import any_of
from quanze.text import fold

if TYPE_CHECKING:
    from quanze.rules.context import Context

ADMINISTRATIVE: Final = "行政机关"
#: 性质 in the register → kind; 党委机构 and 其他 may or may not be administrative organs as well.
_OF_NATURE: Final = {
    "政府工作部门": ADMINISTRATIVE,
    "直属机构": ADMINISTRATIVE,
    "派出机构": ADMINISTRATIVE,
    "乡镇政府": ADMINISTRATIVE,
    "街道办事处": ADMINISTRATIVE,
    "垂直管理部门": ADMINISTRATIVE,
    "事业单位": "事业单位",
    "企业": "企业",
    "社会组织": "社会组织",
    "内设机构": "内设机构",
}
#: With what a short name begins that leaves out whose it is (市交通运输局).
_PLACES: Final = frozenset("省市县区州盟旗镇乡")
#: Kinds a name can give away, in the order in which the word lists 机构性质.<kind> are tried.
_BY_NAME: Final = ("自治组织", "企业", "社会组织", "事业单位", ADMINISTRATIVE)


def kind_of_body(name: str, context: Context) -> str:
    """Return 行政机关, 事业单位, 企业, 社会组织, 自治组织 or 内设机构; "" when it cannot be told."""
    filed = (context.departments or {}).get(name)
    if filed is not None and not is_absent(filed.record.nature) and filed.record.nature:
        return _OF_NATURE.get(filed.record.nature, "")
    return _named(name, tuple(context.phrases(f"机构性质.{kind}") for kind in _BY_NAME))


@lru_cache(maxsize=1024)
def _named(name: str, lists: tuple[tuple[str, ...], ...]) -> str:
    folded = fold(name)
    found = (kind for kind, words in zip(_BY_NAME, lists, strict=True) if any_of(words).search(folded))
    return next(found, "")


def is_township(name: str, context: Context) -> bool | None:
    """Say whether a body is a 乡镇人民政府 or 街道办事处; None when it cannot be told."""
    filed = (context.departments or {}).get(name)
    nature = None if filed is None or is_absent(filed.record.nature) else filed.record.nature
    if nature and nature != "其他":
        return nature in ("乡镇政府", "街道办事处")
    folded = fold(name)
    if folded.endswith(
        ("乡", "镇", "乡人民政府", "镇人民政府", "乡政府", "镇政府", "街道办事处", "街道办", "苏木人民政府", "街道")
    ):
        return True
    return None if kind_of_body(name, context) == "" else False


def same_body(one: str, other: str) -> bool:
    """Say whether two names mean one body: the same, or one without the place (市交通运输局, 示例市交通运输局)."""
    first, second = fold(one), fold(other)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and (longer == shorter or (shorter[0] in _PLACES and longer.endswith(shorter)))
