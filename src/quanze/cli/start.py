"""quanze init and quanze new: a new list, and a new item with every field of its type."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.atomic import write_atomically
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.cli.sample_item import LEVELS, filled, next_code, sample_files
from quanze.cli.schema import schema_text
from quanze.engine.item_template import new_item
from quanze.engine.settings import SettingsError, find_root, load_profile, load_settings, vocabulary_of
from quanze.exchange.intake.register import NAME as REGISTER
from quanze.exchange.intake.register import read_register
from quanze.model.schema import NAMES
from quanze.safe_name import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quanze.engine.settings import Settings

_FOLDERS = ("data/items", "data/departments", "data/catalogue", "data/delegations", "data/registers", "rules")
#: Template → where it goes in a list.
_PLACES: Mapping[str, str] = {
    "quanze.yaml": "quanze.yaml",
    "waivers.yaml": "waivers.yaml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "vscode-settings.json": ".vscode/settings.json",
    "editorconfig": ".editorconfig",
    "gitignore": ".gitignore",
    "CODEOWNERS": "CODEOWNERS",
    "ci/gitlab.yml": ".gitlab-ci.yml",
    "ci/gitee.yml": ".workflow/quanze.yml",
    "ci/github.yml": ".github/workflows/quanze.yml",
}
_PROFILE = "local"


def run_init(directory: Path, name: str | None, level: str) -> int:
    """Make a new list; files that are there already stay as they are. Raises SettingsError."""
    if directory.exists() and not directory.is_dir():
        raise SettingsError("这是一个文件, 不是文件夹", str(directory))
    if level not in LEVELS:
        raise SettingsError(f"没有层级“{level}”, 可用的有: {'、'.join(LEVELS)}")
    title = name or f"{directory.absolute().name}权责清单"
    made_now: list[str] = []
    kept: list[str] = []
    for folder in _FOLDERS:
        (directory / folder).mkdir(parents=True, exist_ok=True)
    for place, text in _files(directory, title, level):
        target = directory / place
        if target.exists():
            kept.append(place)
        else:
            write_atomically(target, text.encode())
            made_now.append(place)
    written = len(made_now)
    if written:
        made = "补写了清单的文件" if "quanze.yaml" in kept else f"新建了清单“{title}”"
        sys.stdout.write(f"{made}: {directory}, 写了 {written} 个文件\n")
    if kept:
        told = "已有的文件没有动" if written else f"没有改动, {directory} 已经是清单, 文件都有了"
        sys.stdout.write(f"{told}: {'、'.join(kept)}\n")
    enter = "" if directory == Path() else f"进入 {directory}, "
    sys.stdout.write(f"下一步  {enter}导入部门的表格 quanze import 表格, 或者新建事项 quanze new; 然后 quanze check\n")
    if any(place in sample_files(level) for place in made_now):
        sys.stdout.write("附了一个样例事项和它的部门, 供对照; 导入表格时会自动移走\n")
    return EXIT_CLEAN


def _files(directory: Path, title: str, level: str) -> Iterator[tuple[str, str]]:
    """Yield every file of a new list; the sample item and its body only where there is no item yet."""
    values = {"{名称}": title, "{层级}": level, "{口径}": _PROFILE}
    for template, place in _PLACES.items():
        yield place, filled(template, values)
    if not any((directory / "data/items").rglob("*.yaml")):
        yield from sample_files(level).items()
    vocabulary = vocabulary_of(load_profile(_PROFILE, directory))
    for kind in NAMES:
        yield f".quanze/schemas/{kind}.json", schema_text(kind, vocabulary)


def run_new(type_: str, name: str, department: str, code: str | None) -> int:
    """Write a new item file with every field of its type. Raises SettingsError."""
    root = find_root(Path.cwd())
    if root is None:
        raise SettingsError("这里和上级文件夹都没有 quanze.yaml。先用 quanze init 新建清单")
    settings = load_settings(root)
    types = settings.profile.vocabularies.get("类型", ())
    if type_ not in types:
        raise SettingsError(f"没有类型“{type_}”, 可用的有: {'、'.join(types)}")
    if code is None and settings.profile.needs_official_code:
        raise SettingsError("这个清单用官方编码, 请用 --code 写明新事项的编码")
    items = root / settings.configuration.paths.items
    chosen = code or next_code(department, type_, name, _codes(settings))
    target = items / safe_name(department) / f"{safe_name(chosen)}.yaml"
    if target.exists():
        raise SettingsError("这个事项已经有了, 没有覆盖它", target.as_posix())
    level = settings.configuration.settings.level or ""
    text = new_item(type_, name, department, chosen, level, applied_for=type_ in settings.profile.applied_for)
    write_atomically(target, text.encode())
    sys.stdout.write(f"新建了 {target.relative_to(root).as_posix()}\n下一步  填好空着的字段, 再用 quanze check 检查\n")
    return EXIT_CLEAN


def _codes(settings: Settings) -> Iterator[str]:
    """Yield every code the list uses or ever gave."""
    paths = settings.configuration.paths
    for path in (settings.root / paths.items).rglob("*.yaml"):
        yield path.stem
    register = settings.root / paths.registers / REGISTER
    if register.is_file():
        yield from (entry.code for entry in read_register(register.read_bytes()))
