"""quanze.yaml as it is written on different systems."""

from __future__ import annotations

from quanze.engine.settings import load_settings


def test_a_path_as_windows_writes_it_means_the_same_everywhere(tmp_path):
    text = "清单: {名称: 甲}\n目录: {事项: 'data\\items', 下级清单: ['..\\乙镇', ..\\丙镇]}\n"
    (tmp_path / "quanze.yaml").write_text(text, "utf-8")
    paths = load_settings(tmp_path).configuration.paths
    assert paths.items == "data/items"
    assert paths.lower_lists == ("../乙镇", "../丙镇")
