"""Microseconds an evaluation of typical expressions takes, and the longest a budget lets one run."""

from __future__ import annotations

import timeit
from types import SimpleNamespace

from quanze.expression import BudgetExceeded, FieldTree, compile_expression
from quanze.expression.fields import NUMBER, TEXT, list_of, record_of

LIMIT = FieldTree("时限", {"数值": ("days", NUMBER)})
GUIDE = FieldTree("办事指南", {"承诺时限": ("promised", record_of(LIMIT)), "法定时限": ("statutory", record_of(LIMIT))})
CITATION = FieldTree("设定依据", {"类别": ("kind", TEXT)})
ITEM = FieldTree(
    "事项",
    {
        "名称": ("name", TEXT),
        "办事指南": ("guide", record_of(GUIDE)),
        "设定依据": ("basis", list_of(record_of(CITATION))),
    },
)
TYPICAL = (
    "有(事项.办事指南.承诺时限) and 有(事项.办事指南.法定时限)",
    "事项.办事指南.承诺时限.数值 <= 事项.办事指南.法定时限.数值 * 0.7",
    'any(依.类别 == "法律" for 依 in 事项.设定依据)',
    '"许可" in 事项.名称',
    '匹配(事项.名称, "^公路.*许可$")',
)
LONGEST = "all(甲.类别 == 乙.类别 for 甲 in 事项.设定依据 for 乙 in 事项.设定依据)"


def main() -> None:
    """Print the figures."""
    basis = tuple(SimpleNamespace(kind=kind) for kind in ("部门规章", "行政法规", "法律"))
    guide = SimpleNamespace(promised=SimpleNamespace(days=14), statutory=SimpleNamespace(days=20))
    values = {"事项": SimpleNamespace(name="公路超限运输许可", guide=guide, basis=basis)}
    for source in TYPICAL:
        expression = compile_expression(source, {"事项": ITEM})
        seconds = min(timeit.repeat(lambda e=expression: e.evaluate(values), number=10_000, repeat=5)) / 10_000
        print(f"{seconds * 1e6:6.2f} µs  {source}")
    expression = compile_expression(LONGEST, {"事项": ITEM})
    for length in (50, 100, 200, 10_000):
        many = {"事项": SimpleNamespace(basis=basis[:1] * length)}
        begin = timeit.default_timer()
        try:
            outcome = expression.evaluate(many)
        except BudgetExceeded:
            outcome = "停下"
        print(f"{(timeit.default_timer() - begin) * 1e3:6.1f} ms  {length} × {length}: {outcome}")


if __name__ == "__main__":
    main()
