"""A list's own 法规补充: laws the shipped table lacks, laid over it.

The register (data/registers/法规补充.yaml):

    登记册: 法规补充
    条目:
      - 名称: 示例市城市绿化条例        # the full title; required
        别名: [绿化条例]                # other names it is cited by
        位阶: 地方性法规                # required
        地区: 示例省
        机关: 示例市人民代表大会常务委员会
        文号: 示例市人大常委会公告第9号
        公布: 2015-03-01
        施行: 2015-05-01
        版本: 2021-07-30               # the day, or the year (2021年修正), of the text meant
        状态: 现行有效                  # or 已废止, 已失效, 尚未施行
        废止日期: 2026-01-01
        废止依据: 示例市园林绿化条例     # what repeals it
        取代: [示例市绿化管理办法]       # what it repeals, from 施行 on
        末条: 48                       # the number of its last article
        条文: {第三条: ……}              # the text of articles, against which quotations are checked

The same keys stand in each line of a jsonl file. Two entries of one title are two texts of one law.
An entry wins over the shipped table; where the two disagree, the disagreement is returned as a value.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from quanze.absent import is_absent
from quanze.citation.acting_level import tenor
from quanze.citation.law import Law, LawVersion, Repeal, Structure, in_force, status
from quanze.citation.paragraphs import items
from quanze.citation.paragraphs import paragraph as one_paragraph
from quanze.citation.parse import parse_references
from quanze.citation.rank import RANKS
from quanze.citation.stated import stated_text
from quanze.laws import timeline
from quanze.laws.error import LawTableError
from quanze.laws.key import title_key
from quanze.laws.nearest import TitleIndex
from quanze.laws.number import number_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from quanze.citation.acting_level import Tenor
    from quanze.citation.law import Place, Standing
    from quanze.citation.rank import Rank
    from quanze.laws.table import LawTable
    from quanze.model.register import LocalLaw

_ENDED = frozenset(("已废止", "已失效"))
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """One entry of 法规补充; the fields are those of the register, `last_article` ≥ 1 or None."""

    title: str
    rank: Rank | None
    aliases: tuple[str, ...] = ()
    region: str | None = None
    issuer: str | None = None
    number: str | None = None
    promulgated: date | None = None
    effective: date | None = None
    version: str | None = None
    status: str | None = None
    repealed_on: date | None = None
    repealed_by: str | None = None
    replaces: tuple[str, ...] = ()
    last_article: int | None = None
    articles: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where an entry and the shipped table disagree: the field (as in the register) and both values."""

    title: str
    field: str
    own: str
    table: str

    @property
    def message(self) -> str:
        """The disagreement in one Chinese sentence."""
        return f"《{self.title}》的{self.field}：法规补充写“{self.own}”，法规表是“{self.table}”，以法规补充为准，请核对"


def own_law(record: LocalLaw) -> OwnLaw | None:
    """Return a record of the register as an entry; None when its title could not be read."""
    if is_absent(record.title) or not title_key(record.title):
        return None
    return OwnLaw(
        title=record.title,
        rank=next((rank for rank in RANKS if rank == _read(record.rank)), None),
        aliases=_read(record.aliases) or (),
        region=_read(record.region),
        issuer=_read(record.issuer),
        number=_read(record.number),
        promulgated=_read(record.promulgated),
        effective=_read(record.effective),
        version=_read(record.version),
        status=_read(record.status),
        repealed_on=_read(record.repealed_on),
        repealed_by=_read(record.repealed_by),
        replaces=_read(record.replaces) or (),
        last_article=_read(record.last_article),
        articles=tuple((_read(record.articles) or {}).items()),
    )


def _read(value: T) -> T | None:
    return None if is_absent(value) else value


def register_of_jsonl(path: Path) -> dict[str, object]:
    """Read a jsonl file into the tree of the register. Raises LawTableError naming the line."""
    entries: list[object] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise LawTableError(f"读不出 {path.name}：不是 UTF-8 文本文件") from failure
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError as failure:
            raise LawTableError(f"{path.name} 第 {number} 行不是合法的 JSON") from failure
        if not isinstance(entry, dict):
            raise LawTableError(f"{path.name} 第 {number} 行不是一个对象，应为一条法规")
        entries.append({str(key): _as_text(value) for key, value in entry.items() if value is not None})
    return {"登记册": "法规补充", "条目": entries}


def _as_text(value: object) -> object:
    """Return a JSON value as the YAML reader gives it: scalars as text."""
    if isinstance(value, list):
        return [_as_text(element) for element in value]
    return value if isinstance(value, (str, dict)) else json.dumps(value, ensure_ascii=False)


