"""Every format of every hand-made result, word for word."""

from __future__ import annotations

import county
import pytest

from quanze.report import FORMATS, render
from quanze.report.view import View

SUFFIXES = {"json": "json", "gitlab": "gitlab.json", "sarif": "sarif", "junit": "xml", "markdown": "md", "html": "html"}


def lines_of(file):
    return county.SOURCES.get(file, ())


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "rich"])
def test_every_format_of_a_few_findings(golden, name):
    golden(f"few.{SUFFIXES.get(name, name)}", render(name, county.few(), View(lines=lines_of)))


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_a_clean_list(golden, name):
    suffix = "txt" if name == "rich" else SUFFIXES.get(name, name)
    golden(f"clean.{suffix}", render(name, county.clean(), View()))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("case", ["few", "common", "many", "crashed"])
def test_the_first_screen(golden, case, width):
    golden(f"{case}.screen{width}.txt", render("rich", getattr(county, case)(), View(width=width)))


@pytest.mark.parametrize("width", [80, 120])
def test_findings_in_full(golden, width):
    view = View(width=width, lines=lines_of, detail=True, unicode_boxes=True)
    golden(f"few.full{width}.txt", render("rich", county.few(), view))


def test_findings_in_full_with_colour(golden):
    view = View(lines=lines_of, detail=True, unicode_boxes=True, color=True)
    golden("crashed.colour.txt", render("rich", county.crashed(), view))


def test_what_most_of_the_list_has_is_one_finding_with_three_samples(golden):
    golden("common.full80.txt", render("rich", county.common(), View(lines=lines_of, detail=True)))


@pytest.mark.parametrize("name", ["github", "markdown"])
def test_what_most_of_the_list_has_is_merged_where_space_is_short(golden, name):
    golden(f"common.{SUFFIXES.get(name, name)}", render(name, county.common(), View()))


@pytest.mark.parametrize("name", ["rich", "text", "json", "markdown"])
def test_statistics_and_timing(golden, name):
    view = View(statistics=True, lines=lines_of)
    golden(f"timed.{'txt' if name == 'rich' else SUFFIXES.get(name, name)}", render(name, county.timed(), view))
