"""quanze claim: what is claimed, refused and open; claims that follow the catalogue and change nothing else."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.model.catalogue import CatalogueEntry
from quanze.rules.checks.catalogue import fingerprint
from quanze.source import parse

DAY = ("--as-of", "2026-11-22")
CATALOGUE = """\
目录: 示例省权责清单通用目录
事项:
  # 认领过的
  - 编码: "410119001000"
    名称: 取水许可
    类型: 行政许可
    层级: [市级, 县级]
    状态: 在用
    设定依据: [{法规: 中华人民共和国水法, 条款: 第四十八条第一款}]
  - 编码: "410213001000"
    名称: 对伪造、变造会计凭证、会计账簿的处罚
    类型: 行政处罚
    层级: [县级]
    状态: 在用
    设定依据: [{法规: 中华人民共和国会计法, 条款: 第四十一条}]
  # 还没有处理的
  - 编码: "410118027000"
    名称: 涉路施工许可
    类型: 行政许可
    层级: [县级]
    状态: 在用
    设定依据: [{法规: 公路安全保护条例, 条款: 第二十七条第七项}]
  - {编码: "410118044000", 名称: 港口经营许可, 类型: 行政许可, 层级: [县级], 状态: 在用}
  - {编码: "410199001000", 名称: 市级才有的许可, 类型: 行政许可, 层级: [市级], 状态: 在用}
  - {编码: "410199002000", 名称: 已经取消的许可, 类型: 行政许可, 层级: [县级], 状态: 取消}
"""
WATER = """\
编码: "410119001000"   # 基本编码
名称: 取水许可
类型: 行政许可
状态: 在用
版本: 1
认领: {状态: 认领, 目录编码: "410119001000"}
实施主体: 示例县水利局
设定依据:
  - {法规: 中华人民共和国水法, 条款: 第四十八条第一款}   # 依据的说明
  - {法规: 某省水资源条例, 条款: 第二条}
"""
ACCOUNTS = """\
编码: '410213001000'
名称: 对伪造、变造会计凭证、会计帐簿的处罚
类型: 行政处罚
状态: 在用
版本: 2
实施主体: 示例县财政局
设定依据:
- 法规: 中华人民共和国会计法
  条款: 第四十一条
"""


@pytest.fixture
def listed(small_list):
    """A county's list with two claimed items, one in order, and a catalogue with two entries left to do."""
    settings = small_list / "quanze.yaml"
    settings.write_text(settings.read_text("utf-8").replace("口径: local", "口径: zwfw"), "utf-8")
    for file in (*(small_list / "data/items").rglob("*.yaml"), *(small_list / "data/departments").iterdir()):
        file.unlink()
    (small_list / "data/catalogue/目录.yaml").write_text(CATALOGUE, "utf-8")
    departments = {"示例县水利局": "19", "示例县财政局": "13", "示例县交通运输局": "18"}
    for name, code in departments.items():
        text = f'名称: {name}\n简称: {name.removeprefix("示例")}\n代码: "{code}"\n'
        (small_list / f"data/departments/{name}.yaml").write_text(text, "utf-8")
    for department, code, text in (("水利局", "410119001000", WATER), ("财政局", "410213001000", ACCOUNTS)):
        folder = small_list / f"data/items/示例县{department}"
        folder.mkdir(exist_ok=True)
        (folder / f"{code}.yaml").write_text(text, "utf-8")
    return small_list


