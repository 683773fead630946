"""docs/rules/: a page for each rule, and an index by family, gate, severity and ground."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.cli.rule_page import page_of
from quanze.finding import GATES, SEVERITIES, SEVERITY_NAMES
from quanze.report.wording import grounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.report.explain import RulePage, Sample
    from quanze.rulebook import Rule

#: How sure the ground of a rule is, as the rulebook states it.
CHECKED: Mapping[str, str] = {
    "verified": "依据的原文已经核对。",
    "secondary": "依据的原文是从别的文件转引的, 没有见到全文。",
    "unverified": "依据的条款没有核对过, 所以不写条号。",
}
_FENCE = "```"
_PLACE = "  # ← 报在这里"
_ARTICLE = re.compile(r"(?=第[〇零一二三四五六七八九十百千]+(?:条|款))")


_ABOUT = """\
每条规则一页: 什么意思、凭什么、怎么改、错误和正确的写法、谁可以豁免。终端里用 `quanze explain 代码` 看到的是同样的内容。\
这里的各页由规则文件生成 (`make docs`), 不要手工修改; 要改请改 [rules/](../../rules) 里的规则文件。"""


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Return the page of each rule and the index, by path."""
    made = {f"rules/{rule.code}.md": _page(rule, page_of(rule)) for rule in rules}
    return {"rules/README.md": _index(rules), **made}


def _page(rule: Rule, page: RulePage) -> str:
    parts = [
        f"# {rule.code} {rule.name}",
        f"**{SEVERITY_NAMES[rule.severity]}** · {rule.family_name} ({rule.family}) · 从“{rule.gate}”档位起检查",
        *rule.explanation.strip().splitlines(),
        "## 依据",
        _grounds(rule, page),
        "## 怎么改",
        rule.remedy.strip(),
        _answers(rule, page),
        *_samples("错误的写法", page.wrong),
        *_samples("正确的写法", page.right),
        f"规则文件 [{rule.file}](../../{rule.file}) · [全部规则](README.md) · `quanze explain {rule.code}`",
    ]
    return _joined(parts)


def _grounds(rule: Rule, page: RulePage) -> str:
    """Return the grounds, statutes and policies apart, and how sure they are."""
    found = grounds(page.label)
    if not found:
        return "这条规则说的是 quanze 自身的情况, 不评判清单。"
    lines = [f"- {f'{kind}: ' if kind else ''}{text}" for kind, text in found]
    said = CHECKED.get(rule.ground_checked)
    return "\n".join([*lines, *(["", said] if said else [])])


def _answers(rule: Rule, page: RulePage) -> str:
    needs = "、".join(rule.needs)
    rows = [
        ("需要的资料", f"{needs}。没有时不检查, 记为“未执行”" if needs else "不需要别的资料"),
        ("能否豁免", page.waivable),
        ("能否修复", page.fixable),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {text} |" for name, text in rows)])


def _samples(title: str, samples: Iterable[Sample]) -> list[str]:
    blocks = [block for sample in samples for block in _sample(sample)]
    return [f"## {title}", *blocks] if blocks else []


def _sample(sample: Sample) -> list[str]:
    """Return an example as a block of YAML, the marked line pointed at, and what else it is about."""
    blocks = []
    if sample.text:
        lines = sample.text.rstrip("\n").split("\n")
        if sample.mark is not None:
            lines[sample.mark.line - 1] += _PLACE
        blocks.append("\n".join([f"{_FENCE}yaml", *map(_visible, lines), _FENCE]))
    return [*blocks, *([f"{sample.note}。"] if sample.note else [])]


def _visible(line: str) -> str:
    """Show by its number what cannot be seen."""
    return "".join(char if char.isprintable() or char == "\t" else f"<U+{ord(char):04X}>" for char in line)


def _index(rules: Sequence[Rule]) -> str:
    parts = [
        "# 规则",
        _opening(rules),
        _ABOUT,
        "## 按族",
        *_by_family(rules),
        "## 按档位",
        "档位有三级: 采集 ⊂ 审核 ⊂ 发布。每条规则从它的档位起检查, 到了更高的档位仍然检查。",
        _listed((gate, [rule for rule in rules if rule.gate == gate]) for gate in GATES),
        "## 按级别",
        _listed((SEVERITY_NAMES[s], [rule for rule in rules if rule.severity == s]) for s in SEVERITIES),
        "## 按法定依据",
        "只列法律、法规, 不列政策文件。工程规则不在内。",
        _listed(_by_statute(rules)),
    ]
    return _joined(parts)


def _opening(rules: Sequence[Rule]) -> str:
    engineering = sum(rule.ground_checked == "engineering" for rule in rules)
    counts = "、".join(f"{SEVERITY_NAMES[s]} {sum(r.severity == s for r in rules)} 条" for s in SEVERITIES)
    craft = f"其中 {engineering} 条是工程规则, 即对文件和填写质量的要求, 没有法律依据, 也不冒充有。"
    return f"quanze 自带 {len(rules)} 条规则: {counts}。{craft}"


def _by_family(rules: Sequence[Rule]) -> Iterable[str]:
    for family in dict.fromkeys(rule.family for rule in rules):
        own = [rule for rule in rules if rule.family == family]
        rows = [
            f"| [{rule.code}]({rule.code}.md) | {rule.name} | {SEVERITY_NAMES[rule.severity]} | {rule.gate} |"
            for rule in own
        ]
        yield f"### {family} {own[0].family_name}"
        yield "\n".join(["| 代码 | 名称 | 级别 | 档位 |", "|---|---|---|---|", *rows])


def _by_statute(rules: Sequence[Rule]) -> list[tuple[str, list[Rule]]]:
    """Return the rules by the law they rest on; the article numbers are on the pages."""
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for law in dict.fromkeys(_ARTICLE.split(statute, maxsplit=1)[0] for statute in rule.statutes):
            found.setdefault(law, []).append(rule)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def _listed(groups: Iterable[tuple[str, Sequence[Rule]]]) -> str:
    return "\n".join(
        f"- {name} ({len(own)} 条): {'、'.join(f'[{rule.code}]({rule.code}.md)' for rule in own)}"
        for name, own in groups
        if own
    )


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
