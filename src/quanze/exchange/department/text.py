"""A 三定规定 as text → the tree of data/departments/<名称>.yaml, and every line that was not taken over.

Two forms are read: articles (第四条 … 主要职责是：（一）…) and sections (二、主要职责 （一）…). A duty gets the number
by which items cite it: 第四条（一） or 二（一）. What the tree has no field for stays, word for word, in 扩展
(机构规格, 职责总述, 职能转变); what is not understood is returned.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanze.exchange.department.outline import Outline, Paragraph, Section, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.source import Tree

#: A line that was not taken over: its number from 1, and its text.
Unread = tuple[int, str]

_TITLE = re.compile(
    r"《?(?P<name>[^《》\n]{2,40}?)(?:的)?"
    r"(?:职能配置|主要职责|职责配置|机构职能|机构设置|机构编制)[^《》\n]{0,20}(?:规定|方案)(?:[（(]试行[)）])?》?"
)
_ISSUED = re.compile(r"^.*印发")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[【]\d{4}[〕\]】]\s*\d{1,4}\s*号")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_IN_FORCE = re.compile(r"(?:本规定|本方案)?自(\d{4}年\d{1,2}月\d{1,2}日)起(?:施行|实施)[。；]?")
_SHORT = re.compile(r"[（(](?:以下)?简称[“\"]?([^”\"）)]{2,20})[”\"]?[）)]")
_STANDING = re.compile(
    r"是[\u4e00-\u9fff]{2,30}?(?:的)?(?P<kind>工作部门|工作机关|直属机构|派出机构|派出机关|国家局|事业单位|部门管理机构)"
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
_LEVELS = (
    ("国家级", re.compile(r"^国家")),
    ("省级", re.compile(r"^[^市县区]*(?:省|自治区)")),
    ("县级", re.compile(r"^[^县]*[县旗]")),
)
_DUTIES = re.compile(r"主要职责|职责是|下列职责|以下职责|主要任务")
_OFFICES = re.compile(r"内设机构|下列机构|以下机构|设置下列")
_STAFF = re.compile(r"^人员编制|编制[^。；]{0,12}?[\d〇一二三四五六七八九十百两]+\s*名|领导职数")
_HEADING = re.compile(r"(?:主要职责|内设机构|机构设置|主要任务)[。：:]?")
_CHANGE = re.compile(r"^(?:职能转变|职责调整|职能调整|职责转变)")
_BORDERS = re.compile(r"职责分工|职责边界")
_BORDER = re.compile(
    r"(?:^|\n|(?<=。))\s*(?:\d{1,2}\s*[.．、]\s*)?与(?P<other>[^，。：；\n]{2,30}?)"
    r"(?:在(?P<matter>[^。：\n]{2,40}?)(?:方面)?)?的?(?:有关)?职责分工[。：:\n]"
)
_OFFICE_NAME = re.compile(r"(?P<name>[^。：:；;，,\n]{1,30})[。：:\n]?\s*")
_MORE_OFFICE = re.compile(
    r"(?:^|\n)(?=(?:机关)?(?:党委|党总支|党支部|纪委|离退休[\u4e00-\u9fff]{0,8}[科处股室])[。：:])"
)
_SENTENCE = re.compile(r"[^。\n]+。?")
_HOW_MANY = re.compile(r"(?:等\s*)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*个(?:内设机构|科室|股室|处室)")
#: Not the 设 of 建设.
_SETS_UP = re.compile(r"(?<![建增])设(?:置|有)?")


def read_department(text: str, name_hint: str = "") -> tuple[dict[str, Tree], list[Unread]]:
    """Read a 三定规定. `name_hint` names the department where the text does not.

    Keys of the tree stand in the order of the model; a tree without 名称 lacks its name. Never raises.
    """
    made = outline(text)
    tree: dict[str, Tree] = {}
    unread: list[Unread] = list(_head(made, tree, name_hint))
    for section in made.sections:
        unread += _section(section, tree)
    order = {key: place for place, key in enumerate(_ORDER)}
    ordered = {key: tree[key] for key in sorted(tree, key=lambda key: order[key])}
    return ordered, sorted(unread)


_ORDER = (
    *("名称", "简称", "层级", "性质", "三定文号", "三定日期", "生效", "上级主管"),
    *("主要职责", "内设机构", "职责边界", "人员编制", "扩展"),
)


def _head(made: Outline, tree: dict[str, Tree], name_hint: str) -> Iterator[Unread]:
    """Read what stands before the first section: title, document number, date."""
    name, titled = _title(made.head)
    name = name or name_hint
    if name:
        tree["名称"] = name
        level = next((level for level, pattern in _LEVELS if pattern.search(name)), "")
        tree |= {"层级": level} if level else {}
    for line, text in made.head:
        number, day = _NUMBER.fullmatch(text), _DAY.fullmatch(text.strip("（）()"))
        if number:
            tree["三定文号"] = text
        elif day:
            tree["三定日期"] = _iso(day)
        elif line not in titled:
            yield line, text


def _title(head: tuple[tuple[int, str], ...]) -> tuple[str, frozenset[int]]:
    """Return the department a title names, and the lines of the title: one, or two that belong together."""
    for size in (1, 2):
        for place in range(len(head) - size + 1):
            lines = head[place : place + size]
            title = _TITLE.search(_ISSUED.sub("", "".join(text for _, text in lines)))
            if title:
                return title["name"], frozenset(line for line, _ in lines)
    return "", frozenset()


def _iso(day: re.Match[str]) -> str:
    year, month, date = day.groups()
    return f"{year}-{int(month):02}-{int(date):02}"


def _section(section: Section, tree: dict[str, Tree]) -> list[Unread]:
    """Take over one section; return its lines that were not."""
    lead, heading = section.lead, section.lead.split("\n")[0]
    short = _SHORT.search(lead)
    if short:
        tree.setdefault("简称", short[1])
    if _CHANGE.match(heading):
        _keep(tree, "职能转变", _whole(section))
        return []
    if section.paragraphs and _OFFICES.search(lead):
        _overview(section, tree, "内设机构总述")
        _list(tree, "内设机构").extend(office for part in section.paragraphs for office in _offices(part.text))
        return []
    if section.paragraphs and _DUTIES.search(lead):
        _overview(section, tree, "职责总述")
        return [unread for part in section.paragraphs for unread in _duty(section.number, part, tree)]
    if _BORDERS.search(heading) and _boundaries(_whole(section), tree):
        return []
    return _plain(section, tree)


def _overview(section: Section, tree: dict[str, Tree], key: str) -> None:
    """Keep what a section says before its list, beside its heading and the sentence that leads to the list."""
    lines = [line for line in section.lead.split("\n") if not _HEADING.fullmatch(line)]
    said = "\n".join(lines).strip()
    if said.endswith(("：", ":")):  # the last sentence leads over to the list: 主要职责是：
        said = said[: said.rfind("。") + 1]
    if said:
        _keep(tree, key, said)


def _plain(section: Section, tree: dict[str, Tree]) -> list[Unread]:
    """Take over a section without a list: offices in one sentence, staffing, standing, date of force."""
    text = _body(section)
    sentence, offices = _offices_in_line(text)
    if offices:
        _list(tree, "内设机构").extend({"名称": name} for name in offices)
        text = text.replace(sentence, "").strip()
    if _STAFF.search(_whole(section)):
        before = tree.get("人员编制")
        tree["人员编制"] = f"{before}\n{text}" if before else text
        return []
    standing, managed = _STANDING.search(text), _MANAGED.search(text)
    if standing or managed:
        nature = _NATURES.get(standing["kind"], "") if standing else ""
        tree |= {"性质": nature} if nature else {}
        tree |= {"上级主管": managed["by"]} if managed else {}
        _keep(tree, "机构规格", text)
        return []
    force = _IN_FORCE.search(text)
    if force:
        day = _DAY.search(force[1])
        tree |= {"生效": _iso(day)} if day else {}
        text = _IN_FORCE.sub("", text).strip()
    line = next((number for number, told in section.lines if text.startswith(told)), section.line)
    return [(line, text)] if text else []


def _duty(section: str, part: Paragraph, tree: dict[str, Tree]) -> Iterator[Unread]:
    if _CHANGE.match(part.text):
        _keep(tree, "职能转变", part.text)
    elif _BORDERS.search(part.text[:12]):
        if not _boundaries(part.text, tree):
            yield part.line, part.text
    else:
        _list(tree, "主要职责").append({"编号": f"{section}{part.number}", "内容": part.text})


def _offices(text: str) -> Iterator[dict[str, Tree]]:
    """Read the offices of one paragraph: its own, and those that stand behind it without a number."""
    for piece in _MORE_OFFICE.split(text):
        match = _OFFICE_NAME.match(piece.strip())
        if match:
            matters = piece.strip()[match.end() :].strip()
            yield {"名称": match["name"].strip(), **({"负责事项": [matters]} if matters else {})}


def _offices_in_line(text: str) -> tuple[str, list[str]]:
    """Read 设办公室、水政科、水资源科3个内设机构: the sentence, and the offices."""
    for match in _SENTENCE.finditer(text):
        many = _HOW_MANY.search(match[0])
        begins = _SETS_UP.search(match[0], 0, many.start()) if many else None
        if many and begins:
            names = match[0][begins.end() : many.start()].split("、")
            return match[0], [name.strip() for name in names if name.strip()]
    return "", []


def _boundaries(text: str, tree: dict[str, Tree]) -> bool:
    """Read 与某局的职责分工; say whether any was found."""
    found = list(_BORDER.finditer(text))
    ends = [*(following.start() for following in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=False):
        said = text[match.end() : end].strip()
        other = match["other"].strip()
        sentences = [part.strip() for part in re.split(r"(?<=[。；])", said) if part.strip()]
        theirs = "".join(part for part in sentences if part.startswith(other))
        ours = "".join(part for part in sentences if not part.startswith(other))
        border: dict[str, Tree] = {"对方": other, "事项": match["matter"] or "有关职责分工"}
        border |= {key: value for key, value in (("本方", ours), ("对方职责", theirs)) if value}
        _list(tree, "职责边界").append(border)
    return bool(found)


def _whole(section: Section) -> str:
    """Return all of a section, the numbers of its paragraphs as written."""
    return "\n".join([*([section.lead] if section.lead else []), *(f"{p.number}{p.text}" for p in section.paragraphs)])


def _body(section: Section) -> str:
    """Return a section without its heading, where that is a line of its own."""
    heading, _, rest = _whole(section).partition("\n")
    return rest if rest and not heading.endswith(("。", "：", "；")) else _whole(section)


def _list(tree: dict[str, Tree], key: str) -> list[Tree]:
    found = tree.setdefault(key, [])
    return found if isinstance(found, list) else []


def _keep(tree: dict[str, Tree], key: str, text: str) -> None:
    extra = tree.setdefault("扩展", {})
    if isinstance(extra, dict):
        before = extra.get(key)
        extra[key] = f"{before}\n{text}" if before else text
