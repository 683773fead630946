"""What several commands share: options, and how a group of commands is made."""

from __future__ import annotations

from typing import Annotated

import typer

from quanze.cli.words import ChineseGroup

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="日期", help="核对日期, 如 2026-11-22; 不写就是今天")]


def _text_or_json(written: str) -> str:
    if written not in ("text", "json"):
        raise typer.BadParameter(f"没有“{written}”, 可用的有: text、json")
    return written


FormatOption = Annotated[str, typer.Option("--format", metavar="格式", help="text 或 json", callback=_text_or_json)]


def command_group(purpose: str) -> typer.Typer:
    """Return a group of commands that shows its help when it is called alone."""
    return typer.Typer(cls=ChineseGroup, help=purpose, no_args_is_help=True, rich_markup_mode=None)
