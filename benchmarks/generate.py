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
    copies = -(-items // len(names))
    for copy in range(copies):
        wanted = min(len(names), items - copy * len(names))
        for path in sorted((ROOT / "data").rglob("*.yaml")):
            if path.stem not in LEFT_OUT and "items" not in path.parts:
                write(folder, path, varied(path, copy, names, codes), copy)
        for path in sorted(names.values())[:wanted]:
            text = varied(path, copy, names, codes)
            if chance.random() < defects:
                text = chance.choice(DEFECTS)(text)
            write(folder, path, text, copy)


def write(folder: Path, pattern: Path, text: str, copy: int) -> None:
    """Write a file of the copy where the pattern lies, under the name its copy asks for."""
    where = pattern.relative_to(ROOT).parent
    parent = Path(*(part.replace("示例县", county(copy)) for part in where.parts))
    stem = pattern.stem.replace("示例县", county(copy))
    stem = renumbered(stem, copy) if "items" in where.parts else f"{stem}{copy or ''}"
    target = folder / parent / f"{stem}.yaml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def county(copy: int) -> str:
    """Return the name of the county of a copy; the first is the shipped one."""
    return f"示例{copy}县" if copy else "示例县"


def renumbered(code: str, copy: int) -> str:
    """Return a code of the copy: another division, body and main item, the same type and sub-item."""
    division, body, main = 41 + copy // 50, int(code[4:6]) + 20 * (copy % 5), int(code[6:9]) + 100 * (copy // 5 % 10)
    return f"{division:02}{code[2:4]}{body:02}{main:03}{code[9:]}" if copy else code


def varied(pattern: Path, copy: int, names: dict[str, Path], codes: set[str]) -> str:
    """Return the text of a file for a copy, with names, codes and bodies of its own."""
    text = pattern.read_text("utf-8")
    if not copy:
        return text
    for name in sorted(names, key=len, reverse=True):
        other = f"对第{copy}片区{name[1:]}" if name.startswith("对") else f"第{copy}片区{name}"
        text = text.replace(f"名称: {name}", f"名称: {other}")
    for code in codes:
        if code in text:
            text = text.replace(code, "\0" + renumbered(code, copy))
    return text.replace("\0", "").replace("示例县", county(copy))


if __name__ == "__main__":
    main()
