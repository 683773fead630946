"""Building the law table from collected facts: the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze import __version__
from quanze.atomic import write_atomically
from quanze.citation.law import FOLLOWED
from quanze.laws import schema
from quanze.laws.error import LawTableError
from quanze.laws.facts import ARTICLES, read_facts, rows
from quanze.laws.families import Families, families_of
from quanze.laws.moved import moves, pack_moves, pairs
from quanze.laws.pack import pack
from quanze.laws.verify import write_checksum
from quanze.laws.wording import pack_marks, pack_tenors
from quanze.text import words_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from quanze.citation.law import Law, LawVersion
    from quanze.laws.facts import Facts
    from quanze.laws.moved import Texts

#: The library writes its own version number at these places of the header; we write a fixed one.
_LIBRARY_VERSION_AT, _LIBRARY_VERSION = 96, (3_040_000).to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote: paths, sizes in bytes, SHA-256, counts, cut-off dates, oddities (Chinese)."""

    table: Path
    size: int
    sha256: str
    laws: int
    versions: int
    articles: int
    repealed: int
    names: int
    cut_offs: dict[str, date]
    sources: dict[str, str]
    oddities: tuple[str, ...]
    text_table: Path | None = None
    text_size: int = 0


def text_path(target: Path) -> Path:
    """Return where the file of article texts of a table lies: beside it, with -text in its name."""
    return target.with_name(f"{target.stem}-text{target.suffix}")


def build(source: Path, target: Path, *, with_text: bool = False) -> BuildReport:
    """Build the table of facts at `target` from a directory of facts, and its file of texts when asked.

    The table holds no law text. Raises LawTableError when a source is missing or cannot be read.
    """
    facts = read_facts(source)
    families = families_of(facts)
    texts = _texts(source) if (source / ARTICLES).is_file() else {}
    if with_text and not texts:
        raise LawTableError(f"没有 {ARTICLES}, 不能附全文。请去掉 --with-text 或者补上这个文件")
    _write(target, schema.FACTS_TABLES, lambda database: _fill(database, families, facts, texts))
    text_table = text_path(target) if with_text else None
    if text_table is not None:
        _write(text_table, schema.TEXT_TABLES, lambda database: _fill_texts(database, source, facts))
    return _report(target, families, facts, text_table)


