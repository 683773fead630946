"""What rank a document has whose title or number leaves no doubt of it."""

from __future__ import annotations

import pytest

from quanze.citation.document import rank_of_document


@pytest.mark.parametrize(
    ("title", "number", "rank"),
    [
        ("示例县人民政府关于加强涉路施工管理的通知", "", "规范性文件"),
        ("示例县涉路施工管理暂行办法", "", "规范性文件"),
        ("粮食流通监督检查暂行办法", "国粮检〔2004〕230号", "规范性文件"),
        ("示例市交通运输局职能配置、内设机构和人员编制规定", "示办〔2024〕31号", "三定规定"),
        ("国务院办公厅关于全面推行行政执法公示制度的指导意见", "国办发〔2018〕118号", "规范性文件"),
        ("示例省公路管理办法", "示例省人民政府令第12号", None),
        ("示例部公路管理办法", "", None),
        ("国务院关于取消一批行政许可事项的决定", "国发〔2017〕46号", None),
        ("示例市人民代表大会常务委员会关于停车管理的决定", "示人常〔2019〕3号", None),
        ("最高人民法院关于行政案件管辖的批复", "", None),
        ("示例自治县公路条例", "", None),
        ("贫困县退出管理办法", "", None),
        ("县级公安机关建设标准规定", "", None),
        ("粮食监督检查办法", "国粮检〔1998〕230号", None),
        ("示例市公路条例", "示人发〔2019〕3号", None),
    ],
)
def test_what_a_document_is(title: str, number: str, rank: str | None) -> None:
    assert rank_of_document(title, number) == rank
