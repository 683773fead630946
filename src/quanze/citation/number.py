"""Document numbers (文号) and versions: 国务院令第412号, 国发〔2015〕27号, 2019年修正, an adoption history.

A 括注 is read clause by clause. A clause that only gives the number (2004年…国务院令第407号公布) is the
number; the clauses that tell of adoption and amendment are the version. The number of an amending
decision (…国务院令第666号修正) belongs to the version: it is not the number of the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from quanze.citation.passage import LONGEST_NOTE, Passage

if TYPE_CHECKING:
    from quanze.citation.types import Range

_N: Final = r"(?:\d{1,5}|[〇零一二两三四五六七八九十百千廿卅]{1,9})"
_S: Final = r"\s{0,3}"
_OPEN, _CLOSE = r"[〔\[【(﹝]", r"[〕\]】)﹞]"
_YEAR: Final = rf"(?:{_OPEN}?{_S}\d{{4}}{_S}年?度?{_S}{_CLOSE}?{_S})?"
_ORDER: Final = rf"(?:令|公告|通告){_S}{_YEAR}(?:第{_S})?{_N}{_S}号(?:令|公告)?"
_INVERTED: Final = rf"(?:第{_S})?{_N}{_S}号(?:令|公告|通告)"
_FILE: Final = rf"{_OPEN}{_S}(?:19|20)\d{{2}}{_S}年?{_S}{_CLOSE}{_S}(?:第{_S})?{_N}{_S}号"
_BODY: Final = rf"(?<=[部局委会院府厅署])第{_S}{_N}{_S}号"
_LOOSE: Final = (
    rf"(?<=[发字函办规文])(?:(?:19|20)\d{{2}}[年 -]{_S}(?:第{_S})?\d{{1,4}}{_S}号"
    rf"|(?:19|20)\d{{2}}{_OPEN}\d{{1,4}}{_CLOSE}号|{_OPEN}(?:19|20)\d{{2}}{_S}(?:第{_S})?\d{{1,4}}{_S}号)"
)
_STANDARD: Final = r"(?<![A-Z])[A-Z]{2,4}(?:/[A-Z]{1,2})?\s?\d{2,6}(?:\.\d{1,3})?-(?:19|20)\d{2}"
_CORE: Final = re.compile(f"{_ORDER}|{_INVERTED}|{_FILE}|{_BODY}|{_LOOSE}|{_STANDARD}")
_HERE: Final = re.compile(rf"[\u4e00-\u9fff、]{{0,48}}?(?:{_CORE.pattern})")
_AMENDING: Final = re.compile(r"修正|修订|修改|《|〈")
_REVISING: Final = re.compile(r"修订")
_LEADING: Final = re.compile(
    r"(?:根据|依据|依照|按照|以及|公布|发布|颁布|印发|修订|修正|修改|经|由|以|于|及|和|并|、|的|原)+"
)
_VERSION: Final = re.compile(
    r"\d{4}\s{0,2}年|(?<!\d)(?:19|20)\d{2}[.-]\d{1,2}|[〇零一二三四五六七八九]{4}年|修正|修订|修改|通过|公布|发布|颁布|印发|批准|废止"
    r"|(?:日|起|月|年|始|正式)\s{0,2}(?:施行|实施|执行|生效)"
)
_TOLD: Final = re.compile(r"通过|修正|修订|修改|公布|发布|施行|批准")
_CLAUSE: Final = re.compile(r"(?:《[^《》]{0,200}》|〈[^〈〉]{0,200}〉|[^,;。 ])+")
_ANNOUNCED: Final = re.compile(
    r"(?:[\d\s年月日.\-/〇零一二三四五六七八九十以由经根据原:文]|公布|发布|颁布|印发|制定|下发|第一次|重新|施行|实施)*"
)
_UNTIL: Final = re.compile(r"\n|【|第\s{0,3}[\d〇零一二三四五六七八九十百千廿]{1,9}\s{0,3}条")
_NEW_ENTRY: Final = re.compile(
    r"第\s{0,3}[\d〇零一二三四五六七八九十百千廿]{1,9}\s{0,3}条"
    r"|\n\s{0,60}(?:第\s{0,3}[\d〇零一二三四五六七八九十百千廿]{1,9}\s{0,3}章|【)"
)
_CLOSING: Final = {"[": "]", "【": "】", "〔": "〕"}
_SUFFIX_ENDS: Final = re.compile(r"\s*(?:$|[\n《【([〔:;,。、+至]|第|附件|和|及)")
_HISTORY_HERE: Final = re.compile(
    r"(?:19|20)\d{2}\s{0,2}年[^\n【]{6,900}?(?=\n|$|【|第\s{0,3}[\d〇零一二三四五六七八九十百千廿]{1,9}\s{0,3}条)"
)
#: How much of a bracket is looked at before all of it is read: reading stays linear over brackets never closed.
_GLANCE: Final = 120
_DATE_ONLY: Final = re.compile(r"[\d年月日.\-/]+")
_SUFFIX: Final = re.compile(r"\s{0,3}(试行|暂行|草案|[一二三四五六七八九十]{1,3}|(?:19|20)\d{2}年?版)\s{0,3}")
_VERSION_HERE: Final = re.compile(
    r"(?:19|20)\d{2}\s{0,2}年(?:\d{1,2}月(?:\d{1,2}日)?)?[^\s《》()第,;。:、]{0,12}?(?:修正|修订|修改)(?:本|版)?"
)


@dataclass(frozen=True, slots=True)
class Note:
    """A bracket behind a title: where it ends, and what of it is number, version or part of the title."""

    end: int
    number: Range | None = None
    version: Range | None = None
    suffix: Range | None = None


def number_here(passage: Passage, start: int) -> Range | None:
    """Return the range of a document number that begins at a place, with the body that issued it."""
    match = _HERE.match(passage.view, start)
    return match.span() if match else None


def version_here(passage: Passage, start: int) -> Range | None:
    """Return the range of a version without brackets that begins at a place: 2019年修正, a history to the line's end."""
    view = passage.view
    if not view.startswith(("19", "20"), start):
        return None
    if match := _VERSION_HERE.match(view, start):
        return match.span()
    match = _HISTORY_HERE.match(view, start)
    return match.span() if match and _TOLD.search(match.group()) else None


