"""What every test may use: the repository's root and, where it is there, the shared reference data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# CI judges the same examples every time; QUANZE_FUZZ=1 looks for new ones.
settings.register_profile("repeatable", derandomize=True)
if not os.environ.get("QUANZE_FUZZ"):
    settings.load_profile("repeatable")

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-golden` rewrite the golden files instead of comparing with them."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The published workbooks, laws and citations that are kept beside the checkout."""
    path = ROOT.parent / "shared" / "data"
    if not path.is_dir():
        pytest.skip("没有 ../shared/data: 公开样本不随项目分发, 只在开发机上测试")
    return path


@pytest.fixture(scope="session")
def design() -> Path:
    """The design documents with the example list that fixes key names and nesting."""
    path = ROOT.parent / "shared" / "design"
    if not path.is_dir():
        pytest.skip("没有 ../shared/design: 设计文件不随项目分发, 只在开发机上测试")
    return path
