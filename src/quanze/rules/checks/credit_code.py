"""ORG010: the check character of the unified social credit code (统一社会信用代码, GB 32100-2015)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quanze.absent import is_absent
from quanze.finding import Hit
from quanze.rules.check import ListHit, list_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.rules.context import Context
    from quanze.rules.facts import Facts

LENGTH: Final = 18
#: The characters of the code in the order of their values; I, O, S, V and Z are not used.
_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE: Final = {character: value for value, character in enumerate(_CHARACTERS)}
#: Weight of each place: powers of 3 modulo 31.
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
_REGISTER: Final = "部门名册"


def check_character(body: str) -> str:
    """Return the 18th character that belongs to the first 17, "" when one of them is not allowed."""
    if len(body) != LENGTH - 1 or any(character not in _VALUE for character in body):
        return ""
    total = sum(_VALUE[character] * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _CHARACTERS[-total % 31]


def wrong_with(code: str) -> tuple[str, dict[str, object]] | None:
    """Return what is wrong with a code: the message's variant and its values; None when nothing is."""
    values: dict[str, object] = {"值": code}
    if len(code) != LENGTH:
        return "位数", {**values, "位数": len(code)}
    strange = [character for character in code if character not in _VALUE]
    if strange:
        return "字符", {**values, "字符": "、".join(dict.fromkeys(strange))}
    right = check_character(code[:-1])
    return None if code[-1] == right else ("校验", {**values, "末位": code[-1], "应为": right})


def _by_code(facts: Facts, _context: Context) -> Iterator[str]:
    if len(facts.task_code) >= LENGTH:
        yield facts.task_code[:LENGTH]


@list_check(_by_code, always=(_REGISTER,))
def credit_codes(key: str, group: tuple[Facts, ...], context: Context) -> Iterator[ListHit]:
    """ORG010: a credit code of the register or in 实施编码 cannot be right.

    A wrong code of the register is said once, there, and not again for the items that repeat it. That a code
    is not the one the register has for the body is CAT002's.
    """
    if key == _REGISTER:
        yield from _of_departments(context)
        return
    wrong = wrong_with(key)
    if wrong is None or key in _written(context):
        return
    for facts in group:
        if _is_known(facts.department, context):
            continue
        yield ListHit(facts.file, Hit(("实施编码",), wrong[1], wrong[0], part=(0, LENGTH), key=key))


def _of_departments(context: Context) -> Iterator[ListHit]:
    for _, filed in sorted((context.departments or {}).items()):
        code = filed.record.credit_code
        wrong = None if is_absent(code) or not code else wrong_with(code)
        if wrong is not None:
            hit = Hit((*filed.path, "统一社会信用代码"), wrong[1], wrong[0], key=str(wrong[1]["值"]))
            yield ListHit(filed.file, hit)


def _is_known(department: str, context: Context) -> bool:
    """Say whether the register has a credit code for a body that can be right."""
    filed = (context.departments or {}).get(department)
    code = None if filed is None or is_absent(filed.record.credit_code) else filed.record.credit_code
    return bool(code) and wrong_with(code or "") is None


def _written(context: Context) -> set[str]:
    codes = (filed.record.credit_code for filed in (context.departments or {}).values())
    return {code for code in codes if not is_absent(code) and code}
