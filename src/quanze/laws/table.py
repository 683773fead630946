"""The law table: a read-only SQLite file of facts, opened without reading it whole."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from quanze.citation.acting_level import tenor
from quanze.citation.law import Law, LawVersion, Repeal, Structure, in_force, status
from quanze.citation.paragraphs import paragraph as one_paragraph
from quanze.laws import schema
from quanze.laws.error import LawTableError
from quanze.laws.key import title_key
from quanze.laws.moved import unpack_moves
from quanze.laws.nearest import TitleIndex
from quanze.laws.number import number_key
from quanze.laws.pack import unpack
from quanze.laws.wording import unpack_marks, unpack_tenors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Self

    from quanze.citation.acting_level import Tenor
    from quanze.citation.law import Place, Standing
    from quanze.citation.rank import Rank
    from quanze.laws.wording import Marks, Tenors

T = TypeVar("T")
_REBUILD = "请重新安装 quanze，或者用 quanze laws build 重建法规表"
_VERSION_COLUMNS = (
    "law_id, title, promulgated, adopted, effective, since, since_sure, "
    "articles, last_article, gaps, complete, annex_items"
)


class LawTable:
    """Facts about laws, found by title, short name, former title and document number.

    Safe to use from several threads and after a fork: every thread of every process reads through a
    connection of its own. What was looked up once is kept. A damaged table raises LawTableError.
    """

    def __init__(self, path: Path, text_path: Path | None, metadata: Mapping[str, str]) -> None:
        self.path = path
        self.text_path = text_path
        self.metadata = metadata
        self._local = threading.local()
        self._law = lru_cache(maxsize=8192)(self._read_law)
        self._law_of_name = lru_cache(maxsize=16384)(self._find)
        self._structure = lru_cache(maxsize=512)(self._read_structure)
        self._tenors = lru_cache(maxsize=512)(self._read_tenors)
        self._marks = lru_cache(maxsize=64)(self._read_marks)
        self._text = lru_cache(maxsize=4096)(self._read_text)
        self._nearest = lru_cache(maxsize=4096)(self._find_nearest)
        self._titles: TitleIndex | None = None

    @classmethod
    def open(cls, path: Path | None = None, text_path: Path | None = None) -> Self:
        """Open a table (None = the shipped one), with a file of article texts when given.

        Raises LawTableError when a file is not there, damaged, of another kind, or of another version.
        """
        path = path or schema.shipped_table()
        metadata = _metadata(path, "facts")
        if text_path is not None:
            _metadata(text_path, "text")
        return cls(path, text_path, metadata)

    def __reduce__(self) -> tuple[object, ...]:
        return (LawTable.open, (self.path, self.text_path))

    @property
    def has_text(self) -> bool:
        """Whether article texts are attached."""
        return self.text_path is not None

    @property
    def cut_off(self) -> date | None:
        """The day up to which the newest text in the table was collected."""
        return _date(self.metadata.get("cut_off"))

    @property
    def cut_offs(self) -> dict[str, date]:
        """The days up to which texts were collected, by rank and by rank/region (地方性法规/河南省)."""
        written: dict[str, str] = json.loads(self.metadata.get("cut_offs", "{}"))
        return {name: date.fromisoformat(day) for name, day in written.items()}

    @property
    def counts(self) -> dict[str, int]:
        """How many laws, laws known only as repealed, versions and articles the table has."""
        counts: dict[str, int] = json.loads(self.metadata.get("counts", "{}"))
        return counts

    def find(self, title: str, number: str | None = None) -> Law | None:
        """Return the law of a title, short name or former title, else of a document number."""
        return self._law_of_name(title, number)

    def in_force(self, title: str, as_of: date) -> LawVersion | None:
        """Return the text of a law in force on a day; None when there is none or it is not known."""
        return in_force(self, title, as_of)

    def status(self, title: str, as_of: date) -> Standing:
        """Return what a law is on a day; unknown for a law that is not in the table."""
        return status(self, title, as_of)

    def structure(self, version: LawVersion) -> Structure:
        """Return the articles of a text."""
        return self._structure(version.law_id)

    def has_article(self, version: LawVersion, article: int, sub: int = 0) -> bool:
        """Say whether a text has 第 article 条 (之 sub)."""
        return self._structure(version.law_id).has(article, sub)

    def text(self, version: LawVersion, article: int, sub: int = 0) -> str | None:
        """Return the text of an article; None without attached texts or such an article."""
        return self._text(version.law_id, article, sub) if self.text_path is not None else None

    def tenor(self, version: LawVersion, article: int, sub: int = 0, paragraph: int | None = None) -> Tenor | None:
        """Return what an article, or one paragraph of it, says of who acts; None when the table does not know."""
        if self.text_path is not None:
            text = self._text(version.law_id, article, sub)
            words = one_paragraph(text, paragraph) if text is not None else ""
            return tenor(words) if words else None
        return self._tenors(version.law_id).get((article, sub, paragraph or 0))

    def marks(self, version: LawVersion) -> Mapping[Place, frozenset[int]]:
        """Return the marks of the sentences of every article; {} when the table has none of this text."""
        return self._marks(version.law_id)

    def nearest(self, title: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        """Return the titles most like a title with their likeness 70–100, best first."""
        return self._nearest(title, limit)

    def moved(self, older: LawVersion, newer: LawVersion) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Return where articles of an older text stand in a newer one, as (article, sub); {} when not known."""
        query = "SELECT articles FROM moved WHERE law_id=? AND target=?"
        found = self._rows(query, (older.law_id, newer.law_id))
        return unpack_moves(found[0][0]) if found else {}

    def repealed_by(self, title: str) -> tuple[str, ...]:
        """Return the titles of the laws that a law repeals, in the order of their keys."""
        law = self.find(title)
        query = "SELECT DISTINCT law.title FROM repeal JOIN law ON law.id=repeal.law WHERE repeal.by=? ORDER BY law.id"
        return tuple(row[0] for row in self._rows(query, (law.title,))) if law is not None else ()

    def laws(self) -> Iterator[Law]:
        """Yield every law of the table in the order of its keys."""
        for (number,) in self._rows("SELECT id FROM law ORDER BY id", ()):
            yield self._read_law(number)

    def close(self) -> None:
        """Close this thread's connections."""
        for connection in getattr(self._local, "connections", {}).values():
            connection.close()
        self._local.__dict__.clear()

    def _find(self, title: str, number: str | None) -> Law | None:
        key = title_key(title) if title else ""
        found = self._rows("SELECT law FROM name WHERE key=?", (key,)) if key else []
        if not found and number:
            found = self._rows("SELECT law FROM number WHERE key=?", (number_key(number) or "",))
        return self._law(found[0][0]) if found else None

    def _read_law(self, number: int) -> Law:
        row = self._rows(
            "SELECT key, title, rank, rank_sure, region, issuer, number, ended, cut_off FROM law WHERE id=?", (number,)
        )[0]
        title: str = row[1]
        rank: Rank | None = row[2]
        versions = self._rows(f"SELECT {_VERSION_COLUMNS} FROM version WHERE law=? ORDER BY place", (number,))  # noqa: S608
        repeals = self._rows("SELECT by, by_article, day FROM repeal WHERE law=? ORDER BY place", (number,))
        return Law(
            key=row[0],
            title=title,
            rank=rank,
            rank_sure=bool(row[3]),
            region=row[4],
            issuer=row[5],
            number=row[6],
            versions=tuple(_version(title, columns) for columns in versions),
            repeals=tuple(Repeal(by, article, _date(day)) for by, article, day in repeals),
            ended=row[7],
            cut_off=_date(row[8]),
        )

    def _read_structure(self, law_id: str) -> Structure:
        found = self._rows("SELECT articles FROM structure WHERE law_id=?", (law_id,))
        try:
            return Structure(unpack(found[0][0]) if found else {})
        except IndexError as failure:
            raise LawTableError(f"法规表损坏: {self.path.name}。{_REBUILD}") from failure

    def _read_tenors(self, law_id: str) -> Tenors:
        found = self._rows("SELECT tenors FROM wording WHERE law_id=?", (law_id,))
        return self._unpacked(unpack_tenors, law_id, found[0][0]) if found else {}

    def _read_marks(self, law_id: str) -> Marks:
        found = self._rows("SELECT marks FROM wording WHERE law_id=?", (law_id,))
        return self._unpacked(unpack_marks, law_id, found[0][0]) if found else {}

    def _unpacked(self, unpacking: Callable[[Iterable[Place], bytes], T], law_id: str, packed: bytes) -> T:
        try:
            return unpacking(sorted(self._structure(law_id).articles()), packed)
        except IndexError as failure:
            raise LawTableError(f"法规表损坏: {self.path.name}。{_REBUILD}") from failure

    def _read_text(self, law_id: str, article: int, sub: int) -> str | None:
        query = "SELECT text FROM text WHERE law_id=? AND article=? AND sub=?"
        found = self._rows(query, (law_id, article, sub), texts=True)
        return found[0][0] if found else None

    def _find_nearest(self, title: str, limit: int) -> tuple[tuple[str, float], ...]:
        if self._titles is None:
            rows = self._rows("SELECT key, title FROM law ORDER BY id", ())
            self._titles = TitleIndex((key, title) for key, title in rows)
        return self._titles.nearest(title, limit)

    def _rows(self, query: str, values: tuple[object, ...], *, texts: bool = False) -> list[sqlite3.Row]:
        try:
            return self._connection(texts=texts).execute(query, values).fetchall()
        except sqlite3.DatabaseError as failure:
            raise LawTableError(f"法规表损坏: {self.path.name}。{_REBUILD}") from failure

    def _connection(self, *, texts: bool) -> sqlite3.Connection:
        owner = os.getpid()
        if getattr(self._local, "owner", None) != owner:
            self._local.owner, self._local.connections = owner, {}
        connections: dict[bool, sqlite3.Connection] = self._local.connections
        if texts not in connections:
            path = self.text_path if texts and self.text_path is not None else self.path
            connections[texts] = connect(path)
        return connections[texts]


