"""Registers (登记册): other official lists that items are compared with. Each is optional."""

from __future__ import annotations

from quanze.model.basis import Citations
from quanze.model.record import Record, key
from quanze.model.values import Count, Date, Integer, Text, Texts
from quanze.model.words import LawRank, LawStatus, RegisterName


class RegisterEntry(Record):
    """条目: one row of a register; which keys matter depends on the register.

    行政许可事项清单: 名称, 编码; 收费目录清单: 名称, 标准, 依据; 证明事项清单: 名称, 用途, 依据; 中介服务清单: 名称,
    事项, 依据; 监管事项目录: 名称, 编码; 退役编码: 编码, 名称, 日期, 原因; 运行数据: 编码 or 名称, 数量;
    公布汇总: the published totals, 名称 (合计 or a type) and/or 部门, 数量.
    """

    name: Text | None = key("名称", None)
    code: Text | None = key("编码", None)
    standard: Text | None = key("标准", None)
    basis: Citations = key("依据", ())
    use: Text | None = key("用途", None)
    issuer: Text | None = key("出具单位", None)
    items: Texts = key("事项", ())
    department: Text | None = key("部门", None)
    date: Date | None = key("日期", None)
    reason: Text | None = key("原因", None)
    successors: Texts = key("去向", ())
    count: Count | None = key("数量", None)
    note: Text | None = key("说明", None)


class Register(Record):
    """登记册: a named list of entries."""

    name: RegisterName = key("登记册")
    version: Text | None = key("版本", None)
    entries: tuple[RegisterEntry, ...] = key("条目", ())


class LocalLaw(Record):
    """法规补充: a law the shipped table lacks (local regulations).

    `last_article` = highest article number; `articles` = its text, article by article, against which
    quotations are checked.
    """

    title: Text = key("名称")
    aliases: Texts = key("别名", ())
    rank: LawRank = key("位阶")
    region: Text | None = key("地区", None)
    issuer: Text | None = key("机关", None)
    number: Text | None = key("文号", None)
    promulgated: Date | None = key("公布", None)
    effective: Date | None = key("施行", None)
    version: Text | None = key("版本", None)
    status: LawStatus | None = key("状态", None)
    repealed_on: Date | None = key("废止日期", None)
    repealed_by: Text | None = key("废止依据", None)
    replaces: Texts = key("取代", ())
    last_article: Integer | None = key("末条", None, ge=1)
    articles: dict[str, Text] = key("条文", {}, note="条文全文, 用来核对引文: {第三条: ……}")
    note: Text | None = key("说明", None)


class LawRegister(Record):
    """法规补充: the laws a list adds to the shipped table."""

    name: RegisterName = key("登记册")
    version: Text | None = key("版本", None)
    entries: tuple[LocalLaw, ...] = key("条目", ())
