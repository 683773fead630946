"""Profiles of one's own: what quanze.yaml and a province's file change, and what is said of their mistakes."""

from __future__ import annotations

import pytest

from quanze.engine.selection import choose
from quanze.engine.settings import SettingsError, load_settings
from quanze.rulebook import load

PROVINCE = "口径: 某省\n名称: 某省口径\n基于: zwfw\n来源: 某省规定\n"


@pytest.fixture
def settings(tmp_path):
    """Load a list with some lines behind its 清单, and a profile of a province beside it."""

    def load(own="", province=None):
        profile = "zwfw" if province is None else "本省.yaml"
        (tmp_path / "quanze.yaml").write_text(f"清单: {{名称: 甲, 口径: {profile}}}\n{own}", "utf-8")
        if province is not None:
            (tmp_path / "本省.yaml").write_text(PROVINCE + province, "utf-8")
        return load_settings(tmp_path)

    return load


def test_a_number_of_the_lists_own(settings):
    found = settings("参数: {承接期限: 30, 评估周期: {值: 12, 来源: 某县办法第三条}}\n")
    assert (found.parameters["承接期限"], found.parameters["评估周期"], found.parameters["复核周期"]) == (30, 12, 24)
    period = found.profile.parameters["评估周期"]
    assert (period.value, period.unit, period.source) == (12, "月", "某县办法第三条")
    assert found.profile.parameters["承接期限"].source is None  # the source of the number it stands for is not its own


def test_words_more_and_fewer(settings):
    found = settings("口径调整: {词汇: {类型: {增加: 行政奖补, 删去: [行政裁决]}, 风险等级: [高, 低]}}\n")
    types = found.profile.vocabularies["类型"]
    assert "行政奖补" in types
    assert "行政裁决" not in types
    assert "行政许可" in types
    assert found.profile.vocabularies["风险等级"] == ("高", "低")


def test_a_province_and_a_list_both_change_a_vocabulary(settings):
    found = settings(
        "口径调整: {词汇: {类型: {增加: [行政协议]}}, 类型代码: {行政协议: '98'}}\n",
        "词汇: {类型: {增加: [行政奖补]}}\n类型代码: {行政奖补: '99'}\n依申请类型: [行政许可, 行政奖补]\n",
    )
    assert found.profile.vocabularies["类型"][-2:] == ("行政奖补", "行政协议")
    assert found.profile.type_codes["行政许可"] == "01"
    assert (found.profile.type_codes["行政奖补"], found.profile.type_codes["行政协议"]) == ("99", "98")
    assert found.profile.applied_for == ("行政许可", "行政奖补")


def test_word_lists_more_and_less(settings):
    found = settings(
        "口径调整:\n  词表:\n    职权用语: {增加: [备案], 删去: [确认]}\n    本县旧称: {词: [甲乡], 来源: 县志}\n",
        "词表:\n  常见误字: {增加替换: {登陆: 登录}, 删去: [帐册]}\n  上级监管用语: {词: [监管]}\n",
    )
    phrases = found.profile.phrases
    assert "备案" in phrases["职权用语"].words
    assert "确认" not in phrases["职权用语"].words
    assert "审批" in phrases["职权用语"].words
    assert phrases["本县旧称"].words == ("甲乡",)
    assert phrases["常见误字"].replacements["登陆"] == "登录"
    assert "帐册" not in phrases["常见误字"].replacements
    assert "帐簿" in phrases["常见误字"].replacements
    assert phrases["常见误字"].source == "真实清单实测"
    assert phrases["上级监管用语"].words == ("监管",)
    assert phrases["上级监管用语"].source is None


def test_synonyms_are_added_to_those_there_are(settings):
    found = settings("口径调整: {同义: {行使层级: {旗级: 县级}}}\n")
    assert found.profile.synonyms["行使层级"]["旗级"] == "县级"
    assert found.profile.synonyms["行使层级"]["地州市级"] == "市级"


def test_a_code_scheme_of_ones_own(settings):
    found = settings("口径调整:\n  编码: {格式: 'X\\d{6}', 说明: X 加六位数字, 分段: {部门: [1, 3]}}\n  官方编码: 否\n")
    assert found.profile.code.pattern == r"X\d{6}"
    assert found.profile.task_code is not None
    assert found.profile.needs_official_code is False