@pytest.fixture
def status(run, listed):
    """Return the exit code and the entries of quanze claim status by code."""

    def call(*codes):
        done = run("claim", "status", *codes, *DAY, "--format", "json", cwd=listed)
        assert done.stdout, done.stderr
        return done.returncode, {entry["code"]: entry for entry in json.loads(done.stdout)["entries"]}

    return call


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_status_tells_what_is_to_do(run, listed, status):
    code, entries = status()
    assert code == 1
    states = {name: entry["state"] for name, entry in entries.items()}
    assert states == {
        "410119001000": "claimed",
        "410213001000": "claimed",
        "410118027000": "open",
        "410118044000": "open",
        "410199001000": "other_level",
        "410199002000": "cancelled",
    }
    assert [d["element"] for d in entries["410213001000"]["different"]] == ["名称"]
    assert [d["element"] for d in entries["410119001000"]["different"]] == ["设定依据"]
    text = run("claim", "status", *DAY, cwd=listed).stdout
    for said in (
        "通用目录 6 项, 属于本级 (县级)的 4 项",
        "已认领 2 · 不认领 0 · 还没有处理 2",
        "本项 对伪造、变造会计凭证、会计【帐】簿的处罚",
        "目录 对伪造、变造会计凭证、会计【账】簿的处罚",
        "多 某省水资源条例第二条",
    ):
        assert said in text
    one = run("claim", "status", "410119001000", *DAY, cwd=listed).stdout
    assert "名称  相同" in one
    assert "410213001000" not in one


