"""An earlier state of a list, read from git by plumbing: nothing is checked out, nothing is changed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from quanze.engine.settings import SettingsError
from quanze.model.item import item_type
from quanze.model.validation import read_record
from quanze.rules.checks.changes import element_digests
from quanze.rules.facts import Facts, facts_of
from quanze.source import parse

if TYPE_CHECKING:
    from pathlib import Path

    from quanze.engine.settings import Settings

_ENDINGS = (".yaml", ".yml")


def read_previous(settings: Settings, revision: str) -> tuple[Facts, ...]:
    """Return the facts of every item the list had at a revision, in order of file names.

    A file that could not be read then is left out. Raises SettingsError outside git or for an unknown
    revision.
    """
    root = settings.root
    folder = settings.configuration.paths.items
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit)
    prefix = _text(_git(root, "rev-parse", "--show-prefix")).rstrip("\n") + folder.strip("/") + "/"
    entries = [_entry(_text(line)) for line in listed.split(b"\0") if line]
    wanted = [(name, path) for name, path in entries if path.startswith(prefix) and path.lower().endswith(_ENDINGS)]
    contents = _contents(root, [name for name, _ in wanted])
    found = []
    for (_, path), content in zip(wanted, contents, strict=True):
        name = folder.strip("/") + "/" + path[len(prefix) :]
        facts = _facts(settings, content, name)
        if facts is not None:
            found.append(facts)
    return tuple(found)


def _text(output: bytes) -> str:
    return output.decode("utf-8", "surrogateescape")


def _entry(line: str) -> tuple[str, str]:
    """Return object and path of a line of ls-tree: mode type object TAB path."""
    described, _, path = line.partition("\t")
    return described.split(" ")[2], path


def _facts(settings: Settings, content: bytes, name: str) -> Facts | None:
    document = parse(content, name).document
    if document is None:
        return None
    item, _hits = read_record(item_type(document.root.get("类型")), document.root, settings.vocabulary)
    return None if item is None else facts_of(item, name, element_digests(document.root))


def _commit(root: Path, revision: str) -> str:
    if not revision.strip() or revision.startswith("-"):
        raise SettingsError(f"--since 的“{revision}”不是一个版本, 没有比较")
    shallow = _text(_git(root, "rev-parse", "--is-shallow-repository")).strip() == "true"
    try:
        answer = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except SettingsError:
        why = (
            "这里只取了最近的提交 (浅克隆), 先用 git fetch --unshallow 取全" if shallow else "用 git log 查看可用的版本"
        )
        raise SettingsError(f"没有版本“{revision}”; {why}") from None
    return answer.decode().strip()


def _contents(root: Path, names: list[str]) -> list[bytes]:
    """Return the contents of objects, in their order, through one `git cat-file --batch`."""
    answer = _git(root, "cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
    contents, at = [], 0
    for _ in names:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        contents.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


def _git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=120)  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError):
        raise SettingsError("git 没有运行起来; --since 要用 git 读取以前的清单") from None
    if done.returncode != 0:
        raise SettingsError("清单不在 git 里, 不能和以前的版本比较")
    return done.stdout
