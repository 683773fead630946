"""扩展 is validated by the JSON Schema that quanze.yaml names."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from quanze.engine.run import Request, check
from quanze.engine.settings import SettingsError, load_settings

SCHEMA = {
    "type": "object",
    "properties": {"省编码": {"type": "string", "pattern": "^S[0-9]+$"}, "标签": {"type": "array"}},
    "required": ["省编码"],
    "additionalProperties": False,
}


@pytest.fixture
def findings(tmp_path):
    (tmp_path / "quanze.yaml").write_text("清单: {名称: 试验, 口径: local}\n扩展模式: 扩展.json\n", "utf-8")
    (tmp_path / "扩展.json").write_text(json.dumps(SCHEMA), "utf-8")

    def run(extra: str) -> list[tuple[str, tuple]]:
        path = tmp_path / "data/items/甲/1.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"名称: 甲\n扩展: {extra}\n", "utf-8")
        result = check(load_settings(tmp_path), Request(dt.date(2026, 11, 22))).result
        return [(f.rule, f.path) for f in result.findings if f.path[:1] == ("扩展",)]

    return run


def test_what_fits_is_accepted(findings):
    assert findings("{省编码: S12, 标签: [甲]}") == []


def test_what_does_not_fit_is_named_at_its_place(findings):
    assert findings("{省编码: X12}") == [("SCH005", ("扩展", "省编码"))]
    assert findings("{标签: [甲]}") == [("SCH004", ("扩展", "省编码"))]
    assert findings("{省编码: S1, 标鉴: 甲}") == [("SCH003", ("扩展", "标鉴"))]


def test_a_schema_that_is_none_is_a_configuration_error(tmp_path):
    (tmp_path / "quanze.yaml").write_text("清单: {名称: 试验}\n扩展模式: 扩展.json\n", "utf-8")
    (tmp_path / "扩展.json").write_text('{"type": "没有"}', "utf-8")
    with pytest.raises(SettingsError, match="不是正确的 JSON Schema"):
        check(load_settings(tmp_path), Request(dt.date(2026, 11, 22)))