def supplement(table: LawTable, entries: Iterable[OwnLaw]) -> tuple[SupplementedTable, tuple[Conflict, ...]]:
    """Lay entries over a table; return the result and every disagreement, in the order of the entries."""
    grouped: dict[str, list[OwnLaw]] = {}
    for entry in entries:
        grouped.setdefault(title_key(entry.title), []).append(entry)
    conflicts: list[Conflict] = []
    laws: dict[str, Law] = {}
    structures: dict[str, int] = {}
    articles: dict[str, dict[tuple[int, int], str]] = {}
    names: dict[str, str] = {}
    for key, texts in grouped.items():
        shipped = table.find(texts[-1].title)
        conflicts.extend(_conflicts(texts, shipped))
        laws[key] = _merged(key, texts, shipped, structures)
        for number, entry in enumerate(texts):
            articles[_law_id(key, number)] = _texts(entry)
        for name in (key, *(title_key(alias) for entry in texts for alias in entry.aliases)):
            names.setdefault(name, key)
        if shipped is not None:
            names.setdefault(shipped.key, key)
    _add_replaced(table, grouped, laws, names)
    return SupplementedTable(table, laws, names, structures, articles), tuple(conflicts)


def _texts(entry: OwnLaw) -> dict[tuple[int, int], str]:
    """Return the texts of an entry by (article, sub); a key that names no article is left out."""
    found: dict[tuple[int, int], str] = {}
    for written, text in entry.articles:
        for reference in parse_references(written).items[:1]:
            if reference.article is not None:
                found[reference.article, reference.sub or 0] = text
    return found


def _law_id(key: str, number: int) -> str:
    return f"own-{hashlib.sha256(f'{key}/{number}'.encode()).hexdigest()[:12]}"


def _merged(key: str, entries: list[OwnLaw], shipped: Law | None, structures: dict[str, int]) -> Law:
    """Return the law of one title: the shipped one with the texts of the entries laid over it."""
    newest = entries[-1]
    collected = shipped.versions if shipped is not None else ()
    known = {version.dated for version in collected}
    own = [_version(key, number, entry) for number, entry in enumerate(entries)]
    versions = [v for v in own if v.last_article or not collected or (v.dated is not None and v.dated not in known)]
    structures.update((version.law_id, version.last_article) for version in versions)
    days = {version.dated for version in versions}
    kept = [version for version in collected if version.dated not in days]
    repeals = [
        Repeal(entry.repealed_by or "", None, entry.repealed_on) for entry in entries if entry.repealed_on is not None
    ]
    if shipped is not None and newest.status != "现行有效" and not repeals:
        repeals = list(shipped.repeals)
    return Law(
        key=key,
        title=newest.title,
        rank=newest.rank or (shipped.rank if shipped else None),
        region=newest.region or (shipped.region if shipped else None),
        issuer=newest.issuer or (shipped.issuer if shipped else None),
        number=newest.number or (shipped.number if shipped else None),
        versions=timeline.in_order([*kept, *versions]),
        repeals=tuple(repeals),
        ended=newest.status if newest.status in _ENDED and not repeals else "",
        own=True,
    )


def _version(key: str, number: int, entry: OwnLaw) -> LawVersion:
    adopted = _adopted(entry)
    since, sure = timeline.since(adopted, entry.promulgated, entry.effective)
    if entry.status == "尚未施行" and entry.effective is None:
        since = date.max
    return LawVersion(
        law_id=_law_id(key, number),
        title=entry.title,
        promulgated=entry.promulgated,
        adopted=adopted,
        effective=entry.effective,
        since=since,
        since_sure=sure,
        articles=entry.last_article or 0,
        last_article=entry.last_article or 0,
    )


def _adopted(entry: OwnLaw) -> date | None:
    """Return the day of the text meant: 版本 as a day, or the first day of its year; else 公布."""
    written = (entry.version or "").strip()
    try:
        return date.fromisoformat(written)
    except ValueError:
        stated = stated_text(written)
    if stated is None or (entry.promulgated is not None and stated.year <= entry.promulgated.year):
        return entry.promulgated
    return date(stated.year, stated.month or 1, 1)


def _conflicts(entries: list[OwnLaw], shipped: Law | None) -> Iterator[Conflict]:
    """Yield where the entries of a title and the shipped law disagree."""
    if shipped is None:
        return
    title = entries[-1].title
    for name, own, table in (*_of_the_law(entries[-1], shipped), *_of_the_texts(entries, shipped)):
        if own != table:
            yield Conflict(title, name, str(own), str(table))


def _of_the_law(newest: OwnLaw, shipped: Law) -> Iterator[tuple[str, object, object]]:
    """Yield (field, own, table) of what both say of the law as a whole."""
    if newest.rank is not None and shipped.rank is not None and shipped.rank_sure:
        yield "位阶", newest.rank, shipped.rank
    own, table = number_key(newest.number or ""), number_key(shipped.number or "")
    if own is not None and table is not None and own != table:
        yield "文号", newest.number, shipped.number
    repealed = next((repeal.on for repeal in shipped.repeals if repeal.on is not None), None)
    if repealed is not None and newest.status == "现行有效":
        yield "状态", newest.status, f"自 {repealed.isoformat()} 起废止"
    if repealed is not None and newest.repealed_on is not None:
        yield "废止日期", newest.repealed_on, repealed


