"""Which headings of published lists mean which field: facts, collected from 41 heading sets.

A field is named as in the model, with dots for nesting. Headings stand here without white space,
brackets' contents kept. `扩展` = known, but the model has no field for it: kept under its heading.
"""

from __future__ import annotations

from typing import Final

#: Columns that are one and the same field in no model: the number of a row, the level with its powers.
SERIAL: Final = "序号"
LEVEL_AND_SPLIT: Final = "层级及权限"
EXTRA: Final = "扩展"

#: Field → headings, parted by spaces, the most usual first: of two columns for one field the earlier one is it.
SYNONYMS: Final[dict[str, str]] = {
    SERIAL: "序号 编号 顺序号 行号",
    "编码": ("编码 基本编码 事项编码 职权编码 权力编码 项目编码 权责编码 事项基本编码 目录编码 目录编号 CATAID"),
    "实施编码": "实施编码 实施清单编码 业务办理项编码 事项实施编码 TASK_CODE",
    "名称": (
        "事项名称 权责事项名称 权力事项名称 职权名称 权力名称 权责名称 主项名称 权力名称(主项) 事项主项 主项 "
        "权责事项 权力事项 执法事项 项目名称 职权事项 行政权力名称 行政职权名称 公共服务事项名称 服务事项名称 "
        "检查事项名称 名称 事项 项目 职权名称/项目 职权信息/职权名称 TASK_NAME"
    ),
    "子项名称": (
        "子项名称 子项 子项名 事项子项 权力名称(子项) 权力名称(子项 子项名称及编码 职权名称/子项 "
        "业务办理项名称 业务办理项 事项子项名称"
    ),
    "类型": (
        "权力类型 权力类别 职权类型 职权类别 事项类型 事项类别 权责类型 权责类别 行政权力类型 类型 类别 "
        "权力种类 职权种类 职权信息/职权类别 TASK_TYPE_TEXT"
    ),
    "设定依据": (
        "设定依据 实施依据 职权依据 权力依据 法定依据 法律依据 事项依据 设定和实施依据 设定及实施依据 "
        "设定实施依据 行使依据 执法依据 权责依据 依据"
    ),
    "实施主体": (
        "行使主体 实施主体 法定实施主体 行政主体 执法主体 法定主体 事项主体 实施机关 实施机构 实施部门 "
        "实施单位 责任单位 授权部门 责任部门 审批部门 办理部门 部门名称 单位名称 责任主体 DEPT_NAME"
    ),
    "承办机构": (
        "承办机构 承办科室 承办处室 承办单位 责任科室 责任处室 责任股室 承办股室 内设机构 具体承办机构 "
        "执法岗位 办理科室"
    ),
    LEVEL_AND_SPLIT: "实施层级及权限 行使层级及权限 层级及权限 实施层级和权限 实施层级与权限",
    "行使层级": "行使层级 实施层级 法定行使层级 权力层级 事项层级 层级 matter_level",
    "权限划分": "权限划分 实施权限 行使权限 行使内容 层级权限划分 权限",
    "责任事项": "责任事项 责任事项内容 责任内容 对应责任事项",
    "责任事项.依据": "责任事项依据 责任事项的依据 责任依据",
    "追责.对象": "追责对象范围 责任对象范围 追责对象 追责范围 问责对象",
    "追责.情形": "追责情形 追责情形内容 责任追究情形 问责情形 违法责任",
    "追责.依据": "追责依据 追责情形依据 责任追究依据 问责依据",
    "权力来源": "权力来源",
    "主体性质": "主体性质 实施主体性质",
    "共同实施": "其他共同实施部门 共同实施部门 配合部门 联办机构 联合实施部门",
    "许可证件": "审批证件名称 许可证件名称 许可证件 证照名称",
    "办事指南.服务对象": "服务对象 实施对象 办理对象 面向对象 行政相对人 service_object_name",
    "办事指南.受理条件": "受理条件 申请条件 审批条件 办理条件 accept_standard",
    "办事指南.申请材料": "申请材料 申报材料 办理材料 所需材料 material_intro",
    "办事指南.办理流程": "办理流程 办事程序 办理程序 执法程序",
    "办事指南.法定时限": (
        "法定时限 法定期限 法定期限(天/日) 法定办结时限 法定办理时限 法定办理期限 审批时限/法定时限 "
        "办理时限/法定时限 handle_time"
    ),
    "办事指南.承诺时限": (
        "承诺时限 承诺期限 承诺期限(天/日) 承诺办结时限 承诺办理时限 审批时限/承诺时限 办理时限/承诺时限 "
        "handle_time_limit"
    ),
    "办事指南.办件类型": "办件类型",
    "办事指南.办理形式": "办理形式 办理方式",
    "办事指南.到现场次数": "到现场次数 到办事现场次数 跑动次数 必须到现场次数 visit_number",
    "办事指南.必须现场原因": "必须现场原因 必须现场办理原因说明 必须到现场原因",
    "办事指南.办理地点": "办理地点 办公地点 受理地点 handle_location",
    "办事指南.办理时间": "办理时间 办公时间 受理时间",
    "办事指南.咨询电话": "咨询电话 咨询方式 联系电话 咨询渠道 consult_phone",
    "办事指南.监督电话": "监督电话 监督方式 监督投诉电话",
    "办事指南.收费": "收费 收费(征收)依据和标准 收费情况 收费情况及依据 收费标准及依据 收费标准",
    "办事指南.结果.名称": "结果名称 办理结果 审批结果名称",
    "办事指南.通办范围": "通办范围",
    "投诉举报.电话": "投诉电话 投诉举报电话 举报电话 complain_phone",
    EXTRA: (
        "备注 备注信息 说明 部门职责 救助渠道 诉求渠道 监督投诉方式 救济渠道 投诉方式 调整意见及理由 公开类型 "
        "是否公示 所属行政区划 所属阶段 实施依据条款 办理期限 审批时限 是否收费 收费依据 具体条款 "
        "主项编码 状态 上级机构 录入人 办理数量 前置条件 办理环节 审批证件名称及有效期 隶属机构 "
        # Fields of a platform's interface that the model has no place for.
        "ORGCODE CATANAME AREA_CODE_TEXT AREACODE parentCatalogId parentCatalogName subCatalogName subTaskName "
        "TASK_TYPE TASK_STATE TASK_TAG LIMIT_SCENE_NUM ONLINECHECK URL matter_name matter_short matter_daily "
        "matter_code matter_type co_department courier_service bear_paltform online_book online_book_addr district "
        "theme_category"
    ),
}

