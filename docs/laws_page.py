"""docs/laws.md: how far a citation can be checked, generated from the law table that is shipped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quanze.citation.law import CAUSES, FOLLOWED, RECENT
from quanze.citation.rank import RANKS
from quanze.model.register import LocalLaw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quanze.citation.law import Cause, Law
    from quanze.laws.table import LawTable
    from quanze.rulebook import Rule

_TEXT = "法规全文"
#: Why the table cannot tell, as a reader is told.
REASONS: Mapping[Cause, str] = {
    "未收录": "法规表没有这部法规, 或者没有它在核对日期施行的文本。多数是地方性法规、规章和规范性文件",
    "文本过旧": f"法规表里的文本早于核对日期 {RECENT.days // 365} 年以上, 而这一类法规没有连续收录, 其间可能修改过;"
    " 或者只记着“已废止”而没有日期",
    "无全文": "要看条文的文字才知道, 而没有配条文全文",
    "文本不全": "收录的文本缺了一部分, 缺的部分里有没有这一条说不清",
    "条号有变": "这部法规不久前修改并重编了条号, 没有附引文, 写的可能还是旧条号",
}

_ANSWERS = """\
对每一条依据, `quanze check` 和 `quanze cite` 只有三种回答:

| 回答 | 是什么意思 | 报告里怎么算 |
|---|---|---|
| 有效 | 法规在核对日期现行有效, 写到的条 (款、项) 存在; 附了引文并且配了全文的, 引文也对得上 | 不报 |
| 无效 | 能够证明有错: 已经废止、尚未施行、没有这一条、题名写错、位阶标错…… | 按规则报错误、警告或提示 |
| 不能判断 | 法规表里的资料不足以说对, 也不足以说错 | 不报错误, 按原因单独计数; **不当作通过** |

“有效”说的是这部法规、这一条在那一天存在, 不是说它能够设定这项职权 (那由 [BAS009](rules/BAS009.md) 到\
 [BAS019](rules/BAS019.md) 检查), 更不是法律意见。"""

_NOT_CHECKED = """\
- 条文讲的是不是这件事。条款存在、有效, 但与事项无关的, 查不出来。
- 没有收录的法规。地方性法规、规章和规范性文件收录得少, 请用下面的办法自己补充。
- 截至日以后的变化。法规表不会自己更新, 新法公布后要换用新的版本。
- 法规之间有没有抵触, 上位法修改后下位法是否还适用。
- 清单以外的材料, 例如内部文件、会议纪要。"""

_ADD = """\
法规表没有的法规 (多为本省、本市的), 由清单自己登记在“法规补充”里。写一个文件, 例如 `本地法规.yaml`:

```yaml
登记册: 法规补充
条目:
  - 名称: 示例省道路运输条例
    位阶: 地方性法规
    地区: 示例省
    机关: 示例省人民代表大会常务委员会
    公布: 2019-11-29
    施行: 2020-03-01
    状态: 现行有效
    末条: 68
```

然后在清单的文件夹里登记:

```sh
quanze laws add 本地法规.yaml
```

登记以后写到 `data/registers/法规补充.yaml`, 以后也可以直接改这个文件。与法规表不一致的地方会指出来, 以清单自己写的为准。\
也可以用 jsonl, 一行一部, 键名相同。"""

_BUILD = """\
条文全文不随 quanze 提供。有收集好的文件时, 可以自己建一个, 只留在本地:

```sh
quanze laws build --from 收集的文件夹 --output 法规表.sqlite --with-text
```

文件夹里要有这些文件 (jsonl, 一行一条; 可以用 xz 压缩的带 .xz):

| 文件 | 内容 | 必需 |
|---|---|---|
| laws.jsonl | 一行一个文本: 题名、位阶、文号、公布和施行日期、状态、条数 | 是 |
| repeals.jsonl | 一行一句废止: 被废止的题名、由哪部、哪一条、哪一天 | 是 |
| structure.jsonl.xz | 一行一条: 有几款, 每款几项 | 是 |
| articles.jsonl.xz | 一行一条: 条文 | 要全文时 |

建好两个文件: `法规表.sqlite` (事实) 和 `法规表-text.sqlite` (全文)。在清单的 `quanze.yaml` 里写明:

```yaml
目录:
  法规表: 法规表.sqlite
  法规全文: 法规表-text.sqlite
```

