"""The shipped law table: what is in force on which day, under which names, with which articles."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)


def test_the_environmental_code_replaces_the_environmental_protection_law(table: LawTable) -> None:
    before = table.status("环境保护法", date(2026, 8, 1))
    assert before.state == "in_force"
    assert before.version is not None
    assert before.version.last_article == 70
    after = table.status("环境保护法", date(2026, 8, 15))
    assert (after.state, after.on) == ("repealed", date(2026, 8, 15))
    assert after.by == ("中华人民共和国生态环境法典",)
    assert after.by_article == 1242


def test_the_environmental_code_repeals_ten_laws_at_once(table: LawTable) -> None:
    repealed = table.repealed_by("生态环境法典")
    assert len(repealed) == 10
    assert {table.status(title, TODAY).state for title in repealed} == {"repealed"}
    assert {table.status(title, date(2026, 8, 14)).state for title in repealed} == {"in_force"}


def test_a_code_is_not_in_force_before_its_day(table: LawTable) -> None:
    standing = table.status("生态环境法典", date(2026, 8, 14))
    assert (standing.state, standing.on) == ("not_yet", date(2026, 8, 15))
    assert table.in_force("生态环境法典", date(2026, 8, 14)) is None


def test_the_text_of_the_day_is_chosen_and_not_the_newest(table: LawTable) -> None:
    old = table.in_force("治安管理处罚法", date(2025, 12, 31))
    new = table.in_force("治安管理处罚法", date(2026, 1, 1))
    assert old is not None
    assert new is not None
    assert (old.last_article, new.last_article) == (119, 144)


@pytest.mark.parametrize("title", ["农业法", "商标法"])
def test_a_text_adopted_for_next_year_does_not_apply_yet(table: LawTable, title: str) -> None:
    now = table.status(title, TODAY)
    assert now.state == "in_force"
    assert now.upcoming is not None
    assert now.upcoming.since == date(2027, 1, 1)
    assert now.version is not None
    assert now.version.law_id != now.upcoming.law_id
    assert table.in_force(title, date(2027, 1, 1)) == now.upcoming


@pytest.mark.parametrize("title", ["医疗保障法", "耕地保护和质量提升法"])
def test_a_law_adopted_for_next_year_is_not_in_force(table: LawTable, title: str) -> None:
    standing = table.status(title, TODAY)
    assert (standing.state, standing.on) == ("not_yet", date(2027, 1, 1))


@pytest.mark.parametrize("title", ["合同法", "物权法", "民法通则", "侵权责任法", "婚姻法", "担保法"])
def test_laws_known_only_as_repealed_name_the_civil_code(table: LawTable, title: str) -> None:
    standing = table.status(title, TODAY)
    assert (standing.state, standing.on, standing.by) == ("repealed", date(2021, 1, 1), ("中华人民共和国民法典",))


def test_the_effective_date_of_an_amended_law_is_not_its_first_one(table: LawTable) -> None:
    law = table.find("立法法")
    assert law is not None
    newest = law.versions[-1]
    assert newest.effective == date(2000, 7, 1)
    assert newest.since == date(2023, 3, 13)
    assert not newest.since_sure


def test_a_day_before_every_known_text_is_unknown_and_not_in_force(table: LawTable) -> None:
    standing = table.status("种子法", date(2010, 1, 1))
    assert (standing.state, standing.cause) == ("unknown", "未收录")


def test_a_title_that_was_repealed_and_given_again_is_in_force(table: LawTable) -> None:
    assert table.status("国家安全法", date(2015, 1, 1)).by == ("中华人民共和国反间谍法",)
    now = table.in_force("国家安全法", TODAY)
    assert now is not None
    assert now.since == date(2015, 7, 1)


def test_a_repeal_without_an_instrument_is_not_believed(table: LawTable) -> None:
    assert table.status("农村土地承包法", TODAY).state == "in_force"
    assert table.status("乡镇企业法", TODAY).state == "unknown"


def test_the_day_of_a_repeal_is_the_one_its_article_names(table: LawTable) -> None:
    assert table.status("治安管理处罚条例", TODAY).on == date(2006, 3, 1)
    assert table.status("行政监察法", TODAY).on == date(2018, 3, 20)


def test_an_act_of_which_only_a_part_is_repealed_is_not_repealed(table: LawTable) -> None:
    assert table.find("会计人员职权条例") is None
    assert table.status("进出口农作物种子（苗）管理暂行办法", TODAY).state == "in_force"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("行政许可法", "中华人民共和国行政许可法"),
        ("《中华人民共和国行政许可法》", "中华人民共和国行政许可法"),
        ("中华人民共和国行政许可法（2019年修正）", "中华人民共和国行政许可法"),
        ("行政许可法(2019年4月23日修正)", "中华人民共和国行政许可法"),
        (" 行政\u3000许可法 ", "中华人民共和国行政许可法"),
        ("税收征管法", "中华人民共和国税收征收管理法"),
        ("土地承包法", "中华人民共和国农村土地承包法"),
        ("政府采购法实施条例", "中华人民共和国政府采购法实施条例"),
        ("建设项目安全设施“三同时”监督管理办法", "建设项目安全设施“三同时”监督管理办法"),
        (
            "最高人民法院关于适用〈中华人民共和国民法典〉有关担保制度的解释",
            "最高人民法院关于适用《中华人民共和国民法典》有关担保制度的解释",
        ),
        ("关于审理行政协议案件若干问题的规定", "最高人民法院关于审理行政协议案件若干问题的规定"),
    ],
)
def test_a_law_is_found_under_every_name_it_is_cited_by(table: LawTable, written: str, title: str) -> None:
    law = table.find(written)
    assert law is not None
    assert law.title == title


@pytest.mark.parametrize(
    "number",
    ["国务院令第412号", "中华人民共和国国务院令第412号", "国务院第412号令", "国务院令412号", "国务院令第671号"],
)
def test_order_412_is_found_by_its_number_and_has_an_annex_of_500_items(table: LawTable, number: str) -> None:
    law = table.find("", number)
    assert law is not None
    assert law.title == "国务院对确需保留的行政审批项目设定行政许可的决定"
    assert law.rank == "国务院决定"
    version = table.in_force(law.title, TODAY)
    assert version is not None
    assert (version.annex_items, version.articles) == (500, 0)


def test_a_number_that_exists_every_year_names_no_law(table: LawTable) -> None:
    assert table.find("", "交通部令第6号") is None


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("农药管理条例", "行政法规"),
        ("行政处罚法", "法律"),
        ("发票管理办法", "行政法规"),
        ("城市生活垃圾管理办法", "部门规章"),
        ("河南省安全生产条例", "地方性法规"),
        ("山东省行政程序规定", "省级政府规章"),
    ],
)
def test_ranks_do_not_follow_from_titles(table: LawTable, title: str, rank: str) -> None:
    law = table.find(title)
    assert law is not None
    assert law.rank == rank


def test_the_licensing_law_has_83_articles(table: LawTable) -> None:
    version = table.in_force("行政许可法", TODAY)
    assert version is not None
    assert version.last_article == 83
    assert table.has_article(version, 83)
    assert not table.has_article(version, 84)
    structure = table.structure(version)
    assert structure.paragraphs(12) == 1
    assert structure.items(12, paragraph=1) == 6
    assert structure.items(12) == 6
    assert structure.articles()[0] == (1, 0)
    assert len(structure) == 83


def test_inserted_articles_are_known_by_their_sub_number(table: LawTable) -> None:
    version = table.in_force("刑法", TODAY)
    assert version is not None
    assert table.has_article(version, 133, 1)
    assert not table.has_article(version, 133, 9)


def test_what_the_sources_lack_is_a_gap_and_not_a_missing_article(table: LawTable) -> None:
    version = table.in_force("生态环境法典", TODAY)
    assert version is not None
    assert version.gaps == (1120, 1201)
    assert not table.has_article(version, 1120)


def test_articles_are_followed_to_their_new_numbers(table: LawTable) -> None:
    law = table.find("治安管理处罚法")
    assert law is not None
    older, newer = law.versions
    assert table.moved(older, newer)[23, 0] == (26, 0)


def test_articles_are_followed_into_the_law_that_replaced_theirs(table: LawTable) -> None:
    old, code = table.find("环境影响评价法"), table.find("生态环境法典")
    assert old is not None
    assert code is not None
    assert table.moved(old.versions[-1], code.versions[0])[16, 0] == (95, 0)


def test_titles_of_one_subject_are_near_and_those_of_another_province_are_not(table: LawTable) -> None:
    assert table.nearest("全民健身法", 1) == (("全民健身条例", 95.0),)
    assert table.nearest("河北省高速公路交通安全条例") == ()


def test_nearest_titles_come_best_first_and_no_more_than_asked_for(table: LawTable) -> None:
    found = table.nearest("危险化学品重大危险源督管理暂行规定", 2)
    assert found[0][0] == "危险化学品重大危险源监督管理暂行规定"
    assert len(found) <= 2
    assert [ratio for _, ratio in found] == sorted((ratio for _, ratio in found), reverse=True)
    assert table.nearest("行政许可法", 0) == ()


def test_without_a_text_file_there_is_no_text(table: LawTable) -> None:
    version = table.in_force("行政许可法", TODAY)
    assert version is not None
    assert not table.has_text
    assert table.text(version, 1) is None


def test_the_table_says_until_when_it_was_collected(table: LawTable) -> None:
    assert table.cut_off == date(2026, 8, 28)
    assert table.cut_offs["法律"] == date(2026, 8, 28)
    assert table.cut_offs["部门规章"] < date(2023, 1, 1)
    assert table.cut_offs["地方性法规/河南省"] < table.cut_offs["地方性法规"]
    assert table.counts["versions"] > table.counts["laws"] > 3000


def test_every_law_has_a_key_under_which_it_is_found(table: LawTable) -> None:
    laws = list(table.laws())
    assert len(laws) == table.counts["laws"] + table.counts["repealed_only"]
    lost = [law.title for law in laws if table.find(law.title) != law]
    assert lost == []


def test_versions_of_a_law_follow_one_another_in_time(table: LawTable) -> None:
    for law in table.laws():
        days = [version.since for version in law.versions if version.since is not None]
        assert days == sorted(days), law.title


def test_a_table_goes_to_another_process_by_its_path(table: LawTable) -> None:
    copy = pickle.loads(pickle.dumps(table))
    assert copy.find("行政许可法") == table.find("行政许可法")


def test_several_threads_read_at_once(table: LawTable) -> None:
    titles = [law.title for law in table.laws()][::40]
    fresh = LawTable.open()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(fresh.find, titles)) == [table.find(title) for title in titles]


def test_a_title_changed_later_is_no_repealed_law(table: LawTable) -> None:
    law = table.find("饲料添加剂和添加剂预混合饲料产品批准文号管理办法")
    assert law is not None
    assert law.title == "饲料添加剂产品批准文号管理办法"
    assert table.status(law.title, TODAY).state == "in_force"
