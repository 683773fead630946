"""A law index with one law of two texts, for judging quotations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from quanze.citation.law import Law, LawVersion, Structure
from quanze.citation.marks import marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quanze.citation.acting_level import Tenor

OLD = "任何单位和个人不得擅自占用城市道路堆放物料，确需占用的应当经主管部门批准。"
NEW = "任何单位和个人不得擅自占用城市道路堆放物料或者搭建设施，确需占用的应当报经城市管理部门同意。"
LISTED = (
    "有下列行为之一的，由城市管理部门责令限期改正：（一）擅自占用城市道路堆放物料的；（二）擅自挖掘城市道路敷设管线的。"
)
AIM = "为了加强城市道路管理，保障城市道路完好，制定本条例。"


class OneLaw:
    """A law index with one law of two texts."""

    has_text = True

    def __init__(self, rank: str = "行政法规", *, moved: bool = False, text: bool = True) -> None:
        first = LawVersion(
            "old", "城市道路条例", date(2010, 1, 1), date(2010, 1, 1), None, date(2010, 1, 1), True, 3, 3
        )  # fmt: skip
        second = replace(first, law_id="new", adopted=date(2020, 1, 1), since=date(2020, 6, 1))
        self.law = Law("城市道路条例", "城市道路条例", rank, versions=(first, second))  # type: ignore[arg-type]
        self._texts = {"old": {1: AIM, 2: OLD, 3: LISTED}, "new": {1: AIM, 2: LISTED, 3: NEW}}
        self._moved = {(2, 0): (3, 0), (3, 0): (2, 0)} if moved else {}
        self._has_text = text

    def find(self, title: str, number: str | None = None) -> Law | None:
        return self.law if title == "城市道路条例" else None

    def structure(self, version: LawVersion) -> Structure:
        return Structure({(article, 0): (0,) for article in self._texts[version.law_id]})

    def nearest(self, title: str, limit: int = 3) -> tuple[tuple[str, float], ...]:
        return ()

    def text(self, version: LawVersion, article: int, sub: int = 0) -> str | None:
        return self._texts[version.law_id].get(article) if self._has_text else None

    def tenor(self, version: LawVersion, article: int, sub: int = 0, paragraph: int | None = None) -> Tenor | None:
        return None

    def marks(self, version: LawVersion) -> Mapping[tuple[int, int], frozenset[int]]:
        texts = self._texts[version.law_id].items()
        return {(article, 0): frozenset(mark for _, mark in marks(text)) for article, text in texts}

    def moved(self, older: LawVersion, newer: LawVersion) -> Mapping[tuple[int, int], tuple[int, int]]:
        return self._moved
