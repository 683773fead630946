"""A rule file written by hand: every mistake is one Chinese sentence at its line and column, with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from quanze.engine.settings import load_profile, vocabulary_of
from quanze.rulebook import load

FORM = """\
代码: SXJ900
名称: 名称过长
级别: 警告
依据: 本单位规定
检查: 长度
字段: 名称
最多: 3
消息: "{字段}有 {长度} 个字"
正例:
  - {类型: 行政许可, 名称: 示例}
反例:
  - {类型: 行政许可, 名称: 示例示例, 位置: 名称}
"""
CONDITION = """\
代码: SXJ900
名称: 版本不小于一
级别: 警告
依据: 本单位规定
要求: 事项.版本 >= 1
位置: 版本
消息: 版本不对
"""


@pytest.fixture
def problem(tmp_path):
    """What is wrong with a rule file, as line:column and message; None when nothing is."""

    def told(text, name="SXJ900.yaml"):
        folder = tmp_path / "rules"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        problems = load(vocabulary_of(load_profile("zwfw", Path())), folder).problems
        if not problems:
            return None
        (found,) = problems
        assert found.file == f"rules/{name}"
        return f"{found.span.line}:{found.span.column}", found.message

    return told


def test_both_rules_are_right_as_they_stand(problem):
    assert problem(FORM) is None
    assert problem(CONDITION) is None


#: What is changed in the form, where the mistake is reported, and a part of the message.
IN_FORM = {
    "unknown key": ("最多: 3", "最大: 3", "7:1", "没有“最大”这一项, 是否“最多”?"),
    "unknown field": ("字段: 名称", "字段: 名秤", "6:5", "没有字段“名秤”, 是否“名称”?"),
    "unknown field below": ("字段: 名称", "字段: 办事指南.承诺日限.数值", "6:10", "是否“承诺时限”?"),
    "field elsewhere": ("字段: 名称", "字段: 承诺时限.数值", "6:5", "是否“办事指南.承诺时限”?"),
    "no such field in a list": ("字段: 名称", "字段: 责任事项.责任", "6:10", "可以用的字段有 环节、"),
    "below a text": ("字段: 名称", "字段: 名称.字数", "6:8", "“名称”下面没有字段了"),
    "with the item's name": ("字段: 名称", "字段: 事项.名称", "6:5", "前面不写“事项.”"),
    "two dots": ("字段: 名称", "字段: 放权..批次", "6:8", "两个点之间不能是空的"),
    "two fields": ("字段: 名称", "字段: [名称, 类型]", "6:5", "“长度”只填一个“字段”"),
    "group of fields": ("字段: 名称", "字段: 办事指南", "6:5", "请写到具体的字段, 如 办事指南."),
    "full-width colon": ("名称: 名称过长", "名称：名称过长", "2:3", "全角冒号"),
    "full-width braces": ('"{字段}有', '"｛字段｝有', "8:6", "这里是全角花括号, 请改为半角"),
    "severity": ("警告", "严重", "3:5", "“级别”应为 错误、警告、提示 之一, 现在是“严重”"),
    "number": ("最多: 3", "最多: 三", "7:5", "“最多”应为整数, 现在是“三”"),
    "nothing": ("最多: 3", "最多: 0", "7:5", "大于 0 的整数"),
    "list instead of text": ("名称: 名称过长", "名称: [甲]", "2:5", "“名称”应为一段文字"),
    "examples without a list": ("正例:\n  -", "正例:\n ", "10:3", "“正例”应写成列表"),
    "family of built-in rules": ("SXJ900", "BAS900", "1:5", "BAS 是内置规则的族"),
    "small letters": ("SXJ900", "sxj900", "1:5", "应为三个大写字母加三位数字"),
    "indent": ("级别: 警告", "  级别: 警告", "3:3", "第 3 行的缩进不对"),
    "quotation mark": ("名称: 名称过长", '名称: "名称过长', "2:5", "没有配对"),
    "key twice": ("级别: 警告", "级别: 警告\n级别: 提示", "4:1", "“级别”写了两次"),
    "anchor": ("名称: 名称过长", "名称: &甲 名称过长", "2:5", "锚点"),
    "unknown placeholder": ("{长度}", "{长渡}", "8:13", "没有名字“长渡”, 是否“长度”?"),
    "message of variants": ('"{字段}有 {长度} 个字"', "{甲: 太长}", "8:5", "要写成一句话"),
    "message is a mapping": ('"{字段}有 {长度} 个字"', "{字段}", "8:5", "以“{”开头的要放在引号里"),
    "no message": ('消息: "{字段}有 {长度} 个字"\n', "", "5:5", "要写“消息”"),
    "no check": ("检查: 长度\n", "", "1:5", "没有写怎么查"),
    "two checks": ("检查: 长度", "检查: 长度\n要求: 事项.版本 > 1", "6:5", "“检查”和“要求”只写一个"),
    "unknown check": ("检查: 长度", "检查: 长渡", "5:5", "没有“长渡”这种检查, 是否“长度”?"),
    "lacks a value": ("最多: 3\n", "", "5:5", "“长度”要填“最多”"),
    "value of another check": ("最多: 3", "最多: 3\n模式: 甲", "8:5", "“长度”不用填“模式”, 请删去"),
    "filter": ("检查: 长度", "适用: {类行: 行政许可}\n检查: 长度", "5:5", "“适用”不能按“类行”选, 是否“类型”?"),
    "filter by a text": ("检查: 长度", "适用: {名称: 甲}\n检查: 长度", "5:5", "也可以写条件"),
    "word of a filter": ("检查: 长度", "适用: {类型: [行政许克]}\n检查: 长度", "5:5", "是否“行政许可”?"),
    "condition of what": ("检查: 长度", "适用: 事项.类行 == 1\n检查: 长度", "5:8", "是否“类型”?"),
    "filter is no condition": ("检查: 长度", "适用: 事项.类型\n检查: 长度", "5:5", "这里要写条件"),
    "reference data": ("检查: 长度", "需要: 部门名录\n检查: 长度", "5:5", "是否“部门名册”?"),
    "gate": ("检查: 长度", "档位: 发部\n检查: 长度", "5:5", "是否“发布”?"),
    "Python": ("检查: 长度", "代码实现: os:system", "5:7", "本地规则请用填空或者表达式"),
    "no ground": ("依据: 本单位规定", "依据:", "4:4", "“依据”没有写"),
    "ground put off": ("依据: 本单位规定", "依据: 待补充", "4:5", "“依据”没有写"),
    "no name": ("名称: 名称过长\n", "", "1:1", "缺少“名称”"),
}


@pytest.mark.parametrize(("written", "mistake", "place", "reason"), IN_FORM.values(), ids=IN_FORM.keys())
def test_mistakes_in_a_form(problem, written, mistake, place, reason):
    assert written in FORM
    found = problem(FORM.replace(written, mistake, 1))
    assert found is not None
    assert found[0] == place
    assert reason in found[1]


#: Another check in the place of 长度: its keys, where the mistake is, and a part of the message.
FORMS = {
    "comparison sign": ("数值比较", "版本", "比较: ≤\n值: 3", "7:5", "“比较”要填 <=、<"),
    "comparison of texts": ("数值比较", "名称", "比较: <=\n值: 3", "6:5", "“名称”是文字, 不能比大小"),
    "comparison with a text": ("数值比较", "版本", "比较: <=\n另一字段: 名称", "8:7", "“名称”是文字"),
    "comparison with both": ("数值比较", "版本", "比较: <=\n值: 3\n另一字段: 版本", "9:7", "只填一个"),
    "comparison with nothing": ("数值比较", "版本", "比较: <=", "5:5", "“数值比较”要填“值”或者“另一字段”"),
    "pattern": ("正则", "名称", "模式: '许(可'", "7:7", "括号“(”没有配对"),
    "looking ahead": ("不得匹配", "名称", "模式: '(?=甲)'", "7:6", "不能用“(?”开头"),
    "unique type": ("唯一", "类型", "", "6:5", "“唯一”只用于"),
    "unique where": ("唯一", "编码", "适用: 事项.版本 > 1", "7:5", "不能按条件选事项"),
    "word list": ("不得含", "名称", "词表: 占位主题", "7:5", "口径里没有词表“占位主题”, 是否“占位主体”?"),
    "pair of one": ("成对", "名称", "", "6:5", "两个不同的字段"),
    "no words": ("枚举", "名称", "", "5:5", "“枚举”要填“取值”"),
    "register": ("引用存在", "实施主体", "引用: 部门名录", "7:5", "没有“部门名录”这种名册, 是否“部门名册”?"),
}


@pytest.mark.parametrize(("form", "field", "keys", "place", "reason"), FORMS.values(), ids=FORMS.keys())
def test_mistakes_in_other_forms(problem, form, field, keys, place, reason):
    text = FORM.replace(
        "检查: 长度\n字段: 名称\n最多: 3\n",
        f"检查: {form}\n字段: {field}\n{keys}\n" if keys else f"检查: {form}\n字段: {field}\n",
    )
    found = problem(text.replace('"{字段}有 {长度} 个字"', "不对"))
    assert found is not None
    assert found[0] == place
    assert reason in found[1]


#: What stands in the place of the condition, and what is wrong with it.
CONDITIONS = {
    "field": ("事项.版木 >= 1", "5:8", "是否“版本”?"),
    "field in a text of YAML": ('"事项.版木 >= 1"', "5:9", "是否“版本”?"),
    "field on the second line": (">-\n  事项.版本 >= 1\n  and 事项.版木 > 2", "7:10", "是否“版本”?"),
    "full-width dot": ("事项．版本 >= 1", "5:7", "请改为半角“.”"),
    "full-width quotation marks": ("事项.名称 == “许可”", "5:14", "全角引号"),
    "assignment": ("事项.版本 = 1", "5:11", "判断相等用“==”"),
    "number": ("事项.版本 + 1", "5:5", "这里要写条件"),
    "escape": ("().__class__", "5:8", "不能以下划线开头"),
}


@pytest.mark.parametrize(("condition", "place", "reason"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_mistakes_in_a_condition(problem, condition, place, reason):
    found = problem(CONDITION.replace("事项.版本 >= 1", condition))
    assert found is not None
    assert found[0] == place
    assert reason in found[1]


def test_a_condition_says_where_it_is_reported(problem):
    assert problem(CONDITION.replace("位置: 版本\n", "")) == ("5:5", "表达式规则要写“位置”, 说明报在哪个字段上")
    assert problem(CONDITION.replace("位置: 版本", "位置: 版木")) == ("6:5", "没有字段“版木”, 是否“版本”?")


def test_a_message_may_name_only_what_there_is(problem):
    assert problem(CONDITION.replace("版本不对", "“{版本}不对”")) == ("7:7", "没有名字“版本”, 是否“事项.版本”?")
    for escape in ("{事项.版本:>100}", "{事项.__class__}", "{事项.设定依据[0].法规}", "{事项.版本!r}", "{0}", "{}"):
        found = problem(CONDITION.replace("版本不对", f"是{escape}"))
        assert found is not None
        assert "花括号里只能写字段名" in found[1]


@pytest.mark.parametrize(
    ("content", "place", "reason"),
    [
        (b"", "1:1", "文件是空的"),
        ("- 甲\n".encode(), "1:1", "不是“字段: 值”"),
        (FORM.encode("gbk"), "1:1", "不是 UTF-8"),
        ("甲: &甲 [1, 1]\n乙: &乙 [*甲, *甲]\n丙: [*乙, *乙]\n".encode(), "1:4", "锚点"),
        (f"甲: {'[' * 60}{']' * 60}\n".encode(), "1:53", "太深"),
        (b"a: " + b"x" * 1_100_000, "1:1", "文件太大"),
    ],
    ids=["empty", "list", "GBK", "bomb", "deep", "huge"],
)
def test_files_that_are_no_rules(problem, content, place, reason):
    found = problem(content)
    assert found is not None
    assert found[0] == place
    assert reason in found[1]


def test_a_code_is_used_once(problem):
    assert problem(FORM) is None
    place, message = problem(FORM, "第二条.yml")
    assert (place, message) == ("1:5", "代码 SXJ900 已经是“名称过长”(rules/SXJ900.yaml), 请换一个没有用过的代码")


def test_what_a_form_looks_into_need_not_be_said(tmp_path):
    """引用存在 without 需要: without the register it does not run, instead of reporting everything."""
    (tmp_path / "SXJ900.yaml").write_text(
        FORM.replace("检查: 长度", "检查: 引用存在").replace("最多: 3", "引用: 部门名册").replace("{长度} 个字", "误"),
        "utf-8",
    )
    book = load(vocabulary_of(load_profile("zwfw", Path())), tmp_path)
    assert book.problems == ()
    assert book.rules["SXJ900"].needs == ("部门名册",)
