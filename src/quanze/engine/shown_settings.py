"""Every setting of a list and where its value comes from: quanze.yaml, a profile with its source, or the default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from quanze.engine.calendar import shipped_years
from quanze.engine.profiles import origins
from quanze.engine.settings import CONFIGURATION
from quanze.model.configuration import CodeScheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quanze.engine.profiles import Layer
    from quanze.engine.settings import Settings
    from quanze.model.calendar import CalendarYear, Holiday
    from quanze.model.record import Record

#: What a setting may be: a text, a number, a list of texts, or a table of texts.
Value: TypeAlias = "str | float | bool | tuple[str, ...] | Mapping[str, str] | None"

DEFAULT = "默认"
BUILT_IN = "内置"
#: Behind the name of a word list: what it replaces by what.
REPLACED = " (替换)"


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting: where it belongs, its value, and where that comes from.

    `origin` is quanze.yaml, the name of a profile (口径 zwfw), a file, 内置 or 默认; `file` and `line` where
    it is written there (line 0 = a file as a whole, "" = nowhere); `source` what that gives as its own
    authority, "" where it gives none.
    """

    section: str
    name: str
    value: Value
    origin: str
    file: str = ""
    line: int = 0
    source: str = ""
    unit: str = ""
    note: str = ""


def shown_settings(settings: Settings, own_years: Iterable[tuple[str, CalendarYear]] = ()) -> tuple[Shown, ...]:
    """Return every setting, by section. `own_years` are the list's own calendar years with their files."""
    return (
        *_section("清单", settings, "settings"),
        *_section("目录", settings, "paths"),
        *_section("规则", settings, "rules"),
        *_extra(settings),
        *_parameters(settings),
        *_codes(settings),
        *(shown for section, attribute in _TABLES for shown in _tables(section, attribute, settings)),
        *_phrases(settings),
        *_calendar(own_years),
    )


def _section(name: str, settings: Settings, attribute: str) -> Iterator[Shown]:
    record: Record = getattr(settings.configuration, attribute)
    written = settings.written and attribute in settings.configuration.model_fields_set
    for field, info in type(record).model_fields.items():
        key, value = info.alias or field, getattr(record, field)
        if written and field in record.model_fields_set:
            line = settings.layers[-1].document.span((name, key), "key").line
            yield Shown(name, key, value, CONFIGURATION, CONFIGURATION, line, note=info.description or "")
        else:
            yield Shown(name, key, value, DEFAULT, note=info.description or "")


def _extra(settings: Settings) -> Iterator[Shown]:
    written, note = settings.configuration.extra_schema, "校验“扩展”的 JSON Schema 文件"
    if written:
        line = settings.layers[-1].document.span(("扩展模式",), "key").line
        yield Shown("扩展", "扩展模式", written, CONFIGURATION, CONFIGURATION, line, note=note)
    else:
        yield Shown("扩展", "扩展模式", None, DEFAULT, note=note)


def _parameters(settings: Settings) -> Iterator[Shown]:
    for name, parameter in settings.profile.parameters.items():
        places = origins(settings.layers, "参数", name)
        layer, line = places[-1]
        below = [one for one in settings.layers[: settings.layers.index(layer)] if name in one.parameters]
        source = parameter.source or ""
        if below:
            instead = f"代替 {below[-1].name} 的 {below[-1].parameters[name].value}"
            source = f"{source}; {instead}" if source else instead
        unit, note = parameter.unit or "", parameter.note or ""
        yield Shown("参数", name, parameter.value, layer.name, layer.file, line, source, unit, note)


#: Section → the attribute of a profile that holds its table.
_TABLES = (("类型代码", "type_codes"), ("层级代码", "level_codes"), ("词汇", "vocabularies"), ("同义", "synonyms"))


def _tables(section: str, attribute: str, settings: Settings) -> Iterator[Shown]:
    for name, value in getattr(settings.profile, attribute).items():
        yield _placed(section, name, value, settings.layers, section)


def _placed(section: str, name: str, value: Value, layers: Sequence[Layer], key: str, source: str = "") -> Shown:
    """Return an entry of a table: the layer that wrote it last, and the one it changes."""
    places = origins(layers, key, name.removesuffix(REPLACED))
    layer, line = places[-1]
    first = places[0][0]
    own = source or layer.source
    if first is not layer:
        changed = f"在 {first.name} 的基础上改"
        own = f"{own}; {changed}" if own else changed
    return Shown(section, name, value, layer.name, layer.file, line, own)


def _codes(settings: Settings) -> Iterator[Shown]:
    """Yield what a profile says once: the code schemes, which types are applied for, whether codes are official."""
    for attribute, key in _ONCE.items():
        layer = next((one for one in reversed(settings.layers) if attribute in one.changes.model_fields_set), None)
        value = getattr(settings.profile, attribute)
        note = value.description if isinstance(value, CodeScheme) else ""
        shown = value.pattern if isinstance(value, CodeScheme) else value
        if layer is None:
            yield Shown("编码", key, shown, DEFAULT, note=note)
        else:
            yield Shown("编码", key, shown, layer.name, layer.file, layer.line((key,)), layer.source, note=note)


_ONCE = {"code": "编码", "task_code": "实施编码", "applied_for": "依申请类型", "needs_official_code": "官方编码"}


def _phrases(settings: Settings) -> Iterator[Shown]:
    for name, listed in settings.profile.phrases.items():
        source = listed.source or ""
        if listed.words or not listed.replacements:
            yield _placed("词表", name, listed.words, settings.layers, "词表", source)
        if listed.replacements:
            yield _placed("词表", f"{name}{REPLACED}", listed.replacements, settings.layers, "词表", source)


def _calendar(own_years: Iterable[tuple[str, CalendarYear]]) -> Iterator[Shown]:
    years = {year.year: (BUILT_IN, f"calendar/{year.year}.yaml", year) for year in shipped_years()}
    years |= {year.year: (file, file, year) for file, year in own_years}
    for number in sorted(years):
        origin, file, year = years[number]
        yield Shown("节假日", str(number), tuple(map(_days, year.holidays)), origin, file, source=year.source)


def _days(holiday: Holiday) -> str:
    worked = f", 上班 {'、'.join(map(str, holiday.worked))}" if holiday.worked else ""
    return f"{holiday.name} {holiday.start} 至 {holiday.end}{worked}"
