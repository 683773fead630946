"""The sample item of a new list and its body: written by quanze init, gone when real items arrive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quanze.exchange.intake.local_codes import Candidate, assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEVELS = ("国家级", "省级", "市级", "县级", "乡级", "村级")
_TEMPLATES = Path(__file__).parent.parent / "templates"
_DEPARTMENT = "示例县图书馆管理局"


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its marks replaced."""
    text = (_TEMPLATES / template).read_text("utf-8")
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def sample_files(level: str) -> dict[str, str]:
    """Return the files of the sample by their place in a list of a level."""
    code = next_code(_DEPARTMENT, "公共服务", "公共图书馆免费借阅服务", ())
    values = {"{层级}": level, "{编码}": code}
    return {
        f"data/departments/{_DEPARTMENT}.yaml": filled("department.yaml", values),
        f"data/items/{_DEPARTMENT}/{code}.yaml": filled("item.yaml", values),
    }


def remove_sample(root: Path) -> tuple[str, ...]:
    """Remove the files of the sample that nobody has touched; return their places.

    Left in a real list the sample would be published, and its body would be the only one in the
    register of departments, so that every real body would be reported as unknown.
    """
    removed = []
    for place in sample_files(""):
        file = root / place
        if file.is_file() and file.read_bytes() in {sample_files(level)[place].encode() for level in LEVELS}:
            file.unlink()
            removed.append(place)
            if not any(file.parent.iterdir()) and file.parent.name == _DEPARTMENT:
                file.parent.rmdir()
    return tuple(removed)


def next_code(department: str, type_: str, name: str, taken: Iterable[str]) -> str:
    """Return the local code of a new item: the next one that was never given."""
    ((code, _),) = assign([Candidate((department, type_, name, "", ""), "")], (), taken)
    return code
