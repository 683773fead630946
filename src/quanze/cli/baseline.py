"""quanze baseline: what was wrong when the list was taken over. It only shrinks."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from quanze.atomic import write_atomically
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError, find_root, load_settings
from quanze.exchange.yaml_text import dump
from quanze.model.configuration import Baseline
from quanze.model.validation import read_record
from quanze.source import read

if TYPE_CHECKING:
    from quanze.engine.settings import Settings
    from quanze.exchange.yaml_text import Node
    from quanze.finding import Finding
    from quanze.model.configuration import Configuration

_HEAD = "# 基线: 接手清单时已有的问题。只减不增: 改好一条删一条 (quanze baseline), 不要手工添加。\n"


def run_baseline(as_of: str | None) -> int:
    """Write the baseline of a list, or take out of it what has been mended. Raises SettingsError."""
    root = find_root(Path.cwd())
    if root is None:
        raise SettingsError("这里和上级文件夹都没有 quanze.yaml。先用 quanze init 新建清单")
    settings = load_settings(root)
    target = root / settings.configuration.paths.baseline
    bare = replace(settings, configuration=_without_baseline(settings))
    result = check(bare, Request(as_of_date(as_of), jobs=0)).result
    known = _known(target, settings) if target.exists() else None
    now = {f.fingerprint: f for f in result.findings if f.fingerprint}
    kept = [f for name, f in now.items() if known is None or name in known]
    write_atomically(target, (_HEAD + _text(kept)).encode())
    name = target.relative_to(root).as_posix()
    if known is None:
        sys.stdout.write(
            f"基线 {name}: 记下 {len(kept):,} 条 (档位 {result.gate}), 以后 quanze check 只计数、不再列出\n"
        )
        sys.stdout.write("下一步  把它和清单一起提交; 改好一批后再运行 quanze baseline, 把改好的去掉\n")
        return EXIT_CLEAN
    sys.stdout.write(f"基线 {name}: {len(kept):,} 条, 去掉了改好的 {len(known) - len(kept):,} 条\n")
    if len(now) > len(kept):
        sys.stdout.write(f"另有 {len(now) - len(kept):,} 条不在基线里 (基线只减不增), quanze check 照常报告\n")
    return EXIT_CLEAN


def _without_baseline(settings: Settings) -> Configuration:
    paths = settings.configuration.paths.model_copy(update={"baseline": ".quanze/no-baseline"})
    return settings.configuration.model_copy(update={"paths": paths})


def _known(target: Path, settings: Settings) -> frozenset[str]:
    document = read(target, target.name).document
    record, hits = read_record(Baseline, document.root, settings.vocabulary) if document else (None, ())
    if record is None or hits:
        raise SettingsError("基线文件读不出来, 没有改动它; 请从版本库恢复", target.name)
    return frozenset(entry.fingerprint for entry in record.entries)


def _text(findings: list[Finding]) -> str:
    rows = [{"规则": f.rule, "编码": f.item or f.file, "指纹": f.fingerprint} for f in findings]
    return dump(cast("dict[str, Node]", {"基线": rows})) if rows else "基线: []\n"