def connect(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes: no lock, no journal, pages read when they are needed."""
    uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False, cached_statements=32)


def _metadata(path: Path, kind: str) -> dict[str, str]:
    """Read and check what a file says of itself."""
    name = path.name
    if not path.is_file():
        raise LawTableError(f"找不到法规表: {path}。{_REBUILD}")
    try:
        connection = connect(path)
        try:
            written = connection.execute("PRAGMA user_version").fetchone()[0]
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            metadata = dict(connection.execute("SELECT key, value FROM meta")) if application else {}
        finally:
            connection.close()
    except sqlite3.DatabaseError as failure:
        raise LawTableError(f"法规表损坏或者不是法规表: {name}。{_REBUILD}") from failure
    if application != schema.APPLICATION_ID or metadata.get("kind") != kind:
        raise LawTableError(f"不是{'法规表' if kind == 'facts' else '法规全文文件'}: {name}。{_REBUILD}")
    if written != schema.SCHEMA_VERSION:
        age = "较旧" if written < schema.SCHEMA_VERSION else "较新"
        form = f"格式 {written}, 需要 {schema.SCHEMA_VERSION}"
        raise LawTableError(f"法规表 {name} 由{age}的 quanze 建立 ({form})。{_REBUILD}")
    return metadata


def _version(law_title: str, columns: sqlite3.Row) -> LawVersion:
    law_id, title, promulgated, adopted, effective, since, sure, articles, last, gaps, complete, annex = columns
    return LawVersion(
        law_id=law_id,
        title=title or law_title,
        promulgated=_date(promulgated),
        adopted=_date(adopted),
        effective=_date(effective),
        since=_date(since),
        since_sure=bool(sure),
        articles=articles,
        last_article=last,
        gaps=tuple(map(int, gaps.split(","))) if gaps else (),
        complete=bool(complete),
        annex_items=annex,
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
