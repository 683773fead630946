"""Catalogue (通用目录) of the level above, refusals, and delegation batches."""

from __future__ import annotations

from quanze.model.basis import Citations
from quanze.model.delegation import Decision
from quanze.model.record import Record, key
from quanze.model.values import Count, Date, Text
from quanze.model.words import ItemType, Level, RefusalReason, Status


class CatalogueEntry(Record):
    """通用目录事项: what 三级四同 compares (名称, 类型, 编码, 设定依据)."""

    code: Text = key("编码")
    name: Text = key("名称")
    type: ItemType = key("类型")
    levels: tuple[Level, ...] = key("层级", ())
    status: Status = key("状态")
    version: Text | None = key("版本", None)
    basis: Citations = key("设定依据", ())


class Refusal(Record):
    """不认领: an entry that is not claimed, and why."""

    code: Text = key("编码")
    reason: RefusalReason = key("理由", wrong="CAT006", absent="CAT005")
    note: Text | None = key("说明", None)


class Catalogue(Record):
    """通用目录: one file of the catalogue."""

    name: Text | None = key("目录", None)
    version: Text | None = key("版本", None)
    entries: tuple[CatalogueEntry, ...] = key("事项", ())
    refusals: tuple[Refusal, ...] = key("不认领", ())


class BatchOffice(Record):
    """按处室: the items one office of the delegating body answers for."""

    office: Text = key("处室")
    items: tuple[Text, ...] = key("事项", ())


class BatchDeadlines(Record):
    """期限: until when acceptance plan and handover are due."""

    acceptance_plan: Date | None = key("承接方案", None)
    handover: Date | None = key("移交", None)


class Batch(Record):
    """放权批次: one decision with its items; the offices' sums minus the shared ones give the total."""

    name: Text = key("批次")
    decision: Decision | None = key("决定", None)
    grantor: Text | None = key("放权方", None)
    grantee: Text | None = key("承接方", None)
    deadlines: BatchDeadlines | None = key("期限", None)
    total: Count | None = key("合计", None)
    by_office: tuple[BatchOffice, ...] = key("按处室", ())
    items: tuple[Text, ...] = key("事项", ())
    shared: Count | None = key("共管", None)
