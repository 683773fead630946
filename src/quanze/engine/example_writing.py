"""What is wrong with an example as it is written: a misspelt field would make a test that cannot fail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.expression.suggestion import nearest
from quanze.model.item import item_type
from quanze.model.validation import read_record, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.model.validation import Vocabulary
    from quanze.source import Tree

#: Keys of an example that are not fields of an item.
OWN_KEYS: Final = frozenset(
    ("位置", "环境", "事项", "文本", "字节", "规则", "文件", "豁免", "基线", "报告", "第", "数量")
)
#: What an example may say of its surroundings (环境).
SETTINGS: Final = (
    *("口径", "核对日期", "档位", "层级", "区划", "参数", "部门名册", "通用目录", "登记册", "放权批次"),
    *("上级清单", "下级清单", "上一状态", "法规补充"),
)
#: Rules that speak of a field, a type or a word that there is none of.
_MISSPELT: Final = frozenset(("SCH003", "SCH005", "SCH006"))
_SHOWS_NO_ITEM: Final = frozenset(("文本", "字节", "规则", "豁免", "基线"))
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def items_of(example: Mapping[str, Tree]) -> list[Tree]:
    """Return the items an example shows: those under 事项, or the one it is itself."""
    written = example.get("事项")
    return written if isinstance(written, list) else [{k: v for k, v in example.items() if k not in OWN_KEYS}]


def mistake(example: Mapping[str, Tree], code: str, vocabulary: Vocabulary) -> str:
    """Say what is wrong with how an example of the rule `code` is written, "" when nothing is."""
    return next((told for told in _mistakes(example, code, vocabulary) if told), "")


def _mistakes(example: Mapping[str, Tree], code: str, vocabulary: Vocabulary) -> Iterable[str]:
    for key in ("第", "数量"):
        if key in example and not str(example[key]).isdecimal():
            yield f"“{key}”应为整数, 现在是“{example[key]}”"
    setting = example.get("环境")
    for key, value in setting.items() if isinstance(setting, dict) else ():
        if key not in SETTINGS:
            near = nearest(key, SETTINGS)
            yield f"“环境”里没有“{key}”" + (f", 是否“{near}”?" if near else f", 可用的有: {'、'.join(SETTINGS)}")
        if key == "核对日期" and not _DATE.fullmatch(str(value)):
            yield f"“核对日期”应为日期, 例如 2026-11-22, 现在是“{value}”"
    if _SHOWS_NO_ITEM.isdisjoint(example):
        for tree in items_of(example):
            yield _misspelt(tree, code, vocabulary)


def _misspelt(tree: Tree, code: str, vocabulary: Vocabulary) -> str:
    if not isinstance(tree, dict):
        return "“事项”里的每一项要写成一组字段"
    hits = read_record(item_type(tree.get("类型")), tree, vocabulary)[1]
    found = next(
        (hit for hit in hits if hit.rule in _MISSPELT and hit.rule != code and hit.hit.variant != "缺少"), None
    )
    return f"例子写错了: {sentence(found)}" if found is not None else ""
