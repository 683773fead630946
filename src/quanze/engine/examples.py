"""The examples of a rule are its tests: every good one must pass, every bad one fire at its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from quanze.absent import means_absent
from quanze.engine.calendar import list_calendar
from quanze.engine.dispatch import applies, check_item
from quanze.engine.example_writing import items_of, mistake
from quanze.engine.item_phase import misplaced
from quanze.engine.list_phase import run_check
from quanze.engine.locating import Owner
from quanze.engine.references import LAW_REGISTER
from quanze.engine.roster import roster
from quanze.engine.settings import load_profile, vocabulary_of
from quanze.engine.waivers import apply_baseline, apply_waivers, outside_the_guarded_file
from quanze.expression import ExpressionError
from quanze.finding import FILE_START, Finding, Hit
from quanze.laws.supplement import own_law, supplement
from quanze.laws.table import LawTable
from quanze.model.catalogue import Batch, Catalogue
from quanze.model.configuration import BaselineEntry, Waiver
from quanze.model.department import Department
from quanze.model.item import item_type
from quanze.model.register import LawRegister, Register
from quanze.model.validation import read_record, tree_path
from quanze.rulebook import GUARDED_FAMILIES, RuleDefect, make_rule
from quanze.rules.build import values
from quanze.rules.check import ListCheck
from quanze.rules.checks.changes import element_digests
from quanze.rules.context import Context, Filed
from quanze.rules.facts import Facts, facts_of
from quanze.rules.judged import Judging
from quanze.rules.texts import Texts
from quanze.source import Tree, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.citation.law import LawIndex
    from quanze.finding import Gate
    from quanze.finding import Path as TreePath
    from quanze.model.configuration import Profile
    from quanze.model.validation import Vocabulary
    from quanze.rulebook import Rule

#: The date examples are judged at unless they say otherwise.
EXAMPLE_DATE = dt.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class ExampleOutcome:
    """What one example gave: `problem` is "" when it did what it should."""

    rule: str
    kind: str
    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class _Fired:
    """Where a rule fired on an example: in which item (from 1) and at which paths (full, and as far as it exists)."""

    item: int
    paths: tuple[tuple[str, ...], ...]


def run_examples(
    rule: Rule, laws: LawIndex | None = None, profile: Profile | None = None
) -> tuple[ExampleOutcome, ...]:
    """Run every example of a rule; with the words of `profile` where the example names none (环境.口径)."""
    outcomes = []
    usual = profile or _profile("zwfw")
    for kind, examples in (("正例", rule.good), ("反例", rule.bad)):
        for number, example in enumerate(examples, 1):
            try:
                problem = _judge(rule, cast("Mapping[str, Tree]", example), kind == "反例", _Desk(usual, laws))
            except ExpressionError as error:
                problem = f"规则运行出错: {error.message}"
            except Exception as error:  # noqa: BLE001 - a check that crashes on its example is what is to be said
                problem = f"规则运行出错: {type(error).__name__}: {error}"
            outcomes.append(ExampleOutcome(rule.code, kind, number, problem))
    return tuple(outcomes)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What examples are judged with: the usual profile, and the law table where there is one."""

    profile: Profile
    laws: LawIndex | None

    def profile_of(self, example: Mapping[str, Tree]) -> Profile:
        setting = example.get("环境")
        named = setting.get("口径") if isinstance(setting, dict) else None
        return self.profile if named is None else _profile(str(named))


def _judge(rule: Rule, example: Mapping[str, Tree], should_fire: bool, desk: _Desk) -> str:
    written_wrong = mistake(example, rule.code, vocabulary_of(desk.profile_of(example)))
    if written_wrong:
        return written_wrong
    fired = list(_fired(rule, example, desk))
    place = example.get("位置")
    if not should_fire:
        wrong = [f for f in fired if not place or tuple(str(place).split(".")) in f.paths]
        return f"不该报, 却报在“{_where(wrong[0])}”" if wrong else ""
    if not fired:
        return "该报而没有报"
    if not isinstance(place, str) and "文本" not in example and "字节" not in example:
        return "反例要写“位置”"
    wanted = tuple(str(place).split(".")) if place else None
    at = int(str(example["第"])) if "第" in example else None
    right = [f for f in fired if (wanted is None or wanted in f.paths) and (at is None or f.item == at)]
    if not right:
        return f"该报在“{place}”, 却报在“{_where(fired[0])}”" + (f"(第 {fired[0].item} 项)" if at else "")
    if "数量" in example and len(fired) != int(str(example["数量"])):
        return f"该报 {example['数量']} 处, 报了 {len(fired)} 处"
    return ""


def _where(fired: _Fired) -> str:
    return ".".join(fired.paths[0]) or "文件"


