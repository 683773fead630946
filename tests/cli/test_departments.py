"""quanze departments: duties and items compared both ways, bodies that are gone, bodies nobody knows."""

from __future__ import annotations

import json

import pytest

DAY = ("--as-of", "2026-11-22")
ROSTER = """\
名称: 示例县图书馆管理局
简称: 县图书馆局
前身: [示例县文化站管理局]
主要职责:
  - {编号: 二（一）, 内容: 负责公共图书馆免费开放的组织和监管。}
  - {编号: 二（二）, 内容: 负责古籍出境的审批。}
  - {编号: 二（三）, 内容: 拟订全县阅读推广规划。}
内设机构:
  - {名称: 业务股, 职责: [二（一）]}
  - {名称: 旧业务股, 撤销: 2025-01-01, 并入: 业务股}
"""


@pytest.fixture
def listed(run, small_list, sample):
    """The small list with three more items: of a former body, of an unknown one, and one that is cancelled."""
    (roster,) = (small_list / "data/departments").iterdir()
    roster.write_text(ROSTER, "utf-8")
    text = sample.read_text("utf-8")
    body = "示例县图书馆管理局"
    duty = next(line for line in text.splitlines() if line.startswith("三定职责"))
    offices = next(line for line in text.splitlines() if line.startswith("承办机构"))
    changes = {
        "L0010002000": text.replace(body, "示例县文化站管理局"),
        "L0010003000": text.replace(body, "示例县无名局").replace("类型: 公共服务", "类型: 行政检查"),
        "L0010004000": text.replace("状态: 在用", "状态: 取消"),
        "L0010005000": text.replace(offices, "承办机构: [旧业务股]").replace(duty, ""),
    }
    for code, changed in changes.items():
        (sample.parent / f"{code}.yaml").write_text(changed.replace("L0010001000", code), "utf-8")
    return small_list


def test_both_ways(run, listed):
    done = run("departments", *DAY, "--format", "json", cwd=listed)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["items"], report["cancelled"]) == (4, 1)
    by_name = {one["name"]: one for one in report["departments"]}
    library = by_name["示例县图书馆管理局"]
    assert (library["total"], library["counts"], library["duties"]) == (2, {"公共服务": 2}, 3)
    gaps = {gap["number"]: gap["power"] for gap in library["duties_without_item"]}
    assert gaps == {"二（二）": "负责古籍出境的审批", "二（三）": None}
    assert library["items_without_duty"] == ["L0010005000"]
    assert by_name["示例县无名局"]["in_roster"] is False
    assert by_name["示例县无名局"]["counts"] == {"行政检查": 1}
    ended = {one["name"]: one for one in report["ended"]}
    assert ended["示例县文化站管理局"]["successors"] == ["示例县图书馆管理局"]
    office = ended["示例县图书馆管理局 旧业务股"]
    assert (office["since"], office["successors"], office["items"]) == ("2025-01-01", ["业务股"], {"承办机构": 1})
    (unknown,) = report["unlisted"]
    assert unknown["name"] == "示例县无名局"
    assert unknown["items"]["实施主体"] == 1


def test_an_office_is_used_until_the_day_it_is_abolished(run, listed):
    done = run("departments", "--as-of", "2024-12-31", "--format", "json", cwd=listed)
    assert [one["name"] for one in json.loads(done.stdout)["ended"]] == ["示例县文化站管理局"]


def test_text_says_it_in_80_columns(run, listed):
    text = run("departments", *DAY, cwd=listed).stdout
    for said in (
        "应有事项  二（二）  负责古籍出境的审批",
        "没有事项  二（三）  拟订全县阅读推广规划。",
        "没有写职责的事项 1 项: L0010005000",
        "示例县文化站管理局 → 示例县图书馆管理局  实施主体 1 项",
    ):
        assert said in text
    assert "合计" in text


def test_without_a_roster_only_the_counts_are_told(run, listed):
    for file in (listed / "data/departments").iterdir():
        file.unlink()
    done = run("departments", *DAY, cwd=listed)
    assert done.returncode == 0
    assert "没有部门名册" in done.stdout
    assert "应有事项" not in done.stdout


def test_the_shipped_list_is_covered(run, root):
    report = json.loads(run("departments", *DAY, "--format", "json", cwd=root).stdout)
    assert report["ended"] == report["unlisted"] == []
    gaps = [gap for one in report["departments"] for gap in one["duties_without_item"]]
    assert not [gap for gap in gaps if gap["power"]]


def test_a_document_becomes_a_department_that_is_compared(run, small_list, tmp_path):
    source = tmp_path / "三定.txt"
    source.write_text(
        "示例县水利局职能配置、内设机构和人员编制规定\n一、主要职责\n（一）负责取水许可。\n这里有一句\n"
        "二、其他事项\n另有一个中心。\n",
        "utf-8",
    )
    done = run("import", "--kind", "三定", source, tmp_path / "没有.docx", cwd=small_list)
    assert done.returncode == 2
    for said in ("data/departments/示例县水利局.yaml  新写", "没有读懂 1 处", "第 6 行  ", "没有读入 没有.docx"):
        assert said in done.stdout
    assert "请核对 " not in done.stdout
    assert done.stdout.count("下一步") == 1
    assert run("check", *DAY, cwd=small_list).returncode == 0
    assert "应有事项  一（一）  负责取水许可" in run("departments", *DAY, cwd=small_list).stdout
    refused = run("import", "--kind", "四定", source, cwd=small_list)
    assert (refused.returncode, "可用的有: 事项、三定" in refused.stderr) == (2, True)
    refused = run("import", "--kind", "三定", "--map", "表头.yaml", source, cwd=small_list)
    assert (refused.returncode, "不能和 --kind 三定 一起用" in refused.stderr) == (2, True)


def test_what_to_look_at_is_told_with_its_place(run, small_list, tmp_path):
    source = tmp_path / "三定.txt"
    source.write_text("示例县水利局职能配置、内设机构和人员编制规定\n一、主要职责\n（一）甲。\n（三）乙。\n", "utf-8")
    told = run("import", "--kind", "三定", source, cwd=small_list).stdout
    assert "  请核对 1 处\n    第 4 行  编号（三）接在（一）后面" in told
    (one,) = json.loads(run("import", "--kind", "三定", source, "--format", "json", cwd=small_list).stdout)
    assert (one["fate"], one["notes"][0]["place"], one["unread"]) == ("未变", "第 4 行", [])


def test_a_document_without_the_kind_is_told_how_it_is_read(run, small_list, tmp_path):
    source = tmp_path / "三定.txt"
    source.write_text("示例县水利局职能配置、内设机构和人员编制规定\n一、主要职责\n", "utf-8")
    assert "quanze import --kind 三定" in run("import", source, cwd=small_list).stdout
