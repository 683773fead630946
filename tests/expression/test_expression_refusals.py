"""What the language does not have is refused when a rule is loaded: in Chinese, with the column."""

from __future__ import annotations

import pytest

from quanze.expression import BudgetExceeded, EvaluationError, ExpressionError, compile_expression

from .conftest import NAMES


def refused(source, **settings):
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, NAMES, **settings)
    return caught.value


def marked(source, error):
    """The part of the source that the columns of a refusal mark."""
    return source[error.column - 1 : error.end_column - 1]


#: Ways out of the language, and the text that must be marked.
ESCAPES = {
    "class of a tuple": ("().__class__", "__class__"),
    "subclasses": ("().__class__.__base__.__subclasses__()", "__class__"),
    "method of a text": ('"".join(["甲"])', "join"),
    "format of a text": ('"{0.__class__}".format(事项)', "format"),
    "import": ('__import__("os").system("id")', "__import__"),
    "power": ("9**9**9", "**"),
    "nested comprehensions": ("[0 for a in [1] for b in [1] for c in [1]]", "c"),
    "nested comprehensions by brackets": ("[[[0 for c in [1]] for b in [1]] for a in [1]]", "c"),
    "huge text": ('"' + "甲" * 10_000_000 + '"', ""),
    "attribute of a text field": ("事项.名称.__class__", "__class__"),
    "method of a text field": ("事项.名称.upper()", "upper"),
    "lambda": ("(lambda: 1)()", "lambda"),
    "walrus": ("(x := 1)", ":="),
    "f-string": ('f"{事项}"', "f"),
    "bytes": ('b"a"', "b"),
    "repetition of a text": ('"甲" * 1000000000', '"甲"'),
    "repetition of a list": ("[0] * 1000000000", "[0]"),
    "formatting by remainder": ('"%99999999d" % 1', '"%99999999d"'),
    "shift": ("1 << 99999999", "<<"),
    "huge number": ("1000000000000", "1000000000000"),
    "thousands of digits": ("9" * 1_500, "9" * 1_500),
    "exponent": ("1e999", "1e999"),
    "open": ('open("/etc/passwd")', "open"),
    "eval": ('eval("1")', "eval"),
    "getattr": ('getattr(事项, "name")', "getattr"),
    "globals": ("globals()", "globals"),
    "print of RestrictedPython": ("printed", "printed"),
    "guard by its name": ('_getattr_(事项, "__class__")', "_getattr_"),
    "meter by its name": ("_meter_", "_meter_"),
    "underscore in presentation form": ("事项.a\ufe4f\ufe4fclass", "\ufe4f"),
    "English attribute": ("事项.name", "name"),
    "generator's frame": ("(x for x in [1]).gi_frame", "(x for x in [1])"),
    "starred": ("max(*[1, 2])", "*[1, 2]"),
    "keyword": ("max([1], key=len)", "="),
    "dictionary": ('{"a": 1}', "{"),
    "slice": ("事项.行使层级[0:1]", ":"),
    "computed index": ("事项.行使层级[事项.版本]", "事项.版本"),
    "await": ("await 事项", "await"),
    "yield": ("(yield 1)", "yield"),
    "statement": ("import os", "import"),
    "two expressions": ("1; 2", ";"),
    "comment": ("1 # 甲", "#"),
    "ellipsis": ("...", ""),
    "call of a value": ("事项()", "事项"),
    "call of a call": ("len([])()", "len([])"),
    "rebinding a name": ("[事项 for 事项 in 事项.设定依据]", "事项"),
    "rebinding a function": ("[len for len in [1]]", "len"),
    "unpacking": ("[1 for a, b in [1]]", "a, b"),
    "asynchronous": ("[a async for a in [1]]", "async"),
    "null byte": ("事项\x00", "\x00"),
    "right to left": ("事项.版本 \u202e== 3", "\u202e"),
    "lone surrogate": ('"\ud800"', '"\ud800"'),
    "True in letters of mathematics": ("any(True for \U0001d413\U0001d42b\U0001d42e\U0001d41e in [1])", "\U0001d413"),
    "function in letters of mathematics": ("\U0001d425\U0001d41e\U0001d427([1])", "\U0001d425"),
    "ligature": ("any(True for \ufb01 in [1])", "\ufb01"),
    "Roman numeral": ("Ⅷ > 3", "Ⅷ"),
    "reserved by RestrictedPython": ("any(True for print in [1])", "print"),
    "variation selector": ("事项\ufe0f.名称", "\ufe0f"),
    "guard of loops by its name": ("_getiter_([1])", "_getiter_"),
    "attribute of a date": ("核对日期.replace", "replace"),
    "attribute of a function": ("len.x", "len"),
    "attribute of the run": ("清单.laws", "laws"),
    "key of the extra fields": ('事项.扩展["甲"]', '"甲"'),
    "element of an element": ("事项.扩展[0].甲", "甲"),
    "list times number": ("10 * [1]", "[1]"),
    "list plus list": ("[1] + [2]", "[1]"),
    "growing text in a loop": ("合计(依.法规 + 依.法规 for 依 in 事项.设定依据)", "依.法规 + 依.法规"),
    "letter before a text": ('rb"a"', "rb"),
    "starred element": ("[*[1]]", "*[1]"),
    "starred loop variable": ("[a for *a in [1]]", "*a"),
    "loop over itself": ("[a for a in a]", "a"),
    "loop variable afterwards": ("any(a == 1 for a in [1]) and a == 1", "a"),
    "loop variable as a field": ("[1 for a.甲 in [1]]", "a.甲"),
    "decorator": ("@事项", "@"),
    "matrix product": ("1 @ 2", "@"),
    "matching by a computed pattern": ("匹配(事项.名称, 事项.类型)", "事项.类型"),
    "looking back": ('匹配(事项.名称, "(?<=a)b")', '"(?<=a)b"'),
    "back reference": (r'匹配(事项.名称, "(a)\\1")', r'"(a)\\1"'),
}