def _fired(rule: Rule, example: Mapping[str, Tree], desk: _Desk) -> Iterable[_Fired]:
    if "文本" in example or "字节" in example:
        yield from _fired_in_text(rule, example)
        return
    setting = example.get("环境", {})
    setting = setting if isinstance(setting, dict) else {}
    context = example_context(setting, desk.profile_of(example), desk.laws)
    if "基线" in example:
        yield from _fired_by_baseline(rule, example)
        return
    if "豁免" in example:
        yield from _fired_by_waiver(rule, example, context)
        return
    if "规则" in example:
        yield from _fired_by_rule(rule, example, context)
        return
    trees = items_of(example)
    if isinstance(rule.check, ListCheck):
        yield from _fired_in_list(rule, trees, context)
        return
    for number, tree in enumerate(trees, 1):
        for hit in (*_item_hits(rule, tree, context), *_misplaced(rule, example, tree)):
            yield _Fired(number, _places(tree, hit.path))


def _misplaced(rule: Rule, example: Mapping[str, Tree], tree: Tree) -> Iterable[Hit]:
    if rule.code == "SCH013" and "文件" in example and isinstance(tree, dict):
        yield from misplaced(str(example["文件"]), Owner(str(tree.get("编码", "")), str(tree.get("实施主体", ""))))


def _fired_by_rule(rule: Rule, example: Mapping[str, Tree], context: Context) -> Iterable[_Fired]:
    """Run an example that shows a rule file (规则), for the rules that speak of rules (RUN)."""
    made = make_rule(example["规则"], "示例规则.yaml", vocabulary_of(context.profile), builtin=False)
    if isinstance(made, RuleDefect):
        if rule.code == "RUN003":
            yield _Fired(1, (_words(made.path),))
        return
    if rule.code == "RUN002" and any(context.lacks(need) for need in made.needs):
        yield _Fired(1, (("需要",),))
    tree = items_of(example)[0]
    try:
        list(_item_hits(made, tree, context))
    except ExpressionError:
        if rule.code == "RUN001":
            yield _Fired(1, (("要求",),))


def _item_hits(rule: Rule, tree: Tree, context: Context) -> Iterable[Hit]:
    kind = item_type(tree.get("类型")) if isinstance(tree, dict) else item_type(None)
    item, hits = read_record(kind, tree, vocabulary_of(context.profile))
    yield from (found.hit for found in hits if found.rule == rule.code)
    if item is None:
        return
    try:
        if applies(rule, item, values(item, context)):
            yield from (hit for hit in check_item(rule, item, Texts(tree), context) if isinstance(hit, Hit))
    except Exception as error:
        if not means_absent(error):
            raise


def _fired_by_waiver(rule: Rule, example: Mapping[str, Tree], context: Context) -> Iterable[_Fired]:
    """Run an example that shows a waiver (豁免) over one finding of the rule and item it names in 报告."""
    words = vocabulary_of(context.profile)
    written = example["豁免"]
    waiver = read_record(Waiver, written, words)[0]
    reported = example.get("报告")
    if waiver is None or not isinstance(written, dict):
        return
    findings = []
    if isinstance(reported, dict):
        code, item = str(reported.get("规则")), str(reported.get("编码"))
        findings = [Finding(code, "warning", "采集", "", "事项.yaml", (), FILE_START, item)]
    hits = apply_waivers(findings, [Filed("豁免", (), waiver)], context.as_of).hits
    if example.get("文件") == "编辑豁免":
        named = replace(rule, code=waiver.rule, guarded=waiver.rule[:3] in GUARDED_FAMILIES)
        hits = outside_the_guarded_file([Filed("豁免", (), waiver)], {waiver.rule: named})[1]
    for found in hits:
        if found.rule == rule.code:
            yield _Fired(1, (_words(found.hit.path), ("豁免",)))


def _fired_by_baseline(rule: Rule, example: Mapping[str, Tree]) -> Iterable[_Fired]:
    """Run an example that shows a baseline (基线) and the fingerprints that are still found (报告)."""
    reported = example.get("报告")
    there = [str(print_) for print_ in reported] if isinstance(reported, list) else []
    findings = [Finding("BAS001", "error", "采集", "", "", (), FILE_START, fingerprint=one) for one in there]
    entries = example["基线"]
    for number, entry in enumerate(entries if isinstance(entries, list) else []):
        record = read_record(BaselineEntry, entry, {"words": {}, "synonyms": {}})[0]
        if record is not None:
            for found in apply_baseline(findings, [Filed("基线", ("基线", number), record)]).hits:
                if found.rule == rule.code:
                    yield _Fired(number + 1, (_words(found.hit.path),))


def _fired_in_list(rule: Rule, trees: Sequence[Tree], context: Context) -> Iterable[_Fired]:
    every = _facts(trees, context.profile, "事项")
    by_file = {facts.file: number for number, facts in enumerate(every, 1)}
    for found in run_check(rule, every, context):
        number = by_file.get(found.file, 0)
        yield _Fired(number, _places(trees[number - 1] if number else {}, found.hit.path))


