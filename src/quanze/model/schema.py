"""JSON Schemas of the files of a list, generated from the models: for editors and other tools.

A schema accepts and refuses what the model does, whether a YAML tool has typed the scalars or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quanze.model.calendar import CalendarYear
from quanze.model.catalogue import Batch, Catalogue
from quanze.model.configuration import Baseline, Configuration, ProfileFile, Waivers
from quanze.model.department import Department
from quanze.model.item import ITEM_TYPES, OtherPower
from quanze.model.register import LawRegister, Register
from quanze.model.rule import RuleFile
from quanze.model.rule_schema import refine

if TYPE_CHECKING:
    from quanze.model.record import Record
    from quanze.model.validation import Vocabulary

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: Name of a schema → the record it describes; `item` is the union over the types.
KINDS: Mapping[str, type[Record]] = {
    "department": Department,
    "catalogue": Catalogue,
    "delegation": Batch,
    "register": Register,
    "law_register": LawRegister,
    "calendar": CalendarYear,
    "waivers": Waivers,
    "baseline": Baseline,
    "config": Configuration,
    "profile": ProfileFile,
    "rule": RuleFile,
}
NAMES: tuple[str, ...] = ("item", *KINDS)


def schema(name: str, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a JSON Schema (2020-12) with the words of a profile. Raises KeyError for an unknown name."""
    made = _item_schema() if name == "item" else _record_schema(KINDS[name])
    if name == "rule":
        refine(made, vocabulary["words"])
    _simplify(made, vocabulary["words"], vocabulary["synonyms"])
    return {"$schema": _DIALECT, "$id": f"quanze/{name}.json", **made}


def _record_schema(kind: type[Record]) -> dict[str, Any]:
    return kind.model_json_schema(by_alias=True, mode="validation")


def _item_schema() -> dict[str, Any]:
    """Describe the union by 类型: for each type its own record, so that an editor offers its fields."""
    definitions: dict[str, Any] = {}
    branches = []
    for written, kind in ITEM_TYPES.items():
        made = _record_schema(kind)
        definitions |= made.pop("$defs", {})
        definitions[kind.__name__] = made
        condition = {"properties": {"类型": {"const": written}}, "required": ["类型"]}
        branches.append({"if": condition, "then": {"$ref": f"#/$defs/{kind.__name__}"}})
    known = {"properties": {"类型": {"enum": list(ITEM_TYPES)}}, "required": ["类型"]}
    branches.append({"if": {"not": known}, "then": {"$ref": f"#/$defs/{OtherPower.__name__}"}})
    return {"$defs": definitions, "title": "权责事项", "type": "object", "required": ["类型"], "allOf": branches}


def _simplify(node: object, words: Mapping[str, Any], synonyms: Mapping[str, Any]) -> None:
    """Put the words of the vocabularies in, and take out what says nothing to an editor."""
    if isinstance(node, list):
        for element in node:
            _simplify(element, words, synonyms)
        return
    if not isinstance(node, dict):
        return
    _without_null(node)
    if "properties" in node:  # of a record the description is that of its class, for who reads the code
        node.pop("description", None)
    vocabulary = node.pop("x-词表", None)
    if vocabulary is not None:
        allowed = [*words.get(vocabulary, ()), *synonyms.get(vocabulary, {})]
        node["enum"] = allowed
    title = node.get("title")
    if isinstance(title, str) and title.isascii():
        del node["title"]
    if node.get("default", 0) is None:
        del node["default"]
    for value in list(node.values()):
        _simplify(value, words, synonyms)


def _without_null(node: dict[str, Any]) -> None:
    """Take null out of a type: an optional field is left out or empty, never null."""
    branches = node.get("anyOf")
    if isinstance(branches, list) and {"type": "null"} in branches:
        kept = [branch for branch in branches if branch != {"type": "null"}]
        del node["anyOf"]
        node.update(kept[0] if len(kept) == 1 else {"anyOf": kept})