#: What stands in quanze.yaml on its second line, what of it is marked, and what is said.
WRONG = {
    "number": ("参数: {承接期线: 30}\n", "承接期线", "参数里没有“承接期线”, 是否“承接期限”?"),
    "negative": ("参数: {承接期限: -1}\n", "-1", "参数“承接期限”太小, 现在是 -1"),
    "text": ("参数: {承接期限: 六十}\n", "六十", "“值”应为数字, 现在是“六十”"),
    "nothing": ("参数: {嵌套上限: 0}\n", "0", "参数“嵌套上限”太小"),
    "share": ("参数: {承诺比例: 70}\n", "70", "应在 0 和 1 之间, 现在是 70"),
    "vocabulary": ("口径调整: {词汇: {类行: [甲]}}\n", "类行", "词汇里没有“类行”, 是否“类型”?"),
    "word that is there": ("口径调整: {词汇: {类型: {增加: [行政许可]}}}\n", "行政许可", "本来就有“行政许可”"),
    "word that is not": (
        "口径调整: {词汇: {类型: {删去: [行政许克]}}}\n",
        "行政许克",
        "本来就没有“行政许克”, 是否“行政许可”?",
    ),
    "anew and more": ("口径调整: {词汇: {类型: {词: [甲], 增加: [乙]}}}\n", "{词: [甲]", "不再写“增加”“删去”"),
    "no word left": ("口径调整: {词汇: {认领状态: {删去: [认领, 自建]}}}\n", "{删去", "一个词也没有留下"),
    "gates": ("口径调整: {词汇: {档位: [初稿, 定稿]}}\n", "档位", "“档位”是固定的, 不能改"),
    "pattern": ("口径调整: {词表: {旧称: {词: ['(甲']}}}\n", "'(甲'", "应为正则表达式"),
    "unknown key": ("口径调整: {词表: {旧称: {词语: [甲]}}}\n", "词语", "没有“词语”这一项"),
    "phrase that is not": ("口径调整: {词表: {职权用语: {删去: [审披]}}}\n", "审披", "本来就没有“审披”, 是否“审批”?"),
    "synonym": ("口径调整: {同义: {行使层级: {旗级: 县及}}}\n", "县及", "词汇“行使层级”里没有“县及”, 是否“县级”?"),
    "code of no type": ("口径调整: {类型代码: {行政许克: '01'}}\n", "行政许克", "是否“行政许可”?"),
    "code twice": ("口径调整: {类型代码: {行政处罚: '01'}}\n", "'01'", "“行政许可”和“行政处罚”的代码都是 01"),
    "scheme": ("口径调整: {编码: {格式: 'X(', 说明: 甲}}\n", "'X('", "应为正则表达式"),
    "part": ("口径调整: {编码: {格式: 'X', 说明: 甲, 分段: {部门: [3, 1]}}}\n", "[3, 1]", "要写成 [起, 止]"),
    "applied for": ("口径调整: {依申请类型: [行政许克]}\n", "行政许克", "是否“行政许可”?"),
    "rule": ("规则: {忽略: [BAS001, BAS999]}\n", "BAS999", "没有规则“BAS999”"),
    "severity": ("规则: {级别: {BAS001: 严重}}\n", "严重", "应为 错误、警告、提示 之一"),
    "severity of no rule": ("规则: {级别: {BAS999: 提示}}\n", "BAS999", "没有规则“BAS999”"),
}


def chosen(found):
    """The rules that quanze.yaml lets run."""
    return choose(load(found.vocabulary, examples=False), found, (), ())


@pytest.mark.parametrize(("own", "mark", "told"), WRONG.values(), ids=WRONG.keys())
def test_mistakes_are_told_at_their_place(settings, own, mark, told):
    with pytest.raises(SettingsError) as refused:
        chosen(settings(own))
    error = refused.value
    assert (error.file, error.line) == ("quanze.yaml", 2)
    assert own[error.column - 1 :].startswith(mark)
    assert told in error.message


@pytest.mark.parametrize(
    ("province", "file", "place", "told"),
    [
        ("参数: {承接期线: {值: 3}}\n", "本省.yaml", "5:6", "是否“承接期限”?"),
        ("词表:\n  职权用语: {删去: [审披]}\n", "本省.yaml", "6:15", "是否“审批”?"),
        ("生效: 明天\n", "本省.yaml", "5:5", "“生效”应为日期"),
    ],
)
def test_mistakes_of_a_provinces_profile(settings, province, file, place, told):
    with pytest.raises(SettingsError) as refused:
        settings("", province)
    error = refused.value
    assert (error.file, f"{error.line}:{error.column}") == (file, place)
    assert told in error.message


def test_the_changes_of_the_readme(settings, root):
    text = (root / "README.md").read_text("utf-8")
    sample = next(block for block in text.split("```yaml\n") if block.startswith("参数:")).split("```")[0]
    found = settings(sample)
    assert found.parameters["承接期限"] == 30
    assert found.profile.type_codes["行政奖补"] == "99"


def test_a_profile_that_is_not_there(tmp_path):
    (tmp_path / "quanze.yaml").write_text("清单:\n  名称: 甲\n  口径: 河南\n", "utf-8")
    with pytest.raises(SettingsError, match="没有口径“河南”。可用的口径: gbt39046、henan") as refused:
        load_settings(tmp_path)
    assert (refused.value.file, refused.value.line, refused.value.column) == ("quanze.yaml", 3, 7)


def test_a_profile_based_on_one_that_is_not_there_or_on_itself(tmp_path):
    (tmp_path / "quanze.yaml").write_text("清单: {名称: 甲, 口径: 本省.yaml}\n", "utf-8")
    own = tmp_path / "本省.yaml"
    for base, told in (("zwfv", "没有口径“zwfv”"), ("本省.yaml", "绕了一圈又基于它自己")):
        own.write_text(f"口径: 某省\n名称: 某省口径\n基于: {base}\n", "utf-8")
        with pytest.raises(SettingsError, match=told) as refused:
            load_settings(tmp_path)
        assert (refused.value.file, refused.value.line) == ("本省.yaml", 3)
