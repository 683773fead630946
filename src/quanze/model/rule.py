"""A rule file (rules/<族>/<代码>.yaml): metadata, ground, how it is checked, examples."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final, Literal

from pydantic import BeforeValidator, JsonValue
from pydantic_core import PydanticCustomError

from quanze.model.record import Record, key
from quanze.model.values import Count, Number, Text, Texts, Truth, shown, text_as
from quanze.model.words import GateName

SEVERITY_WORDS: Final = {"错误": "error", "警告": "warning", "提示": "info"}
_FIX_WORDS: Final = {"自动": "yes", "建议": "suggest", "不能": "no"}


def _choice(words: Mapping[str, str]) -> Callable[[object], object]:
    """Return a reader that takes one of a few words for what it means, or that itself."""

    def read(value: object) -> object:
        if isinstance(value, str) and (value in words or value in words.values()):
            return words.get(value, value)
        expected = f"应为 {'、'.join(words)} 之一"
        raise PydanticCustomError("wrong", "{expected}", {"expected": expected, "value": shown(value)})

    return read


#: Whether what a rule finds can be mended: 自动 (safely), 建议 (by a person's decision), 不能.
Fixable = Annotated[
    Literal["yes", "suggest", "no"],
    BeforeValidator(_choice(_FIX_WORDS), json_schema_input_type=Literal["自动", "建议", "不能"]),
]
RuleSeverity = Annotated[
    Literal["error", "warning", "info"],
    BeforeValidator(
        _choice(SEVERITY_WORDS),
        json_schema_input_type=Literal["error", "warning", "info", "错误", "警告", "提示"],
    ),
]


@dataclass(frozen=True, slots=True)
class Form:
    """What a form-like check (填空式检查) is filled in with.

    `keys` must be written, of `either` at least one; `names` are what its message may speak of.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    either: tuple[str, ...] = ()


#: 检查 → what it is filled in with. 读取 is what is found while files are read: nothing.
FORMS: Final[Mapping[str, Form]] = {
    "必填": Form(("字段",), ("字段",)),
    "不得为空": Form(("字段",), ("字段",)),
    "枚举": Form(("字段", "取值"), ("字段", "值", "取值")),
    "正则": Form(("字段", "模式"), ("字段", "值")),
    "不得匹配": Form(("字段", "模式"), ("字段", "值", "命中")),
    "不得含": Form(("字段",), ("字段", "值", "命中"), ("词", "词表")),
    "成对": Form(("字段",), ("字段", "另一字段")),
    "数值比较": Form(("字段", "比较"), ("字段", "值", "界限"), ("值", "另一字段")),
    "长度": Form(("字段", "最多"), ("字段", "值", "长度", "最多")),
    "唯一": Form(("字段",), ("字段", "值", "另一处")),
    "引用存在": Form(("字段", "引用"), ("字段", "值", "引用")),
}


#: 唯一: the fields of which a list may be asked to have every value once, with the attributes of its facts.
UNIQUE_FIELDS: Final[Mapping[str, str]] = {"编码": "code", "实施编码": "task_code", "名称": "name"}
#: 适用: the fields by which a rule may be limited to some items, with their attributes; their words are
#: those of the vocabulary of that name.
FILTERS: Final[Mapping[str, str]] = {
    "类型": "type",
    "状态": "status",
    "权力来源": "source",
    "主体性质": "subject_nature",
}


class Ground(Record):
    """依据 of a rule: word for word (原文), and statutes and local policy apart.

    `checked`: verified = the wording was read in a public text or a seed; secondary = read in a
    quotation; engineering = no legal ground; unverified = no article number may be printed.
    """

    text: Text = key("原文")
    statutes: Texts = key("法定", ())
    policies: Texts = key("政策", ())
    checked: Literal["verified", "secondary", "engineering", "unverified", "local"] = key("核实", "local")


#: A local rule may give its ground as one text.
GroundOrText = Annotated[Ground, BeforeValidator(text_as("原文"), json_schema_input_type=Ground | str)]
#: One message, or one for each variant a check reports.
Messages = Annotated[dict[str, Text], BeforeValidator(text_as(""), json_schema_input_type=str | dict[str, str])]
#: A fast filter by fields of the item ({类型: [行政许可]}), or an expression (kept under "").
Applies = Annotated[
    dict[str, Texts], BeforeValidator(text_as(""), json_schema_input_type=str | dict[str, list[str] | str])
]


class RuleFile(Record):
    """规则文件."""

    literal: ClassVar[bool] = True

    code: Text = key("代码", absent="RUN003", note="三个大写字母加三位数字, 用过的不再用")
    name: Text = key("名称", absent="RUN003")
    severity: RuleSeverity = key("级别", absent="RUN003", note="error、warning 或 info")
    ground: GroundOrText = key("依据", absent="RUN003")
    gate: GateName = key("档位", "采集", note="从哪一档起适用")
    applies: Applies = key("适用", {}, note="哪些事项适用: {类型: [...]} 或者一个表达式")
    needs: Texts = key("需要", (), note="需要的参照资料, 没有时本规则记为未执行")
    form: Text | None = key("检查", None, note="填空式检查的名称")
    field: Texts = key("字段", ())
    allowed: Texts = key("取值", ())
    words: Texts = key("词", ())
    word_list: Text | None = key("词表", None, note="口径里的词表名称")
    pattern: Text | None = key("模式", None, note="正则表达式")
    comparison: Text | None = key("比较", None, note="<=、<、==、!=、>=、>")
    value: Number | None = key("值", None)
    other: Text | None = key("另一字段", None, note="和哪个字段比")
    register_name: Text | None = key("引用", None, note="部门名册、通用目录或者登记册名称")
    limit: Count | None = key("最多", None)
    requires: Text | None = key("要求", None, note="必须成立的表达式")
    implementation: Text | None = key("代码实现", None)
    position: Text | None = key("位置", None, note="报在哪个字段上")
    messages: Messages = key("消息", {}, note="可用 {事项.名称} 等")
    explanation: Text = key("说明", "")
    remedy: Text = key("怎么改", "")
    fix: Fixable = key("修复", "no", note="自动、建议或不能")
    guarded: Truth | None = key("仅合法性机构可豁免", None)
    good: tuple[dict[str, JsonValue], ...] = key("正例", ())
    bad: tuple[dict[str, JsonValue], ...] = key("反例", ())
