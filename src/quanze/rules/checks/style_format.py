"""Family STY, formats: dates, telephone numbers, addresses of web sites and of mail (STY008)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quanze.finding import Edit, Fix, Hit, Path
from quanze.model.values import read_date
from quanze.rules.check import text_check
from quanze.rules.checks.wording import last_key
from quanze.text import is_placeholder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quanze.rules.context import Context
    from quanze.rules.texts import Texts

_DATE_KEYS = frozenset(
    (
        *("日期", "公告日期", "培训日期", "承接方案日期", "计划取消日期", "恢复日期", "起", "止", "期限"),
        *("三定日期", "生效", "失效", "撤销", "承接方案", "移交"),  # of departments and batches
    )
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LIKE_DATE = re.compile(r"\s*\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?\s*")

_PHONE_KEYS = frozenset(("电话", "咨询电话", "监督电话"))
_PLAIN = str.maketrans("０１２３４５６７８９＋", "0123456789+")
_AREA_BRACKET = re.compile(r"[(（]\s*(0\d{2,3})\s*[)）]\s*-?\s*(?=\d{3,8})")
#: Behind the area code stands a space, or one of the dashes that word processors make of a hyphen.
_AREA_SPACE = re.compile(r"(?<!\d)(0(?:10|2\d|[3-9]\d{2}))\s*[- －—–−‐―]+\s*(?=\d{3,8}(?!\d))")
_AREA_GLUED = re.compile(r"(?<!\d)(010|02\d|0[3-9]\d{2})(?=\d{7,8}(?!\d))")
_NOTE = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]")
_TOKEN = re.compile(r"\+?\d[\d\-]*(?:\s?转\s?\d{1,6})?")
_GOOD_PHONE = re.compile(
    r"(?:\+86-?)?(?:0\d{2,3}-(?:\d{7,8}|1\d{3,4}|1[12]\d|9\d{4,5})|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|[48]00-\d{4}-?\d{3}|1\d{2,4}|9\d{4,7})"
    r"(?:(?:-|\s?转\s?)\d{1,6}){0,3}"
)
_LOCAL_PHONE = re.compile(r"\d{7,8}(?:(?:-|\s?转\s?)\d{1,6})?")

_WEBSITE = re.compile(r"https?://[A-Za-z0-9\u4e00-\u9fff.\-]+(?::\d{1,5})?(?:[/?#]\S*)?")
_HOST = re.compile(r"(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}(?:[/?#]\S*)?")
_MAIL = re.compile(r"[A-Za-z0-9._%+\-]+@(?:[A-Za-z0-9\-]+\.)+[A-Za-z]{2,}")
_JUDGED = _DATE_KEYS | _PHONE_KEYS | {"网址", "邮箱"}


def _may_be_odd(key: str, text: str, _context: Context) -> bool:
    return key in _JUDGED and any(_odd((key,), text))


@text_check(suspicion=_may_be_odd)
def formats(texts: Texts, _context: Context) -> Iterator[Hit]:
    """STY008: a date, telephone number, web site or mail address is not in the form others can use."""
    for path, text in texts.suspects:
        yield from _odd(path, text)


def _odd(path: Path, text: str) -> Iterator[Hit]:
    key = path[-1]
    if is_placeholder(text):
        return
    if key in _DATE_KEYS:
        yield from _date(path, text)
    elif key in _PHONE_KEYS:
        yield from _phone(path, text)
    elif key == "网址":
        yield from _address(path, text, _WEBSITE, "网址")
    elif key == "邮箱":
        yield from _address(path, text, _MAIL, "邮箱")


def _date(path: Path, text: str) -> Iterator[Hit]:
    if _ISO.fullmatch(text) or not _LIKE_DATE.fullmatch(text):
        return
    try:
        better = read_date(text).isoformat()
    except ValueError:
        return
    yield _hit(path, text, "日期", better, safe=True)


def _phone(path: Path, text: str) -> Iterator[Hit]:
    fault, better = _phone_fault(text)
    if fault:
        yield _hit(path, text, fault, better, safe=bool(better))


def _phone_fault(text: str) -> tuple[str, str]:
    """Return what is wrong with a text of telephone numbers, and its right form."""
    better = canonical_phone(text)
    tokens = _TOKEN.findall(_NOTE.sub(" ", better))
    wrong = [token for token in tokens if not _GOOD_PHONE.fullmatch(token)]
    if not tokens:
        return "没有号码", ""
    if wrong:
        return "缺区号" if all(_LOCAL_PHONE.fullmatch(token) for token in wrong) else "电话", ""
    return ("电话写法", better) if better != text else ("", "")


def canonical_phone(text: str) -> str:
    """Return a text of telephone numbers with half-width figures and a hyphen behind the area code."""
    plain = _AREA_BRACKET.sub(r"\1-", text.strip().translate(_PLAIN))
    return _AREA_GLUED.sub(r"\1-", _AREA_SPACE.sub(r"\1-", plain))


def _address(path: Path, text: str, form: re.Pattern[str], variant: str) -> Iterator[Hit]:
    if form.fullmatch(text):
        return
    better = unicodedata.normalize("NFKC", text).strip()
    if form.fullmatch(better):
        yield _hit(path, text, variant, better, safe=True)
    elif variant == "网址" and _HOST.fullmatch(better):
        yield _hit(path, text, "缺协议", f"http://{better}", safe=False)
    else:
        yield _hit(path, text, variant)


def _hit(path: Path, text: str, variant: str, better: str = "", *, safe: bool = False) -> Hit:
    fix = Fix(f"改为“{better}”", (Edit(path, "value", better),), safe=safe) if better else None
    values = {"字段": last_key(path), "值": text, "改为": better}
    return Hit(path, values, variant=variant, key=variant, fix=fix)
