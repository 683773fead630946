"""Hand-made results: a fictional county's list with findings of every shape a report must show."""

from __future__ import annotations

from dataclasses import replace

from quanze.finding import SEVERITIES, Edit, Finding, Fix, Related, Span
from quanze.finding import fingerprint as name_finding
from quanze.result import LawTableLabel, NotRun, Result, RuleLabel, RuleTime, Unknown

PERMIT = "data/items/示例县生态环境局/410116012000.yaml"
NEWS = "data/items/示例县农业农村局/410218031000.yaml"
BROKEN = "data/items/示例县民政局/410108001000 副本#1.yaml"

SOURCES = {
    PERMIT: (
        '编码: "410116012000"',
        "名称: 建设项目环境影响评价文件审批（含𠮷家渡口）",
        "类型: 行政许可",
        "设定依据:",
        "  - 法规: 中华人民共和国环境影响评价法",
        "    条款: 第二十五条",
        "办事指南:",
        "  受理条件: " + "申请人应当提交环境影响报告书、报告表，" * 12 + "以及其他需要的材料，" + "并加盖公章。" * 9,
    ),
    NEWS: (
        '编码: "410218031000"',
        "名称: 对😀违法使用农药（Ａ类）的处罚",
        "类型: 行政处罚",
        "实施主体: 地州市农业农村局",
        "追责:",
        "  情形:",
        "    - 其他违反法律法规规章文件规定的行为",
        "    - 4.\t单位法定代表人",
        "    - 第一行",
        "      第二行",
    ),
    BROKEN: (
        "编码: 410108001000",
        "名称: 社会团体\u200b成立\x07登记",
        "    类型: 行政许可",
        "状态: e\u0301tat 在用",
    ),
}


FAMILIES = {
    "BAS": "法律依据",
    "ORG": "三定与主体",
    "GUI": "办事指南",
    "RES": "责任追责",
    "SCH": "文件与结构",
    "STY": "文字格式",
    "CAT": "目录编码认领",
    "TIM": "时限",
    "FEE": "收费",
    "RUN": "运行",
}


def label(code, name, family, severity="error", gate="审核", statutes=(), policies=(), remedy="", explanation=""):
    grounds = "；".join((*statutes, *policies)) or "工程规则"
    return RuleLabel(code, name, FAMILIES[family], severity, gate, grounds, statutes, policies, explanation, remedy)


LABELS = {
    rule.code: rule
    for rule in (
        label(
            "BAS005",
            "依据已废止或失效",
            "BAS",
            statutes=("《示例生态法典》第一千二百四十二条: 自施行之日起, 原单行法同时废止",),
            policies=("示政办〔2021〕81号五(一): 设定依据已经废止的, 应当取消或者变更",),
            remedy="改引现行法中的对应条款, 报合法性审核后登记“变更要素”。",
            explanation="事项引用的法律、法规已经废止或失效, 不能再作为设定依据。",
        ),
        label(
            "ORG012",
            "实施主体为占位或非本级",
            "ORG",
            policies=("004 的“认领”要求: 由本级机关行使",),
            remedy="改为本县实际行使该职权的机关的全称。",
            explanation="实施主体还是模板里的占位文字。",
        ),
        label("GUI002", "材料或条件含兜底条款", "GUI", remedy="逐项写明材料名称, 删去兜底的话。"),
        label("RES006", "追责情形只有兜底", "RES", "info", "发布", remedy="写明本事项特有的追责情形。"),
        label("RES008", "序号拖拽自增", "RES", "warning", "审核", remedy="核对原表, 恢复正确的序号。"),
        label("SCH001", "文件不是合法 YAML", "SCH", gate="采集", remedy="把这一行与上一行左对齐。"),
        label("SCH008", "零宽字符或控制字符", "SCH", "warning", "采集", remedy="删去看不见的字符。"),
        label("STY004", "名称含全角字母", "STY", "info", "发布"),
        label("CAT005", "通用目录事项未认领且无理由", "CAT"),
        label("RUN001", "规则没有运行完", "RUN", gate="采集", remedy="把这一行发给维护者。"),
    )
}

