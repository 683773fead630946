"""The cells of published workbooks: what every one of them must give, checked by simpler means."""

from __future__ import annotations

import json
import lzma
import re
from typing import TYPE_CHECKING

import pytest

from quanze.citation.numeral import to_int
from quanze.citation.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("实施依据", "责任事项依据", "责任事项依据#1", "责任事项依据#2")
#: An article at the start of a line, with a colon behind it: in these workbooks always one that is cited.
CITED = re.compile(r"^\s*第([一二三四五六七八九十百零]+)条(?:第[一二三四五六七八九十]+[款项])*\s*[:：]", re.MULTILINE)
LABELLED = re.compile(r"【(法律|法规|规章|规范性文件)】\s*《[^《》<>〈〉（(]+》\s*[（(\n第]")


@pytest.fixture(scope="module")
def cells(shared_data: Path) -> list[str]:
    """Every different cell with legal bases."""
    with lzma.open(shared_data / "lists" / "rows.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return sorted({str(row[column]) for row in rows for column in COLUMNS if str(row.get(column) or "").strip()})


def test_every_cited_article_is_read(cells: list[str]) -> None:
    missed = []
    for cell in cells:
        read = {reference.article for citation in parse(cell) for reference in citation.references}
        missed += [(article, cell[:60]) for article in CITED.findall(cell) if to_int(article) not in read]
    assert not missed


def test_every_labelled_title_is_read(cells: list[str]) -> None:
    missed = []
    for cell in cells:
        read = [citation.rank_label for citation in parse(cell) if citation.title_span]
        missed += [cell[:60] for rank in LABELLED.findall(cell) if rank not in read]
    assert not missed


def test_hardly_anything_is_left_unread(cells: list[str]) -> None:
    citations = [citation for cell in cells for citation in parse(cell)]
    assert len(citations) > 3000
    assert sum(bool(citation.unread) for citation in citations) < len(citations) / 50
    assert sum(citation.implicit for citation in citations) < 5


def test_every_quotation_is_in_its_cell_and_ends_before_the_next_law(cells: list[str]) -> None:
    for cell in cells:
        for citation in parse(cell):
            if citation.quote_span:
                assert cell[slice(*citation.quote_span)] == citation.quote
                assert "\n【法律】《" not in (citation.quote or "")
                assert "\n【法规】《" not in (citation.quote or "")