@pytest.mark.parametrize(("source", "mark"), ESCAPES.values(), ids=ESCAPES.keys())
def test_no_way_out(source, mark):
    error = refused(source)
    assert marked(source, error).startswith(mark)
    assert any("\u4e00" <= char <= "\u9fff" for char in error.message)
    assert str(error).startswith(f"第 {error.column} 列: ")


#: Full-width and other signs of somebody who types Chinese: (source, column, message).
SIGNS = [
    ("有（事项.名称）", 2, "这里是全角括号“（”, 请改为半角“(”"),
    ("有(事项.名称）", 8, "这里是全角括号“）”, 请改为半角“)”"),
    ("事项.类型 == “行政许可”", 10, '这里是全角引号““”, 请改为半角“"”'),
    ("事项.类型 in [1，2]", 12, "这里是全角逗号“，”, 请改为半角“,”"),
    ("事项．类型", 3, "这里是全角点“．”, 请改为半角“.”"),
    ("事项。类型", 3, "层级之间用半角点“.”, 句末不加句号"),
    ("事项.版本 ＝＝ 3", 7, "这里是全角等号“＝”, 请改为半角“==”"),
    ("事项.版本 ＞ 3", 7, "这里是全角大于号“＞”, 请改为半角“>”"),
    ("事项.版本 ＜ 3", 7, "这里是全角小于号“＜”, 请改为半角“<”"),
    ("事项.版本：3", 6, "这里是全角冒号“：”, 请改为半角“:”"),
    ("事项.版本；", 6, "这里是全角分号“；”, 请改为半角“;”"),
    ("事项.版本 >= １", 10, "这里是全角字符“１”, 请改为半角“1”"),
    ("ｌen(事项.名称)", 1, "这里是全角字符“ｌ”, 请改为半角“l”"),
    ("事项.版本\u3000> 1", 6, "这里是全角空格, 请改为半角空格"),
    ("事项.版本 ≤ 3", 7, "请写作“<=”"),
    ("事项.版本 × 3", 7, "乘号请写作“*”"),
    ("事项.版本 = 3", 7, "判断相等用“==”; 不能赋值, 也不能写参数名"),
    ("事项.版本 === 3", 7, "判断相等用“==”"),
    ("有(事项.名称) && True", 10, "“并且”写作 and 或“且”"),
    ("!有(事项.名称)", 1, "“不”写作 not 或“非”, 不等于写作“!=”"),
    ("事项.版本 <> 3", 7, "不等于写作“!=”"),
    ("有(事项.名称) 并且 True", 10, "“并且”请写作 and 或“且”"),
    ("事项.重点监管 == true", 12, "“true”请写作 True"),
    ("非有(事项.名称)", 1, "没有函数“非有”; “非”两边要有空格"),
    ("事项.类型 == 行政许可", 10, "没有名字“行政许可”; 可以用 核对日期、清单、事项; 文字要放在半角引号里"),
    ("事项.版本\u200b > 3", 6, "这里有看不见的字符 U+200B, 请删去"),
]


