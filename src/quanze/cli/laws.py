"""quanze laws show | affected | build | verify | add."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from quanze.atomic import write_atomically
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.engine.law_table import open_laws
from quanze.engine.list_citations import cited_in
from quanze.engine.references import read_references
from quanze.engine.settings import Settings, SettingsError, find_root, load_settings
from quanze.exchange.yaml_text import dump
from quanze.laws.affected import affected
from quanze.laws.build import build
from quanze.laws.error import LawTableError
from quanze.laws.own_register import added, rows_of
from quanze.laws.show import NotShown, show
from quanze.laws.supplement import own_law, register_of_jsonl, supplement
from quanze.laws.table import LawTable
from quanze.laws.verify import verify
from quanze.model.register import LawRegister
from quanze.model.validation import first_cause, read_record, sentence
from quanze.source import read

if TYPE_CHECKING:
    import datetime as dt

    from quanze.citation.law import Law, Standing
    from quanze.exchange.yaml_text import Node
    from quanze.laws.supplement import OwnLaw

_STATES = {"in_force": "现行有效", "not_yet": "尚未施行", "repealed": "已废止", "unknown": "无法判断"}
_NAME = "法规补充"
_REGISTER = f"{_NAME}.yaml"


def _settings() -> Settings:
    return load_settings(find_root(Path.cwd()) or Path.cwd())


def _table() -> LawTable:
    try:
        return LawTable.open()
    except LawTableError as error:
        raise SettingsError(str(error)) from None


def run_show(title: str, as_of: str | None, format_: str) -> int:
    """Say what the table knows of a law; exit 1 for one it does not have."""
    day = as_of_date(as_of)
    settings, table = _settings(), _table()
    index = open_laws(settings, read_references(settings, {}, {}).laws).index
    found = show(index, table, title, day)
    if isinstance(found, NotShown):
        absent = {"title": title, "state": "absent", "nearest": [name for name, _ in found.nearest]}
        written = json.dumps(absent, ensure_ascii=False, indent=2) if format_ == "json" else _absent(found)
        sys.stdout.write(written + "\n")
        return EXIT_FINDINGS
    if format_ == "json":
        sys.stdout.write(json.dumps(_plain(found.law, found.standing), ensure_ascii=False, indent=2) + "\n")
        return EXIT_CLEAN
    sys.stdout.write("\n".join(_lines(found.law, found.standing, day)) + "\n")
    if found.repeals:
        sys.stdout.write(f"它废止的  {'、'.join(f'《{name}》' for name in found.repeals)}\n")
    sys.stdout.write(f"法规表截至 {found.law.cut_off or table.cut_off or '未知'}\n")
    return EXIT_CLEAN


def _absent(found: NotShown) -> str:
    near = "、".join(f"《{name}》" for name, _ in found.nearest)
    said = f"法规表没有收录《{found.title}》" + (f", 题名最接近的是 {near}" if near else "")
    if found.complete:
        return f"{said}\n{found.complete}应当全部在表里 (截至 {found.until}): 多半是题名写错了, 或者是此后才公布的"
    return f"{said}\n规章、地方性法规和规范性文件只收录了一部分, 没有收录不等于没有; 本地的可以用 quanze laws add 登记"


def _lines(law: Law, standing: Standing, day: dt.date) -> list[str]:
    version = standing.version
    lines = [f"《{law.title}》  {law.rank or '位阶未知'}", f"{day} {_STATES[standing.state]}{_detail(standing)}"]
    for name, value in (("机关", law.issuer), ("文号", law.number), ("地区", law.region)):
        if value:
            lines.append(f"{name}  {value}")
    if version is not None:
        dated = version.adopted or version.since
        last = f", 共 {version.last_article} 条" if version.last_article else ""
        lines.append(f"文本  {dated or '日期未知'} 的文本{last}")
    if standing.upcoming is not None:
        lines.append(f"将有  {standing.upcoming.adopted} 修订的文本, 自 {standing.upcoming.since} 起施行")
    others = [str(v.adopted or v.since) for v in law.versions if v is not version and (v.adopted or v.since)]
    if others:
        lines.append(f"另收录  {'、'.join(others)} 的文本")
    return lines


def _detail(standing: Standing) -> str:
    if standing.state == "repealed":
        by = "、".join(f"《{title}》" for title in standing.by)
        when = f", 自 {standing.on} 起" if standing.on else ""
        return when + (f", 由{by}废止" if by else "")
    if standing.state == "not_yet":
        return f", 自 {standing.on} 起施行"
    return f": {standing.reason}" if standing.reason else ""


def _plain(law: Law, standing: Standing) -> dict[str, object]:
    version = standing.version
    return {
        "title": law.title,
        "rank": law.rank,
        "issuer": law.issuer,
        "number": law.number,
        "region": law.region,
        "state": standing.state,
        "on": str(standing.on) if standing.on else None,
        "by": list(standing.by),
        "version": str(version.adopted or version.since) if version else None,
        "last_article": version.last_article if version else None,
        "cut_off": str(law.cut_off) if law.cut_off else None,
    }


def run_affected(title: str, as_of: str | None) -> int:
    """List every citation of a law in the list; exit 1 when one has to be re-based."""
    settings = _settings()
    references = read_references(settings, {}, {})
    index = open_laws(settings, references.laws).index
    found = affected(title, cited_in(settings), as_of_date(as_of), index)
    if found is None:
        raise SettingsError(f"法规表没有收录《{title}》, 用 quanze laws show {title} 看相近的题名")
    state = _STATES[found.standing.state] + _detail(found.standing)
    sys.stdout.write(f"《{found.law.title}》  {state}\n")
    for one in found.cited:
        verdict = {"holds": "有效", "fails": "要改", "unknown": "无法判断"}[one.judgement.answer]
        owner = one.owner
        change = f"。可改为 {one.judgement.suggestion}" if one.judgement.suggestion else ""
        sys.stdout.write(f"{owner.place}: {verdict}  {owner.name}: {one.judgement.reason or owner.clause}{change}\n")
    items = len({one.owner.file for one in found.cited})
    rebased = len({one.owner.file for one in found.to_rebase})
    sys.stdout.write(f"共 {items} 个事项引用, {rebased} 个要改\n")
    return EXIT_FINDINGS if rebased else EXIT_CLEAN


def run_verify(path: Path | None) -> int:
    """Verify a law table; exit 1 when it is not the one its checksum names."""
    try:
        found = verify(path)
    except LawTableError as error:
        raise SettingsError(str(error)) from None
    sys.stdout.write(f"{found.path.name}  sha256 {found.actual}\n")
    sys.stdout.write(f"截至 {found.metadata.get('cut_off', '未知')}\n")
    sys.stdout.write("完好, 与校验和一致\n" if found.ok else f"{found.problem}\n")
    return EXIT_CLEAN if found.ok else EXIT_FINDINGS


def run_build(source: Path, target: Path, *, with_text: bool) -> int:
    """Build a law table from collected facts. Raises SettingsError."""
    if not source.is_dir():
        raise SettingsError("没有这个文件夹", str(source))
    try:
        report = build(source, target, with_text=with_text)
    except LawTableError as error:
        raise SettingsError(str(error), str(source)) from None
    kinds = f"{report.laws:,} 部法规, {report.versions:,} 个文本, {report.articles:,} 条, 另有 {report.repealed:,} 部只知已废止"
    sys.stdout.write(f"建好 {report.table}: {report.size:,} 字节\n{kinds}\nsha256 {report.sha256}\n")
    for rank, day in sorted(report.cut_offs.items()):
        sys.stdout.write(f"  {rank} 截至 {day}\n")
    if report.text_table is not None:
        sys.stdout.write(f"条文全文 {report.text_table}: {report.text_size:,} 字节\n")
    for oddity in report.oddities:
        sys.stdout.write(f"注意: {oddity}\n")
    return EXIT_CLEAN


def run_add(file: Path) -> int:
    """Add laws to the list's own 法规补充, and say where they contradict the shipped table."""
    root = find_root(Path.cwd())
    if root is None:
        raise SettingsError("这里和上级文件夹都没有 quanze.yaml。先用 quanze init 新建清单")
    settings = load_settings(root)
    target = root / settings.configuration.paths.registers / _REGISTER
    new = _own_laws(file, settings)
    old = _own_laws(target, settings) if target.is_file() else ()
    every = added(old, new)
    _index, conflicts = supplement(_table(), every)
    tree = cast("dict[str, Node]", {"登记册": "法规补充", "条目": rows_of(every)})
    write_atomically(target, dump(tree).encode())
    sys.stdout.write(f"登记了 {len(new)} 部法规, 共 {len(every)} 部: {target.relative_to(root).as_posix()}\n")
    for conflict in conflicts:
        sys.stdout.write(f"与法规表不一致: {conflict.message}\n")
    return EXIT_FINDINGS if conflicts else EXIT_CLEAN


