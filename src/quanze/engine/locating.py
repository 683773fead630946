"""Hit → Finding: the rule's message filled in, the path turned into lines and columns."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import itemgetter
from typing import TYPE_CHECKING

from quanze.finding import FILE_START, Finding, Hit, Path, Related, fingerprint
from quanze.model.validation import tree_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quanze.finding import Severity, Span
    from quanze.rulebook import Rule
    from quanze.source import Document, Problem, Tree

#: What names an element of a list, best first, so that a moved element keeps its fingerprint.
_OWN_KEYS = ("编码", "编号", "名称", "环节", "法规", "处室", "规则", "内容", "表现", "类型")

#: File name in reports → its document, None when it cannot be read, or not here.
Documents = Callable[[str], "Document | None"]


@dataclasses.dataclass(frozen=True, slots=True)
class Owner:
    """Whose file a finding is in: the item's code and department, empty outside an item."""

    code: str = ""
    department: str = ""


def finding_of(
    rule: Rule,
    hit: Hit,
    document: Document,
    owner: Owner,
    names: Mapping[str, object],
    severities: Mapping[str, Severity],
) -> Finding:
    """Make a finding of a hit in a document. `names` are what messages may speak of (事项, 清单).

    Related places in other files have no line yet (`with_places`).
    """
    path = tree_path(document.root, hit.path)
    return Finding(
        rule=rule.code,
        severity=severities.get(rule.code, hit.severity or rule.severity),
        gate=hit.gate or rule.gate,
        message=message(rule, hit, names),
        file=document.file,
        path=path,
        span=document.span(path, hit.part),
        item=owner.code,
        department=owner.department,
        part=hit.part,
        cause=hit.key,
        confidence=hit.confidence,
        related=tuple(_related(place, document) for place in hit.related),
        fix=hit.fix,
        fingerprint=fingerprint(rule.code, owner.code or document.file, keyed(document.root, path), hit.key),
    )


def reading_finding(rule: Rule, problem: Problem, file: str, severities: Mapping[str, Severity]) -> Finding:
    """Make a finding of what the source reader found in a file."""
    hit = Hit(problem.path, problem.values, problem.variant, problem.part, problem.key)
    return Finding(
        rule=rule.code,
        severity=severities.get(rule.code, rule.severity),
        gate=rule.gate,
        message=message(rule, hit, {}),
        file=file,
        path=problem.path,
        span=problem.span,
        part=problem.part,
        cause=problem.key,
        related=problem.related,
        fix=problem.fix,
        fingerprint=fingerprint(rule.code, file, tuple(str(p) for p in problem.path), problem.key),
    )


def bare_finding(rule: Rule, hit: Hit, file: str, severities: Mapping[str, Severity]) -> Finding:
    """Make a finding about a file as a whole: one that is gone, or that is none of the list's documents."""
    return Finding(
        rule=rule.code,
        severity=severities.get(rule.code, hit.severity or rule.severity),
        gate=hit.gate or rule.gate,
        message=message(rule, hit, {}),
        file=file,
        path=(),
        span=FILE_START,
        cause=hit.key,
        fingerprint=fingerprint(rule.code, file, (), hit.key),
    )


def message(rule: Rule, hit: Hit, names: Mapping[str, object]) -> str:
    """Fill in the message a hit asks for; the rule's only or first message when it asks for none."""
    templates = rule.messages
    template = templates.get(hit.variant) or templates.get("") or next(iter(templates.values()), None)
    return template.render({**names, **hit.values}) if template else rule.name


def keyed(root: Tree, path: Path) -> tuple[str, ...]:
    """Return a path with every list index replaced by the element's own key, where it has one."""
    node: Tree = root
    parts: list[str] = []
    for part in path:
        if isinstance(node, list) and isinstance(part, int) and part < len(node):
            node = node[part]
            parts.append(_own_key(node) or str(part))
        else:
            parts.append(str(part))
            node = node.get(part, "") if isinstance(node, dict) and isinstance(part, str) else ""
    return tuple(parts)


def _own_key(node: Tree) -> str:
    if isinstance(node, str):
        return node
    if isinstance(node, dict):
        parts = (node.get(name) for name in _OWN_KEYS)
        return next((text for text in parts if isinstance(text, str) and text), "")
    return ""


def _related(place: Related, here: Document) -> Related:
    if place.line or place.file not in ("", here.file):
        return place
    return _placed(dataclasses.replace(place, file=here.file), here.span(tree_path(here.root, place.path)))


def _placed(place: Related, span: Span) -> Related:
    return dataclasses.replace(place, line=span.line, column=span.column)


def with_places(findings: Sequence[Finding], documents: Documents) -> list[Finding]:
    """Return the findings with the related places filled in that lie in files their phase did not read.

    File by file, so that a document is read once however many findings speak of it.
    """
    wanted = {(place.file, place.path) for finding in findings for place in finding.related if not place.line}
    spans: dict[tuple[str, Path], Span] = {}
    for file, path in sorted(wanted, key=itemgetter(0)):
        document = documents(file)
        spans[file, path] = document.span(tree_path(document.root, path)) if document else FILE_START
    return [_with_spans(finding, spans) if spans else finding for finding in findings]


def _with_spans(finding: Finding, spans: Mapping[tuple[str, Path], Span]) -> Finding:
    if all(place.line for place in finding.related):
        return finding
    related = (place if place.line else _placed(place, spans[place.file, place.path]) for place in finding.related)
    return dataclasses.replace(finding, related=tuple(related))
