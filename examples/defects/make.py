"""Write the lists with one defect each, one folder a rule: `python examples/defects/make.py`.

What each list is made of is said by the file of its family (BAS.yaml, GUI.yaml …), rule by rule:

    BAS002:
      情形: what the hurried editor did
      取自: ["410118027000", 示例县交通运输局]    # files of the example list of this repository by name, as they
                                                # are; {文件: …, 只留: [texts], 存为: …} keeps, of the elements of
                                                # its lists, those with one of the texts in them
      改动:                                      # in the first file, or in 文件 (name or path)
        - {换: "条款: 第二十七条第七项", 为: …}    # a text that is there exactly once; 换遍: wherever it is
        - {路径: 办事指南.承诺时限.数值, 改为: 25}  # the value at a path, as it is to be written
        - {删去: 办事指南.收费}                   # a key with its value, or an element of a list
        - {续写: …}                              # at the end of the file
        - {文件: quanze.yaml, 续写: …}
        - {文件: rules/….yaml, 内容: …}           # a file more
        - {编码: GB18030}                        # the whole file in another encoding
        - {改名: …}                              # the file under another name
        - {撤去: 410118027000}                   # the file is no longer there
      以前: ["410118027000"]                     # for rules on changes: of the files taken over, those that an
                                                # earlier state of the list had; they are put into 以前/ as they are
      发现: {文件: …, 路径: 设定依据.0, 始于: 法规}  # where the rule must fire: path, and the text that begins there
      另有: [STY004]                             # findings (no errors) that rightly come along
      未执行: {SXJ001: 未提供部门名册}             # instead of 发现, for RUN002: what the summary says was not run

`发现` may be a list. A folder also holds expected.json: what `quanze check` reports of it, written by
`pytest tests/test_defects.py --update-golden`.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quanze.source import Tree, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GOLDEN = "expected.json"
SETTINGS = "quanze.yaml"
#: The folder of a list that holds its earlier state.
BEFORE = "以前"
#: The settings of every list; 规则 and 豁免 are where they are looked for by default.
OWN_SETTINGS = """\
清单:
  名称: 示例县权责清单
  区划: "411199"
  层级: 县级
  档位: 发布
  口径: zwfw
