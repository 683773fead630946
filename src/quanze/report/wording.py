"""The sentences that every report says alike: heading, verdict, what was not run, provenance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.finding import GATES, SEVERITIES, SEVERITY_NAMES
from quanze.report.layout import number, one_line
from quanze.result import CRAFT, by_cause, touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quanze.finding import Finding, Gate, Severity
    from quanze.result import Cause, Result, RuleLabel

#: Stands for the department of what belongs to no item.
NO_DEPARTMENT = "事项以外的文件"
#: The rule under which a crash of a rule is reported.
CRASH = "RUN001"
#: Rules whose cause is a law: `quanze laws affected` lists what is to be changed for it.
_ON_A_LAW = frozenset(("BAS004", "BAS005", "BAS006", "BAS007", "BAS008", "BAS021", "BAS026"))
#: What a command line takes apart unless it is quoted.
_TAKEN_APART = re.compile(r"""[\s"'`$&;|<>()*?\[\]{}!#~\\]""")


def heading(result: Result) -> tuple[str, ...]:
    """Return the parts of the first line: list, size, what of it is shown, gate, as-of date."""
    return (
        one_line(result.name),
        f"{number(result.items)} 项",
        f"{number(result.departments)} 个部门",
        *([f"只看 {scope(result)}"] if result.scope else []),
        f"档位 {result.gate}",
        f"核对日期 {result.as_of}",
    )


def scope(result: Result) -> str:
    """Return what a report is restricted to: the path with its items, of several the first and how many."""
    if result.scope is None:
        return "全清单"
    first, *others = result.scope.paths
    many = f" 等 {len(others) + 1} 处" if others else ""
    return f"{one_line(first)}{many} ({number(result.scope.items)} 项)"


def provenance(result: Result, *, as_of: bool = True) -> tuple[str, ...]:
    """Return what a verdict is re-derived from: version, rulebook, law table, as-of date, commit.

    The date is left out where the heading of the same report gives it.
    """
    table = f"法规表 截至 {result.law_table.cut_off}" if result.law_table else "法规表 未提供"
    commit = f"提交 {result.commit[:7]}" if result.commit else "提交 无"
    rulebook = result.rulebook.removeprefix("sha256").lstrip(":-")[:7]
    off = f", 未选用 {result.switched_off} 条" if result.switched_off else ""
    date = (f"核对日期 {result.as_of}",) if as_of else ()
    return (f"quanze {result.version}", f"规则库 {rulebook}{off}", table, *date, commit)


def _blocked(result: Result, gate: Gate) -> str:
    return f"不能进入“{gate}”: {number(result.blocking.get(gate, 0))} 个错误"


def _found(result: Result, severities: Sequence[Severity]) -> str:
    """Say how many items have findings of some severities, "" when none has."""
    return "、".join(
        f"{SEVERITY_NAMES[severity]} {number(touched(found))} 项"
        for severity in severities
        if (found := [f for f in result.findings if f.severity == severity])
    )


def _remarks(result: Result) -> str:
    """Say what a pass does not cover: unknown is never a pass."""
    open_points = [
        *([f"{len({n.rule for n in result.not_run})} 条规则未执行"] if result.not_run else []),
        *([f"{number(sum(u.count for u in result.unknown))} 处无法判断"] if result.unknown else []),
    ]
    minor = "" if result.scope else _found(result, ("warning", "info"))
    return "".join(
        (
            f"。另有{minor}, 不影响通过" if minor else "",
            f"。{'、'.join(open_points)}, 不等于没有问题" if open_points else "",
        )
    )


def verdict(result: Result) -> str:
    """Say which gate the list passes, and how many errors keep it from the next one.

    Of a part of the list it says how that part stands, and how the whole list does; a check with some of
    the rules passes no gate.
    """
    if (result.empty or result.idle) and not result.findings:
        return _nothing(result)
    part = [f"只看 {scope(result)}"] if result.scope else []
    if result.narrowed is not None:
        skipped = len({n.rule for n in result.not_run})
        part.append(f"只用了 {number(result.narrowed)} 条规则" + (f" (其中 {skipped} 条未执行)" if skipped else ""))
        return f"{', '.join(part)}: {_state(result)}。规则不全, 不判断能否通过档位"
    return f"{part[0]}: {_state(result)}。全清单{_gates(result)}" if part else _gates(result)


def _nothing(result: Result) -> str:
    told = "没有检查到任何事项, 不能算通过"
    if not result.empty:
        return "选用的规则都没有执行, 不能算通过"
    if result.scope:
        return f"{told}: {one_line(result.scope.paths[0])} 不在这个清单里, 清单的文件夹见 quanze config show"
    return f"{told}。用 quanze import 导入部门的表格, 或者用 quanze new 新建事项"


def _state(result: Result) -> str:
    return _found(result, SEVERITIES) or "没有发现问题"


def _gates(result: Result) -> str:
    """Say which gates the whole list passes, and which it does not and why."""
    reached = -1 if result.passes is None else GATES.index(result.passes)
    ahead = result.next_gate()
    if reached >= GATES.index(result.gate):
        beyond = f"。进入“{ahead}”还有 {number(result.blocking.get(ahead, 0))} 个错误" if ahead else ""
        nothing = "" if result.findings or result.scope else "没有发现问题。"
        return f"{nothing}通过“{result.passes}”{beyond}{_remarks(result)}"
    further = ahead is not None and GATES.index(ahead) < GATES.index(result.gate)
    gates = [_blocked(result, ahead)] if ahead else []
    gates += [_blocked(result, result.gate)] if further else []
    return f"{', '.join(gates)}。现能通过的档位: {result.passes or '无'}"