用 `quanze laws verify 文件` 核对文件是否完好。"""


_COVERAGE = f"""\
“连续收录”的, 表里的文本就是截至日的文本, 没有这一条可以作准。法律 (题名是“……法”的) 应当全部在内, 所以查无此法也可以\
作准; 别的法规表里没有, 只说明没有收录。“零散收录”的只是收集到的一部分, 文本也可能是多年以前的: 早于核对日期\
 {RECENT.days // 365} 年以上的文本, 不能证明某一条不存在。"""


def page(table: LawTable, rules: Sequence[Rule]) -> str:
    """Return the page."""
    laws = tuple(table.laws())
    parts = [
        "# 依据能核对到什么程度",
        _opening(table),
        "## 三种回答",
        _ANSWERS,
        "## 收录了多少",
        _COVERAGE,
        _by_rank(table, laws),
        "只知废止的: 没有收录它的文本, 只知道它被哪一部法规废止, 所以引用它仍然能报“已废止”。",
        "### 按地区",
        "地方性法规和省级政府规章收录到哪一天, 各地不同。没有列出的地区没有收录。",
        _by_region(table, laws),
        "## 为什么不能判断",
        "\n".join(["| 原因 | 是什么意思 |", "|---|---|", *(f"| {cause} | {REASONS[cause]} |" for cause in CAUSES)]),
        "## 不核对什么",
        _NOT_CHECKED,
        _without_text(rules),
        "## 补充本地法规",
        _ADD,
        _fields(),
        "## 配条文全文",
        _BUILD,
        "## 来源",
        "法规表由这些文件建成 (SHA-256); 用 `quanze laws verify` 核对法规表本身:",
        "\n".join(f"- `{name}` {digest}" for name, digest in sorted(json.loads(table.metadata["sources"]).items())),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(table: LawTable) -> str:
    counts = table.counts
    return (
        f"quanze 自带一个法规表, 收录 {counts['laws']:,} 部法规的 {counts['versions']:,} 个文本, 共"
        f" {counts['articles']:,} 条, 另有 {counts['repealed_only']:,} 部只知道已经被废止。表里只有事实: 题名、文号、"
        f"日期、状态、条号、被什么废止, 法律和行政法规的每一条由哪一级办理、每一句的校验码; "
        f"没有条文。最新的文本收录到 {table.cut_off or '不详'}。"
        "本页由这个法规表生成 (`make docs`), 不要手工修改。"
    )


def _by_rank(table: LawTable, laws: Iterable[Law]) -> str:
    groups: dict[str, list[Law]] = {rank: [] for rank in RANKS}
    for law in laws:
        groups.setdefault(law.rank or "位阶不明", []).append(law)
    rows = [_rank_row(rank, own, table) for rank, own in groups.items() if own]
    return "\n".join(["| 位阶 | 法规 | 文本 | 条 | 只知废止 | 收录 | 截至 |", "|---|--:|--:|--:|--:|---|---|", *rows])


def _rank_row(rank: str, laws: Sequence[Law], table: LawTable) -> str:
    texts = [version for law in laws for version in law.versions]
    held = sum(bool(law.versions) for law in laws)
    followed = "连续" if rank in FOLLOWED and rank in table.cut_offs else "零散"
    numbers = (held, len(texts), sum(version.articles for version in texts), len(laws) - held)
    cut_off = table.cut_offs.get(rank, "") if held else ""
    return f"| {rank} | {' | '.join(f'{number:,}' for number in numbers)} | {followed} | {cut_off} |"


def _by_region(table: LawTable, laws: Iterable[Law]) -> str:
    held: dict[tuple[str, str], int] = {}
    for law in laws:
        if law.rank and law.region and law.versions:
            held[law.rank, law.region] = held.get((law.rank, law.region), 0) + 1
    rows = []
    for name, day in sorted(table.cut_offs.items()):
        rank, _, region = name.partition("/")
        if region:
            rows.append(f"| {region} | {rank} | {held.get((rank, region), 0):,} | {day} |")
    return "\n".join(["| 地区 | 位阶 | 法规 | 截至 |", "|---|---|--:|---|", *sorted(rows)])


def _without_text(rules: Sequence[Rule]) -> str:
    names = "、".join(f"[{rule.code}](rules/{rule.code}.md) {rule.name}" for rule in rules if _TEXT in rule.needs)
    return (
        f"没有配条文全文时, 要看条文文字的规则记为“未执行”: {names}。条、款、项的有无不需要全文, 照常核对;"
        " 法律和行政法规的引文, 凭每一句的校验码认得出是不是写到了别的条 ([BAS021](rules/BAS021.md))。"
    )


def _fields() -> str:
    rows = [
        f"| {info.alias} | {'必填' if info.is_required() else ''} | {_MEANING[info.alias or name]} |"
        for name, info in LocalLaw.model_fields.items()
    ]
    return "\n".join(["| 字段 | | 写什么 |", "|---|---|---|", *rows])


#: What each field of 法规补充 is for.
_MEANING: Mapping[str, str] = {
    "名称": "全称, 不加书名号",
    "别名": "简称、旧名",
    "位阶": "见[词表](fields.md#词表)“法规位阶”",
    "地区": "哪个省、市",
    "机关": "制定机关",
    "文号": "如 示例省人民政府令第12号",
    "公布": "公布日期",
    "施行": "施行日期",
    "版本": "修改后的文本写修改的年份或日期; 同一部法规的几个文本各写一条",
    "状态": "见词表“法规状态”",
    "废止日期": "从哪一天起废止",
    "废止依据": "被哪一部法规、哪个文件废止",
    "取代": "它废止了哪些法规",
    "末条": "最后一条是第几条; 写了才能核对条号",
    "条文": "条文全文, 用来核对引文, 如 第三条: ……",
    "说明": "备注",
}