@pytest.mark.parametrize(("source", "column", "message"), SIGNS, ids=[s[0] for s in SIGNS])
def test_signs_are_explained(source, column, message):
    error = refused(source)
    assert (error.column, error.message) == (column, message)


def test_signs_inside_texts_are_texts(evaluate):
    assert evaluate('"（，：；＝“”" == "（，：；＝“”"') is True


#: Names that do not exist: (source, column, what is suggested).
NAMES_MEANT = [
    ("事项.办事指南.承诺日限.数值 < 3", 9, "没有字段“承诺日限”, 是否“承诺时限”?"),
    ("事项.承诺时限.数值 < 3", 4, "“事项”下没有字段“承诺时限”, 是否“事项.办事指南.承诺时限”?"),
    ("承诺时限.数值 < 3", 1, "没有名字“承诺时限”, 是否“事项.办事指南.承诺时限”?"),
    ("事顶.版本 < 3", 1, "没有名字“事顶”, 是否“事项”?"),
    ("长渡(事项.名称)", 1, "没有函数“长渡”, 是否“长度”?"),
    ("any(依.类形 == 1 for 依 in 事项.设定依据)", 7, "没有字段“类形”, 是否“类别”?"),
    ("任一(x for 依 in 事项.设定依据)", 4, "没有名字“x”; 可以用 核对日期、清单、事项; 文字要放在半角引号里"),
    ("事项.办事指南.承诺时限.xyz", 14, "“事项.办事指南.承诺时限”下没有字段“xyz”; 可以用的字段有 数值、单位"),
    ("事项.名称.长", 7, "“事项.名称”是文字, 后面不能再写“.长”"),
    (
        "事项.设定依据.法规",
        9,
        "“事项.设定依据”是列表, 后面不能再写“.法规”; 请用 any(… for 甲 in 事项.设定依据) 逐个看, 或者用 [0] 取第一个",
    ),
]


@pytest.mark.parametrize(("source", "column", "message"), NAMES_MEANT, ids=[s[0] for s in NAMES_MEANT])
def test_what_was_probably_meant(source, column, message):
    error = refused(source)
    assert (error.column, error.message) == (column, message)


