"""What starting quanze imports: the version and completion must come at once."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("pydantic", "rich", "ruamel", "typer", "sqlite3")


def test_version_imports_nothing_heavy():
    program = (
        "import sys; sys.argv = ['quanze', '--version']\n"
        "from quanze.cli.main import main\n"
        "main()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    version, modules = done.stdout.splitlines()
    assert version.startswith("quanze ")
    assert modules == "[]"


def test_help_imports_neither_models_nor_parsers(run):
    program = (
        "import sys; sys.argv = ['quanze', 'check', '--help']\n"
        "from quanze.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('rich', 'ruamel', 'quanze.model') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[0].startswith("用法: quanze check")
    assert done.stdout.splitlines()[-1] == "[]"


def _imported(*arguments: str) -> set[str]:
    """What a command has imported when it is done."""
    program = (
        f"import sys; sys.argv = ['quanze', *{arguments!r}]\n"
        "from quanze.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return set(done.stderr.splitlines())


def test_explaining_a_rule_needs_neither_items_nor_checks():
    modules = _imported("explain", "BAS005")
    assert "quanze.rule_file" in modules
    assert not {"quanze.model.item", "quanze.engine.run", "quanze.expression.compiler"} & modules
    assert not [name for name in modules if name.startswith("quanze.rules.checks.b")]


def test_listing_the_rules_needs_no_checks(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    modules = _imported("rules", "list")
    assert "quanze.rule_file" in modules
    assert not {"quanze.engine.run", "quanze.rules.checks.basis"} & modules


def test_help_is_chinese(run):
    for arguments in ((), ("check",), ("import",), ("rules",), ("rules", "test"), ("init",), ("new",), ("schema",)):
        done = run(*arguments, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith("用法: ")
        for english in ("Usage", "Options", "Show this", "Commands", "Arguments"):
            assert english not in done.stdout