def find_number(view: str, start: int, end: int) -> Range | None:
    """Find the first document number in a range, with the body that issued it, without its date."""
    core = _CORE.search(view, start, end)
    if not core:
        return None
    first = core.start()
    lowest = max(start, first - 80)
    while first > lowest and ("\u4e00" <= view[first - 1] <= "\u9fff" or view[first - 1] in "、\n"):
        first -= 1
    while view[first] == "\n":
        first += 1
    issuer = view[first : core.start()]
    cut = issuer.rfind("日") + 1
    if not cut and issuer[:1] in ("年", "月"):
        cut = 1
    leading = _LEADING.match(issuer, cut)
    return first + (leading.end() if leading else cut), core.end()


def read_note(passage: Passage, start: int) -> Note | None:
    """Read a bracket that stands behind a title: number, version or a part of the title.

    Returns None when it holds none of them (（一）, a caption, another citation). A bracket that is never
    closed ends with its line, before the first article or rank label.
    """
    view = passage.view
    if suffix := _suffix(passage, start):
        return suffix
    if not datable(view, start + 1, len(view)):
        return None
    content = _content(passage, start)
    if content is None:
        return None
    number, version = read_dating(view, content[0], content[1])
    return Note(content[2], number, version) if number or version else None


def _suffix(passage: Passage, start: int) -> Note | None:
    """Read a bracket that is the end of the title: （试行）, （二）, （2020年版）."""
    close = passage.pairs.get(start, -1)
    if not start < close < start + 12 or not _SUFFIX_ENDS.match(passage.view, close + 1):
        return None
    match = _SUFFIX.fullmatch(passage.view, start + 1, close)
    return Note(close + 1, suffix=match.span(1)) if match else None


