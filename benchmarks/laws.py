"""How long the law table takes to open and a lookup, a near title, and judging a citation take."""

from __future__ import annotations

import timeit
from datetime import date
from time import perf_counter

from quanze.citation.judge import judge
from quanze.citation.parse import parse
from quanze.laws.table import LawTable

TODAY = date(2026, 11, 22)
TEXTS = (
    "《中华人民共和国行政许可法》第三十条",
    "【规章】《农药管理条例》第五条",
    "《中华人民共和国环境保护法》第六十条",
    "《全民健身法》第三条",
)


def main() -> None:
    """Print the figures."""
    start = perf_counter()
    table = LawTable.open()
    print(f"{(perf_counter() - start) * 1e3:8.2f} ms  open")
    titles = [law.title for law in LawTable.open().laws()]
    start = perf_counter()
    for title in titles:
        table.find(title)
    print(f"{(perf_counter() - start) / len(titles) * 1e6:8.2f} µs  first lookup of each of {len(titles)} titles")
    print(f"{_each(lambda: table.find('中华人民共和国行政许可法')):8.2f} µs  lookup again")
    print(f"{_each(lambda: table.status('中华人民共和国行政许可法', TODAY)):8.2f} µs  status on a day")
    start = perf_counter()
    table.nearest("示例市城市绿化管理办法")
    print(f"{(perf_counter() - start) * 1e3:8.2f} ms  first near title (builds the index)")
    for text in TEXTS:
        citation = parse(text)[0]
        print(f"{_each(lambda c=citation: judge(c, TODAY, table)):8.2f} µs  {text}")


def _each(work: object, number: int = 5_000) -> float:
    return min(timeit.repeat(work, number=number, repeat=5)) / number * 1e6  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
