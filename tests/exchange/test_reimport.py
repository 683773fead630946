"""Importing again: no byte changes, no hand's work is overwritten, no code moves, no half file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML

from quanze import atomic
from quanze.exchange.intake.run import import_files
from quanze.exchange.refusal import Refusal

from . import books

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.exchange.health import FileReport


def tree_of(root: Path) -> dict[str, bytes]:
    """Every file of a list with its bytes."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def bring(path: Path, root: Path, **options) -> FileReport:
    (report,) = import_files([path], root, **options).files
    return report


def item(root: Path, name: str) -> Path:
    """The file of the item of this name."""
    (found,) = [
        path for path in (root / "data/items").rglob("*.yaml") if f"\n名称: {name}\n" in path.read_text("utf-8")
    ]
    return found


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return books.simple(tmp_path / "档案局.xlsx", *(books.row(index, name) for index, name in enumerate("甲乙丙", 1)))


@pytest.fixture
def root(tmp_path: Path, book: Path) -> Path:
    bring(book, tmp_path / "清单")
    return tmp_path / "清单"


def test_a_new_list_gets_its_configuration_and_files(root: Path) -> None:
    assert sorted(tree_of(root)) == [
        "data/items/示例市档案局/L0010001000.yaml",
        "data/items/示例市档案局/L0010002000.yaml",
        "data/items/示例市档案局/L0010003000.yaml",
        "data/registers/导入登记.jsonl",
        "quanze.yaml",
    ]
    configuration = YAML(typ="safe").load((root / "quanze.yaml").read_text("utf-8"))
    assert configuration["清单"] == {"名称": "清单", "层级": "市级", "档位": "采集", "口径": "local"}


def test_the_same_workbook_again_changes_no_byte(root: Path, book: Path) -> None:
    before = tree_of(root)
    report = bring(book, root)
    assert tree_of(root) == before
    assert report.fates == (("未变", 3),)


def test_a_dry_run_writes_nothing(tmp_path: Path, book: Path) -> None:
    report = import_files([book], tmp_path / "新", dry_run=True)
    assert not (tmp_path / "新").exists()
    assert (report.items, report.created) == (3, "quanze.yaml")


def test_a_row_in_the_middle_moves_no_code(root: Path, book: Path) -> None:
    before = tree_of(root)
    books.simple(book, *(books.row(index, name) for index, name in enumerate("甲新乙丙", 1)))
    report = bring(book, root)
    assert item(root, "新").name == "L0010004000.yaml"
    assert item(root, "乙").name == "L0010002000.yaml"
    # 乙 and 丙 moved down a row: their 来源 changed and nothing else of the list did.
    assert dict(report.fates) == {"新写": 1, "更新": 2, "未变": 1}
    assert (
        tree_of(root)["data/items/示例市档案局/L0010001000.yaml"] == before["data/items/示例市档案局/L0010001000.yaml"]
    )


def test_an_item_edited_by_hand_is_left_alone_without_a_word_while_the_workbook_is_the_same(
    root: Path, book: Path
) -> None:
    path = item(root, "乙")
    path.write_text(path.read_text("utf-8") + "# 已核对\n", "utf-8")
    before = tree_of(root)
    report = bring(book, root)
    assert tree_of(root) == before
    assert dict(report.fates) == {"未变": 2, "保留": 1}
    assert report.differences == ()


def test_what_a_new_workbook_would_change_of_an_edited_item_is_told(root: Path, book: Path) -> None:
    path = item(root, "乙")
    path.write_text(path.read_text("utf-8").replace("法规科", "法制科"), "utf-8")
    before = path.read_bytes()
    books.simple(book, books.row(1, "甲"), books.row(2, "乙", 权限="负责全市的处罚"), books.row(3, "丙"))
    for _ in range(2):
        report = bring(book, root)
        assert path.read_bytes() == before
        (difference,) = report.differences
        assert (difference.code, difference.fields) == ("L0010002000", ("权限划分",))
    path.write_text(path.read_text("utf-8").replace("负责本级的处罚", "负责全市的处罚"), "utf-8")
    assert bring(book, root).differences == ()


def test_an_untouched_item_follows_its_workbook(root: Path, book: Path) -> None:
    books.simple(book, books.row(1, "甲"), books.row(2, "乙", 权限="负责全市的处罚"), books.row(3, "丙"))
    assert dict(bring(book, root).fates) == {"未变": 2, "更新": 1}
    assert "负责全市的处罚" in item(root, "乙").read_text("utf-8")


def test_an_item_moved_to_another_folder_is_found_there(root: Path, book: Path) -> None:
    path = item(root, "乙")
    moved = root / "data/items/示例市委办" / path.name
    moved.parent.mkdir()
    path.rename(moved)
    report = bring(book, root)
    assert not path.exists()
    assert report.fates == (("未变", 3),)


def test_an_item_that_the_workbook_no_longer_has_is_told_and_kept(root: Path, book: Path) -> None:
    books.simple(book, books.row(1, "甲"), books.row(2, "乙"))
    report = bring(book, root)
    (gone,) = [accident for accident in report.accidents if accident.kind == "不再出现的事项"]
    assert "L0010003000" in gone.detail
    assert item(root, "丙").exists()


def test_a_file_somebody_else_put_at_the_place_is_not_overwritten(tmp_path: Path, book: Path) -> None:
    place = tmp_path / "清单/data/items/示例市档案局/L0010001000.yaml"
    place.parent.mkdir(parents=True)
    place.write_text("编码: L0010001000\n名称: 手写\n", "utf-8")
    bring(book, tmp_path / "清单")
    assert place.read_text("utf-8") == "编码: L0010001000\n名称: 手写\n"
    assert len(list(place.parent.iterdir())) == 4


