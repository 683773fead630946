"""quanze claim status: what of the catalogue is claimed, refused, open; what differs, element by element."""

from __future__ import annotations

import json
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.cli.collecting import collect_rarely
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.cli.tables import REFERENCE_TABLES
from quanze.cli.this_list import this_list
from quanze.engine.claims import ClaimReport, claim_report
from quanze.engine.gathering import YAML_ENDINGS
from quanze.engine.listed_items import items_in
from quanze.engine.run import Request, prepare
from quanze.engine.settings import SettingsError
from quanze.expression.template import shown
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.engine.claims import Claimant, Claimed
    from quanze.engine.settings import Settings
    from quanze.finding import Finding
    from quanze.model.catalogue import Refusal
    from quanze.rules.checks.catalogue import Difference
    from quanze.rules.context import Context

#: The endings of files a catalogue is read from.
_READ = (*YAML_ENDINGS, *REFERENCE_TABLES.endings)
#: Lines of one heading; of the items outside the catalogue, which may be the whole list, fewer.
_SHOWN, _SHOWN_OUTSIDE = 50, 20


def claims_of(settings: Settings, as_of: str | None) -> tuple[ClaimReport, Context, tuple[Finding, ...]]:
    """Return the claims of a list, and what is wrong with its catalogue. Raises SettingsError without one."""
    collect_rarely()
    prepared = prepare(settings, Request(as_of_date(as_of), tables=REFERENCE_TABLES), other_lists=False)
    context, where = prepared.context, settings.configuration.paths.catalogue
    faults = [one for one in prepared.references.findings if PurePosixPath(one.file).is_relative_to(where)]
    if context.catalogue is None and faults:
        raise SettingsError(f"{faults[0].message}。通用目录有文件读不出来, 先改正它", _place(faults[0]))
    if context.catalogue is None:
        raise SettingsError(f"没有通用目录。请把上级的目录 (YAML、jsonl 或者 xlsx) 放在 {where}{_others(settings)}")
    return claim_report(items_in(settings), context), context, tuple(faults)


def _others(settings: Settings) -> str:
    """Say which files lie in the folder of the catalogue and are not read, "" when there are none."""
    folder = settings.root / settings.configuration.paths.catalogue
    names = [path.name for path in sorted(folder.iterdir()) if path.is_file()] if folder.is_dir() else []
    unread = [name for name in names if not name.startswith(".") and not name.lower().endswith(_READ)]
    return f"; 那里的 {'、'.join(unread[:3])} 不是这几种文件, 没有读" if unread else ""


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.span.line}:{finding.span.column}"


def run_status(codes: Sequence[str], as_of: str | None, format_: str) -> int:
    """Show all claims, or some in full; exit 1 when something is left to do. Raises SettingsError."""
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    report, context, faults = claims_of(this_list(), as_of)
    chosen = [known(report, code) for code in codes] or list(report.entries)
    if format_ == "json":
        sys.stdout.write(json.dumps(_plain(report, chosen, whole=not codes), ensure_ascii=False, indent=2) + "\n")
    else:
        lines = (line for one in chosen for line in _one(one)) if codes else _lines(report, context, faults)
        sys.stdout.write("\n".join(lines) + "\n")
    return EXIT_FINDINGS if any(_to_do(one) for one in chosen) else EXIT_CLEAN


def known(report: ClaimReport, code: str) -> Claimed:
    """Return the catalogue entry of a code. Raises SettingsError when there is none."""
    found = report.of(code.strip())
    if found is None:
        raise SettingsError(f"通用目录里没有编码“{code}”")
    return found


def _to_do(one: Claimed) -> bool:
    clash = one.item is not None and one.refusal is not None
    return one.open or one.changed or bool(one.different) or clash or (one.cancelled and one.item is not None)


def _plain(report: ClaimReport, chosen: Iterable[Claimed], *, whole: bool) -> dict[str, object]:
    outside = [
        {
            "file": one.file,
            "code": one.facts.code,
            "name": one.facts.name,
            "near": report.near[one.file].code if one.file in report.near else None,
        }
        for one in report.outside
    ]
    entries = [_plain_entry(one) for one in chosen]
    return {"entries": entries, "own": len(report.own), "outside": outside} if whole else {"entries": entries}


def _plain_entry(one: Claimed) -> dict[str, object]:
    different = [{"element": d.element, "item": d.mine, "catalogue": d.theirs} for d in one.different]
    return {
        "code": one.code,
        "name": shown(one.entry.record.name),
        "type": shown(one.entry.record.type),
        "state": _state(one),
        "file": one.item.file if one.item is not None else None,
        "reason": shown(one.refusal.record.reason) if one.refusal is not None else None,
        "note": _note(one.refusal.record) or None if one.refusal is not None else None,
        "changed": one.changed,
        "fingerprint": bool(one.item is not None and not one.unmarked),
        "different": different,
    }


def _state(one: Claimed) -> str:
    if one.item is not None:
        return "claimed"
    if one.refusal is not None:
        return "refused"
    if one.cancelled:
        return "cancelled"
    return "open" if one.concerns else "other_level"


