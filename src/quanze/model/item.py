"""Item (权责事项): one power or responsibility of one body, and the union over its types."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, JsonValue

from quanze.model.basis import CitationOrNumber, Citations
from quanze.model.delegation import Delegation
from quanze.model.guide import Guide
from quanze.model.record import Record, key
from quanze.model.values import Amount, Count, Date, Integer, Text, Texts, Truth, text_as
from quanze.model.words import (
    AdjustmentKind,
    ClaimStatus,
    CoercionClass,
    CoercionKind,
    ItemType,
    Level,
    LicenceClass,
    PenaltyKind,
    RiskGrade,
    Source,
    Status,
    SubjectNature,
)


class Claim(Record):
    """认领: how the item relates to the catalogue of the level above."""

    status: ClaimStatus = key("状态")
    catalogue_code: Text | None = key("目录编码", None)
    fingerprint: Text | None = key("目录指纹", None)
    reason: Text | None = key("理由", None)


class Responsibility(Record):
    """责任事项: what the body must do at one stage."""

    stage: Text | None = key("环节", None)
    content: Text = key("内容", absent="RES001")
    basis: Citations = key("依据", ())


class Accountability(Record):
    """追责: who answers for what."""

    persons: tuple[Text, ...] = key("对象", ())
    cases: tuple[Text, ...] = key("情形", absent="RES003", wrong="")
    basis: Citations = key("依据", ())


class KeySupervision(Record):
    """重点监管: whether the item is under key supervision, why and how."""

    applied: Truth = key("是否")
    reasons: tuple[Text, ...] = key("理由", ())
    methods: tuple[Text, ...] = key("方式", ())


class Supervision(Record):
    """监管: who supervises afterwards, at which level, how."""

    owner: Texts = key("责任单位", absent="SUP001")
    lead: Text | None = key("牵头单位", None)
    province_duty: Text | None = key("省级职责", None)
    city_duty: Text | None = key("市级职责", None)
    county_duty: Text | None = key("县级职责", None)
    measures: tuple[Text, ...] = key("措施", ())
    methods: tuple[Text, ...] = key("方式", ())
    key_supervision: KeySupervision | None = key("重点监管", None)
    random_check: Truth | None = key("双随机", None)
    credit: Truth | None = key("信用监管", None)


class Complaint(Record):
    """投诉举报: where somebody can complain."""

    phone: Text | None = key("电话", None)
    website: Text | None = key("网址", None)
    address: Text | None = key("地址", None)
    email: Text | None = key("邮箱", None)


class IntegrityRisk(Record):
    """廉政风险: one risk point; `owner` is a post, never a person."""

    stage: Text | None = key("环节", None)
    form: Text | None = key("表现", None)
    grade: RiskGrade = key("等级", wrong="RSK002", absent="RSK002")
    measures: tuple[Text, ...] = key("防控措施", ())
    owner: Text | None = key("责任人", None)


class Discretion(Record):
    """裁量基准: the published rule on discretion."""

    document: Text | None = key("文件", None)
    clause: Text | None = key("条款", None)
    website: Text | None = key("网址", None)


class Links(Record):
    """关联: other matters this item belongs to, by 编码 or name."""

    supervised_by: Texts = key("审管衔接", ())
    one_visit: Texts = key("一次办好", ())
    supervision_matters: Texts = key("监管事项", ())
    intermediaries: Texts = key("中介服务", ())


class Review(Record):
    """One step of 审核."""

    body: Text | None = key("单位", None)
    date: Date | None = key("日期", None)
    result: Text | None = key("结论", None)
    number: Text | None = key("文号", None)


class Reviews(Record):
    """审核: the steps an item passes before it is published."""

    editing: Review | None = key("事项编辑", None)
    duty_review: Review | None = key("职责审核", None)
    legality_review: Review | None = key("合法性审核", None)
    staffing_office: Review | None = key("编办审查", None)
    justice_bureau: Review | None = key("司法审查", None)
    approval: Review | None = key("政府批准", None)


class Adjustment(Record):
    """调整记录: one change of the item, its basis and approval."""

    kind: AdjustmentKind = key("类型", absent="ADJ001", wrong="ADJ001")
    date: Date | None = key("日期", None)
    basis: CitationOrNumber | None = key("依据", None)
    approved_by: Text | None = key("批准", None)
    fields: Texts = key("字段", ())
    note: Text | None = key("说明", None)
    follow_up: Text | None = key("后续监管", None)


#: What is exercised at which level; a bare text is kept under "".
AuthoritySplit = Annotated[dict[str, Text], BeforeValidator(text_as(""), json_schema_input_type=str | dict[str, str])]


class Item(Record):
    """权责事项: what every type has. Sources: GB/T 39046-2020, the national platform, published lists."""

    code: Text = key("编码", note="基本编码, 默认 12 位")
    task_code: Text | None = key("实施编码", None)
    name: Text = key("名称")
    type: ItemType = key("类型")
    status: Status = key("状态")
    version: Integer = key("版本", ge=1, note="整数, 每次变更加一")
    planned_end: Date | None = key("计划取消日期", None)
    resumes: Date | None = key("恢复日期", None)
    parent: Text | None = key("主项", None)
    sub_items: tuple[Text, ...] = key("子项", ())
    claim: Claim | None = key("认领", None)
    department: Text = key("实施主体")
    subject_nature: SubjectNature = key("主体性质", gate="审核")
    offices: tuple[Text, ...] = key("承办机构", gate="审核", min_length=1)
    lead_office: Text | None = key("牵头机构", None)
    joint_departments: tuple[Text, ...] = key("共同实施", ())
    lead_department: Text | None = key("牵头部门", None)
    duties: tuple[Text, ...] = key("三定职责", absent="ORG003")
    levels: tuple[Level, ...] = key("行使层级", absent="LVL001", wrong="LVL001")
    authority_split: AuthoritySplit | None = key("权限划分", None)
    source: Source = key("权力来源", absent="DEL001", gate="审核")
    basis: Citations = key("设定依据", absent="BAS001")
    implementing_basis: Citations = key("实施依据", ())
    delegation: Delegation | None = key("放权", None)
    responsibilities: tuple[Responsibility, ...] = key("责任事项", absent="RES001")
    accountability: Accountability = key("追责", absent="RES003")
    supervision: Supervision = key("监管", absent="SUP001")
    complaint: Complaint = key("投诉举报", absent="SUP008")
    integrity_risks: tuple[IntegrityRisk, ...] = key("廉政风险", ())
    discretion: Discretion | None = key("裁量基准", None)
    guide: Guide | None = key("办事指南", None)
    links: Links | None = key("关联", None)
    reviews: Reviews = key("审核", absent="LIS005")
    adjustments: tuple[Adjustment, ...] = key("调整记录", ())
    extra: dict[str, JsonValue] | None = key("扩展", None)


class Licence(Item):
    """行政许可."""

    licence_class: LicenceClass | None = key("许可类别", None)
    certificate: Text | None = key("许可证件", None)
    validity: Text | None = key("有效期", None)
    quota: Text | None = key("数量限制", None)
    annual_check: Text | None = key("年检年报", None)


class Penalty(Item):
    """行政处罚; `fine_limit` in yuan."""

    penalty_kinds: tuple[PenaltyKind, ...] = key("处罚种类", gate="审核")
    fine_limit: Amount | None = key("罚款上限", None, note="元")
    offence: Text | None = key("违法行为", None)
    hearing: Truth | None = key("听证", None)


class Coercion(Item):
    """行政强制; `days` and `extension_days` are the term of sealing or seizure (行政强制法25)."""

    coercion_class: CoercionClass = key("强制类别", gate="审核")
    coercion_kinds: tuple[CoercionKind, ...] = key("强制种类", gate="审核")
    court: Truth | None = key("申请法院", None)
    days: Count | None = key("期限", None, note="日")
    extension_days: Count | None = key("延长期限", None, note="日")


class Levy(Item):
    """行政征收."""

    levy_kind: Text | None = key("征收种类", None)
    relief: Text | None = key("减免审批", None)


class Payment(Item):
    """行政给付."""


class Inspection(Item):
    """行政检查."""

    inspected: Texts = key("检查对象", ())
    inspection_methods: Texts = key("检查方式", ())
    frequency: Text | None = key("频次", None)


class Confirmation(Item):
    """行政确认."""


class Reward(Item):
    """行政奖励."""


class Adjudication(Item):
    """行政裁决."""


class OtherPower(Item):
    """其他行政权力, and every type a profile adds."""


class PublicService(Item):
    """公共服务: its setting basis may be missing (BAS001 then only warns)."""

    basis: Citations = key("设定依据", (), absent="BAS001")


#: 类型 → the record that describes it. A type only a profile knows is an OtherPower.
ITEM_TYPES: dict[str, type[Item]] = {
    "行政许可": Licence,
    "行政处罚": Penalty,
    "行政强制": Coercion,
    "行政征收": Levy,
    "行政给付": Payment,
    "行政检查": Inspection,
    "行政确认": Confirmation,
    "行政奖励": Reward,
    "行政裁决": Adjudication,
    "其他行政权力": OtherPower,
    "公共服务": PublicService,
}


def item_type(written: object) -> type[Item]:
    """Return the record for a written 类型 (what discriminates the union of items)."""
    return ITEM_TYPES.get(written, OtherPower) if isinstance(written, str) else OtherPower
