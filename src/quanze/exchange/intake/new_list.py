"""The list an import goes into: where its parts are, and its quanze.yaml when there is none yet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.engine.settings import SettingsError, load_profile, load_settings
from quanze.exchange.intake.local_codes import LOCAL_CODE
from quanze.exchange.refusal import Refusal
from quanze.exchange.yaml_text import scalar
from quanze.os_reason import os_reason
from quanze.rules.checks.wording import any_of
from quanze.source import parse

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence
    from pathlib import Path

    from quanze.exchange.intake.placing import Placed

CONFIGURATION = "quanze.yaml"
_PROFILES = {"local": "编码由 quanze 分配, 有正式编码后改为 zwfw", "zwfw": "编码为 12 位基本编码"}


@dataclass(frozen=True, slots=True)
class ListPaths:
    """Where the items and the registers of a list are (relative, forward slashes); whether it exists already."""

    items: str = "data/items"
    registers: str = "data/registers"
    exists: bool = False


def list_paths(root: Path) -> ListPaths:
    """Read where the parts of a list are. Refusal when its quanze.yaml cannot be read."""
    file = root / CONFIGURATION
    if root.exists() and not root.is_dir():
        raise Refusal(f"{root.name} 不是文件夹; 请用 --into 指定清单所在的文件夹")
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return ListPaths()
    except OSError as error:
        raise Refusal(f"{CONFIGURATION} 无法读取 ({os_reason(error)}); 请检查文件权限") from error
    document = parse(content, CONFIGURATION).document
    if document is None:
        raise Refusal(f"{CONFIGURATION} 读不懂, 没有导入; 请先运行 quanze check 改正它")
    paths = document.root.get("目录", {})
    named = paths if isinstance(paths, dict) else {}
    items, registers = named.get("事项"), named.get("登记册")
    return ListPaths(
        _folder(items) if isinstance(items, str) else "data/items",
        _folder(registers) if isinstance(registers, str) else "data/registers",
        exists=True,
    )


def placeholder_bodies(root: Path) -> re.Pattern[str]:
    """Return what finds, in a folded name, that a template names a body in general: 占位主体 of the list's profile.

    A list that is not there yet, or whose settings have a fault that its check will tell, has the default profile.
    """
    try:
        profile = load_settings(root).profile
    except SettingsError:
        profile = load_profile("zwfw", root)
    listed = profile.phrases.get("占位主体")
    return any_of(listed.words if listed else ())


def _folder(written: str) -> str:
    return written.strip().replace("\\", "/").rstrip("/") or "."


def new_configuration(root: Path, placed: Sequence[Placed]) -> str:
    """Return the text of a quanze.yaml for a new list of imported items."""
    levels = Counter(
        levels[0] for entry in placed if isinstance(levels := entry.tree.get("行使层级"), list) and len(levels) == 1
    )
    usual = levels.most_common(1)[0][0] if levels else ""
    level = usual if usual in ("国家级", "省级", "市级", "县级", "乡级", "村级") else ""
    local = sum(1 for entry in placed if LOCAL_CODE.fullmatch(entry.code))
    profile = "zwfw" if local * 2 < len(placed) else "local"
    name = root.resolve().name or "新"
    lines = [
        "# 清单配置, 由 quanze import 写出; 请核对名称, 补写行政区划代码",
        "清单:",
        f"  名称: {scalar(name if name.endswith('清单') else name + '权责清单')}",
        '  # 区划: "411199"       # 6 位行政区划代码',
        f"  层级: {level}" if level else "  # 层级: 县级",
        "  档位: 采集             # 采集 ⊂ 审核 ⊂ 发布",
        f"  口径: {profile:<17}# {_PROFILES[profile]}",
        "目录:",
        "  事项: data/items",
        "  部门: data/departments",
        "  登记册: data/registers",
    ]
    return "\n".join(lines) + "\n"