#: Kinds that do not fit: (source, what is marked, a part of the message).
KINDS = [
    ('事项.版本 == "3"', "事项.版本", "数字不加引号"),
    ('核对日期 >= "2026-01-01"', "核对日期", '日期写作 日期("2021-10-01")'),
    ('事项.重点监管 == "是"', "事项.重点监管", "是写作 True, 否写作 False"),
    ('事项.行使层级 == "县级"', "事项.行使层级", "在列表里找用 in"),
    ("事项.版本 in 事项.行使层级", "事项.版本", "列表里的是文字"),
    ("事项.版本 in 事项.名称", "事项.版本", "在文字里找的应为文字"),
    ('"甲" in 事项.版本', "事项.版本", "in 的右边应为列表或者文字"),
    ("事项.名称 and True", "事项.名称", "不是条件; 请写成比较式, 或者 有(事项.名称)"),
    ("not 事项.设定依据", "事项.设定依据", "不是条件"),
    ("1 if 事项.版本 else 2", "事项.版本", "不是条件"),
    ("事项.办事指南 > 3", "事项.办事指南", "不能比较大小"),
    ("事项.名称 - 1", "事项.名称", "不能计算"),
    ('"第" + 事项.版本', "事项.版本", "不能与文字相加"),
    ("核对日期 - 事项.批准日期", "核对日期 - 事项.批准日期", "天数(前, 后)"),
    ("-事项.名称", "事项.名称", "不能计算"),
    ("+事项.版本", "+事项.版本", "不用写“+”"),
    ("[字 for 字 in 事项.名称]", "事项.名称", "不能用 for 逐个看"),
    ("事项.名称[0]", "事项.名称", "不能取第几个"),
    ("[1, 2][0]", "[1, 2][0]", "只能对字段取第几个"),
    ("合计(依.法规 for 依 in 事项.设定依据)", "依.法规", "合计(甲.数值 for 甲 in 列表)"),
    ("any(事项.设定依据)", "事项.设定依据", "any(条件 for 甲 in 列表)"),
    ('min(1, "甲")', "1", "不能比较"),
    ("min(1)", "1", "min(列表)"),
    ("天数(核对日期)", "天数(核对日期)", "天数(日期甲, 日期乙)"),
    ("天数(核对日期, 事项.名称)", "事项.名称", "天数(日期甲, 日期乙)"),
    ("有(len(事项.名称))", "len(事项.名称)", "只能写字段"),
    ("有(事项.名称, 事项.类型)", "有(事项.名称, 事项.类型)", "有(字段)"),
    ("len", "len", "是函数"),
    ('日期("2026-02-30")', '"2026-02-30"', "不是日期"),
    ('日期("20260201")', '"20260201"', "不是日期"),
    ("日期(事项.名称)", "事项.名称", "直接写文字"),
    ('匹配(事项.名称, "许" + "可")', '"许" + "可"', "直接写文字"),
    ('匹配(事项.名称, "(许可")', '"(许可"', "模式第 1 个字: 括号“(”没有配对"),
    ("事项.版本 is 3", "事项.版本", "判断相等用“==”"),
    ("None", "None", "有(…) 或 无(…)"),
    ("3 == None", "3 == None", "有(…) 或 无(…)"),
    ("事项.版本 < None", "事项.版本 < None", "有(…) 或 无(…)"),
    ('"县级" in 事项.行使层级 == True', '"县级" in 事项.行使层级 == True', "请用 and 分开"),
    ("any(True for 级 in 事项.行使层级 if True if True)", "级", "最多一个 if"),
    ("(x for x in 事项.行使层级)", "(x for x in 事项.行使层级)", "方括号"),
    ("事项.扩展.甲", "甲", "后面不能再写“.甲”"),
]


@pytest.mark.parametrize(("source", "mark", "reason"), KINDS, ids=[s[0] for s in KINDS])
def test_kinds_that_do_not_fit(source, mark, reason):
    error = refused(source)
    assert marked(source, error) == mark
    assert reason in error.message


#: Text that is no expression: (source, column, a part of the message).
UNFINISHED = [
    ("", 1, "空的"),
    (" \n", 1, "空的"),
    ("事项.版本 >", 8, "没有写完"),
    ("有(事项.名称) and ", 13, "没有写完"),
    ("(事项.版本 > 3", 1, "“(”没有配对"),
    ("事项.版本 > 3)", 10, "“)”没有配对"),
    ("[事项.版本)", 7, "“)”没有配对"),
    ('事项.名称 == "许可', 10, "双引号没有配对"),
    ('事项.名称 == "许\n可"', 10, "双引号没有配对"),
    ("事项.名称 == '许可", 10, "单引号没有配对"),
    ('事项.名称 "许可"', 7, "写法不对"),
    ("事项.名称 事项.类型", 7, "“事项.类型”这里的写法不对"),
    ('"a" "b"', 5, "缺少逗号"),
    ("007", 1, "“007”写法不对"),
    (".5 < 1", 1, "“.5”写法不对"),
    ("事项.版本 > 3and True", 9, "写法不对"),
    ("事项.版本 > 3且 True", 9, "写法不对"),
    ("1_000", 1, "写法不对"),
]


@pytest.mark.parametrize(("source", "column", "reason"), UNFINISHED, ids=[repr(s[0]) for s in UNFINISHED])
def test_text_that_is_no_expression(source, column, reason):
    error = refused(source)
    assert error.column == column
    assert reason in error.message


def test_columns_after_chinese_logic_count_the_source():
    """且 stands for “and”, which is longer: later columns must still be those of the source."""
    source = '有(事项.名称) 且 非 有(事项.名称) 或 事项.版木 == "\\"" '
    assert marked(source, refused(source)) == "版木"