def _of_the_texts(entries: list[OwnLaw], shipped: Law) -> Iterator[tuple[str, object, object]]:
    """Yield (field, own, table) of what both say of a text of the same day."""
    by_day = {version.adopted: version for version in shipped.versions if version.adopted is not None}
    for entry in entries:
        adopted = _adopted(entry)
        same = by_day.get(adopted) if adopted is not None else None
        if same is not None and entry.last_article is not None:
            yield "末条", entry.last_article, same.last_article
        if same is not None and same.since_sure and entry.effective is not None:
            yield "施行", entry.effective, same.since


def _add_replaced(
    table: LawTable, grouped: Mapping[str, list[OwnLaw]], laws: dict[str, Law], names: dict[str, str]
) -> None:
    """Enter what the entries repeal (取代)."""
    for entry in (entry for entries in grouped.values() for entry in entries):
        for title in entry.replaces:
            key = title_key(title)
            law = laws.get(names.get(key, key)) or table.find(title)
            law = law or Law(key, title, None, rank_sure=False)
            repeal = Repeal(entry.title, None, entry.effective or entry.promulgated)
            laws[law.key] = replace(law, repeals=(*law.repeals, repeal))
            names.setdefault(key, law.key)
            names.setdefault(law.key, law.key)


class SupplementedTable:
    """The shipped table with a list's own laws over it; answers like the table."""

    def __init__(
        self,
        table: LawTable,
        laws: Mapping[str, Law],
        names: Mapping[str, str],
        structures: Mapping[str, int],
        articles: Mapping[str, Mapping[tuple[int, int], str]],
    ) -> None:
        self.table = table
        self.own = laws
        self._names = names
        self._structures = structures
        self._articles = articles
        self._numbers = {number_key(law.number): key for key, law in laws.items() if law.own and law.number}
        self._titles = TitleIndex((title_key(law.title), law.title) for law in laws.values())

    @property
    def has_text(self) -> bool:
        """Whether article texts are there: attached to the shipped table, or of a law of the list's own."""
        return self.table.has_text or any(self._articles.values())

    def find(self, title: str, number: str | None = None) -> Law | None:
        """Return the law of a title or name, else of a document number; own laws first."""
        key = self._names.get(title_key(title)) if title else None
        if key is not None:
            return self.own[key]
        found = self.table.find(title) if title else None
        if found is None and number:
            own = self._numbers.get(number_key(number))
            found = self.own[own] if own is not None and number_key(number) else self.table.find("", number)
        return found if found is None else self.own.get(found.key, found)

    def in_force(self, title: str, as_of: date) -> LawVersion | None:
        """Return the text of a law in force on a day; None when there is none or it is not known."""
        return in_force(self, title, as_of)

    def status(self, title: str, as_of: date) -> Standing:
        """Return what a law is on a day; unknown for a law that is in neither."""
        return status(self, title, as_of)

    def structure(self, version: LawVersion) -> Structure:
        """Return the articles of a text; of an own law only their numbers, and the paragraphs of what is in lines."""
        last = self._structures.get(version.law_id)
        if last is None:
            return self.table.structure(version)
        texts = self._articles.get(version.law_id, {}).items()
        written = {place: items(text) for place, text in texts if "\n" in text.strip()}
        return Structure({(number, 0): () for number in range(1, last + 1)} | written)

    def nearest(self, title: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        """Return the titles most like a title with their likeness 70–100, best first."""
        both = dict(self.table.nearest(title, limit)) | dict(self._titles.nearest(title, limit))
        return tuple(sorted(both.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])

    def text(self, version: LawVersion, article: int, sub: int = 0) -> str | None:
        """Return the text of an article, None where there is none."""
        own = self._articles.get(version.law_id)
        return self.table.text(version, article, sub) if own is None else own.get((article, sub))

    def tenor(self, version: LawVersion, article: int, sub: int = 0, paragraph: int | None = None) -> Tenor | None:
        """Return what an article, or one paragraph of it, says of who acts; None when that is not known."""
        own = self._articles.get(version.law_id)
        if own is None:
            return self.table.tenor(version, article, sub, paragraph)
        words = one_paragraph(own.get((article, sub), ""), paragraph)
        return tenor(words) if words else None

    def marks(self, version: LawVersion) -> Mapping[Place, frozenset[int]]:
        """Return the marks of the sentences of every article of a text of the shipped table."""
        return {} if version.law_id in self._articles else self.table.marks(version)

    def moved(self, older: LawVersion, newer: LawVersion) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Return where articles of an older text stand in a newer one, as (article, sub)."""
        return self.table.moved(older, newer)
