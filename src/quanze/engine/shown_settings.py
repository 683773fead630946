"""Every setting of a list and where its value comes from: quanze.yaml, a profile with its source, or the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from quanze.engine.calendar import shipped_years
from quanze.engine.settings import CONFIGURATION
from quanze.model.configuration import CodeScheme, Parameter, Phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quanze.engine.settings import Settings
    from quanze.model.calendar import CalendarYear, Holiday
    from quanze.model.configuration import Profile
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

    `origin` is quanze.yaml, the name of a profile (口径 zwfw), a file, 内置 or 默认; `source` what that
    gives as its own authority, "" where it gives none.
    """

    section: str
    name: str
    value: Value
    origin: str
    source: str = ""
    unit: str = ""
    note: str = ""


def shown_settings(
    settings: Settings, chain: Sequence[Profile], own_years: Iterable[tuple[str, CalendarYear]] = ()
) -> tuple[Shown, ...]:
    """Return every setting, by section. `chain` is the list's profile and those it is based on.

    `own_years` are the list's own calendar years with the files they are in.
    """
    return (
        *_section("清单", settings, "settings"),
        *_section("目录", settings, "paths"),
        *_section("规则", settings, "rules"),
        *_extra(settings),
        *_parameters(settings, chain),
        *_codes(chain),
        *(shown for section, attribute in _TABLES for shown in _tables(section, attribute, chain)),
        *_phrases(chain),
        *_calendar(own_years),
    )


def _section(name: str, settings: Settings, attribute: str) -> Iterator[Shown]:
    record: Record = getattr(settings.configuration, attribute)
    written = settings.written and attribute in settings.configuration.model_fields_set
    for field, info in type(record).model_fields.items():
        origin = CONFIGURATION if written and field in record.model_fields_set else DEFAULT
        yield Shown(name, info.alias or field, getattr(record, field), origin, note=info.description or "")


def _extra(settings: Settings) -> Iterator[Shown]:
    written = settings.configuration.extra_schema
    yield Shown(
        "扩展", "扩展模式", written, CONFIGURATION if written else DEFAULT, note="校验“扩展”的 JSON Schema 文件"
    )


def _from(profile: Profile) -> str:
    return f"口径 {profile.name}"


def _parameters(settings: Settings, chain: Sequence[Profile]) -> Iterator[Shown]:
    own = settings.configuration.parameters
    for name, profile, parameter in _named("parameters", chain):
        if not isinstance(parameter, Parameter):
            continue
        unit, note = parameter.unit or "", parameter.note or ""
        if name in own:
            yield Shown(
                "参数", name, own[name], CONFIGURATION, f"代替 {_from(profile)} 的 {parameter.value}", unit, note
            )
        else:
            yield Shown("参数", name, parameter.value, _from(profile), parameter.source or "", unit, note)


def _named(attribute: str, chain: Sequence[Profile]) -> Iterator[tuple[str, Profile, object]]:
    """Yield every entry of a table, in the order of the profile at the bottom, with the profile it comes from."""
    found: dict[str, tuple[Profile, object]] = {}
    for profile in reversed(chain):
        found |= {name: (profile, value) for name, value in getattr(profile, attribute).items()}
    for name, (profile, value) in found.items():
        yield name, profile, value


#: Section → the attribute of a profile that holds its table.
_TABLES = (("类型代码", "type_codes"), ("层级代码", "level_codes"), ("词汇", "vocabularies"), ("同义", "synonyms"))


def _tables(section: str, attribute: str, chain: Sequence[Profile]) -> Iterator[Shown]:
    for name, profile, value in _named(attribute, chain):
        kept = value if isinstance(value, (str, tuple, Mapping)) else None
        yield Shown(section, name, kept, _from(profile), profile.source or "")


def _codes(chain: Sequence[Profile]) -> Iterator[Shown]:
    """Yield what a profile says once: the code schemes, which types are applied for, whether codes are official."""
    for attribute, info in type(chain[0]).model_fields.items():
        if attribute not in ("code", "task_code", "applied_for", "needs_official_code"):
            continue
        profile = next((p for p in chain if attribute in p.model_fields_set), None)
        value = getattr(profile or chain[0], attribute)
        origin = _from(profile) if profile is not None else DEFAULT
        source = (profile.source or "") if profile is not None else ""
        name = info.alias or attribute
        if isinstance(value, CodeScheme):
            yield Shown("编码", name, value.pattern, origin, source, note=value.description)
        else:
            yield Shown("编码", name, value, origin, source)


def _phrases(chain: Sequence[Profile]) -> Iterator[Shown]:
    for name, profile, listed in _named("phrases", chain):
        if isinstance(listed, Phrases):
            source = listed.source or profile.source or ""
            if listed.words or not listed.replacements:
                yield Shown("词表", name, listed.words, _from(profile), source)
            if listed.replacements:
                yield Shown("词表", f"{name}{REPLACED}", listed.replacements, _from(profile), source)


def _calendar(own_years: Iterable[tuple[str, CalendarYear]]) -> Iterator[Shown]:
    years = {year.year: (BUILT_IN, year) for year in shipped_years()}
    years |= {year.year: (file, year) for file, year in own_years}
    for number in sorted(years):
        origin, year = years[number]
        yield Shown("节假日", str(number), tuple(map(_days, year.holidays)), origin, year.source)


def _days(holiday: Holiday) -> str:
    worked = f", 上班 {'、'.join(map(str, holiday.worked))}" if holiday.worked else ""
    return f"{holiday.name} {holiday.start} 至 {holiday.end}{worked}"
