"""A 三定规定 as text → the tree of data/departments/<名称>.yaml, and every line that was not taken over.

Two forms are read: articles (第四条 … 主要职责是：（一）…) and sections (二、主要职责 （一）…). A duty gets the number
by which items cite it: 第四条（一） or 二（一）. What the tree has no field for stays, word for word, in 扩展
(印发通知, 制定依据, 机构规格, 职责总述, 职能转变, 附则); what is not understood is returned.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quanze.exchange.department.head import iso_day, level_of, read_head
from quanze.exchange.department.offices import (
    doubts,
    offices_in,
    offices_in_lines,
    offices_in_sentence,
    offices_in_table,
    offices_named,
    party_office,
)
from quanze.exchange.department.outline import Section, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quanze.exchange.department.lines import Line
    from quanze.exchange.department.offices import Office
    from quanze.exchange.department.outline import Paragraph
    from quanze.source import Tree

#: A place in Chinese (第 3 行), and a text that stands there or a sentence about it.
Placed = tuple[str, str]

_IN_FORCE = re.compile(
    r"(?:本规定|本方案)?自(?P<day>[〇○零一二三四五六七八九十\d]{4}年[^，。；]{2,9}日)起(?:施行|实施)[。；]?"
)
_SHORT = re.compile(r"[（(](?:以下)?简称[“\"]?(?P<name>[^”\"）)]{2,20})[”\"]?[）)]")
_STANDING = re.compile(
    r"(?:是|为|作为|列为)[\u4e00-\u9fff]{2,30}?(?:的)?"
    r"(?P<kind>工作部门|工作机关|直属机构|派出机构|派出机关|国家局|事业单位|部门管理机构)"
)
_MANAGED = re.compile(r"是(?P<by>[\u4e00-\u9fff]{2,20}?)(?:管理|代管)的")
_NATURES = {
    "工作部门": "政府工作部门",
    "工作机关": "党委机构",
    "直属机构": "直属机构",
    "派出机构": "派出机构",
    "派出机关": "派出机构",
    "事业单位": "事业单位",
}
_DUTIES = re.compile(r"主要职责|职责是|下列职责|以下职责|主要任务")
_OFFICES = re.compile(r"内设机构|下列机构|以下机构|设置下列|内设科室|内设股室|职能科室")
_STAFF = re.compile(r"^人员编制|编制[^。；]{0,12}?[\d〇一二三四五六七八九十百两]+\s*名|领导职数")
_HEADING = re.compile(
    r"(?:主要职责|内设机构|机构设置|机构规格|主要任务|人员编制|机构编制|领导职数|其[他它](?:有关)?事项|附则|有关事项|职责分工)"
    r"(?:[和与及、](?:主要职责|领导职数|内设机构|人员编制))?[。：:]?"
)
_CHANGE = re.compile(r"^(?:职能转变|职责调整|职能调整|职责转变)")
_BORDERS = re.compile(r"职责分工|职责边界")
_BORDER = re.compile(
    r"与(?P<other>[^，。：；\n]{2,30}?)(?:在(?P<matter>[^。：\n]{2,40}?)(?:方面)?)?的?(?:有关)?职责分工[。：:\n]"
)
_BORDER_LEAD = re.compile(r"(?:有关)?(?:部门)?职责(?:分工|边界)[。：:]?")
_BORDER_PART = re.compile(r"(?:^|\n|(?<=[。；：]))[ \u3000]*(?=\d{1,2}\s*[.．、]|与[^，。：；\n]{2,30}?职责分工)")
_COUNTED = re.compile(r"\d{1,2}\s*[.．、]\s*")
_SENTENCE = re.compile(r"[^。；\n]+[。；\n]*")
_CLAUSE = re.compile(r"[^，]+，?")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
#: The end of a name that still names the body: 水利局.
_SHORTEST = 3
_PURPOSE = re.compile(r"制定本(?:规定|方案)[。；]?$|基本依据[。；]?$")
_CLOSING = re.compile(
    r"解释[。；]?$|负责解释|另行规定|按(?:照)?(?:有关)?规定(?:程序)?(?:办理|执行|调整)|^本(?:规定|方案)自"
)


_UNNUMBERED = "这里的主要职责没有编号, 没有读入; 请在原文里编上（一）（二）再读入"


@dataclass(frozen=True, slots=True)
class DepartmentText:
    """What a 三定规定 says: the tree of the department's file, what was not taken over, what to look at."""

    tree: dict[str, Tree]
    unread: tuple[Placed, ...] = ()
    notes: tuple[Placed, ...] = ()


