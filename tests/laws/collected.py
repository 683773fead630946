"""A tiny collection of facts about invented laws, in the form in which real ones are collected."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def law(law_id: str, title: str, **changes: object) -> dict[str, object]:
    """One collected text: an administrative regulation of 2010 with three articles, unless changed."""
    row: dict[str, object] = {
        "id": law_id,
        "title": title,
        "aliases": [],
        "rank": "行政法规",
        "rank_sure": True,
        "region": None,
        "issuer": "国务院",
        "number": None,
        "promulgated": "2010-01-01",
        "effective": "2010-05-01",
        "version": "2010-01-01",
        "status": "未知",
        "superseded": False,
        "repealed_by": None,
        "repealed_on": None,
        "amendments": [],
        "articles": 3,
        "last_article": 3,
        "gaps": [],
    }
    return row | changes


def repeal(repealed: str, by: str, context: str, day: str, **changes: object) -> dict[str, object]:
    """One statement of a closing article."""
    row: dict[str, object] = {
        "repealed": repealed,
        "key": repealed,
        "by": by,
        "by_article": 3,
        "by_version": day,
        "date": day,
        "self": False,
        "context": context,
    }
    return row | changes


def articles_of(law_id: str, *texts: str) -> list[dict[str, object]]:
    """The articles 1, 2, 3 … of a text."""
    return [{"law_id": law_id, "article": n, "sub": 0, "text": text} for n, text in enumerate(texts, 1)]


def write_facts(
    folder: Path,
    laws: list[dict[str, object]],
    repeals: list[dict[str, object]] | None = None,
    articles: list[dict[str, object]] | None = None,
    structure: list[dict[str, object]] | None = None,
) -> Path:
    """Write a directory of facts; without a structure, one paragraph for every article of a text."""
    folder.mkdir(parents=True, exist_ok=True)
    if structure is None:
        structure = [
            {"law_id": row["id"], "article": n, "sub": 0, "paragraphs": 1, "items": [0]}
            for row in laws
            for n in range(1, int(str(row["last_article"])) + 1)
        ]
    _write(folder / "laws.jsonl", laws)
    _write(folder / "repeals.jsonl", repeals or [])
    _write(folder / "structure.jsonl.xz", structure)
    if articles is not None:
        _write(folder / "articles.jsonl.xz", articles)
    return folder


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(lzma.compress(text) if path.suffix == ".xz" else text)
