"""quanze laws: the commands on the law table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quanze.cli.options import AsOf, FormatOption, command_group
from quanze.cli.words import ChineseCommand

laws_app = command_group("查看、核对和补充法规表。")


@laws_app.command("show", cls=ChineseCommand, short_help="一部法规是不是现行有效")
def laws_show(
    title: Annotated[str, typer.Argument(metavar="题名", help="全称、简称或者文号")],
    as_of: AsOf = None,
    format_: FormatOption = "text",
) -> None:
    """查一部法规: 位阶、文号、是不是现行有效、被什么废止、收录了哪些文本。"""
    from quanze.cli.laws import run_show

    raise typer.Exit(run_show(title, as_of, format_))


@laws_app.command("affected", cls=ChineseCommand, short_help="清单里哪些事项引用了一部法规")
def laws_affected(
    title: Annotated[str, typer.Argument(metavar="题名", help="全称或者简称")], as_of: AsOf = None
) -> None:
    """列出清单里引用一部法规的全部事项, 哪些要改, 改成什么。"""
    from quanze.cli.laws import run_affected

    raise typer.Exit(run_affected(title, as_of))


@laws_app.command("verify", cls=ChineseCommand, short_help="核对法规表的校验和")
def laws_verify(
    path: Annotated[Path | None, typer.Argument(metavar="文件", help="不写就是随 quanze 提供的法规表")] = None,
) -> None:
    """核对法规表是不是完好、有没有被改动过。"""
    from quanze.cli.laws import run_verify

    raise typer.Exit(run_verify(path))


@laws_app.command("build", cls=ChineseCommand, short_help="用收集的法规事实建一个法规表")
def laws_build(
    source: Annotated[Path, typer.Option("--from", metavar="文件夹", help="laws.jsonl 等所在的文件夹")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件", help="写到哪个文件")] = Path("table.sqlite"),
    with_text: Annotated[bool, typer.Option("--with-text", help="另建一个条文全文文件, 用来核对引文")] = False,
) -> None:
    """用收集的法规事实建一个法规表; 在 quanze.yaml 的“目录”里用“法规表”“法规全文”写明它的位置。"""
    from quanze.cli.laws import run_build

    raise typer.Exit(run_build(source, output, with_text=with_text))


@laws_app.command("add", cls=ChineseCommand, short_help="把本地法规登记到清单的法规补充")
def laws_add(
    file: Annotated[Path, typer.Argument(metavar="文件", help="YAML (登记册: 法规补充) 或者 jsonl")],
) -> None:
    """把法规表没有的本地法规登记到清单的“法规补充”; 与法规表不一致的会指出来。"""
    from quanze.cli.laws import run_add

    raise typer.Exit(run_add(file))
