"""The list's settings: the nearest quanze.yaml, and the profile (口径) it names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quanze.finding import FILE_START
from quanze.model.configuration import Configuration, Profile
from quanze.model.record import Record
from quanze.model.validation import first_cause, read_record, sentence
from quanze.source import read
from quanze.source.sentence import sentence as fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.model.validation import Vocabulary

CONFIGURATION = "quanze.yaml"
R = TypeVar("R", bound=Record)
_NO_WORDS: Vocabulary = {"words": {}, "synonyms": {}}


class SettingsError(Exception):
    """Settings that cannot be used (exit 2): a Chinese sentence and, where known, the place."""

    def __init__(self, message: str, file: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Settings:
    """A list as configured: its root folder, quanze.yaml and profile. `written` = there is a quanze.yaml."""

    root: Path
    configuration: Configuration
    profile: Profile
    written: bool

    @property
    def vocabulary(self) -> Vocabulary:
        """The words and synonyms every record of the list is read with."""
        return vocabulary_of(self.profile)

    @property
    def parameters(self) -> Mapping[str, float]:
        """The numbers of the profile, replaced by those of quanze.yaml."""
        own = {name: parameter.value for name, parameter in self.profile.parameters.items()}
        return {**own, **self.configuration.parameters}


def vocabulary_of(profile: Profile) -> Vocabulary:
    """Return the validation context of a profile."""
    return {"words": profile.vocabularies, "synonyms": profile.synonyms}


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds a quanze.yaml."""
    here = start if start.is_dir() else start.parent
    here = Path(os.path.abspath(here))  # noqa: PTH100 - else what stands before “..” would count as above
    return next((folder for folder in (here, *here.parents) if (folder / CONFIGURATION).is_file()), None)


def load_settings(root: Path) -> Settings:
    """Read quanze.yaml of a list and its profile. Raises SettingsError."""
    file = root / CONFIGURATION
    if not file.is_file():
        default = Configuration.model_validate({"清单": {"名称": root.absolute().name or "清单"}}, context=_gates())
        return Settings(root, default, load_profile("zwfw", root), written=False)
    configuration = _read_settings(Configuration, file, CONFIGURATION, _gates())
    profile = load_profile(configuration.settings.profile, root)
    # once more, now that the profile's vocabularies are known
    configuration = _read_settings(Configuration, file, CONFIGURATION, vocabulary_of(profile))
    unknown = [name for name in configuration.parameters if name not in profile.parameters]
    if unknown:
        known = "、".join(profile.parameters)
        document = read(file, CONFIGURATION).document
        span = document.span(("参数", unknown[0]), "key") if document else FILE_START
        raise SettingsError(f"没有参数“{unknown[0]}”。可用的参数: {known}", CONFIGURATION, span.line, span.column)
    return Settings(root, configuration, profile, written=True)


def _gates() -> Vocabulary:
    levels = ("国家级", "省级", "市级", "县级", "乡级", "村级")
    return {"words": {"档位": ("采集", "审核", "发布"), "行使层级": levels}, "synonyms": {}}


def profiles_directory() -> Path:
    """Return the folder of the profiles that ship with quanze."""
    return Path(__file__).parent.parent / "profiles"


def shipped_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that ship with quanze."""
    return tuple(sorted(path.stem for path in profiles_directory().glob("*.yaml")))


def read_shipped(kind: type[R], file: Path) -> R:
    """Read a file that ships with quanze. Raises SettingsError when the installation is damaged."""
    return _read_settings(kind, file, file.name, _NO_WORDS)


def load_profile(name: str, root: Path) -> Profile:
    """Read a shipped profile by name, or a province's own by its path from the list's root.

    What a profile does not say it takes from the one it is based on. Raises SettingsError.
    """
    own, *bases = profile_chain(name, root)
    for base in bases:
        own = _merged(base, own)
    return own


def profile_chain(name: str, root: Path) -> tuple[Profile, ...]:
    """Return a profile as it is written, then the one it is based on, and so on. Raises SettingsError."""
    found: dict[str, Profile] = {}
    following: str | None = name
    while following is not None:
        if following in found:
            raise SettingsError(f"口径“{following}”绕了一圈又基于它自己", CONFIGURATION)
        found[following] = _written_profile(following, root)
        following = found[following].base
    return tuple(found.values())


def _written_profile(name: str, root: Path) -> Profile:
    if name in shipped_profiles():
        return _read_settings(Profile, profiles_directory() / f"{name}.yaml", f"口径 {name}", _NO_WORDS)
    if (root / name).is_file():
        return _read_settings(Profile, root / name, name, _NO_WORDS)
    known = "、".join(shipped_profiles())
    raise SettingsError(f"没有口径“{name}”。可用的口径: {known}; 也可以写本省口径文件的路径", CONFIGURATION)


def _merged(base: Profile, own: Profile) -> Profile:
    """Lay a profile over the one it is based on; tables are merged name by name."""
    update: dict[str, object] = {}
    for attribute in type(base).model_fields:
        if attribute not in own.model_fields_set:
            continue
        mine, theirs = getattr(own, attribute), getattr(base, attribute)
        update[attribute] = {**theirs, **mine} if isinstance(mine, dict) else mine
    return base.model_copy(update=update)


def _read_settings(kind: type[R], file: Path, name: str, vocabulary: Vocabulary) -> R:
    reading = read(file, name)
    if reading.document is None or reading.damage:
        problem = reading.damage[0]
        raise SettingsError(f"配置读不出来: {fault(problem)}", name, problem.span.line, problem.span.column)
    record, hits = read_record(kind, reading.document.root, vocabulary)
    if record is None or hits:
        found = first_cause(hits)
        span = reading.document.span(found.hit.path, found.hit.part)
        raise SettingsError(sentence(found), name, span.line, span.column)
    return record