def test_take_writes_an_item_that_is_the_same_in_all_four(run, listed, status):
    done = run("claim", "take", "410118027000", cwd=listed)
    assert done.returncode == 0, done.stderr
    file = listed / "data/items/示例县交通运输局/410118027000.yaml"
    tree = parse(file.read_bytes(), "事项.yaml").document.root
    entry = CatalogueEntry.model_validate(
        {
            "编码": "410118027000",
            "名称": "涉路施工许可",
            "类型": "行政许可",
            "状态": "在用",
            "设定依据": [{"法规": "公路安全保护条例", "条款": "第二十七条第七项"}],
        },
        context=vocabulary_of(load_profile("zwfw", listed)),
    )
    assert tree["认领"] == {"状态": "认领", "目录编码": "410118027000", "目录指纹": fingerprint(entry)}
    assert tree["设定依据"] == [{"法规": "公路安全保护条例", "条款": "第二十七条第七项"}]
    assert (tree["名称"], tree["类型"], tree["行使层级"]) == ("涉路施工许可", "行政许可", ["县级"])
    code, entries = status("410118027000")
    assert (code, entries["410118027000"]["different"], entries["410118027000"]["fingerprint"]) == (0, [], True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("take", "410119001000"), "已经认领"),
        (("take", "410199001000"), "适用市级, 本清单是县级"),
        (("take", "410199002000"), "目录已取消"),
        (("take", "999999999999"), "通用目录里没有编码"),
        (("take", "410118044000", "--department", "县水利局"), "是否“示例县水利局”?"),
        (("refuse", "410118044000", "--reason", "不想认领"), "可用的有: 无此行业或管理对象"),
        (("refuse", "410118044000", "--reason", "其他", "--note", "没有"), "至少 15 个字"),
        (("refuse", "410119001000", "--reason", "本级无权限"), "已经认领"),
        (("sync", "410118044000"), "没有认领这一项"),
        (("sync", "410119001000", "999999999999"), "通用目录里没有编码"),
        (("sync", "410199001000"), "没有认领这一项"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(run, listed, arguments, said):
    before = contents(listed)
    done = run("claim", *arguments, cwd=listed)
    assert done.returncode == 2
    assert said in done.stderr
    assert contents(listed) == before


def test_refusals_are_added_and_the_rest_stays_as_it_is(run, listed, status):
    refusal = ("--reason", "无此行业或管理对象", "--note", "没有港口")
    assert run("claim", "refuse", "410118044000", *refusal, cwd=listed).returncode == 0
    file = listed / "data/catalogue/不认领.yaml"
    edited = file.read_text("utf-8").replace("不认领:\n", "# 手写的说明\n不认领:\n") + "# 末尾\n"
    file.write_text(edited, "utf-8")
    assert run("claim", "refuse", "410118027000", "--reason", "已划转他部门", cwd=listed).returncode == 0
    after = file.read_text("utf-8")
    assert after == edited.replace(
        "    说明: 没有港口\n", '    说明: 没有港口\n  - 编码: "410118027000"\n    理由: 已划转他部门\n'
    )
    _code, entries = status()
    assert {entries[code]["state"] for code in ("410118044000", "410118027000")} == {"refused"}
    assert entries["410118044000"]["note"] == "没有港口"
    again = run("claim", "refuse", "410118044000", "--reason", "本级无权限", cwd=listed)
    assert (again.returncode, "已经登记了不认领" in again.stderr) == (2, True)
    findings = json.loads(
        run("check", "--select", "CAT005,CAT006", *DAY, "--gate", "审核", "--format", "json", cwd=listed).stdout
    )
    assert [f for f in findings["findings"] if f["rule"].startswith("CAT")] == []


def test_sync_shows_first_and_then_changes_only_what_it_must(run, listed, status):
    before = contents(listed)
    shown = run("claim", "sync", "410119001000", "410213001000", "--diff", cwd=listed)
    assert shown.returncode == 0, shown.stderr
    assert contents(listed) == before
    assert "-名称: 对伪造、变造会计凭证、会计帐簿的处罚" in shown.stdout
    assert "+名称: 对伪造、变造会计凭证、会计账簿的处罚" in shown.stdout
    done = run("claim", "sync", "410119001000", "410213001000", cwd=listed)
    assert done.returncode == 0, done.stderr
    _code, entries = status("410119001000", "410213001000")
    water = (listed / "data/items/示例县水利局/410119001000.yaml").read_text("utf-8")
    accounts = (listed / "data/items/示例县财政局/410213001000.yaml").read_text("utf-8")
    assert [(e["different"], e["fingerprint"], e["changed"]) for e in entries.values()] == [([], True, False)] * 2
    kept = WATER.replace("  - {法规: 某省水资源条例, 条款: 第二条}\n", "").splitlines()
    assert [line for line in water.splitlines() if line not in kept] == [
        line
        for line in water.splitlines()
        if line.startswith('认领: {状态: 认领, 目录编码: "410119001000", 目录指纹: ')
    ]
    assert accounts.startswith(ACCOUNTS.replace("帐簿", "账簿"))
    again = run("claim", "sync", "410119001000", cwd=listed)
    assert "没有改动" in again.stdout


def test_a_change_upstream_is_noticed_and_followed(run, listed, status):
    assert run("claim", "sync", "410119001000", cwd=listed).returncode == 0
    catalogue = listed / "data/catalogue/目录.yaml"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(
        text.replace("名称: 取水许可\n", "名称: 取水许可证核发\n").replace(
            "第四十八条第一款}", "第七条}, {法规: 取水许可条例, 条款: 第二条}"
        ),
        "utf-8",
    )
    _code, entries = status("410119001000")
    assert entries["410119001000"]["changed"] is True
    assert [d["element"] for d in entries["410119001000"]["different"]] == ["名称", "设定依据"]
    done = run("claim", "sync", "410119001000", cwd=listed)
    assert "改了 名称、设定依据、目录指纹" in done.stdout
    assert "变更要素" in done.stdout
    water = (listed / "data/items/示例县水利局/410119001000.yaml").read_text("utf-8")
    assert "设定依据:\n  - {法规: 中华人民共和国水法, 条款: 第七条}\n  - {法规: 取水许可条例, 条款: 第二条}\n" in water
    assert status("410119001000")[0] == 0


def test_an_entry_of_several_places_is_left_to_a_person(run, listed):
    file = listed / "data/items/示例县水利局/410119001000.yaml"
    file.write_text(WATER.replace("条款: 第四十八条第一款}", "条款: 第四十八条第一款、第七条}"), "utf-8")
    before = file.read_bytes()
    done = run("claim", "sync", "410119001000", cwd=listed)
    assert done.returncode == 2
    assert "请先拆开再同步" in done.stderr
    assert file.read_bytes() == before


def test_a_catalogue_in_a_workbook_is_as_good_as_yaml(run, listed, status):
    expected = status()
    rows = parse(CATALOGUE.encode(), "目录.yaml").document.root["事项"]
    book = Workbook()
    book.active.append(["编码", "名称", "类型", "层级", "状态", "设定依据"])
    for row in rows:
        basis = "；".join(f"{b['法规']}/{b['条款']}" for b in row.get("设定依据", []))
        book.active.append([row["编码"], row["名称"], row["类型"], "、".join(row["层级"]), row["状态"], basis])
    book.save(listed / "data/catalogue/目录.xlsx")
    (listed / "data/catalogue/目录.yaml").unlink()
    assert status() == expected
    report = json.loads(
        run("check", "--select", "CAT005", "--gate", "审核", *DAY, "--format", "json", cwd=listed).stdout
    )
    places = [(f["file"], f["line"]) for f in report["findings"] if f["rule"] == "CAT005"]
    assert places == [("data/catalogue/目录.xlsx", 4), ("data/catalogue/目录.xlsx", 5)]


def test_without_a_catalogue_it_says_where_to_put_one(run, listed):
    (listed / "data/catalogue/目录.yaml").unlink()
    done = run("claim", "status", cwd=listed)
    assert (done.returncode, "data/catalogue" in done.stderr) == (2, True)


def test_a_damaged_entry_stops_nothing(run, listed, status):
    catalogue = listed / "data/catalogue/目录.yaml"
    catalogue.write_text(
        CATALOGUE.replace("类型: 行政许可, 层级: [县级], 状态: 在用}", "类型: 许可, 层级: 县, 状态: 在用}"), "utf-8"
    )
    code, entries = status()
    assert (code, entries["410118044000"]["type"]) == (1, "（空）")
    done = run("claim", "take", "410118044000", cwd=listed)
    assert (done.returncode, "先用 quanze check 改正" in done.stderr) == (2, True)


def test_the_shipped_list_claims_or_refuses_everything(run, root):
    entries = json.loads(run("claim", "status", *DAY, "--format", "json", cwd=root).stdout)["entries"]
    assert {entry["state"] for entry in entries} == {"claimed", "refused"}
    assert not any(entry["different"] for entry in entries)


def test_a_catalogue_that_cannot_be_read_is_said_with_its_place(run, listed):
    (listed / "data/catalogue/目录.yaml").write_text("事项:\n  - {编码: '1'\n", "utf-8")
    for arguments in (("status",), ("take", "410119001000"), ("sync", "410119001000")):
        done = run("claim", *arguments, cwd=listed)
        assert done.returncode == 2
        assert "data/catalogue/目录.yaml:2:5" in done.stderr
        assert "通用目录有文件读不出来" in done.stderr


def test_what_is_wrong_with_the_catalogue_is_said_beside_the_claims(run, listed):
    file = listed / "data/catalogue/目录.yaml"
    file.write_text(
        file.read_text("utf-8").replace("名称: 港口经营许可, 类型: 行政许可", "名称: 港口经营许可, 类型: 许可"), "utf-8"
    )
    text = run("claim", "status", *DAY, cwd=listed).stdout
    assert "通用目录有 1 处要改, 用 quanze check 查看  data/catalogue/目录.yaml:23:" in text
    assert "410118044000  港口经营许可 (类型读不出来)" in text


def test_a_file_that_is_no_catalogue_is_named_when_there_is_none(run, listed):
    (listed / "data/catalogue/目录.yaml").rename(listed / "data/catalogue/目录.docx")
    done = run("claim", "status", cwd=listed)
    assert (done.returncode, "那里的 目录.docx 不是这几种文件" in done.stderr) == (2, True)


def test_the_numbers_of_the_first_lines_add_up(run, listed):
    file = listed / "data/catalogue/目录.yaml"
    text = file.read_text("utf-8").replace(
        "名称: 取水许可\n    类型: 行政许可\n    层级: [市级, 县级]",
        "名称: 取水许可\n    类型: 行政许可\n    层级: [市级]",
    )
    file.write_text(text, "utf-8")
    told = run("claim", "status", *DAY, cwd=listed).stdout
    assert "通用目录 6 项, 属于本级 (县级)的 3 项\n  已认领 1 · 不认领 0 · 还没有处理 2 · 自建 0\n" in told
    assert "另外认领了目录里不属于本级的 1 项" in told


def test_an_item_with_a_code_of_its_own_is_matched_by_name(run, listed):
    """A list that was imported has its own codes: what is claimed already is not claimed a second time."""
    folder = listed / "data/items/示例县交通运输局"
    folder.mkdir()
    own = WATER.replace("410119001000", "410100009000").replace("取水许可", "涉路施工的许可")
    (folder / "410100009000.yaml").write_text(own, "utf-8")
    told = run("claim", "status", *DAY, cwd=listed).stdout
    assert (
        "和目录的 410118027000  涉路施工许可 (行政许可) 名称相近; 是同一项的, 把“认领.目录编码”写成 410118027000"
        in told
    )
    (folder / "410100009000.yaml").write_text(own.replace("涉路施工的许可", "涉路施工许可"), "utf-8")
    assert "名称相同" in run("claim", "status", *DAY, cwd=listed).stdout


def test_an_item_of_that_name_is_claimed_and_no_second_one_written(run, listed, status):
    folder = listed / "data/items/示例县交通运输局"
    folder.mkdir()
    file = folder / "410100009000.yaml"
    own = WATER.replace("410119001000", "410100009000").replace("取水许可", "涉路施工许可")
    without = "".join(line for line in own.splitlines(keepends=True) if not line.startswith("认领"))
    for text in (own, without):
        file.write_text(text, "utf-8")
        done = run("claim", "take", "410118027000", cwd=listed)
        assert "清单里已有同名的事项 data/items/示例县交通运输局/410100009000.yaml" in done.stdout, done.stderr
        after = file.read_text("utf-8")
        assert [
            line
            for line in after.splitlines()
            if "认领" not in line and "目录" not in line and "状态: 认领" not in line
        ] == [line for line in text.splitlines() if not line.startswith("认领")]
        assert [path.name for path in folder.iterdir()] == ["410100009000.yaml"]
        _, entries = status("410118027000")
        assert (entries["410118027000"]["state"], entries["410118027000"]["fingerprint"]) == ("claimed", True)
    file.write_text(own.replace("状态: 认领, ", "状态: 自建, "), "utf-8")
    before = contents(listed)
    assert "写的是自建" in run("claim", "take", "410118027000", cwd=listed).stderr
    assert contents(listed) == before


def test_several_are_taken_together_or_none(run, listed):
    before = contents(listed)
    done = run("claim", "take", "410118044000", "410199001000", cwd=listed)
    assert (done.returncode, contents(listed) == before) == (2, True)
    done = run("claim", "take", "410118044000", "410118027000", cwd=listed)
    assert done.returncode == 0, done.stderr
    assert (done.stdout.count("认领了"), done.stdout.count("下一步")) == (2, 1)
    folder = listed / "data/items/示例县交通运输局"
    assert sorted(path.name for path in folder.iterdir()) == ["410118027000.yaml", "410118044000.yaml"]


def test_a_refusal_is_found_again_by_its_line_and_is_nothing_to_follow(run, listed):
    assert run("claim", "refuse", "410118044000", "--reason", "无此行业或管理对象", cwd=listed).returncode == 0
    done = run("claim", "take", "410118044000", cwd=listed)
    assert "data/catalogue/不认领.yaml:2" in done.stderr
    assert "登记了不认领, 没有事项可以同步" in run("claim", "sync", "410118044000", cwd=listed).stderr


def test_refusals_that_are_no_list_are_left_as_they_are(run, listed):
    file = listed / "data/catalogue/不认领.yaml"
    file.write_text("不认领: 没有\n", "utf-8")
    done = run("claim", "refuse", "410118044000", "--reason", "本级无权限", cwd=listed)
    assert (done.returncode, "请手工改" in done.stderr) == (2, True)
    assert file.read_text("utf-8") == "不认领: 没有\n"


def test_of_a_main_item_and_its_sub_items_the_main_one_is_the_claim(run, listed, status):
    folder = listed / "data/items/示例县水利局"
    sub = WATER.replace('编码: "410119001000"', '编码: "410119001001"', 1).replace("取水许可", "取水许可（新办）")
    (folder / "410118999999.yaml").write_text(sub.replace("版本: 1", '版本: 1\n主项: "410119001000"'), "utf-8")
    _, entries = status("410119001000")
    assert entries["410119001000"]["file"].endswith("410119001000.yaml")
