"""不得含 with a word list of the profile: what is looked for is what the list means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quanze.engine.examples import example_context
from quanze.engine.settings import SettingsError, load_profile, load_settings, vocabulary_of
from quanze.finding import Hit
from quanze.model.item import Licence
from quanze.model.validation import read_record
from quanze.rulebook import Rule, make_rule
from quanze.rules.check import ItemCheck

if TYPE_CHECKING:
    from quanze.model.configuration import Profile


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The default profile."""
    return load_profile("zwfw", Path())


def found(profile: Profile, listed: str, field: str, text: str) -> list[object]:
    """Return what a rule with a word list finds in one field of an item."""
    tree = {
        "代码": "SXJ001",
        "名称": "本地要求",
        "级别": "warning",
        "依据": "本单位规定",
        "档位": "采集",
        "检查": "不得含",
        "字段": field,
        "词表": listed,
        "消息": "有“{命中}”",
        "怎么改": "改写",
        "正例": [{"名称": "甲"}],
        "反例": [{"名称": "乙"}],
    }
    words = vocabulary_of(profile)
    rule = make_rule(tree, "rules/SXJ001.yaml", words, builtin=False)
    assert isinstance(rule, Rule)
    assert isinstance(rule.check, ItemCheck)
    item, _ = read_record(Licence, {field: text}, words)
    assert item is not None
    hits = rule.check.run(item, example_context({}, profile, None))
    return [hit.values["命中"] for hit in hits if isinstance(hit, Hit)]


@pytest.mark.parametrize(
    ("listed", "text", "told"),
    [
        ("虚泛动词", "公路管理", ["管理"]),
        ("虚泛动词", "公路管理许可", []),
        ("占位主体", "地（州、市）农业农村局", ["地(州、市"]),
        ("占位主体", "示例县农业农村局", []),
        ("常见误字", "对隐匿帐册的处罚", ["帐册"]),
        ("过时机构", "示例县环保局", ["环保局"]),
        ("过时机构", "示例县文化广电和旅游局", []),
    ],
)
def test_a_word_list_is_searched_as_it_is_meant(profile: Profile, listed: str, text: str, told: list[str]) -> None:
    assert found(profile, listed, "名称", text) == told


@pytest.mark.parametrize("word", ["(管理", "+管理", "[甲"])
def test_a_word_of_a_profile_that_is_no_pattern_is_told_at_its_place(tmp_path: Path, word: str) -> None:
    (tmp_path / "quanze.yaml").write_text("清单: {名称: 试验, 口径: 本县.yaml}\n", "utf-8")
    (tmp_path / "本县.yaml").write_text(
        f"口径: 本县\n名称: 本县\n基于: zwfw\n词表:\n  虚泛动词:\n    词: ['{word}']\n", "utf-8"
    )
    with pytest.raises(SettingsError, match="正则表达式") as refused:
        load_settings(tmp_path)
    assert (refused.value.file, refused.value.line) == ("本县.yaml", 6)