def grounds(label: RuleLabel) -> tuple[tuple[str, str], ...]:
    """Return the authority of a rule as (kind, text): statute and policy apart, or a rule of the craft.

    Empty for the tool's own failures: they judge nothing.
    """
    if label.code.startswith("RUN"):
        return ()
    found = [("法定", statute) for statute in label.statutes] + [("政策", policy) for policy in label.policies]
    if found:
        return tuple(found)
    if label.grounds in ("", CRAFT):
        return (("", f"{CRAFT} (对文件和填写质量的要求, 不是法律规定)"),)
    return (("", label.grounds),)


def explained(label: RuleLabel) -> tuple[str, ...]:
    """Return the authority of a rule and how to mend what it finds, a line each, for plain formats."""
    lines = [f"依据 ({kind}): {text}" if kind else f"依据: {text}" for kind, text in grounds(label)]
    return (*lines, *([f"怎么改: {label.remedy.strip()}"] if label.remedy.strip() else []))


def title(label: RuleLabel) -> str:
    """Return code and name of a rule."""
    return f"{label.code} {label.name}".rstrip()


def place(finding: Finding) -> str:
    """Return file:line:column of a finding, on which a terminal can be clicked."""
    return one_line(f"{finding.file}:{finding.span.line}:{finding.span.column}")


def department(result: Result, name: str) -> str:
    """Return the short name of a department, as tables show it."""
    return one_line(result.short_names.get(name, name)) or NO_DEPARTMENT


def amount(cause: Cause) -> str:
    """Return how much a cause hits: items, or files where it is not about items."""
    return f"{number(cause.items)} {'项' if all(f.item for f in cause.findings) else '个文件'}"


def gist(result: Result, cause: Cause) -> tuple[str, str]:
    """Say in a few words what a cause is: (what is wrong, how many more kinds there are)."""
    kinds = by_cause(cause.findings)
    departments = {f.department for f in cause.findings}
    alone = len(departments) == 1 and "" not in departments and result.departments > 1 and cause.items > 1
    where = f"全部在 {department(result, *departments)}: " if alone else ""
    told = one_line(kinds[0].findings[0].message)
    if len(kinds) > 1:
        return where + told, f" 等 {len(kinds)} 种"
    same = len({f.message for f in cause.findings}) == 1
    return where + ("" if same else "例: ") + told, ""


def mendable(cause: Cause) -> str:
    """Say whether quanze can mend a cause: 可修复, 有修改建议, or nothing."""
    fixes = [f.fix for f in cause.findings if f.fix]
    if any(fix.safe for fix in fixes):
        return "可修复"
    return "有修改建议" if fixes else ""


def next_step(result: Result, cause: Cause) -> tuple[str, str]:
    """Return what to do about a cause: the first sentence of the remedy, and a command that lists it, or ""."""
    remedy = one_line(result.label(cause.rule).remedy.strip()).partition("。")[0]
    law = by_cause(cause.findings)[0].cause if cause.rule in _ON_A_LAW else ""
    return remedy, f"quanze laws affected {argument(law.removeprefix('中华人民共和国'))}" if law else ""


def argument(text: str) -> str:
    """Return a text as it is written on a command line: in quotation marks where it would be taken apart."""
    shown = one_line(text)
    return '"' + shown.replace('"', '\\"') + '"' if _TAKEN_APART.search(shown) else shown


def not_run(result: Result) -> tuple[str, ...]:
    """Say what could not be run, a line each reason, most rules first."""
    groups: dict[str, list[tuple[str, int]]] = {}
    for skipped in result.not_run:
        groups.setdefault(skipped.reason, []).append((skipped.rule, skipped.items))
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return tuple(
        f"{min(rules)[0]}{f' 等 {len(rules)} 条' if len(rules) > 1 else ''}: {one_line(reason)}"
        f" ({number(max(items for _, items in rules))} 项)"
        for reason, rules in ordered
    )


def unknown(result: Result) -> str:
    """Say of how many citations could not be judged and why; empty when all could."""
    if not result.unknown:
        return ""
    ordered = sorted(result.unknown, key=lambda u: (-u.count, u.reason))
    reasons = ", ".join(f"{one_line(u.reason)} {number(u.count)}" for u in ordered)
    return f"{number(sum(u.count for u in ordered))} 处: {reasons}"


def set_aside(result: Result) -> str:
    """Say what is known and only counted: waived, and in the baseline; empty when nothing is."""
    counts = (("已豁免", result.waived), ("基线内", result.baselined))
    shown = " · ".join(f"{name} {number(count)} 处" for name, count in counts if count)
    return f"{shown} (不逐条列出)" if shown else ""


def unconfigured(result: Result) -> str:
    """Say that there is no quanze.yaml, and what that means for the verdict; empty when there is one."""
    if result.configured:
        return ""
    told = "没有 quanze.yaml, 这里的 YAML 文件都当作事项, 层级、编码按默认的口径"
    return f"{told}。检查一个清单, 先用 quanze init 写好 quanze.yaml"


def open_points(result: Result) -> tuple[tuple[str, str], ...]:
    """Return what a verdict does not cover as (title, text), as every format tells it after the findings."""
    points = [("注意", unconfigured(result))]
    if not result.empty:
        points += [*(("未执行", skipped) for skipped in not_run(result)), ("无法判断", unknown(result))]
    return tuple((title, told) for title, told in (*points, ("只计数", set_aside(result))) if told)
