"""The commands and their options; what they do is in the module each of them imports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quanze.cli.app_claim import claim_app
from quanze.cli.app_config import config_app
from quanze.cli.app_laws import laws_app
from quanze.cli.app_rules import rules_app
from quanze.cli.options import AsOf, FormatOption
from quanze.cli.words import ChineseCommand, ChineseGroup

app = typer.Typer(
    name="quanze",
    cls=ChineseGroup,
    help="quanze (权责): 检查、校验用 git 管理的权责清单, 一个事项一个 YAML 文件。\n\n"
    "第一次用  quanze init 我的清单, 进入这个文件夹, quanze import 表格, quanze check\n"
    "平时用    quanze check",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(rules_app, name="rules")
app.add_typer(laws_app, name="laws")
app.add_typer(claim_app, name="claim")
app.add_typer(config_app, name="config")

Wanted = Annotated[
    list[str] | None, typer.Option(metavar="规则", help="只用这些规则: 代码、族 (BAS、法律依据) 或名称, 用逗号隔开")
]
Unwanted = Annotated[list[str] | None, typer.Option(metavar="规则", help="不用这些规则, 写法相同")]


@app.callback()
def _root(version: Annotated[bool, typer.Option("--version", "-V", help="显示版本")] = False) -> None:
    if version:
        import quanze

        typer.echo(f"quanze {quanze.__version__}")
        raise typer.Exit


@app.command(cls=ChineseCommand, short_help="检查清单: 哪里不对、凭什么、怎么改")
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="路径", help="清单的文件夹, 或者只看其中的文件夹、文件;\n不写就是最近的 quanze.yaml"),
    ] = None,
    as_of: AsOf = None,
    select: Wanted = None,
    ignore: Unwanted = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="rich text json sarif github gitlab junit markdown html\n不写时终端上用 rich, 其他用 text",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写到文件里")] = None,
    fail_on: Annotated[
        str,
        typer.Option(metavar="级别", help="从哪一级起退出码为 1: error (默认)、warning、info, 或者 错误、警告、提示"),
    ] = "error",
    gate: Annotated[
        str | None, typer.Option(metavar="档位", help="采集、审核或发布; 不写就是 quanze.yaml 里的档位")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="版本", help="和 git 里的这个版本比较: 改动有没有调整记录等")
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="附上每条规则的数量 (rich、text、json、markdown)")
    ] = False,
    no_aggregate: Annotated[bool, typer.Option("--no-aggregate", help="普遍现象也逐条列出")] = False,
    timing: Annotated[bool, typer.Option("--timing", help="附上每条规则用的时间 (rich、text、json)")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="数量", help="同时用几个进程; 0 (默认) 自行决定")] = 0,
) -> None:
    """检查清单: 哪里不对、凭什么、怎么改。

    退出码: 0 没有错误; 1 有错误 (级别见 --fail-on); 2 用法或配置不对; 3 没有可检查的文件; 4 quanze 自身出错。
    """
    from quanze.cli.check import CheckOptions, run_check

    options = CheckOptions(
        paths=tuple(paths or ()),
        as_of=as_of,
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        format=format_,
        output=output,
        fail_on=fail_on,
        gate=gate,
        statistics=statistics,
        aggregate=not no_aggregate,
        timing=timing,
        jobs=jobs,
        since=since,
    )
    raise typer.Exit(run_check(options))


@app.command("import", cls=ChineseCommand, short_help="把部门的表格导入为事项文件, 把三定规定读入部门名册")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件", help="一个或多个表格 (xls、xlsx、csv、jsonl), 或放着表格的文件夹;\n或者三定规定 (docx、txt)"
        ),
    ],
    kind: Annotated[str, typer.Option(metavar="种类", help="事项 (默认) 或三定")] = "事项",
    into: Annotated[
        Path, typer.Option(metavar="文件夹", help="导入到哪个清单; 默认是所在的清单, 没有就新建在当前文件夹")
    ] = Path(),
    department: Annotated[
        str | None, typer.Option(metavar="名称", help="表里没有实施主体, 或者三定规定里没有单位名称时用这个")
    ] = None,
    map_: Annotated[Path | None, typer.Option("--map", metavar="文件", help="表头对照 (YAML: 表头: 字段)")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看体检报告, 不写任何文件")] = False,
    format_: FormatOption = "text",
) -> None:
    """把部门的表格导入为事项文件, 一行一个, 并给出导入体检报告; 或者把三定规定读入部门名册。

    再次导入同一份表格不会改动任何文件; 手工改过的文件不会被覆盖, 只报告差异。
    """
    if kind != "事项":
        from quanze.cli.department_import import run_department_import
        from quanze.engine.settings import SettingsError

        if map_ is not None:
            raise SettingsError("--map 是表格的表头对照, 不能和 --kind 三定 一起用")
        raise typer.Exit(run_department_import(kind, files, into, department, dry_run=dry_run, format_=format_))
    from quanze.cli.importing import run_import

    raise typer.Exit(run_import(files, into, department, map_, dry_run=dry_run, format_=format_))


@app.command(cls=ChineseCommand, short_help="解释一条规则: 是什么、凭什么、怎么改")
def explain(rule: Annotated[str, typer.Argument(metavar="规则", help="代码 (BAS005) 或名称")]) -> None:
    """解释一条规则: 是什么意思、依据、正例和反例、怎么改。"""
    from quanze.cli.rules import run_explain

    raise typer.Exit(run_explain(rule))


@app.command(cls=ChineseCommand, short_help="新建一个清单")
def init(
    directory: Annotated[Path, typer.Argument(metavar="文件夹", help="默认是当前文件夹")] = Path(),
    name: Annotated[str | None, typer.Option(metavar="名称", help="清单名称, 如 示例县权责清单")] = None,
    level: Annotated[str, typer.Option(metavar="层级", help="省级、市级、县级或乡级")] = "县级",
) -> None:
    """新建一个清单: quanze.yaml、文件夹、提交钩子、编辑器补全和 CI 样例。已有的文件不动。"""
    from quanze.cli.start import run_init

    raise typer.Exit(run_init(directory, name, level))


@app.command(cls=ChineseCommand, short_help="按类型新建一个事项文件")
def new(
    type_: Annotated[str, typer.Argument(metavar="类型", help="行政许可、行政处罚……")],
    name: Annotated[str, typer.Argument(metavar="名称", help="事项名称")],
    department: Annotated[str, typer.Option(metavar="名称", help="实施主体")],
    code: Annotated[str | None, typer.Option(metavar="编码", help="基本编码; 没有官方编码的清单不用写")] = None,
) -> None:
    """按类型新建一个事项文件, 要填的字段都列出来。"""
    from quanze.cli.start import run_new

    raise typer.Exit(run_new(type_, name, department, code))


@app.command(cls=ChineseCommand, short_help="部门、事项数量和三定职责的对应")
def departments(as_of: AsOf = None, format_: FormatOption = "text") -> None:
    """部门和类型的事项数量, 三定职责和事项两头核对, 已撤销仍在使用的单位, 名册里没有的单位, 从未行使的事项。

    “应有事项”的职责说到审批、处罚、检查一类职权而没有事项引用; “没有事项”的只是指导、拟订一类工作。
    “职责偏离”的事项引用的职责和它的名称无关, 名称里的词在另一条职责里。
    """
    from quanze.cli.departments import run_departments

    raise typer.Exit(run_departments(as_of, format_))


@app.command(cls=ChineseCommand, short_help="输出字段的 JSON Schema, 供编辑器补全")
def schema(
    kind: Annotated[
        str | None, typer.Argument(metavar="种类", help="item、department、catalogue、rule……; 不写就列出全部")
    ] = None,
    write: Annotated[Path | None, typer.Option(metavar="文件夹", help="把全部 JSON Schema 写到文件夹里")] = None,
) -> None:
    """输出字段的 JSON Schema, 供编辑器补全和别的工具使用。"""
    from quanze.cli.schema import run_schema

    raise typer.Exit(run_schema(kind, write))


@app.command(cls=ChineseCommand, short_help="一条依据写的是什么, 是不是有效")
def cite(
    text: Annotated[
        str | None, typer.Argument(metavar="文字", help="依据的文字; 写 - 或不写就从标准输入读, 一行一条")
    ] = None,
    as_of: AsOf = None,
    format_: FormatOption = "text",
) -> None:
    """读出一段文字里的依据 (题名、文号、条款项、引文), 逐条判断是不是有效。"""
    from quanze.cli.cite import run_cite

    raise typer.Exit(run_cite(text, as_of, format_))


@app.command(cls=ChineseCommand, short_help="把已有的问题记为基线, 以后只报新的问题")
def baseline(as_of: AsOf = None) -> None:
    """把现在的问题记为基线: 以后检查只计数、不再列出它们, 新的问题照常报告。

    基线只减不增: 再次运行只会去掉已经改好的记录。
    """
    from quanze.cli.baseline import run_baseline

    raise typer.Exit(run_baseline(as_of))