def read_department(lines: Sequence[Line], name_hint: str = "") -> DepartmentText:
    """Read a 三定规定. `name_hint` names the department where the text does not.

    Keys of the tree stand in the order of the model; a tree without 名称 lacks its name. Never raises.
    """
    made = outline(lines)
    reading = _Reading(notes=list(made.notes))
    reading.head(made.head, name_hint)
    for section in made.sections:
        reading.section(section)
    tree = {key: reading.tree[key] for key in _ORDER if key in reading.tree}
    return DepartmentText(
        tree,
        tuple((lines[line].place, text) for line, text in sorted(reading.unread)),
        tuple((lines[line].place, text) for line, text in sorted(reading.notes)),
    )


_ORDER = (
    *("名称", "简称", "层级", "性质", "三定文号", "三定日期", "生效", "上级主管"),
    *("主要职责", "内设机构", "职责边界", "人员编制", "扩展"),
)


@dataclass(slots=True)
class _Reading:
    """A department while its text is read. Lines are counted from 0."""

    tree: dict[str, Tree] = field(default_factory=dict)
    unread: list[tuple[int, str]] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)

    def head(self, lines: Sequence[tuple[int, str]], name_hint: str) -> None:
        """Take over what stands before the first section."""
        head = read_head(lines, _STANDING)
        name = head.name or name_hint
        told = {"名称": name, "层级": level_of(name), "三定文号": head.number, "三定日期": head.date}
        self.tree |= {key: value for key, value in told.items() if value}
        for key, text in (("加挂牌子", head.plate), ("印发通知", head.notice), ("制定依据", head.purpose)):
            self._keep(key, text)
        if head.standing:
            self._standing(head.standing)
        self.unread += head.unread

    def section(self, section: Section) -> None:
        """Take over one section."""
        heading = section.lead.split("\n")[0]
        short = _SHORT.search(section.lead)
        if short:
            self.tree.setdefault("简称", short["name"])
        if _CHANGE.match(heading):
            self._keep("职能转变", _whole(section))
        elif _OFFICES.search(section.lead) and self._offices(section):
            pass
        elif section.paragraphs and _DUTIES.search(section.lead):
            self._overview(section, "职责总述")
            for part in section.paragraphs:
                self._duty(section.number, part)
            self.unread += [(line, " ".join(filter(None, cells))) for line, cells in section.rows]
        elif section.paragraphs:
            self._parts(section)
        else:
            self._plain(section)

    def _offices(self, section: Section) -> bool:
        """Take over the offices of a section, if it lists any."""
        line = section.lines[0][0] if section.lines else section.line
        found, nameless = [], []
        for part in section.paragraphs:
            offices = list(offices_in(part.text))
            found += offices
            nameless += [] if offices else [(part.line, f"{part.number}{part.text}")]
        listed, left = offices_in_table(section.rows)
        if not found and not listed:
            said = [(at, text) for at, text in section.lines if not _leads_over(text)]
            found = offices_in_lines(said[1:] if said and _HEADING.fullmatch(said[0][1]) else said)
            if not found or len(section.lines) == 1:
                return False
            self._take(section.lead, found, line)
        else:
            self._overview(section, "内设机构总述")
            self._take(section.lead, [*found, *listed], line)
        self.unread += [*nameless, *left]
        return True

    def _take(self, lead: str, offices: list[Office], line: int) -> None:
        self._list("内设机构").extend(offices)
        self.notes += [(line, doubt) for doubt in doubts(lead, offices)]

    def _overview(self, section: Section, key: str) -> None:
        """Keep what a section says before its list, beside its heading and the sentence that leads to the list."""
        said = (_without_lead(text) for _, text in section.lines if not _HEADING.fullmatch(text))
        self._keep(key, "\n".join(filter(None, said)))

    def _duty(self, section: str, part: Paragraph) -> None:
        if _CHANGE.match(part.text):
            self._keep("职能转变", f"{part.number}{part.text}")
        elif _BORDERS.search(part.text[:12]):
            self._borders(part.lines)
        else:
            between = "" if part.number.startswith("（") or section.endswith("条") else "、"
            self._list("主要职责").append({"编号": f"{section}{between}{part.number}", "内容": part.text})

    def _parts(self, section: Section) -> None:
        """Take over a section of numbered paragraphs that are neither duties nor offices, each by itself."""
        heading, *more = [text for _, text in section.lines] or [""]
        if _STAFF.search(heading):
            self._staff(_body(_whole(section)))
            return
        if _BORDERS.search(heading):
            self._borders(section.lines[1:])
        elif not _HEADING.fullmatch(heading):
            self._sentence("\n".join([heading, *more]), section.line)
        else:
            self._sentence("\n".join(more), section.line)
        for part in section.paragraphs:
            if _BORDERS.search(part.text[:40]):
                self._borders(part.lines)
            else:
                self._sentence(f"{part.number}{part.text}", part.line)
        self.unread += [(line, " ".join(filter(None, cells))) for line, cells in section.rows]

    def _plain(self, section: Section) -> None:
        """Take over a section without a list."""
        heading = section.lead.split("\n")[0]
        if _BORDERS.search(heading):
            self._borders(section.lines)
            return
        text = _body(section.lead)
        if _DUTIES.search(section.lead) and len(section.lines) > 1:
            self.notes.append((section.line, _UNNUMBERED))
        party = party_office(text)
        if party:
            self._list("内设机构").extend(party)
            return
        for read in (offices_in_sentence, offices_named):
            sentence, offices = read(text)
            if offices:
                self._take(sentence, offices, section.line)
                text = text.replace(sentence, "").strip()
        if _STAFF.search(section.lead):
            self._staff("\n".join([text, *("  ".join(filter(None, cells)) for _, cells in section.rows)]))
            return
        line = next((number for number, told in section.lines if told and text.startswith(told)), section.line)
        self._sentence(text, line)
        self.unread += [(number, " ".join(filter(None, cells))) for number, cells in section.rows]

    def _sentence(self, text: str, line: int) -> None:
        """Take over a text by what it says: standing, date of force, purpose, closing words, staffing."""
        force = _IN_FORCE.search(text)
        if force and iso_day(force["day"]):
            self.tree["生效"] = iso_day(force["day"])
        if not text.strip():
            return
        standing = _STANDING.search(text) or _MANAGED.search(text)
        if standing and self._is_its_own(text, standing.start()):
            self._standing(text)
        elif force and not _IN_FORCE.sub("", text).strip():
            return
        elif _PURPOSE.search(text):
            self._keep("制定依据", text)
        elif _CLOSING.search(text):
            self._keep("附则", text)
        elif _STAFF.search(text):
            self._staff(text)
        else:
            self.unread.append((line, text))

    def _standing(self, text: str) -> None:
        standing, managed = _STANDING.search(text), _MANAGED.search(text)
        nature = _NATURES.get(standing["kind"], "") if standing else ""
        self.tree |= {"性质": nature} if nature else {}
        self.tree |= {"上级主管": managed["by"]} if managed else {}
        self._keep("机构规格", text)

    def _staff(self, text: str) -> None:
        before = self.tree.get("人员编制")
        self.tree["人员编制"] = f"{before}\n{text.strip()}" if before else text.strip()

    def _borders(self, lines: Sequence[tuple[int, str]]) -> None:
        """Take over 与某局的职责分工; what is none of them stays unread."""
        for piece in _BORDER_PART.split("\n".join(text for _, text in lines)):
            told = _COUNTED.sub("", piece.strip(), count=1) if _COUNTED.match(piece.strip()) else piece.strip()
            match = _BORDER.match(f"{told}\n")
            if match:
                self._list("职责边界").append(self._border(match, told[match.end() :].strip()))
            elif told and not _BORDER_LEAD.fullmatch(told):
                begin = piece.strip().split("\n")[0]
                line = next((number for number, text in lines if begin in text), lines[0][0])
                self.unread.append((line, piece.strip()))

    def _border(self, match: re.Match[str], said: str) -> Tree:
        """Divide what two bodies do at the clauses that begin with one of them."""
        other = match["other"].strip()
        own = self._own_names()
        sides: dict[str, list[str]] = {"本方": [], "对方职责": []}
        for sentence in _SENTENCE.findall(said):
            clauses = _CLAUSE.findall(sentence)
            side = "对方职责" if _names(sentence, other) and not any(_names(sentence, name) for name in own) else "本方"
            for clause in clauses:
                if _begins_with(clause.strip(), other):
                    side = "对方职责"
                elif clause.strip().startswith("本") or any(_begins_with(clause.strip(), name) for name in own):
                    side = "本方"
                sides[side].append(clause)
        border: dict[str, Tree] = {"对方": other, "事项": match["matter"] or "有关职责分工"}
        return border | {key: text for key, parts in sides.items() if (text := "".join(parts).strip().rstrip("，"))}

    def _own_names(self) -> list[str]:
        return [name for key in ("名称", "简称") if isinstance(name := self.tree.get(key), str)]

    def _is_its_own(self, text: str, verb: int) -> bool:
        """Say whether what stands before a verb is the department, not a body that belongs to it."""
        subject = _BRACKETED.sub("", text[:verb]).rstrip("，, ")
        return not subject or any(_ends_with(subject, name) for name in self._own_names())

    def _list(self, key: str) -> list[Tree]:
        found = self.tree.setdefault(key, [])
        return found if isinstance(found, list) else []

    def _keep(self, key: str, text: str) -> None:
        extra = self.tree.setdefault("扩展", {}) if text else None
        if isinstance(extra, dict):
            before = extra.get(key)
            extra[key] = f"{before}\n{text}" if before else text


