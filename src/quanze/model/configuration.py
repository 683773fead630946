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


#: 参数: name → number; names are those of the profile.
Parameters = dict[str, Number]


class Configuration(Record):
    """quanze.yaml."""

    settings: ListSettings = key("清单")
    paths: Paths = key("目录", Paths.model_validate({}))
    rules: RuleSettings = key("规则", RuleSettings.model_validate({}))
    parameters: Parameters = key("参数", {})
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


class CodeScheme(Record):
    """编码方案: a pattern and, by half-open ranges, what its parts mean."""

    pattern: Text = key("格式", note="正则表达式")
    description: Text = key("说明")
    parts: dict[str, tuple[Count, ...]] = key("分段", {})


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


class Phrases(Record):
    """词表: a list of words or patterns with its source."""

    source: Text | None = key("来源", None)
    words: Annotated[tuple[Wording, ...], BeforeValidator(one_or_many, json_schema_input_type=str | list[str])] = key(
        "词", ()
    )
    replacements: dict[str, Annotated[str, AfterValidator(_pattern)]] = key("替换", {})


class Parameter(Record):
    """参数: a number, what it means, where it comes from."""

    value: Number = key("值")
    unit: Text | None = key("单位", None)
    note: Text | None = key("说明", None)
    source: Text | None = key("来源", None)


class Profile(Record):
    """口径: vocabularies, code schemes, limits and word lists of a province or platform."""

    name: Text = key("口径")
    title: Text = key("名称")
    base: Text | None = key("基于", None)
    source: Text | None = key("来源", None)
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
    valid_from: Date | None = key("生效", None)
