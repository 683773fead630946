# 只需要 Python 3.11 以上。第一次运行会在本文件夹建一个 .venv, 不影响系统里的 Python。
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
AS_OF ?= 2026-11-22

.PHONY: check test lint docs bench clean

check: $(VENV)/.ready
	$(BIN)/quanze check --as-of $(AS_OF)

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check src tests benchmarks docs examples
	$(BIN)/ruff format --check src tests benchmarks docs examples
	$(BIN)/mypy
	$(BIN)/quanze rules test

docs: $(VENV)/.ready
	$(BIN)/python docs/make.py

bench: $(VENV)/.ready-dev
	$(BIN)/python benchmarks/run.py

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -c "import sys; sys.exit('需要 Python 3.11 以上, 现在是 ' + sys.version.split()[0]) if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