def _lines(report: ClaimReport, context: Context, faults: Sequence[Finding]) -> Iterator[str]:
    entries = report.entries
    claimed = [one for one in entries if one.item is not None]
    refused = [one for one in entries if one.refusal is not None]
    left = [one for one in entries if one.open]
    level = f" ({context.level})" if context.level else ""
    own = sum(one.concerns for one in entries)
    mine = sum(one.concerns for one in claimed)
    declined = sum(one.concerns and one.item is None for one in refused)
    yield f"通用目录 {len(entries):,} 项, 属于本级{level}的 {own:,} 项"
    yield f"  已认领 {mine:,} · 不认领 {declined:,} · 还没有处理 {len(left):,} · 自建 {len(report.own):,}"
    beyond = sum(not one.concerns and not one.cancelled for one in claimed)
    if beyond:
        yield f"  另外认领了目录里不属于本级的 {beyond:,} 项"
    if faults:
        yield f"通用目录有 {len(faults):,} 处要改, 用 quanze check 查看  {_place(faults[0])} {faults[0].message}"
    yield from _listed(
        "还没有处理  用 quanze claim take 认领, 或者用 quanze claim refuse 登记不认领", map(_title, left)
    )
    yield from _listed("不认领", _refusals(refused))
    both = [one for one in claimed if one.refusal is not None]
    yield from _listed("又认领又不认领  请删去一处", map(_title, both))
    gone = [one for one in claimed if one.cancelled]
    yield from _listed("目录已取消, 清单还在用", map(_title, gone))
    outside = [line for one in report.outside for line in _outside(one, report)]
    yield from _listed("目录里没有, 也没有写明自建", outside, len(report.outside), most=_SHOWN_OUTSIDE)
    changed = [one for one in claimed if one.changed]
    yield from _listed("认领以后目录变了  用 quanze claim sync 跟上", map(_changed, changed))
    different = [one for one in claimed if one.different]
    yield from _listed("三级四同不一致", (line for one in different for line in _one(one)), len(different))
    unmarked = sum(one.unmarked for one in claimed)
    if unmarked:
        yield f"没有目录指纹 {unmarked:,} 项, 目录变了看不出来; 用 quanze claim sync 编码 补上"


def _outside(one: Claimant, report: ClaimReport) -> Iterator[str]:
    yield f"{one.facts.key}  {one.facts.name}  {one.file}"
    near = report.near.get(one.file)
    if near is not None:
        same = "名称相同" if fold(near.entry.record.name) == fold(one.facts.name) else "名称相近"
        yield f"  和目录的 {_title(near)} {same}; 是同一项的, 把“认领.目录编码”写成 {near.code}"


def _listed(title: str, rows: Iterable[str], count: int | None = None, *, most: int = _SHOWN) -> Iterator[str]:
    lines = list(rows)
    if not lines:
        return
    name, _, todo = title.partition("  ")
    yield f"{name} {count if count is not None else len(lines):,} 项" + (f"  {todo}" if todo else "")
    yield from (f"  {line}" for line in lines[:most])
    if len(lines) > most:
        yield f"  …… 另有 {len(lines) - most:,} 行, 用 --format json 查看全部"


def _title(one: Claimed) -> str:
    entry = one.entry.record
    return f"{one.code}  {shown(entry.name)} ({'类型读不出来' if is_absent(entry.type) else entry.type})"


def _note(refusal: Refusal) -> str:
    return "" if is_absent(refusal.note) or refusal.note is None else refusal.note


def _refusals(refused: Iterable[Claimed]) -> Iterator[str]:
    for one in refused:
        if one.refusal is not None:
            refusal = one.refusal.record
            note = f": {_note(refusal)}" if _note(refusal) else ""
            yield f"{one.code}  {shown(one.entry.record.name)}  {shown(refusal.reason)}{note}"


def _changed(one: Claimed) -> str:
    elements = "、".join(d.element for d in one.different) or "四要素已经一致, 只差指纹"
    return f"{_title(one)}  不同的是: {elements}"


def _one(one: Claimed) -> Iterator[str]:
    """Yield one entry with the four elements, those that differ marked character by character."""
    yield _title(one)
    if one.item is None:
        why = _refusals([one])
        yield next(why, "  本级还没有认领" if one.open else "  不属于本级, 或者目录已取消")
        return
    yield f"  {one.item.file}"
    by_name = {found.element: found for found in one.different}
    for element in ("名称", "类型", "编码", "设定依据"):
        found = by_name.get(element)
        if found is None:
            yield f"  {element}  相同"
        else:
            yield from _compared(found)
    if one.changed:
        yield "  目录在认领以后变了"
    elif one.unmarked:
        yield "  没有目录指纹"


def _compared(found: Difference) -> Iterator[str]:
    mine, theirs = marked(found.mine, found.theirs)
    yield f"  {found.element}  本项 {mine}"
    yield f"  {' ' * 2 * len(found.element)}  目录 {theirs}"
    if found.detail:
        yield f"  {' ' * 2 * len(found.element)}  {found.detail}"


def marked(mine: str, theirs: str) -> tuple[str, str]:
    """Return two texts with the characters in 【】 in which they differ."""
    from rapidfuzz.distance import Levenshtein

    left, right = [], []
    for op in Levenshtein.opcodes(mine, theirs):
        old, new = mine[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end]
        same = op.tag == "equal"
        left.append(old if same or not old else f"【{old}】")
        right.append(new if same or not new else f"【{new}】")
    return "".join(left), "".join(right)
