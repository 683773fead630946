"""quanze cite: what a citation says, and whether it holds."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.citation.export import entries, labels
from quanze.citation.judge import judge_basis
from quanze.citation.judgement import place_name, verdict
from quanze.citation.parse import parse
from quanze.cli.dates import as_of_date
from quanze.cli.exit_codes import EXIT_CLEAN, EXIT_FINDINGS, EXIT_NOTHING
from quanze.engine.law_table import open_laws
from quanze.engine.references import read_references
from quanze.engine.settings import find_root, load_settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from quanze.citation.judgement import Judgement
    from quanze.citation.law import LawIndex
    from quanze.citation.types import Citation

_ANSWERS = {"holds": "有效", "fails": "无效", "unknown": "不能判断"}
Read = tuple[str, "tuple[tuple[Citation, tuple[Judgement, ...]], ...]"]


def run_cite(text: str | None, as_of: str | None, format_: str) -> int:
    """Show and judge citations; each line of standard input is a text of its own. Exit 1 when one fails."""
    texts = _lines_of_input() if text in (None, "-") else [text or ""]
    settings = load_settings(find_root(Path.cwd()) or Path.cwd())
    index = open_laws(settings, read_references(settings, {}, {}).laws).index
    day = as_of_date(as_of)
    read = [_read(one, day, index) for one in texts if one.strip()]
    if format_ == "json":
        sys.stdout.write(json.dumps([_plain(one) for one in read], ensure_ascii=False, indent=2) + "\n")
    else:
        for one in read:
            sys.stdout.write("\n".join(_lines(one, sys.stdout.isatty())) + "\n")
    if not read:
        sys.stderr.write("没有要读的文字。把依据写在命令后面, 或者从标准输入读, 一行一条\n")
        return EXIT_NOTHING
    fails = any(verdict(judged).answer == "fails" for _, citations in read for _, judged in citations)
    return EXIT_FINDINGS if fails else EXIT_CLEAN


def _lines_of_input() -> list[str]:
    """Return the lines of standard input, which is UTF-8 or, as a Windows console gives it, GB18030."""
    content = sys.stdin.buffer.read()
    try:
        return content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace").splitlines()


def _read(text: str, day: dt.date, index: LawIndex) -> Read:
    citations = parse(text, lambda title: index.find(title) is not None)
    return text, tuple(zip(citations, judge_basis(citations, day, index), strict=False)) if citations else ()


def _plain(read: Read) -> dict[str, object]:
    text, citations = read
    judged = {id(citation): found for citation, found in citations}
    shown = []
    for first, *further in entries(citation for citation, _ in citations):
        if first.unread_only:
            continue
        final = verdict(judgement for one in (first, *further) for judgement in judged[id(one)])
        judgement = {"answer": final.answer, "rule": final.rule, "reason": final.reason, "law_id": final.law_id}
        kept = {name: value for name, value in judgement.items() if value}
        shown.append({**labels(first, text, further), "judgement": kept})
    return {"text": text, "citations": shown}


def _lines(read: Read, color: bool) -> Iterator[str]:
    text, citations = read
    yield _marked(text, [citation for citation, _ in citations]) if color else text
    if all(citation.unread_only for citation, _ in citations):
        yield "  没有读出依据"
        return
    for citation, judged in citations:
        if citation.unread_only:
            yield f"  没有读出依据: {citation.unread}"
            continue
        what = "、".join(place_name(reference) for reference in citation.references)
        annex = f"附件第{citation.annex_item}项" if citation.annex_item is not None else ""
        name = citation.title or citation.normalized or citation.number or "(没有题名)"
        yield f"  《{name}》{what}{annex}" if citation.title or citation.normalized else f"  {name}{what}{annex}"
        yield from map(_said, judged)


def _said(judgement: Judgement) -> str:
    since = f" (法规表截至 {judgement.cut_off})" if judgement.cut_off else ""
    change = f"。可改为 {judgement.suggestion}" if judgement.suggestion else ""
    rule = f" {judgement.rule}" if judgement.rule else ""
    reason = judgement.reason or "法规现行有效, 条款存在"
    return f"    {_ANSWERS[judgement.answer]}{rule}  {reason}{change}{since}"


#: Part of a citation → how a terminal marks it: title, number, article, quotation.
_STYLES = {"title_span": "1;4", "number_span": "36", "version_span": "36", "quote_span": "2"}


def _marked(text: str, citations: Sequence[Citation]) -> str:
    """Mark the parts of the citations in a text for a terminal."""
    ranges = [(reference.span, "4") for citation in citations for reference in citation.references]
    for citation in citations:
        ranges += [(span, style) for name, style in _STYLES.items() if (span := getattr(citation, name))]
    parts, done = [], 0
    for (start, end), style in sorted(ranges):
        if start < done or end <= start:
            continue
        parts += [text[done:start], f"\x1b[{style}m{text[start:end]}\x1b[0m"]
        done = end
    return "".join((*parts, text[done:]))
