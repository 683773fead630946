"""docs/references.md is written by hand: its samples are read without a fault, its links lead somewhere."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from quanze.engine.run import Request, prepare
from quanze.engine.settings import load_settings
from quanze.exchange.register_file import REGISTERS
from quanze.rulebook import builtin_directory

if TYPE_CHECKING:
    from pathlib import Path

_YAML = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)
_LINK = re.compile(r"\]\(([^)#]+)\)")


def test_every_sample_is_read_without_a_fault(root: Path, tmp_path: Path) -> None:
    samples = dict(_YAML.findall((root / "docs/references.md").read_text("utf-8")))
    assert len(samples) == 2
    (tmp_path / "quanze.yaml").write_text("清单: {名称: 某县权责清单, 层级: 县级}\n", "utf-8")
    for name, text in samples.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    found = prepare(load_settings(tmp_path), Request(dt.date(2026, 11, 22)), other_lists=False)
    assert found.references.findings == ()
    assert found.context.lacks("通用目录") == found.context.lacks("登记册.收费目录清单") == ""


def test_every_link_leads_somewhere_and_every_register_is_explained(root: Path) -> None:
    text = (root / "docs/references.md").read_text("utf-8")
    assert all((root / "docs" / target).exists() for target in _LINK.findall(text))
    assert all(register in text for register in REGISTERS)


def test_the_rules_that_read_a_register_are_named_beside_it(root: Path) -> None:
    """A rule that needs a register stands in its row, so that a user knows what a missing one costs."""
    text = (root / "docs/references.md").read_text("utf-8")
    for path in builtin_directory().rglob("*.yaml"):
        needs = re.search(r"^需要: \[(.*)\]", path.read_text("utf-8"), re.MULTILINE)
        for register in re.findall(r"登记册\.([^,\]]+)", needs[1] if needs else ""):
            row = next(line for line in text.splitlines() if line.startswith(f"| {register} "))
            assert f"[{path.stem}]" in row
