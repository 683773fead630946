"""Plain scalars that other tools would read as something else and write back changed (SCH012).

Only what would come back as another text counts: `0012`, not `12`; dates and true/false are what
they say, and are left alone.
"""

from __future__ import annotations

import re

#: Every text one of the YAML readers in use (1.1 or 1.2) takes for a number, a time or a truth value.
_SUSPECT = re.compile(
    r"""(?P<switch>y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)
    | (?P<time>\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?
        | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)
    | (?P<based>[-+]?0(?:[xX][0-9a-fA-F][0-9a-fA-F_]*|[oO][0-7][0-7_]*|[bB][01][01_]*))
    | (?P<zero>[-+]?0[0-9_]+)
    | (?P<exponent>[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)[eE][-+]?\d+)
    | (?P<long>[-+]?\d{12,}(?:\.\d*)?)
    | (?P<fraction>[-+]?(?:\d[\d_]*\.[\d_]*|\.\d[\d_]*))
    | (?P<integer>[-+]?\d[\d_]*)
    | (?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))""",
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: What such a text begins with: spares most scalars the pattern.
RETYPED_STARTS = frozenset("+-.0123456789yYnNoO")
_VARIANTS = {
    "switch": "开关词",
    "time": "时间",
    "based": "进制",
    "zero": "前导零",
    "exponent": "科学计数",
    "long": "长数字",
    "fraction": "小数",
    "integer": "整数",
    "special": "小数",
}
#: From so many digits on a table shows a number as a power of ten, and writes it back so.
_LONG = 12
#: From so many on, a number read as a floating-point number loses its last ones.
_LOSING = 16
#: Up to so many digits, what a number written to another base comes to is shown.
_SHOWN = 40
_TRUE = frozenset(("y", "yes", "on"))


def retyped(text: str) -> tuple[str, str] | None:
    """Return which kind of value other tools would take a plain scalar for, and what they would make of it.

    None where it would come back as it is written.
    """
    if (text.isdigit() and text[0] != "0" and len(text) < _LONG) or _DATE.fullmatch(text):
        return None
    match = _SUSPECT.fullmatch(text)
    if match is None or match.lastgroup is None:
        return None
    kind = match.lastgroup
    become = _become(kind, text)
    return None if become == text else (_VARIANTS[kind], become)


def _become(kind: str, text: str) -> str:
    digits = text.replace("_", "")
    if kind == "switch":
        return "true" if text.lower() in _TRUE else "false"
    if kind == "zero":
        return digits.lstrip("+")[: digits.startswith("-")] + (digits.lstrip("+-0") or "0")
    if kind == "integer":
        return digits.lstrip("+")
    if kind == "based" and len(digits) <= _SHOWN:
        return str(int(digits, 0))
    if kind == "long" and len(digits) < _LOSING:
        return f"{float(digits):.5E}"
    if kind in ("exponent", "fraction", "long"):
        return str(float(digits))
    return "另一种写法的时间或数字"
