"""文号 and versions: what stands in brackets behind a title."""

from __future__ import annotations

import pytest
from citation_reading import only


@pytest.mark.parametrize(
    "number",
    [
        "主席令第七十四号",
        "国务院令第412号",
        "中华人民共和国国务院令第412号",
        "国务院令2014年第649号",
        "国务院令250号",
        "国务院第375号令",
        "国务院563号令",
        "民政部29号令",
        "国家林业局第47号令",
        "国务院令第666号令",
        "人大常委会公告第9号",
        "农业农村部公告2019年第5号",
        "商务部令〔2012〕第11号",
        "商务部、公安部令2005年第8号",
        "国家发展和改革委员会、中华人民共和国环境保护部令第38号",
        "河北省人民政府令[2008]第3号",
        "国发〔2015〕27号",
        "国办发[2008]3号",
        "宁政发【2013】84号",
        "国办发(2013)5号",
        "国发〔2000〕13 号",
        "发改价格规〔2017〕1454号",
        "国发2015年27号",
        "GB 7718-2011",
    ],
)
@pytest.mark.parametrize(
    "shape", ["《甲条例》（{}）第三条", "《甲条例》({})第三条", "《甲条例》 {} 第三条", "甲条例（{}）第三条"]
)
def test_document_numbers(number: str, shape: str) -> None:
    text = shape.format(number)
    citation = only(text)
    assert (citation.title, citation.number, citation.version) == ("甲条例", number, None)
    assert [reference.article for reference in citation.references] == [3]
    assert citation.number_span is not None
    assert text[slice(*citation.number_span)] == number


@pytest.mark.parametrize(
    "text",
    [
        "国务院令第412号《甲决定》第三条",
        "中华人民共和国国务院令第412号《甲决定》第三条",
        "2004年6月29日国务院令第412号《甲决定》第三条",
    ],
)
def test_a_number_before_the_title(text: str) -> None:
    citation = only(text)
    assert citation.title == "甲决定"
    assert citation.number is not None
    assert citation.number.endswith("国务院令第412号")


@pytest.mark.parametrize(
    "version",
    ["2019年修正", "2018年修正本", "2013修正", "2017年6月27日第二次修正", "2010年12月修正", "自2018年1月1日起施行"],
)
def test_versions(version: str) -> None:
    citation = only(f"《甲法》（{version}）第三条")
    assert (citation.number, citation.version) == (None, version)


def test_a_version_inside_the_title() -> None:
    citation = only("《中华人民共和国甲法（2019年修正）》第三条")
    assert (citation.title, citation.normalized, citation.version) == (
        "中华人民共和国甲法（2019年修正）",
        "甲法",
        "2019年修正",
    )


def test_a_version_without_brackets() -> None:
    assert only("《甲法》2019年修正 第三条").version == "2019年修正"


@pytest.mark.parametrize(
    ("note", "number", "version"),
    [
        ("国务院令第9号，2010年5月修正", "国务院令第9号", "2010年5月修正"),
        (
            "2004年5月26日国务院令第9号公布，根据2021年2月15日国务院令第740号第三次修订",
            "国务院令第9号",
            "根据2021年2月15日国务院令第740号第三次修订",
        ),
        (
            "1999年5月29日国务院令第9号发布。根据2017年3月1日《国务院关于修改〈甲条例〉的决定》修订",
            "国务院令第9号",
            "根据2017年3月1日《国务院关于修改〈甲条例〉的决定》修订",
        ),
        ("2011年5月4日原国家安全监管总局令第9号公布", "国家安全监管总局令第9号", None),
        ("2010年国务院令第9号，2016年2月6日国务院令第666号修订", "国务院令第9号", "2016年2月6日国务院令第666号修订"),
        ("2015年5月4日部令第24号修正", None, "2015年5月4日部令第24号修正"),
        ("国务院令第709号修订", "国务院令第709号", "国务院令第709号修订"),
        (
            "2005年9月通过　根据2018年10月《关于修改〈甲法〉等十五部法律的决定》修正",
            None,
            "2005年9月通过　根据2018年10月《关于修改〈甲法〉等十五部法律的决定》修正",
        ),
        ("1996年3月\n17日第八届全\n国人民代表大会通\n过", None, "1996年3月17日第八届全国人民代表大会通过"),
    ],
)
def test_a_history_is_divided_into_number_and_version(note: str, number: str | None, version: str | None) -> None:
    citation = only(f"《甲条例》（{note}）\n第三条：正文")
    assert (citation.number, citation.version) == (number, version)


@pytest.mark.parametrize(
    "note",
    ["（甲政发〔2017〕95号\n", "（（甲政发〔2017〕95号）\n", "（甲政发〔2017〕95号））\n", "（甲政发〔2017〕95号 "],
)
def test_brackets_that_do_not_match(note: str) -> None:
    citation = only(f"《甲办法》{note}第七条：设立场所（不含第（一）5项)）的，应当批准。")
    assert citation.number == "甲政发〔2017〕95号"
    assert [reference.article for reference in citation.references] == [7]
    assert citation.quote == "设立场所（不含第（一）5项)）的，应当批准。"


def test_trial_or_part_behind_the_title_belongs_to_it() -> None:
    assert only("《甲办法》（试行）第三条").normalized == only("《甲办法（试行）》第三条").normalized == "甲办法试行"
    assert only("《关于甲的解释》（二）第三条").normalized == "关于甲的解释二"


def test_a_bracket_that_says_nothing_of_the_law_is_passed_over() -> None:
    citation = only("《甲条例》（以下简称《条例》）第三条")
    assert (citation.number, citation.version, citation.references[0].article) == (None, None, 3)
