"""quanze claim: the commands on what of the catalogue (通用目录) the list claims."""

from __future__ import annotations

from typing import Annotated

import typer

from quanze.cli.options import AsOf, FormatOption, command_group
from quanze.cli.words import ChineseCommand

claim_app = command_group("通用目录的认领: 该认领的、不认领的、上级变了的。")

Code = Annotated[str, typer.Argument(metavar="编码", help="目录编码")]


@claim_app.command("status", cls=ChineseCommand, short_help="认领的情况, 三级四同逐项比较")
def claim_status(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="编码", help="只看这几项, 四个要素逐项比较; 不写就是全部")
    ] = None,
    as_of: AsOf = None,
    format_: FormatOption = "text",
) -> None:
    """通用目录里属于本级的, 哪些认领了、哪些不认领、哪些还没有处理; 认领以后目录有没有变; 三级四同是不是一致。

    不同的字放在【】里。退出码: 0 没有要做的; 1 还有; 2 用法不对或者没有通用目录。
    """
    from quanze.cli.claim_status import run_status

    raise typer.Exit(run_status(codes or [], as_of, format_))


@claim_app.command("take", cls=ChineseCommand, short_help="认领: 新建事项文件, 或者写进已有的同名事项")
def claim_take(
    codes: Annotated[list[str], typer.Argument(metavar="编码", help="一个或多个目录编码")],
    department: Annotated[
        str | None, typer.Option(metavar="名称", help="由哪个部门承担; 不写就从编码里的部门代码看")
    ] = None,
) -> None:
    """认领: 新建事项文件, 名称、类型、编码、设定依据、目录编码和目录指纹已经填好。

    清单里已有同名同类型的事项 (编码不同) 的, 不新建, 只在它的“认领”里写上目录编码和目录指纹。
    """
    from quanze.cli.claim_take import run_take

    raise typer.Exit(run_take(codes, department))


@claim_app.command("refuse", cls=ChineseCommand, short_help="登记不认领一项和理由")
def claim_refuse(
    code: Code,
    reason: Annotated[str, typer.Option(metavar="理由", help="无此行业或管理对象、本级无权限……")],
    note: Annotated[str | None, typer.Option(metavar="说明", help="具体说明; 理由是“其他”的必须写清楚")] = None,
) -> None:
    """登记不认领一项和理由, 写进通用目录文件夹的 不认领.yaml; 文件里别的内容不动。"""
    from quanze.cli.claim_change import run_refuse

    raise typer.Exit(run_refuse(code, reason, note))


@claim_app.command("sync", cls=ChineseCommand, short_help="目录变了以后跟上: 名称、类型、设定依据、目录指纹")
def claim_sync(
    codes: Annotated[list[str], typer.Argument(metavar="编码", help="一个或多个目录编码")],
    diff: Annotated[bool, typer.Option("--diff", help="只看会改什么, 不写任何文件")] = False,
) -> None:
    """让认领的事项跟上目录: 名称、类型、设定依据和目录指纹。只改这几处, 文件里别的内容不动。"""
    from quanze.cli.claim_change import run_sync

    raise typer.Exit(run_sync(codes, diff=diff))
