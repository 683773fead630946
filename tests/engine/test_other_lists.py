"""The lists of the levels above and below: named in quanze.yaml, read and compared, never judged or written."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from quanze.engine.other_lists import read_list
from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)
DELEGATED = "权力来源: 上级下放\n放权: {方式: 直接下放, 放权方: 示例市交通运输局, 承接方: 示例县交通运输局}\n"
DOWN = "调整记录: [{类型: 下放, 日期: 2021-11-20, 依据: 示政〔2021〕18号}]\n"
TAKEN = "调整记录: [{类型: 承接, 日期: 2021-12-20, 依据: 示政〔2021〕18号}]\n"


def write_item(folder: Path, body: str, more: str, *, status: str = "在用", code: str = "410118027000") -> Path:
    """Write an item of a licence."""
    path = folder / "data/items" / body / f"{code}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    name = "涉路施工许可" if code == "410118027000" else f"道路运输经营许可{code}"
    own = f"编码: '{code}'\n名称: {name}\n类型: 行政许可\n状态: {status}\n实施主体: {body}\n"
    path.write_text(own + more, "utf-8")
    return path


@pytest.fixture
def city(tmp_path: Path) -> Path:
    folder = tmp_path / "示例市"
    folder.mkdir()
    (folder / "quanze.yaml").write_text("清单: {名称: 示例市权责清单, 层级: 市级}\n", "utf-8")
    write_item(folder, "示例市交通运输局", DOWN, status="取消")
    return folder


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "示例县"
    folder.mkdir()
    settings = "清单: {名称: 示例县权责清单, 层级: 县级, 档位: 发布}\n目录: {上级清单: ../示例市}\n"
    (folder / "quanze.yaml").write_text(settings, "utf-8")
    write_item(folder, "示例县交通运输局", DELEGATED + TAKEN)
    return folder


def found(folder: Path, **asked: object) -> list[tuple[str, str]]:
    request = Request(DAY, select=("DEL012", "DEL013", "DEL015", "ADJ005"), **asked)
    return [(finding.rule, finding.file) for finding in check(load_settings(folder), request).result.findings]


def test_a_pair_that_answers_each_other(city, county):
    assert found(county) == []


def test_a_power_the_city_goes_on_with(city, county):
    write_item(city, "示例市交通运输局", DOWN)
    assert found(county) == [("DEL013", "data/items/示例县交通运输局/410118027000.yaml")]


def test_a_power_nobody_took_over_is_found_in_the_citys_file(city, county):
    (county / "data/items/示例县交通运输局/410118027000.yaml").unlink()
    write_item(county, "示例县交通运输局", "", code="410118001000")
    assert found(county) == [("DEL012", "../示例市/data/items/示例市交通运输局/410118027000.yaml")]


def test_the_citys_own_mistakes_are_not_this_lists(city, county):
    write_item(city, "示例市交通运输局", "权力来源: 法定\n", code="410118001000")
    (city / "data/items/示例市交通运输局/410118002000.yaml").write_text("编码: [\n", "utf-8")
    assert found(county) == []


def test_a_file_that_cannot_be_read_hides_nothing(city, county):
    (city / "quanze.yaml").write_text(
        "清单: {名称: 示例市权责清单, 层级: 市级}\n目录: {下级清单: [../示例县]}\n", "utf-8"
    )
    (county / "quanze.yaml").write_text("清单: {名称: 示例县权责清单, 层级: 县级}\n", "utf-8")
    (county / "data/items/示例县交通运输局/410118027000.yaml").write_text("编码: [\n", "utf-8")
    assert ("DEL012", "data/items/示例市交通运输局/410118027000.yaml") not in found(city)


def test_a_retired_code_of_the_city_was_handed_down(city, county):
    (city / "data/items/示例市交通运输局/410118027000.yaml").unlink()
    write_item(city, "示例市交通运输局", "", code="410118001000")
    assert found(county) == [("ADJ005", "data/items/示例县交通运输局/410118027000.yaml")]
    registers = city / "data/registers"
    registers.mkdir()
    entry = "{编码: '410118027000', 名称: 涉路施工许可, 日期: 2021-11-20, 原因: 下放至县（市）}"
    (registers / "退役编码.yaml").write_text(f"登记册: 退役编码\n条目: [{entry}]\n", "utf-8")
    assert found(county) == []


def test_without_them_the_rules_are_reported_as_not_run(county):
    (county / "quanze.yaml").write_text("清单: {名称: 示例县权责清单, 层级: 县级}\n", "utf-8")
    result = check(load_settings(county), Request(DAY, select=("DEL013", "ADJ005"))).result
    assert {(one.rule, one.reason) for one in result.not_run} == {
        ("DEL013", "未提供上下级清单"),
        ("ADJ005", "未提供上下级清单"),
    }


@pytest.mark.parametrize("where", ["../没有这个文件夹", "."])
def test_what_is_no_list_is_said_at_once(city, county, where):
    (county / "quanze.yaml").write_text(f"清单: {{名称: 示例县权责清单}}\n目录: {{上级清单: {where}/空}}\n", "utf-8")
    (county / "空").mkdir()
    with pytest.raises(SettingsError, match="上级清单"):
        check(load_settings(county), Request(DAY))


def test_files_are_named_as_the_asking_list_sees_them(city):
    (facts,) = read_list(city, "../示例市")
    assert facts.file == "../示例市/data/items/示例市交通运输局/410118027000.yaml"
    assert (facts.status, facts.adjustments) == ("取消", (("下放", "2021-11-20"),))


def test_nothing_is_written_into_the_other_list(city, county):
    before = {path: path.stat().st_mtime_ns for path in city.rglob("*")}
    found(county)
    assert {path: path.stat().st_mtime_ns for path in city.rglob("*")} == before


@pytest.mark.parametrize(
    ("where", "said"),
    [(".", "就是本清单"), ("data/items", "就是本清单"), ("../示例县", "就是本清单"), ("quanze.yaml", "是一个文件")],
)
def test_a_list_is_not_compared_with_itself(city, county, where, said):
    (county / "quanze.yaml").write_text(f"清单: {{名称: 示例县权责清单}}\n目录: {{上级清单: {where}}}\n", "utf-8")
    with pytest.raises(SettingsError, match=said):
        found(county)
