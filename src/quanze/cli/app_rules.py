"""quanze rules: the commands that show, test, try and write rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quanze.cli.options import AsOf, FormatOption, command_group
from quanze.cli.words import ChineseCommand

rules_app = command_group("查看、测试、试用和新建规则。")


@rules_app.command("list", cls=ChineseCommand, short_help="列出全部规则")
def rules_list(
    only: Annotated[list[str] | None, typer.Argument(metavar="规则", help="代码、族或名称; 不写就是全部")] = None,
    format_: FormatOption = "text",
) -> None:
    """列出规则: 代码、名称、级别、档位。"""
    from quanze.cli.rules import run_list

    raise typer.Exit(run_list(only or [], format_))


@rules_app.command("show", cls=ChineseCommand, short_help="显示一条规则")
def rules_show(
    rule: Annotated[str, typer.Argument(metavar="规则", help="代码或名称")], format_: FormatOption = "text"
) -> None:
    """显示一条规则。"""
    from quanze.cli.rules import run_show

    raise typer.Exit(run_show(rule, format_))


@rules_app.command("test", cls=ChineseCommand, short_help="测试规则的正例和反例")
def rules_test(
    only: Annotated[list[str] | None, typer.Argument(metavar="规则", help="代码、族或名称; 不写就是全部")] = None,
    format_: FormatOption = "text",
) -> None:
    """测试规则文件里的正例和反例: 正例不能报, 反例要报在标明的位置。"""
    from quanze.cli.rule_test import run_test

    raise typer.Exit(run_test(only or [], format_))


@rules_app.command("try", cls=ChineseCommand, short_help="在清单上试用一条规则")
def rules_try(
    rule: Annotated[str, typer.Argument(metavar="规则", help="代码或名称")],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="路径", help="只看其中的文件夹、文件; 不写就是整个清单")
    ] = None,
    as_of: AsOf = None,
) -> None:
    """在清单上试用一条规则, 不管档位: 报了多少处, 前二十处是哪些。

    退出码: 0 一处也没有; 1 有; 2 用法或规则文件不对; 3 规则没有执行, 或者清单没有事项。
    """
    from quanze.cli.rule_trial import run_try

    raise typer.Exit(run_try(rule, paths or [], as_of))


@rules_app.command("new", cls=ChineseCommand, short_help="回答五个问题, 新建一条本地规则")
def rules_new(
    code: Annotated[
        str | None, typer.Argument(metavar="代码", help="三个大写字母加三位数字, 如 SXJ001; 没有用过的")
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="名称", help="规则的名称, 如 承诺时限过长")] = None,
    severity: Annotated[str | None, typer.Option(metavar="级别", help="错误、警告或提示")] = None,
    ground: Annotated[
        str | None, typer.Option(metavar="依据", help="凭什么这样要求: 文件、条款, 或者本单位规定")
    ] = None,
    field: Annotated[str | None, typer.Option(metavar="字段", help="查哪个字段, 如 办事指南.承诺时限.数值")] = None,
    check: Annotated[
        str | None,
        typer.Option(
            metavar="检查",
            help="怎么查: 必填 / 枚举 甲、乙 / 正则 模式 / 不得含 词、词 /\n数值比较 <= 10 / 长度 200 …… 或者一个必须成立的表达式",
        ),
    ] = None,
    good: Annotated[
        str | None, typer.Option(metavar="正例", help="推不出例子时自己写一个不该报的, 如 '{类型: 行政许可, 版本: 2}'")
    ] = None,
    bad: Annotated[str | None, typer.Option(metavar="反例", help="自己写一个该报的")] = None,
) -> None:
    """回答五个问题, 在清单的 rules 文件夹里写一个规则文件, 不用编程。

    五个问题: 代码和名称、级别、依据、查哪个字段、怎么查。没有用选项写明的, 逐个询问。
    正例和反例由回答推出来, 写好以前先测试过。
    """
    from quanze.cli.rule_questions import Given, run_new

    raise typer.Exit(run_new(Given(code, name, severity, ground, field, check, good, bad)))
