"""Department: a body with its 三定 (duties, offices, boundaries, predecessors and successors)."""

from __future__ import annotations

from quanze.model.record import Record, key
from quanze.model.values import Count, Date, Text, Texts, Truth
from quanze.model.words import Level, OrganNature


class Duty(Record):
    """主要职责: one numbered duty (二（三）)."""

    number: Text = key("编号")
    content: Text = key("内容")
    keywords: Texts = key("类型关键词", ())


class Office(Record):
    """内设机构: an office, the duties it holds, and since or until when it exists."""

    name: Text = key("名称")
    duties: tuple[Text, ...] = key("职责", ())
    matters: Texts = key("负责事项", ())
    abolished: Date | None = key("撤销", None)
    successor: Text | None = key("并入", None)
    posts: Count | None = key("职数", None)


class Boundary(Record):
    """职责边界: who does what where two bodies meet."""

    other: Text = key("对方")
    matter: Text = key("事项")
    own_part: Text | None = key("本方", None)
    other_part: Text | None = key("对方职责", None)
    lead: Text | None = key("牵头", None)
    basis: Text | None = key("依据", None)


class Transfer(Record):
    """划转: a power that moved to another body; the supervision stays (相对集中许可, 综合执法)."""

    matter: Text = key("事项")
    to: Text = key("去向")
    date: Date | None = key("日期", None)
    basis: Text | None = key("依据", None)


class Department(Record):
    """部门 (三定): key of 实施主体."""

    name: Text = key("名称")
    short_name: Text | None = key("简称", None)
    code: Text | None = key("代码", None)
    credit_code: Text | None = key("统一社会信用代码", None, note="GB 32100, 18 位")
    level: Level | None = key("层级", None)
    nature: OrganNature | None = key("性质", None)
    document: Text | None = key("三定文号", None)
    document_date: Date | None = key("三定日期", None)
    valid_from: Date | None = key("生效", None)
    valid_to: Date | None = key("失效", None)
    predecessors: Texts = key("前身", ())
    successors: Texts = key("承继", ())
    superior: Text | None = key("上级主管", None)
    vertical: Truth | None = key("垂直管理", None)
    duties: tuple[Duty, ...] = key("主要职责", ())
    offices: tuple[Office, ...] = key("内设机构", ())
    boundaries: tuple[Boundary, ...] = key("职责边界", ())
    transfers: tuple[Transfer, ...] = key("划转", ())
    contact_post: Text | None = key("联络员岗位", None)
    staffing: Text | None = key("人员编制", None)
    extra: dict[str, str] | None = key("扩展", None)
