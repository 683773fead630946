"""Write a synthetic list of any size: python benchmarks/generate.py N DIR [--seed S] [--defects SHARE].

Every item is one of the shipped example list under another name, code and body; with --defects that
share of the items gets one defect each. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from quanze.source import read

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"\b\d{12}\b")
#: Registers that count the whole list.
LEFT_OUT = frozenset(("公布汇总", "不认领"))
#: What stands before a wording that must not be the same in twenty items (RES005, RES009).
OWN_WORDING = re.compile(r"(?<=内容: )(?=[\u4e00-\u9fff])|(?<=情形: \[)(?=[\u4e00-\u9fff])|(?<=情形:\n    - )")
DUTY = re.compile(r"[一二三四五六七八九十]+（[一二三四五六七八九十]+）")
NUMBER = re.compile(r"编号: ([一二三四五六七八九十]+（[一二三四五六七八九十]+）)")
#: Where a row of a register begins, or another key.
ROW = re.compile(r"^(?=  - |\S)", re.MULTILINE)
#: Characters that names of places are made of: the first and the second, none of them in both.
FIRST = "青红黄白金银玉石松柏桃柳梅兰竹菊龙凤鹤鹿东西南北上下前后"
SECOND = "山川河湖泉溪谷原岭峰坡岗湾洲港桥村寨堡屯集镇亭台楼阁坪坝沟塘池井滩洋林园"

Defect = Callable[[str], str]
DEFECTS: tuple[Defect, ...] = (
    lambda text: text.replace("状态: 在用", "状态: 有效", 1),
    lambda text: text.replace("设定依据:", "设定衣据:", 1),
    lambda text: text.replace("法规: 中华人民共和国", "法规: 中华人民共合国", 1),
    lambda text: text.replace("版本: ", "版本: 第", 1),
    lambda text: text.replace("条款: 第", "条款: 第九百", 1),
    lambda text: text.replace("责任单位: ", "责任单位: 地州市", 1),
    lambda text: text.replace("情形:", "情形形:", 1),
    lambda text: text.replace("。", "。。", 1),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--defects", type=float, default=0.0)
    asked = parser.parse_args()
    generate(asked.items, asked.folder, asked.seed, asked.defects)
    print(f"{asked.items} items in {asked.folder}")


def generate(items: int, folder: Path, seed: int = 1, defects: float = 0.0) -> None:
    """Write the list; the folder must not be there yet."""
    chance = random.Random(seed)
    names, codes = {}, set()
    for path in sorted((ROOT / "data" / "items").rglob("*.yaml")):
        tree = read(path, path.name).document.root
        names[tree["名称"]] = path
        codes.add(tree["编码"])
    codes |= {code for path in (ROOT / "data").rglob("*.yaml") for code in CODE.findall(path.read_text("utf-8"))}
    (folder / "data").mkdir(parents=True)
    shutil.copy(ROOT / "quanze.yaml", folder / "quanze.yaml")
    for copy in range(-(-items // len(names))):
        wanted = sorted(names.values())[: items - copy * len(names)]
        left_out = frozenset(path.stem for path in names.values()) - frozenset(path.stem for path in wanted)
        for path in sorted((ROOT / "data").rglob("*.yaml")):
            if path.stem not in LEFT_OUT and "items" not in path.parts:
                write(folder, path, varied(without(path, left_out, wanted), copy, names, codes), copy)
        for path in wanted:
            text = varied(path.read_text("utf-8"), copy, names, codes)
            if chance.random() < defects:
                text = chance.choice(DEFECTS)(text)
            write(folder, path, text, copy)


def without(path: Path, left_out: frozenset[str], wanted: list[Path]) -> str:
    """Return a reference file without the rows of items that are not written, and without duties nobody cites.

    Only the last copy is not whole; its registers must not speak of the rest.
    """
    text = path.read_text("utf-8")
    if not left_out:
        return text
    cited = {n for item in wanted if item.parent.name == path.stem for n in DUTY.findall(item.read_text("utf-8"))}
    return "".join(row for row in ROW.split(text) if left_out.isdisjoint(CODE.findall(row)) and keeps(path, row, cited))


def keeps(path: Path, row: str, cited: set[str]) -> bool:
    """Say whether a row stays: no sum of a batch (合计), no duty that nobody cites."""
    if row.startswith("合计:"):
        return False
    duty = NUMBER.search(row) if "departments" in path.parts else None
    return duty is None or duty[1] in cited


def write(folder: Path, pattern: Path, text: str, copy: int) -> None:
    """Write a file of the copy where the pattern lies, under the name its copy asks for."""
    where = pattern.relative_to(ROOT).parent
    parent = Path(*(part.replace("示例县", county(copy)) for part in where.parts))
    stem = pattern.stem.replace("示例县", county(copy))
    stem = renumbered(stem, copy) if "items" in where.parts else f"{stem}{copy or ''}"
    target = folder / parent / f"{stem}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def place(copy: int) -> str:
    """Return a name of two characters for a copy: no name is another one with something added."""
    return FIRST[copy // len(SECOND) % len(FIRST)] + SECOND[copy % len(SECOND)]


def county(copy: int) -> str:
    """Return the name of the county of a copy."""
    return f"{place(copy)}县"


def renumbered(code: str, copy: int) -> str:
    """Return a code of the copy: another division, main item and body, the same type and sub-item."""
    division, main, body = copy % 59, copy // 59 % 10, copy // 590
    return f"{int(code[:2]) + division:02}{code[2:4]}{int(code[4:6]) + 30 * body:02}{int(code[6:9]) + 100 * main:03}{code[9:]}"


def varied(text: str, copy: int, names: dict[str, Path], codes: set[str]) -> str:
    """Return the text of a file for a copy, with names, codes, wording and bodies of its own."""
    for name in sorted(names, key=len, reverse=True):
        other = f"对{place(copy)}片区{name[1:]}" if name.startswith("对") else f"{place(copy)}片区{name}"
        text = text.replace(f"名称: {name}", f"名称: {other}")
    for code in codes:
        if code in text:
            text = text.replace(code, "\0" + renumbered(code, copy))
    text = text.replace("批次: ", f"批次: {place(copy)}片区")  # a batch has its name to itself
    text = OWN_WORDING.sub(lambda match: f"{match[0]}在{place(copy)}片区", text)
    return text.replace("\0", "").replace("示例县", county(copy))


if __name__ == "__main__":
    main()
