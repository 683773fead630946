"""quanze config show: where every value comes from."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def shown(run):
    """Return the settings of a list by (section, name)."""

    def call(folder, *names):
        done = run("config", "show", *names, "--format", "json", cwd=folder)
        assert done.returncode == 0, done.stderr
        return {(entry["section"], entry["name"]): entry for entry in json.loads(done.stdout)}

    return call


def test_every_value_says_where_it_comes_from(small_list, shown):
    file = small_list / "quanze.yaml"
    file.write_text(file.read_text("utf-8") + "参数:\n  评估周期: 12\n", "utf-8")
    every = shown(small_list)
    gate = every["清单", "档位"]
    assert (gate["origin"], gate["file"]) == ("quanze.yaml", "quanze.yaml")
    assert file.read_text("utf-8").splitlines()[gate["line"] - 1].strip().startswith("档位: ")
    assert every["目录", "节假日"]["origin"] == "默认"
    own = every["参数", "评估周期"]
    assert (own["value"], own["origin"], own["source"]) == (12, "quanze.yaml", "代替 口径 zwfw 的 24")
    based = every["参数", "承接期限"]
    assert (based["value"], based["unit"], based["origin"], based["source"]) == (60, "工作日", "口径 zwfw", "种子000")
    assert every["编码", "编码"]["origin"] == "口径 local"
    assert every["编码", "官方编码"]["value"] is False
    assert every["词汇", "状态"]["value"] == ["在用", "暂停", "取消"]
    assert every["词表", "占位主体"]["source"] == "真实清单实测"
    assert all(entry["origin"] for entry in every.values())


def test_a_profile_of_the_provinces_own_is_named(small_list, shown):
    (small_list / "本省.yaml").write_text(
        "口径: 某省\n名称: 某省口径\n基于: henan\n来源: 某省规定\n参数:\n  评估周期: {值: 6, 单位: 月}\n", "utf-8"
    )
    file = small_list / "quanze.yaml"
    file.write_text(file.read_text("utf-8").replace("口径: local", "口径: 本省.yaml"), "utf-8")
    every = shown(small_list, "参数")
    own = every["参数", "评估周期"]
    assert (own["origin"], own["file"], own["line"]) == ("口径 某省", "本省.yaml", 6)
    assert own["source"] == "代替 口径 zwfw 的 24"
    assert every["参数", "承接期限"]["origin"] == "口径 henan"
    assert every["参数", "聚合比例"]["origin"] == "口径 zwfw"


def test_a_calendar_year_of_the_list_is_named(small_list, shown):
    folder = small_list / "data/calendar"
    folder.mkdir()
    (folder / "2027.yaml").write_text(
        "年份: 2027\n来源: 示例通知\n放假:\n"
        "  - {节日: 元旦, 起: 2027-01-01, 止: 2027-01-03}\n"
        "  - {节日: 春节, 起: 2027-02-05, 止: 2027-02-11, 上班: [2027-02-13]}\n"
        "  - {节日: 清明节, 起: 2027-04-03, 止: 2027-04-05}\n"
        "  - {节日: 劳动节, 起: 2027-05-01, 止: 2027-05-05}\n"
        "  - {节日: 端午节, 起: 2027-06-09, 止: 2027-06-09}\n"
        "  - {节日: 中秋节, 起: 2027-09-15, 止: 2027-09-15}\n"
        "  - {节日: 国庆节, 起: 2027-10-01, 止: 2027-10-07}\n",
        "utf-8",
    )
    year = shown(small_list, "2027")["节假日", "2027"]
    assert (year["origin"], year["source"]) == ("data/calendar/2027.yaml", "示例通知")


def test_a_damaged_calendar_is_one_finding_at_its_place(run, small_list):
    folder = small_list / "data/calendar"
    folder.mkdir()
    (folder / "2027.yaml").write_text(
        "年份: 2027\n来源: 示例通知\n放假:\n  - {节日: 元旦, 起: 明天, 止: 2027-01-03}\n", "utf-8"
    )
    done = run("check", "--as-of", "2026-11-22", cwd=small_list)
    assert done.returncode == 1
    assert "data/calendar/2027.yaml:4:" in done.stdout
    assert "应为日期" in done.stdout


def test_text_shows_the_words_of_what_is_asked_for(run, small_list):
    whole = run("config", "show", cwd=small_list)
    assert whole.returncode == 0
    assert "词表" in whole.stdout
    one = run("config", "show", "常见误字", cwd=small_list)
    assert "帐册: 账册" in one.stdout
    assert len(one.stdout) < len(whole.stdout)


def test_unknown_names_are_refused(run, small_list):
    done = run("config", "show", "没有这个", cwd=small_list)
    assert done.returncode == 2
    assert "没有设置“没有这个”" in done.stderr
    alone = run("config", cwd=small_list)
    assert alone.returncode == 2
    assert alone.stderr.startswith("用法: quanze config")
