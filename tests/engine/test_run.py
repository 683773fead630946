"""One check of one list: gates, selection, references, waivers, and the same verdict everywhere."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

import pytest

from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError, load_settings
from quanze.report import render
from quanze.report.view import View

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)

SETTINGS = """清单:
  名称: 试验清单
  层级: 县级
  档位: {gate}
  口径: local
"""
ITEM = """编码: {code}
名称: {name}
类型: 公共服务
状态: 在用
版本: 1
实施主体: 示例县甲局
主体性质: 法定机关
承办机构: [甲股]
三定职责: [二（一）]
行使层级: [县级]
权力来源: 法定本级行使
设定依据:
  - {{法规: 中华人民共和国公共图书馆法, 条款: 第三十三条}}
责任事项:
  - {{环节: 服务, 内容: 按规定免费开放并公示服务项目。}}
追责: {{对象: [承办人], 情形: [未按规定免费开放的]}}
监管: {{责任单位: 示例县甲局, 措施: [抽查]}}
投诉举报: {{电话: 0399-1234567}}
"""


def item(folder: Path, number: int, **changes: str) -> Path:
    """Write an item with parts of its text replaced."""
    code = f"L001{number:04}000"
    text = ITEM.format(code=code, name=f"第{number}个服务点免费借阅服务")
    for old, new in changes.items():
        text = text.replace(old, new)
    path = folder / "data/items/示例县甲局" / f"{code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "quanze.yaml").write_text(SETTINGS.format(gate="采集"), "utf-8")
    for number in range(1, 6):
        item(tmp_path, number)
    return tmp_path


def result_of(folder: Path, **asked):
    return check(load_settings(folder), Request(DAY, **asked)).result


def codes(folder: Path, **asked) -> list[str]:
    return [finding.rule for finding in result_of(folder, **asked).findings]


def test_a_clean_list_passes_its_gate(folder):
    result = result_of(folder)
    assert result.findings == ()
    assert result.items == 5
    assert result.passes is not None


def test_a_rule_applies_from_its_gate_on(folder):
    item(folder, 1, **{"投诉举报: {电话: 0399-1234567}\n": ""})
    low, high = result_of(folder, gate="采集"), result_of(folder, gate="发布")
    assert "SUP008" not in [f.rule for f in low.findings]
    assert "SUP008" in [f.rule for f in high.findings]
    assert low.passes == high.passes
    assert low.blocking == high.blocking


def test_selection_by_code_family_and_name(folder):
    item(folder, 1, 状态="现状")
    item(folder, 2, 第三十三条="第九百条")
    assert set(codes(folder)) >= {"SCH003", "BAS004"}
    assert codes(folder, select=("BAS004",)) == ["BAS004"]
    assert codes(folder, select=("法律依据",)) == ["BAS004"]
    assert codes(folder, select=("引用的条号不存在",)) == ["BAS004"]
    assert "BAS004" not in codes(folder, ignore=("BAS",))


def test_an_unknown_rule_is_an_error_with_a_suggestion(folder):
    with pytest.raises(SettingsError, match="是否“法律依据”"):
        result_of(folder, select=("法律衣据",))


def test_a_file_that_cannot_be_read_hides_no_other(folder):
    broken = item(folder, 1)
    broken.write_text("名称: [甲\n", "utf-8")
    (folder / "data/items/示例县甲局/folder.yaml").mkdir()
    item(folder, 2, 第三十三条="第九百条")
    found = codes(folder)
    assert found.count("SCH001") == 2
    assert "BAS004" in found
    assert result_of(folder).items == 4


def test_missing_references_are_reported_as_not_run_never_green(folder):
    result = result_of(folder, gate="发布")
    reasons = {entry.rule: entry.reason for entry in result.not_run}
    assert reasons["CAT005"] == "未提供通用目录"
    assert reasons["ORG001"] == "未提供部门名册"
    (folder / "data/departments").mkdir(parents=True)
    (folder / "data/departments/示例县乙局.yaml").write_text("名称: 示例县乙局\n", "utf-8")
    result = result_of(folder, gate="发布")
    assert "ORG001" not in {entry.rule for entry in result.not_run}
    assert "ORG001" in {finding.rule for finding in result.findings}


def test_a_damaged_reference_file_is_a_finding_of_its_own(folder):
    (folder / "data/departments").mkdir(parents=True)
    (folder / "data/departments/示例县甲局.yaml").write_text("名称 示例县甲局\n", "utf-8")
    assert [f.file for f in result_of(folder).findings] == ["data/departments/示例县甲局.yaml"]


BATCH = """批次: 第一批
决定: {文件: 示例市人民政府关于下放一批权力的决定, 文号: 示政〔2021〕18号, 日期: %s, 机关层级: 市级}
合计: 2
事项: [L0010001000, L0010002000]
"""


def test_an_item_of_a_batch_that_cannot_be_read_was_taken_over_all_the_same(folder):
    (folder / "data/delegations").mkdir(parents=True)
    (folder / "data/delegations/第一批.yaml").write_text(BATCH % "2021-11-20", "utf-8")
    item(folder, 1).write_text("名称: [甲\n", "utf-8")
    assert codes(folder, gate="发布", select=("SCH", "DEL012")) == ["SCH001"]


def test_a_duty_may_be_that_of_an_item_that_cannot_be_read(folder):
    (folder / "data/departments").mkdir(parents=True)
    duty = "主要职责:\n  - {编号: 二（二）, 内容: 负责河道采砂的审批。}\n"
    (folder / "data/departments/示例县甲局.yaml").write_text(f"名称: 示例县甲局\n{duty}", "utf-8")
    assert codes(folder, gate="发布", select=("ORG011",)) == ["ORG011"]
    item(folder, 1).write_text("名称: [甲\n", "utf-8")
    assert codes(folder, gate="发布", select=("ORG011",)) == ["SCH001"]


def test_a_date_of_a_batch_that_cannot_be_read_stops_no_rule(folder):
    (folder / "data/delegations").mkdir(parents=True)
    (folder / "data/delegations/第一批.yaml").write_text(BATCH % "2021-11-31", "utf-8")
    assert codes(folder, gate="发布", select=("SCH", "RUN", "DEL012", "LIS012")) == ["SCH005"]


def test_paths_restrict_what_is_reported_not_what_is_read(folder):
    first = item(folder, 1, 第1个服务点="同名服务点")
    item(folder, 2, 第2个服务点="同名服务点")
    everything = result_of(folder)
    assert {f.rule for f in everything.findings} == {"LIS002"}
    only = result_of(folder, paths=(first,))
    assert only.items == 5
    assert {f.file for f in only.findings} <= {"data/items/示例县甲局/L0010001000.yaml"}


def test_severities_of_the_configuration(folder):
    item(folder, 2, 第三十三条="第九百条")
    text = SETTINGS.format(gate="采集") + "规则:\n  级别: {BAS004: 提示}\n"
    (folder / "quanze.yaml").write_text(text, "utf-8")
    assert [(f.rule, f.severity) for f in result_of(folder).findings] == [("BAS004", "info")]


WAIVER = "豁免:\n  - {规则: BAS004, 编码: L0010002000, 理由: 条号待核, 批准: 合法性审核岗, 截止: %s}\n"


@pytest.mark.parametrize(("until", "rules", "waived"), [("2027-01-01", [], 1), ("2026-01-01", ["BAS004", "WAV002"], 0)])
def test_a_waiver_holds_until_its_day(folder, until, rules, waived):
    item(folder, 2, 第三十三条="第九百条")
    (folder / "waivers.yaml").write_text(WAIVER % until, "utf-8")
    result = result_of(folder)
    assert sorted(f.rule for f in result.findings) == rules
    assert result.waived == waived


def test_a_waiver_that_waives_nothing_is_a_finding(folder):
    (folder / "waivers.yaml").write_text(WAIVER % "2027-01-01", "utf-8")
    assert codes(folder) == ["WAV003"]


def test_the_same_bytes_with_any_number_of_workers(folder):
    for number in range(6, 140):
        item(folder, number, **({"第三十三条": "第九百条"} if number % 3 else {}))
    texts = {jobs: render("json", result_of(folder, jobs=jobs), View()) for jobs in (1, 2, 3)}
    assert len(texts[1]) > 10_000
    assert texts[1] == texts[2] == texts[3]


def test_a_moved_line_and_a_renamed_file_keep_the_fingerprint(folder):
    path = item(folder, 2, 第三十三条="第九百条")
    (before,) = result_of(folder).findings
    path.write_text("# 加一行\n\n" + path.read_text("utf-8"), "utf-8")
    shutil.move(path, path.with_name("L0010002000.yml"))
    (after,) = result_of(folder).findings
    assert before.span.line + 2 == after.span.line
    assert before.file != after.file
    assert before.fingerprint == after.fingerprint


def test_a_local_rule_runs_and_a_broken_one_is_reported_alone(folder):
    rules = folder / "rules"
    rules.mkdir()
    text = (
        "代码: SXJ001\n名称: 版本不小于二\n级别: warning\n依据: 本地规定\n检查: 数值比较\n"
        '字段: 版本\n比较: ">="\n值: 2\n消息: 版本是 {值}\n'
    )
    (rules / "SXJ001.yaml").write_text(text, "utf-8")
    (rules / "SXJ002.yaml").write_text(text.replace("SXJ001", "SXJ002").replace("字段: 版本", "字段: 版夲"), "utf-8")
    found = result_of(folder).findings
    assert sum(f.rule == "SXJ001" for f in found) == 5
    (broken,) = [f for f in found if f.rule == "RUN003"]
    assert (broken.file, broken.span.line, broken.span.column) == ("rules/SXJ002.yaml", 6, 5)
    assert "是否“版本”?" in broken.message


def test_departments_and_batches_are_worded_like_items(folder):
    (folder / "data/departments").mkdir(parents=True)
    (folder / "data/departments/示例县甲局.yaml").write_text(
        "名称: 示例县甲局\n三定文号: 示县办[2024]31号\n三定日期: 2024.9.30\n联络员岗位: 办公室 13812345678\n", "utf-8"
    )
    (folder / "data/delegations").mkdir()
    (folder / "data/delegations/第一批.yaml").write_text(BATCH % "2021年11月20日", "utf-8")
    found = result_of(folder, gate="发布", select=("STY003", "STY008", "LIS008")).findings
    assert sorted((finding.rule, finding.path) for finding in found) == [
        ("LIS008", ("联络员岗位",)),
        ("STY003", ("三定文号",)),
        ("STY008", ("三定日期",)),
        ("STY008", ("决定", "日期")),
    ]


def test_a_department_under_another_name(folder):
    (folder / "data/departments").mkdir(parents=True)
    (folder / "data/departments/示例县甲局2019.yaml").write_text("名称: 示例县甲局\n", "utf-8")
    (folder / "data/departments/县乙局.yaml").write_text("名称: 示例县乙局\n", "utf-8")
    found = result_of(folder, select=("SCH013",)).findings
    assert [(finding.file, finding.path) for finding in found] == [("data/departments/县乙局.yaml", ("名称",))]


def test_full_width_punctuation_in_a_reference_file_is_said_once(folder):
    (folder / "data/departments").mkdir(parents=True)
    (folder / "data/departments/示例县甲局.yaml").write_text(
        "名称: 示例县甲局\n主要职责: ［甲］\n层级: 县级\n", "utf-8"
    )
    assert codes(folder) == ["SCH014"]


def test_a_register_whose_rows_cannot_be_read_is_not_run(folder):
    (folder / "data/registers").mkdir(parents=True)
    (folder / "data/registers/运行数据.yaml").write_text("登记册: 运行数据\n条目: 河道采砂许可\n", "utf-8")
    result = result_of(folder, gate="审核", select=("SCH", "LIS001"))
    assert [finding.rule for finding in result.findings] == ["SCH005"]
    assert [entry.rule for entry in result.not_run] == ["LIS001"]