def _own_laws(file: Path, settings: Settings) -> tuple[OwnLaw, ...]:
    """Read a register of laws, YAML or jsonl. Raises SettingsError with the place of what is wrong."""
    if file.suffix == ".jsonl":
        try:
            tree: object = register_of_jsonl(file)
        except LawTableError as error:
            raise SettingsError(str(error), str(file)) from None
        document = None
    else:
        reading = read(file, file.name)
        document = reading.document
        if document is None:
            problem = reading.problems[0]
            why = str(problem.values.get("说明") or "文件读不出来")
            raise SettingsError(why, str(file), problem.span.line, problem.span.column)
        tree = document.root
    if not (isinstance(tree, dict) and tree.get("登记册") == _NAME):
        raise SettingsError(f"这个文件不是{_NAME}: 要写“登记册: {_NAME}”, 下面的“条目”里一部法规一条", str(file))
    record, hits = read_record(LawRegister, tree, settings.vocabulary)
    if record is None or hits:
        found = first_cause(hits)
        span = document.span(found.hit.path, found.hit.part) if document else None
        entry = next((part for part in found.hit.path if isinstance(part, int)), None)
        which = f"第 {entry + 1} 部: " if document is None and entry is not None else ""
        raise SettingsError(which + sentence(found), str(file), span.line if span else 0, span.column if span else 0)
    return tuple(law for law in map(own_law, record.entries) if law is not None)
