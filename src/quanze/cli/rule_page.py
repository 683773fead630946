"""A rule as `quanze explain` and `quanze rules show` present it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from quanze.engine.run import label
from quanze.exchange.yaml_text import dump
from quanze.report.explain import RulePage, Sample
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import JsonValue

    from quanze.exchange.yaml_text import Node
    from quanze.rulebook import Rule
    from quanze.source import Tree

_FIXABLE = {"yes": "可以自动修复", "suggest": "给出修改建议, 由人确认", "no": "不能自动修复"}
_RULE_KEYS = ("位置", "环境", "第", "数量")


def page_of(rule: Rule) -> RulePage:
    """Return the page of a rule: what it means, its grounds, examples, how to mend."""
    waivable = "只能由合法性审核机构在受保护的豁免文件里豁免" if rule.guarded else "可以豁免, 须写明理由、批准人和期限"
    return RulePage(
        label=label(rule),
        wrong=tuple(_sample(example) for example in rule.bad),
        right=tuple(_sample(example) for example in rule.good),
        needs=rule.needs,
        waivable=waivable,
        fixable=_FIXABLE[rule.fix],
    )


def _sample(example: Mapping[str, JsonValue]) -> Sample:
    if "文本" in example:
        return Sample(str(example["文本"]))
    if "字节" in example:
        return Sample("", note=f"文件的字节: {example['字节']}")
    shown = {name: value for name, value in example.items() if name not in _RULE_KEYS}
    text = dump(cast("Mapping[str, Node]", shown))
    place = example.get("位置")
    document = parse(text.encode(), "示例.yaml").document
    mark = document.span(_indexed(document.root, str(place).split("."))) if place and document else None
    return Sample(text, mark)


def _indexed(tree: Tree, names: list[str]) -> tuple[str | int, ...]:
    """Return a path with the first element taken wherever a list is met."""
    path: list[str | int] = []
    for name in names:
        while isinstance(tree, list) and tree:
            path.append(0)
            tree = tree[0]
        path.append(name)
        tree = tree.get(name, "") if isinstance(tree, dict) else ""
    return tuple(path)


def plain_page(rule: Rule) -> dict[str, object]:
    """Return a rule as JSON: the keys are the contract of `quanze rules list --format json`."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family_name,
        "severity": rule.severity,
        "gate": rule.gate,
        "ground": rule.ground,
        "ground_status": rule.ground_checked,
        "statutes": list(rule.statutes),
        "policies": list(rule.policies),
        "needs": list(rule.needs),
        "fix": rule.fix,
        "guarded": rule.guarded,
        "explanation": rule.explanation,
        "remedy": rule.remedy,
        "good": [dict(example) for example in rule.good],
        "bad": [dict(example) for example in rule.bad],
        "file": rule.file,
        "builtin": rule.builtin,
    }
