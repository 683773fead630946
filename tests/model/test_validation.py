"""One broken field is one finding, and the rest of the item is still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanze.absent import ABSENT, FieldAbsent
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.model.item import Licence, OtherPower, Penalty, item_type
from quanze.model.item_reading import read_item
from quanze.model.validation import read_record, tree_path


@pytest.fixture(scope="module")
def words():
    return vocabulary_of(load_profile("zwfw", Path()))


def whole_item() -> dict[str, object]:
    return {
        "编码": "410118027000",
        "名称": "示例许可",
        "类型": "行政许可",
        "状态": "在用",
        "版本": "2",
        "实施主体": "示例县甲局",
        "主体性质": "法定机关",
        "承办机构": ["甲股"],
        "三定职责": ["二（一）"],
        "行使层级": ["县级"],
        "权力来源": "法定本级行使",
        "设定依据": [{"法规": "公路安全保护条例", "条款": "第二十七条"}],
        "责任事项": [{"环节": "受理", "内容": "依法受理"}],
        "追责": {"情形": ["不依法受理的"]},
        "监管": {"责任单位": "示例县甲局"},
        "投诉举报": {"电话": "0399-1234567"},
        "审核": {"事项编辑": {"单位": "甲股"}},
    }


def hits_of(words, tree) -> list[tuple[str, tuple]]:
    _item, hits = read_record(item_type(tree.get("类型")), tree, words)
    return [(found.rule, found.hit.path) for found in hits]


def test_a_whole_item_has_no_defect_and_is_typed(words):
    item, hits = read_record(Licence, whole_item(), words)
    assert hits == ()
    assert isinstance(item, Licence)
    assert item.version == 2
    assert item.basis[0].law == "公路安全保护条例"
    assert item.supervision.owner == ("示例县甲局",)


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("编码", "SCH004"),
        ("名称", "SCH004"),
        ("设定依据", "BAS001"),
        ("监管", "SUP001"),
        ("行使层级", "LVL001"),
        ("权力来源", "DEL001"),
        ("责任事项", "RES001"),
        ("追责", "RES003"),
        ("三定职责", "ORG003"),
        ("投诉举报", "SUP008"),
        ("审核", "LIS005"),
    ],
)
def test_each_absence_is_said_once_under_the_rule_of_the_field(words, key, rule):
    tree = whole_item()
    del tree[key]
    assert hits_of(words, tree) == [(rule, (key,))]


def test_an_empty_value_is_an_absence(words):
    assert hits_of(words, whole_item() | {"监管": {"责任单位": ""}}) == [("SUP001", ("监管",))]
    assert hits_of(words, whole_item() | {"名称": "~"}) == [("SCH004", ("名称",))]


def test_a_placeholder_in_a_mandatory_field_is_said_as_such(words):
    assert hits_of(words, whole_item() | {"名称": "待补充"}) == [("STY007", ("名称",))]
    assert hits_of(words, whole_item() | {"设定依据": "无"}) == [("STY007", ("设定依据",))]


def test_a_placeholder_in_an_optional_field_is_no_defect(words):
    item, hits = read_record(Licence, whole_item() | {"有效期": "无"}, words)
    assert hits == ()
    assert item.validity is None


def test_an_unknown_key_is_named_with_the_nearest_one(words):
    tree = whole_item()
    tree["设定衣据"] = tree.pop("设定依据")
    _item, hits = read_record(Licence, tree, words)
    found = {found.rule: found.hit for found in hits}
    assert found["SCH003"].values["建议"] == "设定依据"
    assert found["SCH003"].part == "key"
    assert set(found) == {"SCH003"}  # that the field is missing is a consequence


def test_one_broken_field_hides_nothing_else(words):
    tree = whole_item()
    tree["监管"] = {"责任单位": "示例县甲局", "双随机": "也许", "措施": ["巡查"]}
    item, hits = read_record(Licence, tree, words)
    assert [(f.rule, f.hit.path) for f in hits] == [("SCH005", ("监管", "双随机"))]
    assert item.supervision.measures == ("巡查",)
    assert item.supervision.random_check is ABSENT
    with pytest.raises(FieldAbsent):
        bool(item.supervision.random_check)


def test_one_broken_element_of_a_list_leaves_the_others(words):
    tree = whole_item()
    tree["设定依据"] = [{"法规": "甲法", "条宽": "第一条"}, {"法规": "乙法"}, "丙法"]
    item, hits = read_record(Licence, tree, words)
    assert [(f.rule, f.hit.path) for f in hits] == [("SCH003", ("设定依据", 0, "条宽")), ("SCH005", ("设定依据", 2))]
    assert [entry.law for entry in item.basis[:2]] == ["甲法", "乙法"]
    assert item.basis[2] is ABSENT


def test_a_single_citation_needs_no_list(words):
    item, hits = read_record(Licence, whole_item() | {"设定依据": {"法规": "甲法"}}, words)
    assert hits == ()
    assert item.basis[0].law == "甲法"


def test_the_path_of_a_defect_is_that_of_the_file(words):
    tree = whole_item() | {"设定依据": {"法规": "甲法", "类别": "法令"}}
    assert hits_of(words, tree) == [("BAS020", ("设定依据", "类别"))]


def test_a_word_that_is_not_in_the_vocabulary(words):
    assert hits_of(words, whole_item() | {"状态": "有效"}) == [("SCH006", ("状态",))]
    assert hits_of(words, whole_item() | {"行使层级": ["区里"]}) == [("LVL001", ("行使层级", 0))]


def test_a_synonym_is_read_as_the_word_it_means(words):
    item, hits = read_record(Licence, whole_item() | {"行使层级": ["地州市级"]}, words)
    assert hits == ()
    assert item.levels == ("市级",)


@pytest.mark.parametrize("written", ["2026-12-31", "2026年12月31日", "2026.12.31"])
def test_dates_are_understood_in_three_forms(words, written):
    item, hits = read_record(Licence, whole_item() | {"计划取消日期": written}, words)
    assert hits == ()
    assert item.planned_end.isoformat() == "2026-12-31"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("版本", "一"),
        ("版本", "0"),
        ("版本", "2.5"),
        ("计划取消日期", "2026-02-30"),
        ("承办机构", "甲股"),
        ("监管", "示例县甲局"),
    ],
)
def test_a_wrong_type_is_named_at_its_field(words, key, value):
    assert hits_of(words, whole_item() | {key: value}) == [("SCH005", (key,))]


def test_the_type_decides_which_fields_there_are(words):
    assert item_type("行政处罚") is Penalty
    assert item_type("行政征用") is OtherPower
    tree = whole_item() | {"处罚种类": ["罚款"]}
    assert hits_of(words, tree) == [("SCH003", ("处罚种类",))]
    _item, hits = read_record(Penalty, tree | {"类型": "行政处罚"}, words)
    assert hits == ()


def test_records_never_change(words):
    item, _ = read_record(Licence, whole_item(), words)
    with pytest.raises(ValueError, match="frozen"):
        item.name = "别的名称"


def test_what_is_no_mapping_gives_no_record(words):
    item, hits = read_record(Licence, ["甲"], words)
    assert item is None
    assert [f.rule for f in hits] == ["SCH005"]


def test_tree_path_keeps_what_is_there_and_the_last_key():
    tree = {"甲": [{"乙": "1"}], "丙": {"丁": "2"}}
    assert tree_path(tree, ("甲", 0, "乙")) == ("甲", 0, "乙")
    assert tree_path(tree, ("丙", 0, "丁")) == ("丙", "丁")
    assert tree_path(tree, ("甲", 0, "戊")) == ("甲", 0, "戊")


def test_a_value_that_was_refused_while_reading_is_said_no_second_time(words):
    tree = whole_item() | {"行使层级": ["县级，市级"]}
    tree.pop("状态")
    item, hits = read_record(Licence, tree, words, refused={("行使层级", 0), ("状态",), ("办事指南", "承诺时限")})
    assert hits == ()
    assert (item.levels, item.status) == (ABSENT, ABSENT)
    assert item.guide is ABSENT  # that it holds nothing but what was refused is not known


def test_what_a_merge_key_would_have_brought_is_not_missing(words):
    tree = whole_item()
    tree.pop("状态")
    item, hits = read_record(Licence, tree, words, refused={("<<",)})
    assert hits == ()
    assert (item.status, item.claim) == (ABSENT, ABSENT)


def test_a_field_whose_key_is_misspelt_is_there_all_the_same(words):
    tree = whole_item() | {"办事指南": {"承诺日限": {"数值": "10"}, "法定时限": {"数直": "20"}}}
    item, hits = read_record(Licence, tree, words)
    assert {(found.rule, found.hit.values["建议"]) for found in hits} == {("SCH003", "承诺时限"), ("SCH003", "数值")}
    assert item.guide.promised_limit is ABSENT
    assert item.guide.statutory_limit.days is ABSENT


def test_of_keys_that_are_alike_the_one_that_is_missing_is_suggested(words):
    tree = whole_item() | {"设定依据": [{"法规": "公路安全保护条例", "文号": "国务院令第593号", "条文": "第二十七条"}]}
    _item, hits = read_record(Licence, tree, words)
    assert [found.hit.values["建议"] for found in hits] == ["条款"]


def test_the_english_name_of_a_field_means_its_key(words):
    tree = whole_item()
    tree["name"] = tree.pop("名称")
    _item, hits = read_record(Licence, tree, words)
    assert [(found.rule, found.hit.values["建议"]) for found in hits] == [("SCH003", "名称")]


def test_an_unknown_key_is_said_whatever_stands_under_it(words):
    for nothing in ("", "无", "待补充"):
        assert hits_of(words, whole_item() | {"备注": nothing}) == [("SCH003", ("备注",))]


def test_an_answer_that_is_put_off_is_no_answer(words):
    tree = whole_item() | {
        "办事指南": {"咨询电话": "略", "办理地点": "无", "办理时间": "全天"},
        "追责": {"情形": ["同上", "不受理的"]},
    }
    item, hits = read_record(Licence, tree, words)
    found = [(found.rule, found.hit.path) for found in hits]
    assert found == [("STY007", ("追责", "情形", 0)), ("STY007", ("办事指南", "咨询电话"))]
    assert item.guide.place is None
    assert item.guide.enquiry_phone is ABSENT
    assert item.accountability.cases is ABSENT


def test_what_counts_or_measures_is_not_below_nothing(words):
    tree = whole_item() | {"办事指南": {"法定时限": {"数值": "-20"}, "到现场次数": "-1"}}
    assert sorted(hits_of(words, tree)) == [
        ("SCH005", ("办事指南", "到现场次数")),
        ("SCH005", ("办事指南", "法定时限", "数值")),
    ]


def test_a_word_that_is_none_of_a_vocabulary_is_told_the_nearest(words):
    _item, hits = read_record(Licence, whole_item() | {"权力来源": "上级下发"}, words)
    assert [(found.hit.variant, found.hit.values["建议"]) for found in hits] == [("有近似", "上级下放")]


def test_of_an_item_of_no_known_type_no_field_is_called_unknown(words):
    tree = whole_item() | {"类型": "行政处分", "处罚种类": ["罚款"], "许可类别": "普通", "设定衣据": "甲"}
    _item, hits = read_item(tree, words)
    assert [(found.rule, found.hit.path) for found in hits] == [("SCH006", ("类型",)), ("SCH003", ("设定衣据",))]


def test_of_an_item_whose_type_has_a_misspelt_key_no_field_of_a_type_is_called_unknown(words):
    tree = {("类形" if key == "类型" else key): value for key, value in whole_item().items()}
    _item, hits = read_item(tree | {"许可类别": "普通"}, words)
    assert [(found.rule, found.hit.path) for found in hits] == [("SCH003", ("类形",))]


@pytest.mark.parametrize("mark", ["、", "，", "/", " "])
def test_words_that_were_written_as_one_are_told_apart(words, mark):
    tree = whole_item() | {"办事指南": {"服务对象": [f"企业法人{mark}事业法人"]}}
    _item, hits = read_record(Licence, tree, words)
    assert [(found.hit.variant, found.hit.values["建议"]) for found in hits] == [("几个词", "“企业法人”、“事业法人”")]