def _begins_with(text: str, name: str) -> bool:
    """Say whether a text begins with a name, or with the end of it (县水利局 for 示例县水利局)."""
    return any(text.startswith(name[place:]) for place in range(max(1, len(name) - _SHORTEST + 1)))


def _names(text: str, name: str) -> bool:
    """Say whether a text names a body, in full or by the last part of its name."""
    return any(name[place:] in text for place in range(max(1, len(name) - _SHORTEST)))


def _ends_with(text: str, name: str) -> bool:
    return any(text.endswith(name[place:]) for place in range(max(1, len(name) - _SHORTEST + 1)))


def _leads_over(text: str) -> bool:
    return text.endswith(("：", ":"))


def _without_lead(text: str) -> str:
    """Return a line without its last sentence where that only leads over to the list: 主要职责是："""
    last = text[text.rfind("。") + 1 :]
    leads = _leads_over(text) and (_DUTIES.search(last) or _OFFICES.search(last))
    return text[: -len(last)] if leads else text


def _whole(section: Section) -> str:
    """Return all of a section, the numbers of its paragraphs as written."""
    rows: Iterable[str] = (" ".join(filter(None, cells)) for _, cells in section.rows)
    return "\n".join([*filter(None, [section.lead]), *(f"{p.number}{p.text}" for p in section.paragraphs), *rows])


def _body(text: str) -> str:
    """Return the text of a section without its heading, where that is one of those that say nothing more."""
    heading, _, rest = text.partition("\n")
    return rest if rest and _HEADING.fullmatch(heading) else text
