"""quanze claim take: an entry of the catalogue becomes an item of the list, or is linked with the one it has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from quanze.absent import is_absent
from quanze.atomic import write_atomically
from quanze.cli.claim_files import document_of, edited_content, place_of, written
from quanze.cli.claim_status import claims_of, known
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.cli.this_list import this_list
from quanze.engine.claims import CLAIMED, likely_department
from quanze.engine.item_template import new_item
from quanze.engine.settings import SettingsError
from quanze.exchange.yaml_edit import EditError, add_key, changed_tree, set_key
from quanze.exchange.yaml_text import dump
from quanze.rules.checks.catalogue import OWN, fingerprint
from quanze.safe_name import safe_name
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.engine.claims import Claimant, Claimed, ClaimReport
    from quanze.engine.settings import Settings
    from quanze.exchange.yaml_text import Node
    from quanze.model.catalogue import CatalogueEntry
    from quanze.rules.context import Context
    from quanze.source import Tree


def run_take(codes: Sequence[str], department: str | None) -> int:
    """Claim catalogue entries: link the item that has the entry's name, or write a new one. Raises SettingsError.

    Everything is prepared before anything is written.
    """
    if department is not None and len(codes) > 1:
        raise SettingsError("--department 只能和一个编码一起用")
    settings = this_list()
    report, context, _faults = claims_of(settings, None)
    taken: dict[Path, tuple[bytes, str]] = {}
    for code in dict.fromkeys(codes):
        claim = known(report, code)
        _free(claim, context, settings)
        item = _same_name(claim.entry.record, report)
        path, content, said = (
            _new(claim, department, context, settings) if item is None else _linked(claim, item, settings)
        )
        if path in taken:
            raise SettingsError(
                f"{code} 和另一项要写同一个事项, 请分开认领", path.relative_to(settings.root).as_posix()
            )
        taken[path] = content, said
    for path, (content, said) in taken.items():
        write_atomically(path, content)
        sys.stdout.write(f"认领了 {said}\n")
    sys.stdout.write("下一步  填好空着的字段, 再用 quanze check 检查\n")
    return EXIT_CLEAN


def _new(claim: Claimed, department: str | None, context: Context, settings: Settings) -> tuple[Path, bytes, str]:
    """Return a new item for a catalogue entry: its file, what is in it, and what to say."""
    entry = claim.entry.record
    body = department or _department(entry, context)
    _known_department(body, context)
    root, items = settings.root, settings.root / settings.configuration.paths.items
    name = f"{safe_name(entry.code)}.yaml"
    there = next(items.rglob(name), None) if items.is_dir() else None
    if there is not None:
        raise SettingsError("这个编码的事项文件已经有了, 没有覆盖它", there.relative_to(root).as_posix())
    target = items / safe_name(body) / name
    applied_for = entry.type in settings.profile.applied_for
    level = context.level or next(iter(entry.levels), "")
    filled = {key: _below(key, value) for key, value in _known_fields(entry).items()}
    text = new_item(entry.type, entry.name, body, entry.code, level, applied_for=applied_for, filled=filled)
    return target, text.encode(), f"{entry.code} {entry.name}: {target.relative_to(root).as_posix()}"


def _same_name(entry: CatalogueEntry, report: ClaimReport) -> Claimant | None:
    """Return the item that is the entry under a code of its own, None when there is none. Raises SettingsError."""
    same = [
        item
        for item in (*report.own, *report.outside)
        if item.facts.type == entry.type and fold(item.facts.name) == fold(entry.name)
    ]
    if same and same[0].facts.claim_status == OWN:
        todo = "是同一项的, 先把它“认领”里的“状态”改为认领"
        raise SettingsError(f"清单里已有同名的事项, 写的是自建; {todo}", same[0].file)
    if len(same) > 1:
        files = "、".join(item.file for item in same)
        raise SettingsError(f"清单里有几项同名: {files}。请在是这一项的“认领”里写上 目录编码: {entry.code}")
    return same[0] if same else None


def _linked(claim: Claimed, item: Claimant, settings: Settings) -> tuple[Path, bytes, str]:
    """Return the file of an item with the claim written into it, nothing else changed."""
    entry, file = claim.entry.record, settings.root / item.file
    content = file.read_bytes()
    document = document_of(file, item.file)
    root, said = document.root, {"状态": CLAIMED, "目录编码": claim.code, "目录指纹": fingerprint(entry)}
    held = root.get("认领")
    try:
        if isinstance(held, dict):
            edits = [set_key(document, ("认领", key), value) for key, value in said.items() if held.get(key) != value]
        else:
            edits = [add_key(document, (), "认领", cast("Node", said))]
    except EditError as error:
        raise SettingsError(str(error), item.file) from None
    after_claim: Tree = {**(held if isinstance(held, dict) else {}), **said}
    after = edited_content(content, document, edits, changed_tree(root, [(("认领",), after_claim)]))
    return file, after, f"{claim.code} {entry.name}: 清单里已有同名的事项 {item.file}, 写上了目录编码和目录指纹"


def _free(claim: Claimed, context: Context, settings: Settings) -> None:
    """Refuse to claim what is claimed, refused, cancelled or of another level."""
    if claim.item is not None:
        raise SettingsError(f"{claim.code} 这一项已经认领", claim.item.file)
    if claim.refusal is not None:
        raise SettingsError(f"{claim.code} 这一项登记了不认领, 要认领的先删去那一条", place_of(claim.refusal, settings))
    if claim.cancelled:
        raise SettingsError(f"{claim.code} 目录已取消这一项, 不能认领")
    entry = claim.entry.record
    if any(is_absent(value) for value in (entry.name, entry.type, entry.basis, entry.levels, entry.status)):
        raise SettingsError(f"{claim.code} 目录里这一项有读不出来的字段, 先用 quanze check 改正", claim.entry.file)
    if not claim.concerns:
        levels = "、".join(claim.entry.record.levels)
        raise SettingsError(f"{claim.code} 目录里这一项适用{levels}, 本清单是{context.level}, 不能认领")


def _department(entry: CatalogueEntry, context: Context) -> str:
    scheme = context.profile.code
    codes = {name: filed.record.code or "" for name, filed in (context.departments or {}).items()}
    found = likely_department(entry.code, scheme.parts if scheme is not None else {}, codes)
    if not found:
        raise SettingsError(f"从编码 {entry.code} 看不出由哪个部门承担, 请用 --department 写明")
    return found


def _known_department(name: str, context: Context) -> None:
    departments = context.departments or {}
    if not departments or name in departments:
        return
    short = {filed.record.short_name: full for full, filed in departments.items() if filed.record.short_name}
    hint = f", 是否“{short[name]}”?" if name in short else f"; 名册里有: {'、'.join(list(departments)[:10])}"
    raise SettingsError(f"部门名册里没有“{name}”{hint}")


def _known_fields(entry: CatalogueEntry) -> dict[str, Node]:
    """Return the fields of a new item that the catalogue gives, beside name and type."""
    return {
        "认领": {"状态": CLAIMED, "目录编码": entry.code, "目录指纹": fingerprint(entry)},
        **({"设定依据": [written(citation) for citation in entry.basis]} if entry.basis else {}),
    }


def _below(key: str, value: Node) -> str:
    """Return the YAML of a value that stands below its key."""
    return dump({key: value}).removeprefix(f"{key}:").rstrip("\n")
