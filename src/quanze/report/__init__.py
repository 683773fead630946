"""Reports: one module for each output format, each a pure function of the result of a check."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quanze.report.view import View
    from quanze.result import Result

#: Name of a format -> module:function, so that only the chosen format is imported.
FORMATS: Mapping[str, str] = {
    "rich": "quanze.report.rich:render",
    "text": "quanze.report.text:render",
    "json": "quanze.report.json:render",
    "github": "quanze.report.github:render",
    "gitlab": "quanze.report.gitlab:render",
    "sarif": "quanze.report.sarif:render",
    "junit": "quanze.report.junit:render",
    "markdown": "quanze.report.markdown:render",
    "html": "quanze.report.html:render",
}

#: From a file name that is not UTF-8; no output stream could take it.
_SURROGATE = re.compile("[\ud800-\udfff]")


def render(name: str, result: Result, view: View) -> str:
    """Return the report in the format of a name, ending with a line end. KeyError for an unknown name."""
    module, function = FORMATS[name].split(":")
    chosen = cast("Callable[[Result, View], str]", getattr(import_module(module), function))
    return _SURROGATE.sub("\ufffd", chosen(result, view))
