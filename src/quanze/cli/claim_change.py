"""quanze claim refuse | sync: claims are written, each file whole or not at all."""

from __future__ import annotations

import difflib
import sys
from typing import TYPE_CHECKING, cast

from quanze.atomic import write_atomically
from quanze.cli.claim_files import document_of, edited_content, place_of, written
from quanze.cli.claim_status import claims_of, known
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.cli.this_list import this_list
from quanze.engine.claim_sync import SyncError, SyncPlan, sync_plan
from quanze.engine.claims import CLAIMED
from quanze.engine.settings import SettingsError
from quanze.exchange.yaml_edit import (
    EditError,
    TextEdit,
    add_key,
    appended,
    changed_tree,
    set_key,
    set_scalar,
    with_elements,
)
from quanze.exchange.yaml_text import dump
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.engine.claims import Claimant, Claimed
    from quanze.engine.settings import Settings
    from quanze.exchange.yaml_text import Node
    from quanze.finding import Path as TreePath
    from quanze.rules.context import Context
    from quanze.source import Document, Tree

_REFUSALS = "不认领.yaml"
_OTHER = "其他"


def run_refuse(code: str, reason: str, note: str | None) -> int:
    """Add an entry to 不认领, leaving the rest of the file as it is. Raises SettingsError."""
    settings = this_list()
    report, _context, _faults = claims_of(settings, None)
    claim = known(report, code)
    if claim.item is not None:
        raise SettingsError("这一项已经认领; 确实不认领的, 先把事项的“状态”改为取消", claim.item.file)
    if claim.refusal is not None:
        raise SettingsError("这一项已经登记了不认领", place_of(claim.refusal, settings))
    _check_reason(settings, reason, note)
    added: dict[str, Node] = {"编码": claim.code, "理由": reason, **({"说明": note} if note else {})}
    file = _refusals_file(settings)
    _append(file, file.relative_to(settings.root).as_posix(), added)
    sys.stdout.write(f"登记了不认领 {claim.code} {claim.entry.record.name}: {reason}\n")
    return EXIT_CLEAN


def _check_reason(settings: Settings, reason: str, note: str | None) -> None:
    reasons = settings.profile.vocabularies.get("不认领理由", ())
    if reason not in reasons:
        raise SettingsError(f"没有理由“{reason}”, 可用的有: {'、'.join(reasons)}")
    least = int(settings.parameters["不认领说明长度"])
    if reason == _OTHER and len(fold(note or "")) < least:
        raise SettingsError(f"理由是“其他”的, 要用 --note 说明, 至少 {least} 个字")


def _refusals_file(settings: Settings) -> Path:
    path = settings.root / settings.configuration.paths.catalogue
    if path.is_file() and path.suffix.lower() not in (".yaml", ".yml"):
        raise SettingsError("通用目录是一个表格, 不能登记不认领; 请把它放进一个文件夹, “目录.通用目录”写这个文件夹")
    return path if path.is_file() else path / _REFUSALS


def _append(file: Path, name: str, added: dict[str, Node]) -> None:
    if not file.is_file():
        write_atomically(file, dump({"不认领": [added]}).encode())
        return
    content = file.read_bytes()
    document = document_of(file, name)
    root = document.root
    old = root.get("不认领")
    kept = old if isinstance(old, list) else []
    try:
        edit = appended(document, ("不认领",), added)
    except EditError as error:
        raise SettingsError(str(error), name) from None
    expected = changed_tree(root, [(("不认领",), [*kept, cast("Tree", added)])])
    write_atomically(file, edited_content(content, document, [edit], expected))


def run_sync(codes: Sequence[str], *, diff: bool) -> int:
    """Make claimed items follow the catalogue; with `diff` only show the changes. Raises SettingsError."""
    settings = this_list()
    report, context, _faults = claims_of(settings, None)
    claims = [known(report, code) for code in codes]
    changes = [_change(claim, context, settings) for claim in claims]
    for claim, (file, before, after, plan) in zip(claims, changes, strict=True):
        if before == after:
            sys.stdout.write(f"{claim.code}  与目录一致, 没有改动{_code_note(claim)}\n")
        elif diff:
            sys.stdout.writelines(_difference(file.relative_to(settings.root).as_posix(), before, after))
        else:
            write_atomically(file, after)
            sys.stdout.write(f"{claim.code}  改了 {'、'.join(plan.elements)}{_code_note(claim)}\n")
            if plan.name or plan.type or plan.basis:
                sys.stdout.write("  要素变了, 请核对并登记调整记录 (类型: 变更要素), “版本”加一\n")
    return EXIT_CLEAN


def _code_note(claim: Claimed) -> str:
    different = any(found.element == "编码" for found in claim.different)
    return "; 编码与目录不同, 没有改: 编码要连文件名一起改" if different else ""


def _change(claim: Claimed, context: Context, settings: Settings) -> tuple[Path, bytes, bytes, SyncPlan]:
    """Return an item's file, what is in it and what will be. Raises SettingsError."""
    try:
        plan = sync_plan(claim, context)
    except SyncError as error:
        raise SettingsError(f"{claim.code}: {error}", claim.item.file if claim.item else "") from None
    listed = cast("Claimant", claim.item)
    file = settings.root / listed.file
    content = file.read_bytes()
    document = document_of(file, listed.file)
    try:
        edits, expected = _edits(document, plan, claim)
    except EditError as error:
        raise SettingsError(str(error), document.file) from None
    return file, content, edited_content(content, document, edits, expected), plan


def _edits(document: Document, plan: SyncPlan, claim: Claimed) -> tuple[list[TextEdit], Tree]:
    root = document.root
    edits: list[TextEdit] = []
    values: list[tuple[TreePath, Tree]] = []
    for key, value in (("名称", plan.name), ("类型", plan.type)):
        if value:
            edits.append(set_scalar(document, (key,), value))
            values.append(((key,), value))
    if plan.basis is not None:
        added = [written(citation) for citation in plan.basis.added]
        edits.append(with_elements(document, ("设定依据",), plan.basis.kept, added))
        old = root.get("设定依据")
        kept = [old[n] for n in plan.basis.kept] if isinstance(old, list) else []
        values.append((("设定依据",), [*kept, *cast("list[Tree]", added)]))
    if plan.fingerprint and isinstance(root.get("认领"), dict):
        edits.append(set_key(document, ("认领", "目录指纹"), plan.fingerprint))
        values.append((("认领", "目录指纹"), plan.fingerprint))
    elif plan.fingerprint:
        claimed = {"状态": CLAIMED, "目录编码": claim.code, "目录指纹": plan.fingerprint}
        edits.append(add_key(document, (), "认领", cast("Node", claimed)))
        values.append((("认领",), cast("Tree", claimed)))
    return edits, changed_tree(root, values)


def _difference(name: str, before: bytes, after: bytes) -> list[str]:
    old, new = (content.decode("utf-8", "replace").splitlines(keepends=True) for content in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}")
    return [line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n" for line in lines]
