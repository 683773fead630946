"""A rule as `quanze explain` and `quanze rules show` present it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.cli.rule_sample import sample_of
from quanze.report.explain import RulePage
from quanze.rule import label

if TYPE_CHECKING:
    from quanze.rule import Rule

_FIXABLE = {"yes": "可以自动修复", "suggest": "给出修改建议, 由人确认", "no": "不能自动修复"}


def page_of(rule: Rule) -> RulePage:
    """Return the page of a rule: what it means, its grounds, examples, how to mend."""
    waivable = "只能由合法性审核机构在受保护的豁免文件里豁免" if rule.guarded else "可以豁免, 须写明理由、批准人和期限"
    return RulePage(
        label=label(rule),
        wrong=tuple(sample_of(example, wrong=True) for example in rule.bad),
        right=tuple(sample_of(example, wrong=False) for example in rule.good),
        needs=rule.needs,
        waivable=waivable,
        fixable=_FIXABLE[rule.fix],
    )


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
