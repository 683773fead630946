"""A new local rule from the answers to five questions: the tree of its file, without examples."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.expression.errors import ExpressionError
from quanze.expression.suggestion import nearest
from quanze.finding import SEVERITY_NAMES
from quanze.model.rule import FORMS
from quanze.rules import build
from quanze.rules.errors import RuleFileError
from quanze.rules.fields import Field, item_tree, resolve
from quanze.rules.forms import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from quanze.expression.fields import FieldTree, Kind
    from quanze.finding import Severity
    from quanze.model.configuration import Profile
    from quanze.source import Tree

EXPRESSION: Final = "表达式"
#: What an answer may choose, with what it means; the order in which they are offered.
CHOICES: Final[Mapping[str, str]] = {
    "必填": "每个事项都要写",
    "不得为空": "写了上一级, 就要写这一项",
    "枚举": "只能写这几个",
    "正则": "要符合一个模式",
    "不得匹配": "不能有符合这个模式的字样",
    "不得含": "不能有这些词",
    "成对": "要么和另一字段都写, 要么都不写",
    "数值比较": "和一个数、或者另一字段比大小",
    "长度": "最多多少个字",
    "唯一": "不能重复",
    "引用存在": "要在部门名册、通用目录或者登记册里",
    EXPRESSION: "必须成立的条件, 如 事项.版本 >= 1",
}
#: What is asked when a check needs more than its name.
VALUES: Final[Mapping[str, str]] = {
    "枚举": "可以写哪几个 (用、隔开)",
    "正则": "什么模式 (正则表达式, 要整个符合)",
    "不得匹配": "什么模式 (正则表达式)",
    "不得含": "哪些词 (用、隔开), 或者口径里一个词表的名称",
    "成对": "另一个字段",
    "数值比较": "怎么比, 如 <= 10, 或者 <= 办事指南.法定时限.数值",
    "长度": "最多多少个字",
    "引用存在": "在哪里: 部门名册、通用目录, 或者登记册的名称",
    EXPRESSION: "条件是什么",
}
_CODE: Final = re.compile(r"[A-Z]{3}\d{3}")
_SPLIT: Final = re.compile(r"[、,，;；]\s*")
_COMPARISON: Final = re.compile(r"(<=|>=|==|!=|<|>)\s*(\S+)")
_WIDE: Final = str.maketrans({"≤": "<=", "≥": ">=", "≠": "!=", "＜": "<", "＞": ">", "＝": "="})
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,6})?")
_COMPARED: Final = {"<=": "不能超过", "<": "要小于", ">=": "不能少于", ">": "要大于", "==": "要等于", "!=": "不能等于"}


class NewRuleError(ValueError):
    """An answer that cannot be used; its text is a Chinese sentence that says why."""


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """The answer to 怎么查: which check, and the keys of the rule file it fills in."""

    form: str
    keys: Mapping[str, Tree]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to the five questions."""

    code: str
    name: str
    severity: Severity
    ground: str
    field: Field
    check: CheckAnswer


def read_code(written: str, taken: Collection[str], families: Collection[str]) -> str:
    """Return a code that no rule has. Raises NewRuleError."""
    code = written.strip().upper()
    if not _CODE.fullmatch(code):
        raise NewRuleError(f"代码“{written.strip()}”不对, 应为三个大写字母加三位数字, 如 SXJ001")
    if code in taken:
        raise NewRuleError(f"代码 {code} 已经用了, 请换一个没有用过的")
    if code[:3] in families:
        raise NewRuleError(f"{code[:3]} 是内置规则的族, 以后可能有同样的代码; 请换三个别的字母")
    return code


def read_name(written: str) -> str:
    """Return the name of a rule. Raises NewRuleError."""
    return _text(written, "名称")


def read_ground(written: str) -> str:
    """Return the ground of a rule. Raises NewRuleError."""
    return _text(written, "依据")


def _text(written: str, what: str) -> str:
    text = " ".join(written.split())
    if not text:
        raise NewRuleError(f"{what}不能是空的")
    return text


def read_severity(written: str) -> Severity:
    """Return a severity from its Chinese or English name. Raises NewRuleError."""
    text = written.strip()
    for severity, name in SEVERITY_NAMES.items():
        if text.lower() in (severity, name):
            return severity
    raise NewRuleError(f"没有级别“{text}”, 可用的有: 错误、警告、提示")


