"""A citation whose law or clause could not be read is not judged: what is wrong with it is said already."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from quanze.engine.run import Request, check
from quanze.engine.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
ITEM = "data/items/示例县交通运输局/410118027000.yaml"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("    法规: 中华人民共和国行政许可法\n", "    法规: 待补充\n", "STY007"),
        ("    法规: 中华人民共和国行政许可法\n", "    法規: 中华人民共和国行政许可法\n", "SCH003"),
    ],
)
def test_one_cause_is_one_finding(tmp_path, old, new, rule):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "quanze.yaml", tmp_path / "quanze.yaml")
    item = tmp_path / ITEM
    text = item.read_text("utf-8")
    assert old.strip() in text
    item.write_text(text.replace(old.strip(), new.strip(), 1), "utf-8")
    result = check(load_settings(tmp_path), Request(dt.date(2026, 11, 22))).result
    assert [(f.rule, f.file) for f in result.findings] == [(rule, ITEM)]
