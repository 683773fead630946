"""quanze config show: every setting and where its value comes from."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.cli.exit_codes import EXIT_CLEAN
from quanze.engine.references import own_years
from quanze.engine.settings import SettingsError, find_root, load_settings
from quanze.engine.shown_settings import REPLACED, Shown, shown_settings
from quanze.expression.template import shown
from quanze.text import clip, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.engine.shown_settings import Value

_NAME, _VALUE = 24, 34


def run_show(names: Sequence[str], format_: str) -> int:
    """Show every setting, or in full those whose section or name is named. Raises SettingsError."""
    if format_ not in ("text", "json"):
        raise SettingsError(f"--format 没有“{format_}”, 可用的有: text、json")
    settings = load_settings(find_root(Path.cwd()) or Path.cwd())
    every = shown_settings(settings, own_years(settings))
    chosen = [entry for entry in every if not names or any(name in _called(entry) for name in names)]
    if not chosen:
        raise SettingsError(f"没有设置“{'、'.join(names)}”, 用 quanze config show 查看全部设置")
    if format_ == "json":
        sys.stdout.write(json.dumps([_plain(entry) for entry in chosen], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_full(chosen) if names else _table(chosen)) + "\n")
    return EXIT_CLEAN


def _called(entry: Shown) -> tuple[str, ...]:
    """Return the names by which a setting may be asked for."""
    return entry.section, entry.name, entry.name.removesuffix(REPLACED)


def _plain(entry: Shown) -> dict[str, object]:
    value = dict(entry.value) if isinstance(entry.value, Mapping) else entry.value
    return {
        "section": entry.section,
        "name": entry.name,
        "value": value,
        "unit": entry.unit or None,
        "note": entry.note or None,
        "origin": entry.origin,
        "file": entry.file or None,
        "line": entry.line or None,
        "source": entry.source or None,
    }


def _table(entries: Iterable[Shown]) -> Iterator[str]:
    """Lay out every section; an origin that all of a section comes from is said once, behind its name."""
    for section, group in groupby(entries, lambda entry: entry.section):
        rows = tuple(group)
        origins = {_origin(entry) for entry in rows}
        yield f"{section}  {origins.pop()}" if len(rows) > 1 and len(origins) == 1 else section
        for entry in rows:
            name = entry.name if width(entry.name) > _NAME else pad(entry.name, _NAME)
            where = _where(entry) if origins else _line(entry)
            yield f"  {name} {pad(_short(entry), _VALUE if where else 0)}{f' {where}' if where else ''}".rstrip()


def _short(entry: Shown) -> str:
    """Return a value as it fits into the table: how many words there are where there are many."""
    value = entry.value
    if isinstance(value, (tuple, Mapping)):
        listed = shown(tuple(value))
        return listed if width(listed) <= _VALUE else f"{len(value)} 个, 如 {clip(shown(next(iter(value))), 18)}"
    return clip(f"{_text(value)} {entry.unit}".strip(), _VALUE)


def _text(value: Value) -> str:
    return "（未写）" if value is None else shown(value)


def _origin(entry: Shown) -> str:
    return f"{entry.origin} · {entry.source}" if entry.source else entry.origin


def _line(entry: Shown) -> str:
    return f"{entry.file}:{entry.line}" if entry.line else ""


def _where(entry: Shown) -> str:
    """Return where a value comes from, with the line it is written on: 口径 某省 本省.yaml:6 · 某省规定."""
    place = _line(entry)
    named = place if entry.origin == entry.file and place else f"{entry.origin} {place}".rstrip()
    return f"{named} · {entry.source}" if entry.source else named


def _full(entries: Iterable[Shown]) -> Iterator[str]:
    for entry in entries:
        yield f"{entry.section}.{entry.name}  {_where(entry)}"
        if entry.note:
            yield f"  {entry.note}"
        if isinstance(entry.value, Mapping):
            yield from (f"  {word}: {shown(meant)}" for word, meant in entry.value.items())
        elif isinstance(entry.value, tuple):
            yield from (f"  {word}" for word in entry.value) if entry.value else ("  （空）",)
        else:
            yield f"  {_text(entry.value)} {entry.unit}".rstrip()
