"""What every record of the model shares: Chinese keys, frozen, and a name for each absence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from quanze.finding import Gate

_REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Speaks:
    """Which rule speaks of a field, so that one defect is one finding under that rule's ground.

    `absent` speaks when the field is missing, `wrong` when its value is of the wrong type or not in
    the vocabulary; `gate` replaces that rule's own gate.
    """

    absent: str = "SCH004"
    wrong: str = ""
    gate: Gate | None = None


class Record(BaseModel):
    """A mapping of the list: unknown keys are refused, values never change.

    `literal` = words such as 待补充 are values here, not the absence of one (examples of rules).
    """

    literal: ClassVar[bool] = False

    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_default=False,
        revalidate_instances="never",
        protected_namespaces=(),
    )


def key(
    name: str,
    default: object = _REQUIRED,
    *,
    absent: str = "SCH004",
    wrong: str = "",
    gate: Gate | None = None,
    note: str = "",
    **limits: Any,
) -> Any:
    """Declare a field by its Chinese key.

    Without `default` the field is mandatory and `absent` names the rule that reports its absence.
    `note` is the hint an editor sees while typing; `limits` are pydantic's (ge, le, max_length …).
    """
    extra: dict[str, Any] = {} if default is _REQUIRED else {"default": default}
    info: FieldInfo = Field(alias=name, description=note or None, **extra, **limits)
    if absent != "SCH004" or wrong or gate:
        info.metadata.append(Speaks(absent, wrong, gate))
    return info


def speaker(info: FieldInfo) -> Speaks:
    """Return which rules speak of a field."""
    return next((m for m in info.metadata if isinstance(m, Speaks)), _DEFAULT_SPEAKER)


def key_of(info: FieldInfo, attribute: str) -> str:
    """Return the Chinese key of a field."""
    return info.alias or attribute


_DEFAULT_SPEAKER = Speaks()
