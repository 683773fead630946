"""What a rule file says of the rule itself: its code, its ground, what it needs and which items it applies to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from quanze.model.rule import FILTERS
from quanze.rules.context import NEEDS
from quanze.rules.errors import RuleFileError
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quanze.model.rule import RuleFile
    from quanze.model.validation import Vocabulary

#: 引用: what may be looked into besides the registers.
REFERENCES: Final = ("部门名册", "通用目录")
_CODE: Final = re.compile(r"[A-Z]{3}[0-9]{3}")


def needs(rule: RuleFile) -> tuple[str, ...]:
    """Return the reference data a rule cannot do without: what it writes, and what its form looks into."""
    register = rule.register_name
    if not register:
        return rule.needs
    looked_into = register if register in REFERENCES else f"登记册.{register}"
    return tuple(dict.fromkeys((*rule.needs, looked_into)))


def check_needs(rule: RuleFile) -> None:
    """Refuse reference data that there is none of. Raises RuleFileError."""
    for need in rule.needs:
        if need.partition(".")[0] not in NEEDS:
            raise RuleFileError(f"没有“{need}”这种参照资料{_or(need, sorted(NEEDS))}", "需要")


def check_local(rule: RuleFile, vocabulary: Vocabulary, families: Collection[str]) -> None:
    """Refuse what an office may not write, or has misspelt. Raises RuleFileError naming the key."""
    if not _CODE.fullmatch(rule.code):
        raise RuleFileError(f"代码“{rule.code}”不对, 应为三个大写字母加三位数字, 如 SXJ001", "代码")
    if rule.code[:3] in families:
        raise RuleFileError(f"{rule.code[:3]} 是内置规则的族, 请换三个别的字母", "代码")
    if is_placeholder(rule.name):
        raise RuleFileError("“名称”没有写", "名称")
    if is_placeholder(rule.ground.text):
        raise RuleFileError("“依据”没有写: 写文件、条款; 工作上的要求写 本单位规定", "依据")
    registers = (*REFERENCES, *vocabulary["words"].get("登记册", ()))
    if rule.register_name and rule.register_name not in registers:
        raise RuleFileError(f"没有“{rule.register_name}”这种名册{_or(rule.register_name, registers)}", "引用")
    lists = vocabulary.get("phrases", {})
    if rule.word_list and rule.word_list not in lists:
        raise RuleFileError(f"口径里没有词表“{rule.word_list}”{_or(rule.word_list, lists)}", "词表")
    _check_applies(rule, vocabulary)


def _check_applies(rule: RuleFile, vocabulary: Vocabulary) -> None:
    for key, words in rule.applies.items():
        if not key:  # a condition, which is compiled with the rule
            continue
        if key not in FILTERS:
            meant = _or(key, FILTERS)
            raise RuleFileError(f"“适用”不能按“{key}”选{meant} 也可以写条件, 如 适用: 有(事项.主项)", "适用")
        known = vocabulary["words"].get(key, ())
        for word in words:
            if word not in known:
                raise RuleFileError(f"“{word}”不在词表“{key}”里{_or(word, known)}", "适用")


def _or(written: str, known: Iterable[str]) -> str:
    """Return what was probably meant, or everything that could be."""
    from quanze.expression.suggestion import nearest  # noqa: PLC0415 - needed only to explain a mistake

    near = nearest(written, known)
    return f", 是否“{near}”?" if near else f", 可用的有: {'、'.join(known)}。"