"""


class SpecError(ValueError):
    """What is wrong with the description of a list, with its rule."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule must fire: file, path (keys and 0-based indices) and the text that begins there."""

    file: str
    path: tuple[str | int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Defect:
    """One list with one defect: its files, and what must be found, or must be said not to have been run."""

    code: str
    story: str
    files: dict[str, bytes]
    places: tuple[Place, ...]
    besides: tuple[str, ...]
    not_run: dict[str, str]


def defects() -> dict[str, Defect]:
    """Return every described list by its rule. Raises SpecError."""
    found: dict[str, Defect] = {}
    for file in sorted(HERE.glob("*.yaml")):
        reading = read(file, file.name)
        if reading.document is None or reading.damage:
            raise SpecError(f"{file.name}: {[p.values for p in reading.problems]}")
        for code, entry in reading.document.root.items():
            if not code.startswith(file.stem) or code in found:
                raise SpecError(f"{code} does not belong in {file.name}, or is there twice")
            found[code] = _defect(code, _mapping(entry))
    return found


def _defect(code: str, entry: dict[str, Tree]) -> Defect:
    try:
        sources = [_source(source) for source in _elements(entry.get("取自", []))]
        texts = {SETTINGS: OWN_SETTINGS} | dict(sources)
        first = sources[0][0] if sources else SETTINGS
        before = [_named(str(name), texts) for name in _elements(entry.get("以前", []))]
        texts |= {f"{BEFORE}/{name}": texts[name] for name in (SETTINGS, *before)} if before else {}
        encodings: dict[str, str] = {}
        for edit in _elements(entry.get("改动", [])):
            _apply(_mapping(edit), texts, encodings, first)
        written = {name: text.encode(encodings.get(name, "utf-8")) for name, text in texts.items()}
        places = tuple(_place(_mapping(place), first, texts) for place in _elements(entry.get("发现", [])))
        besides = tuple(str(rule) for rule in _elements(entry.get("另有", [])))
    except (SpecError, KeyError) as error:
        raise SpecError(f"{code}: {error}") from error
    not_run = {rule: str(reason) for rule, reason in _mapping(entry.get("未执行", {})).items()}
    if not places and not not_run:
        raise SpecError(f"{code}: neither 发现 nor 未执行")
    return Defect(code, str(entry["情形"]), written, places, besides, not_run)


def _source(source: Tree) -> tuple[str, str]:
    """Return the name and text of a file that is taken over."""
    entry: dict[str, Tree] = {"文件": source} if isinstance(source, str) else _mapping(source)
    name = _shipped(str(entry["文件"]))
    text = (ROOT / name).read_text("utf-8")
    if "只留" in entry:
        text = _kept(text, [str(word) for word in _elements(entry["只留"])])
    return str(entry.get("存为", name)), text


def _kept(text: str, wanted: list[str]) -> str:
    """Return a text without the elements of lists that have none of the wanted texts in them."""
    kept: list[str] = []
    lines = text.splitlines(keepends=True)
    while lines:
        line = lines.pop(0)
        block = [line]
        if line.lstrip().startswith("- "):
            while lines and _indent(lines[0]) > _indent(line):
                block.append(lines.pop(0))
            if not any(word in part for part in block for word in wanted):
                continue
        kept += block
    return "".join(kept)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shipped(stem: str) -> str:
    """Return the path of the one file of the example list that has a name."""
    found = [path for path in (ROOT / "data").rglob("*.yaml") if path.stem == stem]
    if len(found) != 1:
        raise SpecError(f"{len(found)} files of the example list are named {stem}")
    return found[0].relative_to(ROOT).as_posix()


def _named(name: str, names: Iterable[str]) -> str:
    """Return the file that is meant by a name without folder; any other as it is."""
    return next((known for known in names if Path(known).stem == name), name)


def _apply(edit: dict[str, Tree], texts: dict[str, str], encodings: dict[str, str], first: str) -> None:
    name = _named(str(edit.get("文件", first)), texts)
    if "内容" in edit:
        texts[name] = str(edit["内容"])
        return
    text = texts[name]
    if "换" in edit or "换遍" in edit:
        old, new = str(edit.get("换", edit.get("换遍"))), str(edit["为"])
        if text.count(old) != 1 and ("换" in edit or old not in text):
            raise SpecError(f"“{old}” is there {text.count(old)} times in {name}")
        texts[name] = text.replace(old, new)
    elif "路径" in edit:
        texts[name] = _written_over(text, name, _path(str(edit["路径"])), str(edit["改为"]))
    elif "删去" in edit:
        texts[name] = _left_out(text, name, _path(str(edit["删去"])))
    elif "续写" in edit:
        texts[name] = text + str(edit["续写"])
    elif "撤去" in edit:
        del texts[_named(str(edit["撤去"]), texts)]
    elif "改名" in edit:
        texts[str(edit["改名"])] = texts.pop(name)
    elif "编码" in edit:
        encodings[name] = str(edit["编码"])
    else:
        raise SpecError(f"unknown edit {edit}")


def _written_over(text: str, name: str, path: tuple[str | int, ...], value: str) -> str:
    start, end = _extent(text, name, path)
    return text[:start] + value + text[end:]


def _left_out(text: str, name: str, path: tuple[str | int, ...]) -> str:
    """Leave out a key with its value or an element: whole lines, or in {…} and […] with its comma."""
    start, end = _extent(text, name, path)
    if isinstance(path[-1], str):
        start = _extent(text, name, path, key=True)[0]
    line_start = text.rfind("\n", 0, start) + 1
    if text[line_start:start].strip() == ("-" if isinstance(path[-1], int) else ""):
        line_end = text.find("\n", end)
        return text[:line_start] + text[line_end + 1 :]
    before, after = text[:start], text[end:]
    if after.startswith(", "):
        return before + after[2:]
    return before.removesuffix(", ") + after


def _extent(text: str, name: str, path: tuple[str | int, ...], *, key: bool = False) -> tuple[int, int]:
    document = parse(text.encode(), name).document
    node: Tree = document.root if document else {}
    for step in path:
        if not (isinstance(node, dict) and step in node) and not (isinstance(node, list) and isinstance(step, int)):
            raise SpecError(f"{name} has no {path}")
        node = node[step]  # type: ignore[index,call-overload]
    span = document.span(path, "key" if key else "value")
    return span.start, span.end


def _place(entry: dict[str, Tree], first: str, names: Iterable[str]) -> Place:
    return Place(_named(str(entry.get("文件", first)), names), _path(str(entry.get("路径", ""))), str(entry["始于"]))


def _path(written: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in written.split(".") if part)


def _mapping(tree: Tree) -> dict[str, Tree]:
    if not isinstance(tree, dict):
        raise SpecError(f"a mapping is wanted, not {tree!r}")
    return tree


def _elements(tree: Tree) -> list[Tree]:
    return tree if isinstance(tree, list) else [tree]


def write(folder: Path, every: dict[str, Defect]) -> None:
    """Write every list into its folder below `folder`; its golden file is kept, all else in it replaced."""
    for old in folder.iterdir():
        if old.is_dir() and old.name not in every and (old / SETTINGS).is_file():
            shutil.rmtree(old)
    for code, defect in every.items():
        own = folder / code
        for old in own.iterdir() if own.is_dir() else ():
            if old.is_dir():
                shutil.rmtree(old)
            elif old.name != GOLDEN:
                old.unlink()
        for name, content in defect.files.items():
            file = own / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def main() -> None:
    """Write the lists beside this file and say how many."""
    every = defects()
    write(HERE, every)
    sys.stdout.write(f"{len(every)} 个清单写到 {HERE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
