"""扩展 is the province's own: validated by the JSON Schema that quanze.yaml names (扩展模式)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quanze.engine.settings import CONFIGURATION, Settings, SettingsError
from quanze.finding import Hit
from quanze.model.validation import FieldHit
from quanze.model.values import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.source import Tree

_KEY = "扩展"
_WORDS = {
    "type": "类型不对, 应为 {}",
    "enum": "只能是 {} 之一",
    "const": "只能是 {}",
    "pattern": "不合规定的写法 {}",
    "minLength": "至少 {} 个字",
    "maxLength": "至多 {} 个字",
    "minItems": "至少 {} 项",
    "maxItems": "至多 {} 项",
}
_TYPES = {"string": "文字", "object": "一组字段", "array": "列表"}


@dataclass(frozen=True, slots=True)
class ExtraSchema:
    """A compiled JSON Schema for 扩展. Every scalar is text there, as the reader gives it."""

    validator: Any

    def hits(self, root: Tree) -> Iterator[FieldHit]:
        """Yield what is wrong with the 扩展 of an item."""
        extra = root.get(_KEY) if isinstance(root, dict) else None
        if extra is None:
            return
        for error in sorted(self.validator.iter_errors(extra), key=lambda e: [str(part) for part in e.absolute_path]):
            path = (_KEY, *error.absolute_path)
            name = next((str(part) for part in reversed(path) if isinstance(part, str)), _KEY)
            if error.validator == "required":
                missing = next(key for key in error.validator_value if key not in error.instance)
                values = {"字段": missing, "所在": _KEY}
                yield FieldHit("SCH004", Hit((*path, missing), values, variant="缺少", key=missing))
            elif error.validator == "additionalProperties":
                for key in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
                    values = {"字段": key, "建议": ""}
                    yield FieldHit("SCH003", Hit((*path, key), values, variant="无近似", part="key", key=key))
            else:
                values = {"字段": name, "值": shown(error.instance), "应为": _expected(error)}
                yield FieldHit("SCH005", Hit(path, values, key=name))


def _expected(error: Any) -> str:
    value = error.validator_value
    words = [_TYPES.get(str(word), str(word)) for word in (value if isinstance(value, list) else [value])]
    return _WORDS.get(str(error.validator), "不合扩展模式的规定 {}").format("、".join(words))


def load_extra_schema(settings: Settings) -> ExtraSchema | None:
    """Read the JSON Schema that quanze.yaml names, None when it names none. Raises SettingsError."""
    name = settings.configuration.extra_schema
    if name is None:
        return None
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only for lists that use it
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    try:
        schema = json.loads((settings.root / name).read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
    except OSError:
        raise SettingsError(f"扩展模式文件 {name} 打不开", CONFIGURATION) from None
    except (ValueError, SchemaError):
        raise SettingsError(f"扩展模式文件 {name} 不是正确的 JSON Schema", CONFIGURATION) from None
    return ExtraSchema(Draft202012Validator(schema))
