"""The lists of the level above and below (上级清单, 下级清单): read for comparison, never written, never judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.engine.gathering import gather
from quanze.engine.settings import CONFIGURATION, Settings, SettingsError, load_settings
from quanze.model.item import item_type
from quanze.model.register import Register
from quanze.model.validation import read_record
from quanze.rules.facts import Facts, facts_of
from quanze.source import Limits, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quanze.engine.gathering import File
    from quanze.model.configuration import Profile
    from quanze.model.register import RegisterEntry
    from quanze.rules.context import Context

_RETIRED = "退役编码"


def with_other_lists(context: Context, settings: Settings) -> Context:
    """Return the context with the items of the lists quanze.yaml names. Raises SettingsError for one that is not one."""
    paths = settings.configuration.paths
    upper = _named(settings, "上级清单", (paths.upper_list,) if paths.upper_list else ())
    lower = _named(settings, "下级清单", paths.lower_lists)
    return replace(context, upper=upper, lower=lower)


def _named(settings: Settings, key: str, names: tuple[str, ...]) -> tuple[Facts, ...] | None:
    if not names:
        return None
    found: list[Facts] = []
    for name in names:
        folder = settings.root / name
        if folder.is_file():
            raise SettingsError(f"“{key}”要写那个清单的文件夹, “{name}”是一个文件", CONFIGURATION)
        if not folder.is_dir():
            raise SettingsError(f"“{key}”写的文件夹“{name}”不存在", CONFIGURATION)
        if _own(folder.resolve(), settings):
            raise SettingsError(f"“{key}”写的“{name}”就是本清单, 要写另一个清单的文件夹", CONFIGURATION)
        try:
            items = read_list(folder, name)
        except SettingsError as error:
            raise SettingsError(f"“{key}”的清单“{name}”读不出来: {error.message}", CONFIGURATION) from None
        if not items:
            raise SettingsError(f"“{key}”写的文件夹“{name}”里没有事项", CONFIGURATION)
        found += items
    return tuple(found)


def _own(folder: Path, settings: Settings) -> bool:
    """Say whether a folder is this list, or lies among its items: it would be compared with itself."""
    root = settings.root.resolve()
    items = (settings.root / settings.configuration.paths.items).resolve()
    return folder == root or folder.is_relative_to(items)


def read_list(root: Path, name: str = "") -> tuple[Facts, ...]:
    """Return what list rules may see of another list: its items, and its retired codes as cancelled items.

    `name` is how files are named, from the list that asks (../示例市); "" = from `root`. A file that cannot
    be read counts as an item of which nothing but the code is known, so that nothing is missed because
    of it. Raises SettingsError when the list's own quanze.yaml cannot be used.
    """
    settings = load_settings(root)
    items = root / settings.configuration.paths.items
    registers = root / settings.configuration.paths.registers
    found = [_facts(file, settings, name) for file in gather(items if items.is_dir() else root, root)]
    retired = gather(registers, root) if registers.is_dir() else ()
    return (*found, *(facts for file in retired for facts in _retired(file, settings, name)))


def _facts(file: File, settings: Settings, name: str) -> Facts:
    written = _from(name, file.name)
    limits = Limits(bytes=int(settings.parameters["文件大小上限"]), depth=int(settings.parameters["嵌套上限"]))
    document = read(file.path, file.name, limits).document
    root = document.root if document else None
    kind = item_type(root.get("类型") if isinstance(root, dict) else None)
    item = read_record(kind, root, settings.vocabulary)[0] if root is not None else None
    if item is not None:
        return facts_of(item, written)
    code = PurePosixPath(file.name).stem
    return Facts(written, code=code, type=_type_in(code, settings.profile))


def _type_in(code: str, profile: Profile) -> str:
    """Return the type an official code names, "" when the scheme of codes does not say."""
    start, end = (*(profile.code.parts.get("类型", ()) if profile.code else ()), 0, 0)[:2]
    return next((kind for kind, digits in profile.type_codes.items() if digits and digits == code[start:end]), "")


def _from(name: str, file: str) -> str:
    return (PurePosixPath(name.replace("\\", "/")) / file).as_posix() if name else file


def _retired(file: File, settings: Settings, name: str) -> Iterator[Facts]:
    """Yield the retired codes of a register; one whose reason speaks of 下放 was handed down on its day."""
    document = read(file.path, file.name).document
    if document is None or not isinstance(document.root, dict) or document.root.get("登记册") != _RETIRED:
        return
    register = read_record(Register, document.root, settings.vocabulary)[0]
    if register is None or is_absent(register.entries):
        return
    for entry in register.entries:
        if not is_absent(entry) and not is_absent(entry.code) and entry.code:
            facts = _cancelled(entry, entry.code, _from(name, file.name))
            yield replace(facts, type=_type_in(entry.code, settings.profile))


def _cancelled(entry: RegisterEntry, code: str, file: str) -> Facts:
    reason = "" if is_absent(entry.reason) else entry.reason or ""
    day = "" if is_absent(entry.date) or entry.date is None else entry.date.isoformat()
    kind = "下放" if "下放" in reason else "取消"
    named = "" if is_absent(entry.name) else entry.name or ""
    department = "" if is_absent(entry.department) else entry.department or ""
    return Facts(
        file,
        code=code,
        name=named,
        status="取消",
        department=department,
        adjustments=((kind, day),),
        adjustment_grounds=("",),
        adjustment_notes=(reason,),
    )
