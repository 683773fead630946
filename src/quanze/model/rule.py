"""A rule file (rules/<族>/<代码>.yaml): metadata, ground, how it is checked, examples."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, JsonValue

from quanze.model.record import Record, key
from quanze.model.values import Count, Number, Text, Texts, Truth, text_as
from quanze.model.words import GateName

_SEVERITY_WORDS = {"错误": "error", "警告": "warning", "提示": "info"}


def _severity(value: object) -> object:
    return _SEVERITY_WORDS.get(value, value) if isinstance(value, str) else value


_FIX_WORDS = {"自动": "yes", "建议": "suggest", "不能": "no"}


def _fix(value: object) -> object:
    return _FIX_WORDS.get(value, value) if isinstance(value, str) else value


#: Whether what a rule finds can be mended: 自动 (safely), 建议 (by a person's decision), 不能.
Fixable = Annotated[
    Literal["yes", "suggest", "no"], BeforeValidator(_fix, json_schema_input_type=Literal["自动", "建议", "不能"])
]
RuleSeverity = Annotated[
    Literal["error", "warning", "info"],
    BeforeValidator(_severity, json_schema_input_type=Literal["error", "warning", "info", "错误", "警告", "提示"]),
]


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
    other: Text | None = key("另一字段", None)
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
