"""The list a command works on: the one whose quanze.yaml is nearest."""

from __future__ import annotations

from pathlib import Path

from quanze.engine.settings import Settings, SettingsError, find_root, load_settings


def this_list(start: Path | None = None) -> Settings:
    """Return the settings of the nearest list, upwards from a place. Raises SettingsError when there is none."""
    root = find_root(start or Path.cwd())
    if root is None:
        raise SettingsError("这里和上级文件夹都没有 quanze.yaml。先用 quanze init 新建清单")
    return load_settings(root)
