"""口径: a profile laid over the one it is based on, and quanze.yaml over that; what is wrong, at its line.

Every layer says only what is different. A table (类型代码, 词表 …) is merged entry by entry; a list of words
is written anew (词), or some are added to it and some taken away (增加, 删去).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.engine.settings_error import SettingsError
from quanze.model.configuration import Changes, Parameter, Phrases, PhrasesChange, Profile, WordsChange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from quanze.finding import Part, Path
    from quanze.model.configuration import CodeScheme
    from quanze.source import Document

#: The numbers of quanze.yaml stand beside its other changes, not among them.
_NUMBERS: Final = "参数"
#: Words that the program itself goes by.
_FIXED: Final = ("档位",)
#: Numbers that make no sense at 0.
_AT_LEAST_ONE: Final = ("文件大小上限", "嵌套上限")
#: Numbers that are shares of a whole.
_SHARES: Final = ("比例", "占比")


@dataclass(frozen=True, slots=True)
class Layer:
    """What one file says of the profile: `name` as it is spoken of, `file` as it is reported.

    `prefix` is where in the document the changes stand; `lowest` = it is based on nothing, so its tables
    are what there is.
    """

    name: str
    file: str
    document: Document
    changes: Changes
    parameters: Mapping[str, Parameter]
    source: str = ""
    prefix: Path = ()
    lowest: bool = False

    def wrong(self, path: Path, message: str, part: Part = "value") -> SettingsError:
        """Return the error that something at a path of the changes is wrong."""
        span = self.document.span(self._whole(path), part)
        return SettingsError(message, self.file, span.line, span.column)

    def line(self, path: Path) -> int:
        """Return the line of a key of the changes."""
        return self.document.span(self._whole(path), "key").line

    def _whole(self, path: Path) -> Path:
        return path if path[0] == _NUMBERS else (*self.prefix, *path)


def laid_over(layers: Sequence[Layer]) -> Profile:
    """Return the profile that layers make, the lowest first. Raises SettingsError."""
    profile = Profile.model_construct(name=layers[0].name)
    for layer in layers:
        profile = _with(profile, layer)
    return profile


def _with(profile: Profile, layer: Layer) -> Profile:
    changes, written = layer.changes, layer.changes.model_fields_set
    words = _vocabularies(profile.vocabularies, layer)
    update: dict[str, object] = {
        "name": profile.name if layer.prefix else layer.name,
        "vocabularies": words,
        "parameters": _parameters(profile.parameters, layer),
        "synonyms": _synonyms(profile.synonyms, words, layer),
        "phrases": _phrases(profile.phrases, layer),
        "type_codes": _codes(profile.type_codes, changes.type_codes, words.get("类型", ()), layer, "类型代码"),
        "level_codes": _codes(profile.level_codes, changes.level_codes, words.get("行使层级", ()), layer, "层级代码"),
    }
    for attribute, key in (("code", "编码"), ("task_code", "实施编码")):
        if attribute in written:
            update[attribute] = _scheme(getattr(changes, attribute), layer, key)
    if "applied_for" in written:
        for index, word in enumerate(changes.applied_for):
            _known(word, words.get("类型", ()), layer, ("依申请类型", index), "词表“类型”里")
        update["applied_for"] = changes.applied_for
    if "needs_official_code" in written:
        update["needs_official_code"] = changes.needs_official_code
    return profile.model_copy(update=update)


def _known(name: str, known: Collection[str], layer: Layer, path: Path, where: str, part: Part = "value") -> None:
    if name not in known:
        from quanze.expression.suggestion import nearest  # noqa: PLC0415 - needed only to explain a mistake

        near = nearest(name, known)
        guess = f", 是否“{near}”?" if near else f"; 有的是: {'、'.join(known)}"
        raise layer.wrong(path, f"{where}没有“{name}”{guess}", part)


def _parameters(base: Mapping[str, Parameter], layer: Layer) -> dict[str, Parameter]:
    found = dict(base)
    for name, own in layer.parameters.items():
        path = (_NUMBERS, name)
        if not layer.lowest:
            _known(name, base, layer, path, "参数里", "key")
        if own.value < 0 or (name in _AT_LEAST_ONE and own.value < 1):
            raise layer.wrong(path, f"参数“{name}”太小, 现在是 {own.value:g}")
        if name.endswith(_SHARES) and own.value > 1:
            raise layer.wrong(path, f"参数“{name}”是比例, 应在 0 和 1 之间, 现在是 {own.value:g}")
        theirs = base.get(name)
        kept = {"unit": theirs.unit, "note": theirs.note} if theirs is not None else {}
        changed = {field: getattr(own, field) for field in own.model_fields_set}
        found[name] = Parameter.model_construct(**{"unit": None, "note": None, "source": None, **kept, **changed})
    return found


def _vocabularies(base: Mapping[str, tuple[str, ...]], layer: Layer) -> dict[str, tuple[str, ...]]:
    found = dict(base)
    for name, change in layer.changes.vocabularies.items():
        path: Path = ("词汇", name)
        if not layer.lowest:
            _known(name, base, layer, path, "词汇里", "key")
        if name in _FIXED and not layer.lowest:
            raise layer.wrong(path, f"“{name}”是固定的, 不能改", "key")
        _check_removed(change.removed, base.get(name, ()), layer, path)
        found[name] = _words(base.get(name, ()), change, layer, path)
        if not found[name]:
            raise layer.wrong(path, f"“{name}”里一个词也没有留下")
    return found


def _words(base: Sequence[str], change: WordsChange | PhrasesChange, layer: Layer, path: Path) -> tuple[str, ...]:
    """Return the words of a list: written anew, or those it had without some and with some more."""
    if change.words is not None:
        if change.added or change.removed:
            raise layer.wrong(path, "写了“词”, 就是全部的词, 不再写“增加”“删去”")
        return tuple(dict.fromkeys(change.words))
    for index, word in enumerate(change.added):
        if word in base:
            raise layer.wrong((*path, "增加", index), f"本来就有“{word}”, 不用增加")
    return (*(word for word in base if word not in change.removed), *dict.fromkeys(change.added))


def _check_removed(removed: Sequence[str], known: Collection[str], layer: Layer, path: Path) -> None:
    for index, word in enumerate(removed):
        _known(word, known, layer, (*path, "删去", index), "本来就")


def _synonyms(
    base: Mapping[str, dict[str, str]], words: Mapping[str, tuple[str, ...]], layer: Layer
) -> dict[str, dict[str, str]]:
    found = dict(base)
    for name, synonyms in layer.changes.synonyms.items():
        _known(name, words, layer, ("同义", name), "词汇里", "key")
        for synonym, meant in synonyms.items():
            _known(meant, words[name], layer, ("同义", name, synonym), f"词汇“{name}”里")
        found[name] = {**found.get(name, {}), **synonyms}
    return found


def _phrases(base: Mapping[str, Phrases], layer: Layer) -> dict[str, Phrases]:
    found = dict(base)
    for name, change in layer.changes.phrases.items():
        path: Path = ("词表", name)
        anew = change.words is not None or change.replacements is not None
        had = Phrases() if anew else base.get(name, Phrases())
        _check_removed(change.removed, (*had.words, *had.replacements), layer, path)
        kept = {old: new for old, new in had.replacements.items() if old not in change.removed}
        found[name] = Phrases.model_construct(
            source=change.source or had.source,
            words=_words(had.words, change, layer, path),
            replacements={**kept, **(change.replacements or {}), **change.added_replacements},
        )
    return found


def _codes(
    base: Mapping[str, str], own: Mapping[str, str], words: Sequence[str], layer: Layer, key: str
) -> dict[str, str]:
    for name in own:
        _known(name, words, layer, (key, name), "词汇里", "key")
    found = {**base, **own}
    by_code: dict[str, str] = {}
    for name, code in found.items():
        other = by_code.setdefault(code, name)
        if other != name and (name in own or other in own):
            raise layer.wrong((key, name if name in own else other), f"“{other}”和“{name}”的代码都是 {code}")
    return found


def _scheme(scheme: CodeScheme | None, layer: Layer, key: str) -> CodeScheme | None:
    for name, part in (scheme.parts if scheme is not None else {}).items():
        if len(part) != 2 or part[0] >= part[1]:
            raise layer.wrong((key, "分段", name), f"“{name}”要写成 [起, 止], 从 0 数起, 止比起大, 如 [0, 2]")
    return scheme


def origins(layers: Iterable[Layer], key: str, name: str) -> tuple[tuple[Layer, int], ...]:
    """Return the layers an entry of a table comes from with its lines: who wrote it anew, then who changed it."""
    found: list[tuple[Layer, int]] = []
    for layer in layers:
        table = layer.parameters if key == _NUMBERS else _table(layer.changes, key)
        if name in table:
            if _is_anew(table[name]):
                found.clear()
            found.append((layer, layer.line((key, name))))
    return tuple(found)


def _table(changes: Changes, key: str) -> Mapping[str, object]:
    attribute = next(name for name, info in Changes.model_fields.items() if info.alias == key)
    table = getattr(changes, attribute)
    return table if isinstance(table, dict) else {}


def _is_anew(change: object) -> bool:
    """Say whether an entry stands for the one below it, or only changes it."""
    if isinstance(change, PhrasesChange):
        return change.words is not None or change.replacements is not None
    return not isinstance(change, (WordsChange, dict)) or (isinstance(change, WordsChange) and change.words is not None)
