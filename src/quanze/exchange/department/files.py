"""三定规定 in, department files out: data/departments/<名称>.yaml, never over one that was edited by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from quanze.atomic import write_atomically
from quanze.exchange.department import docx
from quanze.exchange.department.head import departments_in
from quanze.exchange.department.lines import Passages, plain_lines
from quanze.exchange.department.text import read_department
from quanze.exchange.intake.register import digest
from quanze.exchange.refusal import Refusal
from quanze.exchange.workbook import ole
from quanze.exchange.workbook.plain_text import decode
from quanze.exchange.yaml_text import dump
from quanze.os_reason import os_reason
from quanze.safe_name import safe_name
from quanze.source import parse
from quanze.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quanze.exchange.department.text import DepartmentText, Placed
    from quanze.exchange.yaml_text import Node
    from quanze.source import Tree

Fate = Literal["新写", "更新", "未变", "保留"]
_NO_TEXT = "不是 UTF-8、GB18030 编码的文字, 没有读取; 请把正文另存为 .docx 或者 .txt"
#: The stream in which an encrypted .docx keeps its content.
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = (b"<?xml", b"<html", b"<!doctype", b"mime-version:", b"\xef\xbb\xbf<?xml", b"\xef\xbb\xbf<html")
#: A larger file is no 三定规定.
_MOST_BYTES = 20 * 1024 * 1024
#: The first line of a file that was written here: while the rest has this digest, nobody has edited it.
_MARK = "# 由 quanze import --kind 三定 写出 (指纹 {digest}); 手工改过以后不再覆盖\n"
_MARKED = re.compile(rb"# [^\r\n]*\(\xe6\x8c\x87\xe7\xba\xb9 ([0-9a-f]{16})\)[^\r\n]*\r?\n")


@dataclass(frozen=True, slots=True)
class DepartmentImport:
    """What came of one 三定规定.

    `target` is where the department is written (relative to the list), `counts` how many duties, offices
    and boundaries were read, `unread` the texts that were not and where they stand, `notes` what to look
    at and where ("" = the whole file), `differing` the fields in which a file that was kept differs.
    `refusal` says why nothing was read.
    """

    source: str
    name: str = ""
    target: str = ""
    fate: Fate = "新写"
    counts: tuple[tuple[str, int], ...] = ()
    unread: tuple[Placed, ...] = ()
    notes: tuple[Placed, ...] = ()
    differing: tuple[str, ...] = ()
    refusal: str = ""


def import_departments(
    files: Sequence[Path], root: Path, folder: str, name: str = "", *, dry_run: bool = False
) -> tuple[DepartmentImport, ...]:
    """Read 三定规定 and write their departments into `folder` of the list at `root`.

    `name` names the department where the text does not. A file that cannot be read stops no other.
    """
    listed = _listed(root / folder)
    written: dict[str, str] = {}
    found = []
    for file in dict.fromkeys(files):
        try:
            passages = passages_of(file)
        except Refusal as refusal:
            found.append(DepartmentImport(file.name, refusal=refusal.sentence))
            continue
        for part in _parts(passages):
            try:
                found.append(_one(file, part, root, folder, name, listed, written, dry_run=dry_run))
            except Refusal as refusal:
                found.append(DepartmentImport(file.name, refusal=refusal.sentence))
    return tuple(found)


def _parts(passages: Passages) -> list[Passages]:
    """Return the passages of each body a file speaks of; what stands beside the text belongs to the first."""
    first, *more = departments_in(passages.lines)
    return [Passages(tuple(first), passages.asides, passages.notes), *(Passages(tuple(lines)) for lines in more)]


@dataclass(frozen=True, slots=True)
class _Version:
    """A 三定 of a department: the document that decided it, the day it began, "" where that is not written."""

    document: str
    began: str
    path: Path | None = None

    def same(self, other: _Version) -> bool:
        """Say whether two are one: by the document where both name it, else by the day, else always."""
        if self.document and other.document:
            return self.document == other.document
        return self.began == other.began or not (self.began and other.began)


def _version(root: Mapping[str, Tree], path: Path | None = None) -> _Version:
    document, force, day = (root.get(key) for key in ("三定文号", "生效", "三定日期"))
    began = force or day
    return _Version(fold(document) if isinstance(document, str) else "", began if isinstance(began, str) else "", path)


def _listed(folder: Path) -> dict[str, list[_Version]]:
    """Return the department files that are there, by the 名称 written in them."""
    found: dict[str, list[_Version]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in (".yaml", ".yml"):
            continue
        try:
            document = parse(path.read_bytes(), path.name).document
        except OSError:  # what cannot be read is never written over: its own name is looked at once more
            continue
        name = document.root.get("名称") if document is not None else None
        if document is not None and isinstance(name, str):
            found.setdefault(name, []).append(_version(document.root, path))
    return found


def _target(tree: Mapping[str, Tree], name: str, held: Sequence[_Version], folder: Path) -> tuple[Path, list[Placed]]:
    """Return where a department is written, and what to say when that is beside an earlier 三定 of it."""
    version = _version(tree)
    for known in held:
        if known.path is not None and known.same(version):
            return known.path, []
    if not held:
        return folder / f"{safe_name(name)}.yaml", []
    others = "、".join(known.path.name for known in held if known.path is not None)
    said = f"名册里已有 {others}, 是另一次的三定, 没有动它; 按“生效”的日期用其中一份"
    if not version.began:
        said += ", 这一份没有读出日期, 请补上"
    return folder / f"{safe_name(f'{name}-{version.began or version.document}')}.yaml", [("", said)]


def _one(
    file: Path,
    passages: Passages,
    root: Path,
    folder: str,
    hint: str,
    listed: Mapping[str, list[_Version]],
    written: dict[str, str],
    *,
    dry_run: bool,
) -> DepartmentImport:
    read = read_department(passages.lines, hint)
    unread = (*((aside.place, aside.text) for aside in passages.asides), *read.unread)
    tree = _with_unread(read.tree, unread)
    name = tree.get("名称")
    if not isinstance(name, str) or not name:
        raise Refusal("没有读出单位的名称; 请用 --department 写明")
    counts = tuple((key, len(value)) for key in _COUNTED if isinstance(value := tree.get(key), list))
    if not counts:
        raise Refusal(f"“{name}”没有读出主要职责和内设机构; 请核对是不是三定规定的正文")
    if name in written:
        raise Refusal(f"“{name}”已经从 {written[name]} 读入, 没有再读; 请留下一份")
    written[name] = file.name
    target, beside = _target(tree, name, listed.get(name, ()), root / folder)
    body = dump(cast("Mapping[str, Node]", tree)).encode()
    fate = _fate(target, body)
    if fate in ("新写", "更新") and not dry_run:
        _write(target, _MARK.format(digest=digest(body)).encode() + body)
    return DepartmentImport(
        source=file.name,
        name=name,
        target=target.relative_to(root).as_posix(),
        fate=fate,
        counts=counts,
        unread=unread,
        notes=(*_notes(read, passages, name, hint), *beside),
        differing=tuple(_differing(target, tree)) if fate == "保留" else (),
    )


_COUNTED = ("主要职责", "内设机构", "职责边界")


def _with_unread(tree: Mapping[str, Tree], unread: Sequence[Placed]) -> dict[str, Tree]:
    """Return the tree with what was not understood kept in it, so that nothing of the text is lost."""
    extra = tree.get("扩展")
    kept = {**(extra if isinstance(extra, dict) else {})}
    if unread:
        kept["没有读懂"] = "\n".join(f"{place}  {text}" for place, text in unread)
    return {**tree, **({"扩展": kept} if kept else {})}


def _notes(read: DepartmentText, passages: Passages, name: str, hint: str) -> Iterator[Placed]:
    yield from (("", note) for note in passages.notes)
    if hint and hint != name:
        yield "", f"原文的名称是“{name}”, 没有用 --department 写的“{hint}”"
    yield from read.notes


def passages_of(file: Path) -> Passages:
    """Return the lines of a .docx or a text file. Raises Refusal, with what to do, for anything else."""
    content = _content(file)
    if content.startswith(b"PK"):
        return docx.passages(content)
    if content.startswith(ole.MAGIC[:4]):
        if _PROTECTED in content:
            raise Refusal("有打开密码, 没有读取; 请去掉密码后另存再读入")
        raise Refusal("是旧版 Word 文档 (.doc、.wps), 没有读取; 请用 WPS 或 Word 另存为 .docx")
    if content.startswith((b"%PDF", b"{\\rtf")):
        raise Refusal("是 PDF 或 RTF 文档, 没有读取; 请把正文另存为 .docx 或者 .txt")
    if content.lstrip()[:20].lower().startswith(_MARKUP):
        raise Refusal("是网页或者 XML 文档, 没有读取; 请用 WPS 或 Word 打开后另存为 .docx")
    try:
        text = decode(content)
    except Refusal as refusal:
        raise Refusal(_NO_TEXT) from refusal
    if "\0" in text:
        raise Refusal(_NO_TEXT)
    return Passages(plain_lines(text))


def _content(file: Path) -> bytes:
    try:
        if file.is_dir():
            raise Refusal("是文件夹, 不是文件; 请写出里面的 .docx 或者 .txt")
        if file.stat().st_size > _MOST_BYTES:
            raise Refusal("超过 20 MB, 没有读取; 请删去图片, 或者把正文另存为 .txt")
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise Refusal("没有这个文件; 请核对路径和文件名") from error
    except OSError as error:
        raise Refusal(f"无法打开 ({os_reason(error)}); 请检查文件权限, 或者先关闭它") from error
    if not content.strip():
        raise Refusal("是空文件; 请核对是否选错了文件")
    return content


def _fate(target: Path, body: bytes) -> Fate:
    """Say what becomes of a department's file: one that somebody edited is kept."""
    try:
        present = target.read_bytes()
    except FileNotFoundError:
        return "新写"
    except OSError as error:
        raise Refusal(f"{target.name} 无法读取 ({os_reason(error)}); 请检查文件权限") from error
    mark = _MARKED.match(present)
    rest = present[mark.end() :] if mark else present
    if rest.replace(b"\r\n", b"\n") == body:
        return "未变"
    if mark and digest(rest.replace(b"\r\n", b"\n")) == mark[1].decode():
        return "更新"
    return "保留"


def _differing(target: Path, tree: Mapping[str, Tree]) -> Iterator[str]:
    document = parse(target.read_bytes(), target.name).document
    held: Mapping[str, Tree] = document.root if document is not None else {}
    yield from (key for key, value in tree.items() if held.get(key) != value)


def _write(target: Path, content: bytes) -> None:
    try:
        write_atomically(target, content)
    except OSError as error:
        raise Refusal(f"{target.name} 写不进去 ({os_reason(error)}); 请检查磁盘空间和文件夹权限") from error
