"""Writing 法规补充: entries as the rows of the register, and new entries added to those that are there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanze.laws.key import title_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quanze.laws.supplement import OwnLaw


def rows_of(entries: Iterable[OwnLaw]) -> list[dict[str, str | list[str] | dict[str, str]]]:
    """Return entries as rows of the register, the keys in the order of the register, empty ones left out."""
    return [{key: value for key, value in _row(entry).items() if value} for entry in entries]


def added(existing: Iterable[OwnLaw], new: Iterable[OwnLaw]) -> tuple[OwnLaw, ...]:
    """Return the existing entries with the new ones: one of the same title and text takes the old one's place."""
    merged = {_identity(entry): entry for entry in existing}
    merged.update((_identity(entry), entry) for entry in new)
    return tuple(merged.values())


def _identity(entry: OwnLaw) -> tuple[str, str]:
    day = entry.promulgated or entry.effective
    return title_key(entry.title), entry.version or (day.isoformat() if day is not None else "")


def _row(entry: OwnLaw) -> dict[str, str | list[str] | dict[str, str]]:
    return {
        "名称": entry.title,
        "别名": list(entry.aliases),
        "位阶": entry.rank or "",
        "地区": entry.region or "",
        "机关": entry.issuer or "",
        "文号": entry.number or "",
        "公布": entry.promulgated.isoformat() if entry.promulgated is not None else "",
        "施行": entry.effective.isoformat() if entry.effective is not None else "",
        "版本": entry.version or "",
        "状态": entry.status or "",
        "废止日期": entry.repealed_on.isoformat() if entry.repealed_on is not None else "",
        "废止依据": entry.repealed_by or "",
        "取代": list(entry.replaces),
        "末条": str(entry.last_article) if entry.last_article is not None else "",
        "条文": dict(entry.articles),
    }
