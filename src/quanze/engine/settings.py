"""The list's settings: the nearest quanze.yaml, and the profile (口径) it names."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quanze.engine.profiles import Layer, laid_over
from quanze.engine.settings_error import SettingsError as SettingsError  # noqa: PLC0414 - most ask for it here
from quanze.finding import FILE_START
from quanze.model.configuration import Configuration, Profile, ProfileFile
from quanze.model.record import Record
from quanze.model.validation import first_cause, read_record, sentence
from quanze.source import Document, read
from quanze.source.sentence import sentence as fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.finding import Part
    from quanze.finding import Path as TreePath
    from quanze.model.validation import Vocabulary

CONFIGURATION = "quanze.yaml"
R = TypeVar("R", bound=Record)
_NO_WORDS: Vocabulary = {"words": {}, "synonyms": {}}


@dataclass(frozen=True, slots=True)
class Settings:
    """A list as configured: its root folder, quanze.yaml and profile. `written` = there is a quanze.yaml.

    `layers` are the files the profile is made of, the lowest first, quanze.yaml the last.
    """

    root: Path
    configuration: Configuration
    profile: Profile
    written: bool
    layers: tuple[Layer, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words and synonyms every record of the list is read with."""
        return vocabulary_of(self.profile)

    @property
    def parameters(self) -> Mapping[str, float]:
        """The numbers of the profile."""
        return {name: parameter.value for name, parameter in self.profile.parameters.items()}

    def wrong(self, message: str, path: TreePath, part: Part = "value") -> SettingsError:
        """Return the error that something at a path of quanze.yaml is wrong."""
        span = self.layers[-1].document.span(path, part) if self.written else FILE_START
        return SettingsError(message, CONFIGURATION, span.line, span.column)


def vocabulary_of(profile: Profile) -> Vocabulary:
    """Return the validation context of a profile."""
    return {"words": profile.vocabularies, "synonyms": profile.synonyms, "phrases": profile.phrases}


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
        below = profile_layers("zwfw", root)
        return Settings(root, default, laid_over(below), written=False, layers=below)
    document = _document(file, CONFIGURATION)
    configuration = _record(Configuration, document, _gates())
    asked = document.span(("清单", "口径"))
    below = profile_layers(configuration.settings.profile, root, (CONFIGURATION, asked.line, asked.column))
    own = Layer(
        CONFIGURATION,
        CONFIGURATION,
        document,
        configuration.changes,
        configuration.parameters,
        prefix=("口径调整",),
    )
    profile = laid_over((*below, own))
    # once more, now that the profile's vocabularies are known
    configuration = _record(Configuration, document, vocabulary_of(profile))
    return Settings(root, configuration, profile, written=True, layers=(*below, own))


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
    return _record(kind, _document(file, file.name), _NO_WORDS)


def load_profile(name: str, root: Path) -> Profile:
    """Read a shipped profile by name, or a province's own by its path from the list's root.

    What a profile does not say it takes from the one it is based on. Raises SettingsError.
    """
    return laid_over(profile_layers(name, root))


def profile_layers(name: str, root: Path, asked: tuple[str, int, int] = (CONFIGURATION, 0, 0)) -> tuple[Layer, ...]:
    """Return what a profile is made of: that which is based on nothing first, itself last.

    `asked` is where it is named: file, line and column. Raises SettingsError.
    """
    found: dict[str, Layer] = {}
    following: str | None = name
    while following is not None:
        if following in found:
            raise SettingsError(f"口径“{following}”绕了一圈又基于它自己", *asked)
        file, shown = _profile_file(following, root, asked)
        document = _document(file, shown)
        written = _record(ProfileFile, document, _NO_WORDS)
        found[following] = Layer(
            f"口径 {written.name}",
            shown,
            document,
            written,
            written.parameters,
            source=written.source or "",
            lowest=written.base is None,
        )
        span = document.span(("基于",))
        following, asked = written.base, (shown, span.line, span.column)
    return tuple(reversed(found.values()))


def _profile_file(name: str, root: Path, asked: tuple[str, int, int]) -> tuple[Path, str]:
    """Return the file of a profile and its name in reports."""
    if name in shipped_profiles():
        return profiles_directory() / f"{name}.yaml", f"{name}.yaml"
    if (root / name).is_file():
        return root / name, name
    known = "、".join(shipped_profiles())
    raise SettingsError(f"没有口径“{name}”。可用的口径: {known}; 也可以写本省口径文件的路径", *asked)


def _document(file: Path, name: str) -> Document:
    reading = read(file, name)
    if reading.document is None or reading.damage:
        problem = reading.damage[0]
        raise SettingsError(f"配置读不出来: {fault(problem)}", name, problem.span.line, problem.span.column)
    return reading.document


def _record(kind: type[R], document: Document, vocabulary: Vocabulary) -> R:
    record, hits = read_record(kind, document.root, vocabulary)
    if record is None or hits:
        found = first_cause(hits)
        span = document.span(found.hit.path, found.hit.part)
        raise SettingsError(sentence(found), document.file, span.line, span.column)
    return record
