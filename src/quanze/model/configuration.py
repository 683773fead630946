"""Configuration (quanze.yaml), waivers and profiles (口径)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from quanze.model.record import Record, key
from quanze.model.values import Count, Date, Number, Text, Texts, Truth, one_or_many, wrong
from quanze.model.words import GateName, Level


class ListSettings(Record):
    """清单: whose list this is and which gate it is held to."""

    name: Text = key("名称")
    division: Text | None = key("区划", None, note="行政区划代码 6 位")
    level: Level | None = key("层级", None)
    gate: GateName = key("档位", "采集", note="采集 ⊂ 审核 ⊂ 发布")
    profile: Text = key("口径", "zwfw", note="编码、词表、时限等参数; 或本省口径文件的路径")


def _forward(written: str) -> str:
    return written.replace("\\", "/")


#: A path: as Windows writes it (data\\items) it means the same everywhere.
Place = Annotated[Text, AfterValidator(_forward)]
Places = Annotated[tuple[Place, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])]


class Paths(Record):
    """目录: where the parts of the list are, relative to quanze.yaml."""

    items: Place = key("事项", "data/items")
    departments: Place = key("部门", "data/departments")
    catalogue: Place = key("通用目录", "data/catalogue")
    delegations: Place = key("放权批次", "data/delegations")
    registers: Place = key("登记册", "data/registers")
    calendar: Place = key("节假日", "data/calendar", note="补充的节假日安排, 一年一个文件")
    rules: Place = key("规则", "rules")
    waivers: Place = key("豁免", "waivers.yaml", note="只有合法性审核机构可以修改的豁免文件")
    editor_waivers: Place = key("编辑豁免", "waivers-editor.yaml", note="编辑自己的豁免文件; 合法性规则不能写在这里")
    baseline: Place = key("基线", "baseline.yaml", note="接手清单时已有的问题, 只减不增")
    upper_list: Place | None = key("上级清单", None, note="上级清单所在文件夹 (只读)")
    lower_lists: Places = key("下级清单", (), note="下级清单所在文件夹 (只读)")
    law_table: Place | None = key("法规表", None)
    law_text: Place | None = key("法规全文", None)


class RuleSettings(Record):
    """规则: which rules run, and with which severity."""

    select: Texts = key("只用", ())
    ignore: Texts = key("忽略", ())
    severities: dict[str, str] = key("级别", {})


def _pattern(written: str) -> str:
    """Accept a word that is a pattern too. Raises the error `wrong` with the place of what is none."""
    try:
        re.compile(written)
    except re.error as error:
        place = f" (第 {error.pos + 1} 个字处)" if error.pos is not None else ""
        raise wrong(f"应为正则表达式, 照字面的括号、加号、问号前面加“\\”{place}", written) from None
    return written


#: A word to look for; it is a pattern, in which most words stand for themselves.
Wording = Annotated[Text, AfterValidator(_pattern)]


class CodeScheme(Record):
    """编码方案: a pattern and, by half-open ranges, what its parts mean."""

    pattern: Wording = key("格式", note="正则表达式")
    description: Text = key("说明")
    parts: dict[str, tuple[Count, ...]] = key("分段", {})


Wordings = Annotated[tuple[Wording, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])]
Replacements = dict[str, Annotated[str, AfterValidator(_pattern)]]


class Phrases(Record):
    """词表: as a check uses it: words or patterns, what is replaced by what, and where they come from."""

    source: Text | None = key("来源", None)
    words: Wordings = key("词", ())
    replacements: Replacements = key("替换", {})


class Parameter(Record):
    """参数: a number, what it means, where it comes from."""

    value: Number = key("值")
    unit: Text | None = key("单位", None)
    note: Text | None = key("说明", None)
    source: Text | None = key("来源", None)


def _bare_number(value: object) -> object:
    return {"值": value} if isinstance(value, (str, int, float)) else value


#: 参数 as they are written: a number, or a number with its source.
Parameters = dict[str, Annotated[Parameter, BeforeValidator(_bare_number, json_schema_input_type=Parameter | float)]]


class WordsChange(Record):
    """词汇的增减: all words anew (词), or some more and some fewer."""

    words: Texts | None = key("词", None)
    added: Texts = key("增加", ())
    removed: Texts = key("删去", ())


def _bare_words(value: object) -> object:
    return {"词": value} if isinstance(value, (str, list)) else value


class PhrasesChange(Record):
    """词表的增减: all of it anew (词, 替换), or some more and some less."""

    source: Text | None = key("来源", None)
    words: Wordings | None = key("词", None)
    replacements: Replacements | None = key("替换", None)
    added: Wordings = key("增加", ())
    added_replacements: Replacements = key("增加替换", {})
    removed: Texts = key("删去", (), note="词, 或者替换里被代替的词")


class Changes(Record):
    """口径调整: what a profile, or quanze.yaml, says otherwise than the profile it is based on."""

    code: CodeScheme | None = key("编码", None)
    task_code: CodeScheme | None = key("实施编码", None)
    type_codes: dict[str, str] = key("类型代码", {})
    level_codes: dict[str, str] = key("层级代码", {})
    vocabularies: dict[
        str, Annotated[WordsChange, BeforeValidator(_bare_words, json_schema_input_type=WordsChange | list[str])]
    ] = key("词汇", {}, note="词汇名称: 全部的词, 或者 {增加: [...], 删去: [...]}")
    synonyms: dict[str, dict[str, str]] = key("同义", {}, note="词汇名称: {另一种写法: 词汇里的词}")
    phrases: dict[str, PhrasesChange] = key(
        "词表", {}, note="词表名称: {词: [...]} 或者 {增加: [...], 增加替换: {...}, 删去: [...]}, 可以写 来源"
    )
    applied_for: Texts = key("依申请类型", ())
    needs_official_code: Truth = key("官方编码", True)  # noqa: FBT003 - a field's default


class ProfileFile(Changes):
    """口径: a profile as it is written in its file."""

    name: Text = key("口径")
    title: Text = key("名称")
    base: Text | None = key("基于", None)
    source: Text | None = key("来源", None)
    parameters: Parameters = key("参数", {})
    valid_from: Date | None = key("生效", None)


class Configuration(Record):
    """quanze.yaml."""

    settings: ListSettings = key("清单")
    paths: Paths = key("目录", Paths.model_validate({}))
    rules: RuleSettings = key("规则", RuleSettings.model_validate({}))
    parameters: Parameters = key("参数", {}, note="名称: 数字, 或者 {值: 数字, 来源: 依据}")
    changes: Changes = key("口径调整", Changes.model_validate({}), note="和所用口径不同之处")
    extra_schema: Text | None = key("扩展模式", None, note="校验“扩展”的 JSON Schema 文件")


class Waiver(Record):
    """豁免: one finding that is accepted, by whom, why and until when."""

    rule: Text = key("规则")
    code: Text | None = key("编码", None)
    file: Text | None = key("文件", None)
    field: Text | None = key("字段", None)
    reason: Text | None = key("理由", None)
    approved_by: Text | None = key("批准", None)
    number: Text | None = key("文号", None)
    until: Date | None = key("截止", None)


class Waivers(Record):
    """waivers.yaml."""

    entries: tuple[Waiver, ...] = key("豁免", ())


class BaselineEntry(Record):
    """基线: one finding that was there when the list was taken over, by its fingerprint."""

    rule: Text = key("规则")
    fingerprint: Text = key("指纹")
    code: Text | None = key("编码", None)


class Baseline(Record):
    """baseline.yaml."""

    entries: tuple[BaselineEntry, ...] = key("基线", ())


class Profile(Record):
    """口径: as the checks use it, laid over those it is based on, and quanze.yaml over that."""

    name: Text = key("口径")
    code: CodeScheme | None = key("编码", None)
    task_code: CodeScheme | None = key("实施编码", None)
    type_codes: dict[str, str] = key("类型代码", {})
    level_codes: dict[str, str] = key("层级代码", {})
    vocabularies: dict[str, tuple[str, ...]] = key("词汇", {})
    synonyms: dict[str, dict[str, str]] = key("同义", {})
    parameters: dict[str, Parameter] = key("参数", {})
    phrases: dict[str, Phrases] = key("词表", {})
    applied_for: Texts = key("依申请类型", ())
    needs_official_code: Truth = key("官方编码", True)  # noqa: FBT003 - a field's default
