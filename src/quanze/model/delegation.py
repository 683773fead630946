"""Delegation (放权): how a power came down from another level or body, and what that requires."""

from __future__ import annotations

from quanze.model.basis import Citations
from quanze.model.record import Record, key
from quanze.model.values import Count, Date, Published, Text, Texts, Truth
from quanze.model.words import Bearer, DelegationMode, Level


class Decision(Record):
    """决定: the document by which the power was delegated."""

    document: Text | None = key("文件", None)
    number: Text | None = key("文号", None)
    date: Date | None = key("日期", None)
    organ_level: Level | None = key("机关层级", None, note="作出决定的机关的层级")


class Mandate(Record):
    """委托书: the instrument of an entrustment, with its term."""

    date: Date | None = key("日期", None)
    start: Date | None = key("起", None)
    end: Date | None = key("止", None)
    powers: Text | None = key("权限", None)
    published: Published | None = key("公布", None, note="是否公布, 也可写公布的日期、文号或者网址")


class Handover(Record):
    """移交: when and with which material the power was handed over."""

    date: Date | None = key("日期", None)
    deadline: Date | None = key("期限", None)
    material: tuple[Text, ...] = key("材料", ())


class Evaluation(Record):
    """评估: the latest review of how the delegated power is exercised."""

    date: Date = key("日期", absent="DEL021")
    conclusion: Text | None = key("结论", None)


class Revocation(Record):
    """收回: the decision that took the power back."""

    number: Text | None = key("文号", None)
    date: Date | None = key("日期", None)


class Delegation(Record):
    """放权: mandatory when 权力来源 is not 法定本级行使."""

    mode: DelegationMode = key("方式", absent="DEL001")
    grantor: Text | None = key("放权方", None)
    grantee: Text | None = key("承接方", None)
    batch: Text | None = key("批次", None)
    serial: Count | None = key("序号", None)
    decision: Decision | None = key("决定", None)
    legal_basis: Citations = key("法律依据", ())
    mandate: Mandate | None = key("委托书", None)
    announced: Date | None = key("公告日期", None)
    bearer: Bearer | None = key("责任承担", None, wrong="DEL010", note="委托: 委托方; 其他: 承接方")
    trained: Date | None = key("培训日期", None)
    handover: Handover | None = key("移交", None)
    acceptance_plan: Date | None = key("承接方案日期", None)
    direct_channel: Truth | None = key("直通车", None)
    conditions: Texts = key("附加条件", ())
    evaluation: Evaluation | None = key("评估", None)
    revocation: Revocation | None = key("收回", None)
