"""quanze cite and quanze laws through the real console script."""

from __future__ import annotations

import json
import subprocess

import pytest

DAY = ("--as-of", "2026-11-22")


@pytest.mark.parametrize(
    ("text", "day", "answer", "said"),
    [
        ("《中华人民共和国行政许可法》第九十条", "2026-11-22", "无效", "到第八十三条为止"),
        (
            "《中华人民共和国环境保护法》第六十条",
            "2026-11-22",
            "无效",
            "2026-08-15 起废止，由《中华人民共和国生态环境法典》",
        ),
        ("《中华人民共和国环境保护法》第六十条", "2026-08-01", "有效", "现行有效"),
        ("《全民健身法》第三条", "2026-11-22", "无效", "《全民健身条例》"),
        ("【规章】《农药管理条例》第五条", "2026-11-22", "无效", "是行政法规"),
        ("治安管理处罚法第23条", "2026-11-22", "不能判断", "今为第二十六条"),
    ],
)
def test_what_is_said_of_a_citation(run, text, day, answer, said):
    done = run("cite", text, "--as-of", day)
    assert answer in done.stdout
    assert said in done.stdout
    assert done.returncode == (1 if answer == "无效" else 0)


def test_json_has_the_keys_of_the_contract(run):
    done = run(
        "cite", "《公路安全保护条例》（国务院令第593号）第二十七条第七项：利用公路桥梁", *DAY, "--format", "json"
    )
    ((one,),) = (entry["citations"] for entry in json.loads(done.stdout))
    assert one["title"] == "公路安全保护条例"
    assert one["number"] == "国务院令第593号"
    assert one["refs"] == [{"article": 27, "item": 7}]
    assert one["quote"] is True
    assert one["judgement"]["answer"] in ("holds", "unknown")
    assert "annex_item" not in one


def test_each_line_of_standard_input_is_a_text(script, tmp_path):
    lines = "《中华人民共和国行政许可法》第十二条\n\n《中华人民共和国公路法》第四十五条\n"
    done = subprocess.run(
        [script, "cite", "-", "--format", "json", *DAY],
        input=lines, capture_output=True, encoding="utf-8", cwd=tmp_path, check=True,
    )  # fmt: skip
    assert [entry["citations"][0]["title"] for entry in json.loads(done.stdout)] == [
        "中华人民共和国行政许可法",
        "中华人民共和国公路法",
    ]


def test_laws_show(run):
    done = run("laws", "show", "环境影响评价法", *DAY)
    assert "已废止, 自 2026-08-15 起, 由《中华人民共和国生态环境法典》废止" in done.stdout
    missing = run("laws", "show", "全民健身法", *DAY)
    assert missing.returncode == 1
    assert "全民健身条例" in missing.stdout


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("没有的法", "法律应当全部在表里 (截至 2026-08-28)"),
        ("没有的条例", "行政法规应当全部在表里 (截至 2025-06-23)"),
        ("示例市绿化条例", "没有收录不等于没有"),
        ("没有的管理办法", "没有收录不等于没有"),
    ],
)
def test_laws_show_says_what_it_means_that_a_law_is_not_there(run, title, said):
    done = run("laws", "show", title, *DAY)
    assert done.returncode == 1
    assert said in done.stdout
    absent = json.loads(run("laws", "show", title, *DAY, "--format", "json").stdout)
    assert (absent["title"], absent["state"]) == (title, "absent")


def test_a_text_without_a_citation_is_said_to_have_none(run):
    done = run("cite", "今天天气好", *DAY)
    assert done.stdout.splitlines() == ["今天天气好", "  没有读出依据"]
    some = run("cite", "今天天气好 《行政许可法》第十二条", *DAY)
    assert "没有读出依据: 今天天气好" in some.stdout
    assert "《行政许可法》第十二条" in some.stdout


def test_laws_add_takes_a_register_only(run, small_list):
    done = run("laws", "add", "quanze.yaml", cwd=small_list)
    assert done.returncode == 2
    assert "不是法规补充" in done.stderr


def test_laws_add_says_which_entry_is_wrong(run, small_list, tmp_path):
    lines = tmp_path / "本地.jsonl"
    lines.write_text('{"名称": "示例市绿化条例", "位阶": "地方性法规"}\n{"名称": "示例市公园办法"}\n', "utf-8")
    assert "第 2 部: 缺少“位阶”" in run("laws", "add", lines, cwd=small_list).stderr


def test_laws_affected_names_the_items_and_what_to_do(run, small_list, sample):
    text = (
        sample.read_text("utf-8")
        .replace("中华人民共和国公共图书馆法", "环境影响评价法")
        .replace("第三十三条", "第十六条")
    )
    sample.write_text(text, "utf-8")
    done = run("laws", "affected", "环境影响评价法", *DAY, cwd=small_list)
    assert done.returncode == 1
    assert f"{sample.name}:14:5: 要改" in done.stdout
    assert "可改为" in done.stdout
    assert "共 1 个事项引用, 1 个要改" in done.stdout


def test_laws_verify(run, tmp_path):
    assert "完好" in run("laws", "verify").stdout
    damaged = tmp_path / "坏.sqlite"
    damaged.write_bytes(b"not a table")
    done = run("laws", "verify", damaged)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_laws_add_fills_the_register_of_the_list(run, small_list, sample, tmp_path):
    own = tmp_path / "本地.yaml"
    own.write_text(
        "登记册: 法规补充\n条目:\n  - {名称: 示例省图书馆条例, 位阶: 地方性法规, 公布: 2020-01-01, 施行: 2020-03-01, 末条: 9}\n",
        "utf-8",
    )
    sample.write_text(sample.read_text("utf-8").replace("中华人民共和国公共图书馆法", "示例省图书馆条例"), "utf-8")
    before = run("check", *DAY, cwd=small_list)
    assert "BAS004" not in before.stdout
    assert run("laws", "add", own, cwd=small_list).returncode == 0
    after = run("check", *DAY, cwd=small_list)
    assert "没有第三十三条" in after.stdout
    assert "地方性法规" in run("laws", "show", "示例省图书馆条例", *DAY, cwd=small_list).stdout


def test_an_older_or_damaged_table_is_one_clear_error(run, small_list):
    (small_list / "table.sqlite").write_bytes(b"SQLite format 3\0" + bytes(100))
    settings = small_list / "quanze.yaml"
    settings.write_text(settings.read_text("utf-8") + "  法规表: table.sqlite\n", "utf-8")
    done = run("check", *DAY, cwd=small_list)
    assert done.returncode == 2
    assert done.stderr.startswith("错误  quanze.yaml")
    assert len(done.stderr.splitlines()) == 1