def _fired_in_text(rule: Rule, example: Mapping[str, Tree]) -> Iterable[_Fired]:
    content = bytes.fromhex(str(example["字节"])) if "字节" in example else str(example["文本"]).encode()
    reading = parse(content, "示例.yaml")
    for problem in reading.problems:
        if problem.code == rule.code:
            yield _Fired(1, (_words(problem.path), (f"第{problem.span.line}行",)))
    if reading.document is not None:
        context = example_context({}, _profile("zwfw"), None)
        for hit in _item_hits(rule, reading.document.root, context):
            yield _Fired(1, _places(reading.document.root, hit.path))


def _places(tree: Tree, path: TreePath) -> tuple[tuple[str, ...], ...]:
    """Return a path as examples write it: whole, and as far as it exists in the tree."""
    there = tree_path(tree, (*path, "\0"))[:-1]
    return _words(path), _words(there)


def _words(path: TreePath) -> tuple[str, ...]:
    return tuple(part for part in path if isinstance(part, str))


@cache
def _profile(name: str) -> Profile:
    return load_profile(name, Path())


def _facts(trees: Iterable[Tree], profile: Profile, folder: str) -> tuple[Facts, ...]:
    found = []
    for number, tree in enumerate(trees, 1):
        kind = item_type(tree.get("类型")) if isinstance(tree, dict) else item_type(None)
        item, _hits = read_record(kind, tree, vocabulary_of(profile))
        if item is not None:
            found.append(facts_of(item, f"{folder}/{number}", element_digests(tree)))
    return tuple(found)


def example_context(setting: Mapping[str, Tree], profile: Profile, laws: LawIndex | None) -> Context:
    """Return the context an example describes under 环境."""
    words = vocabulary_of(profile)
    own = {name: parameter.value for name, parameter in profile.parameters.items()}
    given = setting.get("参数", {})
    changed = {name: float(str(value)) for name, value in given.items()} if isinstance(given, dict) else {}
    as_of = dt.date.fromisoformat(str(setting.get("核对日期", EXAMPLE_DATE)))
    laws = _with_own_laws(laws, setting.get("法规补充"), words)
    context = Context(
        as_of=as_of,
        gate=cast("Gate", setting.get("档位", "发布")),
        level=str(setting.get("层级", "县级")),
        name="示例清单",
        division=str(setting.get("区划", "411199")),
        profile=profile,
        parameters={**own, **changed},
        laws=laws,
        has_law_text=laws is not None and laws.has_text,
        judging=Judging(laws, as_of) if laws is not None else None,
        calendar=list_calendar(),
    )
    if "部门名册" in setting:
        records = (read_record(Department, tree, words)[0] for tree in _list(setting["部门名册"]))
        found, earlier = roster([Filed("部门名册", (), r) for r in records if r is not None], as_of)
        context = replace(context, departments=found, earlier=earlier)
    if "通用目录" in setting:
        catalogue = read_record(Catalogue, setting["通用目录"], words)[0]
        if catalogue is not None:
            entries = {e.code: Filed("通用目录", ("事项", i), e) for i, e in enumerate(catalogue.entries)}
            refusals = {r.code: Filed("通用目录", ("不认领", i), r) for i, r in enumerate(catalogue.refusals)}
            context = replace(context, catalogue=entries, refusals=refusals)
    if "登记册" in setting and isinstance(setting["登记册"], dict):
        registers = {}
        for name, rows in setting["登记册"].items():
            register = read_record(Register, {"登记册": name, "条目": rows}, words)[0]
            entries_ = register.entries if register is not None else ()
            registers[name] = tuple(Filed(f"登记册/{name}", ("条目", i), e) for i, e in enumerate(entries_))
        context = replace(context, registers=registers)
    if "放权批次" in setting:
        batches = (read_record(Batch, tree, words)[0] for tree in _list(setting["放权批次"]))
        context = replace(context, batches={b.name: Filed("放权批次", (), b) for b in batches if b is not None})
    if "上级清单" in setting:
        context = replace(context, upper=_facts(_list(setting["上级清单"]), profile, "上级清单"))
    if "下级清单" in setting:
        context = replace(context, lower=_facts(_list(setting["下级清单"]), profile, "下级清单"))
    if "上一状态" in setting:
        before = _facts(_list(setting["上一状态"]), profile, "上一状态")
        context = replace(context, previous={facts.code: facts for facts in before})
    return context


def _with_own_laws(laws: LawIndex | None, tree: Tree | None, words: Vocabulary) -> LawIndex | None:
    """Lay the laws an example brings along over the table."""
    if tree is None or not isinstance(laws, LawTable):
        return laws
    register = read_record(LawRegister, {"登记册": LAW_REGISTER, "条目": tree}, words)[0]
    added = [own_law(entry) for entry in register.entries] if register is not None else []
    return supplement(laws, [law for law in added if law is not None])[0]


def _list(tree: Tree) -> list[Tree]:
    return tree if isinstance(tree, list) else [tree]
