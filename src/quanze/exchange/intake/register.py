"""The register of imports: which row became which code and file, and what was written there.

One line of JSON for every item, sorted by code, so that a change of one item is a change of one line.
A line is never removed: a code that was once given is never given to anything else.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quanze.engine.gathering import IMPORT_LOG
from quanze.exchange.refusal import Refusal
from quanze.exchange.yaml_text import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quanze.exchange.yaml_text import Node

#: Where the register lies in the folder of registers. No YAML: it is not for editing.
NAME = IMPORT_LOG
_NOTE = {"导入登记": 1, "说明": "quanze import 的登记: 编码一经分配不再他用, 请随清单一起提交, 不要手工修改"}
_KEYS = ("编码", "文件", "部门", "类型", "名称", "子项", "层级", "指纹", "工作簿", "写入", "上次", "字段")
_CONSTANT = frozenset(("编码", "状态", "版本"))
_DAMAGED = "{name} 第 {line} 行读不懂, 没有导入; 请从版本库恢复这个文件 (它记着编码, 不能删除)"

#: What tells one item from another: department, type, name, sub-item, level of the sheet — or its own code.
Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """One item that was imported once.

    `identity` and `fingerprint` find it again; `written` is the hash of the file's bytes as import wrote
    them, `before` that of the bytes they replace while an import is under way; `fields` the hash of each
    field as import wrote it.
    """

    code: str
    file: str
    identity: Identity
    fingerprint: str
    workbook: str
    written: str = ""
    before: str = ""
    fields: Mapping[str, str] | None = None

    def settled(self) -> Registered:
        """Return the entry of a finished import."""
        return replace(self, before="")


def digest(content: bytes | str, length: int = 16) -> str:
    """Return the beginning of the SHA-256 of a content in hexadecimal digits."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:length]


def field_digests(tree: Mapping[str, Node]) -> dict[str, str]:
    """Return the hash of every field of an item that a workbook can change."""
    return {key: digest(dump({key: value}), 6) for key, value in tree.items() if key not in _CONSTANT}


def read_register(content: bytes, name: str = NAME) -> tuple[Registered, ...]:
    """Read a register. Refusal when a line is damaged: to go on would give codes twice."""
    entries = []
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines()[1:], 2):
        if line.strip():
            entries.append(_entry(line, number, name))
    return tuple(entries)


def _entry(line: str, number: int, name: str) -> Registered:
    try:
        found = json.loads(line)
        identity = tuple(str(found.get(key, "")) for key in ("部门", "类型", "名称", "子项", "层级"))
        fields = {str(key): str(value) for key, value in found.get("字段", {}).items()}
        texts = {key: str(found.get(key, "")) for key in _KEYS}
        code, file = str(found["编码"]), str(found["文件"])
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise Refusal(_DAMAGED.format(name=name, line=number)) from error
    known = (texts["指纹"], texts["工作簿"], texts["写入"], texts["上次"])
    return Registered(code, file, identity, *known, fields)


def write_register(entries: Iterable[Registered]) -> bytes:
    """Return the bytes of a register."""
    lines = [json.dumps(_NOTE, ensure_ascii=False)]
    for entry in sorted(entries, key=lambda entry: (entry.code, entry.file)):
        department, kind, name, sub, level = entry.identity
        values = (entry.code, entry.file, department, kind, name, sub, level, entry.fingerprint, entry.workbook)
        row = dict(zip(_KEYS, (*values, entry.written, entry.before, dict(entry.fields or {})), strict=True))
        lines.append(json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()
