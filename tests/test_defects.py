"""examples/defects: a list with one defect each, and the rule that finds it there and nothing else."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quanze.engine.run import Request, check
from quanze.engine.settings import load_settings
from quanze.history.previous import read_previous

if TYPE_CHECKING:
    from quanze.result import Result

DEFECTS = Path(__file__).resolve().parent.parent / "examples" / "defects"
AS_OF = dt.date(2026, 11, 22)


def _maker():
    spec = importlib.util.spec_from_file_location("make_defects", DEFECTS / "make.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make = _maker()
EVERY = make.defects()
RULES = sorted(path.stem for path in (DEFECTS.parent.parent / "rules").rglob("*.yaml"))


def checked(folder: Path, desk: Path) -> Result:
    """What `quanze check` makes of a list; one with an earlier state is put into git on the desk."""
    if (folder / make.BEFORE).is_dir():
        settings = load_settings(_with_history(folder, desk))
        request = Request(as_of=AS_OF, previous=read_previous(settings, "HEAD"))
    else:
        settings, request = load_settings(folder), Request(as_of=AS_OF)
    return check(settings, request).result


def findings_of(result: Result) -> list[dict[str, object]]:
    """What is reported, in its order."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "file": finding.file,
            "line": finding.span.line,
            "column": finding.span.column,
            "path": list(finding.path),
            "message": finding.message,
        }
        for finding in result.findings
    ]


def _with_history(folder: Path, desk: Path) -> Path:
    """A repository whose last commit is the earlier state of a list, and whose files are the present one."""
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.cn", "-c", "commit.gpgsign=false")
    shutil.copytree(folder / make.BEFORE, desk, dirs_exist_ok=True)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "以前")):
        subprocess.run(["git", "-C", str(desk), *settings, *words], check=True, capture_output=True)
    shutil.rmtree(desk / "data")
    shutil.copytree(folder, desk, dirs_exist_ok=True, ignore=shutil.ignore_patterns(make.BEFORE, make.GOLDEN))
    return desk


def test_every_rule_has_its_list():
    assert sorted(EVERY) == RULES


def test_the_lists_are_fresh(tmp_path):
    make.write(tmp_path, EVERY)
    assert _contents(DEFECTS) == _contents(tmp_path), "python examples/defects/make.py"


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for own in folder.iterdir() if own.is_dir() and own.name != "__pycache__" for path in own.rglob("*"))
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files if f.is_file() and f.name != make.GOLDEN}


@pytest.mark.parametrize("code", EVERY)
def test_the_rule_is_found_at_its_place_and_nothing_else(code, request, tmp_path):
    if (DEFECTS / code / make.BEFORE).is_dir() and shutil.which("git") is None:
        pytest.skip("没有 git: 两个状态的比较要用 git")
    defect, golden = EVERY[code], DEFECTS / code / make.GOLDEN
    result = checked(DEFECTS / code, tmp_path)
    findings = findings_of(result)
    not_run = {skipped.rule: skipped.reason for skipped in result.not_run}
    assert {rule: not_run.get(rule) for rule in defect.not_run} == defect.not_run
    own = [finding for finding in findings if finding["rule"] == code]
    assert [(f["file"], tuple(f["path"]), _text_at(defect, f)) for f in own] == [
        (place.file, place.path, place.text) for place in defect.places
    ]
    others = [finding for finding in findings if finding["rule"] != code]
    assert [f"{f['rule']} {f['message']}" for f in others if f["severity"] == "error"] == []
    assert {finding["rule"] for finding in others} == set(defect.besides)
    assert [f["message"] for f in findings if "（空）" in f["message"]] == [], "a message with a hole in it"
    if request.config.getoption("--update-golden"):
        golden.write_text(json.dumps(findings, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    assert findings == json.loads(golden.read_text("utf-8"))


def _text_at(defect, finding):
    """The text that begins where a finding is, as much of it as the list's description gives."""
    wanted = next((p.text for p in defect.places if (p.file, p.path) == (finding["file"], tuple(finding["path"]))), "")
    content = defect.files.get(finding["file"], b"")
    text = content.decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[finding["line"] - 1][finding["column"] - 1 :][: len(wanted)]
