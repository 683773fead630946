"""docs/own-rules.md: how to write rules of one's own, generated from the checks and functions there are.

Every rule and every condition on the page is tried by the tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.engine.new_rule import CHOICES
from quanze.expression.automaton import MAX_PLACES
from quanze.expression.functions import FUNCTIONS
from quanze.expression.lexer import MAX_SOURCE
from quanze.expression.pattern import MAX_PATTERN
from quanze.expression.policy import MAX_LOOPS
from quanze.model.rule import FORMS
from quanze.rules.build import EXPRESSION_BUDGET

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A rule file, as it may stand in the folder rules of a list.
RULES = (
    """\
代码: SXJ001
名称: 承诺时限过长
级别: 警告                     # 错误、警告或提示
依据: 某县优化营商环境工作方案第三条
适用: {类型: [行政许可]}         # 不写就是全部事项; 也可以写条件
检查: 数值比较
字段: 办事指南.承诺时限.数值
比较: <=
值: 10
消息: "{字段}是 {值}, 不能超过 {界限}"
说明: 本县承诺许可事项十个工作日内办结。
怎么改: 缩短承诺时限; 确实办不到的报政务服务局。
正例:
  - {类型: 行政许可, 办事指南: {承诺时限: {数值: 10}}}
反例:
  - {类型: 行政许可, 办事指南: {承诺时限: {数值: 15}}, 位置: 办事指南.承诺时限.数值}
""",
    """\
代码: SXJ002
名称: 承诺时限没有压缩三成
级别: 提示
依据: 本单位规定
要求: 事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7
位置: 办事指南.承诺时限.数值
消息: 承诺 {事项.办事指南.承诺时限.数值}, 法定 {事项.办事指南.法定时限.数值}, 没有压缩三成
正例:
  - {类型: 行政许可, 办事指南: {法定时限: {数值: 20}, 承诺时限: {数值: 14}}}
反例:
  - {类型: 行政许可, 办事指南: {法定时限: {数值: 20}, 承诺时限: {数值: 15}}, 位置: 办事指南.承诺时限.数值}
""",
)
#: Check → what is written behind 字段 for it, as an example.
FILLED: Mapping[str, str] = {
    "必填": "字段: 投诉举报.电话",
    "不得为空": "字段: 放权.批次",
    "枚举": "字段: 主体性质, 取值: [法定机关, 授权组织]",
    "正则": "字段: 投诉举报.电话, 模式: '0\\d{3}-\\d{7,8}'",
    "不得匹配": "字段: 名称, 模式: '[（(].*[）)]'",
    "不得含": "字段: 名称, 词: [工商局, 质监局]",
    "成对": "字段: [放权.批次, 放权.序号]",
    "数值比较": "字段: 办事指南.承诺时限.数值, 比较: <=, 另一字段: 办事指南.法定时限.数值",
    "长度": "字段: 名称, 最多: 60",
    "唯一": "字段: 编码",
    "引用存在": "字段: 实施主体, 引用: 部门名册",
}
#: Wish → the condition that must hold.
CONDITIONS: Mapping[str, str] = {
    "县级的清单, 事项要有县级": '"县级" in 事项.行使层级',
    "许可至少引一部法律、行政法规": '事项.类型 != "行政许可" or any(依.类别 in ["法律", "行政法规"] for 依 in 事项.设定依据)',
    "责任事项至少三条": "长度(事项.责任事项) >= 3",
    "在用的事项不能过了计划取消日期": '事项.状态 != "在用" 或 无(事项.计划取消日期) 或 事项.计划取消日期 > 核对日期',
    "调整记录不能在将来": "all(记录.日期 <= 核对日期 for 记录 in 事项.调整记录)",
    "依据写成第几条": 'all(匹配(依.条款, "^第[一二三四五六七八九十百千]+条") for 依 in 事项.设定依据 if 有(依.条款))',
    "乡镇不行使处罚权": '非 (事项.类型 == "行政处罚" 且 "乡级" in 事项.行使层级)',
    "处罚事项的名称以“处罚”结尾": '事项.类型 != "行政处罚" or 结尾(事项.名称, "处罚")',
    "放权后一年内评估过": "无(事项.放权.评估.日期) or 天数(事项.放权.决定.日期, 事项.放权.评估.日期) <= 365",
    "各环节的时限加起来不超过法定时限": "合计(步.时限 for 步 in 事项.办事指南.办理流程) <= 事项.办事指南.法定时限.数值",
}
#: Function (by its Chinese name) → what it gives.
MEANINGS: Mapping[str, str] = {
    "有": "写了没有; “待补充”一类的词不算写了",
    "无": "没有写",
    "长度": "列表有几项, 文字有几个字",
    "任一": "有一项成立",
    "全部": "每一项都成立; 空的列表算成立",
    "合计": "各项相加",
    "最小": "最小的一个",
    "最大": "最大的一个",
    "匹配": "文字里有符合模式的地方; 整个符合写 ^…$",
    "开头": "以某个词、或者几个词之一开头",
    "结尾": "以某个词、或者几个词之一结尾",
    "含": "含有某个词、或者几个词之一",
    "日期": "直接写出的日期",
    "天数": "从甲到乙多少天, 乙在前就是负数",
}

_INTRODUCTION = """\
# 自己写规则

一条规则一个文件, 放在清单的 `rules` 文件夹里 (`quanze.yaml` 的“目录.规则”可以改), 不用编程。本页由检查和函数的定义生成\
 (`make docs`), 不要手工修改; 页上的每个例子都经过测试。