def read_field(written: str) -> Field:
    """Return the field of an item that a path names. Raises NewRuleError with what was probably meant."""
    text = written.strip().removeprefix("事项.").translate({ord("．"): ".", ord("。"): "."})
    try:
        return resolve(text)
    except ExpressionError as error:
        whole = tuple(path for path in _paths(item_tree()) if path.endswith(f".{text}"))
        hint = f"。有这几个: {'、'.join(whole[:5])}" if whole else ""
        raise NewRuleError((error.message.partition(",")[0] if whole else error.message) + hint) from None


def _paths(tree: FieldTree, prefix: str = "", depth: int = 4) -> Iterator[str]:
    for key, (_, kind) in tree.fields.items():
        yield prefix + key
        inner: Kind = kind.element or kind
        if inner.record is not None and depth > 1:
            yield from _paths(inner.record, f"{prefix}{key}.", depth - 1)


def split_check(written: str) -> tuple[str, str]:
    """Return the check that an answer names (by name or number) and the rest; an expression is its own.

    Raises NewRuleError for a single word that names no check.
    """
    text = written.strip()
    first, _, rest = text.partition(" ")
    if first.isdecimal() and 1 <= int(first) <= len(CHOICES):
        first = tuple(CHOICES)[int(first) - 1]
    if first in ("要求", EXPRESSION):
        return EXPRESSION, rest.strip()
    if first in FORMS:
        return first, rest.strip()
    if not text or text.isidentifier() or text.isdecimal():
        raise NewRuleError(f"没有“{text}”这种检查, 可用的有: {'、'.join(CHOICES)}")
    return EXPRESSION, text


def read_check(form: str, value: str, profile: Profile) -> CheckAnswer:
    """Return the answer to 怎么查. Raises NewRuleError when its value is none."""
    if form in VALUES and not value:
        raise NewRuleError(f"“{form}”还要写: {VALUES[form]}")
    if form not in VALUES and value:
        raise NewRuleError(f"“{form}”后面不用再写什么")
    try:
        return CheckAnswer(form, _keys(form, value, profile))
    except RuleFileError as error:
        raise NewRuleError(error.message) from None


def refuse_unknown_words(answers: Answers, words: Collection[str]) -> None:
    """Raise NewRuleError when 枚举 allows what cannot stand in the field: `words` are all it takes, () = anything."""
    listed = answers.check.keys.get("取值")
    for word in listed if words and isinstance(listed, list) else ():
        if word not in words:
            near = nearest(str(word), words)
            guess = f", 是否“{near}”?" if near else f", 可用的有: {'、'.join(words)}"
            raise NewRuleError(f"“{answers.field.written}”里本来就不能写“{word}”{guess}")


def _keys(form: str, value: str, profile: Profile) -> dict[str, Tree]:
    """Return the keys of the rule file that a check with its value fills in."""
    if form == EXPRESSION:
        return {"要求": build.expression(value, "要求").source}
    if form in ("正则", "不得匹配"):
        return {"检查": form, "模式": compiled(value).source}
    return {"检查": form, **_KEYS.get(form, _nothing)(value, profile)}


def _nothing(_value: str, _profile: Profile) -> dict[str, Tree]:
    return {}


def _allowed(value: str, _profile: Profile) -> dict[str, Tree]:
    return {"取值": list(filter(None, _SPLIT.split(value)))}


def _unwanted(value: str, profile: Profile) -> dict[str, Tree]:
    listed = value.removeprefix("词表").strip()
    if listed in profile.phrases and not profile.phrases[listed].words:
        raise NewRuleError(f"词表“{listed}”里只有替换, 没有可查的词; 请直接写出要查的词")
    return {"词表": listed} if listed in profile.phrases else {"词": list(filter(None, _SPLIT.split(value)))}


def _partner(value: str, _profile: Profile) -> dict[str, Tree]:
    return {"另一字段": read_field(value).written}


