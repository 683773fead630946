"""quanze claim status: what of the catalogue is claimed, refused, open; what differs, element by element."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.cli.collecting import collect_rarely
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS
from quanze.cli.tables import REFERENCE_TABLES
from quanze.cli.this_list import this_list
from quanze.engine.claims import ClaimReport, claim_report
from quanze.engine.listed_items import items_in
from quanze.engine.run import Request, prepare
from quanze.engine.settings import SettingsError
from quanze.expression.template import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.engine.claims import Claimed
    from quanze.engine.settings import Settings
    from quanze.model.catalogue import Refusal
    from quanze.rules.checks.catalogue import Difference
    from quanze.rules.context import Context

_SHOWN = 50


def claims_of(settings: Settings, as_of: str | None) -> tuple[ClaimReport, Context]:
    """Return the claims of a list. Raises SettingsError when it has no catalogue."""
    collect_rarely()
    context = prepare(settings, Request(as_of_date(as_of), tables=REFERENCE_TABLES), other_lists=False).context
    if context.catalogue is None:
        where = settings.configuration.paths.catalogue
        raise SettingsError(f"没有通用目录。请把上级的目录 (YAML、jsonl 或者 xlsx) 放在 {where}")
    return claim_report(items_in(settings), context), context


def run_status(codes: Sequence[str], as_of: str | None, format_: str) -> int:
    """Show all claims, or some in full; exit 1 when something is left to do. Raises SettingsError."""
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    report, context = claims_of(this_list(), as_of)
    chosen = [known(report, code) for code in codes] or list(report.entries)
    if format_ == "json":
        sys.stdout.write(json.dumps(_plain(report, chosen, whole=not codes), ensure_ascii=False, indent=2) + "\n")
    else:
        lines = (line for one in chosen for line in _one(one)) if codes else _lines(report, context)
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
    outside = [{"file": one.file, "code": one.facts.code, "name": one.facts.name} for one in report.outside]
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


def _lines(report: ClaimReport, context: Context) -> Iterator[str]:
    entries = report.entries
    claimed = [one for one in entries if one.item is not None]
    refused = [one for one in entries if one.refusal is not None]
    left = [one for one in entries if one.open]
    level = f" ({context.level})" if context.level else ""
    yield f"通用目录 {len(entries):,} 项, 属于本级{level}的 {sum(one.concerns for one in entries):,} 项"
    yield f"  已认领 {len(claimed):,} · 不认领 {len(refused):,} · 还没有处理 {len(left):,} · 自建 {len(report.own):,}"
    yield from _listed(
        "还没有处理  用 quanze claim take 认领, 或者用 quanze claim refuse 登记不认领", map(_title, left)
    )
    yield from _listed("不认领", _refusals(refused))
    both = [one for one in claimed if one.refusal is not None]
    yield from _listed("又认领又不认领  请删去一处", map(_title, both))
    gone = [one for one in claimed if one.cancelled]
    yield from _listed("目录已取消, 清单还在用", map(_title, gone))
    unread = [f"{one.facts.key}  {one.file}" for one in report.outside]
    yield from _listed("目录里没有, 也没有写明自建", unread)
    changed = [one for one in claimed if one.changed]
    yield from _listed("认领以后目录变了  用 quanze claim sync 跟上", map(_changed, changed))
    different = [one for one in claimed if one.different]
    yield from _listed("三级四同不一致", (line for one in different for line in _one(one)), len(different))
    unmarked = sum(one.unmarked for one in claimed)
    if unmarked:
        yield f"没有目录指纹 {unmarked:,} 项, 目录变了看不出来; 用 quanze claim sync 编码 补上"


def _listed(title: str, rows: Iterable[str], count: int | None = None) -> Iterator[str]:
    lines = list(rows)
    if not lines:
        return
    name, _, todo = title.partition("  ")
    yield f"{name} {count if count is not None else len(lines):,} 项" + (f"  {todo}" if todo else "")
    yield from (f"  {line}" for line in lines[:_SHOWN])
    if len(lines) > _SHOWN:
        yield f"  …… 另有 {len(lines) - _SHOWN:,} 行, 用 --format json 查看全部"


def _title(one: Claimed) -> str:
    return f"{one.code}  {shown(one.entry.record.name)} ({shown(one.entry.record.type)})"


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
