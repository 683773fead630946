"""Waivers (豁免): findings that are accepted for a stated reason, by somebody, until a day.

A waiver names the rule and the item (编码) or file, and may name the field. One that lacks its reason,
approver or term, or that has expired, waives nothing; nor does one of a rule on legality that stands
outside the guarded file. The baseline (基线) holds what was wrong when the list was taken over: it is
counted, not shown, and it only shrinks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quanze.absent import is_absent
from quanze.finding import Hit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from quanze.finding import Finding
    from quanze.model.configuration import BaselineEntry, Waiver
    from quanze.rulebook import Rule
    from quanze.rules.context import Filed

_WANTED = (("理由", "reason"), ("批准", "approved_by"), ("截止", "until"))


@dataclass(frozen=True, slots=True)
class WaiverHit:
    """What is wrong with a waiver or the baseline: the rule that speaks of it (WAV), its file, the hit."""

    rule: str
    file: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Waived:
    """The findings that are left, how many were waived, and what is wrong with the waivers."""

    findings: tuple[Finding, ...]
    count: int
    hits: tuple[WaiverHit, ...]


def apply_waivers(findings: Sequence[Finding], waivers: Sequence[Filed[Waiver]], as_of: dt.date) -> Waived:
    """Take the waived findings out."""
    hits: list[WaiverHit] = []
    usable: list[Filed[Waiver]] = []
    for filed in waivers:
        wrong = list(_wrong(filed, as_of))
        hits += wrong
        if not wrong:
            usable.append(filed)
    used: set[int] = set()
    left: list[Finding] = []
    for finding in findings:
        match = next((n for n, filed in enumerate(usable) if _covers(filed.record, finding)), None)
        if match is None:
            left.append(finding)
        else:
            used.add(match)
    hits += [_unused(filed) for n, filed in enumerate(usable) if n not in used]
    return Waived(tuple(left), len(findings) - len(left), tuple(hits))


def outside_the_guarded_file(
    waivers: Sequence[Filed[Waiver]], rules: Mapping[str, Rule]
) -> tuple[tuple[Filed[Waiver], ...], tuple[WaiverHit, ...]]:
    """Part the waivers of the editors' file into those they may give and hits for the others (WAV004)."""
    allowed, hits = [], []
    for filed in waivers:
        rule = rules.get(filed.record.rule) if _there(filed.record.rule) else None
        if rule is not None and rule.guarded:
            values = {"规则": rule.code, "名称": rule.name}
            hits.append(WaiverHit("WAV004", filed.file, Hit((*filed.path, "规则"), values, key=rule.code)))
        else:
            allowed.append(filed)
    return tuple(allowed), tuple(hits)


def apply_baseline(findings: Sequence[Finding], baseline: Sequence[Filed[BaselineEntry]]) -> Waived:
    """Take out what the baseline holds; say what of it is gone (WAV005)."""
    known = {filed.record.fingerprint for filed in baseline}
    left = tuple(finding for finding in findings if finding.fingerprint not in known)
    there = {finding.fingerprint for finding in findings}
    hits = [
        WaiverHit("WAV005", filed.file, Hit(filed.path, {"规则": filed.record.rule, "编码": filed.record.code}))
        for filed in baseline
        if filed.record.fingerprint not in there
    ]
    return Waived(left, len(findings) - len(left), tuple(hits))


def _wrong(filed: Filed[Waiver], as_of: dt.date) -> Iterator[WaiverHit]:
    waiver = filed.record
    lacking = [key for key, attribute in _WANTED if not _there(getattr(waiver, attribute))]
    if not _there(waiver.code) and not _there(waiver.file):
        lacking.append("编码")
    if lacking:
        yield WaiverHit("WAV001", filed.file, Hit(filed.path, {"缺": lacking, "规则": waiver.rule}))
    elif waiver.until is not None and waiver.until < as_of:
        values = {"截止": waiver.until, "规则": waiver.rule, "编码": waiver.code or waiver.file}
        yield WaiverHit("WAV002", filed.file, Hit((*filed.path, "截止"), values))


def _unused(filed: Filed[Waiver]) -> WaiverHit:
    waiver = filed.record
    return WaiverHit("WAV003", filed.file, Hit(filed.path, {"规则": waiver.rule, "编码": waiver.code or waiver.file}))


def _there(value: object) -> bool:
    return value is not None and not is_absent(value)


def _covers(waiver: Waiver, finding: Finding) -> bool:
    if waiver.rule != finding.rule:
        return False
    if waiver.code is not None and waiver.code != finding.item:
        return False
    if waiver.file is not None and waiver.file != finding.file:
        return False
    keys = tuple(part for part in finding.path if isinstance(part, str))
    return waiver.field is None or keys[: len(waiver.field.split("."))] == tuple(waiver.field.split("."))
