"""Citation: one legal basis of an item (设定依据, 实施依据 and every other 依据)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator

from quanze.model.record import Record, key
from quanze.model.values import Text, text_as
from quanze.model.words import BasisKind, BasisRole


class Citation(Record):
    """一条依据: a law and the place in it.

    `clause` takes the official form (第十二条第一款第三项) and every form seen in real lists;
    `kind` is normally left out and taken from the law table.
    """

    law: Text | None = key("法规", None, note="法规全称, 不加书名号")
    number: Text | None = key("文号", None, note="如 国务院令第593号")
    version: Text | None = key("版本", None, note="如 2023年修订")
    clause: Text | None = key("条款", None, note="如 第十二条第一款第三项")
    quote: Text | None = key("原文", None, note="条文原文, 或者无法拆分的整段依据")
    kind: BasisKind | None = key("类别", None, note="一般不写, 由法规表给出", wrong="BAS020")
    role: BasisRole | None = key("角色", None)


def _one_citation(value: object) -> object:
    return [value] if isinstance(value, Mapping) else value


#: A list of citations; a single one may be written without the list.
Citations = Annotated[
    tuple[Citation, ...], BeforeValidator(_one_citation, json_schema_input_type=Citation | list[Citation])
]
#: A citation, or only a document number.
CitationOrNumber = Annotated[Citation, BeforeValidator(text_as("文号"), json_schema_input_type=Citation | str)]
