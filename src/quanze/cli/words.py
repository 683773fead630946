"""Help and usage errors in Chinese: what the command-line library says, said for an editor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from quanze.text import pad, width

if TYPE_CHECKING:
    from collections.abc import Iterable

_HELP_TEXTS = {
    "help": "显示本说明",
    "install_completion": "为当前的命令行安装补全",
    "show_completion": "显示补全脚本, 供复制或者自行安装",
}
_LEFT = 30


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, arguments and options."""
        formatter.write(help_text(self, ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, options and commands."""
        formatter.write(help_text(self, ctx))


def help_text(command: Any, ctx: Any) -> str:
    """Return the help of a command or group."""
    commands = [(name, command.commands[name]) for name in command.list_commands(ctx)] if _is_group(command) else []
    tail = ["[选项]", *([] if not commands else ["命令"]), *(_argument_name(p) for p in _arguments(command))]
    lines = [f"用法: {ctx.command_path} {' '.join(tail)}", ""]
    if command.help:
        lines += [command.help.strip(), ""]
    lines += _section("参数", [(_argument_name(p), p.help or "") for p in _arguments(command)])
    lines += _section("选项", [(_option_name(p), _option_help(p)) for p in command.get_params(ctx) if _is_option(p)])
    shown = [(name, (c.short_help or c.help or "").strip().partition("\n")[0]) for name, c in commands if not c.hidden]
    lines += _section("命令", shown)
    return "\n".join(lines).rstrip() + "\n"


def _is_group(command: Any) -> bool:
    return hasattr(command, "commands")


def _is_option(param: Any) -> bool:
    return param.param_type_name == "option" and not getattr(param, "hidden", False)


def _arguments(command: Any) -> list[Any]:
    return [p for p in command.params if p.param_type_name == "argument"]


def _argument_name(param: Any) -> str:
    name = param.metavar or param.name.upper()
    many = "…" if param.nargs == -1 else ""
    return f"{name}{many}" if param.required else f"[{name}]{many}"


def _option_name(param: Any) -> str:
    flag = getattr(param, "is_flag", False) or param.name in ("help", "install_completion", "show_completion")
    names = ", ".join(sorted(param.opts, key=len))
    return names if flag else f"{names} {param.metavar or '值'}"


def _option_help(param: Any) -> str:
    return _HELP_TEXTS.get(param.name) or param.help or ""


def _section(title: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    kept = list(rows)
    if not kept:
        return []
    left = min(_LEFT, max(width(name) for name, _ in kept))
    lines = [f"{title}:"]
    for name, text in kept:
        first, *rest = text.split("\n") if text else [""]
        if width(name) > left:
            lines += [f"  {name}", f"  {pad('', left)}  {first}".rstrip()]
        else:
            lines.append(f"  {pad(name, left)}  {first}".rstrip())
        lines += [f"  {pad('', left)}  {line.strip()}" for line in rest]
    return [*lines, ""]


def usage_sentence(error: Exception) -> str:
    """Return what is wrong with a command line as one Chinese sentence."""
    kind = type(error).__name__
    written = str(getattr(error, "message", "") or error)
    param = getattr(error, "param", None)
    name = _argument_name(param) if param is not None and param.param_type_name == "argument" else ""
    name = name or (max(param.opts, key=len) if param is not None else "")
    if kind == "NoSuchOption":
        near = getattr(error, "possibilities", None)
        return f"没有选项 {getattr(error, 'option_name', '')}" + (f", 是否 {'、'.join(near)}?" if near else "")
    if kind == "MissingParameter":
        return f"还缺 {name}"
    if kind == "BadOptionUsage":
        wanted = "后面要跟一个值" if "requires an argument" in written else "后面不带值"
        return f"选项 {getattr(error, 'option_name', '')} {wanted}"
    if kind == "BadParameter":
        number = ": 应为整数" if "valid int" in written else ""
        return f"{name} 的值不对" + (f": {written}" if _chinese(written) else number)
    unknown = re.search(r"No such command ['\"](.+?)['\"]", written)
    if unknown:
        near = re.findall(r"['\"](.+?)['\"]", written.partition("Did you mean")[2])
        return f"没有命令 {unknown.group(1)}" + (f", 是否 {'、'.join(near)}?" if near else "")
    if "Missing command" in written:
        return "还缺命令"
    extra = re.search(r"unexpected extra argument(?:s|\(s\))? \((.+)\)", written)
    if extra:
        return f"多出了参数: {extra.group(1)}"
    return written if _chinese(written) else "命令行写法不对"


def _chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)