DEPARTMENTS = {
    "示例县农业农村局": 412,
    "示例县生态环境局": 201,
    "示例县民政局": 88,
    "示例县交通运输局": 54,
    "示例县市场监督管理局": 1960,
    "示例县卫生健康委员会": 499,
}
SHORT_NAMES = {name: name.removeprefix("示例") for name in DEPARTMENTS}


def span_of(file, text, line=None):
    """The span of the first occurrence of a text in a source file (of a line, if given)."""
    lines = SOURCES[file]
    number = line or next(n for n, content in enumerate(lines, 1) if text in content)
    column = lines[number - 1].index(text) + 1
    start = sum(len(content) + 1 for content in lines[: number - 1]) + column - 1
    return Span(start, start + len(text), number, column, number, column + len(text))


def finding(rule, message, file, span, path=(), **more):
    chosen = LABELS[rule]
    item = more.pop("item", file.rpartition("/")[2].removesuffix(".yaml"))
    department = more.pop("department", file.split("/")[2] if file.startswith("data/items") else "")
    severity = more.pop("severity", chosen.severity)
    owner = item or file
    name = name_finding(rule, owner, tuple(map(str, path)), more.get("cause", ""))
    return Finding(
        rule,
        severity,
        chosen.gate,
        message,
        file,
        path,
        span,
        item=item,
        department=department,
        fingerprint=name,
        **more,
    )


REPEALED = finding(
    "BAS005",
    "《中华人民共和国环境影响评价法》自 2026-08-15 起废止, 由《示例生态法典》取代",
    PERMIT,
    span_of(PERMIT, "中华人民共和国环境影响评价法"),
    ("设定依据", 0, "法规"),
    cause="中华人民共和国环境影响评价法",
    related=(Related(PERMIT, ("设定依据", 0, "条款"), "条款随之改为新法的条号", 6, 9),),
    fix=Fix("示例生态法典", (Edit(("设定依据", 0, "法规"), "value", "示例生态法典"),)),
)
CATCH_ALL = finding(
    "GUI002",
    "受理条件含“其他需要的材料”, 申请人不知道要交什么",
    PERMIT,
    span_of(PERMIT, "其他需要的材料"),
    ("办事指南", "受理条件"),
    confidence=0.8,
)
PLACEHOLDER = finding(
    "ORG012",
    "“地州市农业农村局”是模板里的占位, 不是本县的机关",
    NEWS,
    span_of(NEWS, "地州市农业农村局"),
    ("实施主体",),
    cause="地州市农业农村局",
)
DRAGGED = finding("RES008", "“4.”像是拖拽出来的序号", NEWS, span_of(NEWS, "4.\t单位法定代表人"), ("追责", "情形", 1))
FULL_WIDTH = finding(
    "STY004",
    "名称里的“Ａ”是全角字母, 请改为“A”",
    NEWS,
    span_of(NEWS, "Ａ"),
    ("名称",),
    fix=Fix("A", (Edit(("名称",), (10, 11), "A"),), safe=True),
)
TWO_LINES = finding("RES008", "这一条占了两行", NEWS, Span(150, 163, 9, 7, 10, 10), ("追责", "情形", 2))
ZERO_WIDTH = finding("SCH008", "名称里有看不见的字符 U+200B", BROKEN, span_of(BROKEN, "\u200b"), item="")
INDENT = finding("SCH001", "第 3 行的缩进不对, 应与上一行“名称”左对齐", BROKEN, Span(36, 36, 3, 5, 3, 5), item="")


