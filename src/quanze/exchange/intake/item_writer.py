"""Write items to files: never over an edit made by hand, never half a file, never without need."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.atomic import write_atomically
from quanze.exchange.health import Difference, Fate
from quanze.exchange.intake.register import Registered, digest, field_digests, write_register
from quanze.exchange.refusal import Refusal
from quanze.exchange.yaml_text import dump
from quanze.os_reason import os_reason
from quanze.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.exchange.intake.placing import Placed
    from quanze.exchange.yaml_text import Node
    from quanze.source import Tree


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with one item: its fate, the bytes of its file, its line in the register."""

    placed: Placed
    fate: Fate
    content: bytes
    entry: Registered
    difference: Difference | None = None


def existing_items(root: Path, folder: str) -> dict[str, list[str]]:
    """Return stem → files (relative, forward slashes) of every item file that is there."""
    found: dict[str, list[str]] = {}
    for place, folders, names in os.walk(root / folder):
        folders.sort()
        for path in (Path(place, name) for name in sorted(names)):
            if path.suffix.lower() in (".yaml", ".yml"):
                found.setdefault(path.stem, []).append(path.relative_to(root).as_posix())
    return found


def plan(root: Path, placed: Sequence[Placed], existing: Mapping[str, Sequence[str]]) -> list[Step]:
    """Decide for every item what happens to its file. Reads files, writes none."""
    return [_step(root, item, existing) for item in placed]


def _step(root: Path, item: Placed, existing: Mapping[str, Sequence[str]]) -> Step:
    content = dump(item.tree).encode()
    file = _where(root, item, existing)
    new = Registered(
        item.code,
        file,
        item.identity,
        item.fingerprint,
        item.workbook,
        digest(content),
        fields=field_digests(item.tree),
    )
    try:
        present = (root / file).read_bytes()
    except FileNotFoundError:
        return Step(item, "新写", content, new)
    except OSError as error:
        raise Refusal(f"{file} 无法读取 ({os_reason(error)}), 没有导入; 请检查文件权限") from error
    if present == content:
        return Step(item, "未变", content, new)
    base = item.again
    if base is not None and digest(present) in (base.written, base.before):
        return Step(item, "更新", content, replace(new, before=digest(present)))
    entry = (
        replace(base, file=file, fingerprint=new.fingerprint, workbook=new.workbook)
        if base
        else replace(new, written="", fields={})
    )
    return Step(item, "保留", content, entry, _difference(present, item, entry))


def _where(root: Path, item: Placed, existing: Mapping[str, Sequence[str]]) -> str:
    """Return the item's file; where somebody moved it to another folder, that one."""
    if (root / item.file).exists() or item.again is None:
        return item.file
    stem = item.file.rpartition("/")[2].removesuffix(".yaml")
    moved = existing.get(stem, ())
    return moved[0] if len(moved) == 1 else item.file


def _difference(present: bytes, item: Placed, base: Registered) -> Difference | None:
    """Return the fields that the workbook changed since the last import and the file does not have yet."""
    document = parse(present, item.file).document
    held: Mapping[str, Tree] = document.root if document is not None else {}
    before = base.fields or {}
    now = field_digests(item.tree)
    changed = [key for key in now if now[key] != before.get(key) and _as_text(item.tree[key]) != held.get(key)]
    gone = [key for key in before if key not in item.tree and key in held]
    fields = (*changed, *gone)
    return Difference(base.file, item.code, fields) if fields else None


def _as_text(node: Node) -> object:
    """Return a tree as the source reader gives it back: every scalar a text."""
    if isinstance(node, bool):
        return "true" if node else "false"
    if isinstance(node, (str, int)):
        return str(node)
    if hasattr(node, "items"):
        return {key: _as_text(value) for key, value in node.items()}
    return [_as_text(value) for value in node]


def carry_out(root: Path, steps: Sequence[Step], register: Iterable[Registered], file: Path) -> None:
    """Write what was planned: the register with the codes first, the items, then the settled register.

    After a crash between the two the next import finds its own bytes in the register and goes on. Refusal
    that says how far it came when a file cannot be written.
    """
    entries = {(entry.code, entry.file): entry for entry in register}
    for step in steps:
        if step.placed.again is not None:
            entries.pop((step.placed.again.code, step.placed.again.file), None)
    entries.update({(step.entry.code, step.entry.file): step.entry for step in steps})
    changing = [step for step in steps if step.fate in ("新写", "更新")]
    name = file.relative_to(root).as_posix()
    if changing:
        _write(file, name, write_register(entries.values()), changing, 0)
    for done, step in enumerate(changing):
        _write(root / step.entry.file, step.entry.file, step.content, changing, done)
    _write(file, name, write_register(entry.settled() for entry in entries.values()), changing, len(changing))


def _write(path: Path, name: str, content: bytes, changing: Sequence[Step], done: int) -> None:
    """Write a file of the import, of whose items so many are written already."""
    try:
        if path.exists() and path.read_bytes() == content:
            return
        write_atomically(path, content)
    except OSError as error:
        told = f"{name} 写不进去 ({os_reason(error)}), 导入没有做完: {_progress(changing, done)}"
        again = "请清出磁盘空间或改好文件夹权限, 再运行一次同样的命令, 会接着写完; 已写的不会重复, 编码也不会变"
        raise Refusal(f"{told}。{again}") from error


def _progress(changing: Sequence[Step], done: int) -> str:
    """Say how many items of an import that broke off are written, and where."""
    if not done:
        return f"{len(changing):,} 项都还没有写"
    folders = Counter(step.entry.file.rpartition("/")[0] for step in changing[:done])
    named = [f"{folder} {count:,} 项" for folder, count in list(folders.items())[:3]]
    more = f" 等 {len(folders)} 个文件夹" if len(folders) > 3 else ""
    whole = "全部" if done == len(changing) else f" {len(changing):,} 项里的"
    return f"写了{whole} {done:,} 项 ({'、'.join(named)}{more})"
