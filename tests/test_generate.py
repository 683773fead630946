"""The synthetic lists that are measured: without defects nothing is found in them, with defects as many as asked."""

import datetime as dt
import hashlib
import importlib.util
from pathlib import Path

import pytest

from quanze.engine.run import Request, check
from quanze.engine.settings import load_settings

GENERATE = Path(__file__).resolve().parent.parent / "benchmarks" / "generate.py"
AS_OF = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def generate():
    spec = importlib.util.spec_from_file_location("generate_lists", GENERATE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.generate


def bytes_of(folder):
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def test_a_list_without_defects_is_clean(generate, tmp_path):
    generate(200, tmp_path / "list")
    result = check(load_settings(tmp_path / "list"), Request(AS_OF)).result
    assert result.items == 200
    assert [(f.rule, f.file, f.message) for f in result.findings] == []


def test_defects_are_found_and_the_same_arguments_give_the_same_bytes(generate, tmp_path):
    generate(100, tmp_path / "one", seed=7, defects=0.3)
    generate(100, tmp_path / "two", seed=7, defects=0.3)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    result = check(load_settings(tmp_path / "one"), Request(AS_OF)).result
    assert 15 <= len({finding.file for finding in result.findings}) <= 45
