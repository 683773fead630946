"""Reading the collected facts about laws (jsonl, jsonl.xz) into typed records."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO, cast

from quanze.laws.error import LawTableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanze.laws.pack import Articles

LAWS, REPEALS, STRUCTURE, ARTICLES = "laws.jsonl", "repeals.jsonl", "structure.jsonl.xz", "articles.jsonl.xz"

#: How a closing article ends a law: what is missing after it is missing from the law.
_CLOSING = re.compile(
    r"自.{0,40}(?:施行|实施|生效|执行|实行)|(?:同时|即行|停止)(?:废止|失效|执行|施行)|负责解释|由.{2,30}解释"
)


@dataclass(frozen=True, slots=True)
class LawFact:
    """One collected text of a law, as the source records it; dates as it writes them."""

    law_id: str
    title: str
    aliases: tuple[str, ...]
    rank: str
    rank_sure: bool
    region: str | None
    issuer: str | None
    number: str | None
    promulgated: date | None
    effective: date | None
    adopted: date | None
    status: str
    superseded: bool
    repealed_by: str | None
    repealed_on: date | None
    last_article: int
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RepealFact:
    """One statement of a closing article that another law is repealed."""

    repealed: str
    by: str
    by_article: int | None
    on: date | None
    context: str
    of_itself: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything collected: texts, repeal statements, articles, and the files they came from.

    `unclosed` are the texts whose end is missing; `sources` = file name → SHA-256.
    """

    laws: tuple[LawFact, ...]
    repeals: tuple[RepealFact, ...]
    structures: dict[str, Articles]
    unclosed: frozenset[str] = frozenset()
    sources: dict[str, str] = field(default_factory=dict)


def read_facts(source: Path) -> Facts:
    """Read a directory of facts. Raises LawTableError naming the file and line that cannot be read."""
    for name in (LAWS, REPEALS, STRUCTURE):
        if not (source / name).is_file():
            raise LawTableError(f"建表缺少文件: {source.name}/{name}。请给出含 {LAWS}、{REPEALS}、{STRUCTURE} 的目录")
    names = [name for name in (LAWS, REPEALS, STRUCTURE, ARTICLES) if (source / name).is_file()]
    return Facts(
        laws=tuple(_law(row) for row in rows(source / LAWS)),
        repeals=tuple(_repeal(row) for row in rows(source / REPEALS)),
        structures=_structures(source / STRUCTURE),
        unclosed=_unclosed(source / ARTICLES),
        sources={name: hashlib.sha256((source / name).read_bytes()).hexdigest() for name in names},
    )


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of a jsonl file, compressed when it ends in .xz."""
    number = 0
    try:
        with _open_text(path) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _object(line, path, number)
    except (UnicodeDecodeError, lzma.LZMAError, EOFError) as failure:
        raise LawTableError(f"{path.name} 第 {number + 1} 行附近读不出：文件不完整或者不是 UTF-8 文本") from failure


def _open_text(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return TextIOWrapper(lzma.open(path), encoding="utf-8")
    return path.open(encoding="utf-8")


def _object(line: str, path: Path, number: int) -> dict[str, object]:
    try:
        row = json.loads(line)
    except ValueError as failure:
        raise LawTableError(f"{path.name} 第 {number} 行不是合法的 JSON") from failure
    if not isinstance(row, dict):
        raise LawTableError(f"{path.name} 第 {number} 行不是一个对象")
    return row


def _law(row: dict[str, object]) -> LawFact:
    return LawFact(
        law_id=_text(row, "id") or "",
        title=" ".join((_text(row, "title") or "").split()),
        aliases=tuple(str(alias) for alias in _list(row, "aliases")),
        rank=_text(row, "rank") or "",
        rank_sure=bool(row.get("rank_sure", True)),
        region=_text(row, "region"),
        issuer=_text(row, "issuer"),
        number=_text(row, "number"),
        promulgated=_day(row, "promulgated"),
        effective=_day(row, "effective"),
        adopted=_day(row, "version"),
        status=_text(row, "status") or "未知",
        superseded=bool(row.get("superseded")),
        repealed_by=_text(row, "repealed_by"),
        repealed_on=_day(row, "repealed_on"),
        last_article=_number(row, "last_article") or 0,
        gaps=tuple(int(str(gap)) for gap in _list(row, "gaps")),
    )


def _repeal(row: dict[str, object]) -> RepealFact:
    return RepealFact(
        repealed=_text(row, "repealed") or "",
        by=" ".join((_text(row, "by") or "").split()),
        by_article=_number(row, "by_article"),
        on=_day(row, "date"),
        context=_text(row, "context") or "",
        of_itself=bool(row.get("self")),
    )


def _structures(path: Path) -> dict[str, Articles]:
    structures: dict[str, Articles] = {}
    for row in rows(path):
        articles = structures.setdefault(_text(row, "law_id") or "", {})
        place = (_number(row, "article") or 0, _number(row, "sub") or 0)
        articles[place] = tuple(int(str(count)) for count in _list(row, "items"))
    return structures


def _unclosed(path: Path) -> frozenset[str]:
    """Return the texts of which no article closes the law: their end was lost when they were collected."""
    if not path.is_file():
        return frozenset()
    seen: set[str] = set()
    closed: set[str] = set()
    for row in rows(path):
        law_id = _text(row, "law_id") or ""
        seen.add(law_id)
        if law_id not in closed and _CLOSING.search(_text(row, "text") or ""):
            closed.add(law_id)
    return frozenset(seen - closed)


def _text(row: dict[str, object], key: str) -> str | None:
    value = row.get(key)
    return str(value) if value is not None and value != "" else None


def _number(row: dict[str, object], key: str) -> int | None:
    value = row.get(key)
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else None


def _list(row: dict[str, object], key: str) -> list[object]:
    value = row.get(key)
    return cast("list[object]", value) if isinstance(value, list) else []


def _day(row: dict[str, object], key: str) -> date | None:
    value = _text(row, key)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
