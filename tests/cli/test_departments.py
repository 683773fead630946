"""quanze departments: duties and items compared both ways, bodies that are gone, bodies nobody knows."""

from __future__ import annotations

import json

import pytest

from quanze.cli.departments import clip_middle, table
from quanze.engine.department_coverage import Coverage, DepartmentReport
from quanze.text import width

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


def test_duties_that_are_not_the_right_ones(run, listed, sample):
    """写错编号 and 职责偏离 are told beside 职责缺失 and 未核定."""
    text = sample.read_text("utf-8")
    duty = next(line for line in text.splitlines() if line.startswith("三定职责"))
    name = next(line for line in text.splitlines() if line.startswith("名称"))
    for code, changes in {
        "L0010006000": ((duty, "三定职责: [二（九）]"),),
        "L0010007000": (
            (name, "名称: 古籍出境许可"),
            (duty, "三定职责: [二（三）]"),
            ("类型: 公共服务", "类型: 行政许可"),
        ),
    }.items():
        changed = text.replace("L0010001000", code)
        for old, new in changes:
            changed = changed.replace(old, new)
        (sample.parent / f"{code}.yaml").write_text(changed, "utf-8")
    report = json.loads(run("departments", *DAY, "--format", "json", cwd=listed).stdout)
    library = next(one for one in report["departments"] if one["name"] == "示例县图书馆管理局")
    assert library["items_with_unknown_duty"] == [{"item": "L0010006000", "duty": "二（九）"}]
    (astray,) = library["items_astray"]
    assert (astray["item"], astray["duty"], astray["right"]) == ("L0010007000", "二（三）", "二（二）")
    told = run("departments", *DAY, cwd=listed).stdout
    assert "写了三定里没有的职责 1 项: L0010006000 二（九）" in told
    assert "职责偏离  L0010007000 写的是 二（三）, 名称里的“古籍出境”在 二（二）" in told


def test_a_duty_of_several_lines_is_told_in_one(run, listed):
    (roster,) = (listed / "data/departments").iterdir()
    text = roster.read_text("utf-8").replace("内容: 拟订全县阅读推广规划。", "content")
    roster.write_text(text.replace("content", '内容: "拟订全县阅读推广规划：\\n1.甲；\\n2.乙。"'), "utf-8")
    assert "没有事项  二（三）  拟订全县阅读推广规划： 1.甲； 2.乙。\n" in run("departments", *DAY, cwd=listed).stdout


def _report(*coverage):
    types = tuple(dict.fromkeys(kind for one in coverage for kind in one.counts))
    return DepartmentReport(True, 1, 0, types, coverage, (), ())


def _body(name, **counts):
    return Coverage(name, name, counts, 0, (), (), (), True)


def test_the_columns_of_the_table_stand_under_one_another():
    rows = list(
        table(
            _report(
                _body("示例县住房和城乡建设局（示例县人民防空办公室）", 行政许可=1046, 行政处罚=3),
                _body("县局", 行政处罚=12000),
            )
        )
    )
    assert len({width(row) for row in rows}) == 1
    assert rows[1].endswith(" 1,046      3  1,049")
    assert rows[2].endswith("      · 12,000 12,000")


def test_a_name_that_is_too_long_keeps_both_ends():
    long = "克拉玛依市发展和改革委员会（粮食和物资储备局）"
    assert clip_middle(long, 20) == "克拉玛依市…储备局）"
    assert width(clip_middle(long, 20)) <= 20
    assert clip_middle("县局", 20) == "县局"


def test_two_bodies_with_one_short_name_are_told_by_their_full_names(run, listed):
    (roster,) = (listed / "data/departments").iterdir()
    text = (
        roster.read_text("utf-8")
        .replace("示例县图书馆管理局", "示例县图书馆分局")
        .replace("前身: [示例县文化站管理局]\n", "")
    )
    roster.with_name("示例县图书馆分局.yaml").write_text(text, "utf-8")
    told = run("departments", *DAY, cwd=listed).stdout
    assert "\n示例县图书馆分局 " in told
    assert "\n示例县图书馆管理局 " in told
    assert "\n县图书馆局 " not in told


def test_an_empty_list_says_what_to_do(run, small_list):
    for file in (*(small_list / "data/items").rglob("*.yaml"), *(small_list / "data/departments").iterdir()):
        file.unlink()
    done = run("departments", *DAY, cwd=small_list)
    assert done.returncode == 3
    assert done.stdout.startswith("没有事项。用 quanze import")


def test_what_was_never_exercised(run, listed):
    assert "没有运行数据 (data/registers), 从未行使的事项没有核对" in run("departments", *DAY, cwd=listed).stdout
    folder = listed / "data/registers"
    folder.mkdir(exist_ok=True)
    (folder / "运行数据.csv").write_text("事项编码,事项名称,办件量\nL0010001000,,3\n,燃放许可,2\n", "utf-8")
    told = run("departments", *DAY, cwd=listed).stdout
    assert "从未行使 (运行数据里没有) 3 项" in told
    assert "清单之外行使的 1 项: 燃放许可" in told
    report = json.loads(run("departments", *DAY, "--format", "json", cwd=listed).stdout)["exercise"]
    assert report["outside_the_list"] == ["燃放许可"]
    assert {"department": "示例县图书馆管理局", "items": ["L0010005000"]} in report["never_exercised"]