def test_columns_on_several_lines_count_from_the_first():
    source = "有(事项.名称)\n  and 事项.版木 > 3"
    assert marked(source, refused(source)) == "版木"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("有(事项.名称)" + " " * 2_000, "最多 2000 个字"),
        ("[" + ", ".join(["1"] * 201) + "]", "列表太长, 最多 200 个"),
        ("[" + ", ".join(["-1"] * 180) + "]", "超过 300 个成分"),
        ('"' + "甲" * 1_001 + '"', "文字太长, 最多 1000 个字"),
        ("(" * 21 + "1" + ")" * 21, "括号套得太深, 最多 20 层"),
        ("-" * 1_900 + "1", "套得太深"),
        ("not " * 100 + "True", "套得太深, 最多 20 层"),
        ("+".join("1" * 25), "套得太深, 最多 20 层"),
        ("1 if True else " * 100 + "1", "套得太深"),
    ],
)
def test_what_is_too_big_is_refused(source, reason):
    assert reason in refused(source).message


def test_a_condition_may_be_asked_for():
    assert "要写条件" in refused("事项.版本", condition=True).message
    assert compile_expression("事项.版本 > 1", NAMES, condition=True).kind.name == "bool"


def test_the_budget_bounds_nested_loops(evaluate):
    source = "any(甲.法规 == 乙.法规 and False for 甲 in 事项.设定依据 for 乙 in 事项.设定依据)"
    basis = evaluate("事项.设定依据") * 1_000
    assert evaluate(source) is False
    with pytest.raises(BudgetExceeded) as caught:
        evaluate(source, basis=basis)
    assert source[caught.value.column - 1 : caught.value.end_column - 1].startswith("事项.设定依据")


def test_the_budget_bounds_searching_in_lists(evaluate):
    with pytest.raises(BudgetExceeded):
        evaluate("all(名 in 事项.行使层级 for 名 in 事项.行使层级)", levels=tuple(map(str, range(2_000))))


def test_a_small_budget_is_enough_for_small_rules(evaluate):
    assert evaluate('any(依.类别 == "法律" for 依 in 事项.设定依据)', budget=20) is True
    with pytest.raises(BudgetExceeded):
        evaluate('any(依.类别 == "法律" for 依 in 事项.设定依据)', budget=5)


#: What an accepted expression may meet: (source, fields of the item, what is marked, reason).
MET = [
    ("10 / (事项.版本 - 3)", {}, "10 / (事项.版本 - 3)", "除数是零"),
    ("1 + 事项.扩展 * 2", {"extra": "甲"}, "事项.扩展 * 2", "只有数字可以计算"),
    ("1 + 事项.扩展", {"extra": [1] * 3}, "1 + 事项.扩展", "只有数字可以计算"),
    ("事项.版本 > 1 and 事项.扩展 > 3", {"extra": "甲"}, "事项.扩展 > 3", "不能比较"),
    ('"甲" in 事项.扩展', {"extra": 3}, '"甲" in 事项.扩展', "in 的右边"),
    ("any(x == 1 for x in 事项.扩展)", {"extra": "甲乙"}, "事项.扩展", "不是列表"),
    ("事项.版本 * 事项.版本", {"version": 10**20}, "事项.版本 * 事项.版本", "数字太大"),
    ("事项.名称 + 事项.名称 == 事项.类型", {"name": "甲" * 60_000}, "事项.名称 + 事项.名称", "文字太长"),
    ("匹配(事项.名称, '甲')", {"name": 3}, "匹配(事项.名称, '甲')", "应为文字"),
    ("天数(核对日期, 事项.批准日期)", {"approved": "明天"}, "天数(核对日期, 事项.批准日期)", "两个日期"),
    ("有(事项.办事指南.承诺时限)", {"guide": "见附件"}, "事项.办事指南.承诺时限", "不是一组字段"),
    ("合计(长度(x) for x in 事项.扩展)", {"extra": [1]}, "长度(x)", "应为列表"),
]


@pytest.mark.parametrize(("source", "fields", "mark", "reason"), MET, ids=[m[0] for m in MET])
def test_values_an_expression_cannot_work_with(evaluate, source, fields, mark, reason):
    with pytest.raises(EvaluationError) as caught:
        evaluate(source, **fields)
    assert marked(source, caught.value) == mark
    assert reason in caught.value.message
