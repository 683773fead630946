"""The types of fields that hold a word of a vocabulary. The words themselves are in the profiles."""

from __future__ import annotations

from typing import Annotated

from quanze.model.values import Text, Word

ItemType = Annotated[Text, Word("类型")]
Status = Annotated[Text, Word("状态")]
SubjectNature = Annotated[Text, Word("主体性质")]
Level = Annotated[Text, Word("行使层级")]
Source = Annotated[Text, Word("权力来源")]
ClaimStatus = Annotated[Text, Word("认领状态")]
BasisKind = Annotated[Text, Word("依据类别")]
BasisRole = Annotated[Text, Word("依据角色")]
PenaltyKind = Annotated[Text, Word("处罚种类")]
CoercionClass = Annotated[Text, Word("强制类别")]
CoercionKind = Annotated[Text, Word("强制种类")]
LicenceClass = Annotated[Text, Word("许可类别")]
DelegationMode = Annotated[Text, Word("放权方式")]
Bearer = Annotated[Text, Word("责任承担")]
RiskGrade = Annotated[Text, Word("风险等级")]
AdjustmentKind = Annotated[Text, Word("调整类型")]
TimeUnit = Annotated[Text, Word("时限单位")]
CaseKind = Annotated[Text, Word("办件类型")]
ServiceForm = Annotated[Text, Word("办理形式")]
ServiceObject = Annotated[Text, Word("服务对象")]
Need = Annotated[Text, Word("材料必要性")]
ResultKind = Annotated[Text, Word("结果类型")]
OrganNature = Annotated[Text, Word("部门性质")]
RefusalReason = Annotated[Text, Word("不认领理由")]
GateName = Annotated[Text, Word("档位")]
RegisterName = Annotated[Text, Word("登记册")]
LawStatus = Annotated[Text, Word("法规状态")]
LawRank = Annotated[Text, Word("法规位阶")]
