"""Write the generated pages of this folder: the rules, the fields, how far a citation can be checked.

Run by `make docs`. The same rules, models and law table give the same bytes; tests/test_docs.py fails
when a page is stale.
"""

from __future__ import annotations

from pathlib import Path

import fields_page
import laws_page
import own_rules_page
import rules_pages

from quanze.engine.settings import load_settings
from quanze.laws.table import LawTable
from quanze.rulebook import load

DOCS = Path(__file__).resolve().parent


def pages() -> dict[str, str]:
    """Return every generated page by its path in this folder."""
    settings = load_settings(DOCS.parent)
    rules = tuple(load(settings.vocabulary).rules.values())
    return {
        **rules_pages.pages(rules),
        "own-rules.md": own_rules_page.page(),
        "laws.md": laws_page.page(LawTable.open(), rules),
        "fields.md": fields_page.page(settings.vocabulary["words"], rules),
    }


def write(folder: Path) -> None:
    """Write every page, and remove the pages of rules that are no more."""
    made = pages()
    for page in folder.glob("rules/*.md"):
        if f"rules/{page.name}" not in made:
            page.unlink()
    for name, text in made.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


if __name__ == "__main__":
    write(DOCS)