def _write(target: Path, tables: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Fill a new database in memory, put it in place in one step, and its checksum beside it."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        schema.prepare(database, tables)
        database.execute("BEGIN")
        fill(database)
        database.execute("COMMIT")
        database.execute("VACUUM")
        content = bytearray(database.serialize())
    finally:
        database.close()
    content[_LIBRARY_VERSION_AT : _LIBRARY_VERSION_AT + 4] = _LIBRARY_VERSION
    write_atomically(target, bytes(content))
    write_checksum(target, bytes(content))


def _fill(database: sqlite3.Connection, families: Families, facts: Facts, texts: dict[str, Texts]) -> None:
    ids = {key: number for number, key in enumerate(sorted(families.laws), 1)}
    names = {key: (key, "题名") for key in ids} | families.names
    database.executemany("INSERT INTO meta VALUES(?,?)", sorted(_metadata(families, facts).items()))
    database.executemany(
        "INSERT INTO law VALUES(?,?,?,?,?,?,?,?,?,?)",
        ([ids[key], *_law_row(families.laws[key])] for key in ids),
    )
    database.executemany(
        "INSERT INTO name VALUES(?,?,?)", ([name, ids[key], kind] for name, (key, kind) in sorted(names.items()))
    )
    database.executemany(
        "INSERT INTO number VALUES(?,?)", ([number, ids[key]] for number, key in sorted(families.numbers.items()))
    )
    for key, number in ids.items():
        law = families.laws[key]
        for place, version in enumerate(law.versions):
            row = [number, place, *_version_row(law, version)]
            database.execute(f"INSERT INTO version VALUES({','.join('?' * len(row))})", row)
        for place, repeal in enumerate(law.repeals):
            row = [number, place, repeal.by, repeal.by_article, _day(repeal.on)]
            database.execute("INSERT INTO repeal VALUES(?,?,?,?,?)", row)
    kept = sorted(version.law_id for law in families.laws.values() for version in law.versions)
    database.executemany(
        "INSERT INTO structure VALUES(?,?)", ([law_id, pack(facts.structures.get(law_id, {}))] for law_id in kept)
    )
    database.executemany("INSERT INTO moved VALUES(?,?,?)", sorted(_moved(families, _words(texts))))
    database.executemany("INSERT INTO wording VALUES(?,?,?)", sorted(_wording(families, facts, texts)))


def _law_row(law: Law) -> list[object]:
    cut_off = _day(law.cut_off)
    return [law.key, law.title, law.rank, int(law.rank_sure), law.region, law.issuer, law.number, law.ended, cut_off]


def _version_row(law: Law, version: LawVersion) -> list[object]:
    title = version.title if version.title != law.title else None
    days = [_day(d) for d in (version.promulgated, version.adopted, version.effective, version.since)]
    gaps = ",".join(map(str, version.gaps)) or None
    numbers = [int(version.since_sure), version.articles, version.last_article]
    return [version.law_id, title, *days, *numbers, gaps, int(version.complete), version.annex_items]


def _moved(families: Families, texts: dict[str, Texts]) -> Iterator[tuple[str, str, bytes]]:
    keys = {law.title: key for key, law in families.laws.items()}
    owner = {version.law_id: key for key, law in families.laws.items() for version in law.versions}
    for older, newer in pairs(families.laws, keys):
        if older in texts and newer in texts:
            found = moves(texts[older], texts[newer], same_law=owner[older] == owner[newer])
            if found:
                yield older, newer, pack_moves(found)


def _wording(families: Families, facts: Facts, texts: dict[str, Texts]) -> Iterator[tuple[str, bytes, bytes]]:
    """Yield what is kept of the wording of the texts that are followed; others may be decades old and prove nothing."""
    for law in families.laws.values():
        for version in law.versions if law.rank in FOLLOWED else ():
            articles = texts.get(version.law_id)
            if articles:
                places = sorted(facts.structures.get(version.law_id, {}))
                yield version.law_id, pack_tenors(places, articles), pack_marks(places, articles)


def _texts(source: Path) -> dict[str, Texts]:
    """Return the text of every article."""
    texts: dict[str, Texts] = {}
    for law_id, article, sub, text in _articles(source):
        texts.setdefault(law_id, {})[article, sub] = text
    return texts


def _words(texts: dict[str, Texts]) -> dict[str, Texts]:
    """Return the wording of every article, without punctuation and white space."""
    return {law_id: {place: words_only(text) for place, text in articles.items()} for law_id, articles in texts.items()}


def _articles(source: Path) -> Iterator[tuple[str, int, int, str]]:
    for row in rows(source / ARTICLES):
        yield str(row["law_id"]), int(str(row["article"])), int(str(row.get("sub") or 0)), str(row["text"])


def _fill_texts(database: sqlite3.Connection, source: Path, facts: Facts) -> None:
    meta = {"kind": "text", "schema": str(schema.SCHEMA_VERSION), "tool": f"quanze {__version__}"}
    meta["sources"] = json.dumps(facts.sources, ensure_ascii=False, sort_keys=True)
    database.executemany("INSERT INTO meta VALUES(?,?)", sorted(meta.items()))
    database.executemany("INSERT OR IGNORE INTO text VALUES(?,?,?,?)", sorted(_articles(source)))


def _metadata(families: Families, facts: Facts) -> dict[str, str]:
    cut_offs = {name: day.isoformat() for name, day in families.cut_offs.items()}
    return {
        "kind": "facts",
        "schema": str(schema.SCHEMA_VERSION),
        "tool": f"quanze {__version__}",
        "cut_off": max(cut_offs.values(), default=""),
        "cut_offs": json.dumps(cut_offs, ensure_ascii=False, sort_keys=True),
        "sources": json.dumps(facts.sources, ensure_ascii=False, sort_keys=True),
        "counts": json.dumps(_counts(families), ensure_ascii=False, sort_keys=True),
    }


def _counts(families: Families) -> dict[str, int]:
    laws = families.laws.values()
    return {
        "laws": sum(bool(law.versions) for law in laws),
        "repealed_only": sum(not law.versions for law in laws),
        "versions": sum(len(law.versions) for law in laws),
        "articles": sum(version.articles for law in laws for version in law.versions),
    }


def _report(target: Path, families: Families, facts: Facts, text_table: Path | None) -> BuildReport:
    counts = _counts(families)
    return BuildReport(
        table=target,
        size=target.stat().st_size,
        sha256=hashlib.sha256(target.read_bytes()).hexdigest(),
        laws=counts["laws"],
        versions=counts["versions"],
        articles=counts["articles"],
        repealed=sum(bool(law.repeals) for law in families.laws.values()),
        names=len(families.laws) + len(families.names),
        cut_offs=families.cut_offs,
        sources=facts.sources,
        oddities=tuple(sorted(families.oddities)),
        text_table=text_table,
        text_size=text_table.stat().st_size if text_table else 0,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