```sh
quanze rules new                 # 回答五个问题: 代码和名称、级别、依据、查哪个字段、怎么查
quanze rules try SXJ001          # 在清单上试一试: 报多少处, 前二十处是哪些
quanze rules test SXJ001         # 测试正例和反例
quanze check                     # 和内置规则一起检查
```

`rules new` 写出的文件可以直接修改。文件写错了, 每个命令都会说出在第几行第几列、错在哪里、是不是想写某个字; 只有这一条规则停用,\
 其他规则照常执行。"""

_FILE = """\
## 规则文件

代码是三个大写字母加三位数字, 前三个字母不能和[内置规则](rules/README.md)的族相同, 用过的不再用。字段的名称见[字段](fields.md)。\
“依据”写文件和条款; 只是工作上的要求, 写“本单位规定”。

正例不能报, 反例要报在“位置”所说的字段上, 每样至少一个; 它们就是这条规则的测试。例子只写和规则有关的几个字段。"""

_FORMS = """\
## 填空

| 检查 | 什么意思 | 填什么, 例如 | 消息里可以用 |
|---|---|---|---|"""

_PATTERNS = f"""\
- 字段经过列表时 (例如“设定依据.条款”), 每一项都查。没有写的值不查; 要求必须写, 用“必填”。
- “不得含”可以用口径里的词表: `词表: 占位主体`, 全部词表见 `quanze config show 词表`。
- “引用存在”在部门名册、通用目录、登记册里找; 没有提供名册时规则记为未执行, 不会当作通过。
- 模式是正则表达式, 可以用 `.` `[…]` `\\d` `\\w` `\\s` `\\u4e00` `( )` `|` `^` `$` `*` `+` `?` `{{2,5}}`, 最多 {MAX_PATTERN} 个字、\
{MAX_PLACES} 个位置; 不能用向前看、向后看和反向引用, 所以再怪的模式、再长的文字也算得完。"""

_CONDITIONS = """\
## 条件

“要求”写一个必须成立的条件, 不成立就报在“位置”上。“适用”也可以写条件, 只查符合它的事项。条件里用到的值没有写, 规则对这个事项就不适用;\
 要求写了, 用 `有(…)`。

| 要求 | 条件 |
|---|---|"""

_LANGUAGE = f"""\
可以用的名字: `事项` (后面用点写字段)、`核对日期`、`清单` (`清单.名称`、`清单.层级`、`清单.区划`、`清单.档位`)。

- 比较 `==` `!=` `<` `<=` `>` `>=` `in` `not in`; 连接 `and` `or` `not`, 也可以写 `且` `或` `非` (两边留空格)。
- 计算 `+` `-` `*` `/` `//` `%`; 文字放在半角引号里, 列表写作 `[甲, 乙]`; 是 `True`, 否 `False`。
- 逐项看列表: `any(条件 for 名字 in 列表)`, 后面可以加 `if 条件`; 最多套 {MAX_LOOPS} 层。第一项 `[0]`, 最后一项 `[-1]`。
- 标点一律半角。写成全角的、字段写错的、文字和数字相比的, 保存后用 `rules test` 会指出在第几列。

| 函数 | 得到什么 |
|---|---|"""

_BOUNDS = f"""\
条件最长 {MAX_SOURCE} 个字, 对一个事项最多算 {EXPRESSION_BUDGET:,} 步。步数只看条件和事项的内容, 和电脑快慢、别的事项无关;\
 超过的停下来, 在那个事项上报 [RUN001](rules/RUN001.md), 其他结果不受影响。条件碰不到 Python、文件和网络。

## 消息

一句话, 花括号里写字段: `{{事项.名称}}`; 填空还可以用上表最后一栏的名字。花括号本身写两遍。以花括号开头的要放在引号里。

## 在编辑器里补全

`quanze init` 建的清单已经配好: VS Code 装上 YAML 插件, 打开 `rules/*.yaml` 就会补全键、字段、检查和词表, 写错的划出来。改了口径里的\
词汇以后, 用 `quanze schema --write .quanze/schemas` 更新。别的编辑器, 在文件第一行写:

```yaml
# yaml-language-server: $schema=../.quanze/schemas/rule.json
```"""


def page() -> str:
    """Return the page."""
    parts = [
        _INTRODUCTION,
        _FILE,
        *(f"```yaml\n{rule}```" for rule in RULES),
        "\n".join([_FORMS, *(_form(name) for name in FORMS)]),
        _PATTERNS,
        "\n".join([_CONDITIONS, *(f"| {wish} | `{condition}` |" for wish, condition in CONDITIONS.items())]),
        "\n".join([_LANGUAGE, *_functions()]),
        _BOUNDS,
    ]
    return "\n\n".join(parts) + "\n"


def _form(name: str) -> str:
    filled = FILLED[name].replace("|", "\\|")
    return f"| {name} | {CHOICES[name]} | `{filled}` | {'、'.join(f'{{{word}}}' for word in FORMS[name].names)} |"


def _functions() -> list[str]:
    """Return a row for each function: how it is written, what it gives, its other name."""
    rows = []
    for name, meaning in MEANINGS.items():
        usage = FUNCTIONS[name].usage
        others = (known for known, function in FUNCTIONS.items() if function.usage == usage)
        other = next((known for known in others if not usage.startswith(known)), "")
        rows.append(f"| `{usage}` | {meaning}{f' (也可以写 `{other}`)' if other else ''} |")
    return rows