def datable(view: str, start: int, end: int) -> bool:
    """Say whether a range begins like a number or a version: a look at its first characters only."""
    limit = min(end, start + _GLANCE)
    return bool(_VERSION.search(view, start, limit) or _CORE.search(view, start, limit))


def _content(passage: Passage, start: int) -> tuple[int, int, int] | None:
    """Return where the content of a bracket starts and ends, and where reading goes on."""
    view = passage.view
    if view[start] != "(":
        close = view.find(_CLOSING[view[start]], start, start + 200)
        return (start + 1, close, close + 1) if close > 0 else None
    closed = passage.pairs.get(start)
    if closed is not None and closed - start <= LONGEST_NOTE and not _NEW_ENTRY.search(view, start, closed):
        end = closed + 1
        if view.startswith(")", end) and end not in passage.pairs:
            end += 1
        return start + 1, closed, end
    limit = min(len(view), start + LONGEST_NOTE)
    stop = _UNTIL.search(view, start, limit)
    end = stop.start() if stop else limit
    return start + 1, end, end


def read_dating(view: str, start: int, end: int) -> tuple[Range | None, Range | None]:
    """Return the ranges of the law's own number and of its version in the content of a bracket."""
    numbers = _numbers(view, start, end)
    clauses = _clauses(view, start, end, numbers)
    holding = [(clause, number) for number in numbers for clause in clauses if clause[0] <= number[0] < clause[1]]
    own = next((number for clause, number in holding if not _AMENDING.search(view, *clause)), None)
    if own is None:
        own = next((number for clause, number in holding if _REVISING.search(view, number[1], clause[1])), None)
    others = [clause for clause in clauses if not _announces(view, clause, own)]
    numbered = {clause for clause, number in holding if number != own}
    telling = [clause for clause in others if clause in numbered or _VERSION.search(view, *clause)]
    version = (others[0][0], telling[-1][1]) if telling else None
    return own, _trimmed(view, version)


def _numbers(view: str, start: int, end: int) -> list[Range]:
    """Return the ranges of the first document numbers of a bracket; more than eight are never told apart."""
    numbers: list[Range] = []
    while len(numbers) < 8 and (number := find_number(view, start, end)):
        numbers.append(number)
        start = number[1]
    return numbers


def _clauses(view: str, start: int, end: int, numbers: list[Range]) -> list[Range]:
    """Divide the content of a bracket at its punctuation and spaces, but not within a number."""
    clauses: list[Range] = []
    for match in _CLAUSE.finditer(view, start, end):
        first, last = match.span()
        if clauses and (
            any(number[0] < clauses[-1][1] <= first < number[1] for number in numbers)
            or (view[clauses[-1][1] : first].isspace() and _DATE_ONLY.fullmatch(view, *clauses[-1]))
        ):
            first = clauses.pop()[0]
        clauses.append((first, last))
    return clauses


def _announces(view: str, clause: Range, number: Range | None) -> bool:
    """Say whether a clause only gives the law's number and the date of its publication."""
    if number is None or not clause[0] <= number[0] < clause[1]:
        return False
    before, after = view[clause[0] : number[0]], view[number[1] : clause[1]]
    return bool(_ANNOUNCED.fullmatch(before) and _ANNOUNCED.fullmatch(after.rstrip("令")))


def _trimmed(view: str, version: Range | None) -> Range | None:
    """Leave out brackets that are closed only outside a version: a doubled （ or ）."""
    if version is None:
        return None
    start, end = version
    while view[start] == "(" and view[end - 1] == ")" and end - start > 2:
        start, end = start + 1, end - 1
    while start < end and view[start] == "(" and view.count("(", start, end) > view.count(")", start, end):
        start += 1
    while end > start and view[end - 1] == ")" and view.count(")", start, end) > view.count("(", start, end):
        end -= 1
    return (start, end) if start < end else None
