"""Service guide (办事指南): what somebody who applies has to know."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from quanze.model.basis import Citation, Citations
from quanze.model.record import Record, key
from quanze.model.values import Amount, Count, Text, Truth, text_as, texts_as
from quanze.model.words import CaseKind, Need, ResultKind, ServiceForm, ServiceObject, TimeUnit


class Condition(Record):
    """受理条件: one condition of acceptance and its basis."""

    content: Text = key("内容")
    basis: Citations = key("依据", ())


class Material(Record):
    """申请材料: one document the applicant hands in."""

    name: Text = key("名称")
    need: Need | None = key("必要性", None)
    copies: Count | None = key("份数", None)
    origin: Text | None = key("来源", None)
    issuer: Text | None = key("出具单位", None)
    basis: Citations = key("依据", ())
    sample: Text | None = key("样本", None)
    shareable: Truth | None = key("可共享", None)
    deferrable: Truth | None = key("可容缺", None)


class Step(Record):
    """办理流程: one step; `limit` in working days."""

    stage: Text = key("环节")
    office: Text | None = key("机构", None)
    post: Text | None = key("岗位", None)
    limit: Amount | None = key("时限", None, note="工作日")
    standard: Text | None = key("标准", None)


class TimeLimit(Record):
    """时限: a number of working or calendar days; `note` when there is no statutory limit."""

    days: Amount | None = key("数值", None)
    unit: TimeUnit | None = key("单位", None)
    note: Text | None = key("说明", None)
    basis: Citation | None = key("依据", None)


class FeeItem(Record):
    """收费项目: what is charged, how much, on what basis."""

    name: Text | None = key("名称", None)
    standard: Text | None = key("标准", None)
    basis: Citations = key("依据", ())


class Fee(Record):
    """收费: whether anything is charged, and what."""

    charged: Truth = key("是否")
    items: tuple[FeeItem, ...] = key("项目", ())
    note: Text | None = key("说明", None)


class Outcome(Record):
    """结果: what the applicant receives."""

    kind: ResultKind | None = key("类型", None)
    name: Text | None = key("名称", None)
    sample: Text | None = key("样本", None)


class Remedies(Record):
    """救济: where and until when the decision can be challenged."""

    reconsideration: Text | None = key("复议机关", None)
    reconsideration_limit: Text | None = key("复议期限", None)
    court: Text | None = key("诉讼法院", None)
    litigation_limit: Text | None = key("诉讼期限", None)


class Commitment(Record):
    """告知承诺: acceptance on the applicant's written word."""

    applied: Truth = key("是否")
    content: Text | None = key("承诺内容", None)
    consequence: Text | None = key("不实后果", None)


class Deferral(Record):
    """容缺受理: acceptance although some material is still missing."""

    applied: Truth = key("是否")
    materials: tuple[Text, ...] = key("材料", ())
    limit: Count | None = key("补正时限", None, note="工作日")
    overdue: Text | None = key("逾期处理", None)


class Intermediary(Record):
    """中介服务: a service the applicant has to buy before applying."""

    name: Text = key("名称")
    basis: Citations = key("依据", ())
    organisation: Text | None = key("机构", None)
    designated: Truth | None = key("指定", None)
    payer: Text | None = key("费用承担", None)


class SpecialProcedure(Record):
    """特别程序: hearing, inspection, expert review …, whose days do not count (行政许可法45)."""

    name: Text = key("名称")
    limit: Amount | None = key("时限", None)
    basis: Citations = key("依据", ())


#: A bare text names the procedure or service; a bare true or false says only whether it applies.
SpecialProcedures = Annotated[
    tuple[SpecialProcedure, ...],
    BeforeValidator(texts_as("名称"), json_schema_input_type=str | list[SpecialProcedure | str]),
]
Intermediaries = Annotated[
    tuple[Intermediary, ...],
    BeforeValidator(texts_as("名称"), json_schema_input_type=str | list[Intermediary | str]),
]
CommitmentOrNot = Annotated[Commitment, BeforeValidator(text_as("是否"), json_schema_input_type=Commitment | Truth)]
DeferralOrNot = Annotated[Deferral, BeforeValidator(text_as("是否"), json_schema_input_type=Deferral | Truth)]


class Guide(Record):
    """办事指南: mandatory for items that are applied for (依申请)."""

    served: tuple[ServiceObject, ...] = key("服务对象", ())
    conditions: tuple[Condition, ...] = key("受理条件", ())
    materials: tuple[Material, ...] = key("申请材料", ())
    steps: tuple[Step, ...] = key("办理流程", ())
    statutory_limit: TimeLimit | None = key("法定时限", None)
    promised_limit: TimeLimit | None = key("承诺时限", None)
    acceptance_limit: Count | None = key("受理时限", None, note="工作日")
    correction_limit: Count | None = key("补正时限", None, note="日")
    delivery_limit: Count | None = key("送达时限", None, note="日")
    extension_limit: Count | None = key("延长时限", None, note="工作日")
    special: SpecialProcedures = key("特别程序", ())
    joint_handling: Truth | None = key("联合办理", None, note="统一办理、联合办理或者集中办理")
    case_kind: CaseKind | None = key("办件类型", None)
    forms: tuple[ServiceForm, ...] = key("办理形式", ())
    visits: Count | None = key("到现场次数", None)
    visit_reason: Text | None = key("必须现场原因", None)
    place: Text | None = key("办理地点", None)
    hours: Text | None = key("办理时间", None)
    enquiry_phone: Text | None = key("咨询电话", None)
    oversight_phone: Text | None = key("监督电话", None)
    fee: Fee | None = key("收费", None)
    outcome: Outcome | None = key("结果", None)
    commitment: CommitmentOrNot | None = key("告知承诺", None)
    deferral: DeferralOrNot | None = key("容缺受理", None)
    intermediaries: Intermediaries = key("中介服务", ())
    area: Text | None = key("通办范围", None)
    remedies: Remedies | None = key("救济", None)