def result(findings, **more):
    """A result over the county's list; findings are put in report order."""
    settings = {
        "name": "示例县权责清单",
        "gate": "审核",
        "as_of": "2026-11-22",
        "version": "0.1.0",
        "rulebook": "sha256:3f2a91c0d5b4e6f7",
        "items": sum(DEPARTMENTS.values()),
        "files": 3220,
        "departments": len(DEPARTMENTS),
        "rules": LABELS,
        "passes": "采集",
        "blocking": {"采集": 0, "审核": sum(f.severity == "error" for f in findings), "发布": len(findings)},
        "not_run": tuple(NotRun(f"CAT{n:03}", "未提供通用目录", 3214) for n in range(5, 14)),
        "unknown": (Unknown("未收录", 391, ("《示例县暂行办法》",)), Unknown("文本过旧", 11)),
        "law_table": LawTableLabel("2026-08-28", "ab" * 32),
        "commit": "8d21e0f5a1b2c3d4e5f60718293a4b5c6d7e8f90",
        "items_by_department": DEPARTMENTS,
        "short_names": SHORT_NAMES,
    }
    return Result(findings=tuple(sorted(findings, key=lambda f: f.order)), **(settings | more))


def few():
    """Eight findings in three files, one of them with a file outside the items' folders in its name."""
    shown = (REPEALED, CATCH_ALL, PLACEHOLDER, DRAGGED, FULL_WIDTH, TWO_LINES, ZERO_WIDTH, INDENT)
    return result(shown, waived=3, baselined=40)


def common():
    """One cause in 500 items of 1,200, beside a few others."""
    mass = [
        finding(
            "RES006",
            "追责情形只有一条“其他违反法律法规规章文件规定的行为”",
            f"data/items/示例县市场监督管理局/4102310{n:05}.yaml",
            Span(90, 107, 7, 7, 7, 24),
            ("追责", "情形", 0),
            cause="其他违反法律法规规章文件规定的行为",
        )
        for n in range(500)
    ]
    return result((REPEALED, PLACEHOLDER, *mass), items=1200)


def many(count=10_000, departments=29, rules=40):
    """So many findings, spread over departments and rules, with long names of both."""
    codes = [f"{family}{n:03}" for n in range(1, 9) for family in ("BAS", "ORG", "GUI", "TIM", "RES", "STY", "FEE")]
    names = [f"示例县第{n}综合行政执法与公共事务服务管理局" for n in range(1, departments + 1)]
    labels = {
        code: label(code, f"第{n}种问题的名称, 它比一般的名称要长一些", code[:3], SEVERITIES[n % 3])
        for n, code in enumerate(codes[:rules])
    }
    shown = []
    for n in range(count):
        code, name = codes[n % rules], names[n * n % departments]
        item = f"4101{n * 7919 % 3200:08}"
        message = f"“{n % 17} 号占位文字”不是本县的机关, 应当改为实际行使职权的机关全称, 并报机构编制部门核定"
        file = f"data/items/{name}/{item}.yaml"
        place = Span(0, 5, n % 50 + 1, 3, n % 50 + 1, 8)
        made = finding("ORG012", message, file, place, ("实施主体",), cause=f"{n % 17} 号占位文字")
        shown.append(replace(made, rule=code, severity=labels[code].severity))
    by_name = dict.fromkeys(names, 110)
    return result(shown, items=3200, departments=departments, rules=labels, items_by_department=by_name, short_names={})


def clean(**more):
    """A list without a finding that passes the last gate."""
    nothing = {"采集": 0, "审核": 0, "发布": 0}
    settings = {"gate": "发布", "passes": "发布", "blocking": nothing, "not_run": (), "unknown": (), "items": 62}
    return result((), **(settings | more))


def crashed():
    """A rule that crashed on one item; the other results are still there."""
    crash = finding("RUN001", "规则 BAS005 在事项 410116012000 上没有运行完: 除数为零", PERMIT, Span(0, 0, 1, 1, 1, 1))
    return result((crash, PLACEHOLDER), passes=None, blocking={"采集": 1, "审核": 2, "发布": 2})


def timed():
    """Few findings, with the time each rule took."""
    return replace(few(), timing=(RuleTime("BAS005", 0.0125), RuleTime("ORG012", 1.5)))