def _comparison(value: str, _profile: Profile) -> dict[str, Tree]:
    match = _COMPARISON.fullmatch(unicodedata.normalize("NFKC", value.translate(_WIDE)))
    if match is None:
        raise NewRuleError(f"“{value}”不对, 要写成 <= 10 或者 <= 办事指南.法定时限.数值")
    if _NUMBER.fullmatch(match[2]):
        return {"比较": match[1], "值": match[2]}
    return {"比较": match[1], "另一字段": read_field(match[2]).written}


def _most(value: str, _profile: Profile) -> dict[str, Tree]:
    number = unicodedata.normalize("NFKC", value)
    if not number.isdecimal():
        raise NewRuleError(f"最多多少个字要写一个整数, 现在是“{value}”")
    return {"最多": number}


def _register(value: str, profile: Profile) -> dict[str, Tree]:
    name = value.removeprefix("登记册.")
    known = ("部门名册", "通用目录", *profile.vocabularies.get("登记册", ()))
    if name not in known:
        raise NewRuleError(f"没有“{name}”, 可用的有: {'、'.join(known)}")
    return {"引用": name}


#: Check → how its value becomes keys of the rule file.
_KEYS: Final[Mapping[str, Callable[[str, Profile], dict[str, Tree]]]] = {
    "枚举": _allowed,
    "不得含": _unwanted,
    "成对": _partner,
    "数值比较": _comparison,
    "长度": _most,
    "引用存在": _register,
}


def rule_tree(answers: Answers, types: tuple[str, ...]) -> dict[str, Tree]:
    """Return the tree of the rule's file without its examples; `types` limits it to types of items, () does not."""
    form, keys = answers.check.form, dict(answers.check.keys)
    register = keys.get("引用")
    field = answers.field.written
    tree: dict[str, Tree] = {
        "代码": answers.code,
        "名称": answers.name,
        "级别": SEVERITY_NAMES[answers.severity],
        "依据": answers.ground,
        "档位": "采集",
    }
    if types:
        tree["适用"] = {"类型": list(types)}
    if isinstance(register, str):
        tree["需要"] = [register if register in ("部门名册", "通用目录") else f"登记册.{register}"]
    if form == EXPRESSION:
        tree |= {**keys, "位置": field}
    elif form == "成对":
        tree |= {"检查": form, "字段": [field, str(keys["另一字段"])]}
    else:
        tree |= {"检查": keys.pop("检查"), "字段": field, **keys}
    message, remedy = _wording(answers)
    return {
        **tree,
        "消息": message,
        "说明": f"这是本地规则: {answers.name}。依据是{answers.ground}。",
        "怎么改": remedy,
    }


def _wording(answers: Answers) -> tuple[str, str]:
    """Return the message of a rule and how to mend what it finds."""
    field, keys = answers.field.written, answers.check.keys
    compared = _COMPARED.get(str(keys.get("比较")), "")
    plain = answers.name.replace("{", "{{").replace("}", "}}")
    return {
        "必填": ("没有写{字段}", f"补上“{field}”。"),
        "不得为空": ("{字段}是空的", f"补上“{field}”。"),
        "枚举": ("{字段}写的是“{值}”, 只能写 {取值}", f"把“{field}”改成可以写的几个之一。"),
        "正则": ("{字段}“{值}”的写法不对", f"按规定的写法改“{field}”。"),
        "不得匹配": ("{字段}里有“{命中}”", f"改写“{field}”, 去掉这些字样。"),
        "不得含": ("{字段}里有“{命中}”", f"改写“{field}”, 去掉或者写明这些词。"),
        "成对": ("写了{另一字段}, 没有写{字段}", "两个字段都写上, 或者都不写。"),
        "数值比较": ("{字段}是 {值}, " + compared + " {界限}", f"核对“{field}”; 确实有误的改正。"),
        "长度": ("{字段}有 {长度} 个字, 最多 {最多} 个字", f"把“{field}”写短。"),
        "唯一": ("{字段}“{值}”重复, {另一处} 已经用了", f"核对两处的“{field}”, 改正写错的一处。"),
        "引用存在": ("{字段}“{值}”不在{引用}里", f"核对“{field}”; 名册、目录里漏了的先补上。"),
        EXPRESSION: (f"“{{事项.名称}}”不符合要求: {plain}", f"核对“{field}”和有关字段; 确实有误的改正。"),
    }[answers.check.form]