def test_a_crash_half_way_leaves_whole_files_and_the_next_import_goes_on(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "清单"
    real = atomic.os.fsync
    written = iter(range(100))

    def fails_at_the_fourth(handle: int) -> None:
        if next(written) == 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(atomic.os, "fsync", fails_at_the_fourth)
    with pytest.raises(Refusal) as refused:
        bring(book, root)
    told = "L0010002000.yaml 写不进去 (磁盘满了, 没有写成), 导入没有做完: 写了 3 项里的 1 项 (data/items/示例市档案局 1 项)。"
    assert told in refused.value.sentence
    assert "再运行一次同样的命令, 会接着写完" in refused.value.sentence
    monkeypatch.undo()
    assert [path.name for path in root.rglob("*.tmp")] == []
    half = tree_of(root)
    bring(book, root)
    whole = tree_of(root)
    bring(book, tmp_path / "另一份" / "清单")
    assert whole == tree_of(tmp_path / "另一份" / "清单")
    assert all(whole[name] == content for name, content in half.items() if name.startswith("data/items"))


def test_a_crash_amid_an_update_is_not_taken_for_a_hand(
    root: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.simple(book, *(books.row(index, name, 权限="负责全市的处罚") for index, name in enumerate("甲乙丙", 1)))
    real = atomic.os.fsync
    written = iter(range(100))

    def fails_at_the_third(handle: int) -> None:
        if next(written) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(atomic.os, "fsync", fails_at_the_third)
    with pytest.raises(Refusal):
        bring(book, root)
    monkeypatch.undo()
    report = bring(book, root)
    assert dict(report.fates) == {"未变": 1, "更新": 2}
    assert report.differences == ()


def test_a_damaged_register_stops_the_import(root: Path, book: Path) -> None:
    register = root / "data/registers/导入登记.jsonl"
    register.write_bytes(register.read_bytes()[:-20])
    with pytest.raises(Refusal, match="从版本库恢复"):
        bring(book, root)


def test_the_list_says_where_its_items_are(tmp_path: Path, book: Path) -> None:
    root = tmp_path / "清单"
    root.mkdir()
    (root / "quanze.yaml").write_text("清单: {名称: 甲, 口径: local}\n目录: {事项: 事项, 登记册: 登记}\n", "utf-8")
    bring(book, root)
    assert min(tree_of(root)) == "quanze.yaml"
    assert {name.split("/")[0] for name in tree_of(root)} == {"quanze.yaml", "事项", "登记"}


def test_a_damaged_configuration_or_mapping_is_one_sentence(tmp_path: Path, book: Path) -> None:
    root = tmp_path / "清单"
    root.mkdir()
    (root / "quanze.yaml").write_text("清单: [\n", "utf-8")
    with pytest.raises(Refusal, match=r"quanze\.yaml 读不懂"):
        bring(book, root)
    mapping = tmp_path / "对照.yaml"
    for text, said in (("甲: 事项名", "是否“名称”"), ("- 甲\n", "应逐行写"), ("甲: [乙]\n", "写法不对")):
        mapping.write_text(text, "utf-8")
        with pytest.raises(Refusal, match=said):
            bring(book, tmp_path / "另", mapping=mapping)
    with pytest.raises(Refusal, match="--map"):
        bring(book, tmp_path / "另", mapping=tmp_path / "没有.yaml")


def test_main_and_sub_items_name_each_other(tmp_path: Path) -> None:
    book = books.simple(
        tmp_path / "a.xlsx",
        books.row(1, "建设类企业资质审批"),
        books.row(1, "建设类企业资质审批", 子项名称="1.房地产估价机构资质核准"),
        books.row(1, "建设类企业资质审批", 子项名称="2.变更"),
        books.row(2, "没有主项行的审批", 子项名称="甲项内容的审批"),
    )
    root = tmp_path / "清单"
    bring(book, root)
    load = YAML(typ="safe").load
    found = {path.stem: load(path.read_text("utf-8")) for path in (root / "data/items").rglob("*.yaml")}
    assert found["L0010001000"]["子项"] == ["L0010001001", "L0010001002"]
    assert found["L0010001001"]["主项"] == "L0010001000"
    assert found["L0010001001"]["名称"] == "房地产估价机构资质核准"
    assert found["L0010001002"]["名称"] == "建设类企业资质审批（变更）"
    # A main item that has no row of its own is named, not pointed at.
    assert "主项" not in found["L0010002001"]
    assert found["L0010002001"]["扩展"]["主项名称"] == "没有主项行的审批"


def test_two_rows_with_one_code_get_two_files_and_are_told(tmp_path: Path) -> None:
    rows = [["编码", "事项名称", "类型", "依据", "实施主体"]]
    rows += [["440101007000", name, "行政许可", "《甲法》第一条", "县甲局"] for name in ("甲", "乙")]
    book = books.xlsx(tmp_path / "a.xlsx", {"表": rows})
    report = bring(book, tmp_path / "清单")
    names = sorted(path.name for path in (tmp_path / "清单/data/items/县甲局").iterdir())
    assert names == ["440101007000-2.yaml", "440101007000.yaml"]
    (clash,) = [accident for accident in report.accidents if accident.kind == "编码重复"]
    assert clash.row == 3
    assert dict(bring(book, tmp_path / "清单").fates) == {"未变": 2}
    assert "口径: zwfw" in (tmp_path / "清单/quanze.yaml").read_text("utf-8")


def test_the_register_never_forgets(root: Path, book: Path) -> None:
    books.simple(book, books.row(1, "全新"))
    bring(book, root)
    lines = (root / "data/registers/导入登记.jsonl").read_text("utf-8").splitlines()[1:]
    assert [json.loads(line)["名称"] for line in lines] == ["甲", "乙", "丙", "全新"]
