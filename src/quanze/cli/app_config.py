"""quanze config: the commands on the settings of a list."""

from __future__ import annotations

from typing import Annotated

import typer

from quanze.cli.options import FormatOption, command_group
from quanze.cli.words import ChineseCommand

config_app = command_group("查看清单的设置。")


@config_app.callback()
def _config() -> None:
    """查看清单的设置。"""


@config_app.command("show", cls=ChineseCommand, short_help="每项设置是什么值, 从哪里来")
def config_show(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="名称", help="设置或一组设置的名称, 如 参数、占位主体; 不写就是全部, 写了就显示全文"),
    ] = None,
    format_: FormatOption = "text",
) -> None:
    """每项设置是什么值, 从哪里来: quanze.yaml、口径 (和它写明的来源)、默认。

    包括清单、目录、规则、参数、编码方案、词汇、词表和节假日。
    """
    from quanze.cli.config import run_show

    raise typer.Exit(run_show(names or [], format_))