#: Types of power, and other names for them that say exactly the same.
TYPES: Final = (
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
    "公共服务",
)
TYPE_SYNONYMS: Final[dict[str, str]] = {
    "其他行政权力": "其他权力 其他职权 其他行政职权 行政其他权力 其它行政权力 其它权力",
    "公共服务": "公共服务事项",
}

#: Level of the model (GB/T 39046 表 A.2) → how it is written, white space removed.
LEVELS: Final[dict[str, str]] = {
    "国家级": "国家级 中央级 部级 国家",
    "省级": "省级 自治区级 直辖市级 省(自治区)级 省 自治区 省本级",
    "市级": (
        "市级 地州市级 地市级 州市级 设区的市级 设区市级 州级 地级 盟市级 市(州)级 市州级 地(州、市)级 "
        "地(州,市)级 地州级 市 市本级"
    ),
    "县级": (
        "县级 县市区级 区县级 县区级 区级 县市级 旗县级 旗县区级 县(市、区)级 县(市区)级 县(区)级 市县区级 县 "
        "区 县市区 区县"
    ),
    "乡级": "乡级 乡镇级 镇街级 镇级 街道级 乡镇(街道)级 乡(镇、街道)级 乡镇 乡",
    "村级": "村级 社区级 村(社区)级 村",
}
